//! Korean numbers in words of Chinese origin.

use super::counter::{
    COUNTERS, SINO_COUNTERS, SPACED_COUNTERS, TWO_COUNTERS, ZERO_COUNTERS, counted, counted_short,
    particle,
};
use super::native::native;

/// The value of a Sino-Korean digit (일 is 1).
pub(in crate::coverage) fn sino_digit(c: char) -> Option<f64> {
    "영일이삼사오육칠팔구".chars().position(|digit| digit == c).map(|value| value as f64)
}

/// The digits that `text` begins with, each a syllable.
pub(in crate::coverage) fn sino_digits(text: &str) -> String {
    let digits = text.chars().map_while(sino_digit);
    digits.map(|digit| char::from(b'0' + digit as u8)).collect()
}

/// The value of a Sino-Korean scale (만 is 10,000).
pub(in crate::coverage) fn sino_scale(c: char) -> Option<f64> {
    Some(match c {
        '십' => 1e1,
        '백' => 1e2,
        '천' => 1e3,
        '만' => 1e4,
        '억' => 1e8,
        _ => return None,
    })
}

/// The days of 사일 in 삼박 사일: alone, it is no number.
pub(in crate::coverage) fn sino_days(word: &str) -> Option<f64> {
    let mut chars = word.chars();
    let days = chars.next().and_then(sino_digit)?;
    (chars.next() == Some('일')).then_some(days)
}

/// 조 is a million millions before money and before what continues the number; elsewhere a group.
pub(super) fn trillion(c: char, behind: &str, next: &str) -> Option<f64> {
    let behind = if behind.is_empty() { next } else { behind };
    let goes_on = behind.starts_with('원') || behind.chars().next().and_then(sino_digit).is_some();
    (c == '조' && goes_on).then_some(1e12)
}

pub(super) fn sino(word: &str, next: &str) -> Option<(f64, usize)> {
    let (mut total, mut section, mut digit) = (0.0, 0.0, None::<f64>);
    let (mut used, mut scales, mut count) = (0, 0, 0);
    for c in word.chars() {
        let behind = &word[used + c.len_utf8()..];
        if let Some(value) = sino_digit(c) {
            // Two digits in a row ("이일") are no number here.
            if digit.is_some() {
                break;
            }
            digit = Some(value);
        } else if let Some(factor) = sino_scale(c).or_else(|| trillion(c, behind, next)) {
            scales += 1;
            if factor >= 1e4 {
                let before = section + digit.unwrap_or(0.0);
                total += if before == 0.0 { factor } else { before * factor };
                section = 0.0;
            } else {
                section += digit.unwrap_or(1.0) * factor;
            }
            digit = None;
        } else {
            break;
        }
        count += 1;
        used += c.len_utf8();
    }
    let mut value = total + section + digit.unwrap_or(0.0);
    // "일점육 배"
    let decimals = sino_digits(word[used..].strip_prefix('점').unwrap_or_default());
    if count > 0 && !decimals.is_empty() {
        value += format!("0.{decimals}").parse().unwrap_or(0.0);
        used += (1 + decimals.len()) * '점'.len_utf8();
        return Some((value, used));
    }
    // "일억 이천이 더 나왔습니다", "이천이었습니다": 이 behind a scale is the particle or the verb, unless something
    // is counted.
    let counts = word.len() == used && counted("", next, COUNTERS);
    let ends = word.len() == used || word[used..].starts_with(['었', '고', '며', '라', '니']);
    if digit == Some(2.0) && count > 1 && scales > 0 && ends && !counts {
        value -= 2.0;
        used -= '이'.len_utf8();
    }
    let rest = &word[used..];
    // "사백열두 장", "사십두 개": what is below a hundred or ten is often said in native numbers.
    if scales > 0
        && digit.is_none()
        && let Some((below, more)) = native(rest, next)
        && (value % 100.0 == 0.0 || value % 10.0 == 0.0 && below < 10.0)
    {
        return Some((value + below, used + more));
    }
    let sure = match (scales, count) {
        (_, 0) => false,
        // "영 건이었습니다"; the adverb stands before no counter.
        (0, 1) if word == "영" => counted(rest, next, ZERO_COUNTERS),
        (0, _) if rest.is_empty() && word == "이" => counted(rest, next, TWO_COUNTERS),
        (0, _) => {
            counted(rest, next, SINO_COUNTERS)
                || (rest.is_empty() && counted(rest, next, SPACED_COUNTERS))
                || rest.strip_prefix('박').is_some_and(|rest| {
                    sino_days(if rest.is_empty() { next } else { rest }).is_some()
                })
        }
        (_, 1) => counted_short(rest, next, COUNTERS) || (rest.is_empty() && thousands(next)),
        _ => rest.is_empty() || counted(rest, next, COUNTERS) || particle(rest),
    };
    sure.then_some((value, used))
}

/// "이천", 천 and the like, which continue a number ("만 이천", "만 천").
pub(super) fn thousands(next: &str) -> bool {
    let mut chars = next.chars();
    let first = chars.next().filter(|&c| sino_digit(c).is_some() || sino_scale(c).is_some());
    let second = chars.next();
    first.is_some() && second.is_some_and(|c| sino_scale(c).is_some())
        || second.is_none() && first.is_some_and(|c| ['천', '백'].contains(&c))
}
