//! Which Korean words are verbs or adjectives by how they end, also as notes in a hurry write them ("맡은것중", "배움").

use crate::language::korean::syllable;

/// Final consonants as [`syllable`] numbers them: ㄴ, ㄹ, ㅁ and ㅆ.
const NIEUN: u32 = 4;
const RIEUL: u32 = 8;
const MIEUM: u32 = 16;
const SSANG_SIOT: u32 = 20;

/// Nouns that only stand behind a verb, and what may follow them.
const BOUND: &[&str] = &[
    "게", "거", "것", "건", "걸", "때", "땐", "중", "적", "줄", "점", "데", "지", "수", "날", "후",
    "뒤", "만큼",
];
#[rustfmt::skip]
const BEHIND_BOUND: &[&str] =
    &["", "은", "는", "이", "가", "을", "를", "도", "만", "에", "로", "의", "인데", "였음", "고", "중"];

/// Endings that no noun with its particle has.
#[rustfmt::skip]
const ENDINGS: &[&str] = &[
    "라고", "려고", "지만", "는데", "니까", "면서", "도록", "거나", "든지", "더니", "더라", "구나", "잖아", "자고", "다고", "다는", "냐고", "으면",
    "아서", "어서", "해서", "하고", "하는", "되는", "하던", "되던", "하게", "되게", "하지", "되지", "하며", "되며", "하면", "되면", "하려", "하여", "되어",
    "하기", "되기", "시켜", "시킨", "한다", "된다", "니다", "네요", "어요", "아요", "예요", "에요", "거든", "는다", "으로써", "적인", "적으로", "스러운",
    "스럽게", "으며", "려면", "다가", "자마자", "처럼", "만큼", "대로", "밖에", "마다", "들이", "들을", "들은", "들과", "들의", "들에게", "씩", "쯤",
    "인", "음", "함", "됨", "어야", "아야", "여야", "하신", "되신", "하실", "되실", "끼리",
];
/// Endings of verbs that a noun without a particle may have as well, but hardly a name does.
#[rustfmt::skip]
const MAYBE: &[&str] = &[
    "는", "은", "던", "할", "한", "된", "될", "게", "거", "지", "고", "며", "서", "니", "면", "자", "다", "요", "데", "기", "듯", "려", "러", "아",
    "어", "워", "와", "줘", "봐", "해", "돼", "라", "냐", "까", "네", "죠",
];

/// Whether a word is a verb or adjective; `last` where it ends its clause, and one that ends in ㅁ is made a noun ("고침").
pub(super) fn verbal(word: &str, last: bool) -> bool {
    let end = |c: char| syllable(c).map(|(_, _, end)| end);
    let past = word.chars().any(|c| end(c) == Some(SSANG_SIOT) || ['싶', '없', '됬'].contains(&c));
    let made_noun = last && word.chars().next_back().and_then(end) == Some(MIEUM);
    past || made_noun || ENDINGS.iter().any(|ending| word.ends_with(ending)) || before_bound(word)
}

/// Whether a bound noun is written in one with the verb before it ("만든게", "급할때").
fn before_bound(word: &str) -> bool {
    let bound = |(at, _): (usize, char)| {
        let (verb, rest) = word.split_at(at);
        let open = verb.chars().next_back().and_then(syllable);
        let joins = open.is_some_and(|(_, _, end)| [NIEUN, RIEUL].contains(&end));
        joins
            && BOUND
                .iter()
                .filter_map(|noun| rest.strip_prefix(noun))
                .any(|behind| BEHIND_BOUND.contains(&behind))
    };
    word.char_indices().skip(1).any(bound)
}

/// Whether a word without a particle ends as verbs do.
pub(super) fn may_be_verbal(word: &str) -> bool {
    MAYBE.iter().any(|ending| word.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_known_by_their_endings_however_they_are_written() {
        for word in ["만든게", "급할때", "맡은것중", "배웠음", "물어보자고", "줄였다", "리드하는게"]
        {
            assert!(verbal(word, false), "{word}");
        }
        assert!(verbal("고침", true) && !verbal("고침", false));
        assert!(!verbal("햇살막", true) && !verbal("나루배송에서", false));
        assert!(may_be_verbal("붙여봐") && !may_be_verbal("햇살막"));
    }
}
