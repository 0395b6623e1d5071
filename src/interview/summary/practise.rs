//! What to practise after an interview.

mod content;
mod delivery;

use serde::Serialize;

use super::{AnswerSummary, Recurring};
use crate::config::Targets;
use crate::language::Language;

/// Things to practise at most: more are not practised.
const MOST: usize = 3;

/// The rule that finds something where no other does.
const AGAIN: &str = "again";

/// Something to practise.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Practise {
    /// Name of the rule, for scripts.
    pub kind: &'static str,
    /// One sentence for the candidate.
    pub message: String,
    /// The question it shows best in; `aloud record` takes its id. `None` where that is a question
    /// of the interviewer's own.
    pub question: Option<String>,
}

/// The things to practise, the most useful first: rules stand in the order of their weight.
pub(super) fn practise(
    rows: &[&AnswerSummary],
    recurring: &Recurring,
    targets: &Targets,
    ui: Language,
) -> Vec<Practise> {
    let say = |english: String, korean: String| match ui {
        Language::English => english,
        Language::Korean => korean,
    };
    let found = [
        content::missed_part(rows, recurring, ui, &say),
        content::skipped(rows, &say),
        content::another_question(rows, &say),
        content::missed_points(rows, &say),
        content::over_limit(rows, &say),
        content::same_story(recurring, &say),
        delivery::fillers(rows, targets, &say),
        delivery::pace(rows, targets, &say),
        delivery::thinking(rows, &say),
        delivery::phrase(recurring, &say),
        content::first_missed(rows, &say),
        content::least_practised(rows, &say),
    ];
    let in_notes = |id: &String| rows.iter().any(|row| row.question == *id && row.in_notes);
    let mut practise: Vec<Practise> = Vec::new();
    for found in found.into_iter().flatten().take(MOST) {
        let question = found.question.filter(&in_notes);
        // "Once more" says nothing new of a question that is named already.
        let named = practise.iter().any(|before| before.question == question);
        if found.kind != AGAIN || !named {
            practise.push(Practise { question, ..found });
        }
    }
    practise
}

type Say<'a> = dyn Fn(String, String) -> String + 'a;

/// A question inside a sentence: its first words, without the full stop that would stand before the
/// sentence's own, and what it quotes itself in single marks.
fn quoted(prompt: &str) -> String {
    const WORDS: usize = 12;
    let words: Vec<&str> = prompt.split_whitespace().collect();
    let text = match words.len() > WORDS {
        true => words[..WORDS].join(" ") + " …",
        false => prompt.trim_end_matches(['.', '。']).to_owned(),
    };
    text.replace('“', "‘").replace('”', "’")
}
