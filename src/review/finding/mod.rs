//! Findings: the few things worth saying about an answer. One rule a file; a rule that has no
//! evidence stays silent.

pub mod content;
mod fluency;
mod length;
mod pace;
mod sound;
mod voice;

pub use length::SHORT_SHARE;
use serde::{Deserialize, Serialize};

use super::Review;
use crate::config::Targets;
use crate::language::Language;
use crate::span::Span;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Mend this first.
    Fix,
    /// Worth knowing.
    Note,
    /// This went well.
    Good,
}

/// One finding, with the time that shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Name of the rule, for scripts.
    pub kind: String,
    /// How much it matters.
    pub severity: Severity,
    /// One sentence for the candidate.
    pub message: String,
    /// Start of what shows it, in seconds.
    pub start_s: Option<f64>,
    /// End of what shows it, in seconds.
    pub end_s: Option<f64>,
}

impl Finding {
    fn new(kind: &str, severity: Severity, message: String, span: Option<Span>) -> Self {
        Finding {
            kind: kind.into(),
            severity,
            message,
            start_s: span.map(|span| span.start_s),
            end_s: span.map(|span| span.end_s),
        }
    }
}

/// Most findings of a review: more are not read (arXiv 2507.07930).
const MOST: usize = 7;

/// The findings of a review, the most important first.
pub fn find(review: &Review, targets: &Targets, ui: Language) -> Vec<Finding> {
    let say = Say { ui };
    if let Some(finding) = sound::no_speech(review, say) {
        return vec![finding];
    }
    let mut found: Vec<Finding> = Vec::new();
    found.extend(sound::untranscribed(review, say));
    found.extend(content::another_question(review, say));
    found.extend(content::another_topic(review, say));
    found.extend(content::different_numbers(review, say));
    found.extend(content::missed_must(review, say));
    found.extend(content::missed_parts(review, say));
    found.extend(length::length(review, say));
    found.extend(pace::pace(review, targets, say));
    found.extend(fluency::fillers(review, targets, say));
    found.extend(fluency::long_pauses(review, targets, say));
    found.extend(content::missed_points(review, say));
    found.extend(content::part_order(review, say));
    found.extend(content::off_topic(review, say));
    found.extend(content::we_in_the_action(review, say));
    found.extend(content::balance(review, targets, say));
    found.extend(sound::level(review, say));
    found.extend(sound::noisy(review, say));
    found.extend(voice::monotone(review, say));
    found.extend(fluency::hedges(review, say));
    found.extend(fluency::favourite(review, say));
    // Rules stand in the order of their weight, which a stable sort keeps within a severity.
    found.sort_by_key(|finding| finding.severity);
    found.truncate(MOST);
    found
}

/// Chooses the language of a message.
#[derive(Clone, Copy)]
struct Say {
    ui: Language,
}

impl Say {
    fn pick(self, english: String, korean: String) -> String {
        match self.ui {
            Language::English => english,
            Language::Korean => korean,
        }
    }
}

/// Minutes and seconds, as on a clock: 2:05.
pub fn clock(seconds: f64) -> String {
    let seconds = seconds.max(0.0).round() as u64;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
