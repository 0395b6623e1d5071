//! Numbers as values: "four hundred thousand", "400 thousand", "400,000" and "40만" are one value.
//!
//! A recogniser writes a number in digits or in words as it pleases, and a note does too, so both
//! are compared by value. Only what is surely a number is read as one: Korean has many one-syllable
//! words that are also digits (이, 일, 사), so those need a counter behind them.

use std::collections::HashSet;
use std::sync::LazyLock;

/// English number words below one hundred.
#[rustfmt::skip]
const SMALL: &[(&str, f64)] = &[
    ("zero", 0.0), ("one", 1.0), ("two", 2.0), ("three", 3.0), ("four", 4.0), ("five", 5.0),
    ("six", 6.0), ("seven", 7.0), ("eight", 8.0), ("nine", 9.0), ("ten", 10.0), ("eleven", 11.0),
    ("twelve", 12.0), ("thirteen", 13.0), ("fourteen", 14.0), ("fifteen", 15.0),
    ("sixteen", 16.0), ("seventeen", 17.0), ("eighteen", 18.0), ("nineteen", 19.0),
    ("twenty", 20.0), ("thirty", 30.0), ("forty", 40.0), ("fifty", 50.0), ("sixty", 60.0),
    ("seventy", 70.0), ("eighty", 80.0), ("ninety", 90.0),
];

/// English words that multiply what stands before them.
#[rustfmt::skip]
const SCALES: &[(&str, f64)] = &[
    ("hundred", 1e2), ("thousand", 1e3), ("million", 1e6), ("billion", 1e9), ("trillion", 1e12),
    ("k", 1e3), ("grand", 1e3), ("m", 1e6), ("bn", 1e9), ("dozen", 12.0),
];

/// Words that may stand behind "grand" as a thousand of money, which before a noun is an adjective.
#[rustfmt::skip]
const BEHIND_GRAND: &[&str] = &[
    "a", "an", "and", "at", "but", "by", "each", "every", "for", "from", "i", "if", "in", "into", "it", "more",
    "of", "off", "on", "or", "out", "over", "per", "so", "that", "the", "then", "to", "up", "we", "when",
    "which", "with", "worth",
];

/// The value of a number word below one hundred.
pub(super) fn small(word: &str) -> Option<f64> {
    SMALL.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

/// The value of a number word below ten.
fn digit(word: &str) -> Option<f64> {
    small(word).filter(|value| *value < 10.0)
}

/// The digits that `pieces` begin with, said one by one.
fn spoken_digits(pieces: &[&str]) -> String {
    let digits = pieces.iter().map_while(|piece| digit(piece));
    digits.map(|value| char::from(b'0' + value as u8)).collect()
}

/// The value of a word such as "thousand".
pub fn scale(word: &str) -> Option<f64> {
    SCALES.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

/// The value of digits with optional thousands commas and one decimal point ("4,000", "3.5").
pub fn digits(piece: &str) -> Option<f64> {
    if !piece.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let plain: String = piece.chars().filter(|&c| c != ',').collect();
    plain.parse().ok().filter(|value: &f64| value.is_finite())
}

/// Whether an English number may begin with this word (lower case).
pub fn begins(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        || small(word).is_some()
        || scale(word).is_some()
        || word == "point"
}

/// Reads an English number from the start of `pieces` (lower case, digits already split from
/// letters). Returns its value and how many pieces it took; `None` where no number starts.
pub fn english(pieces: &[&str]) -> Option<(f64, usize)> {
    let mut total = 0.0; // thousands and more, finished
    let mut current = 0.0; // below the next scale
    let mut last = f64::INFINITY; // the word before, to see where a number ends
    let mut used = 0;
    let mut at = 0;
    while at < pieces.len() {
        let piece = pieces[at];
        if piece == "and" && used > 0 && at == used && last >= 100.0 && last.is_finite() {
            // "two hundred and fifty", but not "ten and twenty"
            if pieces.get(at + 1).and_then(|next| small(next)).is_none() {
                break;
            }
            at += 1;
            continue;
        }
        if piece == "point" && used > 0 && at == used {
            // "two point five"
            let mut decimals = spoken_digits(&pieces[at + 1..]);
            let mut words = decimals.len();
            // "three point eleven", "two point twenty five"
            if decimals.is_empty()
                && let Some(two) = pieces.get(at + 1).and_then(|next| small(next))
            {
                let one = pieces.get(at + 2).and_then(|next| digit(next)).filter(|_| two >= 20.0);
                decimals = format!("{}", two + one.unwrap_or(0.0));
                words = 1 + usize::from(one.is_some());
            }
            let Ok(fraction) = format!("0.{decimals}").parse::<f64>() else { break };
            if decimals.is_empty() {
                break;
            }
            current += fraction;
            used = at + 1 + words;
            at = used;
            last = 1.0;
            continue;
        }
        if ["oh", "o"].contains(&piece) && used == 1 && (1.0..=20.0).contains(&current) {
            // "nine oh five", "nineteen oh eight"
            let Some(ones) = pieces.get(at + 1).and_then(|next| digit(next)) else { break };
            return Some((current * 100.0 + ones, at + 2));
        }
        if piece == "point" && used == 0 {
            // "point seven one"; a single digit behind it is likelier to begin something new.
            let decimals = spoken_digits(&pieces[1..]);
            let value = format!("0.{decimals}").parse().ok().filter(|_| decimals.len() >= 2)?;
            return Some((value, 1 + decimals.len()));
        }
        if let Some(value) = digits(piece) {
            if used > 0 {
                break;
            }
            current = value;
            last = 1.0;
        } else if let Some(value) = small(piece) {
            let year = used == 1 && (13.0..=20.0).contains(&current) && value >= 10.0;
            let digit_after_tens = (20.0..100.0).contains(&last) && value < 10.0;
            if year {
                current = current * 100.0 + value;
            } else if used == 0 || digit_after_tens || last == 100.0 || last >= 1000.0 {
                current += value;
            } else {
                break;
            }
            last = if value == 0.0 { 1.0 } else { value };
        } else if let Some(factor) = scale(piece) {
            let letter = piece.len() <= 2;
            if letter && (used == 0 || last != 1.0) {
                break;
            }
            // "Two hundred grand", but not "two grand prizes".
            let next = pieces.get(at + 1);
            let amount = next.is_none_or(|next| BEHIND_GRAND.contains(next));
            if piece == "grand" && (used == 0 || !amount) {
                break;
            }
            if factor == 100.0 || factor == 12.0 {
                current = if used == 0 { factor } else { current * factor };
            } else {
                total += if used == 0 || current == 0.0 { factor } else { current * factor };
                current = 0.0;
            }
            last = if factor == 100.0 { 100.0 } else { factor };
        } else if let Some(value) = korean_scale(piece).filter(|_| used > 0) {
            current *= value;
            last = value;
        } else {
            break;
        }
        at += 1;
        used = at;
    }
    (used > 0).then_some((total + current, used))
}

fn korean_scale(piece: &str) -> Option<f64> {
    let mut chars = piece.chars();
    let first = chars.next()?;
    chars.next().is_none().then(|| sino_scale(first)).flatten()
}

/// The value of a Sino-Korean digit (일 is 1).
pub fn sino_digit(c: char) -> Option<f64> {
    "영일이삼사오육칠팔구".chars().position(|digit| digit == c).map(|value| value as f64)
}

/// The digits that `text` begins with, each a syllable.
pub(super) fn sino_digits(text: &str) -> String {
    let digits = text.chars().map_while(sino_digit);
    digits.map(|digit| char::from(b'0' + digit as u8)).collect()
}

/// The value of a Sino-Korean scale (만 is 10,000).
pub(super) fn sino_scale(c: char) -> Option<f64> {
    Some(match c {
        '십' => 1e1,
        '백' => 1e2,
        '천' => 1e3,
        '만' => 1e4,
        '억' => 1e8,
        _ => return None,
    })
}

/// 조 is a million millions before money and before what continues the number; elsewhere a group.
fn trillion(c: char, behind: &str, next: &str) -> Option<f64> {
    let behind = if behind.is_empty() { next } else { behind };
    let goes_on = behind.starts_with('원') || behind.chars().next().and_then(sino_digit).is_some();
    (c == '조' && goes_on).then_some(1e12)
}

/// Native Korean numbers, longest first within one value.
#[rustfmt::skip]
const NATIVE_TENS: &[(&str, f64)] = &[
    ("열", 10.0), ("스물", 20.0), ("스무", 20.0), ("서른", 30.0), ("마흔", 40.0), ("쉰", 50.0),
    ("예순", 60.0), ("일흔", 70.0), ("여든", 80.0), ("아흔", 90.0),
];
#[rustfmt::skip]
const NATIVE_ONES: &[(&str, f64)] = &[
    ("하나", 1.0), ("한", 1.0), ("둘", 2.0), ("두", 2.0), ("셋", 3.0), ("세", 3.0), ("넷", 4.0),
    ("네", 4.0), ("다섯", 5.0), ("여섯", 6.0), ("일곱", 7.0), ("여덟", 8.0), ("아홉", 9.0),
    ("하루", 1.0),
];

/// What Korean counts things in. A one-syllable number is read as one only before these.
#[rustfmt::skip]
const COUNTERS: &[&str] = &[
    "개", "명", "번", "년", "월", "일", "시", "분", "초", "주", "달", "개월", "배", "퍼센트",
    "프로", "원", "달러", "건", "곳", "군데", "가지", "팀", "회", "대", "시간", "주일", "사람",
    "기업", "회사", "프로젝트", "페이지", "단계", "살", "학기", "학년", "차", "층", "인", "년간",
    "주간", "개사", "년차", "만", "장", "종", "종류", "권", "마리", "통", "잔", "벌", "그루", "쪽", "문제",
    "문항", "과목", "부", "편", "척", "상자", "세트", "킬로", "킬로미터", "미터", "그램", "리터", "밀리초",
    "센티", "센티미터", "평", "줄", "단어", "글자", "가구", "세대", "지점", "매장", "나라", "개국", "도시",
    "학교", "표", "석", "자리", "칸", "판", "집", "톤", "도", "점", "바이트", "킬로바이트", "메가",
    "메가바이트", "기가", "기가바이트", "테라", "테라바이트", "페타바이트", "킬로그램", "등", "위", "분기",
    "등급", "사단", "여단", "연대", "대대", "중대", "소대", "기", "학번", "호", "호선", "급", "박",
    "교시", "골", "승", "패", "세", "년대", "유로", "엔", "위안", "파운드", "불", "센트", "뷰", "코어", "노드",
    "퍼센트포인트", "밀리미터", "밀리세컨드", "마이크로초", "나노초", "큐피에스", "티피에스", "개년",
    "개국어", "곡", "경기", "행", "쿼리", "라인", "항목", "문장", "학점", "끼", "병", "봉지", "송이",
    "켤레", "채", "쌍", "구간", "라운드", "일간", "분간", "마일", "커밋", "헥타르", "제곱미터", "조각",
    "밀리그램", "밀리리터", "병상", "포기", "알", "건물", "동", "호실", "개소", "그릇", "포대", "갈래", "토막", "와트", "킬로와트", "메가와트", "함대", "전단", "비행단", "차례", "연승", "관왕", "교대",
];

/// Counters before which a lone Sino-Korean digit is a number and not a determiner.
#[rustfmt::skip]
const SINO_COUNTERS: &[&str] = &[
    "년", "개월", "월", "퍼센트", "프로", "학년", "학기", "년간", "초", "차", "단계", "층", "바이트",
    "킬로", "메가", "기가", "테라", "킬로그램", "킬로미터", "미터", "그램", "리터", "톤", "등", "분기",
    "등급", "퍼센트포인트", "밀리그램", "밀리리터", "밀리초", "센티", "센티미터", "개국어", "년대", "년차", "바퀴", "교대",
];

/// Counters before which a lone digit is a number only where a space stands between: "구분" is a
/// distinction, "구 분" are nine minutes.
#[rustfmt::skip]
const SPACED_COUNTERS: &[&str] = &[
    "분", "주", "주간", "주일", "일", "시", "분간", "배", "점", "위", "도", "사단", "여단", "대대", "중대",
    "소대", "함대", "호", "호선", "기", "급", "박", "승", "패", "골", "교시", "세", "회", "달러", "유로", "원",
    "만점", "인분",
];

/// Counters before which even 이, which is "this" before most words, is a two.
#[rustfmt::skip]
const TWO_COUNTERS: &[&str] = &[
    "주", "주일", "주간", "년", "년간", "개월", "퍼센트", "퍼센트포인트", "등", "위", "층", "학년", "학기", "분기",
    "등급", "킬로", "킬로그램", "킬로미터", "미터", "톤", "메가", "기가", "테라", "사단", "함대", "박", "년차", "급", "밀리그램",
];

/// What Korean numbers begin with, and what counters do: every word is asked.
static BEGIN_NUMBERS: LazyLock<HashSet<char>> = LazyLock::new(|| {
    let natives = NATIVE_TENS.iter().chain(NATIVE_ONES).map(|(name, _)| *name);
    let natives = natives.chain(["석", "넉"]).filter_map(|name| name.chars().next());
    natives.chain("영일이삼사오육칠팔구십백천만억조".chars()).collect()
});
static BEGIN_COUNTERS: LazyLock<HashSet<char>> = LazyLock::new(|| {
    let all = [COUNTERS, SINO_COUNTERS, SPACED_COUNTERS, TWO_COUNTERS].concat();
    all.iter().filter_map(|counter| counter.chars().next()).collect()
});

fn begins_counter(word: &str) -> bool {
    word.chars().next().is_some_and(|first| BEGIN_COUNTERS.contains(&first))
}

/// Words that look like numbers and are none.
#[rustfmt::skip]
const NOT_NUMBERS: &[&str] = &[
    "만일", "이만", "오만", "천사", "백일", "일일", "이일", "구백", "사천", "만이", "천만에",
    "한편", "만점", "천장", "만회", "세대", "세부", "두부", "한도", "한층",
];

/// Counters that make another word of a number of one syllable before them (두기, 만세, 백기).
#[rustfmt::skip]
const APART: &[&str] = &[
    "기", "세", "동", "호", "급", "박", "승", "패", "골", "행", "알", "병", "채", "곡", "등", "위", "뷰", "엔",
    "불", "끼",
];

/// Reads a Korean number from the start of `word`. `before` is the value of digits that stand
/// directly before it ("40" in "40만"), `next` the stem of the following word. Returns the value
/// and the bytes of `word` that belong to it.
pub fn korean(word: &str, before: Option<f64>, next: &str) -> Option<(f64, usize)> {
    if let Some(value) = before {
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
    // "천사" is an angel, "천사백" is 1,400.
    let none = |no: &&str| {
        let rest = word.strip_prefix(*no).map(|rest| rest.chars().next());
        rest.is_some_and(|next| next.is_none_or(|c| sino_scale(c).or(sino_digit(c)).is_none()))
    };
    // 구백 장, 이만 오천
    let goes_on = ["이만", "오만", "구백", "사천"].contains(&word)
        && (thousands(next) || counted("", next, COUNTERS));
    if NOT_NUMBERS.iter().any(none) && !goes_on {
        return None;
    }
    native(word, next).or_else(|| sino(word, next))
}

fn counted(rest: &str, next: &str, counters: &[&str]) -> bool {
    let rest_counts = |text: &str| {
        begins_counter(text)
            && counters.iter().any(|counter| {
                text.strip_prefix(counter).is_some_and(|tail| tail.is_empty() || particle(tail))
            })
    };
    if rest.is_empty() { rest_counts(next) } else { rest_counts(rest) }
}

/// [`counted`] for a number of one syllable.
fn counted_short(rest: &str, next: &str, counters: &[&str]) -> bool {
    let apart = counter(rest).is_some_and(|counter| APART.contains(&counter));
    !apart && counted(rest, next, counters)
}

/// The counter that a word begins with, the longest one ("주" of 주였고).
pub fn counter(word: &str) -> Option<&'static str> {
    if !begins_counter(word) {
        return None;
    }
    let fits = COUNTERS.iter().filter(|counter| {
        let tail = word.strip_prefix(**counter);
        tail.is_some_and(|tail| tail.is_empty() || particle(tail))
    });
    fits.copied().max_by_key(|counter| counter.len())
}

/// Whether `tail` begins with a particle or ending that stands behind numbers and counters.
pub(super) fn particle(tail: &str) -> bool {
    #[rustfmt::skip]
    const TAILS: &[&str] = &[
        "을", "를", "이", "가", "은", "는", "의", "에", "로", "와", "과", "도", "만", "이나",
        "정도", "에서", "으로", "까지", "부터", "쯤", "동안", "씩", "짜리", "이상", "안에", "간",
        "마다", "입니다", "였습니다", "이었습니다", "한테", "에게", "께", "뿐", "밖", "이었", "였", "이라",
        "이고", "이며", "이서", "치", "처럼", "보다", "들", "인데", "이니", "이상",
        "나", "만에", "가량", "이던", "여", "인", "어치", "하고", "랑", "이랑",
    ];
    TAILS.iter().any(|known| tail.starts_with(known))
}

fn native(word: &str, next: &str) -> Option<(f64, usize)> {
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
    (value > 0.0 && counts(rest, next, COUNTERS)).then_some((value, used))
}

fn sino(word: &str, next: &str) -> Option<(f64, usize)> {
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
    let rest = &word[used..];
    // "사백열두 장": what is below a hundred is often said in native numbers.
    if scales > 0
        && digit.is_none()
        && value % 100.0 == 0.0
        && let Some((below, more)) = native(rest, next)
    {
        return Some((value + below, used + more));
    }
    let sure = match (scales, count) {
        (_, 0) => false,
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

/// The days of 사일 in 삼박 사일: alone, it is no number.
pub(super) fn sino_days(word: &str) -> Option<f64> {
    let mut chars = word.chars();
    let days = chars.next().and_then(sino_digit)?;
    (chars.next() == Some('일')).then_some(days)
}

/// "이천" and the like, which continue a number ("만 이천").
fn thousands(next: &str) -> bool {
    let mut chars = next.chars();
    let first = chars.next().filter(|&c| sino_digit(c).is_some() || sino_scale(c).is_some());
    first.is_some() && chars.next().is_some_and(|c| sino_scale(c).is_some())
}

/// Whether Korean spells a number in its own words (스무, 열두), not in those of Chinese origin.
pub(super) fn is_native(written: &str) -> bool {
    let begins = |(name, _): &(&str, f64)| written.starts_with(name);
    NATIVE_TENS.iter().any(begins) || NATIVE_ONES.iter().any(begins)
}

/// Reads an English fraction from the start of `pieces` ("a third", "two thirds", "half of");
/// `before` is the piece in front of it. Only where it is surely a share: "a third party" and "one
/// quarter" of a year are none.
pub fn english_fraction(pieces: &[&str], before: &str) -> Option<(f64, usize)> {
    #[rustfmt::skip]
    const PARTS: &[(&str, f64)] = &[
        ("half", 2.0), ("third", 3.0), ("quarter", 4.0), ("fifth", 5.0), ("sixth", 6.0), ("tenth", 10.0),
    ];
    #[rustfmt::skip]
    const BEFORE: &[&str] = &[
        "by", "to", "about", "almost", "nearly", "roughly", "around", "over", "than", "only", "just",
        "under", "in",
    ];
    #[rustfmt::skip]
    const BEHIND: &[&str] = &[
        "of", "less", "more", "fewer", "off", "cheaper", "faster", "slower", "lower", "higher",
        "shorter", "smaller",
    ];
    let of = |word: &str| PARTS.iter().find(|(name, _)| *name == word).map(|(_, value)| *value);
    let first = *pieces.first()?;
    let behind = |at: usize| pieces.get(at).is_some_and(|next| BEHIND.contains(next));
    if first == "half" {
        let counts = pieces.get(1).is_some_and(|next| ["a", "an"].contains(next));
        let share = pieces.get(1) == Some(&"of") || ["by", "in", "to"].contains(&before) && !counts;
        return share.then_some((0.5, 1));
    }
    let second = *pieces.get(1)?;
    if let Some(many) = small(first).filter(|many| *many >= 2.0) {
        let whole = of(second.strip_suffix('s')?)?;
        return (many < whole).then_some((many / whole, 2));
    }
    let whole = of(second)?;
    let one = ["a", "one"].contains(&first);
    (one && (behind(2) || (BEFORE.contains(&before) && before != "in"))).then_some((1.0 / whole, 2))
}

/// Reads a Korean share from the start of `word` (절반, 반으로): its value.
pub fn korean_share(word: &str) -> Option<f64> {
    ["절반", "반으로", "반만"].iter().any(|half| word.starts_with(half)).then_some(0.5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_shares_and_other_thirds_are_none() {
        let read = |text: &str, before| {
            let pieces: Vec<&str> = text.split(' ').collect();
            english_fraction(&pieces, before).map(|(value, _)| value)
        };
        assert_eq!(read("a third", "by"), Some(1.0 / 3.0));
        assert_eq!(read("two thirds of", ""), Some(2.0 / 3.0));
        assert_eq!(read("half of them", ""), Some(0.5));
        assert_eq!(read("a quarter of", ""), Some(0.25));
        assert_eq!(read("a third party", "with"), None);
        assert_eq!(read("one quarter", "within"), None);
        assert_eq!(korean_share("절반으로"), Some(0.5));
        assert_eq!(korean_share("반장"), None);
        assert_eq!(korean("일점육", None, "배").map(|found| found.0), Some(1.6));
        assert_eq!(korean("삼", None, "분이나").map(|found| found.0), Some(3.0));
        assert_eq!(korean("구분", None, "했습니다"), None);
    }

    #[test]
    fn words_that_begin_like_a_number_are_none_but_longer_numbers_are() {
        assert_eq!(korean("천사", None, ""), None);
        assert_eq!(korean("천사백", None, "건").map(|found| found.0), Some(1400.0));
        assert_eq!(korean("사천오백", None, "명").map(|found| found.0), Some(4500.0));
    }

    fn en(text: &str) -> Option<f64> {
        english(&text.split(' ').collect::<Vec<_>>()).map(|(value, _)| value)
    }

    #[test]
    fn english_number_words_and_digits_have_one_value() {
        assert_eq!(en("four hundred thousand patents"), Some(400_000.0));
        assert_eq!(en("400 thousand"), Some(400_000.0));
        assert_eq!(en("400,000"), Some(400_000.0));
        assert_eq!(en("400 k"), Some(400_000.0));
        assert_eq!(en("two hundred and fifty six"), Some(256.0));
        assert_eq!(en("twenty twelve"), Some(2012.0));
        assert_eq!(en("nineteen ninety eight"), Some(1998.0));
        assert_eq!(en("two thousand twelve"), Some(2012.0));
        assert_eq!(en("3.5 million"), Some(3_500_000.0));
        assert_eq!(en("ten and twenty"), Some(10.0));
        assert_eq!(en("one million two hundred thousand"), Some(1_200_000.0));
        assert_eq!(en("two point five percent"), Some(2.5));
        assert_eq!(en("two point"), Some(2.0));
        assert_eq!(en("patents"), None);
        assert_eq!(en(""), None);
    }

    #[test]
    fn korean_numbers_have_the_same_values() {
        assert_eq!(korean("만", Some(40.0), "건"), Some((400_000.0, 3)));
        assert_eq!(korean("사십만", None, "건"), Some((400_000.0, 9)));
        assert_eq!(korean("열여섯", None, "개"), Some((16.0, 9)));
        assert_eq!(korean("이천십이년에", None, ""), Some((2012.0, 12)));
        assert_eq!(korean("세", None, "명"), Some((3.0, 3)));
        assert_eq!(korean("열다섯명이", None, ""), Some((15.0, 9)));
    }

    #[test]
    fn korean_words_that_only_look_like_digits_are_no_numbers() {
        for word in ["이", "일을", "사실", "이용", "구성", "세상", "만일", "네트워크", "두려움"]
        {
            assert_eq!(korean(word, None, "부분"), None, "{word}");
        }
    }
}
