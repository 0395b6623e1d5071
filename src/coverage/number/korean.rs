//! Korean numbers and shares.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::counter::{COUNTERS, counted};
use super::native::{NATIVE_ONES, NATIVE_TENS, native};
use super::sino::{sino, sino_digit, sino_scale, thousands, trillion};

/// What Korean numbers begin with, and what counters do: every word is asked.
static BEGIN_NUMBERS: LazyLock<HashSet<char>> = LazyLock::new(|| {
    let natives = NATIVE_TENS.iter().chain(NATIVE_ONES).map(|(name, _)| *name);
    let natives = natives.chain(["석", "넉"]).filter_map(|name| name.chars().next());
    natives.chain("영일이삼사오육칠팔구십백천만억조".chars()).collect()
});

/// Words that look like numbers and are none.
#[rustfmt::skip]
const NOT_NUMBERS: &[&str] = &[
    "만일", "이만", "오만", "천사", "백일", "일일", "이일", "구백", "사천", "만이", "천만에",
    "한편", "만점", "천장", "만회", "세대", "세부", "두부", "한도", "한층",
];

/// Reads a Korean number from the start of `word`. `before` is the value of digits that stand
/// directly before it ("40" in "40만"), `next` the stem of the following word. Returns the value
/// and the bytes of `word` that belong to it.
pub(in crate::coverage) fn korean(
    word: &str,
    before: Option<f64>,
    next: &str,
) -> Option<(f64, usize)> {
    if let Some(value) = before {
        // "2사분기"
        if word.starts_with("사분기") {
            return Some((value, '사'.len_utf8()));
        }
        let mut value = value;
        let mut used = 0;
        if word.starts_with("만점") {
            return None;
        }
        for (at, c) in word.char_indices() {
            let behind = &word[at + c.len_utf8()..];
            match sino_scale(c).or_else(|| trillion(c, behind, next)) {
                Some(factor) => value *= factor,
                None => break,
            }
            used += c.len_utf8();
        }
        // "5천만" is read; "3만" too; but "10일" keeps its counter.
        return (used > 0).then_some((value, used));
    }
    if !word.chars().next().is_some_and(|first| BEGIN_NUMBERS.contains(&first)) {
        return None;
    }
    // 이사분기
    if let Some(quarter) = word.chars().next().and_then(sino_digit)
        && word.chars().skip(1).take(3).eq("사분기".chars())
    {
        return Some((quarter, "이사".len()));
    }
    // "천사" is an angel, "천사백" is 1,400.
    let none = |no: &&str| {
        let rest = word.strip_prefix(*no).map(|rest| rest.chars().next());
        rest.is_some_and(|next| next.is_none_or(|c| sino_scale(c).or(sino_digit(c)).is_none()))
    };
    // 구백 장, 이만 오천, 오만 천
    let goes_on = ["이만", "오만", "구백", "사천"].contains(&word)
        && (thousands(next) || next == "천" || counted("", next, COUNTERS));
    if NOT_NUMBERS.iter().any(none) && !goes_on {
        return None;
    }
    native(word, next).or_else(|| sino(word, next))
}

/// Reads a Korean share from the start of `word` (절반, 반으로): its value.
pub(in crate::coverage) fn korean_share(word: &str) -> Option<f64> {
    ["절반", "반으로", "반만"].iter().any(|half| word.starts_with(half)).then_some(0.5)
}
