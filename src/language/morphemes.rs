//! Korean morphemes, what each costs, and what costs their order: mecab-ko-dic without its proper
//! nouns and the nouns its corpus never had, and common terms of software and study as they are said.
//!
//! `scripts/make-morphemes` makes the data and tells their form. Costs are mecab's: [`PER_NAT`] of
//! them are one nat of likelihood less.

use std::sync::LazyLock;

use crate::front_coded::FrontCoded;

const DATA: &[u8] = include_bytes!("data/morphemes.bin");

/// Costs in the data are in this many of mecab's.
const UNIT: i32 = 64;
/// Least cost of a morpheme.
const LEAST: i32 = -4000;
/// Mecab's costs a nat: the cost factor of mecab-ko-dic.
pub const PER_NAT: f32 = 800.0;

/// A part of speech on one side of a morpheme.
pub type Class = u8;

/// A morpheme as one part of speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// Class towards what stands before.
    pub left: Class,
    /// Class towards what comes after: with whether its last syllable ends in a consonant.
    pub right: Class,
    /// What it costs by itself.
    pub cost: i32,
}

/// The morphemes and the costs of their neighbourhood.
pub struct Morphemes {
    /// Of each its readings: their number, then left class, right class and cost of each.
    list: FrontCoded,
    neighbours: &'static [u8],
    lefts: usize,
    unknown: [Class; 3],
    /// Right class of what stands before a word.
    pub begin: Class,
    /// Left class of what comes after a word.
    pub end: Class,
}

/// The morphemes of the program.
pub static MORPHEMES: LazyLock<Morphemes> = LazyLock::new(|| {
    let (head, rest) = DATA.split_at(7);
    let (lefts, rights) = (usize::from(head[0]), usize::from(head[1]));
    let (neighbours, list) = rest.split_at(lefts * rights);
    let list = FrontCoded::new(list, |told| 1 + 3 * usize::from(told[0]));
    let unknown = [head[2], head[3], head[4]];
    Morphemes { list, neighbours, lefts, unknown, begin: head[5], end: head[6] }
});

impl Morphemes {
    /// The readings of a morpheme, none where it is not known.
    pub fn readings(&self, morpheme: &str) -> impl Iterator<Item = Reading> {
        let told = self.list.find(morpheme.as_bytes()).map_or(&[][..], |told| &told[1..]);
        told.chunks_exact(3).map(|reading| Reading {
            left: reading[0],
            right: reading[1],
            cost: i32::from(reading[2]) * UNIT + LEAST,
        })
    }

    /// What a noun that is not known costs; `open` when it ends in a vowel.
    pub fn unknown(&self, cost: i32, open: bool) -> Reading {
        let [left, opened, closed] = self.unknown;
        Reading { left, right: if open { opened } else { closed }, cost }
    }

    /// What it costs that a class comes after another.
    pub fn neighbours(&self, before: Class, after: Class) -> i32 {
        let at = usize::from(before) * self.lefts + usize::from(after);
        i32::from(self.neighbours[at] as i8) * UNIT
    }
}

/// Whether the dictionary has a Korean word as one morpheme, of whatever part of speech.
pub fn is_morpheme(word: &str) -> bool {
    MORPHEMES.readings(word).next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_and_terms_are_known_and_syllables_without_meaning_are_not() {
        for known in ["분석", "습니다", "에서", "따로", "실시간", "쿠버네티스"] {
            assert!(MORPHEMES.readings(known).next().is_some(), "{known}");
        }
        for unknown in ["본석", "재팅", "시시간", ""] {
            assert!(MORPHEMES.readings(unknown).next().is_none(), "{unknown}");
        }
    }
}
