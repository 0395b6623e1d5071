//! Questions and written reference answers, as they stand in the user's notes.
//!
//! bytes ─► [`read`](read_note) text ─► `line` Markdown lines ─► `note` questions ─► `id` names

mod answer;
mod draft;
mod find;
mod heading;
mod id;
mod known;
mod label;
mod limit;
mod line;
mod note;
mod notes;
mod read;
mod warning;

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::language::Language;

pub use find::{FindError, call_numbers, find_question};
pub use id::{KnownId, keep_known_ids};
pub use known::{known_ids, last_take};
pub use notes::{Notes, note_files, parse_notes, read_notes};
pub use read::{LARGEST_NOTE_BYTES, NoteError, read_note};
pub use warning::{Problem, Warning};

/// A part of a STAR answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// Where and when it happened.
    Situation,
    /// What had to be reached.
    Task,
    /// What the speaker did.
    Action,
    /// What came of it.
    Result,
}

impl Part {
    /// All parts in the order they are told.
    pub const ALL: [Part; 4] = [Part::Situation, Part::Task, Part::Action, Part::Result];
}

/// What kind of answer a question has in the notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Its written answer stands in STAR sections.
    Star,
    /// Its written answer has no STAR sections.
    Plain,
    /// There is no written answer yet.
    Unanswered,
}

/// A stretch of the written answer: a STAR part, or the whole of a plain answer (or one of its
/// paragraphs).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// The STAR part, `None` in a plain answer.
    pub part: Option<Part>,
    /// Plain text, Markdown removed; paragraphs separated by a blank line.
    pub text: String,
    /// What of it the author set in bold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bold: Vec<String>,
}

/// A written answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// Sections in the order of the notes, at least one.
    pub sections: Vec<Section>,
}

/// A question of the notes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Names the question in commands and folders; survives reordering and mended typos as far as
    /// that can be. Lower-case letters (Hangul included), digits and hyphens.
    pub id: String,
    /// Number of the question in its note, if it has one ("3. Why us?").
    pub number: Option<u32>,
    /// The note it stands in.
    pub file: PathBuf,
    /// Line of the note, from 1.
    pub line: usize,
    /// The question as it is asked, Markdown removed.
    pub prompt: String,
    /// Language the answer is spoken in.
    pub language: Language,
    /// Heading it stands under, for instance a leadership principle.
    pub topic: Option<String>,
    /// STAR, plain or unanswered.
    pub kind: Kind,
    /// Time limit in seconds that the prompt asks for.
    pub limit_s: Option<f64>,
    /// The written answer.
    pub reference: Option<Reference>,
    /// Follow-up questions that the note lists.
    pub follow_ups: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A question with this prompt and nothing else.
    pub(super) fn question(prompt: &str) -> Question {
        Question {
            id: String::new(),
            number: None,
            file: "notes/sample.md".into(),
            line: 1,
            prompt: prompt.into(),
            language: Language::English,
            topic: None,
            kind: Kind::Unanswered,
            limit_s: None,
            reference: None,
            follow_ups: Vec::new(),
        }
    }
}
