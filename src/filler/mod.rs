//! Fillers, repetitions, hedges and favourite phrases.
//!
//! A filled pause (um, uh, 음, 어) counts wherever it was recognised. A filler word ("like",
//! "you know", 그, 이제) is one only where it stands by itself: between commas, pauses or other
//! fillers. What the recogniser left out is looked for in the sound.

mod favourite;
mod hedge;
mod mark;
mod repeat;
mod sound;
mod stutter;

use serde::{Deserialize, Serialize};

use crate::language::FillerWords;
use crate::span::Span;
use crate::transcript::{Word, WordKind};

pub use favourite::{FAVOURITE_FROM, Favourite, favourites};
pub use hedge::hedges;
pub use mark::{mark, normal};
pub use repeat::mark_repeats;
pub use sound::in_sound;
pub use stutter::part_stutters;

/// How a filler was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// The recogniser wrote it.
    Transcript,
    /// It was heard in the sound only.
    Sound,
}

/// A filler and when it was said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Filler {
    /// The filler, lower case, without punctuation.
    pub text: String,
    /// When.
    #[serde(flatten)]
    pub span: Span,
    /// How it was found.
    pub source: Source,
}

/// Something said, with its time: a repetition, a hedge.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Heard {
    /// The words.
    pub text: String,
    /// When.
    #[serde(flatten)]
    pub span: Span,
}

/// All fillers of an answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fillers {
    /// How many. A lower bound: some filled pauses leave no trace in words or sound.
    pub count: usize,
    /// Fillers a minute of speaking time; `None` without speech.
    pub per_minute: Option<f64>,
    /// Fillers for 100 words; `None` without words.
    pub per_100_words: Option<f64>,
    /// Each of them in order.
    pub items: Vec<Filler>,
}

/// Counts the fillers among `words`, which have been marked by `list`. `spoken_words` are the words of the
/// answer as they are spoken; `speaking_s` is from first to last speech; `sound` are the filled
/// pauses found in the sound only.
pub fn count(
    words: &[Word],
    sound: Vec<Filler>,
    list: &FillerWords,
    spoken_words: usize,
    speaking_s: Option<f64>,
) -> Fillers {
    let mut items: Vec<Filler> = Vec::new();
    let mut continues = false;
    for word in words {
        if word.kind != WordKind::Filler {
            continues = false;
            continue;
        }
        let text = normal(&word.text);
        // The words of a filler like "you know" are marked one by one and count once.
        match items.last_mut().filter(|last| continues && is_phrase_part(list, &last.text, &text)) {
            Some(last) => {
                last.text = format!("{} {text}", last.text);
                last.span.end_s = word.span.end_s;
            }
            None => items.push(Filler { text, span: word.span, source: Source::Transcript }),
        }
        continues = true;
    }
    items.extend(sound);
    items.sort_by(|a, b| a.span.start_s.total_cmp(&b.span.start_s));
    let count = items.len();
    Fillers {
        count,
        per_minute: speaking_s.filter(|s| *s > 0.0).map(|s| count as f64 * 60.0 / s),
        per_100_words: (spoken_words > 0).then(|| count as f64 * 100.0 / spoken_words as f64),
        items,
    }
}

/// Whether a phrase of `list` begins with what was `said` so far and the word `next`.
fn is_phrase_part(list: &FillerWords, said: &str, next: &str) -> bool {
    let begun = format!("{said} {next}");
    let goes_on = |text: &str| {
        text.strip_prefix(&begun).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    list.always.iter().any(|text| goes_on(text))
        || list.ambiguous.iter().any(|one| goes_on(one.text))
}

/// Repetitions among `words`, which have been marked.
pub fn repetitions(words: &[Word]) -> Vec<Heard> {
    words
        .iter()
        .filter(|word| matches!(word.kind, WordKind::Repeat | WordKind::Cutoff))
        .map(|word| Heard { text: word.text.clone(), span: word.span })
        .collect()
}
