//! What an interview was like: each answer in a line, what recurs, what to practise.

mod practise;
mod recur;
mod row;

use std::collections::HashMap;

use serde::Serialize;

use self::recur::recurring;
use self::row::row;
use super::Session;
use super::follow_up::Reason;
use super::recurring::Phrase;
use super::session::{Answer, Outcome, State};
use crate::config::Targets;
use crate::language::Language;
use crate::question::Part;
use crate::review::Review;

pub use practise::Practise;

/// Version of the JSON form.
pub const SCHEMA: &str = "aloud.interview/1";

/// What an interview was like. Times are seconds, rates are per minute; what was not measured is
/// `None`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Summary {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// `interviews/<UTC time>`.
    pub interview: String,
    /// Whether all was asked.
    pub state: State,
    /// When it began, UTC, RFC 3339.
    pub started: String,
    /// When it ended, UTC, RFC 3339.
    pub finished: Option<String>,
    /// What it was planned to take.
    pub planned_s: f64,
    /// What it took.
    pub elapsed_s: f64,
    /// Thinking before all answers together.
    pub thinking_s: f64,
    /// Speaking, pauses included, of all answers together.
    pub speaking_s: f64,
    /// Questions of the plan, without follow-ups.
    pub questions: usize,
    /// Those that were answered.
    pub answered: usize,
    /// Its rounds.
    pub rounds: Vec<RoundSummary>,
    /// What comes back over the answers.
    pub recurring: Recurring,
    /// At most three things to practise, the most useful first.
    pub practise: Vec<Practise>,
}

/// A round.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RoundSummary {
    /// From 1.
    pub number: usize,
    /// Its principles.
    pub principles: Vec<String>,
    /// What it was planned to take.
    pub planned_s: f64,
    /// What it took.
    pub elapsed_s: f64,
    /// Its answers in the order they were given.
    pub answers: Vec<AnswerSummary>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AnswerSummary {
    /// The principle it was for.
    pub principle: Option<String>,
    /// The question as it was asked.
    pub prompt: String,
    /// Id of the question of the plan.
    pub question: String,
    /// Whether the question stands in the notes, so that it can be practised by its id.
    pub in_notes: bool,
    /// Whether the question has a written answer.
    pub written: bool,
    /// Takes of the question before this interview.
    pub takes_before: usize,
    /// For a follow-up why it was asked.
    pub follow_up: Option<Reason>,
    /// What became of it.
    pub outcome: Outcome,
    /// The take.
    pub take: Option<String>,
    /// Language of the answer; `None` without a review, as all that follows.
    pub language: Option<Language>,
    /// Limit of the question.
    pub limit_s: Option<f64>,
    /// From the question to the first speech.
    pub thinking_s: Option<f64>,
    /// From first to last speech.
    pub speaking_s: Option<f64>,
    /// Speaking rate in words a minute.
    pub words_per_minute: Option<f64>,
    /// Speaking rate in syllables a minute.
    pub syllables_per_minute: Option<f64>,
    /// Fillers.
    pub fillers: Option<usize>,
    /// Fillers a minute.
    pub fillers_per_minute: Option<f64>,
    /// STAR parts that were told; `None` where no story was asked for.
    pub parts: Option<Vec<Part>>,
    /// Key points of the written answer.
    pub points: Option<usize>,
    /// Those that were left out.
    pub missed: Vec<String>,
    /// Prompt of another question that the answer fits clearly better; no points count then.
    pub another_question: Option<String>,
}

/// What comes back over the answers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Recurring {
    /// Favourite phrases.
    pub phrases: Vec<Phrase>,
    /// The STAR part that was left out most, where it was in more than one answer.
    pub missed_part: Option<MissedPart>,
    /// The same story told for different principles.
    pub stories: Vec<SameStory>,
}

/// A part that is left out again and again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct MissedPart {
    /// Which.
    pub part: Part,
    /// In how many stories it was left out.
    pub missed: usize,
    /// Of how many.
    pub of: usize,
}

/// One story for several principles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SameStory {
    /// What it is called, see [`super::story::title`].
    pub title: String,
    /// The principles.
    pub principles: Vec<String>,
    /// The takes.
    pub takes: Vec<String>,
}

/// Puts the summary together. `reviews` are those of the takes, by id.
pub fn summarise(
    session: &Session,
    reviews: &HashMap<String, Review>,
    targets: &Targets,
    ui: Language,
) -> Summary {
    let review = |answer: &Answer| reviews.get(answer.take.as_ref()?);
    let rounds: Vec<RoundSummary> = (0..)
        .zip(&session.plan.rounds)
        .map(|(at, round)| {
            let of_round = session.answers.iter().filter(|answer| answer.round == at);
            let row = |answer: &Answer| {
                let item = session.item(answer.round, answer.item)?;
                Some(row(answer, item, review(answer)))
            };
            RoundSummary {
                number: round.number,
                principles: round.principles.clone(),
                planned_s: round.planned_s(),
                elapsed_s: session.rounds_s.get(at).copied().unwrap_or_default(),
                answers: of_round.filter_map(row).collect(),
            }
        })
        .collect();
    let rows: Vec<&AnswerSummary> = rounds.iter().flat_map(|round| &round.answers).collect();
    // What a stop broke off is asked again: half an answer tells nothing of the whole.
    let whole: Vec<&AnswerSummary> =
        rows.iter().copied().filter(|row| row.outcome != Outcome::CutOff).collect();
    let recurring = recurring(&whole, reviews);
    let main = |row: &&&AnswerSummary| row.follow_up.is_none();
    let practise = practise::practise(&whole, &recurring, targets, ui);
    Summary {
        schema: SCHEMA,
        interview: session.interview.clone(),
        state: session.state,
        started: session.started.clone(),
        finished: session.finished.clone(),
        planned_s: session.plan.planned_s(),
        elapsed_s: session.elapsed_s,
        thinking_s: rows.iter().filter_map(|row| row.thinking_s).sum(),
        speaking_s: rows.iter().filter_map(|row| row.speaking_s).sum(),
        questions: session.plan.rounds.iter().map(|round| round.items.len()).sum(),
        answered: rows.iter().filter(main).filter(|row| row.outcome == Outcome::Answered).count(),
        practise,
        recurring,
        rounds,
    }
}
