//! What `take.json` says.

use serde::{Deserialize, Serialize};

use crate::question::Question;
use crate::span::Span;

/// Name and version of the format. A change that breaks readers gets a new number.
pub const SCHEMA: &str = "aloud.take/1";

/// Where a take stands in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// A process records it, or died while it did.
    Recording,
    /// Complete.
    Finished,
    /// Nothing was recorded.
    Abandoned,
    /// Its process died; everything that had reached the disk was saved.
    Recovered,
}

/// Contents of `take.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TakeRecord {
    /// [`SCHEMA`].
    pub schema: String,
    /// `<question id or free>/<UTC time>`.
    pub take: String,
    /// Where it stands in its life.
    pub state: State,
    /// The question as it was when it was answered.
    pub question: Option<QuestionRecord>,
    /// When recording started, UTC, RFC 3339.
    pub started: String,
    /// When it ended, UTC, RFC 3339.
    pub finished: Option<String>,
    /// The microphone.
    pub device: Option<DeviceRecord>,
    /// What is known about the sound.
    pub audio: Audio,
    /// Times that samples were lost between microphone and file.
    #[serde(default)]
    pub overruns: u64,
    /// Why it ended: `asked`, `length`, `file_full`, `lost`, `write_failed`.
    #[serde(default)]
    pub ended: Option<String>,
}

/// The question of a take, kept with it: the note may change later.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct QuestionRecord {
    /// The question's id.
    pub id: String,
    /// The question as it was asked.
    pub prompt: String,
    /// Time limit in seconds.
    pub limit_s: Option<f64>,
}

impl From<&Question> for QuestionRecord {
    fn from(question: &Question) -> Self {
        Self { id: question.id.clone(), prompt: question.prompt.clone(), limit_s: question.limit_s }
    }
}

/// A microphone as it was when a take was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceRecord {
    /// What `--device` takes.
    pub id: String,
    /// What people call it.
    pub name: String,
}

/// The sound of a take.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Audio {
    /// Length in seconds, the silence of gaps included.
    pub duration_s: f64,
    /// Rate of the file in Hz.
    pub sample_rate_hz: u32,
    /// Channels of the file: 1.
    pub channels: u16,
    /// Time that is missing, as silence in the file.
    pub gaps: Vec<Span>,
    /// Pauses taken with the pause key, cut from the file.
    pub cuts: Vec<Cut>,
    /// Highest peak in dBFS, `None` when unknown or nothing but zeros.
    pub peak_dbfs: Option<f64>,
    /// Loudness after EBU R 128 in LUFS; measured by the review.
    pub loudness_lufs: Option<f64>,
    /// Length of the clipped parts in milliseconds.
    pub clipped_ms: Option<f64>,
}

impl Audio {
    /// Sound of which nothing is known but its rate.
    pub fn unknown(sample_rate_hz: u32) -> Self {
        Self {
            duration_s: 0.0,
            sample_rate_hz,
            channels: 1,
            gaps: Vec::new(),
            cuts: Vec::new(),
            peak_dbfs: None,
            loudness_lufs: None,
            clipped_ms: None,
        }
    }
}

/// A pause taken with the pause key.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Cut {
    /// Where in the file, in seconds from its start.
    pub at_s: f64,
    /// How much is not in the file, in seconds.
    pub removed_s: f64,
}
