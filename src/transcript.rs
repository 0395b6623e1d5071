//! What was said: words with their times and confidence.

use serde::{Deserialize, Serialize};

use crate::language::Language;
use crate::span::Span;

/// What a transcribed word is to the listener.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WordKind {
    /// A word that carries the answer.
    Word,
    /// A filled pause or filler word: speech in time, never a word in rates.
    Filler,
    /// A word said again at once ("the the"): counts as a word in rates.
    Repeat,
    /// A word broken off ("i-"): counts as a word in rates.
    Cutoff,
}

/// One word as it was said, with the punctuation the recogniser wrote behind it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Word {
    /// The word as written by the recogniser, punctuation included, no surrounding space.
    pub text: String,
    /// When it was said. Stays inside speech: a pause is never inside a word.
    #[serde(flatten)]
    pub span: Span,
    /// Mean probability of the word's tokens, 0 to 1.
    pub confidence: f32,
    /// Plain word, filler, repeat or cut-off.
    pub kind: WordKind,
}

/// The words of one recording.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Transcript {
    /// Language the recording was transcribed in.
    pub language: Language,
    /// Words in the order of their times.
    pub words: Vec<Word>,
    /// Speech for which the recogniser found no words, also when asked again.
    pub untranscribed: Vec<Span>,
}

impl Transcript {
    /// The words as one text, separated by single spaces.
    pub fn text(&self) -> String {
        self.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
    }
}
