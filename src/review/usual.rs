//! Pace against the speaker's own.

use serde::{Deserialize, Serialize};

use crate::language::Language;
use crate::timing::Timing;

/// Changes of pace below this share are the same. Side by side, listeners notice a change of tempo
/// from about 5 % (Quené 2007, *J. Phonetics* 35); takes lie days apart, so this is twice that.
pub const SAME_TEMPO: f64 = 0.10;

/// Takes before this one that make a habit, and the most recent ones that are looked at: our
/// choice. One take is chance, and pace drifts with practice.
pub const USUAL_FROM: usize = 2;
/// See [`USUAL_FROM`].
pub const USUAL_OF: usize = 5;

/// The speaker's usual pace before an answer, and how this one differs.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct UsualPace {
    /// Takes it is the median of.
    pub takes: usize,
    /// Words a minute of English answers, syllables a minute of Korean ones.
    pub per_minute: f64,
    /// Change of this answer against it, as a share: 0.1 is a tenth faster.
    pub change: f64,
}

/// Speaking rates of the speaker's takes before this one, the latest last.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PacesBefore {
    /// English answers, in words a minute.
    pub english: Vec<f64>,
    /// Korean answers, in syllables a minute.
    pub korean: Vec<f64>,
}

impl UsualPace {
    /// Compares an answer with those `before` in its language. `None` with fewer than
    /// [`USUAL_FROM`], or without a rate.
    pub fn new(before: &PacesBefore, timing: &Timing, language: Language) -> Option<UsualPace> {
        let (rate, before) = match language {
            Language::English => (timing.words_per_minute?, &before.english),
            Language::Korean => (timing.syllables_per_minute?, &before.korean),
        };
        let mut latest = before[before.len().saturating_sub(USUAL_OF)..].to_vec();
        if latest.len() < USUAL_FROM {
            return None;
        }
        latest.sort_by(f64::total_cmp);
        let middle = latest.len() / 2;
        let per_minute = match latest.len() % 2 {
            0 => (latest[middle - 1] + latest[middle]) / 2.0,
            _ => latest[middle],
        };
        let change = rate / per_minute - 1.0;
        change.is_finite().then_some(UsualPace { takes: latest.len(), per_minute, change })
    }

    /// Whether the change is too small to be heard.
    pub fn is_same(&self) -> bool {
        self.change.abs() < SAME_TEMPO
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audio::activity::Activity;
    use crate::span::Span;
    use crate::timing;
    use crate::transcript::{Word, WordKind};

    /// 60 words in a minute.
    fn timing() -> Timing {
        let word = |i: u32| Word {
            text: "word".into(),
            span: Span::new(f64::from(i), f64::from(i) + 1.0),
            confidence: 1.0,
            kind: WordKind::Word,
        };
        let words: Vec<Word> = (0..60).map(word).collect();
        let speech = vec![Span::new(0.0, 60.0)];
        let activity = Activity { speech, score: vec![], level_db: vec![] };
        timing::measure(&words, &activity, Language::English)
    }

    #[test]
    fn less_than_a_tenth_is_the_same_pace() {
        let usual = |before: &[f64]| {
            let before = PacesBefore { english: before.to_vec(), korean: vec![9.0; 9] };
            UsualPace::new(&before, &timing(), Language::English)
        };
        assert!(usual(&[56.0, 64.0]).unwrap().is_same());
        let faster = usual(&[50.0, 50.0, 50.0]).unwrap();
        assert!(!faster.is_same() && (faster.change - 0.2).abs() < 1e-9 && faster.takes == 3);
        assert!(!usual(&[70.0, 70.0]).unwrap().is_same());
    }

    #[test]
    fn one_take_is_no_habit_and_old_takes_do_not_count() {
        let usual = |before: &[f64]| {
            let before = PacesBefore { english: before.to_vec(), korean: vec![9.0; 9] };
            UsualPace::new(&before, &timing(), Language::English)
        };
        assert_eq!(usual(&[60.0]), None);
        let latest = usual(&[200.0, 200.0, 200.0, 60.0, 60.0, 60.0, 60.0, 60.0]).unwrap();
        assert_eq!((latest.takes, latest.per_minute), (5, 60.0));
    }
}
