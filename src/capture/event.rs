//! What a recording tells while it goes on and when it has ended.

use crate::refusal::Refusal;
use crate::span::Span;

/// Samples as they went into the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Place of the first sample in the file, in frames.
    pub first_frame: u64,
    /// 16-bit mono samples.
    pub samples: Vec<i16>,
}

/// What happens during a recording.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// Time is missing; it is silence in the file.
    Gap {
        /// The silence, in seconds from the start of the file.
        span: Span,
        /// Why.
        cause: Cause,
    },
    /// The device was lost and is being looked for.
    Lost(String),
    /// The device is back.
    Back,
    /// Only zeros for 3 s.
    Silent,
    /// The folder of the recording was removed. Sound goes on into the file that nobody sees any
    /// more, and is put back where it was at the end.
    Removed,
    /// The recording goes on after a pause that was asked for.
    Resumed(Pause),
}

/// A pause that was asked for: time that is not in the file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pause {
    /// Where in the file, in seconds from its start.
    pub at_s: f64,
    /// How much is not in the file, in seconds.
    pub removed_s: f64,
}

/// Why time is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The system was too slow to take the samples.
    Overrun,
    /// The device stopped for a while by itself.
    Stall,
    /// The device was lost and came back.
    Lost,
}

/// Why a recording ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// Somebody asked for it.
    Asked,
    /// It has the length that was asked for.
    Length,
    /// A WAV file cannot be longer.
    FileFull,
    /// The device was lost and did not come back.
    Lost(String),
    /// The file could not be written.
    WriteFailed {
        /// The system's words.
        reason: String,
        /// What kind of refusal that is.
        refusal: Refusal,
    },
}

/// A finished recording.
#[derive(Debug, Clone, PartialEq)]
pub struct Captured {
    /// Rate of the file in Hz.
    pub sample_rate_hz: u32,
    /// Frames in the file, the silence of gaps included.
    pub frames: u64,
    /// Missing time, as silence in the file.
    pub gaps: Vec<Span>,
    /// Pauses that were asked for.
    pub pauses: Vec<Pause>,
    /// Times that samples were lost between device and file.
    pub overruns: u64,
    /// Highest peak in dBFS, `None` when every sample was zero.
    pub peak_dbfs: Option<f64>,
    /// Clipped samples.
    pub clipped_frames: u64,
    /// Why it ended.
    pub end: End,
}

impl End {
    /// The end that `error` means.
    pub(super) fn write_failed(error: std::io::Error) -> End {
        End::WriteFailed { reason: error.to_string(), refusal: Refusal::of(&error) }
    }
}
