//! Without speech recognition nothing goes on beside a recording.

use std::time::Instant;

use crossbeam_channel::Sender;

use super::Args;
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
        _: &Args,
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

    pub fn changed(&mut self, _: &Context) -> Option<Vec<Word>> {
        match *self {}
    }

    pub fn cancel(&self) {
        match *self {}
    }

    pub fn review(self, _: &Take, _: Instant, _: &Args, _: &Context) -> anyhow::Result<()> {
        match self {}
    }
}

/// The take stands for its review.
///
/// # Errors
/// Standard output cannot be written.
pub fn review(take: &Take, args: &Args, _: &Context) -> anyhow::Result<()> {
    if args.json { super::print_take(take) } else { Ok(()) }
}
