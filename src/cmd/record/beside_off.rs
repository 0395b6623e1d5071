//! Without speech recognition nothing goes on beside a recording.

use std::time::Instant;

use crossbeam_channel::Sender;

use super::Listen;
use super::cues::Cues;
use super::view::Hearing;
use crate::capture::Block;
use crate::cmd::Context;
use crate::take::{QuestionRecord, Take};
use crate::transcript::Word;

/// Never there.
pub enum Beside {}

#[allow(missing_docs)]
impl Beside {
    pub fn start(
        _: &Listen,
        _: Option<&QuestionRecord>,
        _: u32,
        _: &Context,
    ) -> anyhow::Result<(Beside, Sender<Block>)> {
        anyhow::bail!("this program was built without speech recognition")
    }

    pub fn cues(&self) -> Option<Cues> {
        match *self {}
    }

    pub fn hearing(&self) -> Hearing {
        match *self {}
    }

    pub fn silent_s(&self) -> Option<f64> {
        match *self {}
    }

    pub fn first_speech_s(&self) -> Option<f64> {
        match *self {}
    }

    pub fn changed(&mut self, _: &Context) -> Option<Vec<Word>> {
        match *self {}
    }

    pub fn cancel(&self) {
        match *self {}
    }

    pub fn review(self, _: &Take, _: Instant, _: &Listen, _: &Context) -> anyhow::Result<()> {
        match self {}
    }

    pub fn review_unseen(self, _: &Take, _: Instant, _: &Context) -> anyhow::Result<()> {
        match self {}
    }
}

/// There is no review.
///
/// # Errors
/// None.
pub fn review_unseen(_: &Take, _: &Listen, _: &Context) -> anyhow::Result<()> {
    Ok(())
}

/// The take stands for its review.
///
/// # Errors
/// Standard output cannot be written.
pub fn review(take: &Take, listen: &Listen, _: &Context) -> anyhow::Result<()> {
    if listen.json { super::print_take(take) } else { Ok(()) }
}
