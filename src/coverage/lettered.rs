//! Terms of letters and a number or of a word and a letter (p99, BM25, N+1, "Series B"), told with each of them apart: 피
//! 구십구, "N plus one", "the ninety ninth percentile", 시리즈 비.

use std::ops::Range;

use super::fact::Speech;
use super::phone::{self, phones};
use super::point::Fact;
use super::token::{Script, Token};
use super::{korean, sound};

/// Most letters of such a term.
const MOST_LETTERS: usize = 4;
/// Least likeness by sound of the word before a letter.
const ALIKE: f32 = 0.6;

/// Where such a term was told.
pub(super) fn said(fact: &Fact, speech: &Speech) -> Option<Range<usize>> {
    numbered(fact, speech).or_else(|| with_letter(fact, speech, true))
}

/// Where the word of a term was told with another letter ("Series A" for Series B).
pub(super) fn other(fact: &Fact, speech: &Speech) -> Option<Range<usize>> {
    with_letter(fact, speech, false)
}

/// Whether a token is letters as Korean or English tells them one by one.
fn spells(run: &[Token], letters: &str) -> bool {
    let joined: String = run.iter().map(|token| token.surface.as_str()).collect();
    let hangul = run.iter().all(|token| token.script == Script::Hangul);
    let spelled = sound::spelled_out(letters);
    let is =
        |text: &str| spelled.as_ref().is_some_and(|own| korean::jamo(text) == korean::jamo(own));
    joined == letters || hangul && (is(&joined) || is(korean::without_particle(&joined)))
}

fn numbered(fact: &Fact, speech: &Speech) -> Option<Range<usize>> {
    // "p99 latency": the word behind says what it is.
    let first = fact.text.split(' ').next().unwrap_or_default();
    let digits = first.contains(|c: char| c.is_ascii_digit());
    let text = if digits { first } else { &fact.text };
    let term: String = text.chars().filter(|c| *c != ' ').collect::<String>().to_lowercase();
    let letters: String = term.chars().take_while(char::is_ascii_alphabetic).collect();
    let behind = &term[letters.len()..];
    let plus = behind.starts_with('+');
    let digits: String = behind[usize::from(plus)..]
        .chars()
        .take_while(|c| c.is_ascii_digit() || *c == '.')
        .collect();
    // "N+1 query": the word behind says what it is.
    let whole = plus || letters.len() + digits.len() == term.len();
    let number: f64 = digits.parse().ok()?;
    if letters.is_empty() || letters.len() > MOST_LETTERS || !whole {
        return None;
    }
    let tokens = speech.tokens;
    let percentile = |at: usize| {
        let words = ["percentile", "퍼센타일", "백분위"];
        tokens.get(at).is_some_and(|token| words.iter().any(|word| token.surface.starts_with(word)))
    };
    if letters == "p"
        && let Some(told) = speech
            .quantities
            .iter()
            .find(|quantity| quantity.written == number && percentile(quantity.tokens.end))
    {
        return Some(told.tokens.start..told.tokens.end + 1);
    }
    let is_plus = |at: usize| ["plus", "플러스"].contains(&tokens[at].surface.as_str());
    // "오 점 이 버전" for v5.2
    let version = |at: usize| {
        ["version", "버전"]
            .iter()
            .any(|word| tokens.get(at).is_some_and(|token| token.surface.starts_with(word)))
    };
    if letters == "v" {
        let told = (0..tokens.len()).find(|at| {
            tokens[*at].value == Some(number) && (version(at + 1) || *at > 0 && version(at - 1))
        });
        return told.map(|at| at..at + 1);
    }
    let one =
        |token: &Token| number == 1.0 && ["일", "원", "one"].contains(&token.surface.as_str());
    let is = |at: &usize| {
        tokens[*at].value == Some(number) || plus && *at > 0 && is_plus(at - 1) && one(&tokens[*at])
    };
    (0..tokens.len()).filter(is).find_map(|at| {
        let last = at.checked_sub(usize::from(plus && at > 0 && is_plus(at - 1)))?;
        let told =
            (1..=MOST_LETTERS.min(last)).find(|back| spells(&tokens[last - back..last], &letters));
        let unbroken = |from: usize| (from + 1..=at).all(|next| speech.joined(next));
        if let Some(from) = told.map(|back| last - back).filter(|from| unbroken(*from)) {
            return Some(from..at + 1);
        }
        None
    })
}

fn with_letter(fact: &Fact, speech: &Speech, own: bool) -> Option<Range<usize>> {
    let [word, letter] = &fact.tokens[..] else { return None };
    let single = |token: &Token| {
        token.raw.len() == 1 && token.raw.starts_with(|c: char| c.is_ascii_uppercase())
    };
    if !single(letter) || word.script != Script::Latin || word.raw.len() < 3 {
        return None;
    }
    let meant = phones(&word.surface);
    let alike = |at: usize| {
        let heard = &speech.tokens[at];
        let across = heard.script == Script::Hangul;
        heard.surface == word.surface
            || across && phone::alike(&meant, &speech.phones[at], true) >= ALIKE
    };
    let is = |token: &Token| {
        if own {
            spells(std::slice::from_ref(token), &letter.surface)
        } else {
            let others = ('a'..='f').map(String::from).filter(|other| *other != letter.surface);
            let named = token.script == Script::Hangul || single(token);
            named && others.into_iter().any(|other| spells(std::slice::from_ref(token), &other))
        }
    };
    (1..speech.tokens.len())
        .find(|at| speech.joined(*at) && alike(at - 1) && is(&speech.tokens[*at]))
        .map(|at| at - 1..at + 1)
}
