//! Turns an audio file into a take.

use std::path::Path;

use anyhow::Context as _;
use jiff::Timestamp;

use super::Context;
use crate::audio::{SAMPLE_RATE_HZ, decode};
use crate::question::Question;
use crate::take::{self, QuestionRecord, State, Take};

/// Adds the sound of `path` to the takes, as mono 16-bit at 16 kHz; the file itself stays.
///
/// # Errors
/// The file is no audio, or the recordings folder cannot be written.
pub fn keep(path: &Path, question: Option<&Question>, context: &Context) -> anyhow::Result<Take> {
    let recording = decode::decode(path)?;
    let recordings = context.require_folder()?.recordings();
    let asked = question.map(QuestionRecord::from);
    let rate = SAMPLE_RATE_HZ as u32;
    let (mut take, lock) = take::create(&recordings, asked, None, rate, Timestamp::now())?;
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: rate,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let audio = take.audio();
    let write = || -> Result<(), hound::Error> {
        let mut writer = hound::WavWriter::create(&audio, spec)?;
        for sample in &recording.samples {
            writer.write_sample((sample * 32_767.0).round().clamp(-32_768.0, 32_767.0) as i16)?;
        }
        writer.finalize()
    };
    write().with_context(|| format!("cannot write {}", audio.display()))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&audio, std::fs::Permissions::from_mode(0o600))?;
    }
    take.record.state = State::Finished;
    take.record.finished = Some(take.record.started.clone());
    take.record.ended = Some("kept".into());
    take.record.audio.duration_s = recording.source.duration_s;
    take.record.audio.peak_dbfs = recording.source.peak_dbfs;
    take.record.audio.clipped_ms = Some(recording.source.clipped_ms);
    take.save()?;
    drop(lock);
    Ok(take)
}
