//! A review: all measures of one answer, judged against targets, with few findings.

mod build;
pub mod derived;
pub mod finding;
pub mod marks;
pub mod run;
mod usual;

use serde::{Deserialize, Serialize};

use crate::coverage::Coverage;
use crate::filler::{Favourite, Fillers, Heard};
use crate::language::Language;
use crate::span::Span;
use crate::take::{Cut, QuestionRecord};
use crate::timing::Timing;
use crate::transcript::Word;
use crate::voice::Voice;

pub use build::{Input, build};
pub use finding::{Finding, Severity};
pub use usual::{PacesBefore, SAME_TEMPO, USUAL_FROM, USUAL_OF, UsualPace};

/// Version of the JSON form. A field may be added under the same number, none renamed.
pub const SCHEMA: &str = "aloud.review/1";

/// Everything a review says. Times are seconds from the start of the audio, rates are per minute;
/// what could not be measured is `None`, never 0.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Review {
    /// [`SCHEMA`].
    pub schema: String,
    /// Id of the reviewed take; `None` for a file.
    #[serde(default)]
    pub take: Option<String>,
    /// Language of the answer.
    pub language: Language,
    /// The sound.
    pub audio: AudioFacts,
    /// The recogniser's model.
    pub model: ModelFacts,
    /// The question that was answered.
    pub question: Option<QuestionRecord>,
    /// The transcript as one text.
    pub text: String,
    /// Its words.
    pub words: Vec<Word>,
    /// Speech that got no words, also when it was decoded again.
    #[serde(default)]
    pub untranscribed: Vec<Span>,
    /// Pace and pauses.
    pub timing: Timing,
    /// Pace against the speaker's own; `None` for a file, and where there are too few takes.
    #[serde(default)]
    pub usual_pace: Option<UsualPace>,
    /// Fillers.
    pub fillers: Fillers,
    /// Words said twice at once or broken off.
    pub repetitions: Vec<Heard>,
    /// Words that weaken a statement.
    pub hedges: Vec<Heard>,
    /// Phrases that came back again and again.
    #[serde(default)]
    pub favourites: Vec<Favourite>,
    /// Pitch and dynamics.
    pub voice: Voice,
    /// What of the written answer was said; `None` without one.
    pub coverage: Option<Coverage>,
    /// The few things worth saying, the most important first.
    pub findings: Vec<Finding>,
    /// How long the review took.
    pub elapsed: Elapsed,
}

/// The sound of an answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AudioFacts {
    /// Length in seconds.
    pub duration_s: f64,
    /// Sampling rate of the file in Hz.
    pub sample_rate_hz: u32,
    /// Channels of the file.
    pub channels: u32,
    /// Time lost while recording, silence in the file.
    pub gaps: Vec<Span>,
    /// Pauses taken with the pause key, not in the file.
    pub cuts: Vec<Cut>,
    /// Highest sample in dB below full scale; `None` for digital silence.
    pub peak_dbfs: Option<f64>,
    /// Integrated loudness after EBU R 128 in LUFS; `None` where too quiet or short to measure.
    pub loudness_lufs: Option<f64>,
    /// Time at full scale in milliseconds.
    pub clipped_ms: Option<f64>,
    /// Level above 80 Hz where nobody speaks, RMS in dB re full scale; `None` without such sound.
    #[serde(default)]
    pub noise_floor_dbfs: Option<f64>,
    /// How far speech stands above that level in dB; `None` where either is unknown.
    #[serde(default)]
    pub signal_to_noise_db: Option<f64>,
}

/// The model that recognised the words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelFacts {
    /// Name in the catalog, or of the file.
    pub name: String,
    /// SHA-256 of the file.
    pub sha256: String,
}

/// Time a review took, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Elapsed {
    /// Recognition of words, loading of the model included.
    pub transcribe_s: f64,
    /// Everything from words and speech activity to findings.
    pub analyse_s: f64,
    /// From the start of the review to its end.
    pub total_s: f64,
}
