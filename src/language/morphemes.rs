//! Korean morphemes, what each costs, and what costs their order: mecab-ko-dic without its proper
//! nouns and the nouns its corpus never had, and common terms of software and study as they are said.
//!
//! `scripts/make-morphemes` makes the data and tells their form. Costs are mecab's: [`PER_NAT`] of
//! them are one nat of likelihood less.

use std::sync::LazyLock;

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
    /// All texts one behind the other, sorted.
    text: String,
    /// End of each text, and of its readings.
    ends: Vec<(u32, u32)>,
    readings: Vec<Reading>,
    neighbours: &'static [u8],
    lefts: usize,
    unknown: [Class; 3],
    /// Right class of what stands before a word.
    pub begin: Class,
    /// Left class of what comes after a word.
    pub end: Class,
}

/// The morphemes of the program, unpacked when they are first asked for (4 ms).
pub static MORPHEMES: LazyLock<Morphemes> = LazyLock::new(|| unpack(DATA));

impl Morphemes {
    /// The readings of a morpheme, none where it is not known.
    pub fn readings(&self, morpheme: &str) -> &[Reading] {
        let start = |at: usize| at.checked_sub(1).map_or((0, 0), |before| self.ends[before]);
        let text = |at: usize| &self.text[start(at).0 as usize..self.ends[at].0 as usize];
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = (low + high) / 2;
            match text(middle).cmp(morpheme) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => {
                    return &self.readings[start(middle).1 as usize..self.ends[middle].1 as usize];
                }
            }
        }
        &[]
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

fn unpack(data: &'static [u8]) -> Morphemes {
    let (head, rest) = data.split_at(7);
    let (lefts, rights) = (usize::from(head[0]), usize::from(head[1]));
    let (neighbours, mut rest) = rest.split_at(lefts * rights);
    let (mut text, mut ends, mut readings) = (String::new(), Vec::new(), Vec::new());
    let mut own: Vec<u8> = Vec::new();
    while let [shared, more, after @ ..] = rest {
        own.truncate(usize::from(*shared));
        own.extend_from_slice(&after[..usize::from(*more)]);
        text.push_str(std::str::from_utf8(&own).expect("morphemes are UTF-8"));
        let after = &after[usize::from(*more)..];
        let (count, after) = (usize::from(after[0]), &after[1..]);
        readings.extend(after[..3 * count].chunks_exact(3).map(|reading| Reading {
            left: reading[0],
            right: reading[1],
            cost: i32::from(reading[2]) * UNIT + LEAST,
        }));
        ends.push((text.len() as u32, readings.len() as u32));
        rest = &after[3 * count..];
    }
    let unknown = [head[2], head[3], head[4]];
    Morphemes { text, ends, readings, neighbours, lefts, unknown, begin: head[5], end: head[6] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_and_terms_are_known_and_syllables_without_meaning_are_not() {
        for known in ["분석", "습니다", "에서", "따로", "실시간", "쿠버네티스"] {
            assert!(!MORPHEMES.readings(known).is_empty(), "{known}");
        }
        for unknown in ["본석", "재팅", "시시간", ""] {
            assert!(MORPHEMES.readings(unknown).is_empty(), "{unknown}");
        }
    }
}
