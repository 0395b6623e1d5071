//! Pronunciations of English words, from the CMU dictionary.

use std::sync::LazyLock;

use crate::front_coded::FrontCoded;

/// Of each word its pronunciations: their number, then each with its length and its phones.
static WORDS: LazyLock<FrontCoded> = LazyLock::new(|| {
    FrontCoded::new(include_bytes!("data/words.bin"), |told| {
        (0..told[0]).fold(1, |at, _| at + 1 + usize::from(told[at]))
    })
});

/// Pronunciations of `word` (lower case) as numbers of phones, empty where it is not listed.
pub fn pronunciations(word: &str) -> Vec<Vec<usize>> {
    let Some(told) = WORDS.find(word.as_bytes()) else { return Vec::new() };
    let mut rest = &told[1..];
    let mut all = Vec::new();
    while let [length, after @ ..] = rest {
        let (phones, next) = after.split_at(usize::from(*length));
        all.push(phones.iter().map(|phone| usize::from(*phone)).collect());
        rest = next;
    }
    all
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
        for (word, _) in WORDS.index.iter().skip(1) {
            assert!(!said(std::str::from_utf8(word).unwrap()).is_empty());
        }
    }
}
