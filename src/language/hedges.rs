//! Words that weaken a statement, as data.
//!
//! The English ones follow Hyland (1998, *Hedging in Scientific Research Articles*) as far as they
//! are spoken, the Korean ones the conjecture endings that grammars call 추측 표현.

use super::Language;

/// A phrase that weakens what it stands with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hedge {
    /// Lower case, words separated by single spaces. A `*` behind the last word stands for any
    /// ending, one before the first word for any stem.
    pub text: &'static str,
    /// Words before it that make it something else: "what kind of".
    pub not_after: &'static [&'static str],
    /// Words behind it that do: "I believe in".
    pub not_before: &'static [&'static str],
}

/// The hedges of a language.
pub fn hedges_of(language: Language) -> &'static [Hedge] {
    match language {
        Language::English => ENGLISH,
        Language::Korean => KOREAN,
    }
}

const fn hedge(text: &'static str) -> Hedge {
    Hedge { text, not_after: &[], not_before: &[] }
}

/// Words that make "kind" and "sort" nouns.
const WHICH: &[&str] = &[
    "what",
    "which",
    "this",
    "that",
    "some",
    "any",
    "the",
    "a",
    "every",
    "each",
    "one",
    "different",
    "same",
    "another",
    "right",
    "wrong",
    "new",
    "certain",
    "no",
    "of",
];

const ENGLISH: &[Hedge] = &[
    hedge("maybe"),
    hedge("perhaps"),
    hedge("probably"),
    hedge("possibly"),
    hedge("i think"),
    hedge("i guess"),
    hedge("i suppose"),
    hedge("i assume"),
    Hedge { text: "i believe", not_after: &[], not_before: &["in"] },
    hedge("i feel like"),
    hedge("i would say"),
    hedge("i'd say"),
    Hedge { text: "kind of", not_after: WHICH, not_before: &[] },
    Hedge { text: "kinda", not_after: &[], not_before: &[] },
    Hedge { text: "sort of", not_after: WHICH, not_before: &[] },
    hedge("sorta"),
    Hedge { text: "a bit", not_after: &["quite", "not"], not_before: &["of"] },
    Hedge { text: "a little bit", not_after: &[], not_before: &["of"] },
    hedge("somewhat"),
    hedge("more or less"),
    hedge("hopefully"),
    hedge("pretty much"),
    hedge("to be honest"),
    hedge("i'm not sure"),
    hedge("i am not sure"),
    hedge("or something like that"),
    hedge("as far as i know"),
    hedge("it seems like"),
];

const KOREAN: &[Hedge] = &[
    hedge("것 같*"),
    hedge("거 같*"),
    hedge("*것 같*"),
    hedge("*거 같*"),
    hedge("*것같*"),
    hedge("*거같*"),
    hedge("*지도 모르*"),
    hedge("*지도 모릅니다"),
    hedge("*듯합니다"),
    hedge("*듯해요"),
    hedge("*듯 합니다"),
    hedge("*듯 해요"),
    hedge("모르겠지만"),
    hedge("잘 모르겠*"),
    hedge("아마"),
    hedge("아마도"),
    hedge("어쩌면"),
    hedge("혹시"),
    hedge("나름"),
    hedge("나름대로"),
    hedge("어느 정도"),
    hedge("어느 정도는"),
    hedge("일단은"),
    hedge("그런 편입니다"),
    hedge("*지 않을까 싶*"),
    hedge("*지 않았나 싶*"),
    hedge("*나 싶*"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hedge_is_written_as_it_is_compared() {
        for hedge in [Language::English, Language::Korean].into_iter().flat_map(hedges_of) {
            assert_eq!(hedge.text, hedge.text.to_lowercase());
            let inner = hedge.text.trim_start_matches('*').trim_end_matches('*');
            assert!(!inner.is_empty() && !inner.contains('*'), "{}", hedge.text);
        }
    }
}
