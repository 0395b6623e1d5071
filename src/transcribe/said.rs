//! The decoder led along a text of ours, to ask how likely it finds what comes next.
//!
//! It is asked while it ends the text of a chunk: it has heard the chunk and knows all it has said, so
//! a question costs a few steps, and going back to any place costs nothing.

use std::marker::PhantomData;
use std::os::raw::c_int;

use whisper_rs::{
    WhisperError, WhisperSysContext, WhisperSysState, WhisperTokenId, whisper_rs_sys,
};

use super::token::RunnerUp;

/// The steps of a decoder in the middle of its run.
pub struct Steps<'a> {
    context: *mut WhisperSysContext,
    state: *mut WhisperSysState,
    /// Tokens of the vocabulary.
    vocabulary: usize,
    threads: usize,
    run: PhantomData<&'a mut WhisperSysState>,
}

impl Steps<'_> {
    /// # Safety
    /// `context` and `state` are those of a run that waits for the callback they were given to, and this
    /// is dropped before it returns. The model has a `vocabulary` of so many tokens.
    #[allow(unsafe_code)]
    pub unsafe fn of(
        context: *mut WhisperSysContext,
        state: *mut WhisperSysState,
        vocabulary: usize,
        threads: usize,
    ) -> Self {
        Steps { context, state, vocabulary, threads, run: PhantomData }
    }

    /// Gives the decoder `ids` behind the first `past` tokens that it was given; it forgets the others.
    #[allow(unsafe_code)]
    fn go_on(&mut self, ids: &[WhisperTokenId], past: usize) -> Result<(), WhisperError> {
        let (count, past, threads) = (ids.len() as c_int, past as c_int, self.threads as c_int);
        // SAFETY: see `of`; whisper.cpp reads `count` tokens.
        let code = unsafe {
            whisper_rs_sys::whisper_decode_with_state(
                self.context,
                self.state,
                ids.as_ptr(),
                count,
                past,
                threads,
            )
        };
        if code == 0 { Ok(()) } else { Err(WhisperError::GenericError(code)) }
    }

    /// What it found of each token in its last step.
    #[allow(unsafe_code)]
    fn logits(&self) -> Result<&[f32], WhisperError> {
        // SAFETY: see `of`; they stay in place until the next step, which needs `&mut self`.
        let logits = unsafe { whisper_rs_sys::whisper_get_logits_from_state(self.state) };
        if logits.is_null() {
            return Err(WhisperError::NullPointer);
        }
        Ok(unsafe { std::slice::from_raw_parts(logits, self.vocabulary) })
    }
}

/// What the decoder was given so far.
pub struct Said<'a> {
    steps: Steps<'a>,
    ids: Vec<WhisperTokenId>,
    /// How many of them stand before the text.
    prefix: usize,
}

impl<'a> Said<'a> {
    /// Of a decoder that was given a `prefix`, the prompt and the task, and a `text`.
    pub fn new(
        steps: Steps<'a>,
        prefix: &[WhisperTokenId],
        text: impl Iterator<Item = WhisperTokenId>,
    ) -> Self {
        let ids = prefix.iter().copied().chain(text).collect();
        Said { steps, ids, prefix: prefix.len() }
    }

    /// How many tokens it was given: a place for [`Said::back`].
    pub fn place(&self) -> usize {
        self.ids.len()
    }

    /// Forgets what came after `place`.
    pub fn back(&mut self, place: usize) {
        self.ids.truncate(place);
    }

    /// Forgets the tokens of the text from this one on.
    pub fn back_in_text(&mut self, token: usize) {
        self.back(self.prefix + token);
    }

    /// Gives it further tokens.
    pub fn go_on(&mut self, ids: &[WhisperTokenId]) -> Result<(), WhisperError> {
        if !ids.is_empty() {
            self.steps.go_on(ids, self.ids.len())?;
            self.ids.extend_from_slice(ids);
        }
        Ok(())
    }

    /// Log likelihoods of the next token, by its number, in nats.
    pub fn next(&mut self) -> Result<Next<'_>, WhisperError> {
        // The last token alone again: of several given at once, whisper.cpp puts the answer to the
        // last one behind the place that is read; and after steps that were taken back it has none.
        if let Some(last) = self.ids.pop() {
            self.go_on(&[last])?;
        }
        self.after_step()
    }

    /// The same when a single token was given last and none taken back.
    pub fn after_step(&mut self) -> Result<Next<'_>, WhisperError> {
        Ok(Next::of(self.steps.logits()?))
    }

    /// Log likelihood in nats of `ids` after what was said, which stays as it is, and the mean of
    /// their probabilities; given up below `least`. That of the `first` of them is known.
    pub fn nats(
        &mut self,
        ids: &[WhisperTokenId],
        first: f32,
        least: f32,
    ) -> Result<(f32, f32), WhisperError> {
        let place = self.place();
        let (mut sum, mut probabilities) = (first, first.exp());
        for pair in ids.windows(2) {
            if sum < least {
                break;
            }
            self.go_on(&pair[..1])?;
            let nats = self.after_step()?.nats(pair[1]);
            sum += nats;
            probabilities += nats.exp();
        }
        self.back(place);
        Ok((sum, probabilities / ids.len().max(1) as f32))
    }
}

/// How likely each token comes next.
pub struct Next<'a> {
    logits: &'a [f32],
    highest: f32,
    whole: f32,
}

/// Tokens so much less likely than the likeliest one, in nats, are passed over in the sum of all: 52,000 of them
/// add less than a ten-thousandth.
const NEGLIGIBLE_LESS: f32 = 20.0;

fn highest(logits: &[f32]) -> f32 {
    // Side by side, so that the compiler takes sixteen at a time.
    let (all, rest) = logits.as_chunks::<16>();
    let mut highest = [f32::NEG_INFINITY; 16];
    for logits in all {
        for (highest, logit) in highest.iter_mut().zip(logits) {
            *highest = highest.max(*logit);
        }
    }
    highest.iter().chain(rest).copied().fold(f32::NEG_INFINITY, f32::max)
}

impl<'a> Next<'a> {
    /// From the logits of all tokens.
    pub fn of(logits: &'a [f32]) -> Self {
        let highest = highest(logits);
        let likely = logits.iter().filter(|logit| **logit > highest - NEGLIGIBLE_LESS);
        let sum: f32 = likely.map(|logit| (logit - highest).exp()).sum();
        Next { logits, highest, whole: highest + sum.ln() }
    }

    /// Log likelihood of a token in nats.
    pub fn nats(&self, id: WhisperTokenId) -> f32 {
        let logit = usize::try_from(id).ok().and_then(|id| self.logits.get(id));
        logit.map_or(f32::NEG_INFINITY, |logit| logit - self.whole)
    }

    /// The likeliest token and those that are less likely by at most `less` nats, at most `most`, the
    /// likeliest first.
    pub fn likeliest_within(&self, less: f32, most: usize) -> Vec<RunnerUp> {
        let least = self.highest - less;
        let all = self.logits.iter().zip(0..).filter(|(logit, _)| **logit >= least);
        let mut likely: Vec<RunnerUp> =
            all.map(|(logit, id)| RunnerUp { id, nats: logit - self.whole }).collect();
        likely.sort_by(|a, b| b.nats.total_cmp(&a.nats));
        likely.truncate(most);
        likely
    }
}
