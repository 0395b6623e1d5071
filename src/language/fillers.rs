//! Filled pauses, filler words and hedges of both languages, as data.
//!
//! Sources: the filled pauses of English follow Clark & Fox Tree (2002, *Cognition* 84), the
//! ambiguous words and hedges the usual lists of speaking coaches; the Korean ones the
//! discourse markers (담화 표지) that Korean studies describe. The user may add to each list in
//! `aloud.toml`.

use super::Language;

/// Words to look for, lower case; several words are separated by single spaces.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FillerWords {
    /// Never anything but a filled pause.
    pub always: Vec<String>,
    /// Filler or ordinary word: only the context tells.
    pub ambiguous: Vec<String>,
    /// Words that weaken a statement.
    pub hedges: Vec<String>,
}

impl FillerWords {
    /// Adds the user's own words: they always count.
    pub fn extend(&mut self, own: &[String]) {
        for word in own {
            let word = word.trim().to_lowercase();
            if !word.is_empty() && !self.always.contains(&word) {
                self.ambiguous.retain(|other| *other != word);
                self.always.push(word);
            }
        }
    }
}

/// The filler words of a language.
pub fn fillers_of(language: Language) -> FillerWords {
    let (always, ambiguous, hedges) = match language {
        Language::English => (EN_ALWAYS, EN_AMBIGUOUS, EN_HEDGES),
        Language::Korean => (KO_ALWAYS, KO_AMBIGUOUS, KO_HEDGES),
    };
    let owned = |words: &[&str]| words.iter().map(|word| word.to_string()).collect();
    FillerWords { always: owned(always), ambiguous: owned(ambiguous), hedges: owned(hedges) }
}

const EN_ALWAYS: &[&str] = &[
    "um", "umm", "ummm", "uhm", "uh", "uhh", "uhhh", "er", "err", "erm", "ehm", "eh", "ah", "ahh",
    "hm", "hmm", "hmmm", "mm", "mmm", "mhm", "uh-huh",
];

const EN_AMBIGUOUS: &[&str] = &[
    "like",
    "so",
    "well",
    "right",
    "okay",
    "actually",
    "basically",
    "literally",
    "you know",
    "i mean",
    "kind of",
    "sort of",
    "you see",
    "or something",
    "and stuff",
    "whatever",
];

const EN_HEDGES: &[&str] = &[
    "maybe",
    "perhaps",
    "probably",
    "possibly",
    "i think",
    "i guess",
    "i suppose",
    "i believe",
    "i feel like",
    "kind of",
    "sort of",
    "a bit",
    "a little bit",
    "somewhat",
    "more or less",
    "hopefully",
    "pretty much",
    "to be honest",
    "i'm not sure",
];

const KO_ALWAYS: &[&str] = &[
    "음", "음음", "으음", "음…", "으흠", "흠", "어", "어어", "어…", "에", "에…", "아", "으", "엄",
];

const KO_AMBIGUOUS: &[&str] = &[
    "그",
    "그니까",
    "그러니까",
    "이제",
    "인제",
    "뭐",
    "뭐랄까",
    "좀",
    "약간",
    "막",
    "저기",
    "저",
    "이",
    "그냥",
    "있잖아요",
    "글쎄",
    "아무튼",
    "사실",
    "뭔가",
    "되게",
    "그런",
    "이런",
];

const KO_HEDGES: &[&str] = &[
    "것 같아요",
    "것 같습니다",
    "거 같아요",
    "같은데요",
    "아마",
    "아마도",
    "어쩌면",
    "혹시",
    "나름",
    "어느 정도",
    "일단은",
    "모르겠지만",
    "인 것 같은",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_words_always_count_and_stand_once() {
        let mut words = fillers_of(Language::English);
        words.extend(&["Like".into(), "um".into(), " ".into()]);
        assert!(words.always.contains(&"like".to_string()));
        assert!(!words.ambiguous.contains(&"like".to_string()));
        assert_eq!(words.always.iter().filter(|word| *word == "um").count(), 1);
    }

    #[test]
    fn no_word_is_both_sure_and_ambiguous() {
        for language in [Language::English, Language::Korean] {
            let words = fillers_of(language);
            assert!(words.always.iter().all(|word| !words.ambiguous.contains(word)));
        }
    }
}
