//! Numbers of a change ("from 11 screens to four"): where the first was said, the next one in its sentence is the
//! second.

use super::counted;
use super::fact::{Heard, Speech};
use super::point::{Fact, KeyPoint};

/// The second number stands at most so many words behind the first, in the notes and in the speech.
const WRITTEN_APART: usize = 4;
const SAID_APART: usize = 10;

/// Whether the second fact is what the first one changed to, in the same point.
pub(super) fn follows(first: &Fact, second: &Fact, written: &KeyPoint) -> bool {
    let (Some(from), Some(to)) = (&first.quantity, &second.quantity) else { return false };
    let is =
        |at: Option<usize>, word: &str| at.is_some_and(|at| written.tokens[at].surface == word);
    let gap = to.tokens.start.checked_sub(from.tokens.end);
    is(from.tokens.start.checked_sub(1), "from")
        && is(to.tokens.start.checked_sub(1), "to")
        && gap.is_some_and(|gap| gap <= WRITTEN_APART)
}

/// The number of the speech that is said next to the first one, in the place of the second.
pub(super) fn next(heard: &Heard, second: &Fact, speech: &Speech) -> Option<usize> {
    let first = heard.tokens.clone()?;
    let known = second.quantity.as_ref()?;
    let at = speech.quantities.iter().position(|q| q.tokens.start >= first.end)?;
    let other = &speech.quantities[at];
    let between = first.end - 1..other.tokens.start;
    let near =
        between.len() <= SAID_APART && !between.into_iter().any(|at| speech.ends_sentence(at));
    let kinds = known.kind.same(other.kind) || known.kind.open(other.kind);
    let things = known.kind.measured() && counted::counts_things(other, speech);
    (near && kinds && !things && other.written != 1.0).then_some(at)
}
