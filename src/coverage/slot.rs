//! What stands in the slot of a missing name, whatever it is: in a clause that says most of the point, the only name, or
//! word of no dictionary, behind the same preposition or with the same particle that nothing in the written answer
//! explains ("registrar at the museum in plymouth" for in Truro, 스카우터로 for Pinpoint로). Any noun there is mostly what kind of
//! thing it was ("at a smaller place", 디비에서), unless it is a known thing and the word behind it is the same too ("the
//! nginx gateway" for the Istio gateway, 스카우터로 추적 for Pinpoint로 추적).

use std::ops::Range;

use super::beside::{Beside, particle, same_word};
use super::fact::Speech;
use super::foreign::foreign;
use super::point::{Fact, KeyPoint};
use super::token::{Script, Token, capital};
use super::{alternative, korean, korean_name, number, series};
use crate::language::is_morpheme;

/// A clause has a slot of the point when this much of the other words of the point is said around it.
const SAID: f32 = 0.5;

/// Prepositions that lead to a name.
const PREPOSITIONS: &[&str] = &[
    "in", "at", "with", "from", "behind", "near", "to", "into", "for", "by", "using", "through",
    "on",
];
/// Where something else was said in the slot of the name.
pub(super) fn instead(
    fact: &Fact,
    point: usize,
    written: &KeyPoint,
    speech: &Speech,
    taken: &[usize],
) -> Option<Range<usize>> {
    let Range { start, end } = written.place_of(fact)?;
    let next = Beside::of(written, start..end).after.into_iter().next();
    let framed = |at: usize| next.is_some_and(|next| leads_to(next, at, speech));
    let korean = written.tokens.iter().any(|token| token.script == Script::Hangul);
    let found: Vec<Range<usize>> = if korean {
        let last = written.tokens[end - 1].word;
        let attached = written.tokens.get(end).filter(|token| token.word == last);
        let own = attached.unwrap_or(&written.tokens[end - 1]);
        let own = particle(&own.surface)?;
        let stands = |at: &usize| {
            let token = &speech.tokens[*at];
            noun_with(token, own).is_some_and(|noun| {
                // Where something was is often told by the kind of place: 해외에 for 싱가포르에.
                let thing = || !["에", "에서"].contains(&own) && is_thing(*at, noun, speech);
                is_name(noun, token) || thing() && framed(*at)
            })
        };
        (0..speech.tokens.len()).filter(stands).map(|at| at..at + 1).collect()
    } else {
        let before = start.checked_sub(1).map(|before| written.tokens[before].surface.as_str());
        let before = before.filter(|before| PREPOSITIONS.contains(before));
        let led: Vec<Range<usize>> = before.map_or(Vec::new(), |before| {
            (1..speech.tokens.len()).filter_map(|at| behind(at, before, speech)).collect()
        });
        if led.is_empty() {
            let known = speech.things.iter().filter(|thing| thing.entry.is_proper());
            let known = known.map(|thing| thing.tokens.clone());
            known.filter(|run| framed(run.end - 1)).collect()
        } else {
            led
        }
    };
    let free = |run: &Range<usize>| {
        run.clone().all(|at| {
            let token = &speech.tokens[at];
            !token.stop
                && token.value.is_none()
                && !taken.contains(&at)
                && !speech.is_of_term(at)
                && !speech.written(at)
                && !speech.matching.says(point, at)
        })
    };
    let told = |run: &Range<usize>| {
        speech.context_beside(point, written, run) >= SAID
            && speech.says_beside(point, run)
            && !speech.tells_another(point, run, 0.0)
            && speech.in_section(point, run)
    };
    let slots: Vec<Range<usize>> = found.into_iter().filter(|run| free(run) && told(run)).collect();
    let [slot] = &slots[..] else { return None };
    Some(slot.clone())
}

/// The Korean noun that a word with a particle of this class is.
fn noun_with<'a>(token: &'a Token, class: &str) -> Option<&'a str> {
    let noun = korean::without_particle(&token.surface);
    let is = token.script == Script::Hangul
        && particle(&token.surface) == Some(class)
        && noun != token.surface
        && number::counter(noun).is_none();
    is.then_some(noun)
}

/// Whether a Korean noun is no word of the dictionary.
fn is_name(noun: &str, token: &Token) -> bool {
    noun.chars().count() >= 3
        && (korean_name::is_unknown(noun) || foreign(token) && !is_morpheme(noun))
}

/// Whether the noun at `at` is a known thing or term, or made of several morphemes: 사용자를 is what kind of thing
/// it was, 스스로 no noun at all.
fn is_thing(at: usize, noun: &str, speech: &Speech) -> bool {
    let known =
        || speech.is_of_term(at) || speech.things.iter().any(|thing| thing.tokens.contains(&at));
    !is_morpheme(&speech.tokens[at].surface) && (!is_morpheme(noun) || known())
}

/// Whether the next word of content behind the token `at` of the speech is `meant`.
fn leads_to(meant: &Token, at: usize, speech: &Speech) -> bool {
    let behind = &speech.tokens[at + 1..];
    let next = behind.iter().find(|token| token.word > speech.tokens[at].word && !token.stop);
    next.is_some_and(|heard| same_word(meant, heard, speech))
}

/// The noun behind this preposition at `at`, with its article left out: one or two words.
fn behind(at: usize, preposition: &str, speech: &Speech) -> Option<Range<usize>> {
    let tokens = speech.tokens;
    if tokens[at - 1].surface != preposition {
        return None;
    }
    let article = ["the", "a", "an", "our", "their", "my"].contains(&tokens[at].surface.as_str());
    let from = at + usize::from(article);
    let content = |at: usize| {
        tokens.get(at).is_some_and(|token| !token.stop && token.script == Script::Latin)
    };
    if !content(from) || tokens[from].surface.ends_with("ing") || series::of_calendar(&tokens[from])
    {
        return None;
    }
    // "At a smaller place" says nothing else.
    let named = capital(&tokens[from]) || alternative::is_name(&tokens[from].surface);
    if !named {
        return None;
    }
    let two = content(from + 1) && speech.joined(from + 1);
    Some(from..from + 1 + usize::from(two))
}
