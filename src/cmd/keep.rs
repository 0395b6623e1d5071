//! Turns an audio file into a take.

use std::path::Path;

use anyhow::Context as _;
use jiff::Timestamp;

use super::Context;
use crate::audio::{SAMPLE_RATE_HZ, decode};
use crate::capture::wav::Wav;
use crate::question::Question;
use crate::take::{self, QuestionRecord, State, Take};

/// Samples turned into 16 bits at a time.
const PIECE: usize = 1 << 16;

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
    let audio = take.audio();
    if let Err(error) = write(&audio, &recording.samples, rate) {
        drop(lock);
        let _ = take::delete(&take);
        return Err(error).with_context(|| format!("cannot write {}", audio.display()));
    }
    take.record.state = State::Finished;
    take.record.finished = Some(take.record.started.clone());
    take.record.ended = Some("kept".into());
    take.record.audio.duration_s = recording.source.duration_s;
    take.record.audio.peak_dbfs = recording.source.peak_dbfs;
    take.record.audio.clipped_ms = Some(recording.source.clipped_ms);
    take.save_last()?;
    drop(lock);
    Ok(take)
}

/// Writes `samples` as 16-bit mono.
fn write(path: &Path, samples: &[f32], sample_rate_hz: u32) -> std::io::Result<()> {
    let mut wav = Wav::create(path, sample_rate_hz)?;
    for piece in samples.chunks(PIECE) {
        // A cast clamps.
        let piece: Vec<i16> = piece.iter().map(|s| (s * 32_767.0).round() as i16).collect();
        wav.write(&piece)?;
    }
    wav.finalize()
}
