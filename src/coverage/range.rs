//! Two neighbouring numbers told by one word of Korean: 두세 명, 이삼일.

use super::number;
use super::piece::Piece;

/// Words of native numbers, with the lower one.
#[rustfmt::skip]
const NATIVE: &[(&str, f64)] = &[
    ("두서너", 2.0), ("두세", 2.0), ("서너", 3.0), ("너댓", 4.0), ("네댓", 4.0), ("네다섯", 4.0), ("대여섯", 5.0),
    ("예닐곱", 6.0), ("일고여덟", 7.0), ("일곱여덟", 7.0), ("여덟아홉", 8.0),
];
/// The same of Chinese ones.
const SINO: &[(&str, f64)] =
    &[("이삼", 2.0), ("삼사", 3.0), ("사오", 4.0), ("오륙", 5.0), ("육칠", 6.0), ("칠팔", 7.0)];

/// Reads a range at piece `at`: its two numbers, and how many bytes of the piece they take. "한두 번" is said of
/// what is seldom, not counted.
pub(super) fn read(pieces: &[Piece], at: usize) -> Option<([f64; 2], usize)> {
    let word = pieces[at].lower.as_str();
    let next = pieces.get(at + 1).map_or("", |piece| piece.lower.as_str());
    let counted = |rest: &str| {
        let counter = if rest.is_empty() { next } else { rest };
        number::counter(counter).is_some()
            || ["명", "번", "개", "달"].iter().any(|c| counter.starts_with(c))
    };
    for (range, low) in NATIVE.iter().chain(SINO) {
        let Some(rest) = word.strip_prefix(range) else { continue };
        let scale = rest.chars().next().and_then(number::sino_scale);
        let behind = &rest[scale.map_or(0, |_| '십'.len_utf8())..];
        if counted(behind) {
            let factor = scale.unwrap_or(1.0);
            return Some(([low * factor, (low + 1.0) * factor], word.len() - behind.len()));
        }
    }
    None
}

/// Whether a number was read from such a word.
pub(super) fn is(raw: &str) -> bool {
    NATIVE.iter().chain(SINO).any(|(range, _)| raw.starts_with(range))
}

#[cfg(test)]
mod tests {
    use super::super::english::English;
    use super::super::token::tokens_of;

    fn numbers(text: &str) -> Vec<f64> {
        tokens_of(text, &English::new()).iter().filter_map(|token| token.value).collect()
    }

    #[test]
    fn two_numbers_are_told_by_one_word() {
        assert_eq!(numbers("두세 명씩 짰습니다"), [2.0, 3.0]);
        assert_eq!(numbers("이삼십 명이 왔습니다"), [20.0, 30.0]);
        assert_eq!(numbers("사오일 걸렸습니다"), [4.0, 5.0]);
    }

    #[test]
    fn other_words_are_no_ranges() {
        assert!(numbers("두세 마디만 이사오고 한두 번").is_empty());
        assert_eq!(numbers("이십삼 명"), [23.0]);
    }
}
