//! Names in Korean text, which has no capitals: what stands in quotation marks, organisations by what
//! their names end with, people by the title behind their name.

use super::token::Token;

/// What names of organisations end with, behind two syllables and more of their own.
#[rustfmt::skip]
const ORGANISATIONS: &[&str] = &[
    "대학교", "초등학교", "중학교", "고등학교", "연구소", "연구원", "은행", "병원", "도서관", "박물관",
    "미술관", "교육청", "전자", "수산", "출판사", "재단", "공단", "공사",
];

/// What such a name may begin with and still be none: any school, a national one.
#[rustfmt::skip]
const COMMON: &[&str] = &["근처", "동네", "지방", "국립", "시립", "대학", "종합", "우리", "지역", "여러"];

/// Titles behind the name of a person.
#[rustfmt::skip]
const TITLES: &[&str] = &[
    "씨", "님", "선생", "교수", "박사", "대표", "이사", "팀장", "부장", "과장", "대리", "사원", "실장",
    "원장", "소장", "계장", "회장", "사장", "선배", "후배", "코치", "감독", "작가", "기자", "의원", "간호사",
    "주임", "책임", "수석",
];

/// Common family names of one syllable.
const FAMILIES: &str = "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진나엄원천방공현함변염";

/// Quotation marks, in pairs.
const QUOTES: [(char, char); 8] = [
    ('\'', '\''),
    ('"', '"'),
    ('‘', '’'),
    ('“', '”'),
    ('「', '」'),
    ('『', '』'),
    ('《', '》'),
    ('〈', '〉'),
];

/// The name that the Hangul token `at` of `tokens`, made of `words`, is.
pub(super) fn name<'a>(tokens: &'a [Token], at: usize, words: &[&'a str]) -> Option<&'a str> {
    let token = &tokens[at];
    let next = tokens.get(at + 1).filter(|next| next.word == token.word + 1);
    let name = quoted(words[token.word])
        .or_else(|| organisation(token))
        .or_else(|| person(token, next))?;
    (name.chars().count() >= 2).then_some(name)
}

/// A quotation of several words is what somebody said.
fn quoted(word: &str) -> Option<&str> {
    let first = word.chars().next()?;
    let close = QUOTES.iter().find(|(open, _)| *open == first)?.1;
    word[first.len_utf8()..].split_once(close).map(|(inside, _)| inside)
}

fn organisation(token: &Token) -> Option<&str> {
    let is_one = |end: &&&str| {
        let own = token.stem.strip_suffix(**end);
        own.is_some_and(|own| own.chars().count() >= 2 && !COMMON.contains(&own))
    };
    ORGANISATIONS.iter().find(is_one).map(|_| token.stem.as_str())
}

fn person<'a>(token: &'a Token, next: Option<&Token>) -> Option<&'a str> {
    let name = token.surface.as_str();
    let family = name.chars().next().is_some_and(|first| FAMILIES.contains(first));
    let next = next?.surface.as_str();
    // "팀장님께", "어촌계장님"
    let from = |skipped: usize| next.char_indices().nth(skipped).map_or("", |(at, _)| &next[at..]);
    let titled = (0..3).any(|skipped| TITLES.iter().any(|title| from(skipped).starts_with(title)));
    // "고객이 대표에게": a word of two syllables with a particle is likelier than such a name.
    let particle =
        name.ends_with(['이', '가', '은', '는', '을', '를', '의', '도', '와', '과', '에']);
    (family && titled && !particle && name.chars().count() == 3).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::super::english::English;
    use super::super::token::tokens_of;
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let tokens = tokens_of(text, &English::new());
        (0..tokens.len()).filter_map(|at| name(&tokens, at, &words)).map(str::to_owned).collect()
    }

    #[test]
    fn names_are_known_by_quotation_marks_by_their_ends_and_by_titles() {
        assert_eq!(names("저는 '푸른바다'에서 일했습니다"), ["푸른바다"]);
        assert_eq!(names("한빛대학교에서 배웠습니다"), ["한빛대학교"]);
        assert_eq!(names("옆 팀 정다온 팀장님께 부탁했습니다"), ["정다온"]);
    }

    #[test]
    fn ordinary_words_are_no_names() {
        assert!(names("동네 도서관에서 대학교를 검색했습니다").is_empty());
        assert!(names("그분은 '해 보자'고 하셨습니다").is_empty());
        assert!(names("고객이 대표에게 전화했습니다").is_empty());
    }
}
