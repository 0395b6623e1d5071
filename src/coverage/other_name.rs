//! Another name said in the place of one: of the same kind, in the same role, in words that say its point.

use std::ops::Range;

use super::beside::{Beside, Role, role};
use super::fact::Speech;
use super::name_like::{candidate, in_its_frame, other_family, titled};
use super::name_sound::acronym;
use super::point::{Fact, KeyPoint};
use super::token::{Script, Token, capital};
use super::whole_name::whole;
use super::{alternative, korean, korean_name, series};

/// Another name is said in the place of one where this much of the point is said around it; ...
const IN_ITS_PLACE: f32 = 0.3;
/// ...this much where a word of content stands beside both; ...
const BESIDE: f32 = 0.1;
/// ...and this much where the words beside the name differ.
const IN_ITS_POINT: f32 = 0.35;
/// From this probability on that its clause tells the point, the words around it may be any.
const PLACED: f32 = 0.75;
/// The same for a thing that is known to be of another kind.
const SURELY_PLACED: f32 = 0.9;

/// What another name has to be told from.
pub(super) struct Beyond<'a> {
    /// Tokens that are facts already.
    pub taken: &'a [usize],
    /// All names of the answer.
    pub names: &'a [&'a Fact],
    /// Whether no other name of the point is missing.
    pub alone: bool,
    /// Whether its place in the answer may speak for it, whatever the words.
    pub by_place: bool,
}

/// Where another name was said in place of this one: of the same kind and in the same role, in words that
/// say its point.
pub(super) fn instead(
    fact: &Fact,
    point: usize,
    written: &KeyPoint,
    speech: &Speech,
    beyond: &Beyond,
) -> Option<Range<usize>> {
    let Beyond { taken, names, alone, by_place } = *beyond;
    let beside = Beside::of(written, written.place_of(fact)?);
    // In other words than the note's: by where in the answer it stands.
    let aligned = |range: &Range<usize>| {
        by_place
            && speech.stands_at(point, range, PLACED)
            && like(fact, range, speech.placed(point, range) >= SURELY_PLACED, speech)
    };
    let mut best: Option<(f32, Range<usize>)> = None;
    let mut start = 0;
    while start < speech.tokens.len() {
        // 월요일 is near 목요일 in letters.
        let of_series = |at: usize| series::member(&speech.tokens[at].surface).is_some();
        let free = |at: usize| !taken.contains(&at) && (of_series(at) || !speech.written(at));
        let named = candidate(fact, start, speech, &free)
            .or_else(|| other_family(fact, &beside, start, speech))
            .or_else(|| in_its_frame(fact, &beside, start, speech))
            .or_else(|| titled(fact, &beside, start, speech));
        let Some(range) = named else {
            start += 1;
            continue;
        };
        start = range.end;
        let (least, margin) = match (role(fact, &beside, &range, speech), alone) {
            (Role::Beside, _) => (BESIDE, 1.0),
            _ if lone_day(fact, &range, speech, names) => (BESIDE, 1.0),
            (Role::Same, _) => (IN_ITS_PLACE, 0.2),
            (Role::Open, true) => (IN_ITS_POINT, 0.05),
            _ if aligned(&range) => (0.0, 0.2),
            _ => continue,
        };
        // "I used Flutter" says nothing but the name: the point behind it tells what for.
        let lone = written.content().count() <= fact.tokens.len() + 1;
        let points = [Some(point), (lone && point + 1 < speech.own.end).then_some(point + 1)];
        let context = |told: usize| {
            let beside = told == point;
            let context = if beside {
                speech.context_beside(point, written, &range)
            } else {
                speech.context(told, &range)
            };
            (context, told)
        };
        let (context, told) = points
            .into_iter()
            .flatten()
            .map(context)
            .fold((0.0, point), |best, next| if next.0 > best.0 { next } else { best });
        let better = best.as_ref().is_none_or(|best| context > best.0);
        let clause = speech.says_beside(told, &range) || aligned(&range);
        let another = || {
            speech.tells_another(told, &range, margin)
                && speech.sentence_tells_another(told, &range)
        };
        if context >= least && better && clause && !another() {
            best = Some((context, range));
        }
    }
    best.map(|(_, range)| range)
}

/// Whether what was said is a name such as the fact: in Hangul no word of the dictionary, in Latin letters an acronym
/// where the fact is one, and nothing that is known to be of another kind unless it is `sure` by its place.
fn like(fact: &Fact, range: &Range<usize>, sure: bool, speech: &Speech) -> bool {
    let told = &speech.tokens[range.clone()];
    let named = |token: &Token| match token.script {
        Script::Hangul => korean_name::is_unknown(korean::without_particle(&token.surface)),
        _ => fact.tokens[0].script != Script::Latin || acronym(&fact.tokens[0]) == acronym(token),
    };
    let thing = speech.things.iter().find(|thing| thing.tokens.start == range.start);
    match thing {
        Some(thing) => sure || !alternative::of_another_kind(fact, thing.entry),
        None => told.iter().all(named) && !range.clone().any(|at| speech.is_of_term(at)),
    }
}

/// The same term with another digit in it ("2-way handshake" for "3-way handshake").
pub(super) fn other_number(fact: &Fact, speech: &Speech) -> Option<Range<usize>> {
    let number = fact.tokens.iter().position(|token| token.value.is_some())?;
    // "ResNet 18" for "ResNet-50"
    let term = number.checked_sub(1).map(|at| &fact.tokens[at].surface);
    let other = |at: &usize| {
        let next = speech.tokens.get(at + 1).and_then(|next| next.value);
        term == Some(&speech.tokens[*at].surface)
            && next.is_some_and(|next| fact.tokens[number].value != Some(next))
    };
    if let Some(at) = (0..speech.tokens.len()).find(other) {
        return Some(at..at + 2);
    }
    let known = fact.tokens[number].surface.parse::<u32>().ok().filter(|n| *n < 10)?;
    (0..10).filter(|digit| *digit != known).find_map(|digit: u32| {
        let mut other = fact.clone();
        other.tokens[number].surface = digit.to_string();
        whole(&other, speech)
    })
}

/// Whether the day or month of the speech and the one of the notes are the only ones of their class.
fn lone_day(fact: &Fact, range: &Range<usize>, speech: &Speech, names: &[&Fact]) -> bool {
    let [meant] = &fact.tokens[..] else { return false };
    let class = |token: &Token| match token.script {
        Script::Hangul => series::member(&token.surface).map(|(class, _)| class),
        _ => series::english(&token.surface).filter(|_| capital(token)),
    };
    let Some(own) = class(meant).or_else(|| series::english(&meant.surface)) else { return false };
    let is = |token: &Token| class(token) == Some(own);
    let written = names.iter().flat_map(|name| &name.tokens).filter(|token| is(token)).count();
    let told = (0..speech.tokens.len()).filter(|at| is(&speech.tokens[*at]));
    written == 1
        && told.into_iter().all(|at| range.contains(&at))
        && is(&speech.tokens[range.start])
}
