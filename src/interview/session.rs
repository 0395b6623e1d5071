//! An interview under way: its plan and what became of each question, kept on disk after every
//! step, so that it can go on after a stop or a crash.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::follow_up::FollowUp;
use super::{Item, Plan};
use crate::take::{QuestionRecord, write_atomic};

/// Version of the JSON form.
pub const SCHEMA: &str = "aloud.interview_state/1";

/// Folder of interviews below the recordings. No question has this id.
pub const FOLDER: &str = "interviews";

const FILE: &str = "interview.json";

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
    /// Seconds sat in it so far, all rounds, breaks between a stop and going on left out.
    pub elapsed_s: f64,
    /// The same by round of the plan.
    pub rounds_s: Vec<f64>,
    /// What is asked.
    pub plan: Plan,
    /// What was asked, in order.
    pub answers: Vec<Answer>,
}

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

/// Why an interview cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    /// The system refused.
    #[error("cannot {doing} {}: {reason}", path.display())]
    Io {
        /// "read" or "write".
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// The system's reason.
        reason: std::io::Error,
    },
    /// The file is none of ours, or of another version.
    #[error("{} cannot be read ({reason}): its takes are safe in the recordings", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// There is none that could go on.
    #[error("there is no interview to go on with in {}: `aloud interview` begins one", .0.display())]
    None(PathBuf),
}

impl Session {
    /// A new interview with a folder of its own, written to disk.
    ///
    /// # Errors
    /// The recordings cannot be written.
    pub fn begin(recordings: &Path, plan: Plan, now: Timestamp) -> Result<Session, SessionError> {
        let parent = recordings.join(FOLDER);
        let io = |path: &Path| {
            let path = path.to_owned();
            move |reason| SessionError::Io { doing: "write", path, reason }
        };
        crate::folder::make_private_folders(&parent).map_err(io(&parent))?;
        let time = now.strftime("%Y-%m-%dT%H-%M-%SZ").to_string();
        let mut name = time.clone();
        let mut copy = 1;
        // Making the folder fails where another process was quicker.
        while let Err(error) = crate::folder::make_private_folder(&parent.join(&name)) {
            if error.kind() != ErrorKind::AlreadyExists {
                return Err(io(&parent.join(&name))(error));
            }
            copy += 1;
            name = format!("{time}-{copy}");
        }
        let session = Session {
            schema: SCHEMA.into(),
            interview: format!("{FOLDER}/{name}"),
            state: State::Running,
            started: rfc3339(now),
            finished: None,
            elapsed_s: 0.0,
            rounds_s: vec![0.0; plan.rounds.len()],
            plan,
            answers: Vec::new(),
        };
        session.save(recordings)?;
        Ok(session)
    }

    /// Writes `interview.json`; readers see the old one or the new one, never half of one.
    ///
    /// # Errors
    /// The disk is full or the folder is gone; the old file then stands.
    pub fn save(&self, recordings: &Path) -> Result<(), SessionError> {
        let path = self.folder(recordings).join(FILE);
        let written = serde_json::to_string_pretty(self)
            .map_err(std::io::Error::from)
            .and_then(|json| write_atomic(&path, (json + "\n").as_bytes()));
        written.map_err(|reason| SessionError::Io { doing: "write", path, reason })
    }

    /// Its folder.
    pub fn folder(&self, recordings: &Path) -> PathBuf {
        recordings.join(&self.interview)
    }

    /// The newest interview; with `unfinished` the newest that can go on.
    ///
    /// # Errors
    /// There is none, or it cannot be read.
    pub fn last(recordings: &Path, unfinished: bool) -> Result<Session, SessionError> {
        let parent = recordings.join(FOLDER);
        let entries = std::fs::read_dir(&parent).into_iter().flatten().flatten();
        let mut files: Vec<PathBuf> =
            entries.map(|entry| entry.path().join(FILE)).filter(|file| file.is_file()).collect();
        files.sort();
        for file in files.iter().rev() {
            let session = read(file)?;
            if !unfinished || session.state != State::Finished {
                return Ok(session);
            }
        }
        Err(SessionError::None(parent))
    }

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

fn read(file: &Path) -> Result<Session, SessionError> {
    let path = file.to_owned();
    let bytes = std::fs::read(file).map_err(|reason| SessionError::Io {
        doing: "read",
        path: path.clone(),
        reason,
    })?;
    let damaged = |reason: String| SessionError::Damaged { path: path.clone(), reason };
    let mut session: Session =
        serde_json::from_slice(&bytes).map_err(|error| damaged(error.to_string()))?;
    // Where it stands is what the folder says: a file must not send what is written elsewhere.
    let folder = file.parent().and_then(Path::file_name).unwrap_or_default();
    session.interview = format!("{FOLDER}/{}", folder.to_string_lossy());
    match session.schema == SCHEMA {
        true => Ok(session),
        false => Err(damaged(format!("it has the schema {}", session.schema))),
    }
}

#[cfg(test)]
mod tests {
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
        assert_eq!(Session::last(dir.path(), true).unwrap(), session);
        session.state = State::Finished;
        session.save(dir.path()).unwrap();
        assert!(matches!(Session::last(dir.path(), true), Err(SessionError::None(_))));
        assert_eq!(Session::last(dir.path(), false).unwrap(), session);
    }
}
