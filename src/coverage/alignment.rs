//! Which point of the written answer each clause tells, as a probability: by how alike they are and by the order in
//! which points are told.
//!
//! A hidden Markov model over the clauses, as [`super::star`] is one over the sections: its states are the points and
//! "elsewhere". A clause in other words than the note says little by itself; between two that are clear it can only be
//! what stands between them in the note.

use super::alternative;
use super::clause::Unit;
use super::point::KeyPoint;
use super::reader::quantities;
use super::token::Token;
use super::unit::Kind;

/// What a likeness of 0 to 1 is worth, in nats.
const LIKENESS_NATS: f32 = 9.0;
/// A clause less alike than this to every point tells none.
const ELSEWHERE: f32 = 0.1;
/// What a number or thing of the kind of one of the point's adds to the likeness: "seven of us" for five members.
const OF_KIND: f32 = 0.1;
/// Log probabilities of staying, of the next point, and of each further one.
const STAY: f32 = -1.0;
const NEXT: f32 = -0.8;
const FURTHER: f32 = -0.35;
/// Of going back, and of each further point of it; no step costs more than the last.
const BACK: f32 = -2.5;
const FURTHER_BACK: f32 = -0.15;
const FURTHEST: f32 = -4.5;
/// Of leaving for "elsewhere" and of coming back to any point.
const AWAY: f32 = -2.5;

/// Points beside one that a clause may tell as well.
const BESIDE: usize = 2;

/// How likely each clause tells each point: `of[clause][point]`, 0 to 1; what is missing to 1 tells none.
pub(super) struct Alignment {
    of: Vec<Vec<f32>>,
}

impl Alignment {
    /// From how alike each clause is to each point, `likeness[clause][point]`. `alike_in_kind` tells whether a clause has a
    /// number or thing of the kind of one of the point.
    pub fn new(likeness: &[Vec<f32>], alike_in_kind: impl Fn(usize, usize) -> bool) -> Self {
        let points = likeness.first().map_or(0, Vec::len);
        let nats = |(unit, row): (usize, &Vec<f32>)| -> Vec<f32> {
            let told = row.iter().enumerate().map(|(point, alike)| {
                alike + if alike_in_kind(unit, point) { OF_KIND } else { 0.0 }
            });
            told.chain([ELSEWHERE]).map(|alike| LIKENESS_NATS * alike).collect()
        };
        let emission: Vec<Vec<f32>> = likeness.iter().enumerate().map(nats).collect();
        Self { of: posteriors(&emission, points) }
    }

    /// Of no clause: the speech answers something else.
    pub fn none(units: usize) -> Self {
        Self { of: vec![Vec::new(); units] }
    }

    /// How likely the clause tells the point.
    pub fn of_point(&self, unit: usize, point: usize) -> f32 {
        self.of[unit].get(point).copied().unwrap_or(0.0)
    }

    /// How likely, 0 to 1, the clause tells the point or one of the [`BESIDE`] before and behind it: where a sentence is
    /// cut into points is chance.
    pub fn near(&self, unit: usize, point: usize) -> f32 {
        let all = &self.of[unit];
        // Of a few points every clause is near each.
        if all.len() <= 2 * BESIDE + 1 {
            return 0.0;
        }
        let beside = point.saturating_sub(BESIDE)..=point + BESIDE;
        beside.filter_map(|point| all.get(point)).sum()
    }
}

/// Kinds of the numbers and things of each clause and of each point.
pub(super) struct Kinds {
    of_units: Vec<Vec<Of>>,
    of_points: Vec<Vec<Of>>,
}

/// A kind of what is measured or counted, or of things that are taken for one another.
#[derive(Clone, Copy, PartialEq)]
enum Of {
    Number(Kind),
    Thing(u16),
}

impl Kinds {
    pub fn of(points: &[KeyPoint], heard: &[Token], words: &[&str], units: &[Unit]) -> Self {
        let told = kinds(heard, words);
        let of_unit = |unit: &Unit| {
            let own = told.iter().filter(|(token, _)| unit.words.contains(&heard[*token].word));
            own.map(|(_, kind)| *kind).collect()
        };
        let of_point = |point: &KeyPoint| {
            let words: Vec<&str> = point.text.split_whitespace().collect();
            kinds(&point.tokens, &words).into_iter().map(|(_, kind)| kind).collect()
        };
        Self {
            of_units: units.iter().map(of_unit).collect(),
            of_points: points.iter().map(of_point).collect(),
        }
    }

    /// Whether the clause has any of a kind that the point has.
    pub fn shared(&self, unit: usize, point: usize) -> bool {
        self.of_units[unit].iter().any(|kind| self.of_points[point].contains(kind))
    }
}

/// The kinds of a text with the token that each begins with.
fn kinds(tokens: &[Token], words: &[&str]) -> Vec<(usize, Of)> {
    let numbers = quantities(tokens, words).into_iter();
    let numbers = numbers.filter(|number| number.kind != Kind::Plain && number.written != 1.0);
    let numbers = numbers.map(|number| (number.tokens.start, Of::Number(number.kind)));
    let things = alternative::all(tokens, words).into_iter();
    let things = things.map(|thing| (thing.tokens.start, Of::Thing(thing.entry.kind)));
    numbers.chain(things).collect()
}

fn step(origin: usize, state: usize, points: usize) -> f32 {
    if origin == points || state == points {
        return if origin == state { STAY } else { AWAY };
    }
    let log = match state as isize - origin as isize {
        0 => STAY,
        ahead @ 1.. => NEXT + FURTHER * (ahead - 1) as f32,
        back => BACK + FURTHER_BACK * (-back - 1) as f32,
    };
    log.max(FURTHEST)
}

/// Posterior of each state but the last at each clause (forward and backward).
fn posteriors(emission: &[Vec<f32>], points: usize) -> Vec<Vec<f32>> {
    let states = points + 1;
    let steps: Vec<Vec<f32>> = (0..states)
        .map(|from| (0..states).map(|to| step(from, to, points).exp()).collect())
        .collect();
    let likely: Vec<Vec<f32>> = emission
        .iter()
        .map(|row| {
            let most = row.iter().copied().fold(f32::MIN, f32::max);
            row.iter().map(|nats| (nats - most).exp()).collect()
        })
        .collect();
    let normal = |mut row: Vec<f32>| {
        let sum: f32 = row.iter().sum();
        row.iter_mut().for_each(|value| *value /= sum.max(f32::MIN_POSITIVE));
        row
    };
    let mut ahead: Vec<Vec<f32>> = Vec::with_capacity(likely.len());
    for row in &likely {
        let before = |to: usize| match ahead.last() {
            None => (step(0, to, points) - STAY).exp(),
            Some(last) => (0..states).map(|from| last[from] * steps[from][to]).sum(),
        };
        let next = normal((0..states).map(|to| before(to) * row[to]).collect());
        ahead.push(next);
    }
    let mut behind = vec![1.0; states];
    for at in (0..likely.len()).rev() {
        let both = ahead[at].iter().zip(&behind).map(|(a, b)| a * b).collect();
        let next = |from: usize| {
            (0..states).map(|to| steps[from][to] * likely[at][to] * behind[to]).sum::<f32>()
        };
        behind = normal((0..states).map(next).collect());
        ahead[at] = normal(both);
        ahead[at].truncate(points);
    }
    ahead
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From how alike each of the clauses is to each of six points.
    fn aligned(alike: &[[f32; 6]], of_kind: (usize, usize)) -> Alignment {
        let likeness: Vec<Vec<f32>> = alike.iter().map(|row| row.to_vec()).collect();
        Alignment::new(&likeness, |unit, point| (unit, point) == of_kind)
    }

    /// Three clauses; the first tells point 0, the last point 2.
    const BETWEEN: [[f32; 6]; 3] =
        [[0.6, 0.0, 0.0, 0.0, 0.0, 0.0], [0.0; 6], [0.0, 0.0, 0.6, 0.0, 0.0, 0.0]];

    #[test]
    fn a_clause_in_other_words_tells_what_stands_between_its_neighbours() {
        let alignment = aligned(&BETWEEN, (9, 9));
        assert!(alignment.of_point(0, 0) > 0.9 && alignment.of_point(2, 2) > 0.9);
        let far = [3, 4, 5].map(|point| alignment.of_point(1, point));
        assert!(far.iter().all(|far| *far < 0.05), "{far:?}");
        assert!(alignment.near(1, 1) > 3.0 * alignment.near(1, 5));
    }

    #[test]
    fn a_number_of_the_kind_of_a_point_speaks_for_it() {
        let without = aligned(&BETWEEN, (9, 9)).of_point(1, 1);
        assert!(aligned(&BETWEEN, (1, 1)).of_point(1, 1) > 1.3 * without);
    }

    #[test]
    fn speech_that_is_like_nothing_and_no_speech_have_no_place() {
        let alignment = aligned(&[[0.0; 6]; 4], (9, 9));
        assert!((0..6).all(|point| alignment.of_point(3, point) < 0.3));
        assert!(aligned(&[], (9, 9)).of.is_empty());
        assert_eq!(Alignment::none(2).near(1, 0), 0.0);
    }
}
