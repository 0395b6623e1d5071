//! What goes on beside a recording, so that its review is there when it ends: notes and model are
//! read before it starts, words are recognised while they are spoken.

use std::sync::atomic::AtomicBool;
use std::time::Instant;

use crossbeam_channel::Sender;

use super::Listen;
use super::cues::Cues;
use super::view::Hearing;
use crate::capture::Block;
use crate::cmd::progress::Bar;
use crate::cmd::{Context, review};
use crate::filler;
use crate::review::run::vocabulary;
use crate::take::{QuestionRecord, Take};
use crate::transcribe::engine;
use crate::transcribe::live::{Caught, Live};
use crate::transcript::Word;

/// A review in the making.
pub struct Beside {
    prepared: review::Prepared,
    live: Live,
    version: u64,
}

impl Beside {
    /// Starts to follow the answer to `asked`. The recording's blocks, `rate_hz` frames a second,
    /// go into the sender, which the recording must own.
    ///
    /// # Errors
    /// No model, or notes that cannot be read: the recording can go on, its review cannot.
    pub fn start(
        listen: &Listen,
        asked: Option<&QuestionRecord>,
        rate_hz: u32,
        context: &Context,
    ) -> anyhow::Result<(Beside, Sender<Block>)> {
        let prepared = review::prepare(&arguments(listen), asked, context)?;
        let path = prepared.model.path.clone();
        let vocabulary = vocabulary(prepared.question.as_ref(), &prepared.notes.questions);
        let language = prepared.language;
        let load = move || engine::decoders(&path, vocabulary, language);
        let (live, blocks) = Live::start(load, language, rate_hz);
        Ok((Beside { prepared, live, version: 0 }, blocks))
    }

    /// Key points that tick themselves off, where there is a written answer.
    pub fn cues(&self) -> Option<Cues> {
        let question = self.prepared.question.clone().filter(|q| q.reference.is_some())?;
        Some(Cues::start(question, self.prepared.notes.questions.clone()))
    }

    /// How far the recogniser is.
    pub fn hearing(&self) -> Hearing {
        let standing = self.live.standing();
        standing.failed.map_or(Hearing::Behind(standing.behind_s), Hearing::Failed)
    }

    /// Seconds without speech at the end of what was listened to; `None` before the first speech.
    pub fn silent_s(&self) -> Option<f64> {
        let known = self.live.standing().known;
        Some(known.at_s - known.said?.end_s)
    }

    /// Where the first speech begins, in seconds; `None` before it.
    pub fn first_speech_s(&self) -> Option<f64> {
        Some(self.live.standing().known.said?.start_s)
    }

    /// The words so far with fillers and repeats marked, when they have changed.
    pub fn changed(&mut self, context: &Context) -> Option<Vec<Word>> {
        let standing = self.live.standing();
        if std::mem::replace(&mut self.version, standing.version) == standing.version {
            return None;
        }
        let mut words = self.live.words();
        let language = self.prepared.language.unwrap_or(context.ui);
        filler::part_stutters(&mut words);
        filler::mark(&mut words, &context.config.filler_words(language));
        filler::mark_repeats(&mut words);
        Some(words)
    }

    /// Nobody wants the words.
    pub fn cancel(&self) {
        self.live.cancel();
    }

    /// Waits for what is left, reviews the take, which ended at `begin`, and prints the review.
    ///
    /// # Errors
    /// Those of a review.
    pub fn review(
        self,
        take: &Take,
        begin: Instant,
        listen: &Listen,
        context: &Context,
    ) -> anyhow::Result<()> {
        let stop = AtomicBool::new(false);
        let bar = Bar::new(context.pick("Catching up", "마저 받아쓰는 중"));
        let caught = self.live.finish(&stop, &|progress| bar.show(progress));
        bar.end();
        // Whatever went wrong beside the recording may go right with the file.
        let caught = caught.unwrap_or_else(|_| Caught::nothing());
        let reviewed = review::review_recorded(take, &self.prepared, caught, begin, context, &stop);
        let (review, kept) = reviewed.inspect_err(|_| review::say_later(take, context))?;
        review::show(&review, listen.json, context)?;
        kept
    }

    /// Does the same without a word, while something else is on the screen; the review is left
    /// beside the take.
    ///
    /// # Errors
    /// Those of a review.
    pub fn review_unseen(
        mut self,
        take: &Take,
        begin: Instant,
        context: &Context,
    ) -> anyhow::Result<()> {
        let stop = AtomicBool::new(false);
        self.prepared.unseen = true;
        let caught = self.live.finish(&stop, &|_| {}).unwrap_or_else(|_| Caught::nothing());
        review::review_recorded(take, &self.prepared, caught, begin, context, &stop)?.1
    }
}

/// Reviews a take that nothing followed, without a word.
///
/// # Errors
/// Those of a review.
pub fn review_unseen(take: &Take, listen: &Listen, context: &Context) -> anyhow::Result<()> {
    let asked = take.record.question.as_ref();
    let mut prepared = review::prepare(&arguments(listen), asked, context)?;
    prepared.unseen = true;
    let never = AtomicBool::new(false);
    let caught = Caught::nothing();
    review::review_recorded(take, &prepared, caught, Instant::now(), context, &never)?.1
}

fn arguments(listen: &Listen) -> review::Args {
    let language = listen.language.map(|language| review::Spoken(Some(language)));
    let args = review::Args::after_recording(listen.json, listen.notes.clone());
    review::Args { language, ..args }
}

/// Reviews a take that nothing followed, and prints the review.
///
/// # Errors
/// Those of a review.
pub fn review(take: &Take, listen: &Listen, context: &Context) -> anyhow::Result<()> {
    let asked = arguments(listen);
    let never = AtomicBool::new(false);
    let (review, kept) = review::review_take(take, &asked, context, &never)
        .inspect_err(|_| review::say_later(take, context))?;
    review::show(&review, listen.json, context)?;
    kept
}
