//! A Latin name as a whole: written in other pieces, misheard, or in Hangul.

use std::ops::Range;

use super::fact::Speech;
use super::name_sound::{SHORT, SHORT_SOUNDS, SOUNDS, acronym, is_spelled, least, run_phones};
use super::name_words::says_what;
use super::phone::{self, phones};
use super::point::Fact;
use super::token::{Script, Token, capital};
use super::{korean, series, short_form, sound, term};
use crate::align::is_listed;

/// Most words that a term is looked for in by its capitals.
const MOST_HUMPS: usize = 4;
/// Most letters of an acronym that is told in full.
const LONGEST_ACRONYM: usize = 5;
/// A Latin name as a whole: written in other pieces, misheard, or in Hangul.
pub(super) fn whole(fact: &Fact, speech: &Speech) -> Option<Range<usize>> {
    let letters = term::letters(fact);
    let signed = fact.text.ends_with(['+', '#']);
    if signed && let Some(at) = speech.words.iter().position(|word| word.contains(&fact.text)) {
        let at = speech.tokens.iter().position(|token| token.word == at)?;
        return Some(at..at + 1);
    }
    let sounds = term::sounds(fact, &letters);
    let spelled = sound::spelled_out(&letters).map(|spelled| korean::jamo(&spelled));
    // Each letter of an acronym may be a word, and there may be a word between.
    let spelled_out =
        fact.tokens.len() == 1 && letters.len() <= LONGEST_ACRONYM && acronym(&fact.tokens[0]);
    // OutOfMemoryError is told in four words.
    let humps =
        fact.tokens.iter().flat_map(|token| token.raw.chars()).filter(|c| c.is_ascii_uppercase());
    let humps = if spelled_out { letters.len() } else { humps.count().min(MOST_HUMPS) };
    let most = (humps + 1).max(fact.tokens.len() + 2);
    let mut best: Option<(f32, Range<usize>)> = None;
    for start in 0..speech.tokens.len() {
        for end in start + 1..=(start + most).min(speech.tokens.len()) {
            if end > start + 1 && !speech.joined(end - 1) {
                break;
            }
            let alike = heard_as(&letters, &sounds, spelled.as_ref(), start..end, fact, speech);
            if alike > best.as_ref().map_or(0.0, |best| best.0) {
                best = Some((alike, start..end));
            }
        }
    }
    best.map(|(_, range)| range)
}

/// How well a run of tokens is heard as the name, 0 where it is not.
fn heard_as(
    letters: &str,
    sounds: &[Vec<char>],
    spelled: Option<&Vec<char>>,
    run: Range<usize>,
    fact: &Fact,
    speech: &Speech,
) -> f32 {
    let tokens = &speech.tokens[run.clone()];
    // "Five Tran" for Fivetran
    let written = |token: &Token| match token.script {
        Script::Number => token.raw.to_lowercase(),
        _ => token.surface.clone(),
    };
    let together: usize = tokens.iter().map(|token| written(token).len()).sum();
    let latin = tokens.iter().all(|token| token.script != Script::Hangul);
    if latin {
        let same =
            together == letters.len() && tokens.iter().map(written).collect::<String>() == letters;
        let worn = tokens.len() == 1 && tokens[0].stop;
        if same && (!worn || tokens[0].raw == fact.tokens[0].raw) {
            return 1.0;
        }
        let capitals = fact.tokens.iter().all(acronym);
        if tokens.len() >= 2 && letters.len() >= 3 && short_form::opens_with_letter(letters, tokens)
        {
            return 0.95;
        }
        if capitals && tokens.len() >= 2 && short_form::spells(letters, tokens)
            || tokens.len() == 1 && short_form::shortens(&fact.tokens, &tokens[0])
        {
            return 0.95;
        }
        let word = || tokens.len() != 1 || letters.len() < SHORT || is_listed(&tokens[0].surface);
        let acronym = letters.len() <= SHORT && capitals && word();
        if letters.len() < 3 || acronym || fact.tokens.iter().any(series::of_calendar) {
            return 0.0;
        }
    } else if let [first, second] = tokens
        && first.script == Script::Hangul
        && second.script == Script::Latin
    {
        return if half_spelled(letters, first, second, run.start, speech) { 0.9 } else { 0.0 };
    } else if tokens.iter().any(|token| token.script != Script::Hangul) {
        return 0.0;
    }
    if !latin && spelled.is_some_and(|spelled| is_spelled(spelled, tokens)) {
        return 0.9;
    }
    // 또 is no DAU.
    let word = !latin && tokens.iter().all(|token| token.stop);
    if letters.len() < 3 || together < 3 || word {
        return 0.0;
    }
    let names = &fact.tokens;
    let shared = latin
        && tokens.len() > 1
        && tokens.len() == names.len()
        && capital(&tokens[0])
        && names
            .iter()
            .zip(tokens)
            .any(|(a, b)| a.surface == b.surface && !says_what(a) && a.raw.len() > 3);
    let first = speech.phones[run.start].first();
    let mut best = 0.0_f32;
    for meant in sounds {
        let begins = first.zip(meant.first());
        if !begins.is_some_and(|(a, b)| phone::may_begin(*a, *b)) {
            continue;
        }
        for heard in run_phones(&run, meant.len(), speech) {
            let alike = phone::alike(meant, &heard, !latin);
            // "Skerry More" for Skerry Moor: where a word of it is heard, the others may be everyday words.
            let enough = if shared { SOUNDS } else { least(meant, tokens) };
            if alike >= enough {
                best = best.max(alike);
            }
        }
    }
    best
}

/// Whether a name is told with its beginning in Hangul and its end in Latin letters ("마이 SQL", "패스트 API").
fn half_spelled(letters: &str, first: &Token, second: &Token, at: usize, speech: &Speech) -> bool {
    let Some(head) = letters.strip_suffix(second.surface.as_str()) else { return false };
    let spelled = sound::spelled_out(head).map(|spelled| korean::jamo(&spelled));
    let sounds = phones(head);
    head.len() >= 2
        && second.surface.len() >= 2
        && (phone::alike(&sounds, &speech.phones[at], true) >= SHORT_SOUNDS
            || spelled.is_some_and(|spelled| is_spelled(&spelled, std::slice::from_ref(first))))
}
