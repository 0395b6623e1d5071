//! When an answer should be practised again: FSRS, the scheduler of Anki
//! (<https://github.com/open-spaced-repetition>), by the crate `rs-fsrs`.
//!
//! A question is a card, a reviewed take a repetition graded by the [quality](super::quality) of
//! the answer. Its long-term mode is used, whose shortest interval is a day.

use chrono::{DateTime, Utc};
use jiff::Timestamp;
use rs_fsrs::{Card, FSRS, Parameters};

use super::quality::{grade, quality};
use super::row::Row;

/// What the scheduler says about a question that was practised.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Memory {
    /// Chance that the answer would come as well as it last did, 0 to 1.
    pub recall: f64,
    /// When it falls to the scheduler's 90 %: the time to practise again.
    pub due: Timestamp,
}

/// The state of a question after these takes of it, oldest first, as of `now`; `None` where none
/// was reviewed.
pub fn memory(takes: &[&Row], now: Timestamp) -> Option<Memory> {
    let scheduler = FSRS::new(Parameters { enable_short_term: false, ..Parameters::default() });
    let mut card: Option<Card> = None;
    for row in takes {
        let Some((quality, at)) = quality(row).zip(row.started.parse().ok().and_then(time)) else {
            continue;
        };
        // A clock that was set back must not make time run backwards.
        let before = card.take().unwrap_or_default();
        let at = at.max(before.last_review);
        card = Some(scheduler.next(before, at, grade(quality)).card);
    }
    let card = card?;
    let now = time(now)?.max(card.last_review);
    let due = Timestamp::from_second(card.due.timestamp()).ok()?;
    Some(Memory { recall: card.get_retrievability(now), due })
}

fn time(at: Timestamp) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(at.as_second(), 0)
}

#[cfg(test)]
mod tests {
    use super::super::row::tests::row;
    use super::*;
    use crate::language::Language;

    const DAY_S: i64 = 86_400;

    fn take(day: i64, covered: f64) -> Row {
        Row {
            started: Timestamp::from_second(1_800_000_000 + day * DAY_S).unwrap().to_string(),
            language: Some(Language::English),
            speaking_s: Some(60.0),
            covered: Some(covered),
            ..row("why")
        }
    }

    fn of(takes: &[Row], day: i64) -> Memory {
        let now = Timestamp::from_second(1_800_000_000 + day * DAY_S).unwrap();
        memory(&takes.iter().collect::<Vec<_>>(), now).unwrap()
    }

    #[test]
    fn a_better_answer_is_due_later() {
        let due = |covered| of(&[take(0, covered)], 0).due;
        assert!(due(0.0) < due(0.3) && due(0.3) < due(0.6) && due(0.6) < due(1.0));
    }

    #[test]
    fn recall_falls_with_time_to_nine_tenths_when_due() {
        let takes = [take(0, 0.6)];
        let day = (of(&takes, 0).due.as_second() - 1_800_000_000) / DAY_S;
        assert_eq!(of(&takes, 0).recall, 1.0);
        assert!((of(&takes, day).recall - 0.9).abs() < 0.03, "{}", of(&takes, day).recall);
        assert!(of(&takes, day * 5).recall < 0.75);
    }

    #[test]
    fn what_was_answered_well_again_and_again_is_left_alone_for_longer() {
        let once = of(&[take(0, 1.0)], 0).due.as_second();
        let again = of(&[take(0, 1.0), take(16, 1.0)], 16).due.as_second() - 16 * DAY_S;
        assert!(again > once, "{again} {once}");
    }

    #[test]
    fn takes_without_review_and_clocks_set_back_do_no_harm() {
        assert_eq!(memory(&[&row("why")], Timestamp::UNIX_EPOCH), None);
        let odd = of(&[take(5, 0.6), take(0, 0.6)], -3);
        assert!(odd.recall.is_finite() && odd.recall <= 1.0);
    }
}
