//! Rounds of questions, with the time each may take.

mod choose;
mod fit;
mod item;
mod stories;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{Format, Practised};
use crate::config::Targets;
use crate::question::{Notes, Question};

/// Version of the JSON form.
pub const SCHEMA: &str = "aloud.interview_plan/1";

/// Where an item stands in a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// The candidate introduces himself or herself.
    Introduction,
    /// Knowledge of the field.
    Functional,
    /// A story for a principle.
    Behavioural,
    /// A question of a list, as on the phone.
    Listed,
    /// The candidate asks.
    Closing,
}

/// A question of a round.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// Where it stands.
    pub stage: Stage,
    /// The principle it is for.
    pub principle: Option<String>,
    /// The question.
    pub question: Question,
    /// How far it was practised before.
    pub practised: Practised,
    /// Seconds for the answer, thinking included, without follow-ups.
    pub answer_s: f64,
    /// Follow-up questions at most.
    pub follow_ups: usize,
    /// Those the notes give, in the language of the question.
    pub noted: Vec<String>,
}

/// What one interviewer asks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Round {
    /// From 1; also the number of the interviewer.
    pub number: usize,
    /// Principles of this round, the most relevant first.
    pub principles: Vec<String>,
    /// Its questions in order.
    pub items: Vec<Item>,
    /// Seconds the format or the user gives it.
    pub budget_s: Option<f64>,
}

/// An interview to sit through.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// [`SCHEMA`].
    pub schema: String,
    /// Repeats the plan over the same notes and takes.
    pub seed: u64,
    /// A list of questions as on the phone, not rounds by principle.
    pub phone: bool,
    /// Rounds in order, at least one, each with at least one item.
    pub rounds: Vec<Round>,
}

/// What the user wants of a plan.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Wishes {
    /// Minutes for everything.
    pub minutes: Option<f64>,
    /// Principles in place of the first of the ranked list.
    pub principles: Vec<String>,
    /// Only this round, from 1.
    pub round: Option<usize>,
    /// The list of questions of a phone interview.
    pub phone: bool,
    /// See [`Plan::seed`].
    pub seed: u64,
}

/// Why there is no plan: wrong wishes.
#[derive(Debug, thiserror::Error, PartialEq)]
pub enum PlanError {
    /// There is nothing to ask.
    #[error("the notes have no questions: write some in notes/, `aloud questions` lists them")]
    NoQuestions,
    /// Principles are wished, and the notes name none.
    #[error(
        "the notes name no principles: write a chapter \"Principles\" with a ranked list, or put \
         the questions under headings named like them"
    )]
    NoPrinciples,
    /// A principle the notes do not name.
    #[error(
        "the notes name no principle \"{asked}\".{} They name: {}",
        .nearest.as_ref().map_or(String::new(), |name| format!(" Nearest: {name}.")),
        .known.join(", ")
    )]
    UnknownPrinciple {
        /// As the user wrote it.
        asked: String,
        /// The one most like it, if any is.
        nearest: Option<String>,
        /// Those of the notes.
        known: Vec<String>,
    },
    /// A part of the names of several principles.
    #[error("\"{asked}\" fits several principles: {names}. Write more of the one you mean")]
    SeveralPrinciples {
        /// As the user wrote it.
        asked: String,
        /// Those it fits.
        names: String,
    },
    /// A round the interview does not have.
    #[error(
        "there is no round {asked}: the interview has {rounds}. `aloud interview --plan` shows them"
    )]
    NoRound {
        /// As the user wrote it.
        asked: usize,
        /// How many there are.
        rounds: usize,
    },
}

/// Seconds to think that an answer is planned with: long enough to choose a story.
pub const THINKING_S: f64 = 15.0;

/// Seconds that the answer to a follow-up is planned with, thinking included.
pub const FOLLOW_UP_S: f64 = 75.0;

impl Item {
    /// Seconds for the question with its follow-ups.
    pub fn planned_s(&self) -> f64 {
        self.answer_s + self.follow_ups as f64 * FOLLOW_UP_S
    }
}

impl Round {
    /// Seconds for all its questions.
    pub fn planned_s(&self) -> f64 {
        self.items.iter().map(Item::planned_s).sum()
    }
}

impl Plan {
    /// Seconds for all rounds.
    pub fn planned_s(&self) -> f64 {
        self.rounds.iter().map(Round::planned_s).sum()
    }
}

/// Plans an interview from `notes`. `practised` has what is known of each question, by id.
///
/// # Errors
/// See [`PlanError`].
pub fn plan(
    notes: &Notes,
    practised: &HashMap<String, Practised>,
    targets: &Targets,
    wishes: &Wishes,
) -> Result<Plan, PlanError> {
    let format = notes.format.as_deref().map_or_else(Format::default, super::format::read);
    let known = super::principle::known(notes);
    let chooser = choose::Chooser { notes, format: &format, practised, targets, wishes, known };
    let (mut rounds, phone) = chooser.rounds()?;
    if let Some(asked) = wishes.round {
        let count = rounds.len();
        rounds.retain(|round| round.number == asked);
        if rounds.is_empty() {
            return Err(PlanError::NoRound { asked, rounds: count });
        }
    }
    if let Some(minutes) = wishes.minutes {
        fit::fit(&mut rounds, minutes * 60.0);
    }
    Ok(Plan { schema: SCHEMA.into(), seed: wishes.seed, phone, rounds })
}

#[cfg(test)]
mod tests;
