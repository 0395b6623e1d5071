//! The questions for one principle, as many as its time allows.

use super::super::principle;
use super::super::stock;
use super::choose::{Chooser, usual_language};
use super::{FOLLOW_UP_S, Item, Stage};
use crate::language::{Language, detect};
use crate::question::Question;

/// Follow-ups to one question at most: with more, a mock interviewer repeats itself.
const MOST_FOLLOW_UPS: usize = 4;

/// Least seconds that a second question of the same principle needs beside its answer.
const SECOND_QUESTION_S: f64 = 2.0 * FOLLOW_UP_S;

impl Chooser<'_> {
    pub(super) fn stories(&self, name: &str) -> Vec<Item> {
        let mut items = self.own_stories(name);
        if items.is_empty() {
            let language = self.loop_language().unwrap_or_else(|| detect(name));
            let question = stock::principle(name, language);
            items.push(self.item(Stage::Behavioural, &question, Some(name)));
        } else if self.notes.format.is_some() {
            // Where the notes state the time of a principle, a question too few leaves it empty.
            items.extend(self.another(name, &items));
        }
        self.share_follow_ups(&mut items);
        items
    }

    /// Those of the notes, the neediest first.
    fn own_stories(&self, name: &str) -> Vec<Item> {
        let of_principle = |question: &&Question| {
            let topic = question.topic.as_ref();
            topic.is_some_and(|topic| principle::of_heading(topic, &self.known) == Some(name))
                && !stock::is_introduction(question)
        };
        let mut left_s = self.format.principle_s;
        let mut items: Vec<Item> = Vec::new();
        for question in self.by_need(self.notes.questions.iter().filter(of_principle).collect()) {
            let item = self.item(Stage::Behavioural, question, Some(name));
            if !items.is_empty() && item.answer_s + SECOND_QUESTION_S > left_s {
                break;
            }
            left_s -= item.answer_s + SECOND_QUESTION_S;
            items.push(item);
        }
        items
    }

    /// A question for a second story, where `items` leave room for one.
    fn another(&self, name: &str, items: &[Item]) -> Option<Item> {
        let question = stock::another(name, items.first()?.question.language);
        let item = self.item(Stage::Behavioural, &question, Some(name));
        let answers_s: f64 = items.iter().map(|item| item.answer_s).sum();
        let asked_s = answers_s + (items.len() * MOST_FOLLOW_UPS) as f64 * FOLLOW_UP_S;
        let fits = asked_s + item.answer_s + SECOND_QUESTION_S <= self.format.principle_s;
        fits.then_some(item)
    }

    /// What is left of the time goes into follow-ups.
    fn share_follow_ups(&self, items: &mut [Item]) {
        let answers_s: f64 = items.iter().map(|item| item.answer_s).sum();
        let room = ((self.format.principle_s - answers_s) / FOLLOW_UP_S).max(0.0) as usize;
        let count = items.len();
        for (at, item) in items.iter_mut().enumerate() {
            let share = room / count + usize::from(at < room % count);
            item.follow_ups = share.clamp(1, MOST_FOLLOW_UPS);
        }
    }

    /// The language of most questions that have a principle.
    fn loop_language(&self) -> Option<Language> {
        let of_loop = self.notes.questions.iter().filter(|question| self.has_principle(question));
        let mut languages = of_loop.map(|question| question.language).peekable();
        languages.peek()?;
        Some(usual_language(languages))
    }
}
