//! Known terms and names by their letters, whatever spaces, hyphens and capitals they are written with.
//!
//! A list has one kind a line, `entry, entry, …`; an entry is `spelling|spelling = 한글|한글`. `~` marks a spelling
//! that is also an everyday word, `- ` a line of common nouns and `-` one of them among names, `-- ` a line of everyday ones
//! (jobs, meals), `#` a comment.

use std::collections::HashMap;
use std::ops::Range;

use super::listed::beginnings;
use super::token::{Script, Token, joined};
use crate::language::korean;

/// Words of so few letters together, the first of them a function word, are seldom a term.
const BY_CHANCE: usize = 4;
/// Korean spellings of one syllable that are no other word.
const OF_ONE_SYLLABLE: &[&str] = &["깃", "앱", "봇"];
/// Most tokens of a term.
const LONGEST: usize = 5;

/// What a spelling stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its line in the list: the kind of thing.
    pub kind: u16,
    /// Its place in the line; spellings of one thing have one.
    pub index: u16,
    /// The spelling is also an everyday word.
    pub everyday: bool,
    /// It is a common noun, no name.
    pub common: bool,
    /// It is of a kind that everybody speaks of, and no technical term.
    pub plain: bool,
}

impl Entry {
    /// Whether both are spellings of one thing.
    pub fn is(self, other: Entry) -> bool {
        self.is_beside(other) && self.index == other.index
    }

    /// Whether the spelling is a proper name wherever it stands.
    pub fn is_proper(self) -> bool {
        !self.everyday && !self.common
    }

    /// Whether both are of one kind.
    pub fn is_beside(self, other: Entry) -> bool {
        self.kind == other.kind
    }
}

/// One thing of a list, as it stands there.
pub(super) struct Thing {
    /// See [`Entry`].
    kind: u16,
    index: u16,
    common: bool,
    plain: bool,
    /// Its spellings, with `|` between; none of Hangul where it has only one script.
    pub english: &'static str,
    pub hangul: &'static str,
}

/// The things of a list, in its order.
pub(super) fn things(list: &'static str) -> impl Iterator<Item = Thing> {
    let lines = list.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.enumerate().flat_map(|(kind, line)| {
        let (plain, line) = line.strip_prefix("-- ").map_or((false, line), |rest| (true, rest));
        let (common, line) = line.strip_prefix("- ").map_or((plain, line), |rest| (true, rest));
        line.split(", ").enumerate().map(move |(index, entry)| {
            let (common, entry) =
                entry.strip_prefix('-').map_or((common, entry), |rest| (true, rest));
            let (english, hangul) = entry.split_once('=').unwrap_or((entry, ""));
            Thing { kind: kind as u16, index: index as u16, common, plain, english, hangul }
        })
    })
}

/// A list of terms or names.
pub(super) struct Lexicon {
    entries: HashMap<String, Entry>,
}

impl Lexicon {
    /// Reads a list.
    pub fn new(list: &'static str) -> Self {
        // Read whenever a process first needs it: the room is taken once.
        let spellings = list.bytes().filter(|byte| b"|=".contains(byte)).count();
        let mut entries = HashMap::with_capacity(2 * spellings);
        for thing in things(list) {
            let Thing { kind, index, common, plain, .. } = thing;
            for spelling in thing.english.split('|').chain(thing.hangul.split('|')).map(str::trim) {
                let key = letters(spelling);
                // "US" in small letters is another word.
                let capitals = key.len() <= 3 && !spelling.contains(|c: char| c.is_lowercase());
                let everyday = spelling.starts_with('~') || capitals;
                entries.entry(key).or_insert(Entry { kind, index, everyday, common, plain });
            }
        }
        entries.remove("");
        Self { entries }
    }

    /// What these letters ([`letters`]) stand for, an English word perhaps in the plural.
    pub fn of(&self, letters: &str) -> Option<Entry> {
        let known = |letters: &str| self.entries.get(letters).copied();
        known(letters)
            .or_else(|| known(letters.strip_suffix('s')?))
            .or_else(|| known(letters.strip_suffix("es")?))
            .or_else(|| known(&format!("{}y", letters.strip_suffix("ies")?)))
    }

    /// What a Korean word begins with, where nothing but what stands behind nouns follows.
    pub fn korean<'a>(&self, word: &'a str) -> Option<(Entry, &'a str)> {
        let long = |name: &str| name.chars().nth(1).is_some() || OF_ONE_SYLLABLE.contains(&name);
        beginnings(word, 1).filter(|(name, _)| long(name)).find_map(|(name, tail)| {
            let entry = self.entries.get(name).filter(|_| ends_noun(tail))?;
            Some((*entry, name))
        })
    }

    /// The entries of a text that `counts` takes, in its order; none within another.
    pub fn all(
        &self,
        tokens: &[Token],
        words: &[&str],
        counts: impl Fn(&Found) -> bool,
    ) -> Vec<Found> {
        let joined = |at: usize| joined(tokens, words, at);
        let mut out = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            // 20대 is no beginning of 대비율.
            let glued = tokens[at].script == Script::Hangul
                && at.checked_sub(1).is_some_and(|before| {
                    tokens[before].script == Script::Number
                        && tokens[before].last_word == tokens[at].word
                });
            // "As I" is no AS-i, "to go" no Togo.
            let chance = |found: &Found| {
                let run = &tokens[found.tokens.clone()];
                let letters: usize = run.iter().map(|token| token.surface.len()).sum();
                run.len() > 1 && run[0].stop && letters <= BY_CHANCE
            };
            let found = self.at(tokens, at, joined);
            let found = found.filter(|found| !glued && !chance(found) && counts(found));
            at = found.as_ref().map_or(at + 1, |found| found.tokens.end);
            out.extend(found);
        }
        out
    }

    /// The longest run of tokens from `at` on that is an entry, with what it stands for and how many bytes of particles
    /// its last token has. `joined` tells whether a token follows the one before it without a break.
    pub fn at(&self, tokens: &[Token], at: usize, joined: impl Fn(usize) -> bool) -> Option<Found> {
        let unbroken = (at + 1..tokens.len()).take(LONGEST - 1).take_while(|next| joined(*next));
        let most = at + 1 + unbroken.count();
        (at + 1..=most).rev().find_map(|end| {
            let run = &tokens[at..end];
            let (last, head) = run.split_last()?;
            let mut text: String = head.iter().map(|token| token.surface.as_str()).collect();
            let from = text.len();
            text += &last.surface;
            let found = |entry, particles| Found { tokens: at..end, entry, particles };
            if last.script != Script::Hangul {
                return self.of(&text).map(|entry| found(entry, 0));
            }
            let (entry, name) = self.korean(&text).filter(|(_, name)| name.len() > from)?;
            Some(found(entry, text.len() - name.len()))
        })
    }
}

/// Whether `tail` is nothing or what stands behind a noun: particles, "is" and "was" in any ending.
fn ends_noun(tail: &str) -> bool {
    const IS: &[&str] = &[
        "이었", "였", "이더", "더라", "입니", "이에", "예요", "이고", "인데", "이라", "라", "이며",
        "였어", "인",
    ];
    korean::is_suffix(tail) || IS.iter().any(|is| tail.starts_with(is))
}

/// A run of tokens that is an entry.
pub(super) struct Found {
    pub tokens: Range<usize>,
    pub entry: Entry,
    /// Bytes of particles at the end of the last token.
    pub particles: usize,
}

/// The letters and digits of a spelling, in lower case.
pub(super) fn letters(spelling: &str) -> String {
    let mut out = String::with_capacity(spelling.len());
    // The list has C++ as CPP.
    let spelling = spelling.replace("++", "pp");
    for c in spelling.chars() {
        match c {
            _ if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
            _ if c.is_ascii() => {}
            _ if korean::is_hangul(c) => out.push(c),
            _ if c.is_alphanumeric() => out.extend(c.to_lowercase()),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::english::English;
    use super::super::token::tokens_of;
    use super::*;

    #[test]
    fn a_term_is_found_in_any_spelling_and_with_particles() {
        let list = Lexicon::new(
            "# tests\nload test|load testing = 부하 테스트|~부하\n- flour=밀가루, rice=쌀",
        );
        let found = |text: &str| {
            let tokens = tokens_of(text, &English::new());
            (0..tokens.len()).find_map(|at| list.at(&tokens, at, |_| true))
        };
        let is = |text: &str| found(text).map(|found| (found.tokens, found.entry.kind));
        assert_eq!(is("two load-tests"), Some((1..3, 0)));
        assert_eq!(is("매주 부하테스트를 했습니다"), Some((1..2, 0)));
        assert_eq!(is("부하 테스트에서는"), Some((0..2, 0)));
        assert_eq!(is("loading tests"), None);
        assert!(found("부하가 컸습니다").unwrap().entry.everyday);
        assert!(found("rice").unwrap().entry.common);
        assert!(!found("rice").unwrap().entry.is(found("flour").unwrap().entry));
    }
}
