//! The measures that takes are held against each other by.

use serde::Serialize;

use super::row::Row;
use super::verdict::Counted;
use crate::config::Targets;
use crate::coverage::FactStatus;
use crate::language::Language;
use crate::review::Review;
use crate::timing::Place;

/// A measure of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Speaking rate of English answers, in words a minute.
    WordsPerMinute,
    /// Speaking rate of Korean answers, in syllables a minute.
    SyllablesPerMinute,
    /// Articulation rate of English answers, in words a minute.
    ArticulationWordsPerMinute,
    /// Articulation rate of Korean answers, in syllables a minute.
    ArticulationSyllablesPerMinute,
    /// Fillers a minute.
    FillersPerMinute,
    /// Words said twice at once or broken off, a minute.
    RepetitionsPerMinute,
    /// Phrases that weaken a statement, a minute.
    HedgesPerMinute,
    /// Long pauses inside sentences, a minute.
    LongPausesPerMinute,
    /// Share of key points said, 0 to 1.
    Covered,
    /// Share of numbers and names said as they are written, 0 to 1.
    FactsSaid,
    /// Seconds from first to last speech.
    SpeakingS,
}

/// Measures of which a trend is made, in the order they are shown.
pub const FOLLOWED: [Measure; 5] = [
    Measure::WordsPerMinute,
    Measure::SyllablesPerMinute,
    Measure::FillersPerMinute,
    Measure::Covered,
    Measure::SpeakingS,
];

/// Measures by which two takes are compared, in the order they are shown.
pub const COMPARED: [Measure; 11] = [
    Measure::WordsPerMinute,
    Measure::SyllablesPerMinute,
    Measure::ArticulationWordsPerMinute,
    Measure::ArticulationSyllablesPerMinute,
    Measure::FillersPerMinute,
    Measure::RepetitionsPerMinute,
    Measure::HedgesPerMinute,
    Measure::LongPausesPerMinute,
    Measure::Covered,
    Measure::FactsSaid,
    Measure::SpeakingS,
];

impl Measure {
    /// The speaking rate of answers in `language`.
    pub fn pace(language: Language) -> Measure {
        match language {
            Language::English => Measure::WordsPerMinute,
            Language::Korean => Measure::SyllablesPerMinute,
        }
    }

    /// The value of a take; `None` where it was not measured, for pace in the other language, and
    /// for measures that are not [`FOLLOWED`].
    pub fn of_row(self, row: &Row) -> Option<f64> {
        let english = row.language == Some(Language::English);
        match self {
            Measure::WordsPerMinute => row.words_per_minute.filter(|_| english),
            Measure::SyllablesPerMinute => row.syllables_per_minute.filter(|_| !english),
            Measure::FillersPerMinute => row.fillers_per_minute,
            Measure::Covered => row.covered,
            Measure::SpeakingS => row.speaking_s,
            _ => None,
        }
    }

    /// The value of an answer; `None` where it was not measured, and for rates in the other
    /// language.
    pub fn of_review(self, review: &Review, targets: &Targets) -> Option<f64> {
        let timing = &review.timing;
        let english = review.language == Language::English;
        match self {
            Measure::WordsPerMinute => timing.words_per_minute.filter(|_| english),
            Measure::SyllablesPerMinute => timing.syllables_per_minute.filter(|_| !english),
            Measure::ArticulationWordsPerMinute => {
                timing.articulation_words_per_minute.filter(|_| english)
            }
            Measure::ArticulationSyllablesPerMinute => {
                timing.articulation_syllables_per_minute.filter(|_| !english)
            }
            Measure::FillersPerMinute
            | Measure::RepetitionsPerMinute
            | Measure::HedgesPerMinute
            | Measure::LongPausesPerMinute => self.counted(review, targets)?.per_minute(),
            Measure::Covered => review.coverage.as_ref()?.covered(),
            Measure::FactsSaid => {
                let facts = &review.coverage.as_ref()?.facts;
                let said = facts.iter().filter(|fact| fact.status == FactStatus::Said).count();
                (!facts.is_empty()).then(|| said as f64 / facts.len() as f64)
            }
            Measure::SpeakingS => timing.speaking_s,
        }
    }

    /// What a rate was counted from; `None` for what is not counted, and without speech.
    pub fn counted(self, review: &Review, targets: &Targets) -> Option<Counted> {
        let count = match self {
            Measure::FillersPerMinute => review.fillers.count,
            Measure::RepetitionsPerMinute => review.repetitions.len(),
            Measure::HedgesPerMinute => review.hedges.len(),
            Measure::LongPausesPerMinute => {
                let long = review.timing.pauses.iter().filter(|pause| {
                    pause.place == Place::Within && pause.span.duration_s() >= targets.long_pause_s
                });
                long.count()
            }
            _ => return None,
        };
        Some(Counted { count, over_s: review.timing.speaking_s? })
    }
}
