//! Other words that the decoder nearly wrote, where they make better Korean.
//!
//! The decoder goes for the likeliest token at each step, and a small one knows little Korean: it
//! writes 재팅 where 채팅 is all but as likely. So where it was in doubt, the next best tokens are
//! followed to the end of the word, and the word is taken whose likelihood by the sound and by the
//! language together is highest ("shallow fusion", Gülçehre and others 2015, within a word).

use std::ops::Range;

use whisper_rs::{WhisperContext, WhisperError};

use super::other_word::{DOUBTED_BELOW, Doubtful, Place, text_of, weighed};
use super::rescore::with_bytes;
use super::said::Said;
use super::token::{Replacement, Token};

/// Characters behind a word that the language weighs with it: as far as its n-grams reach.
const BEHIND: usize = 4;
/// Bytes of a character at most, each perhaps a token.
const MOST_BYTES: usize = 4;

/// The word that had better stand in the place of a [`doubtful_word`] of a text, whose `tokens` the decoder has said
/// up to it or further.
pub fn alternative(
    context: &WhisperContext,
    said: &mut Said<'_>,
    tokens: &[Token],
    word: Range<usize>,
    heard: String,
) -> Result<Option<Replacement>, WhisperError> {
    let (own, behind) = (&tokens[word.clone()], tokens.get(word.end));
    let doubtful = Doubtful::new(context, own, behind, place(tokens, &word, heard));
    let starts = doubtful.starts();
    if starts.is_empty() {
        return Ok(None);
    }
    said.back_in_text(word.start);
    // The decoder is as much in doubt as it was.
    let confidence = own.iter().map(|token| token.probability).sum::<f32>() / own.len() as f32;
    let best = doubtful.best(said, starts)?;
    Ok(best.map(|with| Replacement { tokens: word, with: with_bytes(context, &with), confidence }))
}

/// A word of the text with what is around it, as far as the language weighs that.
fn place(tokens: &[Token], word: &Range<usize>, heard: String) -> Place {
    let own = text(&tokens[word.clone()]);
    let marks = own.trim_start().strip_prefix(&heard).unwrap_or_default();
    let behind = text(&tokens[word.end..tokens.len().min(word.end + BEHIND * MOST_BYTES)]);
    let after = marks.chars().chain(behind.chars()).take(BEHIND).collect();
    Place { before: text(&tokens[..word.start]), after, heard }
}

/// What tokens write.
fn text(tokens: &[Token]) -> String {
    text_of(tokens.iter().map(|token| token.bytes.as_slice()))
}

/// A word without its marks where it is weighed: one of Hangul that the decoder was in doubt about.
pub fn doubtful_word(word: &[Token]) -> Option<String> {
    let doubted = word.iter().any(|token| token.probability < DOUBTED_BELOW);
    if doubted { weighed(&text(word)) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_hangul_that_were_in_doubt_are_weighed() {
        let word = |tokens: &[(&str, f32)]| -> Option<String> {
            let token = |(text, probability): &(&str, f32)| Token {
                id: 0,
                bytes: text.as_bytes().to_vec(),
                probability: *probability,
                end_s: 0.0,
                runners_up: Vec::new(),
            };
            doubtful_word(&tokens.iter().map(token).collect::<Vec<_>>())
        };
        assert_eq!(word(&[(" 발표", 0.5), ("를", 0.99), (",", 0.4)]), Some("발표를".to_owned()));
        assert_eq!(word(&[(" 잘", 0.99)]), None);
        assert_eq!(word(&[(" API", 0.3)]), None);
    }
}
