//! Korean syllables as the nearest English phones.
//!
//! The pairs are those of the International Phonetic Alphabet that lie nearest (Lee 1999, Korean,
//! in the Handbook of the IPA). What the neighbours of a consonant make of it is left out, save that
//! a final before a syllable without an initial is carried over to it.

use unicode_normalization::UnicodeNormalization;

#[rustfmt::skip]
const INITIALS: [&str; 19] = [
    "K", "K", "N", "T", "T", "R", "M", "P", "P", "S", "S", "", "JH", "CH", "CH", "K", "T", "P", "HH",
];
#[rustfmt::skip]
const VOWELS: [&str; 21] = [
    "AA", "EH", "Y AA", "Y EH", "AH", "EH", "Y AH", "Y EH", "OW", "W AA", "W EH", "W EH", "Y OW",
    "UW", "W AO", "W EH", "W IY", "Y UW", "UH", "W IY", "IY",
];
#[rustfmt::skip]
const FINALS: [&str; 28] = [
    "", "K", "K", "K", "N", "N", "N", "T", "L", "K", "M", "L", "L", "L", "P", "L", "M", "P", "P",
    "T", "T", "NG", "T", "T", "K", "T", "P", "T",
];
/// A final that is carried over to a syllable without an initial: what it sounds like there.
#[rustfmt::skip]
const CARRIED: [&str; 28] = [
    "", "K", "K", "K S", "N", "N JH", "N", "T", "R", "L K", "L M", "L P", "L S", "L T", "L P", "R",
    "M", "P", "P S", "S", "S", "NG", "JH", "CH", "K", "T", "P", "",
];
const SILENT_INITIAL: usize = 11;

/// Names of the phones of `text`, of which all but Hangul is left out.
pub fn phones(text: &str) -> Vec<&'static str> {
    let blocks: Vec<usize> = text
        .nfc()
        .filter(|c| ('가'..='힣').contains(c))
        .map(|c| c as usize - '가' as usize)
        .collect();
    let mut phones = Vec::new();
    for (i, block) in blocks.iter().enumerate() {
        let next_is_bare = blocks.get(i + 1).is_some_and(|next| next / 588 == SILENT_INITIAL);
        let last = if next_is_bare { CARRIED[block % 28] } else { FINALS[block % 28] };
        let parts = [INITIALS[block / 588], VOWELS[block / 28 % 21], last];
        phones
            .extend(parts.iter().flat_map(|part| part.split(' ')).filter(|part| !part.is_empty()));
    }
    phones
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_become_phones_and_finals_are_carried_over() {
        assert_eq!(phones("프로젝트").join(" "), "P UH R OW JH EH K T UH");
        assert_eq!(phones("음악을").join(" "), "UH M AA K UH L");
        assert_eq!(phones("어, 음"), ["AH", "UH", "M"]);
        assert_eq!(phones("AWS"), [""; 0]);
    }
}
