//! What stands in quotation marks in Korean text, where it is a name or a title.

use std::collections::HashSet;

use super::korean;
use super::token::Token;
use crate::language::is_morpheme;
use crate::language::korean::is_hangul;

/// Quotation marks, in pairs.
pub(super) const QUOTES: [(char, char); 8] = [
    ('\'', '\''),
    ('"', '"'),
    ('‘', '’'),
    ('“', '”'),
    ('「', '」'),
    ('『', '』'),
    ('《', '》'),
    ('〈', '〉'),
];

/// The Korean names that notes have in quotation marks somewhere, which they leave out elsewhere.
#[derive(Default)]
pub(super) struct Quoted<'a>(HashSet<&'a str>);

impl<'a> Quoted<'a> {
    /// Of texts: what one word has in quotation marks, unless it is an everyday word.
    pub fn of(texts: impl Iterator<Item = &'a str>) -> Self {
        let name = |name: &&str| {
            (2..=8).contains(&name.chars().count())
                && name.chars().all(is_hangul)
                && !is_morpheme(name)
        };
        Self(texts.flat_map(str::split_whitespace).filter_map(quoted).filter(name).collect())
    }

    /// The one that a word, perhaps with particles, is.
    pub fn name<'b>(&self, word: &'b str) -> Option<&'b str> {
        let named = |name: &&str| word.strip_prefix(*name).is_some_and(korean::is_particle);
        let name = self.0.iter().filter(|name| named(name)).max_by_key(|name| name.len())?;
        Some(&word[..name.len()])
    }
}

/// A quotation of several words is what somebody said.
pub(super) fn quoted(word: &str) -> Option<&str> {
    let first = word.chars().next()?;
    let close = QUOTES.iter().find(|(open, _)| *open == first)?.1;
    word[first.len_utf8()..].split_once(close).map(|(inside, _)| inside)
}

/// A word of a quotation of two or three words that end with a noun ("'달밤의 부적'을"), as titles do, not sentences.
pub(super) fn quoted_phrase<'a>(token: &Token, words: &[&'a str]) -> Option<&'a str> {
    let (quoted, close) = quotation(token.word, words)?;
    let word = words[token.word];
    Some(if token.word + 1 == quoted.end {
        word.split_once(close)?.0
    } else if token.word == quoted.start {
        &word[word.chars().next()?.len_utf8()..]
    } else {
        word
    })
}

/// Whether two words stand in one quotation of several words that is a title.
pub(super) fn in_one_quotation(one: usize, other: usize, words: &[&str]) -> bool {
    quotation(one, words).is_some_and(|(quoted, _)| quoted.contains(&other))
}

/// The quotation of two or three words that word `at` is in, if it ends with a noun, and the mark that ends it.
fn quotation(at: usize, words: &[&str]) -> Option<(std::ops::Range<usize>, char)> {
    const LONGEST: usize = 3;
    let (first, close) = (at.saturating_sub(LONGEST - 1)..=at).rev().find_map(|first| {
        let open = words[first].chars().next()?;
        let close = QUOTES.iter().find(|(known, _)| *known == open)?.1;
        Some((first, close))
    })?;
    let last =
        (first + 1..words.len().min(first + LONGEST)).find(|at| words[*at].contains(close))?;
    let alone = words[first].chars().skip(1).any(|c| c == close);
    let (end, behind) = words[last].split_once(close)?;
    let noun = korean::without_particle(end) == end && !end.ends_with(['다', '요', '까', '고']);
    let named = behind.is_empty()
        || super::number::particle(behind)
        || ["라는", "이라는"].iter().any(|called| behind.starts_with(called));
    (at <= last && !alone && noun && named).then_some((first..last + 1, close))
}
