//! Korean names that are known by a list, found at the beginning of a word with its particles.

use std::collections::HashSet;

use super::korean;

/// A list of names.
pub(super) struct Listed {
    names: HashSet<&'static str>,
    /// Their first syllables: every word of the notes is asked.
    first: HashSet<char>,
    /// Most syllables of a name with what may stand behind it.
    most: usize,
}

impl Listed {
    /// From names with spaces between.
    pub fn new(names: &'static str, most: usize) -> Self {
        let names: HashSet<&str> = names.split_whitespace().collect();
        let first = names.iter().filter_map(|name| name.chars().next()).collect();
        Listed { names, first, most }
    }

    pub fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// The longest beginning of `word` of two syllables and more that `is` a name and has nothing but
    /// particles behind it.
    pub fn longest<'a>(&self, word: &'a str, is: impl Fn(&str) -> bool) -> Option<&'a str> {
        if !self.first.contains(&word.chars().next()?) {
            return None;
        }
        beginnings(word, 2)
            .filter(|(name, _)| name.chars().count() <= self.most)
            // No name of a list makes a verb with 하다: 하고 is "and" behind it.
            .filter(|(_, tail)| korean::is_particle(tail) || *tail == "하고")
            .find_map(|(name, _)| is(name).then_some(name))
    }
}

/// A word parted behind each of its syllables from the `least`th on, the longest beginning first.
pub(super) fn beginnings(word: &str, least: usize) -> impl Iterator<Item = (&str, &str)> {
    let behind = |(at, c): (usize, char)| at + c.len_utf8();
    let ends: Vec<usize> = word.char_indices().map(behind).skip(least - 1).collect();
    ends.into_iter().rev().map(|end| word.split_at(end))
}
