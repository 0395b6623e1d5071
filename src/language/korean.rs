//! Korean words without a morphological analyser: particles and endings are stripped by longest
//! suffix, and what is left is compared by jamo, where a contracted past tense ("배웠") and its
//! stem ("배우") differ by little.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Particles and verb endings, removed from the end of an eojeol, longest first, two rounds.
#[rustfmt::skip]
const SUFFIXES: &[&str] = &[
    "이었습니다", "하였습니다", "했었습니다", "되었습니다", "하겠습니다", "었었습니다",
    "있었습니다", "였습니다", "했습니다", "됐습니다", "었습니다", "았습니다", "겠습니다",
    "있습니다", "됩니다만", "으로부터", "에게서는", "이라고는", "하기위해", "입니다", "합니다",
    "됩니다", "습니다", "했는데", "했지만", "하면서", "으면서", "하지만", "이지만", "었는데",
    "았는데", "였는데", "이라는", "이라고", "으로는", "으로서", "으로써", "으로도", "에서는",
    "에서도", "에서의", "에게는", "에게서", "하려고", "하도록", "하기도", "했던", "까지는",
    "까지도", "부터는", "이었고", "이었던", "들에게", "하게끔", "이나마", "거든요", "더라고",
    "에요", "예요", "어요", "아요", "해요", "네요", "데요", "니다", "에다가", "에다", "에서", "에게", "한테",
    "께서", "까지", "부터", "라는", "라고", "처럼", "보다", "마다", "조차", "밖에", "으로",
    "로서", "로써", "로는", "로도", "이나", "이며", "이고", "이랑", "이란", "랑", "란", "들이", "들을",
    "들은", "들과", "들의", "들도", "하면", "하여", "해서", "하는", "하고", "하기", "하며",
    "했고", "한다", "되는", "되고", "되어", "되면", "된다", "돼서", "였고", "였던", "인데",
    "이라", "이면", "면서", "지만", "는데", "은데", "어서", "아서", "려고", "도록", "었고",
    "았고", "으면", "거나", "든지", "던데", "들", "은", "는", "이", "가", "을", "를", "에", "의",
    "도", "만", "와", "과", "로", "며", "고", "나", "면", "할", "한",
];

/// Endings that leave a stem of one syllable alone would make short nouns collide; only these
/// particles may.
#[rustfmt::skip]
const SHORT_STEM_PARTICLES: &[&str] = &[
    "에서", "으로", "에게", "까지", "부터", "은", "는", "이", "가", "을", "를", "에", "의", "도",
    "와", "과", "들", "들이", "들을", "들은", "이고", "입니다",
];

/// Eojeol stems that carry no point by themselves.
#[rustfmt::skip]
const STOP: &[&str] = &[
    "그리고", "그래서", "하지만", "그런데", "그러나", "또한", "또", "저", "제", "제가", "저희",
    "저는", "나", "내", "우리", "있", "없", "것", "거", "걸", "게", "건", "수", "때", "등", "및",
    "이", "그", "해당", "정말", "매우", "아주", "너무", "많", "많이", "조금", "더", "덜", "그때",
    "이때", "대해", "대한", "대하여", "위해", "위한", "위하여", "통해", "통하여", "때문", "경우",
    "이런", "그런", "이러한", "그러한", "생각", "같", "알", "하", "해", "한", "했", "되", "돼",
    "된", "됐", "않", "언제나", "항상", "편", "줄", "점", "부분", "이렇", "그렇", "이것", "그것",
    "저것", "여기", "거기", "어떤", "어떻", "무엇", "뭐", "좀", "약간", "이제", "그냥", "바로",
    "즉", "먼저", "다음", "그다음", "결국", "결과적", "특히", "사실", "일단", "이를", "이번",
    "당시", "따라", "따라서", "아니", "못", "잘", "안", "오", "가", "보", "주", "그래", "싶",
    "말씀", "따로", "다른", "적", "일", "동안", "모든", "하나", "되었", "있었", "하였", "하게", "될", "할", "말", "전", "후", "중", "뒤", "크", "큰", "작", "만들", "쓰", "들", "또는", "혹은", "가지", "개", "명", "번", "분", "년", "초", "정도", "지금", "가장",
];

/// Whether `stem` (see [`stem`]) or `surface` says nothing by itself.
pub fn is_stop(surface: &str, stem: &str) -> bool {
    STOP_SET.contains(stem) || STOP_SET.contains(surface)
}

/// [`STOP`], to look one up among many.
static STOP_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| STOP.iter().copied().collect());

/// [`SUFFIXES`] by their last syllable, in their order: every word of the notes is asked for all.
static BY_LAST: LazyLock<HashMap<char, Vec<&str>>> = LazyLock::new(|| {
    let mut out: HashMap<char, Vec<&str>> = HashMap::new();
    for suffix in SUFFIXES {
        out.entry(suffix.chars().next_back().unwrap_or_default()).or_default().push(suffix);
    }
    out
});

/// `eojeol` without particles and endings, and with a contracted past tense opened ("배웠" becomes
/// "배우").
pub fn stem(eojeol: &str) -> String {
    let mut stem = eojeol;
    for _ in 0..2 {
        let before = stem;
        let Some(last) = stem.chars().next_back() else { break };
        for suffix in BY_LAST.get(&last).into_iter().flatten() {
            if let Some(rest) = stem.strip_suffix(suffix) {
                let syllables = rest.chars().count();
                let enough =
                    syllables >= 2 || (syllables == 1 && SHORT_STEM_PARTICLES.contains(suffix));
                if enough {
                    stem = rest;
                    break;
                }
            }
        }
        if stem == before {
            break;
        }
    }
    open_past(stem)
}

/// Whether `tail` is nothing, a particle or ending, or two of them.
pub fn is_suffix(tail: &str) -> bool {
    let one = |text: &str| text.is_empty() || SUFFIXES.contains(&text);
    one(tail) || SUFFIXES.iter().any(|suffix| tail.strip_suffix(suffix).is_some_and(one))
}

/// Whether `tail` is nothing or what stands behind a noun, and no ending of a verb made of it (완주했습니다).
pub fn is_particle(tail: &str) -> bool {
    let verb = tail.starts_with(['하', '했', '합', '해', '한', '할', '되', '됐', '됩', '된', '돼']);
    is_suffix(tail) && (!verb || tail.starts_with("한테"))
}

/// Whether a particle fits the end of a noun: 이 stands behind a consonant, 가 behind a vowel.
pub fn fits(noun: &str, particle: &str) -> bool {
    const RIEUL: u32 = 8;
    let Some((_, _, end)) = noun.chars().next_back().and_then(syllable) else { return false };
    match particle {
        "로" | "로는" => end == 0 || end == RIEUL,
        "가" | "는" | "를" | "와" | "랑" | "라는" | "라고" | "였고" | "였음" | "였습니다" => {
            end == 0
        }
        _ if particle.starts_with(['이', '으', '은', '을', '과']) => end > 0,
        _ => true,
    }
}

/// `eojeol` without the longest particle at its end that leaves two syllables.
pub fn without_particle(eojeol: &str) -> &str {
    let syllables = eojeol.char_indices().skip(2).map(|(at, _)| at);
    syllables
        .map(|at| eojeol.split_at(at))
        .find(|(_, tail)| SUFFIXES.contains(tail))
        .map_or(eojeol, |(base, _)| base)
}

fn open_past(stem: &str) -> String {
    let Some(last) = stem.chars().last() else { return String::new() };
    let Some((lead, vowel, tail)) = syllable(last) else { return stem.to_owned() };
    const SSANG_SIOT: u32 = 20;
    if tail != SSANG_SIOT || stem.chars().count() < 2 {
        return stem.to_owned();
    }
    // ㅝ ㅕ ㅘ ㅙ ㅐ of the contracted past go back to ㅜ ㅣ ㅗ ㅚ ㅏ.
    let vowel = match vowel {
        14 => 13,
        6 => 20,
        9 => 8,
        10 => 11,
        1 => 0,
        other => other,
    };
    let head = &stem[..stem.len() - last.len_utf8()];
    let opened = char::from_u32(0xAC00 + (lead * 21 + vowel) * 28).unwrap_or(last);
    format!("{head}{opened}")
}

/// Lead, vowel and tail numbers of a Hangul syllable (tail 0 is none), `None` for other characters.
pub fn syllable(c: char) -> Option<(u32, u32, u32)> {
    let code = (c as u32).checked_sub(0xAC00)?;
    (code < 11_172).then_some((code / 588, code / 28 % 21, code % 28))
}

/// Whether `c` is a Hangul syllable.
pub fn is_hangul(c: char) -> bool {
    syllable(c).is_some()
}

/// Whether `text` has letters that are neither Hangul nor of the English alphabet.
pub fn has_another_script(text: &str) -> bool {
    text.chars().any(|c| c.is_alphabetic() && !c.is_ascii() && !is_hangul(c))
}

/// The jamo of `text`, one character each; a silent leading ㅇ is left out so that linking and
/// misheard vowels cost one edit, not two.
pub fn jamo(text: &str) -> Vec<char> {
    let mut out = Vec::with_capacity(text.len());
    for c in text.chars() {
        match syllable(c) {
            Some((lead, vowel, tail)) => {
                const SILENT: u32 = 11;
                if lead != SILENT {
                    out.push(char::from_u32(0x1100 + lead).unwrap_or(c));
                }
                out.push(char::from_u32(0x1161 + vowel).unwrap_or(c));
                if tail > 0 {
                    out.push(char::from_u32(0x11A7 + tail).unwrap_or(c));
                }
            }
            None => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn particles_and_endings_are_stripped() {
        assert_eq!(stem("서비스를"), "서비스");
        assert_eq!(stem("프로젝트에서는"), "프로젝트");
        assert_eq!(stem("수집하여"), "수집");
        assert_eq!(stem("사용했습니다"), "사용");
        assert_eq!(stem("배웠습니다"), "배우");
        assert_eq!(stem("팀이"), "팀");
        assert_eq!(stem(""), "");
    }

    #[test]
    fn particles_are_told_from_other_tails() {
        assert!(is_suffix("") && is_suffix("에서는") && is_suffix("들을") && is_suffix("입니다"));
        assert!(!is_suffix("플") && !is_suffix("톡입니다"));
    }

    #[test]
    fn particles_are_told_from_endings_of_verbs() {
        assert!(is_particle("에서는") && is_particle("입니다") && is_particle(""));
        assert!(!is_particle("했습니다") && !is_particle("하고"));
    }

    #[test]
    fn short_words_keep_themselves() {
        assert_eq!(stem("회의"), "회");
        assert_eq!(stem("나"), "나");
    }

    #[test]
    fn jamo_of_other_scripts_pass_through() {
        assert_eq!(jamo("aㄱ"), vec!['a', 'ㄱ']);
        assert_eq!(jamo("연").len(), 2);
    }
}
