//! How far a question was practised: which one to ask next.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::review::{Severity, derived};
use crate::take::{State, Take};

/// What one finding to mend takes from the worth of an answer without a written one.
const FIX_COSTS: f64 = 0.25;

/// What is known of the takes of a question.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Practised {
    /// How many there are.
    pub takes: usize,
    /// The newest, as `<question>/<time>`.
    pub last_take: Option<String>,
    /// Share of the key points said in it, 0 to 1; `None` without a review or a written answer.
    pub covered: Option<f64>,
    /// How many findings of it are to be mended; `None` without a review.
    pub fixes: Option<usize>,
}

impl Practised {
    /// What the recordings tell of the question `id`. What was skipped or cannot be read counts as
    /// not there.
    pub fn of(recordings: &Path, id: &str) -> Practised {
        let entries = std::fs::read_dir(recordings.join(id)).into_iter().flatten().flatten();
        let mut takes: Vec<Take> = entries
            .filter_map(|entry| Take::read(&entry.path()).ok())
            .filter(|take| take.record.state != State::Abandoned)
            .collect();
        takes.sort_by(|a, b| a.folder.cmp(&b.folder));
        let last = takes.last();
        let review = last.and_then(|take| derived::read(take).ok().flatten());
        let is_fix = |severity| severity == Severity::Fix;
        Practised {
            takes: takes.len(),
            last_take: last.map(|take| take.id().to_owned()),
            covered: review.as_ref().and_then(|review| review.coverage.as_ref()?.covered()),
            fixes: review
                .map(|review| review.findings.iter().filter(|f| is_fix(f.severity)).count()),
        }
    }

    /// How much the question needs practice, 0 to 1: 1 when it was never answered, otherwise half
    /// for how seldom it was and half for how badly it went.
    pub fn need(&self) -> f64 {
        if self.takes == 0 {
            return 1.0;
        }
        let fixes = self.fixes.map(|fixes| (1.0 - FIX_COSTS * fixes as f64).max(0.0));
        let went = self.covered.or(fixes).unwrap_or(0.5);
        0.5 / (1 + self.takes) as f64 + 0.5 * (1.0 - went)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_never_said_comes_first_then_what_went_worst() {
        let said = |takes, covered| Practised { takes, covered, ..Practised::default() };
        let order = [said(0, None), said(1, Some(0.2)), said(4, Some(0.3)), said(4, Some(0.9))];
        assert!(order.windows(2).all(|pair| pair[0].need() > pair[1].need()));
    }
}
