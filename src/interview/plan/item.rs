//! A question as an item of the plan: how long it takes, what may be asked behind it.

use super::super::seed::chance;
use super::super::stock;
use super::choose::Chooser;
use super::{Item, Stage, THINKING_S};
use crate::language::{detect, predicted_s};
use crate::question::{Kind, Question};

/// Seconds planned for an answer of which nothing is known, by its kind: a story, and an
/// explanation.
const STORY_S: f64 = 150.0;
const EXPLANATION_S: f64 = 90.0;

impl Chooser<'_> {
    pub(super) fn item(&self, stage: Stage, question: &Question, principle: Option<&str>) -> Item {
        let known = self.practised.get(&question.id).cloned().unwrap_or_default();
        let reference = question.reference.as_ref();
        let written_s =
            reference.map(|written| predicted_s(written, question.language, self.targets));
        let usual_s = match (question.kind, stage) {
            (Kind::Star, _) | (_, Stage::Behavioural) => STORY_S,
            _ => EXPLANATION_S,
        };
        let spoken_s = question.limit_s.or(written_s).unwrap_or(usual_s);
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
            noted: self.noted(stage, question),
        }
    }

    /// Follow-ups of the notes in the language of the question: its own, then those of the format
    /// in an order that the seed gives.
    fn noted(&self, stage: Stage, question: &Question) -> Vec<String> {
        let in_language = |text: &&String| detect(text) == question.language;
        let mut noted: Vec<String> =
            question.follow_ups.iter().filter(in_language).cloned().collect();
        if matches!(stage, Stage::Behavioural | Stage::Functional) {
            let mut usual: Vec<&String> =
                self.format.follow_ups.iter().filter(in_language).collect();
            usual.sort_by_key(|text| chance(self.wishes.seed, &(question.id.clone() + text)));
            noted.extend(usual.into_iter().cloned());
        }
        noted
    }
}
