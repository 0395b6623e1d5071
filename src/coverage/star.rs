//! Which section each spoken clause belongs to: an alignment that knows the order in which
//! sections are told, yet allows going back.
//!
//! A hidden Markov model over the clauses: its states are the sections of the written answer and
//! "elsewhere"; a clause speaks for a section by how alike they are and by cue phrases ("my task
//! was", "as a result", 결과적으로); going on to the next section is likelier than leaping or
//! going back, and changing within a sentence is rarer than between sentences.

use super::clause::Unit;
pub use super::cue::cue;
use crate::question::Part;

/// What a likeness of 0 to 1 is worth in nats: a clear match (0.5) outweighs one leap.
const LIKENESS_NATS: f32 = 9.0;
/// A clause less alike than this to every section belongs to none of them.
const ELSEWHERE: f32 = 0.13;
/// What a cue phrase is worth, in nats.
const CUE_NATS: f32 = 1.2;
/// Log probabilities of moving on: staying, to the next section, leaping over one, going back.
const STAY: f32 = -0.45;
const NEXT: f32 = -1.2;
const LEAP: f32 = -2.4;
const BACK: f32 = -3.0;
/// To and from "elsewhere".
const AWAY: f32 = -2.6;
/// An answer usually ends in its last section.
const ENDS: f32 = 0.8;
/// Of a section that was not told.
const NEVER: f32 = -1e4;
/// Changing within a sentence.
const WITHIN_SENTENCE: f32 = -1.0;

/// For each clause the section it belongs to, `None` for elsewhere. `likeness[unit][section]` is
/// 0 to 1; `cues` are the parts that the clauses announce ([`cue`]), `parts` the sections' STAR parts. Only those
/// sections count that `may` have been told.
pub fn align(
    units: &[Unit],
    likeness: &[Vec<f32>],
    cues: &[Option<Part>],
    parts: &[Option<Part>],
    may: &dyn Fn(usize) -> bool,
) -> Vec<Option<usize>> {
    likeliest(units, likeness, cues, parts, may).0
}

/// What it costs the alignment to do without each section, in nats: much where it was told.
pub(super) fn needed(
    units: &[Unit],
    likeness: &[Vec<f32>],
    cues: &[Option<Part>],
    parts: &[Option<Part>],
) -> Vec<f32> {
    let with = |may: &dyn Fn(usize) -> bool| likeliest(units, likeness, cues, parts, may).1;
    let all = with(&|_| true);
    let without = |section: usize| with(&|at| at != section);
    (0..parts.len()).map(|section| all - without(section)).collect()
}

/// The likeliest path through the sections that `may` have been told, and its log likelihood.
fn likeliest(
    units: &[Unit],
    likeness: &[Vec<f32>],
    cues: &[Option<Part>],
    parts: &[Option<Part>],
    may: &dyn Fn(usize) -> bool,
) -> (Vec<Option<usize>>, f32) {
    let sections = parts.len();
    let states = sections + 1; // the last is "elsewhere"
    if units.is_empty() || sections == 0 {
        return (vec![None; units.len()], 0.0);
    }
    let mut best: Vec<Vec<f32>> = Vec::with_capacity(units.len());
    let mut from: Vec<Vec<usize>> = Vec::with_capacity(units.len());
    for (at, cue) in cues.iter().copied().enumerate() {
        let emission: Vec<f32> = (0..states)
            .map(|state| {
                if state == sections {
                    return LIKENESS_NATS * ELSEWHERE;
                }
                if !may(state) {
                    return NEVER;
                }
                let cued = cue.is_some() && cue == parts[state];
                LIKENESS_NATS * likeness[at][state] + if cued { CUE_NATS } else { 0.0 }
            })
            .collect();
        let (scores, origins) = (0..states)
            .map(|state| {
                let (origin, score) = match best.last() {
                    None => (state, start(state, sections)),
                    Some(before) => {
                        let within = !units[at - 1].ends_sentence;
                        (0..states)
                            .map(|origin| {
                                let within =
                                    if within && origin != state { WITHIN_SENTENCE } else { 0.0 };
                                (origin, before[origin] + step(origin, state, sections) + within)
                            })
                            .max_by(|a, b| a.1.total_cmp(&b.1))
                            .unwrap_or((state, 0.0))
                    }
                };
                (score + emission[state], origin)
            })
            .unzip();
        best.push(scores);
        from.push(origins);
    }
    trace(&best, &from, sections)
}

fn start(state: usize, sections: usize) -> f32 {
    if state == sections { AWAY } else { -0.3 * state as f32 }
}

fn step(origin: usize, state: usize, sections: usize) -> f32 {
    if origin == state {
        STAY
    } else if origin == sections || state == sections {
        AWAY
    } else if state == origin + 1 {
        NEXT
    } else if state > origin {
        LEAP
    } else {
        BACK
    }
}

fn trace(best: &[Vec<f32>], from: &[Vec<usize>], sections: usize) -> (Vec<Option<usize>>, f32) {
    let last = best.len() - 1;
    let end = |state: usize| best[last][state] + if state + 1 == sections { ENDS } else { 0.0 };
    let mut state = (0..=sections).max_by(|&a, &b| end(a).total_cmp(&end(b))).unwrap_or(0);
    let likelihood = end(state);
    let mut path = vec![None; best.len()];
    for at in (0..best.len()).rev() {
        path[at] = (state < sections).then_some(state);
        state = from[at][state];
    }
    (path, likelihood)
}
