//! What the other points of the answer say of one: parts of an answer are left out together and told in their order, and a
//! stretch of speech that tells one point hardly tells another as well.

use super::point_signs::Best;

/// A stretch that begins this many words behind that of the point before it still follows it.
const FOLLOWS: usize = 40;

/// What the other points say of a point, each 0 to 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct OtherPoints {
    /// The greater score of the point before it and the one behind.
    pub score: f32,
    /// Score of the point before it, where its stretch begins shortly before the own one.
    pub told_before: f32,
    /// How much better another point is said by a stretch that shares a clause with the own one.
    pub rival: f32,
}

impl OtherPoints {
    /// Of the point at `index` among all points of the answer, in their written order.
    pub fn of(all: &[Best], index: usize) -> Self {
        let before = index.checked_sub(1).map(|at| &all[at]);
        let behind = all.get(index + 1);
        let scores = before.into_iter().chain(behind).map(|best| best.score);
        let own = all[index].window.map_or(0..0, |window| window.tokens.clone());
        let begins = |best: &Best| best.window.map_or(0, |window| window.tokens.start);
        let follows = |best: &&Best| (1..FOLLOWS).contains(&own.start.saturating_sub(begins(best)));
        let shares = |best: &&Best| {
            let other = best.window.map_or(0..0, |window| window.tokens.clone());
            other.start < own.end && own.start < other.end
        };
        let rivals = all.iter().filter(shares).map(|best| best.score - all[index].score);
        Self {
            score: scores.fold(0.0, f32::max),
            told_before: before.filter(follows).map_or(0.0, |best| best.score),
            rival: rivals.fold(0.0, f32::max),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::point::{KeyPoint, key_points};
    use crate::coverage::scores::Window;
    use crate::language::Language;
    use crate::question::Section;

    fn best<'a>(point: &'a KeyPoint, index: usize, score: f32, window: &'a Window) -> Best<'a> {
        Best {
            point,
            index,
            score,
            alike: score,
            place: 0.0,
            window: Some(window),
            in_section: true,
            evidence: None,
        }
    }

    #[test]
    fn a_point_behind_one_that_was_just_told_follows_it_and_one_that_shares_a_stretch_is_a_rival() {
        let section = Section { part: None, text: "We shipped it.".into(), bold: Vec::new() };
        let point = key_points(&section, Language::English).remove(0);
        let windows = [0..10, 12..20, 12..20].map(|tokens| Window { units: 0..1, tokens });
        let all: Vec<Best> = [0.8, 0.5, 0.7]
            .into_iter()
            .enumerate()
            .map(|(index, score)| best(&point, index, score, &windows[index]))
            .collect();
        let told = OtherPoints::of(&all, 1);
        assert_eq!((told.score, told.told_before), (0.8, 0.8));
        assert!((told.rival - 0.2).abs() < 1e-6);
        assert_eq!(OtherPoints::of(&all[..1], 0), OtherPoints::default());
    }
}
