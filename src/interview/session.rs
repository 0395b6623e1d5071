//! An interview under way: its plan and what became of each question, kept on disk after every
//! step, so that it can go on after a stop or a crash.

mod disk;
mod step;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::follow_up::FollowUp;
use super::{Item, Plan};
use crate::take::QuestionRecord;

/// Version of the JSON form.
pub const SCHEMA: &str = "aloud.interview_state/1";

pub use disk::{FOLDER, SessionError};
pub use step::Step;

/// Where an interview stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Somebody sits in it, or its process died.
    Running,
    /// The candidate stopped it; it can go on.
    Stopped,
    /// All was asked.
    Finished,
}

/// What became of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It was asked, and the answer is under way.
    Asked,
    /// It was answered.
    Answered,
    /// The candidate skipped it.
    Skipped,
    /// It was broken off by a stop or a crash; it is asked again.
    CutOff,
}

/// A question that was asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// Index of the round in the plan, from 0.
    pub round: usize,
    /// Index of the item in the round, from 0.
    pub item: usize,
    /// The follow-up it was, `None` for the question of the plan.
    pub follow_up: Option<FollowUp>,
    /// The question as it stands in the take.
    pub question: QuestionRecord,
    /// What became of it.
    pub outcome: Outcome,
    /// The take, once recording has begun.
    pub take: Option<String>,
    /// When it was asked, UTC, RFC 3339.
    pub asked: String,
}

/// `interview.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Session {
    /// [`SCHEMA`].
    pub schema: String,
    /// `interviews/<UTC time>`.
    pub interview: String,
    /// Where it stands.
    pub state: State,
    /// When it began, UTC, RFC 3339.
    pub started: String,
    /// When it ended, UTC, RFC 3339.
    pub finished: Option<String>,
    /// Seconds sat in it so far, all rounds: questions, thinking, speaking and waiting for a
    /// follow-up. Pauses of the candidate, and breaks between a stop and going on, are left out.
    pub elapsed_s: f64,
    /// The same by round of the plan.
    pub rounds_s: Vec<f64>,
    /// What is asked.
    pub plan: Plan,
    /// What was asked, in order.
    pub answers: Vec<Answer>,
}

impl Session {
    /// Books seconds that were sat in the round at index `round`.
    pub fn spend(&mut self, round: usize, seconds: f64) {
        self.elapsed_s += seconds;
        if let Some(spent_s) = self.rounds_s.get_mut(round) {
            *spent_s += seconds;
        }
    }
}

/// The question of a step, as a take keeps it. Follow-ups have an id of their own, so that they do
/// not stand among the takes of the question they follow.
pub fn asked_question(item: &Item, follow_up: Option<&FollowUp>) -> QuestionRecord {
    match follow_up {
        None => QuestionRecord::from(&item.question),
        Some(follow_up) => QuestionRecord {
            id: format!("{}-follow-up", item.question.id),
            prompt: follow_up.text.clone(),
            limit_s: None,
        },
    }
}

/// An instant as `interview.json` writes it.
pub fn rfc3339(now: Timestamp) -> String {
    now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::interview::follow_up::Reason;
    use crate::interview::tests::{item, plan};
    use crate::language::Language;

    fn session(recordings: &Path) -> Session {
        let mut first = item("Tell me about a time.", Language::English);
        first.follow_ups = 1;
        let second = item("Why us?", Language::English);
        let plan = plan(vec![vec![first], vec![second]]);
        Session::begin(recordings, plan, Timestamp::from_second(1_800_000_000).unwrap()).unwrap()
    }

    fn answer(session: &mut Session, step: Step, outcome: Outcome) {
        let item = session.item(step.round, step.item).unwrap();
        let follow_up =
            step.follow_up.then(|| FollowUp { reason: Reason::Usual, text: "And?".into() });
        let question = asked_question(item, follow_up.as_ref());
        session.answers.push(Answer {
            round: step.round,
            item: step.item,
            follow_up,
            question,
            outcome,
            take: None,
            asked: String::new(),
        });
    }

    #[test]
    fn follow_ups_come_before_the_next_question_and_rounds_in_order() {
        let dir = tempfile::tempdir().unwrap();
        let mut session = session(dir.path());
        let mut order = Vec::new();
        while let Some(step) = session.next() {
            order.push((step.round, step.item, step.follow_up));
            answer(&mut session, step, Outcome::Answered);
        }
        assert_eq!(order, [(0, 0, false), (0, 0, true), (1, 0, false)]);
    }

    #[test]
    fn a_skipped_question_has_no_follow_up() {
        let dir = tempfile::tempdir().unwrap();
        let mut session = session(dir.path());
        let step = session.next().unwrap();
        answer(&mut session, step, Outcome::Skipped);
        assert_eq!(session.next(), Some(Step { round: 1, item: 0, follow_up: false }));
    }

    #[test]
    fn what_was_saved_is_read_again_and_a_finished_one_does_not_go_on() {
        let dir = tempfile::tempdir().unwrap();
        let mut session = session(dir.path());
        let to_go_on_with = |wants| Session::to_go_on_with(dir.path(), |_| wants);
        assert_eq!(to_go_on_with(false).unwrap(), session);
        session.state = State::Finished;
        session.save(dir.path()).unwrap();
        assert!(matches!(to_go_on_with(false), Err(SessionError::NoneUnfinished(_))));
        assert_eq!(to_go_on_with(true).unwrap(), session, "its reviews are to be made up for");
        assert_eq!(Session::last(dir.path()).unwrap(), session);
    }
}
