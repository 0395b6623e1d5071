//! Korean verb endings behind which a clause ends.

/// Whether a clause ends with `word`, the one `next` behind it.
pub(super) fn closes_clause(word: &str, next: &str) -> bool {
    connective(word) && !goes_on(word, next)
}

/// Whether a word ends as Korean verbs do that join their clause to the next.
pub(super) fn connective(word: &str) -> bool {
    #[rustfmt::skip]
    const ENDINGS: &[&str] = &[
        "고", "서", "면", "며", "지만", "는데", "은데", "인데", "니까", "려고", "도록", "거나",
        "하자", "되자", "보자", "때문에", "더니", "바람에", "고요", "는데요", "지만요",
    ];
    // Nouns and adverbs that merely end like that, and what stands behind a noun ("에 대해서").
    #[rustfmt::skip]
    const NOT: &[&str] = &[
        "그리고", "그래서", "이러면", "그러면", "이라고", "보고서", "대해서", "통해서", "위해서", "관해서",
        "의해서", "따라서", "혼자서", "여럿이서", "둘이서", "셋이서",
    ];
    let bare = word.trim_end_matches([',', '.', '!', '?']);
    bare.chars().count() >= 3
        && !NOT.contains(&bare)
        && !bare.ends_with("에서")
        && !bare.ends_with("로서")
        && ENDINGS.iter().any(|ending| bare.ends_with(ending))
}

/// Whether the clause goes on behind a connective ending: with an auxiliary verb ("공유하려고 하며",
/// "유지하려고 노력하고", "쓰고 있는"), or with a second verb of the same noun ("설정하고 사용하는 것",
/// "다양하고 많은 문제").
fn goes_on(word: &str, next: &str) -> bool {
    if word.ends_with([',', '.', '!', '?']) {
        return false;
    }
    let begins = |stems: &[&str]| stems.iter().any(|stem| next.starts_with(stem));
    let purpose = word.ends_with("려고") || word.ends_with("도록");
    if purpose && begins(&["하", "했", "합", "해", "노력", "애쓰", "애썼", "애를"]) {
        return true;
    }
    if word.ends_with('고') && begins(&["있", "싶", "나서", "나니", "나면", "말았"]) {
        return true;
    }
    let joins = word.ends_with('고') || word.ends_with("거나") || word.ends_with('며');
    joins && (adnominal(next) || connective(next))
}

/// Whether a word is a verb before the noun it belongs to ("사용하는", "참여할", "많은").
fn adnominal(word: &str) -> bool {
    #[rustfmt::skip]
    const ENDINGS: &[&str] = &[
        "하는", "되는", "있는", "없는", "하던", "많은", "좋은", "새로운", "할", "한", "될", "된",
    ];
    const NOT: &[&str] = &["또한", "제한", "권한", "한", "할", "된", "될"];
    !NOT.contains(&word) && ENDINGS.iter().any(|ending| word.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::closes_clause;

    #[test]
    fn a_clause_ends_behind_a_connective_ending() {
        assert!(closes_clause("개설하고", "인원들을"));
        assert!(closes_clause("많았지만,", "결국"));
    }

    #[test]
    fn a_clause_goes_on_with_an_auxiliary_or_a_second_verb() {
        assert!(!closes_clause("공유하려고", "하며"));
        assert!(!closes_clause("설정하고", "사용하는"));
        assert!(!closes_clause("생성하고", "설정하고"));
    }

    #[test]
    fn nouns_that_end_like_verbs_end_no_clause() {
        assert!(!closes_clause("사용자", "경험에"));
        assert!(!closes_clause("대해서", "배웠습니다"));
    }
}
