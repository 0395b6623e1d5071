//! Which questions a round asks.

use std::collections::HashMap;

use super::super::principle::{self, Meant};
use super::super::seed::chance;
use super::super::stock;
use super::{Item, PlanError, Round, Stage, Wishes};
use crate::config::Targets;
use crate::interview::{Format, Practised};
use crate::language::Language;
use crate::question::{Notes, Question};

/// Functional questions of a round at most.
const MOST_FUNCTIONAL: usize = 2;

pub(super) struct Chooser<'a> {
    pub notes: &'a Notes,
    pub format: &'a Format,
    pub practised: &'a HashMap<String, Practised>,
    pub targets: &'a Targets,
    pub wishes: &'a Wishes,
    /// All principles of the notes, the most relevant first.
    pub known: Vec<String>,
}

impl Chooser<'_> {
    /// All rounds, and whether they are a phone interview.
    pub fn rounds(&self) -> Result<(Vec<Round>, bool), PlanError> {
        if self.notes.questions.is_empty() {
            return Err(PlanError::NoQuestions);
        }
        let principles = self.principles()?;
        if self.wishes.phone || principles.is_empty() {
            return Ok((vec![self.phone()], true));
        }
        let each = self.format.principles_per_round.max(1);
        let rounds: Vec<&[String]> = principles.chunks(each).collect();
        let functional = self.functional(rounds.len());
        let rounds = (1..).zip(&rounds).zip(functional);
        Ok((
            rounds.map(|((n, principles), asked)| self.round(n, principles, asked)).collect(),
            false,
        ))
    }

    /// The principles that are asked for: those wished, else the first of the ranked list, else
    /// the topics of the notes.
    fn principles(&self) -> Result<Vec<String>, PlanError> {
        if self.wishes.principles.is_empty() {
            return Ok(self.known.iter().take(self.format.principles).cloned().collect());
        }
        if self.known.is_empty() {
            return Err(PlanError::NoPrinciples);
        }
        let mut found: Vec<String> = Vec::new();
        for asked in &self.wishes.principles {
            let name = match principle::find(asked, &self.known) {
                Meant::One(name) => name.to_owned(),
                Meant::Several(names) => {
                    let (asked, names) = (asked.clone(), names.join(", "));
                    return Err(PlanError::SeveralPrinciples { asked, names });
                }
                Meant::None(nearest) => {
                    return Err(PlanError::UnknownPrinciple {
                        asked: asked.clone(),
                        nearest: nearest.map(str::to_owned),
                        known: self.known.clone(),
                    });
                }
            };
            if !found.contains(&name) {
                found.push(name);
            }
        }
        Ok(found)
    }

    fn round(&self, number: usize, principles: &[String], functional: Vec<&Question>) -> Round {
        let stories: Vec<Item> = principles.iter().flat_map(|name| self.stories(name)).collect();
        let language = usual_language(stories.iter().map(|item| item.question.language));
        let mut items = vec![self.introduction(language)];
        items.extend(functional.into_iter().map(|q| self.item(Stage::Functional, q, None)));
        items.extend(stories);
        if self.format.closing_s > 0.0 {
            let mut closing = self.item(Stage::Closing, &stock::closing(language), None);
            closing.answer_s = self.format.closing_s;
            closing.follow_ups = 0;
            items.push(closing);
        }
        let stated = self.format.round_s;
        let mut round = Round { number, principles: principles.to_vec(), items, budget_s: stated };
        if let Some(budget_s) = stated {
            super::fit::trim(&mut round, budget_s);
        }
        round
    }

    /// The candidate's own introduction: one in the language of the round, from the note of the
    /// principles before others; else one that this note has in the other language, for the
    /// candidate put it there. An introduction in another language and another note belongs to
    /// another interview.
    fn introduction(&self, language: Language) -> Item {
        let own = |question: &&Question| stock::is_introduction(question);
        let rank = |question: &Question| {
            let here = self.of_loop_note(question);
            match (question.language == language, here) {
                (true, true) => Some(0),
                (true, false) => Some(1),
                (false, true) => Some(2),
                (false, false) => None,
            }
        };
        let ranked = self.notes.questions.iter().filter(own).filter_map(|q| Some((rank(q)?, q)));
        let question = match ranked.min_by_key(|(rank, _)| *rank) {
            Some((_, question)) => question.clone(),
            None => stock::introduction(language, self.format.introduction_s),
        };
        let mut item = self.item(Stage::Introduction, &question, None);
        item.follow_ups = 0;
        item
    }

    /// Functional questions for each of `rounds`: those of the notes that hold the principles'
    /// questions and belong to none.
    fn functional(&self, rounds: usize) -> Vec<Vec<&Question>> {
        let mut each: Vec<Vec<&Question>> = vec![Vec::new(); rounds];
        if !self.format.functional {
            return each;
        }
        let rest = self.notes.questions.iter().filter(|question| {
            self.of_loop_note(question)
                && !self.has_principle(question)
                && !stock::is_introduction(question)
        });
        let chosen = self.by_need(rest.collect());
        for (at, question) in chosen.into_iter().take(rounds * MOST_FUNCTIONAL).enumerate() {
            each[at % rounds].push(question);
        }
        each
    }

    /// One round of the questions without a principle, in the order of the notes.
    fn phone(&self) -> Round {
        let all: Vec<&Question> = self.notes.questions.iter().collect();
        let listed: Vec<&Question> =
            all.iter().copied().filter(|question| !self.has_principle(question)).collect();
        let apart: Vec<&Question> =
            listed.iter().copied().filter(|question| !self.of_loop_note(question)).collect();
        let asked =
            [apart, listed, all].into_iter().find(|list| !list.is_empty()).unwrap_or_default();
        let items = asked.into_iter().map(|question| self.item(Stage::Listed, question, None));
        Round { number: 1, principles: Vec::new(), items: items.collect(), budget_s: None }
    }

    pub(super) fn has_principle(&self, question: &Question) -> bool {
        let topic = question.topic.as_ref();
        topic.is_some_and(|topic| principle::of_heading(topic, &self.known).is_some())
    }

    /// Whether the question stands in a note that has questions for principles.
    fn of_loop_note(&self, question: &Question) -> bool {
        let mut beside = self.notes.questions.iter().filter(|other| other.file == question.file);
        beside.any(|other| self.has_principle(other))
    }

    /// Those that need practice most first; the seed decides between equals.
    pub(super) fn by_need<'q>(&self, mut questions: Vec<&'q Question>) -> Vec<&'q Question> {
        let need = |q: &Question| self.practised.get(&q.id).map_or(1.0, Practised::need);
        questions.sort_by(|a, b| {
            let by_chance = |q: &Question| chance(self.wishes.seed, &q.id);
            need(b).total_cmp(&need(a)).then(by_chance(a).cmp(&by_chance(b)))
        });
        questions
    }
}

pub(super) fn usual_language(languages: impl Iterator<Item = Language>) -> Language {
    let (english, korean): (Vec<_>, Vec<_>) =
        languages.partition(|language| *language == Language::English);
    if korean.len() > english.len() { Language::Korean } else { Language::English }
}
