//! Text to comparable tokens: one script each, numbers as values, stems, and which of them carry
//! no point by themselves.

use std::ops::Range;

use super::english::English;
use super::fold::fold;
use super::korean;
use super::piece::{Piece, pieces};

/// What a token is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Script {
    /// Latin letters, perhaps with digits behind them (EC2).
    Latin,
    /// Hangul.
    Hangul,
    /// A number, by value.
    Number,
}

/// One comparable word.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// Lower case, NFC, without apostrophes; a number in plain digits.
    pub surface: String,
    /// As it was written, case kept.
    pub raw: String,
    /// Stem by the rules of its script; a number's digits.
    pub stem: String,
    /// Script, which decides how it is compared.
    pub script: Script,
    /// Value of a number.
    pub value: Option<f64>,
    /// Index of the (space-separated) word it comes from.
    pub word: usize,
    /// Index of the last word it comes from, for a number of several.
    pub last_word: usize,
    /// Carries no point by itself.
    pub stop: bool,
}

/// Tokens of `words`, which are space-separated words with their punctuation.
pub fn tokens<'a>(words: impl IntoIterator<Item = &'a str>, english: &English) -> Vec<Token> {
    fold(pieces(words), english, |word| english.stem(word))
}

/// How many tokens of `words` carry a point. Stems, which cost most, are not needed for that.
pub(super) fn content_count<'a>(
    words: impl IntoIterator<Item = &'a str>,
    english: &English,
) -> usize {
    fold(pieces(words), english, |_| String::new()).iter().filter(|token| !token.stop).count()
}

/// Tokens of a text.
pub fn tokens_of(text: &str, english: &English) -> Vec<Token> {
    tokens(text.split_whitespace(), english)
}

/// Whether punctuation behind a written word parts it from the next one.
pub(super) fn ends_clause(word: &str) -> bool {
    word.ends_with([',', '.', ';', ':', ')', '!', '?'])
}

/// The words that a run of tokens was made of, and where in them the letters of the run begin and end.
pub(super) fn written(run: &[Token], words: &[&str]) -> Option<(String, Range<usize>)> {
    let (first, last) = (run.first()?, run.last()?);
    let text = words[first.word..=last.last_word].join(" ");
    let from = text.find(&first.raw)?;
    let to = text.rfind(&last.raw)? + last.raw.len();
    Some((text, from..to))
}

/// Whether the token `at` of `tokens`, made of `words`, follows the one before it without a break.
pub(super) fn joined(tokens: &[Token], words: &[&str], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    let before = tokens[at - 1].last_word;
    token.word == before || !ends_clause(words[before])
}

/// Whether a written word ends its sentence.
pub(super) fn ends_sentence(word: &str) -> bool {
    word.ends_with(['.', '?', '!'])
}

/// A number made of the words from the first to the last one.
pub(super) fn number_token(value: f64, raw: String, (word, last_word): (usize, usize)) -> Token {
    let surface = format!("{value}");
    Token {
        stem: surface.clone(),
        surface,
        raw,
        script: Script::Number,
        value: Some(value),
        word,
        last_word,
        // "one" is far more often a pronoun or an article than a count.
        stop: value == 1.0,
    }
}

/// A word that is no number; `stem_of` gives the stem of an English one.
pub(super) fn word_token(
    piece: &Piece,
    english: &English,
    stem_of: impl Fn(&str) -> String,
) -> Token {
    let (script, stem, stop) = if piece.hangul {
        let stem = korean::stem(&piece.lower);
        let stop = korean::is_stop(&piece.lower, &stem);
        (Script::Hangul, stem, stop)
    } else {
        (Script::Latin, stem_of(&piece.lower), english.is_stop(&piece.lower))
    };
    Token {
        surface: piece.lower.clone(),
        raw: piece.raw.clone(),
        stem,
        script,
        value: None,
        word: piece.word,
        last_word: piece.word,
        stop,
    }
}

/// Whether a word is written with a capital.
pub(super) fn capital(token: &Token) -> bool {
    token.raw.starts_with(|c: char| c.is_ascii_uppercase())
}

/// Whether a word is an emoticon of Korean letters ("ㅠ", "ㅋㅋ"), no word at all.
pub(super) fn emoticon(token: &Token) -> bool {
    token.raw.chars().all(|c| ('ㄱ'..='ㅣ').contains(&c))
}

/// What `is` finds at the tokens of a text.
#[cfg(test)]
pub(super) fn found_in(
    text: &str,
    is: impl for<'a> Fn(&'a [Token], usize) -> Option<&'a str>,
) -> Vec<String> {
    let tokens = tokens_of(text, &English::new());
    (0..tokens.len()).filter_map(|at| is(&tokens, at)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(text: &str) -> Vec<String> {
        tokens_of(text, &English::new()).into_iter().map(|token| token.stem).collect()
    }

    #[test]
    fn numbers_become_values_in_both_languages() {
        assert_eq!(stems("four hundred thousand patents"), ["400000", "patent"]);
        assert_eq!(stems("400,000 patents."), ["400000", "patent"]);
        assert_eq!(stems("40만 건의 특허")[0], "400000");
        assert_eq!(stems("사십만 건의 특허")[0], "400000");
        assert_eq!(stems("열여섯 개 회사")[0], "16");
        assert_eq!(stems("1만 2천 명")[0], "12000");
        assert_eq!(stems("만 이천 명")[0], "12000");
        assert_eq!(stems("16개 회사")[..2], ["16", "개"]);
    }

    #[test]
    fn scripts_are_split_and_acronyms_kept() {
        assert_eq!(stems("EC2이며")[0], "ec2");
        assert_eq!(stems("gRPC를")[0], "grpc");
        assert_eq!(stems("real-time"), ["real", "time"]);
        assert_eq!(stems("REST’s"), ["rest"]);
        assert_eq!(stems("20%"), ["20", "percent"]);
        assert_eq!(stems("절반으로 줄였습니다")[0], "0.5");
        assert_eq!(stems("사람의 3분의 1이 가입했다")[1], stems("삼분의 일이")[0]);
    }

    #[test]
    fn odd_text_gives_tokens_or_none_but_never_panics() {
        for text in ["", "   ", "...", "1.2.3.4", "9999999999999999999999999", "만만만", "½ ² ①"]
        {
            let _ = stems(text);
        }
        assert!(stems("—").is_empty());
    }
}
