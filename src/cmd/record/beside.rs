//! What goes on beside a recording, so that its review is there when it ends: notes and model are
//! read before it starts, and words are recognised while they are spoken.

use std::sync::atomic::AtomicBool;
use std::time::Instant;

use crossbeam_channel::Sender;

use crate::capture::Block;
use crate::cmd::progress::Bar;
use crate::cmd::{Context, review};
use crate::review::Review;
use crate::take::{QuestionRecord, Take};
use crate::transcribe::engine;
use crate::transcribe::live::{Caught, Live, Standing};
use crate::transcript::Word;

/// A review in the making.
pub struct Beside {
    prepared: review::Prepared,
    live: Live,
}

impl Beside {
    /// Starts to follow the answer to `asked`. The recording's blocks, `rate_hz` frames a second,
    /// go into the sender, which the recording must own.
    ///
    /// # Errors
    /// No model, or notes that cannot be read: the recording can go on, its review cannot.
    pub fn start(
        args: &review::Args,
        asked: Option<&QuestionRecord>,
        rate_hz: u32,
        context: &Context,
    ) -> anyhow::Result<(Beside, Sender<Block>)> {
        let prepared = review::prepare(args, asked, context)?;
        let path = prepared.model.path.clone();
        let load = move || engine::decoders(&path);
        let (live, blocks) = Live::start(load, prepared.language, rate_hz);
        Ok((Beside { prepared, live }, blocks))
    }

    /// How far the recogniser is.
    pub fn standing(&self) -> Standing {
        self.live.standing()
    }

    /// The words so far.
    pub fn words(&self) -> Vec<Word> {
        self.live.words()
    }

    /// Waits for what is left and reviews the take, which ended at `begin`.
    ///
    /// # Errors
    /// Those of a review.
    pub fn review(self, take: &Take, begin: Instant, context: &Context) -> anyhow::Result<Review> {
        let stop = AtomicBool::new(false);
        let bar = Bar::new(context.pick("Catching up", "마저 받아쓰는 중"));
        let caught = self.live.finish(&stop, &|progress| bar.show(progress));
        bar.end();
        // Whatever went wrong beside the recording may go right with the file.
        let caught = caught.unwrap_or_else(|_| Caught::nothing());
        review::review_recorded(take, &self.prepared, caught, begin, context, &stop)
    }
}
