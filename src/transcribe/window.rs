//! Neighbouring heard words that may be one other word.

use std::ops::Range;

use super::HeardWord;
use crate::language::korean;

/// Most heard words that are one: "이 시토", "앰플 리파이".
const MOST_WORDS: usize = 3;

/// Neighbouring words of Hangul, one of them in doubt.
pub struct Window<'a> {
    /// Which words of the chunk they are.
    pub words: Range<usize>,
    /// Their syllables in a row.
    pub text: String,
    /// Syllables before the last word.
    pub before: usize,
    /// The mark behind the last word.
    pub mark: &'a str,
}

/// All windows of a chunk, in the order of their first word; a word less sure than `doubted_below` is in doubt.
pub fn windows(heard: &[HeardWord], doubted_below: f32) -> impl Iterator<Item = Window<'_>> {
    let ends = |first: usize| first + 1..=heard.len().min(first + MOST_WORDS);
    let all = (0..heard.len()).flat_map(move |first| ends(first).map(move |end| first..end));
    all.filter_map(move |words| Window::of(heard, words, doubted_below))
}

impl<'a> Window<'a> {
    fn of(heard: &'a [HeardWord], words: Range<usize>, doubted_below: f32) -> Option<Self> {
        let (last, before) = heard[words.clone()].split_last()?;
        let doubted = |word: &HeardWord| word.confidence < doubted_below;
        // A mark inside the window separates: "…, 이 시토" is one name only without it.
        let whole = before.iter().all(|word| bare(&word.text) == word.text);
        if !whole || !(doubted(last) || before.iter().any(doubted)) {
            return None;
        }
        let last_text = bare(&last.text);
        let mark = last.text.strip_prefix(last_text).unwrap_or_default();
        let texts = before.iter().map(|word| bare(&word.text)).chain([last_text]);
        let hangul = |text: &str| !text.is_empty() && text.chars().all(korean::is_hangul);
        let text = texts.clone().all(hangul).then(|| texts.collect::<String>())?;
        let before = text.chars().count() - last_text.chars().count();
        Some(Window { words, text, before, mark })
    }

    /// By how many syllables its beginning may differ from the word it is: recognisers add and lose syllables inside a
    /// word, rarely where they part two.
    pub fn slack(&self) -> usize {
        usize::from(self.before == 0)
    }

    /// Its beginnings that a word may be heard as, each with the ending behind it. Where less than the last word
    /// begins is taken, a smaller window says the same.
    pub fn beginnings(&self) -> impl Iterator<Item = (&str, &str)> {
        let places = self.text.char_indices().map(|(at, _)| at).chain([self.text.len()]);
        let places = places.skip(self.before + 1);
        places.map(|at| self.text.split_at(at)).filter(|(_, ending)| korean::is_suffix(ending))
    }
}

/// A word without the marks around it.
pub fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphanumeric())
}
