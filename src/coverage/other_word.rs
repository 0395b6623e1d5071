//! Another word in a name of several: "the planning agent" for Reporting Agent, 클라우드 서포트 어소시에이트 for Cloud Support
//! Intern.

use std::ops::Range;

use super::fact::Speech;
use super::point::Fact;
use super::token::{Script, Token, capital};
use super::{alternative, glossary, korean};
use crate::language::is_morpheme;

/// Words are one from this likeness on, 0 to 1.
const SAME: f32 = 0.75;
/// From this probability on a clause tells the point of the name.
const PLACED: f32 = 0.5;
/// Least syllables of a Korean name that is of a family.
const FAMILY_LEAST: usize = 4;
/// A word of fewer letters has no such end.
const SHORTEST: usize = 6;
/// Words before what is named that only say which one.
#[rustfmt::skip]
const WHICH: &[&str] = &[
    "new", "other", "another", "same", "different", "single", "whole", "main", "first", "second", "third", "last",
    "next", "final", "better", "best", "good", "great", "simple", "small", "large", "little", "real", "actual", "certain",
    "specific", "right", "wrong", "existing", "current", "previous", "following", "entire", "many", "several",
    "multiple", "various", "separate", "individual", "their", "every", "each", "something", "nothing", "anything",
    "everything", "our", "using", "doing", "having", "getting", "being", "making",
];
/// Ends of nouns that tell of what kind a thing is.
const NOUN: &[&str] = &["ing", "er", "or", "ion", "ment", "ity", "ics", "ure", "ance", "ence"];

/// Where a run of words is the name but for one word, which the written answer has nowhere.
pub(super) fn instead(
    fact: &Fact,
    point: usize,
    speech: &Speech,
    taken: &[usize],
) -> Option<Range<usize>> {
    let names = &fact.tokens;
    let told = |run: &Range<usize>| speech.stands_at(point, run, PLACED);
    if let [one] = &names[..] {
        let is = |at: &usize| !taken.contains(at) && of_one_family(one, *at, speech);
        return (0..speech.tokens.len()).filter(is).map(|at| at..at + 1).find(told);
    }
    let digit = |c: char| c.is_ascii_digit();
    let plain = |token: &Token| token.stop || token.surface.contains(digit);
    if names.len() < 2 || names.iter().any(plain) {
        return None;
    }
    let last = speech.tokens.len().checked_sub(names.len())?;
    (0..=last).map(|start| start..start + names.len()).find(|run| {
        let unbroken = (run.start + 1..run.end).all(|at| speech.joined(at));
        // To compare words costs most.
        unbroken
            && !run.clone().any(|at| taken.contains(&at))
            && told(run)
            && (other_of(names, run, speech).is_some_and(|at| names_something(at, speech))
                || same_head(names, run, speech))
    })
}

/// Whether a Korean word begins like a name of one word and goes on otherwise: 한화솔루션 for 한화시스템.
fn of_one_family(name: &Token, at: usize, speech: &Speech) -> bool {
    let token = &speech.tokens[at];
    let noun = korean::without_particle(&token.surface);
    let (own, other): (Vec<char>, Vec<char>) =
        (name.surface.chars().collect(), noun.chars().collect());
    let long = own.len() >= FAMILY_LEAST && other.len() >= FAMILY_LEAST;
    let hangul = name.script == Script::Hangul && token.script == Script::Hangul;
    long && hangul
        && own[..2] == other[..2]
        && own[2..].iter().zip(&other[2..]).all(|(a, b)| a != b)
        && !is_morpheme(noun)
        && !speech.written(at)
}

/// The only token of the run that is not the one of the name at its place.
fn other_of(names: &[Token], run: &Range<usize>, speech: &Speech) -> Option<usize> {
    let other = |at: &usize| speech.alike(&names[at - run.start], true, &speech.tokens[*at]) < SAME;
    let mut others = run.clone().filter(other);
    others.next().filter(|_| others.next().is_none())
}

/// Whether a run of three or more words is another name but for its last word: "Solutions Architect Intern" for Cloud
/// Support Intern.
fn same_head(names: &[Token], run: &Range<usize>, speech: &Speech) -> bool {
    let head = names.last().filter(|_| names.len() > 2);
    let named = |at: usize| {
        let token = &speech.tokens[at];
        (token.script == Script::Hangul || capital(token)) && names_something(at, speech)
    };
    head.is_some_and(|head| speech.alike(head, true, &speech.tokens[run.end - 1]) >= SAME)
        && (run.start..run.end - 1).all(named)
}

/// Whether a word may be part of a name and is nowhere in the written answer.
fn names_something(at: usize, speech: &Speech) -> bool {
    let token = &speech.tokens[at];
    let word = token.surface.as_str();
    let named = match token.script {
        Script::Hangul => {
            let noun = korean::without_particle(word);
            noun.chars().count() >= 2 && (!is_morpheme(noun) || glossary::is(noun))
        }
        Script::Latin => {
            let noun = || word.len() >= SHORTEST && NOUN.iter().any(|end| word.ends_with(end));
            (capital(token) || alternative::is_name(word) || glossary::is(word) || noun())
                && !WHICH.contains(&word)
        }
        Script::Number => false,
    };
    named && !token.stop && token.value.is_none() && !speech.written(at)
}
