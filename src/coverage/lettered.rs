//! Terms of letters and a number (p99, BM25, EC2), told letter by letter and with the number as a word: 피 구십구, "P
//! ninety nine".

use std::ops::Range;

use super::fact::Speech;
use super::korean;
use super::point::Fact;
use super::sound;
use super::token::Script;

/// Most letters of such a term.
const MOST_LETTERS: usize = 4;

/// Where a term of letters and a number was told with the number apart.
pub(super) fn said(fact: &Fact, speech: &Speech) -> Option<Range<usize>> {
    let term: String = fact.tokens.iter().map(|token| token.surface.as_str()).collect();
    let digits = term.find(|c: char| c.is_ascii_digit())?;
    let (letters, number) = term.split_at(digits);
    let number: f64 = number.parse().ok()?;
    let spelled = sound::spelled_out(letters)?;
    if letters.len() > MOST_LETTERS || !letters.chars().all(|c| c.is_ascii_alphabetic()) {
        return None;
    }
    (1..speech.tokens.len()).filter(|at| speech.tokens[*at].value == Some(number)).find_map(|at| {
        let told = (1..=MOST_LETTERS.min(at)).find(|back| {
            let run = &speech.tokens[at - back..at];
            let joined: String = run.iter().map(|token| token.surface.as_str()).collect();
            let hangul = run.iter().all(|token| token.script == Script::Hangul);
            joined == letters || hangul && korean::jamo(&joined) == korean::jamo(&spelled)
        })?;
        (at - told + 1..=at).all(|next| speech.joined(next)).then_some(at - told..at + 1)
    })
}
