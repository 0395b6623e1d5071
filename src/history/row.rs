//! One take in a line of figures.

use serde::{Deserialize, Serialize};

use crate::language::Language;
use crate::local_time;
use crate::review::{Review, Severity};
use crate::take::{State, Take};

/// One take. Measures are `None` until it is reviewed, and where they could not be measured;
/// never 0.
///
/// The index keeps rows in a form without field names: a change of the fields needs a new number
/// in `index.rs`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// `<question id or free>/<UTC time>`, after the folder it stands in.
    pub take: String,
    /// Id of the question; `None` for a free take.
    pub question: Option<String>,
    /// The question as it was asked.
    pub prompt: Option<String>,
    /// Its time limit in seconds.
    pub limit_s: Option<f64>,
    /// When recording started, UTC, RFC 3339.
    pub started: String,
    /// Where the take stands in its life.
    pub state: State,
    /// Length of the audio in seconds.
    pub duration_s: f64,
    /// Language of the answer; `None` until reviewed.
    pub language: Option<Language>,
    /// Seconds from first to last speech.
    pub speaking_s: Option<f64>,
    /// Speaking rate in words a minute.
    pub words_per_minute: Option<f64>,
    /// Speaking rate in syllables a minute.
    pub syllables_per_minute: Option<f64>,
    /// Fillers heard.
    pub fillers: Option<usize>,
    /// Fillers a minute of speaking time.
    pub fillers_per_minute: Option<f64>,
    /// Pauses of [`crate::timing::PAUSE_MIN_S`] and more.
    pub pauses: Option<usize>,
    /// Share of key points said, 0 to 1, partly said ones counting half; `None` without a written
    /// answer.
    pub covered: Option<f64>,
    /// How many key points that is a share of.
    pub points: Option<usize>,
    /// Kinds of the findings of severity `fix`, the most important first; empty until reviewed.
    pub fixes: Vec<String>,
}

impl Row {
    /// The row of a take, with the measures of its review.
    pub fn new(id: String, take: &Take, review: Option<&Review>) -> Row {
        let record = &take.record;
        let timing = review.map(|review| &review.timing);
        let coverage = review.and_then(|review| review.coverage.as_ref());
        Row {
            take: id,
            question: record.question.as_ref().map(|question| question.id.clone()),
            prompt: record.question.as_ref().map(|question| question.prompt.clone()),
            limit_s: record.question.as_ref().and_then(|question| question.limit_s),
            started: record.started.clone(),
            state: record.state,
            duration_s: record.audio.duration_s,
            language: review.map(|review| review.language),
            speaking_s: timing.and_then(|timing| timing.speaking_s),
            words_per_minute: timing.and_then(|timing| timing.words_per_minute),
            syllables_per_minute: timing.and_then(|timing| timing.syllables_per_minute),
            fillers: review.map(|review| review.fillers.count),
            fillers_per_minute: review.and_then(|review| review.fillers.per_minute),
            pauses: timing.map(|timing| timing.pauses.len()),
            covered: coverage.and_then(|coverage| coverage.covered()),
            points: coverage.map(|coverage| coverage.sections.iter().map(|s| s.points.len()).sum()),
            fixes: review.map(fixes).unwrap_or_default(),
        }
    }

    /// The folder of its question's takes, [`crate::take::FREE`] for those without one.
    pub fn group(&self) -> &str {
        self.take.split('/').next().unwrap_or_default()
    }

    /// When it was made, on the clock of this machine.
    pub fn local_time(&self) -> String {
        local_time::of_take(&self.take)
    }

    /// Whether its user abandoned it and never wanted a review of it: neither practice nor progress.
    pub fn is_discarded(&self) -> bool {
        self.state == State::Abandoned && !self.is_reviewed()
    }

    /// Whether it was reviewed.
    pub fn is_reviewed(&self) -> bool {
        self.language.is_some()
    }

    /// Speaking rate in the unit its language is judged in: words a minute for English, syllables
    /// a minute for Korean.
    pub fn pace(&self) -> Option<f64> {
        match self.language? {
            Language::English => self.words_per_minute,
            Language::Korean => self.syllables_per_minute,
        }
    }
}

fn fixes(review: &Review) -> Vec<String> {
    let to_fix = review.findings.iter().filter(|finding| finding.severity == Severity::Fix);
    to_fix.map(|finding| finding.kind.clone()).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A take of a question that was not reviewed.
    pub fn row(group: &str) -> Row {
        Row {
            take: format!("{group}/2026-01-31T18-00-00Z"),
            question: Some(group.into()),
            prompt: Some(format!("{group}?")),
            limit_s: None,
            started: "2026-01-31T18:00:00Z".into(),
            state: State::Finished,
            duration_s: 61.5,
            language: None,
            speaking_s: None,
            words_per_minute: None,
            syllables_per_minute: None,
            fillers: None,
            fillers_per_minute: None,
            pauses: None,
            covered: None,
            points: None,
            fixes: Vec::new(),
        }
    }
}
