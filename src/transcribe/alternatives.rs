//! Other words that the decoder nearly wrote, where they make better Korean.
//!
//! The decoder goes for the likeliest token at each step, and a small one knows little Korean: it
//! writes 재팅 where 채팅 is all but as likely. So where it was in doubt, the next best tokens are
//! followed to the end of the word, and the word is taken whose likelihood by the sound and by the
//! language together is highest ("shallow fusion", Gülçehre and others 2015, within a word).

use std::ops::Range;

use whisper_rs::{WhisperContext, WhisperError, WhisperTokenId};

use super::other_word::{DOUBTED_BELOW, Doubtful, Place, text_of, weighed};
use super::rescore::with_bytes;
use super::said::Said;
use super::token::{Group, Replacement, Token};

/// Characters behind a word that the language weighs with it: as far as its n-grams reach.
const BEHIND: usize = 4;
/// Bytes of a character at most, each perhaps a token.
const MOST_BYTES: usize = 4;

/// Decides which of the [`doubtful_words`] of a chunk had better be others. The decoder stands before its
/// text.
pub fn alternatives(
    context: &WhisperContext,
    said: &mut Said<'_>,
    tokens: &[Token],
    words: Vec<(Range<usize>, String)>,
) -> Result<Vec<Replacement>, WhisperError> {
    let mut taken = Vec::new();
    let mut before: Vec<u8> = Vec::new();
    // Tokens whose text is before, and those that the decoder was given.
    let (mut read, mut given) = (0, 0);
    for (word, heard) in words {
        let own = &tokens[word.clone()];
        before.extend(tokens[read..word.start].iter().flat_map(|token| &token.bytes));
        read = word.start;
        let marks = text(own).trim_start().strip_prefix(&heard).unwrap_or_default().to_owned();
        let next = &tokens[word.end..tokens.len().min(word.end + BEHIND * MOST_BYTES)];
        let after = (marks + &text(next)).chars().take(BEHIND).collect();
        let place = Place { heard, before: String::from_utf8_lossy(&before).into_owned(), after };
        let doubtful = Doubtful::new(context, own, tokens.get(word.end), place);
        let starts = doubtful.starts();
        if starts.is_empty() {
            continue;
        }
        let ids: Vec<WhisperTokenId> =
            tokens[given..word.start].iter().map(|token| token.id).collect();
        said.go_on(&ids)?;
        given = word.start;
        if let Some(with) = doubtful.best(said, starts)? {
            said.go_on(&with)?;
            (read, given) = (word.end, word.end);
            let with = with_bytes(context, &with);
            before.extend(with.iter().flat_map(|(_, bytes)| bytes));
            // The decoder is as much in doubt as it was.
            let confidence =
                own.iter().map(|token| token.probability).sum::<f32>() / own.len() as f32;
            taken.push(Replacement { tokens: word, with, confidence });
        }
    }
    Ok(taken)
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
