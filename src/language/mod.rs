//! What differs between English and Korean: words, syllables, spoken numbers, fillers, hedges,
//! sentence ends, and how long a text takes to say.

mod answers;
mod detect;
mod fillers;
mod function_words;
mod hedges;
pub mod korean;
mod letters;
mod morphemes;
mod number;
mod plausible;
mod predicted;
mod sentence;
mod spoken;
mod syllable;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use answers::{ANSWERS, Ngrams};
pub use detect::detect;
pub use fillers::{
    Ambiguous, FillerWords, When, fillers_of, is_filled_pause, may_be_filler, undrawn,
};
pub use function_words::{is_function_word, worn_words};
pub use hedges::{Hedge, hedges_of};
pub use letters::spelled_out;
pub use morphemes::is_morpheme;
pub use plausible::implausibility;
pub use predicted::{predicted_s, seconds_of};
pub use sentence::sentences;
pub use spoken::{Count, Spoken, count, spoken};
pub use syllable::english_syllables;

/// A language the program can judge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// English.
    #[serde(rename = "en")]
    English,
    /// Korean.
    #[serde(rename = "ko")]
    Korean,
}

impl Language {
    /// ISO 639-1 code: `en` or `ko`.
    pub fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Korean => "ko",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
