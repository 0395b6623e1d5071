//! What differs between English and Korean.

use std::fmt;

use serde::{Deserialize, Serialize};

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

/// detect
pub fn detect(text: &str) -> Language {
    let hangul = text.chars().filter(|c| ('가'..='힣').contains(c)).count();
    let latin = text.chars().filter(|c| c.is_ascii_alphabetic()).count();
    if hangul * 5 >= latin && hangul > 0 { Language::Korean } else { Language::English }
}
