//! Clauses that say nothing but a number or a name ("she needed 19 minutes with TalkBack"), which only their
//! place in the answer tells what of.

use std::ops::Range;

use super::clause::Unit;
use super::fact::Speech;
use super::token::capital;

/// A clause tells a point when it says at least this much of it.
const TOLD: f32 = 0.3;
/// Words that only say how sure somebody is.
const HEDGES: &[&str] = &[
    "think", "guess", "maybe", "probably", "believe", "suppose", "say", "want", "roughly", "know",
    "mean", "remember",
];
/// So many clauses before and behind are asked where in the answer they are, ...
const CLAUSES: usize = 2;
/// ...which is near a point when it is at most this far from it.
const POINTS: usize = 2;

/// Whether the clause of these tokens has no other word of content than names, numbers and those of the point,
/// and stands where the answer tells it: behind what is before it, or before what is behind it.
pub(super) fn alone_in_place(point: usize, tokens: &Range<usize>, speech: &Speech) -> bool {
    let Some(at) = speech.clause(tokens) else { return false };
    let bare = speech.tokens_of(&speech.units[at].words).all(|at| {
        let token = &speech.tokens[at];
        token.stop
            || HEDGES.contains(&token.surface.as_str())
            || tokens.contains(&at)
            || token.value.is_some()
            || capital(token)
            || speech.matching.says(point, at)
    });
    if !bare {
        return false;
    }
    let told = |unit: &Unit| told_in(unit, speech);
    let before = speech.units[..at].iter().rev().take(CLAUSES).find_map(told);
    let behind = speech.units[at + 1..].iter().take(CLAUSES).find_map(told);
    before.is_some_and(|told| (told..=told + POINTS).contains(&point))
        || behind.is_some_and(|told| (point..=point + POINTS).contains(&told))
}

/// The point of the answer that a clause tells.
fn told_in(unit: &Unit, speech: &Speech) -> Option<usize> {
    let tokens = speech.tokens_of(&unit.words);
    let said = |point: usize| speech.matching.recall(point, tokens.clone());
    let best = speech.own.clone().max_by(|a, b| said(*a).total_cmp(&said(*b)))?;
    (said(best) >= TOLD).then_some(best)
}
