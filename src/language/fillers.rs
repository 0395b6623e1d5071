//! Filled pauses, filler words and hedges of both languages, as data.
//!
//! Sources: the filled pauses of English follow Clark & Fox Tree (2002, *Cognition* 84), the
//! ambiguous words and hedges the usual lists of speaking coaches; the Korean ones the
//! discourse markers (담화 표지) that Korean studies describe. When an ambiguous word counts was
//! settled on the labelled sentences of `tests/words`. The user may add to the filled pauses in
//! `aloud.toml`.

use super::Language;

/// Words to look for, lower case; several words are separated by single spaces.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FillerWords {
    /// Never anything but a filler: filled pauses, and what the user wants counted.
    pub always: Vec<String>,
    /// Filler or ordinary word: only the context tells.
    pub ambiguous: &'static [Ambiguous],
}

/// A word or phrase that is a filler in some places and an ordinary one in others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ambiguous {
    /// The words, separated by single spaces.
    pub text: &'static str,
    /// Where it has to be cut off from its neighbours to be one.
    pub when: When,
    /// Words before it that make it an ordinary one: "I like", "do you know".
    pub not_after: &'static [&'static str],
    /// Words behind it that do: "I mean it".
    pub not_before: &'static [&'static str],
}

/// How a filler stands apart. Commas, pauses, other fillers and dashes cut words off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Cut off on both sides, and not the opening of a sentence; by pauses only where there is
    /// one on either side.
    Inside,
    /// Cut off from what follows.
    Before,
    /// Cut off on either side.
    Either,
    /// Opens sentences properly: a filler only right behind another, and cut off from the rest.
    BehindFiller,
}

impl FillerWords {
    /// Adds the user's own words: they always count.
    pub fn extend(&mut self, own: &[String]) {
        for word in own {
            let word = word.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
            if !word.is_empty() && !self.always.contains(&word) {
                self.always.push(word);
            }
        }
    }
}

/// The filler words of a language.
pub fn fillers_of(language: Language) -> FillerWords {
    let (filled_pauses, searching, ambiguous) = match language {
        Language::English => (EN_FILLED_PAUSES, &[][..], EN_AMBIGUOUS),
        Language::Korean => (KO_FILLED_PAUSES, KO_SEARCHING, KO_AMBIGUOUS),
    };
    let always = filled_pauses.iter().chain(searching).map(|word| word.to_string());
    FillerWords { always: always.collect(), ambiguous }
}

/// Whether `word` (lower case, no punctuation) is a filled pause of either language, however it
/// is drawn out: "ummm" is "um".
pub fn is_filled_pause(word: &str) -> bool {
    let short = undrawn(word);
    let one = |list: &[&str]| list.iter().any(|filler| *filler == word || *filler == short);
    one(EN_FILLED_PAUSES) || one(KO_FILLED_PAUSES)
}

/// Whether a word alone is a filler, or is one at times ("그").
pub fn may_be_filler(word: &str, language: Language) -> bool {
    let fillers = fillers_of(language);
    fillers.always.iter().any(|filler| filler == word)
        || fillers.ambiguous.iter().any(|ambiguous| ambiguous.text == word)
}

/// A word with each run of one letter shortened to one letter, which undoes drawing it out
/// ("uhhh"); a word of one letter repeated ("mm", "어어") becomes that letter.
pub fn undrawn(word: &str) -> String {
    let mut out = String::new();
    for c in word.chars() {
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

const EN_FILLED_PAUSES: &[&str] =
    &["um", "uhm", "uh", "er", "err", "erm", "ehm", "eh", "ah", "hm", "mm", "mhm", "uh-huh"];

const KO_FILLED_PAUSES: &[&str] =
    &["음", "으음", "으흠", "흠", "어", "어음", "에", "아", "으", "엄", "흐음"];

/// Phrases that mean nothing but that a word is looked for.
#[rustfmt::skip]
const KO_SEARCHING: &[&str] = &[
    "뭐랄까", "뭐라 그럴까", "뭐라 할까", "뭐라고 할까", "뭐라고 해야 될까", "뭐라고 해야 하나",
    "그 뭐냐", "그 뭐지", "뭐더라", "그 뭐더라",
];

const fn when(text: &'static str, when: When) -> Ambiguous {
    Ambiguous { text, when, not_after: &[], not_before: &[] }
}

const QUESTION_WORDS: &[&str] =
    &["what", "how", "why", "when", "where", "who", "that", "which", "about", "if", "whether"];

const EN_AMBIGUOUS: &[Ambiguous] = &[
    Ambiguous {
        text: "like",
        when: When::Before,
        // Subjects and auxiliaries of the verb, and what compares or introduces examples.
        not_after: &[
            "i",
            "you",
            "we",
            "they",
            "to",
            "would",
            "i'd",
            "we'd",
            "they'd",
            "you'd",
            "don't",
            "didn't",
            "not",
            "also",
            "really",
            "who",
            "people",
            "users",
            "customers",
            "look",
            "looks",
            "looked",
            "feel",
            "feels",
            "felt",
            "sound",
            "sounds",
            "seem",
            "seems",
            "seemed",
            "thing",
            "things",
            "something",
            "anything",
            "stuff",
            "just",
            "exactly",
            "more",
        ],
        not_before: &[],
    },
    Ambiguous {
        text: "you know",
        when: When::Either,
        not_after: &["do", "did", "don't", "as", "if", "let", "would", "that", "than", "what"],
        not_before: QUESTION_WORDS,
    },
    Ambiguous {
        text: "i mean",
        when: When::Either,
        not_after: &["what", "that", "which", "if", "do", "did", "know", "things"],
        not_before: &["it", "that", "by", "what"],
    },
    when("so", When::BehindFiller),
    when("well", When::Inside),
    when("right", When::Inside),
    when("okay", When::Inside),
    when("ok", When::Inside),
    when("yeah", When::Inside),
    when("actually", When::Inside),
    when("basically", When::Inside),
    when("literally", When::Inside),
    when("honestly", When::Inside),
    when("obviously", When::Inside),
    when("kind of", When::Inside),
    when("sort of", When::Inside),
    when("you see", When::Inside),
    when("i guess", When::Inside),
    when("or something", When::Before),
    when("or something like that", When::Before),
    when("or whatever", When::Before),
    when("and stuff", When::Before),
    when("and stuff like that", When::Before),
    when("and things like that", When::Before),
    when("whatever", When::Inside),
    when("anyway", When::BehindFiller),
];

const KO_AMBIGUOUS: &[Ambiguous] = &[
    // Determiners lead into their noun without a break, and break off where it does not come.
    when("그", When::Before),
    when("저", When::Before),
    when("이", When::BehindFiller),
    when("저기", When::Before),
    when("그런", When::BehindFiller),
    when("이런", When::BehindFiller),
    // Adverbs belong to what follows; cut off from it they only fill time.
    when("이제", When::Inside),
    when("인제", When::Before),
    when("뭐", When::Before),
    when("그 뭐", When::Before),
    when("좀", When::Before),
    when("약간", When::Before),
    when("막", When::Before),
    when("그냥", When::Inside),
    when("뭔가", When::Before),
    when("되게", When::Inside),
    when("있잖아요", When::Before),
    when("그니까", When::Before),
    when("그러니까", When::Inside),
    when("글쎄", When::BehindFiller),
    when("아무튼", When::BehindFiller),
    when("사실", When::BehindFiller),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_words_and_phrases_always_count_and_stand_once() {
        let mut words = fillers_of(Language::English);
        words.extend(&["Like".into(), "um".into(), " ".into(), "At the  end of the day".into()]);
        assert!(words.always.contains(&"like".to_string()));
        assert!(words.always.contains(&"at the end of the day".to_string()));
        assert_eq!(words.always.iter().filter(|word| *word == "um").count(), 1);
    }

    #[test]
    fn no_word_is_both_sure_and_ambiguous() {
        for language in [Language::English, Language::Korean] {
            let words = fillers_of(language);
            let sure = |text: &str| words.always.iter().any(|word| word == text);
            assert!(words.ambiguous.iter().all(|word| !sure(word.text)));
        }
    }

    #[test]
    fn filled_pauses_are_known_however_they_are_drawn_out() {
        for word in ["um", "ummm", "uhh", "hmm", "음", "으음", "어어"] {
            assert!(is_filled_pause(word), "{word}");
        }
        for word in ["a", "i", "like", "그", "뭐랄까"] {
            assert!(!is_filled_pause(word), "{word}");
        }
    }
}
