//! Other words that the decoder nearly wrote, where they make better Korean.
//!
//! The decoder goes for the likeliest token at each step, and a small one knows little Korean: it
//! writes 재팅 where 채팅 is all but as likely. So where it was in doubt, the next best tokens are
//! followed to the end of the word, and the word is taken whose likelihood by the sound and by the
//! language together is highest ("shallow fusion", Gülçehre and others 2015, within a word).

use std::ops::Range;

use whisper_rs::{WhisperContext, WhisperError};

use super::other_word::{DOUBTED_BELOW, Doubtful, Other, Place, text_of, weighed};
use super::rescore::with_bytes;
use super::said::Said;
use super::token::{Group, Replacement, Token};

/// Characters behind a word that the language weighs with it: as far as its n-grams reach.
const BEHIND: usize = 4;
/// Bytes of a character at most, each perhaps a token.
const MOST_BYTES: usize = 4;

/// Decides which of the [`doubtful_words`] of a chunk had better be others. The decoder stands behind its
/// text.
pub fn alternatives(
    context: &WhisperContext,
    said: &mut Said<'_>,
    tokens: &[Token],
    words: Vec<(Range<usize>, String)>,
) -> Result<Vec<Replacement>, WhisperError> {
    let beginnings = words.into_iter().filter_map(|(word, heard)| {
        let doubtful = Doubtful::new(
            context,
            &tokens[word.clone()],
            tokens.get(word.end),
            place(tokens, &word, heard),
        );
        let starts = doubtful.starts();
        (!starts.is_empty()).then_some((word, doubtful, starts))
    });
    let beginnings: Vec<(Range<usize>, Doubtful<'_>, Vec<Other>)> = beginnings.collect();
    // From the end of the text on: going back costs nothing.
    let text_from = said.place() - tokens.len();
    let mut taken = Vec::new();
    for (word, doubtful, starts) in beginnings.into_iter().rev() {
        said.back(text_from + word.start);
        if let Some(with) = doubtful.best(said, starts)? {
            let own = &tokens[word.clone()];
            // The decoder is as much in doubt as it was.
            let confidence =
                own.iter().map(|token| token.probability).sum::<f32>() / own.len() as f32;
            taken.push(Replacement { tokens: word, with: with_bytes(context, &with), confidence });
        }
    }
    taken.reverse();
    Ok(taken)
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

/// The words that are weighed, in order, without their marks: those of Hangul that the decoder was in doubt
/// about.
pub fn doubtful_words(tokens: &[Token], groups: &[Group]) -> Vec<(Range<usize>, String)> {
    let doubted =
        |word: &Range<usize>| tokens[word.clone()].iter().any(|t| t.probability < DOUBTED_BELOW);
    let words = groups.iter().map(|group| group.tokens.clone()).filter(doubted);
    words.filter_map(|word| Some((word.clone(), weighed(&text(&tokens[word]))?))).collect()
}

#[cfg(test)]
mod tests {
    use super::super::token::group;
    use super::*;

    #[test]
    fn words_of_hangul_that_were_in_doubt_are_weighed() {
        let tokens: Vec<Token> =
            [(" 발표", 0.5), ("를", 0.99), (",", 0.4), (" 잘", 0.99), (" API", 0.3)]
                .into_iter()
                .map(|(text, probability)| Token {
                    id: 0,
                    bytes: text.as_bytes().to_vec(),
                    probability,
                    end_s: 0.0,
                    runners_up: Vec::new(),
                })
                .collect();
        assert_eq!(doubtful_words(&tokens, &group(&tokens)), [(0..3, "발표를".to_owned())]);
    }
}
