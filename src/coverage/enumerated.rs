//! Names that the written answer tells one after the other ("Kafka, Docker and gRPC"): where the speech tells some of them
//! and a known thing between them that the answer has nowhere, that one stands in the place of the missing one.

use std::ops::Range;

use super::alternative;
use super::fact::Speech;
use super::lexicon::Found;
use super::point::{Fact, KeyPoint};
use super::token::{Script, Token, capital};
use crate::language::korean;

/// So many tokens before and behind the neighbours of a missing name are asked what stands there.
const REACH: usize = 5;

/// Words between two names of an enumeration.
const AND: &[&str] = &["and", "or", "plus", "및", "또는", "그리고", "혹은"];
/// What a Korean name has behind it where another one follows.
const WITH: &[&str] = &["와", "과", "하고", "랑", "이랑", "나", "이나", "도"];

/// Of those the ones that are seldom the end of a verb or of another word.
const AND_BEHIND: &[&str] = &["하고", "랑", "이랑"];

/// A name of the enumeration, and where it was said.
pub(super) struct Item<'a> {
    pub fact: &'a Fact,
    pub said: Option<Range<usize>>,
}

/// The names of a point (in its order) that are told one after the other, as ranges of `items`.
pub(super) fn runs(written: &KeyPoint, items: &[Item]) -> Vec<Range<usize>> {
    let words: Vec<&str> = written.text.split_whitespace().collect();
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for at in 1..=items.len() {
        let goes_on = at < items.len() && follows(items[at - 1].fact, items[at].fact, &words);
        if !goes_on {
            if at - start >= 2 {
                out.push(start..at);
            }
            start = at;
        }
    }
    out
}

/// Whether a Korean noun stands in an enumeration of the speech: with a comma or "and" behind it, and behind the word before
/// or the one after it too.
fn is_listed(at: usize, speech: &Speech) -> bool {
    let token = &speech.tokens[at];
    let goes_on = |word: usize| {
        let word = speech.words.get(word).copied().unwrap_or_default();
        word.ends_with(',') || AND_BEHIND.iter().any(|with| word.ends_with(with))
    };
    let noun = korean::without_particle(&token.surface);
    let alone = token.word == token.last_word && noun.chars().count() >= 2;
    let is_noun =
        token.surface == noun || AND_BEHIND.iter().any(|and| token.surface.ends_with(and));
    token.script == Script::Hangul
        && !token.stop
        && alone
        && is_noun
        && goes_on(token.word)
        && (goes_on(token.word.wrapping_sub(1)) || goes_on(token.word + 1))
}

/// Whether nothing but a comma or "and" stands between two names.
fn follows(one: &Fact, next: &Fact, words: &[&str]) -> bool {
    let Some(last) = one.tokens.last().map(|token: &Token| token.last_word) else { return false };
    let Some(word) = words.get(last).filter(|_| next.at > last) else { return false };
    let between = &words[last + 1..next.at];
    let comma = word.ends_with([',', '/', '·']) || WITH.iter().any(|with| word.ends_with(with));
    match between {
        [] => comma,
        [and] => AND.contains(and),
        _ => false,
    }
}

/// What stands in the place of the missing name `at` of a run: behind the name before it, before the one behind it, or
/// where the speech begins with another one of them, behind that.
pub(super) fn instead(
    items: &[Item],
    at: usize,
    speech: &Speech,
    free: impl Fn(&Range<usize>) -> bool,
) -> Option<Range<usize>> {
    let before = items[..at].iter().rev().find_map(|item| item.said.clone());
    let mut behind = items[at + 1..].iter().filter_map(|item| item.said.clone());
    let name = items[at].fact;
    match (before, behind.next()) {
        (Some(before), Some(next)) if before.end <= next.start => {
            nearest(name, before.end..next.start, true, speech, free)
        }
        (Some(before), None) => nearest(name, before.end..before.end + REACH, true, speech, free),
        (None, Some(next)) => {
            let ahead = next.start.saturating_sub(REACH)..next.start;
            let far = next.end + REACH;
            let end = behind.map(|item| item.start).filter(|start| *start >= next.end).min();
            nearest(name, ahead, false, speech, &free).or_else(|| {
                nearest(name, next.end..end.unwrap_or(far).min(far), true, speech, &free)
            })
        }
        _ => None,
    }
}

/// The other name in a stretch of speech that is nearest to its beginning or to its end.
fn nearest(
    name: &Fact,
    place: Range<usize>,
    to_beginning: bool,
    speech: &Speech,
    free: impl Fn(&Range<usize>) -> bool,
) -> Option<Range<usize>> {
    if place.len() > 2 * REACH {
        return None;
    }
    // "It" is no IT.
    let worn = |found: &&Found| {
        let first = &speech.tokens[found.tokens.start];
        found.entry.everyday && first.script == Script::Latin && !capital(first)
    };
    // "DB" is no name in the place of PostgreSQL.
    let terms = if alternative::is_thing(name) { &[][..] } else { &speech.terms[..] };
    let known = speech.things.iter().chain(terms).filter(|found| !worn(found));
    let known = known.map(|found| found.tokens.clone());
    let inside = |run: &Range<usize>| place.start <= run.start && run.end <= place.end;
    let new = |run: &Range<usize>| run.clone().all(|at| !speech.written(at));
    let near = place.start..place.end.min(speech.tokens.len());
    let listed = near.filter(|at| is_listed(*at, speech)).map(|at| at..at + 1);
    let all = known.chain(listed);
    let there = all.filter(inside).filter(new).filter(free);
    there.min_by_key(|run| match to_beginning {
        true => run.start - place.start,
        false => place.end - run.end,
    })
}
