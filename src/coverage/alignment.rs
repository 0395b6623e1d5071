//! Which point of the written answer each clause tells, as a probability: by how alike they are and by the order in
//! which points are told.
//!
//! A hidden Markov model over the clauses, as [`super::star`] is one over the sections: its states are the points and
//! "elsewhere". A clause in other words than the note says little by itself; between two that are clear it can only be
//! what stands between them in the note.

use super::clause::Unit;
use super::scores::{Score, Window};

/// What a likeness of 0 to 1 is worth, in nats.
const LIKENESS_NATS: f32 = 9.0;
/// A clause less alike than this to every point tells none.
const ELSEWHERE: f32 = 0.1;
/// What a window of two clauses says of each of them.
const SHARED: f32 = 0.8;
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
    /// From `scores[point][window]` of the own points.
    pub fn new(scores: &[Vec<Score>], units: &[Unit], windows: &[Window]) -> Self {
        let count = scores.len();
        let emission: Vec<Vec<f32>> = (0..units.len())
            .map(|unit| {
                let mut alike = vec![0.0f32; count];
                for (at, window) in windows.iter().enumerate() {
                    if !window.units.contains(&unit) || window.units.len() > 2 {
                        continue;
                    }
                    let share = if window.units.len() == 1 { 1.0 } else { SHARED };
                    for (alike, row) in alike.iter_mut().zip(scores) {
                        *alike = alike.max(share * row[at].alike);
                    }
                }
                alike.push(ELSEWHERE);
                alike.into_iter().map(|alike| LIKENESS_NATS * alike).collect()
            })
            .collect();
        Self { of: posteriors(&emission, count) }
    }

    /// Of no clause: the speech answers something else.
    pub fn none(units: usize) -> Self {
        Self { of: vec![Vec::new(); units] }
    }

    /// How likely the clause tells the point or one of the [`BESIDE`] before and behind it: where a sentence is cut into
    /// points is chance.
    pub fn near(&self, unit: usize, point: usize) -> f32 {
        let beside = point.saturating_sub(BESIDE)..=point + BESIDE;
        beside.filter_map(|point| self.of[unit].get(point)).sum()
    }
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
