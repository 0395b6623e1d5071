//! Where in the interview a question stands, for the screen.

use super::Sitting;
use crate::cmd::record::view::{About, CueMode, Place};
use crate::interview::session::{Step, asked_question};
use crate::interview::{FollowUp, Item, Session};
use crate::language::Language;
use crate::question::Question;

impl Sitting<'_> {
    /// What the screen shows of a question.
    pub(super) fn about(
        &self,
        session: &Session,
        step: Step,
        item: &Item,
        follow_up: Option<&FollowUp>,
    ) -> About {
        let asked = asked_question(item, follow_up);
        let targets = &self.context.config.targets;
        let round = &session.plan.rounds[step.round];
        let left = |budget_s: f64| budget_s - session.rounds_s[step.round];
        About {
            limit_s: asked.limit_s,
            predicted_s: None,
            cues: CueMode::Off,
            pace: match item.question.language {
                Language::English => targets.words_per_minute_band,
                Language::Korean => targets.syllables_per_minute_band,
            },
            place: Some(Place {
                text: place_text(session, step, item, follow_up.is_some(), self.context.ui),
                round_left_s: round.budget_s.map(left),
            }),
            language: Some(item.question.language),
            question: Some(Question {
                id: asked.id,
                prompt: asked.prompt,
                limit_s: asked.limit_s,
                ..item.question.clone()
            }),
        }
    }
}

/// "Round 1 of 2 · question 2 of 4 · Dive Deep".
fn place_text(session: &Session, step: Step, item: &Item, follows: bool, ui: Language) -> String {
    let (round, rounds) = (step.round + 1, session.plan.rounds.len());
    let (number, items) = (step.item + 1, session.plan.rounds[step.round].items.len());
    let mut parts = Vec::new();
    let english = ui == Language::English;
    if rounds > 1 {
        parts.push(match english {
            true => format!("Round {round} of {rounds}"),
            false => format!("라운드 {round}/{rounds}"),
        });
    }
    parts.push(match (english, follows) {
        (true, false) => format!("question {number} of {items}"),
        (true, true) => format!("question {number} of {items}, follow-up"),
        (false, false) => format!("질문 {number}/{items}"),
        (false, true) => format!("질문 {number}/{items} 꼬리 질문"),
    });
    parts.extend(item.principle.clone());
    parts.join(" · ")
}
