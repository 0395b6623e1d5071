//! Which questions a round asks.

use std::collections::HashMap;

use super::super::seed::chance;
use super::super::stock;
use super::{FOLLOW_UP_S, Item, PlanError, Round, Stage, THINKING_S, Wishes};
use crate::config::Targets;
use crate::coverage::asks_for_a_story;
use crate::interview::{Format, Practised};
use crate::language::{Language, detect, predicted_s};
use crate::question::{Kind, Notes, Question};

/// Seconds planned for an answer of which nothing is known, by its kind: a story, and an
/// explanation.
const STORY_S: f64 = 150.0;
const EXPLANATION_S: f64 = 90.0;

/// Follow-ups to one question at most: with more, a mock interviewer repeats itself.
const MOST_FOLLOW_UPS: usize = 4;

/// Functional questions of a round at most.
const MOST_FUNCTIONAL: usize = 2;

/// Least seconds that a second question of the same principle needs beside its answer.
const SECOND_QUESTION_S: f64 = 2.0 * FOLLOW_UP_S;

pub(super) struct Chooser<'a> {
    pub notes: &'a Notes,
    pub format: &'a Format,
    pub practised: &'a HashMap<String, Practised>,
    pub targets: &'a Targets,
    pub wishes: &'a Wishes,
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
        let known = known_principles(self.notes);
        if self.wishes.principles.is_empty() {
            return Ok(known.into_iter().take(self.format.principles).collect());
        }
        if known.is_empty() {
            return Err(PlanError::NoPrinciples);
        }
        let find = |asked: &String| {
            let wanted = folded(asked);
            let whole = known.iter().find(|name| folded(name) == wanted);
            let part = || known.iter().find(|name| folded(name).contains(&wanted));
            whole.or_else(part).filter(|_| !wanted.is_empty()).cloned().ok_or_else(|| {
                PlanError::UnknownPrinciple { asked: asked.clone(), known: known.clone() }
            })
        };
        let mut found: Vec<String> = Vec::new();
        for asked in &self.wishes.principles {
            let name = find(asked)?;
            if !found.contains(&name) {
                found.push(name);
            }
        }
        Ok(found)
    }

    fn round(&self, number: usize, principles: &[String], functional: Vec<&Question>) -> Round {
        let stories: Vec<Item> = principles.iter().flat_map(|name| self.stories(name)).collect();
        let language = usual_language(stories.iter().map(|item| item.question.language));
        let mut items = Vec::new();
        items.push(self.introduction(language));
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

    fn introduction(&self, language: Language) -> Item {
        let mut own =
            self.notes.questions.iter().filter(|question| {
                question.language == language && stock::is_introduction(question)
            });
        let question = match own.next() {
            Some(question) => question.clone(),
            None => stock::introduction(language, self.format.introduction_s),
        };
        let mut item = self.item(Stage::Introduction, &question, None);
        item.follow_ups = 0;
        item
    }

    /// The questions for one principle, as many as its time allows.
    fn stories(&self, name: &str) -> Vec<Item> {
        let mut left_s = self.format.principle_s;
        let mut items: Vec<Item> = Vec::new();
        let of_principle = |question: &&Question| {
            question.topic.as_ref().is_some_and(|topic| folded(topic) == folded(name))
                && !stock::is_introduction(question)
        };
        let own: Vec<&Question> = self.notes.questions.iter().filter(of_principle).collect();
        for question in self.by_need(own) {
            let item = self.item(Stage::Behavioural, question, Some(name));
            if !items.is_empty() && item.answer_s + SECOND_QUESTION_S > left_s {
                break;
            }
            left_s -= item.answer_s + SECOND_QUESTION_S;
            items.push(item);
        }
        if items.is_empty() {
            let language = self.loop_language().unwrap_or_else(|| detect(name));
            let question = stock::principle(name, language);
            items.push(self.item(Stage::Behavioural, &question, Some(name)));
        } else if self.notes.format.is_some() {
            // Where the notes state the time of a principle, a question too few leaves it empty.
            let question = stock::another(name, items[0].question.language);
            let item = self.item(Stage::Behavioural, &question, Some(name));
            let answers_s: f64 = items.iter().map(|item| item.answer_s).sum();
            let asked_s = answers_s + (items.len() * MOST_FOLLOW_UPS) as f64 * FOLLOW_UP_S;
            if asked_s + item.answer_s + SECOND_QUESTION_S <= self.format.principle_s {
                items.push(item);
            }
        }
        // What is left of the time goes into follow-ups.
        let answers_s: f64 = items.iter().map(|item| item.answer_s).sum();
        let room = ((self.format.principle_s - answers_s) / FOLLOW_UP_S).max(0.0) as usize;
        let count = items.len();
        for (at, item) in items.iter_mut().enumerate() {
            let share = room / count + usize::from(at < room % count);
            item.follow_ups = share.clamp(1, MOST_FOLLOW_UPS);
        }
        items
    }

    /// The language of most questions that have a principle.
    fn loop_language(&self) -> Option<Language> {
        let known = known_principles(self.notes);
        let of_loop = |question: &&Question| is_of(question, &known);
        let mut languages = self
            .notes
            .questions
            .iter()
            .filter(of_loop)
            .map(|question| question.language)
            .peekable();
        languages.peek()?;
        Some(usual_language(languages))
    }

    /// Functional questions for each of `rounds`: those of the files that hold the principles'
    /// questions and belong to none.
    fn functional(&self, rounds: usize) -> Vec<Vec<&Question>> {
        let mut each: Vec<Vec<&Question>> = vec![Vec::new(); rounds];
        if !self.format.functional {
            return each;
        }
        let known = known_principles(self.notes);
        let of_loop = |question: &Question| is_of(question, &known);
        let files: Vec<_> =
            self.notes.questions.iter().filter(|q| of_loop(q)).map(|q| &q.file).collect();
        let rest = self.notes.questions.iter().filter(|question| {
            files.contains(&&question.file)
                && !of_loop(question)
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
        let known = known_principles(self.notes);
        let listed: Vec<&Question> =
            self.notes.questions.iter().filter(|question| !is_of(question, &known)).collect();
        let loops: Vec<_> =
            self.notes.questions.iter().filter(|q| is_of(q, &known)).map(|q| &q.file).collect();
        let apart: Vec<&Question> =
            listed.iter().copied().filter(|question| !loops.contains(&&question.file)).collect();
        let all: Vec<&Question> = self.notes.questions.iter().collect();
        let asked =
            [apart, listed, all].into_iter().find(|list| !list.is_empty()).unwrap_or_default();
        let items = asked.into_iter().map(|question| self.item(Stage::Listed, question, None));
        Round { number: 1, principles: Vec::new(), items: items.collect(), budget_s: None }
    }

    fn item(&self, stage: Stage, question: &Question, principle: Option<&str>) -> Item {
        let known = self.practised.get(&question.id).cloned().unwrap_or_default();
        let reference = question.reference.as_ref();
        let written_s =
            reference.map(|written| predicted_s(written, question.language, self.targets));
        let usual_s = match (question.kind, stage) {
            (Kind::Star, _) | (_, Stage::Behavioural) => STORY_S,
            _ => EXPLANATION_S,
        };
        let spoken_s = question.limit_s.or(written_s).unwrap_or(usual_s);
        let in_language = |text: &&String| detect(text) == question.language;
        let mut noted: Vec<String> =
            question.follow_ups.iter().filter(in_language).cloned().collect();
        if matches!(stage, Stage::Behavioural | Stage::Functional) {
            let mut usual: Vec<&String> =
                self.format.follow_ups.iter().filter(in_language).collect();
            usual.sort_by_key(|text| chance(self.wishes.seed, &(question.id.clone() + text)));
            noted.extend(usual.into_iter().cloned());
        }
        // A list leaves no time to dig, but what a written answer has and the spoken one lacks is
        // asked for.
        let follow_ups = match stage {
            Stage::Listed if reference.is_some() && !stock::is_introduction(question) => 1,
            _ => question.follow_ups.len(),
        };
        Item {
            stage,
            principle: principle.map(str::to_owned),
            question: question.clone(),
            practised: known,
            answer_s: spoken_s + THINKING_S,
            follow_ups: follow_ups.min(1),
            noted,
        }
    }

    /// Those that need practice most first; the seed decides between equals.
    fn by_need<'q>(&self, mut questions: Vec<&'q Question>) -> Vec<&'q Question> {
        let need = |q: &Question| self.practised.get(&q.id).map_or(1.0, Practised::need);
        questions.sort_by(|a, b| {
            let by_chance = |q: &Question| chance(self.wishes.seed, &q.id);
            need(b).total_cmp(&need(a)).then(by_chance(a).cmp(&by_chance(b)))
        });
        questions
    }
}

/// The principles of the notes, the most relevant first: the ranked list, else the topics of
/// questions that are told as stories.
fn known_principles(notes: &Notes) -> Vec<String> {
    let mut known = notes.principles.clone();
    let ranked = !known.is_empty();
    for question in &notes.questions {
        let Some(topic) = &question.topic else { continue };
        let is_new = !known.iter().any(|name| folded(name) == folded(topic));
        let tells = question.kind == Kind::Star || asks_for_a_story(&question.prompt);
        if is_new && tells && !stock::is_introduction(question) && !ranked {
            known.push(topic.clone());
        }
    }
    known
}

fn is_of(question: &Question, principles: &[String]) -> bool {
    question
        .topic
        .as_ref()
        .is_some_and(|topic| principles.iter().any(|name| folded(name) == folded(topic)))
}

fn usual_language(languages: impl Iterator<Item = Language>) -> Language {
    let (english, korean): (Vec<_>, Vec<_>) =
        languages.partition(|language| *language == Language::English);
    if korean.len() > english.len() { Language::Korean } else { Language::English }
}

/// Letters and digits alone, in lower case.
fn folded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
