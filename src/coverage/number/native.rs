//! Korean numbers in words of its own.

use super::counter::{COUNTERS, counted, counted_short};

/// Native Korean numbers, longest first within one value.
#[rustfmt::skip]
pub(super) const NATIVE_TENS: &[(&str, f64)] = &[
    ("열", 10.0), ("스물", 20.0), ("스무", 20.0), ("서른", 30.0), ("마흔", 40.0), ("쉰", 50.0),
    ("예순", 60.0), ("일흔", 70.0), ("여든", 80.0), ("아흔", 90.0),
];

#[rustfmt::skip]
pub(super) const NATIVE_ONES: &[(&str, f64)] = &[
    ("하나", 1.0), ("한", 1.0), ("둘", 2.0), ("두", 2.0), ("셋", 3.0), ("세", 3.0), ("넷", 4.0),
    ("네", 4.0), ("다섯", 5.0), ("여섯", 6.0), ("일곱", 7.0), ("여덟", 8.0), ("아홉", 9.0),
    ("하루", 1.0),
];

pub(super) fn native(word: &str, next: &str) -> Option<(f64, usize)> {
    let (tens, after_tens) = NATIVE_TENS
        .iter()
        .find_map(|(name, value)| word.strip_prefix(name).map(|rest| (*value, rest)))
        .unwrap_or((0.0, word));
    let (ones, rest) = NATIVE_ONES
        .iter()
        .find_map(|(name, value)| after_tens.strip_prefix(name).map(|rest| (*value, rest)))
        .unwrap_or((0.0, after_tens));
    // 석 달, 넉 장
    let short = [("석", 3.0), ("넉", 4.0)].into_iter().find(|(name, _)| *name == word);
    if let Some((_, value)) =
        short.filter(|_| ["달", "장", "잔"].iter().any(|c| next.starts_with(c)))
    {
        return Some((value, word.len()));
    }
    let value = tens + ones;
    let used = word.len() - rest.len();
    let counts = if used <= '한'.len_utf8() {
        counted_short
    } else {
        counted as fn(&str, &str, &[&str]) -> bool
    };
    // 열두, 스물여덟: whatever they count. 열세 is also being outdone.
    let sure = tens > 0.0 && ones > 0.0 && rest.is_empty() && !next.is_empty() && word != "열세";
    (value > 0.0 && (sure || counts(rest, next, COUNTERS))).then_some((value, used))
}

/// Whether Korean spells a number in its own words (스무, 열두), not in those of Chinese origin.
pub(in crate::coverage) fn is_native(written: &str) -> bool {
    let begins = |(name, _): &(&str, f64)| written.starts_with(name);
    NATIVE_TENS.iter().any(begins) || NATIVE_ONES.iter().any(begins)
}
