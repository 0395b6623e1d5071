//! What an interview asks next.

use super::{Answer, FollowUp, Item, Outcome, Session};

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Index of the round.
    pub round: usize,
    /// Index of the item.
    pub item: usize,
    /// Whether it is a follow-up to the item.
    pub follow_up: bool,
}

impl Session {
    /// The item of a step or an answer.
    pub fn item(&self, round: usize, item: usize) -> Option<&Item> {
        self.plan.rounds.get(round)?.items.get(item)
    }

    /// What comes next by the plan; `None` when all was asked. Whether a follow-up has anything
    /// left to ask is not known here.
    pub fn next(&self) -> Option<Step> {
        let Some(last) = self.answers.last() else { return self.from(0, 0) };
        if matches!(last.outcome, Outcome::Asked | Outcome::CutOff) {
            let follow_up = last.follow_up.is_some();
            return Some(Step { round: last.round, item: last.item, follow_up });
        }
        let of_item = |answer: &&Answer| (answer.round, answer.item) == (last.round, last.item);
        let main_skipped = self
            .answers
            .iter()
            .filter(of_item)
            .any(|answer| answer.follow_up.is_none() && answer.outcome == Outcome::Skipped);
        let asked = self.asked(last.round, last.item).len();
        let room = self.item(last.round, last.item).map_or(0, |item| item.follow_ups);
        if asked < room && !main_skipped {
            return Some(Step { round: last.round, item: last.item, follow_up: true });
        }
        self.from(last.round, last.item + 1)
    }

    /// The question behind the present one, without its follow-ups.
    pub fn after(&self, step: Step) -> Option<Step> {
        self.from(step.round, step.item + 1)
    }

    fn from(&self, round: usize, item: usize) -> Option<Step> {
        if self.item(round, item).is_some() {
            return Some(Step { round, item, follow_up: false });
        }
        let next = self.plan.rounds.iter().skip(round + 1).position(|r| !r.items.is_empty())?;
        Some(Step { round: round + 1 + next, item: 0, follow_up: false })
    }

    /// Follow-ups asked to an item so far.
    pub fn asked(&self, round: usize, item: usize) -> Vec<FollowUp> {
        let answers = self.answers.iter().filter(|a| (a.round, a.item) == (round, item));
        let whole = answers.filter(|answer| answer.outcome != Outcome::CutOff);
        whole.filter_map(|answer| answer.follow_up.clone()).collect()
    }

    /// The take of the main answer to an item.
    pub fn main_take(&self, round: usize, item: usize) -> Option<&str> {
        let mut answers = self.answers.iter().rev().filter(|a| (a.round, a.item) == (round, item));
        answers.find(|answer| answer.follow_up.is_none())?.take.as_deref()
    }
}
