//! Korean names that no list has and no rule knows (나루배송, 햇살막): nouns that everyday Korean does not have, where
//! names stand. How likely one is a name comes from what it is made of and what stands around it.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::korean_firm;
use super::korean_name::in_one_word;
use super::logistic::{Weights, flag};
use super::point::KeyPoint;
use super::token::{Script, Token, emoticon};
use super::verbal::{may_be_verbal, verbal};
use crate::language::{implausibility, is_morpheme, korean};

/// Nouns, abbreviations and spellings of everyday and working life that the dictionary of morphemes lacks.
static EVERYDAY: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    include_str!("everyday.ko.txt").lines().filter(|l| !l.starts_with('#')).collect()
});

/// How many signs a noun has.
pub const COINED_SIGNS: usize = 16;

/// How implausible the noun is, in tens of nats; what of its word no known word covers, in syllables, up to 3; whether
/// it has two syllables, or five and more; whether the word before says of what kind what is named is; whether it
/// stands alone, with 에서, with 에서 before a verb of work, with 의, with 와 or 에게; whether a number stands before it or
/// behind it, a Latin word before it; whether it ends the clause, or as verbs do; what no known word covers where 에서 stands behind.
pub type CoinedSigns = [f32; COINED_SIGNS];

/// Fitted to the Korean notes of the labelled answers (the suite's `fits_the_weights_of_coined_names`).
const WEIGHTS: Weights<COINED_SIGNS> = Weights {
    bias: -3.543,
    of: [
        3.106, 0.798, -0.952, 1.158, 3.859, 1.446, 2.674, 1.988, 1.171, 2.65, -2.618, -2.198,
        1.903, -2.589, -2.668, 0.566,
    ],
};
/// From this probability on a noun is a name. On five notes that the weights were not fitted to it calls 59 of 71 labelled
/// names so, and 26 other nouns (docs/coverage.md).
pub const COINED_NAME: f32 = 0.4;

/// Particles, the longer ones first.
#[rustfmt::skip]
const PARTICLES: &[&str] = &[
    "이었습니다", "이었음", "였습니다", "에서는", "에서도", "으로는", "이라는", "이었고", "입니다", "에게", "에서", "한테", "까지",
    "부터", "께서", "이신", "고요", "으로", "로는", "라는", "이랑", "이고", "인데", "였고", "였음", "이며", "이라", "에는", "에도", "보다", "이나", "나", "께", "이요",
    "랑", "과", "와", "의", "은", "는", "이", "가", "을", "를", "도", "만", "에", "로", "임",
];
/// What the noun before a name says that it is, besides [`korean_firm::is_kind`].
#[rustfmt::skip]
const KINDS: &[&str] = &[
    "제품", "어플", "라인", "크림", "세제", "프로젝트", "학회", "단체", "모임", "잡지", "방송", "채널", "블로그", "컨퍼런스", "대회", "은행", "병원",
    "마트", "편의점", "매장", "지점", "시스템", "프로그램", "솔루션", "도구", "툴", "언어", "라이브러리", "모델", "로봇", "음료", "맥주", "과자",
    "라면", "화장품", "샴푸", "커피", "연구소", "자회사", "계열사", "본사", "그룹", "캐릭터", "시리즈", "코너", "콘텐츠", "상품", "축제", "드라마",
    "영화", "소설",
];
/// How verbs of work begin that stand behind where it is done.
#[rustfmt::skip]
const WORKS: &[&str] = &[
    "일하", "일했", "근무", "재직", "맡", "담당", "다녔", "다니", "입사", "인턴", "옮", "이직", "합류", "있을", "있었", "운영", "개발", "썼", "쓰", "하는중", "배웠",
    "했",
];
/// Syllables that are put to nouns without making names of them.
const AFFIXES: &str = "팀실장률수용별님들화형식권자부과급력성비료점제차당금값액량도층석조단대반계소청원사인집판선포구군때쌤댁앱폰";

/// A noun that may be a name.
pub struct Candidate<'a> {
    /// Without its particle.
    pub noun: &'a str,
    /// What speaks for a name and against it.
    pub signs: CoinedSigns,
}

/// The nouns of a Korean point that may be names.
pub fn candidates(point: &KeyPoint) -> Vec<Candidate<'_>> {
    (0..point.tokens.len()).filter_map(|at| candidate(&point.tokens, at)).collect()
}

/// The name that the Hangul token `at` is.
pub(super) fn coined(tokens: &[Token], at: usize) -> Option<&str> {
    let Candidate { noun, signs } = candidate(tokens, at)?;
    (WEIGHTS.probability(&signs) >= COINED_NAME).then_some(noun)
}

fn candidate(tokens: &[Token], at: usize) -> Option<Candidate<'_>> {
    let token = &tokens[at];
    let word = token.surface.as_str();
    let before = at.checked_sub(1).map(|before| &tokens[before]);
    let next = tokens.get(at + 1);
    let (noun, particle) = parted(word);
    let syllables = noun.chars().count();
    // "올렸는데 꺼버림 ㅠㅠ"
    let closes = next.is_none_or(emoticon);
    if token.script != Script::Hangul
        || !(2..=8).contains(&syllables)
        || in_one_word(token, before)
        || [word, noun].into_iter().any(is_known)
        || is_affixed(noun)
        || is_addressed(word)
        || verbal(word, closes)
        || !word.chars().all(korean::is_hangul)
    {
        return None;
    }
    let is =
        |token: Option<&Token>, script: Script| flag(token.is_some_and(|t| t.script == script));
    let of_kind = before.is_some_and(|before| {
        let word = before.surface.as_str();
        korean_firm::is_kind(word) || KINDS.iter().any(|kind| word.ends_with(kind))
    });
    let works = tokens[at + 1..]
        .iter()
        .any(|token| WORKS.iter().any(|work| token.surface.starts_with(work)));
    let at_place = particle.starts_with("에서");
    let uncovered = |word: &str| uncovered(word).min(MOST_UNCOVERED);
    let with = ["이랑", "랑", "과", "와", "에게", "한테"].contains(&particle);
    let signs = [
        implausibility(noun)?.clamp(-3.0, 15.0) / 10.0,
        uncovered(word),
        flag(syllables == 2),
        flag(syllables >= 5),
        flag(of_kind),
        flag(particle.is_empty()),
        flag(at_place),
        flag(at_place && works),
        flag(particle == "의"),
        flag(with),
        is(before, Script::Number),
        is(next, Script::Number),
        is(before, Script::Latin),
        flag(next.is_none()),
        flag(particle.is_empty() && may_be_verbal(word)),
        flag(at_place) * uncovered(noun),
    ];
    Some(Candidate { noun, signs })
}

/// A noun and its longest particle that fits its end.
fn parted(word: &str) -> (&str, &str) {
    let noun =
        |particle: &&str| word.strip_suffix(*particle).filter(|noun| korean::fits(noun, particle));
    let found = PARTICLES.iter().find_map(|particle| Some((noun(particle)?, *particle)));
    found.unwrap_or((word, ""))
}

/// Whether a word speaks of somebody with 님 or 씨, which the rules for people know.
fn is_addressed(word: &str) -> bool {
    let mut titles = word.match_indices(['님', '씨']);
    titles.any(|(at, title)| {
        let behind = &word[at + title.len()..];
        at > 0 && (korean::is_particle(behind) || behind.starts_with(['께', '들']))
    })
}

fn is_known(word: &str) -> bool {
    is_morpheme(word) || EVERYDAY.contains(word)
}

/// Whether a noun is a known one with a syllable that is put to nouns (정비팀, 창고용).
fn is_affixed(noun: &str) -> bool {
    let last = noun.char_indices().next_back();
    last.is_some_and(|(at, last)| AFFIXES.contains(last) && is_known(&noun[..at]))
}

/// More that nothing covers says no more.
const MOST_UNCOVERED: f32 = 3.0;
/// What a known word of two syllables and more costs, a syllable that is put to nouns, another one that is a word, and
/// one that is none: as [`uncovered`] sums them.
const KNOWN: f32 = 0.15;
const AFFIX: f32 = 0.3;
const ONE: f32 = 0.9;
const NONE: f32 = 1.0;

/// How much of a word known words do not cover, in syllables, where they cover most.
fn uncovered(word: &str) -> f32 {
    let ends: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
    let mut least = vec![f32::INFINITY; ends.len()];
    least[0] = 0.0;
    for from in 0..ends.len() - 1 {
        for to in from + 1..ends.len() {
            let part = &word[ends[from]..ends[to]];
            let cost = match to - from {
                1 if AFFIXES.contains(part) => AFFIX,
                1 if is_known(part) => ONE,
                1 => NONE,
                _ if is_known(part) => KNOWN,
                _ => continue,
            };
            least[to] = least[to].min(least[from] + cost);
        }
    }
    least[ends.len() - 1]
}

#[cfg(test)]
mod tests {
    use super::super::english::English;
    use super::super::token::tokens_of;
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let tokens = tokens_of(text, &English::new());
        (0..tokens.len()).filter_map(|at| coined(&tokens, at)).map(str::to_owned).collect()
    }

    #[test]
    fn nouns_that_nobody_knows_are_names_where_names_stand() {
        assert_eq!(names("첫 회사 마루티켓에서 정산을 맡음"), ["마루티켓"]);
        assert_eq!(names("신제품 볕뉘잼 출시를 준비함"), ["볕뉘잼"]);
    }

    #[test]
    fn what_everyday_words_are_made_of_is_no_name() {
        for text in
            ["물류창고에서 재고를 셈", "정비팀에서 일함", "리뉴얼을 준비함", "빨리 만든게 문제였음"]
        {
            assert_eq!(names(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_particle_fits_the_end_of_its_noun() {
        assert_eq!(parted("블랙프라이데이"), ("블랙프라이데이", ""));
        assert_eq!(parted("마루티켓이고"), ("마루티켓", "이고"));
        assert_eq!(parted("볕뉘잼을"), ("볕뉘잼", "을"));
    }

    #[test]
    fn what_no_word_covers_counts_by_syllables() {
        assert!(uncovered("물류창고") < 0.5 && uncovered("볕뉘잼") > 1.5);
    }
}
