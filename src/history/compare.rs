//! Two takes side by side.

use serde::Serialize;

use super::measure::{COMPARED, Measure};
use super::point::{PointChanges, point_changes};
use super::verdict::{self, Verdict};
use super::word_diff::{Run, word_diff};
use crate::config::Targets;
use crate::coverage::Coverage;
use crate::review::Review;

/// What changed from one take to another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// Whether both answer the same question.
    pub same_question: bool,
    /// Every measure that one of them has.
    pub measures: Vec<Change>,
    /// Key points and facts; `None` for different questions and without a written answer.
    pub points: Option<PointChanges>,
    /// The words of both; `None` for different questions and languages.
    pub words: Option<Vec<Run>>,
}

/// A measure in both takes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// What was measured.
    pub measure: Measure,
    /// Its value in the first take.
    pub a: Option<f64>,
    /// Its value in the second take.
    pub b: Option<f64>,
    /// The second against the first; `None` where one was not measured.
    pub verdict: Option<Verdict>,
}

/// Compares `b` with `a`. Coverage, length and words are compared for the same question only: the
/// others tell of different things.
pub fn compare(a: &Review, b: &Review, targets: &Targets) -> Comparison {
    let id = |review: &Review| review.question.as_ref().map(|question| question.id.clone());
    let same_question = id(a).is_some() && id(a) == id(b);
    let comparable = |measure: &Measure| {
        same_question
            || !matches!(measure, Measure::Covered | Measure::FactsSaid | Measure::SpeakingS)
    };
    let measures = COMPARED
        .into_iter()
        .filter(comparable)
        .map(|measure| change(measure, a, b, targets))
        .filter(|change| change.a.is_some() || change.b.is_some())
        .collect();
    let coverage = a.coverage.as_ref().zip(b.coverage.as_ref()).filter(|_| same_question);
    let words = same_question && a.language == b.language;
    Comparison {
        same_question,
        measures,
        points: coverage.map(|(a, b)| point_changes(a, b)),
        words: words.then(|| word_diff(&a.words, &b.words)),
    }
}

fn change(measure: Measure, a: &Review, b: &Review, targets: &Targets) -> Change {
    let (value, value_b) = (measure.of_review(a, targets), measure.of_review(b, targets));
    let verdict = value.zip(value_b).and_then(|(before, after)| match measure {
        Measure::WordsPerMinute => {
            Some(verdict::of_pace(before, after, targets.words_per_minute_band))
        }
        Measure::SyllablesPerMinute => {
            Some(verdict::of_pace(before, after, targets.syllables_per_minute_band))
        }
        // There is no target for it: it explains the pace.
        Measure::ArticulationWordsPerMinute | Measure::ArticulationSyllablesPerMinute => {
            Some(verdict::of_length(before, after, None))
        }
        Measure::Covered => Some(verdict::of_share(before, after, fewer(a, b, points)?)),
        Measure::FactsSaid => {
            Some(verdict::of_share(before, after, fewer(a, b, |coverage| coverage.facts.len())?))
        }
        Measure::SpeakingS => {
            let limit_s = b.question.as_ref().and_then(|question| question.limit_s);
            Some(verdict::of_length(before, after, limit_s))
        }
        _ => verdict::of_counts(measure.counted(a, targets)?, measure.counted(b, targets)?),
    });
    Change { measure, a: value, b: value_b, verdict }
}

fn points(coverage: &Coverage) -> usize {
    coverage.sections.iter().map(|section| section.points.len()).sum()
}

/// The smaller count of both: the coarser share.
fn fewer(a: &Review, b: &Review, count: impl Fn(&Coverage) -> usize) -> Option<usize> {
    Some(count(a.coverage.as_ref()?).min(count(b.coverage.as_ref()?)))
}
