//! Words of closed series, of which another one is another answer: days of the week, holidays, months, in Korean also
//! grades of an award, languages and halves of the year.

use std::sync::LazyLock;

use super::calendar::MONTHS;
use super::listed::Listed;
use super::token::Token;

/// A series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Series {
    Weekday,
    Holiday,
    Month,
    Award,
    Language,
    HalfYear,
}

const WEEKDAYS: &str = "월요일 화요일 수요일 목요일 금요일 토요일 일요일";
const HOLIDAYS: &str = "추석 설날 구정 신정 블랙프라이데이 한가위 크리스마스 성탄절 어린이날 어버이날 현충일 광복절 개천절 한글날 대보름";
const AWARDS: &str = "대상 최우수상 우수상 장려상 금상 은상 동상 특별상 공로상 인기상 입선";
const LANGUAGES: &str = "영어 한국어 일본어 중국어 베트남어 스페인어 프랑스어 독일어 러시아어 태국어 아랍어 몽골어 포르투갈어 이탈리아어 \
인도네시아어 말레이어 힌디어 네팔어 미얀마어 튀르키예어 우즈베크어 캄보디아어 크메르어 라틴어";
/// Awards that are other words as well: a target, a statue.
const ALSO_OTHERS: &[&str] = &["대상", "동상"];
/// How verbs begin that one does with an award.
const WINS: &[&str] = &["받", "수상", "탔", "타", "탄", "차지"];

static LISTS: LazyLock<[(Series, Listed); 5]> = LazyLock::new(|| {
    [
        (Series::Weekday, Listed::new(WEEKDAYS, 6)),
        (Series::Holiday, Listed::new(HOLIDAYS, 7)),
        (Series::Award, Listed::new(AWARDS, 7)),
        (Series::Language, Listed::new(LANGUAGES, 8)),
        (Series::HalfYear, Listed::new("상반기 하반기", 6)),
    ]
});

const ENGLISH_WEEKDAYS: &[&str] =
    &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
#[rustfmt::skip]
const ENGLISH_HOLIDAYS: &[&str] = &[
    "christmas", "easter", "halloween", "thanksgiving", "ramadan", "eid", "diwali", "hanukkah", "passover", "pentecost",
    "epiphany",
];

/// The series of an English word in small letters, perhaps in the plural.
pub(super) fn english(word: &str) -> Option<Series> {
    let lists = [
        (Series::Weekday, ENGLISH_WEEKDAYS),
        (Series::Holiday, ENGLISH_HOLIDAYS),
        (Series::Month, &MONTHS[..]),
    ];
    let known = |word: &str| lists.iter().find(|(_, list)| list.contains(&word)).map(|of| of.0);
    known(word).or_else(|| known(word.strip_suffix('s')?))
}

/// Whether an English word in small letters is a day of the week, perhaps in the plural.
pub(super) fn is_weekday(word: &str) -> bool {
    english(word) == Some(Series::Weekday)
}

/// Whether an English word in small letters is a month.
pub(super) fn is_month(word: &str) -> bool {
    english(word) == Some(Series::Month)
}

/// New Year's Day, too short to be found at the beginning of a word: 설 연휴.
const NEW_YEAR: &str = "설";

/// The word of a series that a Korean word, perhaps with particles, is.
pub(super) fn member(word: &str) -> Option<(Series, &str)> {
    if word == NEW_YEAR {
        return Some((Series::Holiday, NEW_YEAR));
    }
    LISTS.iter().find_map(|(series, list)| {
        list.longest(word, |name| list.has(name)).map(|name| (*series, name))
    })
}

/// The same for the token `at`, by what is done with it where it may be another word.
pub(super) fn at(tokens: &[Token], at: usize) -> Option<&str> {
    let (_, name) = member(&tokens[at].surface)?;
    let wins = |token: &Token| WINS.iter().any(|verb| token.surface.starts_with(verb));
    let won = || tokens[at + 1..].iter().take(4).any(wins);
    (!ALSO_OTHERS.contains(&name) || won()).then_some(name)
}

/// Whether it is a day of the week, a month or a holiday.
pub(super) fn of_calendar(token: &Token) -> bool {
    english(&token.surface).is_some()
}

#[cfg(test)]
mod tests {
    use super::super::token::found_in;
    use super::*;

    fn found(text: &str) -> Vec<String> {
        found_in(text, at)
    }

    #[test]
    fn words_of_a_series_are_known_with_their_particles() {
        assert_eq!(found("화요일마다 모였고 한글날에는 쉬었습니다"), ["화요일", "한글날"]);
        assert_eq!(found("교내 대회에서 대상을 받았습니다"), ["대상"]);
        assert!(found("초보자를 대상으로 강의했습니다").is_empty());
    }
}
