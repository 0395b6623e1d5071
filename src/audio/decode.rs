//! Reads any usual audio file (wav, mp3, m4a, ogg, flac, aiff) into mono 16 kHz.

use std::fs::File;
use std::path::{Path, PathBuf};

use symphonia::core::codecs::audio::{AudioDecoder, AudioDecoderOptions};
use symphonia::core::errors::Error as SymphoniaError;
use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::{FormatOptions, FormatReader, TrackType};
use symphonia::core::io::MediaSourceStream;
use symphonia::core::meta::MetadataOptions;

use super::guard;
use super::kind::{self, Kind};
use super::level::LevelMeter;
use super::resample::{ResampleError, Resampler};
use crate::refusal::shell_word;

/// Longest file that is read: 4 hours. Its samples take 0.9 GB of memory.
const MAX_DURATION_S: f64 = 4.0 * 3600.0;

/// A channel this far below the loudest one carries no speech of its own, and averaging it in
/// would halve the level: many interfaces deliver one microphone as the left of two channels.
const SILENT_CHANNEL_DB: f32 = 40.0;

/// A decoded recording.
#[derive(Debug, Clone, PartialEq)]
pub struct Recording {
    /// Mono, 16 kHz, −1 to 1.
    pub samples: Vec<f32>,
    /// What the file held before it was converted.
    pub source: Source,
}

/// Facts about the file as it was recorded.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Source {
    /// Length in seconds.
    pub duration_s: f64,
    /// Sampling rate in Hz.
    pub sample_rate_hz: u32,
    /// Number of channels.
    pub channels: u32,
    /// Highest sample of all channels, in dB below full scale; `None` for digital silence.
    pub peak_dbfs: Option<f64>,
    /// Time spent at full scale, in milliseconds.
    pub clipped_ms: f64,
}

impl Source {
    /// The facts of `frames` frames whose level was followed by `meter`.
    pub fn new(frames: u64, sample_rate_hz: u32, channels: u32, meter: &LevelMeter) -> Self {
        Source {
            duration_s: frames as f64 / f64::from(sample_rate_hz),
            sample_rate_hz,
            channels,
            peak_dbfs: meter.peak_dbfs(),
            clipped_ms: meter.clipped_samples() as f64 * 1000.0 / f64::from(sample_rate_hz),
        }
    }
}

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum DecodeError {
    /// The file is missing or may not be read.
    #[error("cannot open {path}: {source}")]
    Open {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// Not sound at all.
    #[error("{path} is {what}, not sound: name the recording itself, such as answer.wav")]
    NotSound {
        /// The file.
        path: PathBuf,
        /// What it seems to be.
        what: &'static str,
    },
    /// Sound of a kind that is not understood.
    #[error(
        "{path} is {what}, which aloud cannot read. Convert it: `ffmpeg -i {} answer.wav`",
        shell_word(path)
    )]
    Foreign {
        /// The file.
        path: PathBuf,
        /// What it seems to be.
        what: &'static str,
    },
    /// It begins as a sound file, and cannot be read any further.
    #[error(
        "{path} is damaged or was cut off: it begins as a sound file does, and cannot be read any \
         further. Copy it again from where it comes from; `ffmpeg -i {} answer.wav` may still get \
         the sound out of it",
        shell_word(path)
    )]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// Not a kind of audio file that is understood.
    #[error(
        "{path} is no sound file that aloud knows: it reads wav, mp3, m4a, ogg (Vorbis), flac and \
         aiff. Convert others: `ffmpeg -i {} answer.wav`",
        shell_word(path)
    )]
    Unknown {
        /// The file.
        path: PathBuf,
    },
    /// It has no sound in it at all.
    #[error("{path} holds no audio: it may have been cut off while it was copied or recorded")]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// Longer than the program takes.
    #[error(
        "{path} is longer than 4 hours, or has many channels and is longer than 8 hours in all of \
         them: cut it into parts, or make it mono, first"
    )]
    TooLong {
        /// The file.
        path: PathBuf,
    },
    /// A sampling rate that cannot be converted.
    #[error("{path}: {source}")]
    Resample {
        /// The file.
        path: PathBuf,
        /// The rate and the reason.
        source: ResampleError,
    },
}

/// Decodes the whole of `path`. Damaged packets in the middle are skipped, as players do.
///
/// # Errors
/// Each kind of [`DecodeError`] says what to do.
pub fn decode(path: &Path) -> Result<Recording, DecodeError> {
    // Fuzzing found files on which the readers of formats panic.
    guard::guarded(|| read(path))
        .unwrap_or_else(|_| Err(DecodeError::Damaged { path: path.into() }))
}

/// Why no reader takes a file, told by what it seems to be.
fn refusal(path: &Path) -> DecodeError {
    let path = path.to_path_buf();
    match kind::of(&path) {
        Kind::NotSound(what) => DecodeError::NotSound { path, what },
        Kind::Foreign(what) => DecodeError::Foreign { path, what },
        Kind::Damaged => DecodeError::Damaged { path },
        Kind::Unknown => DecodeError::Unknown { path },
    }
}

fn read(path: &Path) -> Result<Recording, DecodeError> {
    let open = |source| DecodeError::Open { path: path.into(), source };
    let file = File::open(path).map_err(open)?;
    let meta = file.metadata().map_err(open)?;
    if meta.is_dir() {
        return Err(open(std::io::Error::from(std::io::ErrorKind::IsADirectory)));
    }
    if meta.len() == 0 {
        return Err(DecodeError::Empty { path: path.into() });
    }
    let (mut format, mut decoder, track_id) = probe(file, path)?;
    let mut channels: Vec<Vec<f32>> = Vec::new();
    let mut resamplers: Vec<Resampler> = Vec::new();
    let mut meter = LevelMeter::default();
    let mut planes: Vec<Vec<f32>> = Vec::new();
    let (mut rate_hz, mut frames) = (0u32, 0u64);
    let resample = |source| DecodeError::Resample { path: path.into(), source };
    // A cut-off file ends in an error where a whole one ends in `None`: what came before is still
    // the recording.
    while let Ok(Some(packet)) = format.next_packet() {
        if packet.track_id != track_id {
            continue;
        }
        let buffer = match decoder.decode(&packet) {
            Ok(buffer) => buffer,
            Err(SymphoniaError::DecodeError(_)) => continue,
            Err(_) => break,
        };
        if buffer.frames() == 0 {
            continue;
        }
        if resamplers.is_empty() {
            rate_hz = buffer.spec().rate();
            for _ in 0..buffer.num_planes() {
                resamplers.push(Resampler::new(rate_hz).map_err(resample)?);
            }
            channels.resize_with(resamplers.len(), Vec::new);
        } else if buffer.spec().rate() != rate_hz || buffer.num_planes() != resamplers.len() {
            // A stream that changes its shape midway cannot be one answer of one microphone.
            break;
        }
        frames += buffer.frames() as u64;
        let channel_s = frames as f64 / f64::from(rate_hz) * resamplers.len() as f64;
        if channel_s > MAX_DURATION_S * 2.0 || channel_s > MAX_DURATION_S && resamplers.len() == 1 {
            return Err(DecodeError::TooLong { path: path.into() });
        }
        buffer.copy_to_vecs_planar::<f32>(&mut planes);
        for ((plane, resampler), channel) in
            planes.iter_mut().zip(&mut resamplers).zip(&mut channels)
        {
            plane.iter_mut().for_each(|sample| *sample = sound(*sample));
            meter.push(plane);
            resampler.push(plane, channel).map_err(resample)?;
        }
    }
    if frames == 0 {
        return Err(DecodeError::Empty { path: path.into() });
    }
    let channel_count = channels.len() as u32;
    for (resampler, channel) in resamplers.into_iter().zip(&mut channels) {
        resampler.finish(channel).map_err(resample)?;
    }
    let source = Source::new(frames, rate_hz, channel_count, &meter);
    Ok(Recording { samples: mix_down(channels), source })
}

/// Files of floating-point samples may hold anything; what is no number is silence, and beyond this
/// no microphone goes. The resampler would panic.
const LOUDEST: f32 = 64.0;

fn sound(sample: f32) -> f32 {
    if sample.is_nan() { 0.0 } else { sample.clamp(-LOUDEST, LOUDEST) }
}

type Opened = (Box<dyn FormatReader>, Box<dyn AudioDecoder>, u32);

/// Finds the reader of a file, its audio track and the decoder of that.
fn probe(file: File, path: &Path) -> Result<Opened, DecodeError> {
    let stream = MediaSourceStream::new(Box::new(file), Default::default());
    let mut hint = Hint::new();
    if let Some(extension) = path.extension().and_then(|e| e.to_str()) {
        hint.with_extension(extension);
    }
    let format = symphonia::default::get_probe()
        .probe(&hint, stream, FormatOptions::default(), MetadataOptions::default())
        .map_err(|_| refusal(path))?;
    let silent = || DecodeError::Empty { path: path.into() };
    let track = format.default_track(TrackType::Audio).ok_or_else(silent)?;
    // What the file holds is known, how its sound is compressed is not.
    let foreign = || match refusal(path) {
        error @ DecodeError::Foreign { .. } => error,
        _ => DecodeError::Foreign { path: path.into(), what: "sound in another compression" },
    };
    let params =
        track.codec_params.as_ref().and_then(|params| params.audio()).ok_or_else(foreign)?;
    let decoder = symphonia::default::get_codecs()
        .make_audio_decoder(params, &AudioDecoderOptions::default())
        .map_err(|_| foreign())?;
    let track_id = track.id;
    Ok((format, decoder, track_id))
}

/// One channel of several: the mean of those that carry sound.
fn mix_down(mut channels: Vec<Vec<f32>>) -> Vec<f32> {
    if channels.len() == 1 {
        return channels.pop().unwrap_or_default();
    }
    let power = |c: &Vec<f32>| c.iter().map(|x| f64::from(*x).powi(2)).sum::<f64>();
    let powers: Vec<f64> = channels.iter().map(power).collect();
    let loudest = powers.iter().copied().fold(0.0, f64::max);
    let floor = loudest * 10f64.powf(f64::from(-SILENT_CHANNEL_DB) / 10.0);
    let mut active = channels.iter().zip(&powers).filter(|(_, p)| **p >= floor).map(|(c, _)| c);
    let Some(mut mixed) = active.next().cloned() else { return Vec::new() };
    let mut count = 1.0f32;
    for channel in active {
        count += 1.0;
        mixed.iter_mut().zip(channel).for_each(|(a, b)| *a += b);
    }
    mixed.iter_mut().for_each(|x| *x /= count);
    mixed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wav(dir: &Path, rate: u32, channels: u16, frames: &[Vec<f32>]) -> PathBuf {
        let path = dir.join(format!("{rate}-{channels}.wav"));
        let spec = hound::WavSpec {
            channels,
            sample_rate: rate,
            bits_per_sample: 16,
            sample_format: hound::SampleFormat::Int,
        };
        let mut writer = hound::WavWriter::create(&path, spec).unwrap();
        for frame in frames {
            for sample in frame {
                writer.write_sample((sample * 32767.0) as i16).unwrap();
            }
        }
        writer.finalize().unwrap();
        path
    }

    #[test]
    fn a_microphone_on_the_left_of_two_channels_keeps_its_level() {
        let dir = tempfile::tempdir().unwrap();
        let frames: Vec<Vec<f32>> =
            (0..48_000).map(|i| vec![(i as f32 * 0.05).sin() * 0.5, 0.0]).collect();
        let recording = decode(&wav(dir.path(), 48_000, 2, &frames)).unwrap();
        let peak = recording.samples.iter().fold(0.0f32, |a, b| a.max(b.abs()));
        assert!((peak - 0.5).abs() < 0.02, "peak {peak}");
        assert_eq!(recording.source.channels, 2);
        assert!((recording.source.duration_s - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_text_file_an_empty_file_and_a_folder_are_refused_by_name() {
        let dir = tempfile::tempdir().unwrap();
        let text = dir.path().join("notes.md");
        std::fs::write(&text, "S: not audio at all").unwrap();
        let empty = dir.path().join("empty.wav");
        std::fs::write(&empty, "").unwrap();
        for path in [text.as_path(), &empty, dir.path(), &dir.path().join("missing.wav")] {
            let message = decode(path).unwrap_err().to_string();
            assert!(message.contains(path.to_str().unwrap()), "{message}");
        }
    }

    #[test]
    fn opus_is_refused_with_the_way_to_convert_it() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("my answer.ogg");
        std::fs::write(&path, crate::audio::opus::encode(&[0.1; 16_000], |_| {}).unwrap()).unwrap();
        let message = decode(&path).unwrap_err().to_string();
        assert!(message.contains("is Opus, which aloud cannot read"), "{message}");
        assert!(message.contains("my answer.ogg' answer.wav`"), "{message}");
    }

    #[test]
    fn a_file_that_is_only_the_beginning_of_one_is_called_damaged() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("answer.m4a");
        std::fs::write(&path, b"\0\0\0\x18ftypM4A \0\0\0\0M4A mp42isom").unwrap();
        let message = decode(&path).unwrap_err().to_string();
        assert!(message.contains("damaged or was cut off"), "{message}");
    }

    #[test]
    fn samples_that_are_no_numbers_are_silence() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("float.wav");
        let spec = hound::WavSpec {
            channels: 1,
            sample_rate: 44_100,
            bits_per_sample: 32,
            sample_format: hound::SampleFormat::Float,
        };
        let mut writer = hound::WavWriter::create(&path, spec).unwrap();
        for sample in [f32::NAN, f32::INFINITY, f32::MIN, 0.5].repeat(10_000) {
            writer.write_sample(sample).unwrap();
        }
        writer.finalize().unwrap();
        let recording = decode(&path).unwrap();
        assert!(recording.samples.iter().all(|sample| sample.is_finite()));
    }

    #[test]
    fn a_header_that_promises_four_gigabytes_reads_what_is_there() {
        let dir = tempfile::tempdir().unwrap();
        let path = wav(dir.path(), 16_000, 1, &vec![vec![0.25]; 400]);
        let mut bytes = std::fs::read(&path).unwrap();
        bytes[40..44].copy_from_slice(&u32::MAX.to_le_bytes());
        std::fs::write(&path, bytes).unwrap();
        assert!(decode(&path).map_or(true, |r| r.samples.len() <= 400));
    }
}
