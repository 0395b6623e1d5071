//! Written words to pieces: stretches of one script, in lower case.

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::korean;
use super::token::ends_sentence;

/// Part of a word in one script, as it was written and in lower case.
pub(super) struct Piece {
    pub(super) raw: String,
    pub(super) lower: String,
    pub(super) word: usize,
    pub(super) hangul: bool,
    /// Its sentence ends with it.
    pub(super) ends: bool,
}

impl Piece {
    /// Takes what was read from the beginning of it; whether nothing of it is left.
    pub(super) fn take(&mut self, bytes: usize) -> bool {
        self.lower.drain(..bytes);
        self.raw = self.lower.clone();
        self.lower.is_empty()
    }
}

/// The pieces of `words`, which are space-separated words with their punctuation.
pub(super) fn pieces<'a>(words: impl IntoIterator<Item = &'a str>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (index, word) in words.into_iter().enumerate() {
        split_word(word, index, &mut pieces);
    }
    pieces
}

fn split_word(word: &str, index: usize, pieces: &mut Vec<Piece>) {
    let apart = |c: &char| !matches!(c, '\'' | '’' | '‘' | '`');
    let normal: Vec<char> = if is_nfc(word) {
        word.chars().filter(apart).collect()
    } else {
        word.nfc().filter(apart).collect()
    };
    let possessive = word.ends_with("'s") || word.ends_with("’s");
    let first_piece = pieces.len();
    let mut current = String::new();
    let mut class = ' ';
    let flush = |current: &mut String, pieces: &mut Vec<Piece>| {
        if !current.is_empty() {
            let raw = std::mem::take(current);
            let hangul = raw.chars().any(korean::is_hangul);
            let counts = hangul && pieces[first_piece..].last().is_some_and(|piece| !piece.hangul);
            let (unit, half) = half_behind(&raw).filter(|_| counts).unwrap_or((&raw, ""));
            let parts = [unit, half].into_iter().filter(|part| !part.is_empty());
            pieces.extend(parts.map(|raw| Piece {
                lower: plain(raw, hangul),
                raw: raw.to_owned(),
                word: index,
                hangul,
                ends: false,
            }));
        }
    };
    for (at, &c) in normal.iter().enumerate() {
        let now = match c {
            _ if c.is_ascii_digit() => '0',
            _ if korean::is_hangul(c) => 'ㅎ',
            _ if c.is_alphabetic() => 'a',
            '.' if class == '0'
                && is_version(&current)
                && normal.get(at + 1).is_some_and(char::is_ascii_digit) =>
            {
                '0'
            }
            '.' | ',' if class == '0' && starts_with_digit(&current) => {
                // "3.5" and "4,000" are one number; "2012." is not followed by a digit.
                let digit_next = normal.get(at + 1).is_some_and(char::is_ascii_digit);
                if digit_next { '0' } else { ' ' }
            }
            _ => ' ',
        };
        let splits = match (class, now) {
            (_, ' ') => true,
            ('a', '0') => false,
            ('0', 'a') => starts_with_digit(&current),
            (before, now) => before != now,
        };
        if splits {
            flush(&mut current, pieces);
        }
        if c == '%' {
            let (raw, lower) = ("%".to_owned(), "percent".to_owned());
            pieces.push(Piece { raw, lower, word: index, hangul: false, ends: false });
        }
        if now != ' ' {
            current.push(c);
        }
        class = now;
    }
    flush(&mut current, pieces);
    if let Some(last) = pieces[first_piece..].last_mut() {
        last.ends = ends_sentence(word);
    }
    if possessive
        && pieces.len() > first_piece
        && let Some(last) = pieces.last_mut()
        && last.lower.len() > 2
        && last.lower.ends_with('s')
    {
        last.lower.pop();
        last.raw.pop();
    }
}

/// A unit of time and the half written in one with it (년반동안).
fn half_behind(raw: &str) -> Option<(&str, &str)> {
    let units = ["년", "개월", "달", "시간", "주", "분", "초"];
    let behind = units.iter().find_map(|unit| raw.strip_prefix(unit))?;
    behind.starts_with('반').then(|| raw.split_at(raw.len() - behind.len()))
}

/// A piece in lower case and, where it is no Hangul, without accents: a recogniser leaves them out (Lucía).
fn plain(raw: &str, hangul: bool) -> String {
    if hangul || raw.is_ascii() {
        return raw.to_lowercase();
    }
    raw.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// Whether a dot behind this goes on a version (v5.2).
fn is_version(text: &str) -> bool {
    let digits = text.strip_prefix(['v', 'V']);
    digits.is_some_and(|digits| !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit()))
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}
