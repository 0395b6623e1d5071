//! Whether a measure became better, worse, or stayed the same.

use serde::{Deserialize, Serialize};

use crate::review::SAME_TEMPO;
use crate::review::finding::SHORT_SHARE;

/// What became of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Nearer to what is aimed at.
    Better,
    /// Farther from it.
    Worse,
    /// No difference worth the name.
    Same,
    /// Different, and neither is better.
    Changed,
}

/// Pace `before` and `after`, in the unit of the target `band`: nearer to the band is better,
/// within it neither is. Less than [`SAME_TEMPO`] of `before` is the same.
pub fn of_pace(before: f64, after: f64, band: [f64; 2]) -> Verdict {
    if is_same_tempo(before, after) { Verdict::Same } else { toward(before, after, band) }
}

/// Length of speech in seconds. With a limit, coming within it is better and going over it worse
/// by however little; for the rest it is judged like pace, with half the limit to the whole as
/// its band. Without a limit there is no better length.
pub fn of_length(before: f64, after: f64, limit_s: Option<f64>) -> Verdict {
    let Some(limit_s) = limit_s else {
        return if is_same_tempo(before, after) { Verdict::Same } else { Verdict::Changed };
    };
    match (before > limit_s, after > limit_s) {
        (true, false) => Verdict::Better,
        (false, true) => Verdict::Worse,
        _ => of_pace(before, after, [SHORT_SHARE * limit_s, limit_s]),
    }
}

/// Things counted over some time: fillers, hedges, long pauses.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Counted {
    /// How many.
    pub count: usize,
    /// Over how many seconds of speaking time.
    pub over_s: f64,
}

impl Counted {
    /// How many a minute; `None` without speaking time.
    pub fn per_minute(self) -> Option<f64> {
        (self.over_s > 0.0).then(|| self.count as f64 * 60.0 / self.over_s)
    }
}

/// Counts of something that had better be rare; `None` without speaking time. Rates that differ by
/// no more than one standard error of their difference are the same: a count of n is taken to vary
/// by √n (Poisson), which is what chance alone does from take to take.
pub fn of_counts(before: Counted, after: Counted) -> Option<Verdict> {
    let (rate, rate_after) = (before.per_minute()?, after.per_minute()?);
    let variance = |counted: Counted| counted.count as f64 * (60.0 / counted.over_s).powi(2);
    let error = (variance(before) + variance(after)).sqrt();
    // A hair more than the error, so that rounding decides nothing.
    Some(if (rate_after - rate).abs() <= error * (1.0 + 1e-9) {
        Verdict::Same
    } else if rate_after < rate {
        Verdict::Better
    } else {
        Verdict::Worse
    })
}

/// Share of `points` key points said, 0 to 1. Less than one whole point is the same.
pub fn of_share(before: f64, after: f64, points: usize) -> Verdict {
    let one = 1.0 / points.max(1) as f64;
    if (after - before).abs() < one - 1e-9 {
        Verdict::Same
    } else if after > before {
        Verdict::Better
    } else {
        Verdict::Worse
    }
}

fn is_same_tempo(before: f64, after: f64) -> bool {
    (after - before).abs() < SAME_TEMPO * before
}

fn toward(before: f64, after: f64, [low, high]: [f64; 2]) -> Verdict {
    let outside = |value: f64| (low - value).max(value - high).max(0.0);
    match outside(after).total_cmp(&outside(before)) {
        std::cmp::Ordering::Less => Verdict::Better,
        std::cmp::Ordering::Greater => Verdict::Worse,
        std::cmp::Ordering::Equal => Verdict::Changed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BAND: [f64; 2] = [130.0, 165.0];

    #[test]
    fn a_tenth_of_the_tempo_is_noticed_and_less_is_the_same() {
        assert_eq!(of_pace(100.0, 109.9, BAND), Verdict::Same);
        assert_eq!(of_pace(100.0, 110.0, BAND), Verdict::Better);
        assert_eq!(of_pace(160.0, 180.0, BAND), Verdict::Worse);
        assert_eq!(of_pace(190.0, 150.0, BAND), Verdict::Better);
        assert_eq!(of_pace(135.0, 160.0, BAND), Verdict::Changed);
    }

    #[test]
    fn crossing_the_limit_counts_by_however_little() {
        assert_eq!(of_length(121.0, 119.0, Some(120.0)), Verdict::Better);
        assert_eq!(of_length(119.0, 121.0, Some(120.0)), Verdict::Worse);
        assert_eq!(of_length(70.0, 110.0, Some(120.0)), Verdict::Changed);
        assert_eq!(of_length(30.0, 70.0, Some(120.0)), Verdict::Better);
        assert_eq!(of_length(200.0, 150.0, Some(120.0)), Verdict::Better);
        assert_eq!(of_length(60.0, 90.0, None), Verdict::Changed);
        assert_eq!(of_length(60.0, 63.0, None), Verdict::Same);
    }

    #[test]
    fn counts_that_chance_explains_are_the_same() {
        let minutes = |count, minutes: f64| Counted { count, over_s: minutes * 60.0 };
        assert_eq!(of_counts(minutes(2, 2.0), minutes(4, 2.0)), Some(Verdict::Same));
        assert_eq!(of_counts(minutes(0, 2.0), minutes(1, 2.0)), Some(Verdict::Same));
        assert_eq!(of_counts(minutes(14, 2.0), minutes(4, 2.0)), Some(Verdict::Better));
        assert_eq!(of_counts(minutes(1, 2.0), minutes(8, 2.0)), Some(Verdict::Worse));
        assert_eq!(of_counts(minutes(0, 0.0), minutes(8, 2.0)), None);
    }

    #[test]
    fn half_a_point_is_the_same_and_a_whole_one_is_not() {
        assert_eq!(of_share(0.5, 0.6, 5), Verdict::Same);
        assert_eq!(of_share(0.4, 0.6, 5), Verdict::Better);
        assert_eq!(of_share(0.6, 0.4, 5), Verdict::Worse);
    }
}
