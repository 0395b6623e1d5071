//! Parts of numbers that are said in words of their own: "an hour and a half", "한 시간 반", "삼 점 이".

use super::number;
use super::piece::Piece;
use super::token::{Token, number_token};

/// Reads "a quarter million" and "a quarter of a million" that begin at piece `at`; tells how many pieces that takes.
pub(super) fn read_quarter(pieces: &[Piece], at: usize, out: &mut Vec<Token>) -> Option<usize> {
    let lower = |at: usize| pieces.get(at).map_or("", |piece| piece.lower.as_str());
    let article = |word: &str| ["a", "an"].contains(&word);
    let quarter = at + usize::from(article(lower(at)));
    if lower(quarter) != "quarter" {
        return None;
    }
    let of = 2 * usize::from(lower(quarter + 1) == "of" && article(lower(quarter + 2)));
    let last = quarter + 1 + of;
    let scale = number::scale(lower(last)).filter(|scale| *scale >= 1e6)?;
    let words = (pieces[at].word, pieces[last].word);
    out.push(number_token(scale / 4.0, "quarter million".into(), words));
    Some(last + 1 - at)
}

/// Reads a half that begins at piece `at` into the tokens so far; tells how many pieces it takes.
pub(super) fn read(pieces: &[Piece], at: usize, out: &mut Vec<Token>) -> Option<usize> {
    let lower = |at: usize| pieces.get(at).map_or("", |piece| piece.lower.as_str());
    let article = |word: &str| ["a", "an"].contains(&word);
    // "Half a day" and "half a year" are seldom meant as numbers.
    if lower(at) == "half" && article(lower(at + 1)) && lower(at + 2) == "hour" {
        out.push(number_token(0.5, "half".into(), (pieces[at].word, pieces[at].word)));
        return Some(2);
    }
    if lower(at) == "half"
        && article(lower(at + 1))
        && let Some(scale) = number::scale(lower(at + 2)).filter(|_| lower(at + 2).len() > 1)
    {
        let raw = format!("half {} {}", lower(at + 1), lower(at + 2));
        out.push(number_token(scale / 2.0, raw, (pieces[at].word, pieces[at + 2].word)));
        return Some(3);
    }
    let used = match (lower(at), lower(at + 1), lower(at + 2)) {
        ("and", "a", "half") => 3,
        (half, _, _) if is_half(half) => 1,
        _ => return None,
    };
    // "two and a half": the count is right before; "an hour and a half": before what it counts.
    let last = out.last()?;
    let counts = if last.value.is_some() && used == 3 {
        out.len() - 1
    } else if is_counted(&last.surface) {
        out.len().checked_sub(2)?
    } else {
        return None;
    };
    let length = out.len();
    let before = &mut out[counts];
    let whole = before.value.or_else(|| article(&before.surface).then_some(1.0))?;
    // "eight and a half thousand"
    let scale = (used == 3).then(|| number::scale(lower(at + used))).flatten();
    let value = (whole + 0.5) * scale.unwrap_or(1.0);
    let used = used + usize::from(scale.is_some());
    // "two and a half weeks" ends with the half, "two hours and a half" with what it counts.
    let last = if counts + 1 == length { pieces[at + used - 1].word } else { before.last_word };
    *before = number_token(value, before.raw.clone(), (before.word, last));
    Some(used)
}

/// Reads "삼 점 이" and "삼점 이" at piece `at`, as recognisers write "3.2": the value, how many pieces lie before the
/// decimals, and how many bytes of these belong to it.
pub(super) fn spaced_decimal(pieces: &[Piece], at: usize) -> Option<(f64, usize, usize)> {
    let lower = |at: usize| pieces.get(at).map(|piece| piece.lower.as_str());
    let (whole, before) = match lower(at)?.strip_suffix('점') {
        Some("") | None if lower(at + 1) == Some("점") => (lower(at)?, 2),
        Some(whole) => (whole, 1),
        None => return None,
    };
    let decimals = lower(at + before)?;
    let mut digits = number::sino_digits(decimals);
    // "삼 점 육이던 게": the 이 is the verb.
    let verb = |at: usize| decimals[at..].starts_with(['던', '었', '고', '며', '라', '니', '나']);
    if digits.len() > 1 && digits.ends_with('2') && verb(digits.len() * '이'.len_utf8()) {
        digits.pop();
    }
    let bytes = digits.len() * '이'.len_utf8();
    let tail = &decimals[bytes..];
    if digits.is_empty()
        || !(tail.is_empty()
            || tail.starts_with('이')
            || number::particle(tail)
            || number::counter(tail).is_some())
    {
        return None;
    }
    let value = if whole == "이" {
        2.0
    } else {
        let (value, used) = number::korean(whole, None, "퍼센트")?;
        if used < whole.len() {
            return None;
        }
        value
    };
    format!("{value}.{digits}").parse().ok().map(|value| (value, before, bytes))
}

/// The year of "반년", "반년째", with its particles but for the 째 that no counter has.
pub(super) fn of_a_year(word: &str) -> Option<&str> {
    let year = word.strip_prefix('반')?;
    let behind = year.strip_prefix('년')?;
    (behind.is_empty() || behind == "째" || number::particle(behind))
        .then(|| year.trim_end_matches('째'))
}

/// "반", "반이나", "반이었습니다": with what stands behind a number.
fn is_half(word: &str) -> bool {
    const BEHIND: &[&str] = &[
        "", "으로", "까지", "을", "이", "이나", "만에", "쯤", "정도", "씩", "가량", "남짓", "동안",
        "간", "넘게",
    ];
    word.strip_prefix('반').is_some_and(|tail| BEHIND.contains(&tail) || tail.starts_with("이었"))
}

/// Whether a half of it is a number: a time, and what is told in such halves.
fn is_counted(word: &str) -> bool {
    #[rustfmt::skip]
    const COUNTED: &[&str] = &[
        "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks",
        "month", "months", "year", "years", "mile", "miles", "million",
        "초", "분", "시간", "일", "주", "주일", "년", "달", "개월", "배",
    ];
    COUNTED.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::super::english::English;
    use super::super::token::tokens_of;

    fn numbers(text: &str) -> Vec<f64> {
        tokens_of(text, &English::new()).iter().filter_map(|token| token.value).collect()
    }

    #[test]
    fn halves_of_what_is_counted_belong_to_its_number() {
        assert_eq!(numbers("An hour and a half before the concert"), [1.5]);
        assert_eq!(numbers("we took two and a half weeks"), [2.5]);
        assert_eq!(numbers("it took three days and a half"), [3.5]);
        assert_eq!(numbers("eight and a half thousand euros"), [8_500.0]);
        assert_eq!(numbers("삼 점 이 톤을 납품했습니다"), [3.2]);
        assert_eq!(numbers("응답이 사점 이초까지 늘었습니다"), [4.2]);
        assert_eq!(numbers("이점 오초 밑으로"), [2.5]);
        assert_eq!(numbers("반년째 멈춰 있었습니다"), [0.5]);
        assert_eq!(numbers("사백열두 장을 봤습니다"), [412.0]);
        assert_eq!(numbers("쉰일곱 개나 되던 버튼"), [57.0]);
        assert_eq!(numbers("within half an hour"), [0.5]);
        assert_eq!(numbers("한 시간 반 만에 끝냈습니다"), [1.5]);
        assert_eq!(numbers("2년 반 동안 일했습니다"), [2.5]);
    }

    #[test]
    fn other_halves_change_no_number() {
        assert_eq!(numbers("우리 반 학생 세 명"), [3.0]);
        assert!(numbers("we lost half a day").is_empty());
        assert!(numbers("a colleague and a half").is_empty());
    }
}
