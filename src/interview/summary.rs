//! What an interview was like: each answer in a line, what recurs, what to practise.

mod practise;

use std::collections::HashMap;

use serde::Serialize;

use super::follow_up::Reason;
use super::recurring::{Phrase, phrases, plain};
use super::session::{Answer, Outcome, State};
use super::story::{Telling, group};
use super::told::parts;
use super::{Item, Session, Stage};
use crate::config::Targets;
use crate::coverage::Status;
use crate::language::Language;
use crate::question::{Kind, Part};
use crate::review::Review;
use crate::transcript::WordKind;

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
    let recurring = recurring(&rows, reviews);
    let main = |row: &&&AnswerSummary| row.follow_up.is_none();
    let practise = practise::practise(&rows, &recurring, targets, ui);
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

fn row(answer: &Answer, item: &Item, review: Option<&Review>) -> AnswerSummary {
    let follows = answer.follow_up.is_some();
    let story = !follows && (item.question.kind == Kind::Star || item.stage == Stage::Behavioural);
    let timing = review.map(|review| &review.timing);
    let spoke = review.filter(|review| review.timing.speaking_s.is_some());
    let coverage = spoke.and_then(|review| review.coverage.as_ref());
    let another = coverage.and_then(|coverage| coverage.better_question.as_ref());
    let coverage = coverage.filter(|coverage| coverage.better_question.is_none());
    let points: Vec<_> =
        coverage.iter().flat_map(|c| &c.sections).flat_map(|section| &section.points).collect();
    let missed = points.iter().filter(|point| point.status == Status::Missed);
    AnswerSummary {
        principle: item.principle.clone(),
        prompt: answer.question.prompt.clone(),
        question: item.question.id.clone(),
        follow_up: answer.follow_up.as_ref().map(|follow_up| follow_up.reason),
        outcome: answer.outcome,
        take: answer.take.clone(),
        language: review.map(|review| review.language),
        limit_s: answer.question.limit_s,
        thinking_s: timing.and_then(|timing| timing.first_word_s),
        speaking_s: timing.and_then(|timing| timing.speaking_s),
        words_per_minute: timing.and_then(|timing| timing.words_per_minute),
        syllables_per_minute: timing.and_then(|timing| timing.syllables_per_minute),
        fillers: spoke.map(|review| review.fillers.count),
        fillers_per_minute: spoke.and_then(|review| review.fillers.per_minute),
        parts: spoke.filter(|_| story).map(parts),
        points: (!points.is_empty()).then_some(points.len()),
        missed: missed.map(|point| point.text.clone()).collect(),
        another_question: another.map(|better| better.prompt.clone()),
    }
}

fn recurring(rows: &[&AnswerSummary], reviews: &HashMap<String, Review>) -> Recurring {
    let of_row = |row: &AnswerSummary| reviews.get(row.take.as_ref()?);
    let spoken: Vec<(Vec<String>, Language)> = rows
        .iter()
        .filter_map(|row| of_row(row))
        .map(|review| {
            let words = review.words.iter().filter(|word| word.kind != WordKind::Filler);
            (words.filter_map(|word| plain(&word.text)).collect(), review.language)
        })
        .collect();
    let stories: Vec<&AnswerSummary> = rows.iter().copied().filter(|r| r.parts.is_some()).collect();
    let missed = |part: Part| {
        let without = stories.iter().filter(|row| !row.parts.iter().flatten().any(|p| *p == part));
        MissedPart { part, missed: without.count(), of: stories.len() }
    };
    // The later part counts more among equals: a story without a Result is the graver one.
    let missed_part = Part::ALL.into_iter().map(missed).max_by_key(|missed| missed.missed);
    let tellings: Vec<Telling> = stories
        .iter()
        .filter_map(|row| {
            Some(Telling {
                principle: row.principle.clone(),
                question: row.question.clone(),
                take: row.take.clone(),
                text: of_row(row)?.text.clone(),
            })
        })
        .collect();

    Recurring {
        phrases: phrases(&spoken),
        missed_part: missed_part.filter(|missed| missed.missed > 1),
        stories: same_stories(&tellings),
    }
}

/// Stories told for more than one principle.
fn same_stories(tellings: &[Telling]) -> Vec<SameStory> {
    let numbers = group(tellings);
    let stories = numbers.iter().max().map_or(0, |last| last + 1);
    (0..stories)
        .filter_map(|story| {
            let of: Vec<&Telling> = tellings
                .iter()
                .zip(&numbers)
                .filter(|(_, n)| **n == story)
                .map(|(t, _)| t)
                .collect();
            let mut principles: Vec<String> = Vec::new();
            for name in of.iter().filter_map(|telling| telling.principle.clone()) {
                if !principles.contains(&name) {
                    principles.push(name);
                }
            }
            let takes = of.iter().filter_map(|telling| telling.take.clone()).collect();
            (principles.len() > 1).then_some(SameStory { principles, takes })
        })
        .collect()
}
