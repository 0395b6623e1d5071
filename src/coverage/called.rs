//! What the speech gives a name to: "it was called Clip Master", 이름이 아이헬프유였어요. Where the notes name one thing there that
//! was not said, the other name stands in its place.

use std::ops::Range;

use super::fact::{CALLED as CALLED_SO, Speech};
use super::point::Fact;
use super::token::{Script, Token, capital};
use super::{alternative, glossary, korean_name};
use crate::language::{is_morpheme, korean};

/// Words before a name that is given.
const CALLED: &[&str] = &["called", "named", "titled"];
/// From this probability on a clause tells the point of the name.
const PLACED: f32 = 0.3;
/// What a Korean name has behind it where something is told to be it, besides [`CALLED_SO`].
const IS: &[&str] = &["이란", "란"];
/// Least syllables of a Korean name.
const LEAST_SYLLABLES: usize = 3;
/// Most words of a name.
const LONGEST: usize = 3;

/// The name that the speech gives to what the fact names.
pub(super) fn instead(
    fact: &Fact,
    point: usize,
    speech: &Speech,
    taken: &[usize],
) -> Option<Range<usize>> {
    // A tool is not named by who uses it.
    let own = fact.text.contains(char::is_uppercase)
        && !glossary::has(fact)
        && !alternative::is_thing(fact);
    if !own {
        return None;
    }
    let free = |run: &Range<usize>| {
        run.clone().all(|at| !taken.contains(&at) && !speech.written(at) && !speech.is_of_term(at))
    };
    let mut names = (1..speech.tokens.len()).filter_map(|at| name_at(at, speech));
    names.find(|run| free(run) && speech.stands_at(point, run, PLACED))
}

/// The name given at `at`, behind the word that gives it.
fn name_at(at: usize, speech: &Speech) -> Option<Range<usize>> {
    let before = &speech.tokens[at - 1];
    let token = &speech.tokens[at];
    let korean = ["이름이", "이름은"].contains(&before.surface.as_str());
    let of_somebody =
        at >= 2 && ["제", "저의", "본인"].contains(&speech.tokens[at - 2].surface.as_str());
    if token.script == Script::Hangul {
        let mut ends = CALLED_SO.iter().chain(IS);
        let is_called = ends.find_map(|end| token.surface.strip_suffix(end));
        let name = is_called.unwrap_or_else(|| korean::without_particle(&token.surface));
        let long = name.chars().count() >= LEAST_SYLLABLES;
        let given = || korean && !of_somebody && !is_morpheme(name);
        let unknown = || is_called.is_some() && korean_name::is_unknown(name);
        return (long && (given() || unknown())).then_some(at..at + 1);
    }
    if !CALLED.contains(&before.surface.as_str()) {
        return None;
    }
    let named = |at: &usize| {
        let token: &Token = &speech.tokens[*at];
        token.script == Script::Latin && capital(token)
    };
    let most = speech.tokens.len().min(at + LONGEST);
    let end = (at..most).take_while(named).last()? + 1;
    Some(at..end)
}
