//! Tokens of a chunk and the words they make.

use std::ops::Range;

use super::HeardWord;

/// A token that might have stood somewhere.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RunnerUp {
    /// Its number in the model's vocabulary.
    pub id: i32,
    /// Log likelihood in nats.
    pub nats: f32,
}

/// A token of text with its time.
pub struct Token {
    /// Its number in the model's vocabulary.
    pub id: i32,
    /// What it writes: a part of a word, often of a syllable.
    pub bytes: Vec<u8>,
    /// 0 to 1.
    pub probability: f32,
    /// Instant it ends, in seconds from the start of the clip.
    pub end_s: f64,
    /// The likeliest tokens of its place, itself mostly the first.
    pub runners_up: Vec<RunnerUp>,
}

/// Log likelihood in nats of a token that might have stood somewhere.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Another {
    /// It is known.
    Known(f32),
    /// It is not among the runners-up, and so it is no more than this.
    AtMost(f32),
}

impl Token {
    /// How likely another token is in the place of this one.
    pub fn nats_of_another(&self, id: i32) -> Another {
        let another = self.runners_up.iter().find(|runner_up| runner_up.id == id);
        let last = self.runners_up.last().map_or(0.0, |last| last.nats);
        another.map_or(Another::AtMost(last), |another| Another::Known(another.nats))
    }
}

/// A word and its tokens.
pub struct Group {
    /// Which tokens of the chunk they are.
    pub tokens: Range<usize>,
    /// What they say.
    pub heard: HeardWord,
}

/// Other tokens in the place of some.
#[derive(Clone)]
pub struct Replacement {
    /// The tokens they replace.
    pub tokens: Range<usize>,
    /// What stands there instead, with its bytes.
    pub with: Vec<(i32, Vec<u8>)>,
    /// Mean probability of the new ones, 0 to 1.
    pub confidence: f32,
}

impl Replacement {
    /// Whether both stand in different places.
    pub fn is_apart(&self, other: &Replacement) -> bool {
        self.tokens.end <= other.tokens.start || other.tokens.end <= self.tokens.start
    }
}

/// Puts `replacements`, which are in order and apart, in their places. All tokens of one end when
/// the last one they replace did that is spoken: nobody knows better.
pub fn replace(tokens: &mut Vec<Token>, replacements: Vec<Replacement>) {
    for Replacement { tokens: place, with, confidence } in replacements.into_iter().rev() {
        let spoken = tokens[place.clone()].iter().filter(|token| is_spoken(&token.bytes));
        let end_s = spoken.map(|token| token.end_s).fold(0.0, f64::max);
        let with = with.into_iter();
        let with = with.map(|(id, bytes)| Token {
            id,
            bytes,
            probability: confidence,
            end_s,
            runners_up: Vec::new(),
        });
        tokens.splice(place, with);
    }
}

/// Log likelihood that the decoder gave to tokens when it wrote them, in nats.
pub fn nats_of(tokens: &[Token]) -> f32 {
    tokens.iter().map(|token| token.probability.max(f32::MIN_POSITIVE).ln()).sum()
}

/// Joins tokens to words. A word's bytes are joined before they are read as UTF-8: a Hangul
/// syllable is often split over tokens.
pub fn group(tokens: &[Token]) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut start = 0;
    while start < tokens.len() {
        let mut end = start + 1;
        while end < tokens.len() && !tokens[end].bytes.starts_with(b" ") {
            end += 1;
        }
        let bytes: Vec<u8> = tokens[start..end].iter().flat_map(|t| &t.bytes).copied().collect();
        // A word cut short by the token limit may end in half a syllable, which is dropped.
        let text = match std::str::from_utf8(&bytes) {
            Ok(text) => text,
            Err(e) => std::str::from_utf8(&bytes[..e.valid_up_to()]).unwrap_or_default(),
        };
        let text = text.trim();
        if !text.is_empty() {
            let spoken: Vec<&Token> =
                tokens[start..end].iter().filter(|t| is_spoken(&t.bytes)).collect();
            let probability: f32 = spoken.iter().map(|t| t.probability).sum();
            let before_s = start.checked_sub(1).map_or(0.0, |i| tokens[i].end_s);
            let end_s = spoken.last().map_or(before_s, |t| t.end_s);
            let heard = HeardWord {
                text: text.to_owned(),
                start_s: before_s.min(end_s),
                end_s,
                confidence: probability / spoken.len().max(1) as f32,
            };
            groups.push(Group { tokens: start..end, heard });
        }
        start = end;
    }
    groups
}

/// Whether a token holds more than punctuation and space. Parts of a syllable count as spoken.
fn is_spoken(bytes: &[u8]) -> bool {
    bytes.iter().any(|b| b.is_ascii_alphanumeric() || !b.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(tokens: &[Token]) -> Vec<HeardWord> {
        group(tokens).into_iter().map(|word| word.heard).collect()
    }

    fn token(bytes: &[u8], end_s: f64) -> Token {
        Token { id: 0, bytes: bytes.to_vec(), probability: 0.5, end_s, runners_up: Vec::new() }
    }

    #[test]
    fn a_hangul_syllable_split_over_tokens_comes_out_whole() {
        let word = " 했습".as_bytes();
        let tokens = [token(&word[..3], 0.2), token(&word[3..5], 0.3), token(&word[5..], 0.4)];
        let words = words(&tokens);
        assert_eq!(words.len(), 1);
        assert_eq!(words[0].text, "했습");
    }

    #[test]
    fn half_a_syllable_at_the_end_is_dropped_not_replaced() {
        let bytes = "가나".as_bytes();
        let words = words(&[token(&bytes[..4], 0.2)]);
        assert_eq!(words[0].text, "가");
    }

    #[test]
    fn punctuation_belongs_to_the_word_before_and_takes_no_time() {
        let tokens = [token(b" well", 0.5), token(b",", 0.9), token(b" done", 1.2)];
        let words = words(&tokens);
        assert_eq!(words[0].text, "well,");
        assert_eq!((words[0].end_s, words[1].start_s), (0.5, 0.9));
    }

    #[test]
    fn another_token_is_as_likely_as_the_last_runner_up_at_most() {
        let mut one = token(b" a", 0.5);
        assert_eq!(one.nats_of_another(7), Another::AtMost(0.0));
        one.runners_up = vec![RunnerUp { id: 5, nats: -0.7 }, RunnerUp { id: 6, nats: -4.0 }];
        assert_eq!(one.nats_of_another(5), Another::Known(-0.7));
        assert_eq!(one.nats_of_another(7), Another::AtMost(-4.0));
    }

    #[test]
    fn replaced_tokens_keep_the_times_of_the_words_around_them() {
        let mut tokens = vec![token(b" a", 0.5), token(b" b", 0.7), token(b" c", 1.2)];
        let with = vec![(1, b" be".to_vec()), (2, b"e".to_vec())];
        replace(&mut tokens, vec![Replacement { tokens: 1..2, with, confidence: 0.3 }]);
        let words = words(&tokens);
        assert_eq!(words[1].text, "bee");
        assert_eq!((words[1].start_s, words[1].end_s, words[2].start_s), (0.5, 0.7, 0.7));
    }
}
