//! Pronunciations of English words, from the CMU dictionary.

use std::sync::LazyLock;

/// Sorted words, each without the letters it shares with the word before.
const DATA: &[u8] = include_bytes!("data/words.bin");

/// Words between two places where a search may begin.
const STRIDE: usize = 256;

/// Every [`STRIDE`]th word and where the next one's entry stands.
static INDEX: LazyLock<Vec<(Vec<u8>, usize)>> = LazyLock::new(|| {
    let (mut index, mut word) = (vec![(Vec::new(), 0)], Vec::new());
    let (mut at, mut count) = (0, 0);
    while at < DATA.len() {
        at = entry(at, &mut word).1;
        count += 1;
        if count % STRIDE == 0 {
            index.push((word.clone(), at));
        }
    }
    index
});

/// Reads the entry at `at`, whose predecessor `word` is: it becomes the word. Returns where its
/// pronunciations stand and where the next entry does.
fn entry(at: usize, word: &mut Vec<u8>) -> (usize, usize) {
    let (shared, more) = (usize::from(DATA[at]), usize::from(DATA[at + 1]));
    word.truncate(shared);
    word.extend_from_slice(&DATA[at + 2..at + 2 + more]);
    let said = at + 2 + more;
    let mut next = said + 1;
    for _ in 0..DATA[said] {
        next += 1 + usize::from(DATA[next]);
    }
    (said, next)
}

/// Pronunciations of `word` (lower case) as numbers of phones, empty where it is not listed.
pub fn pronunciations(word: &str) -> Vec<Vec<usize>> {
    let word = word.as_bytes();
    let stretch = INDEX.partition_point(|(last, _)| last.as_slice() < word).max(1) - 1;
    let (mut own, mut at) = INDEX[stretch].clone();
    while at < DATA.len() {
        let (said, next) = entry(at, &mut own);
        match own.as_slice().cmp(word) {
            std::cmp::Ordering::Less => at = next,
            std::cmp::Ordering::Equal => return phones(said),
            std::cmp::Ordering::Greater => break,
        }
    }
    Vec::new()
}

fn phones(mut at: usize) -> Vec<Vec<usize>> {
    let count = DATA[at];
    at += 1;
    (0..count)
        .map(|_| {
            let length = usize::from(DATA[at]);
            let phones = DATA[at + 1..=at + length].iter().map(|p| usize::from(*p)).collect();
            at += 1 + length;
            phones
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::model::model;

    fn said(word: &str) -> Vec<Vec<usize>> {
        pronunciations(word)
    }

    #[test]
    fn words_are_found_wherever_they_stand_in_the_file() {
        let phones = |names: &str| -> Vec<usize> {
            names.split(' ').map(|name| model().phone(name).unwrap()).collect()
        };
        assert_eq!(said("a"), [phones("AH"), phones("EY")]);
        assert_eq!(said("team"), [phones("T IY M")]);
        assert!(said("zucchini").len() == 1 && said("'bout").len() == 1);
        assert_eq!(said("kubernetes"), Vec::<Vec<usize>>::new());
        assert_eq!(said(""), Vec::<Vec<usize>>::new());
        for (word, _) in INDEX.iter().skip(1) {
            assert!(!said(std::str::from_utf8(word).unwrap()).is_empty());
        }
    }
}
