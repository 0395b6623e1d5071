//! Numbers as they are spoken, in English and in Korean.

const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// A whole number in English words; 21 to 99 are one word each ("twenty-five").
pub(super) fn english(number: u64) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = number;
    for (name, size) in [
        ("quadrillion", 1_000_000_000_000_000),
        ("trillion", 1_000_000_000_000),
        ("billion", 1_000_000_000),
        ("million", 1_000_000),
        ("thousand", 1_000),
        ("hundred", 100),
    ] {
        if rest >= size {
            words.extend(english(rest / size));
            words.push(name.to_owned());
            rest %= size;
        }
    }
    if rest > 0 || number == 0 {
        words.push(below_hundred(rest as usize));
    }
    words
}

fn below_hundred(number: usize) -> String {
    match (number / 10, number % 10) {
        (0 | 1, _) => ONES[number].to_owned(),
        (tens, 0) => TENS[tens].to_owned(),
        (tens, ones) => format!("{}-{}", TENS[tens], ONES[ones]),
    }
}

/// A year in English words: "twenty-twelve", "two thousand five", "nineteen oh five".
pub(super) fn english_year(year: u64) -> Vec<String> {
    let (century, rest) = (year / 100, year % 100);
    match rest {
        _ if century.is_multiple_of(10) && rest < 10 => english(year),
        0 => [english(century), vec!["hundred".into()]].concat(),
        1..10 => [english(century), vec!["oh".into()], english(rest)].concat(),
        _ => [english(century), english(rest)].concat(),
    }
}

/// An ordinal in English words: 21 is "twenty-first".
pub(super) fn english_ordinal(number: u64) -> Vec<String> {
    let mut words = english(number);
    if let Some(last) = words.pop() {
        let (head, tail) = match last.rsplit_once('-') {
            Some((head, tail)) => (format!("{head}-"), tail.to_owned()),
            None => (String::new(), last),
        };
        let tail = match tail.as_str() {
            "one" => "first".into(),
            "two" => "second".into(),
            "three" => "third".into(),
            "five" => "fifth".into(),
            "eight" => "eighth".into(),
            "nine" => "ninth".into(),
            "twelve" => "twelfth".into(),
            tens if tens.ends_with('y') => format!("{}ieth", &tens[..tens.len() - 1]),
            other => format!("{other}th"),
        };
        words.push(head + &tail);
    }
    words
}

const SINO: [&str; 10] = ["영", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구"];

/// A whole number in Sino-Korean, one word for each group of ten thousand ("이천십이",
/// "사십만"). A leading one is silent: 1,500 is 천오백.
pub(super) fn sino_korean(number: u64) -> Vec<String> {
    if number == 0 {
        return vec![SINO[0].to_owned()];
    }
    let mut words = Vec::new();
    let mut rest = number;
    for (name, size) in [
        ("경", 10_u64.pow(16)),
        ("조", 10_u64.pow(12)),
        ("억", 10_u64.pow(8)),
        ("만", 10_000),
        ("", 1),
    ] {
        let group = rest / size;
        rest %= size;
        if group > 0 {
            // 10,000 alone is 만, but 일억 and 일조 keep their one.
            let digits =
                if name == "만" && group == 1 { String::new() } else { below_ten_thousand(group) };
            words.push(digits + name);
        }
    }
    words
}

fn below_ten_thousand(number: u64) -> String {
    let mut text = String::new();
    for (name, size) in [("천", 1000), ("백", 100), ("십", 10), ("", 1)] {
        let digit = (number / size % 10) as usize;
        if digit > 0 {
            if digit > 1 || name.is_empty() {
                text.push_str(SINO[digit]);
            }
            text.push_str(name);
        }
    }
    text
}

/// Digits one by one in Korean: telephone numbers, what stands behind a decimal point.
pub(super) fn korean_digits(digits: &str) -> String {
    digits.chars().filter_map(|c| c.to_digit(10)).map(|digit| SINO[digit as usize]).collect()
}

/// A number from 1 to 99 in native Korean as it stands before a counter (한, 두, 스무, 열여섯).
pub(super) fn native_korean(number: u64) -> Option<String> {
    const NATIVE_ONES: [&str; 10] =
        ["", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉"];
    const NATIVE_TENS: [&str; 10] =
        ["", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔"];
    match number {
        20 => Some("스무".into()),
        1..100 => {
            let (tens, ones) = ((number / 10) as usize, (number % 10) as usize);
            Some(format!("{}{}", NATIVE_TENS[tens], NATIVE_ONES[ones]))
        }
        _ => None,
    }
}

/// Counters that take native Korean numbers.
const NATIVE_COUNTERS: &[&str] = &[
    "시간", "가지", "마리", "사람", "번째", "군데", "차례", "켤레", "그루", "송이", "개", "명",
    "분의", "살", "달", "잔", "대", "곳", "권", "장", "채", "쌍", "끼", "시", "팀", "배", "번",
    "건",
];

/// Words that begin like a native counter but take Sino-Korean numbers.
const SINO_COUNTERS: &[&str] = &["개월", "개년", "장조", "대대", "시리즈", "번지", "대역", "배속"];

/// Whether the Korean text right behind a number asks for a native number.
pub(super) fn takes_native(counter: &str) -> bool {
    !SINO_COUNTERS.iter().any(|sino| counter.starts_with(sino))
        && NATIVE_COUNTERS.iter().any(|native| counter.starts_with(native))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_numbers_read_as_they_are_said() {
        for (number, expected) in [
            (0, "zero"),
            (16, "sixteen"),
            (25, "twenty-five"),
            (400, "four hundred"),
            (1_200, "one thousand two hundred"),
            (400_000, "four hundred thousand"),
        ] {
            assert_eq!(english(number).join(" "), expected);
        }
        assert_eq!(english_year(2012).join(" "), "twenty twelve");
        assert_eq!(english_year(2005).join(" "), "two thousand five");
        assert_eq!(english_year(1905).join(" "), "nineteen oh five");
        assert_eq!(english_year(1900).join(" "), "nineteen hundred");
        assert_eq!(english_ordinal(21).join(" "), "twenty-first");
        assert_eq!(english_ordinal(20).join(" "), "twentieth");
        assert_eq!(english_ordinal(100).join(" "), "one hundredth");
    }

    #[test]
    fn the_largest_number_is_read_too() {
        assert!(!english(u64::MAX).is_empty());
        assert!(!sino_korean(u64::MAX).is_empty());
    }

    #[test]
    fn korean_numbers_read_as_they_are_said() {
        for (number, expected) in [
            (0, "영"),
            (10, "십"),
            (16, "십육"),
            (400, "사백"),
            (2_012, "이천십이"),
            (10_000, "만"),
            (400_000, "사십만"),
            (12_345, "만 이천삼백사십오"),
            (100_000_000, "일억"),
        ] {
            assert_eq!(sino_korean(number).join(" "), expected);
        }
        assert_eq!(native_korean(16).as_deref(), Some("열여섯"));
        assert_eq!(native_korean(20).as_deref(), Some("스무"));
        assert_eq!(native_korean(100), None);
    }

    #[test]
    fn counters_choose_the_kind_of_number() {
        assert!(takes_native("개의") && takes_native("시간") && takes_native("명이"));
        assert!(!takes_native("개월") && !takes_native("분") && !takes_native("년"));
    }
}
