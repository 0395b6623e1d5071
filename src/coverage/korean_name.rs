//! Names in Korean text, which has no capitals: what stands in quotation marks, organisations by what
//! their names end with, places, people by the title behind their name or by how they are introduced.

use super::given_name::{given_name, unknown};
use super::korean_organisation::own_form;
use super::korean_person::{foreigner, introduced, of_team, person};
use super::quotation::{Quoted, quoted, quoted_phrase};
use super::token::{Script, Token};
use super::{brand, coined, korean_firm, place, series, substance};
use crate::language::is_morpheme;

/// The name that the Hangul token `at` of `tokens`, made of `words`, is; `quotes` are those the notes quote elsewhere.
pub(super) fn name<'a>(
    tokens: &'a [Token],
    at: usize,
    words: &[&'a str],
    quotes: &Quoted,
) -> Option<&'a str> {
    let token = &tokens[at];
    let next = tokens.get(at + 1).filter(|next| next.word == token.word + 1);
    let before = at.checked_sub(1).map(|before| &tokens[before]);
    // Of "'Highlighter'입니다" the Hangul is what stands behind the name.
    let inside = |name: &&str| token.raw.chars().next().is_some_and(|first| name.contains(first));
    let name = quoted(words[token.word])
        .filter(inside)
        .or_else(|| quoted_phrase(token, words))
        .or_else(|| quotes.name(&token.surface))
        .or_else(|| own_form(token))
        .or_else(|| place::place(&token.surface).filter(|_| !counted(token, before)))
        .or_else(|| brand::brand(&token.surface).filter(|_| !in_one_word(token, before)))
        .or_else(|| person(token, next))
        .or_else(|| korean_firm::worked_at(tokens, at))
        .or_else(|| foreigner(tokens, at))
        .or_else(|| korean_firm::called(tokens, at))
        .or_else(|| korean_firm::taught(token, next))
        .or_else(|| introduced(tokens, at))
        .or_else(|| given_name(tokens, at))
        .or_else(|| series::at(tokens, at))
        .or_else(|| korean_firm::titled(tokens, at))
        .or_else(|| korean_firm::described(tokens, at))
        .or_else(|| of_team(tokens, at))
        .or_else(|| korean_firm::department(token))
        .or_else(|| korean_firm::studied(token, next))
        .or_else(|| substance::korean(&token.surface))
        .or_else(|| coined::coined(tokens, at))?;
    (name.chars().count() >= 2).then_some(name)
}

/// Whether a number is written before it without a space ("10대만").
pub(super) fn in_one_word(token: &Token, before: Option<&Token>) -> bool {
    before.is_some_and(|before| before.script == Script::Number && before.last_word == token.word)
}

/// Whether a number before it makes it what is counted ("3 대구").
fn counted(token: &Token, before: Option<&Token>) -> bool {
    before
        .is_some_and(|before| before.script == Script::Number && before.last_word + 1 >= token.word)
}

/// From this [`crate::language::implausibility`] the dictionary knows a part of a word not, in nats.
const UNKNOWN: f32 = 3.5;

/// Whether a noun is no word of the dictionary, nor made of its words alone.
pub(super) fn is_unknown(noun: &str) -> bool {
    !is_morpheme(noun) && unknown(noun, UNKNOWN)
}

#[cfg(test)]
mod tests {
    use super::super::english::English;
    use super::super::token::tokens_of;
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let tokens = tokens_of(text, &English::new());
        (0..tokens.len())
            .filter_map(|at| name(&tokens, at, &words, &Quoted::default()))
            .map(str::to_owned)
            .collect()
    }

    #[test]
    fn names_are_known_by_quotation_marks_by_their_ends_and_by_titles() {
        assert_eq!(names("저는 '푸른바다'에서 일했습니다"), ["푸른바다"]);
        assert_eq!(names("한빛대학교에서 배웠습니다"), ["한빛대학교"]);
        assert_eq!(names("옆 팀 정다온 팀장님께 부탁했습니다"), ["정다온"]);
    }

    #[test]
    fn people_are_known_by_how_they_are_introduced() {
        assert_eq!(names("안녕하세요, 저는 한서윤입니다"), ["한서윤"]);
        assert_eq!(names("정다온이라고 합니다"), ["정다온"]);
        assert_eq!(names("동료 정다온과 함께 했습니다"), ["정다온"]);
        assert!(names("안녕하세요, 저는 신입생입니다").is_empty());
        assert!(names("저는 이 일이 처음이라고 했습니다").is_empty());
    }

    #[test]
    fn ordinary_words_are_no_names() {
        assert!(names("동네 도서관에서 대학교를 검색했습니다").is_empty());
        assert!(names("그분은 '해 보자'고 하셨습니다").is_empty());
        assert!(names("고객이 대표에게 전화했습니다").is_empty());
    }
}
