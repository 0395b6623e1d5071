//! Stands beside a run of the decoder: nudges each token, remembers the runners-up, ends a text that loops, and the run
//! when the model gives no numbers; and when the text ends, has its words doubted.
//!
//! Damaged weights, or weights too large for 16 bits, become NaN on their way through the network.
//! whisper.cpp sorts the attention it takes its word times from, and a sort that meets NaN reads
//! and writes outside of its array. So the run is ended before it comes to the times.

use std::os::raw::{c_int, c_void};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use whisper_rs::{
    FullParams, WhisperError, WhisperSysContext, WhisperSysState, WhisperTokenData, WhisperTokenId,
};

use super::doubt::Doubt;
use super::loops;
use super::nudge::Nudge;
use super::other_word::MOST_LESS;
use super::said::{Next, Steps};
use super::token::{Replacement, RunnerUp, Token};

/// What one run of the decoder is watched by.
pub struct Watch<'a> {
    nudge: Option<&'a Nudge>,
    vocabulary: usize,
    /// The token that ends the text.
    end: WhisperTokenId,
    no_numbers: AtomicBool,
    doubt: Option<&'a Doubt<'a>>,
    doubted: Mutex<Doubted>,
}

/// What is known of the words that will be doubted, and what came of it.
struct Doubted {
    /// The likeliest tokens of each step.
    runners_up: Vec<Vec<RunnerUp>>,
    weighed: Result<Vec<Replacement>, WhisperError>,
}

/// Logit of a token that is to be chosen whatever the others have.
const CERTAIN: f32 = 1e4;

/// Most runners-up that are remembered of a token, the first among them.
const MOST_RUNNERS_UP: usize = 8;

impl<'a> Watch<'a> {
    /// For a model with so many tokens in its `vocabulary`, of which `end` ends the text.
    pub fn new(nudge: Option<&'a Nudge>, vocabulary: usize, end: WhisperTokenId) -> Self {
        let doubted = Doubted { runners_up: Vec::new(), weighed: Ok(Vec::new()) };
        let (no_numbers, doubted) = (AtomicBool::new(false), Mutex::new(doubted));
        Watch { nudge, vocabulary, end, no_numbers, doubt: None, doubted }
    }

    /// Has the words doubted when the text ends.
    pub fn with_doubt(self, doubt: &'a Doubt<'a>) -> Self {
        Watch { doubt: Some(doubt), ..self }
    }

    /// What had better stand in the text.
    pub fn into_weighed(self) -> Result<Vec<Replacement>, WhisperError> {
        self.doubted.into_inner().unwrap_or_else(|e| e.into_inner()).weighed
    }

    /// Whether the model gave something that is no number, and the run was ended for it.
    pub fn no_numbers(&self) -> bool {
        self.no_numbers.load(Ordering::Relaxed)
    }

    /// Puts the watch into the parameters of a run, which must not outlive it.
    #[allow(unsafe_code)]
    pub fn install(&self, params: &mut FullParams<'_, '_>) {
        let user = std::ptr::from_ref(self).cast_mut().cast::<c_void>();
        // whisper-rs has no safe form of the first callback, and the second must see the same
        // watch. Both only read it, but for its flag, which is atomic, and what is locked.
        unsafe {
            params.set_filter_logits_callback(Some(filter));
            params.set_filter_logits_callback_user_data(user);
            params.set_abort_callback(Some(ends));
            params.set_abort_callback_user_data(user);
        }
    }

    /// Ends the text where it only repeats itself: at once when it was nudged, else when it is known as a whole loop.
    fn end_loop(&self, said: &[WhisperTokenData], logits: &mut [f32]) {
        let ids: Vec<WhisperTokenId> = said.iter().map(|token| token.id).collect();
        let looped =
            if self.nudge.is_some() { loops::has_begun(&ids) } else { loops::is_endless(&ids) };
        if looped
            && let Some(logit) = usize::try_from(self.end).ok().and_then(|end| logits.get_mut(end))
        {
            *logit = CERTAIN;
        }
    }

    fn change(&self, said: &[WhisperTokenData], logits: &mut [f32]) {
        if !are_numbers(logits) {
            self.no_numbers.store(true, Ordering::Relaxed);
            // Any text but the end, so that there is a next step to be ended before.
            logits.fill(f32::NEG_INFINITY);
            logits[0] = 0.0;
        } else {
            if let Some(nudge) = self.nudge {
                nudge.change(said, logits);
            }
            self.end_loop(said, logits);
        }
    }

    /// Remembers the likeliest tokens of a step. Where they end the text, its words are doubted, which `said`
    /// has so far; a text that only its limit ends is a loop.
    fn doubt(&self, said: &[WhisperTokenData], logits: &[f32], steps: Steps<'_>) {
        let Some(doubt) = self.doubt else { return };
        let mut doubted = self.doubted.lock().unwrap_or_else(|e| e.into_inner());
        let most = if doubt.alternatives { MOST_RUNNERS_UP } else { 1 };
        let likeliest = Next::of(logits).likeliest_within(MOST_LESS, most);
        let ends = likeliest.first().is_some_and(|first| first.id == self.end);
        // A step that is done again takes the place of the first try.
        doubted.runners_up.truncate(said.len());
        doubted.runners_up.push(likeliest);
        if ends && !self.no_numbers() {
            doubted.weighed = doubt.weigh(steps, &tokens(said, &doubted.runners_up, doubt));
        }
    }
}

/// The tokens of a text, without a loop that ended it; nobody knows their times yet.
fn tokens(
    said: &[WhisperTokenData],
    runners_up: &[Vec<RunnerUp>],
    doubt: &Doubt<'_>,
) -> Vec<Token> {
    let ids: Vec<WhisperTokenId> = said.iter().map(|token| token.id).collect();
    let length = if doubt.alternatives { loops::without(&ids) } else { ids.len() };
    let with_runners_up = said[..length].iter().zip(runners_up);
    let token = |(token, runners_up): (&WhisperTokenData, &Vec<RunnerUp>)| Token {
        id: token.id,
        bytes: doubt.context.token_to_bytes(token.id).map(<[u8]>::to_vec).unwrap_or_default(),
        probability: token.p,
        end_s: 0.0,
        runners_up: runners_up.clone(),
    };
    with_runners_up.map(token).collect()
}

/// Whether what a model gives for its tokens can be compared. Tokens that are barred stand at
/// negative infinity.
pub fn are_numbers(logits: &[f32]) -> bool {
    // Without an early end the compiler takes sixteen at a time.
    !logits.iter().fold(false, |no, logit| no | (logit.is_nan() | (*logit == f32::INFINITY)))
}

/// Called by whisper.cpp before each token is chosen.
///
/// `tokens` are the `count` tokens chosen so far, `logits` has one value for each token of the
/// vocabulary, `user` is the [`Watch`]; all are valid for the length of the call. `logits` are a copy, and
/// a text that ends here needs nothing of what its steps have left: others may be taken meanwhile.
#[allow(unsafe_code)]
unsafe extern "C" fn filter(
    context: *mut WhisperSysContext,
    state: *mut WhisperSysState,
    tokens: *const WhisperTokenData,
    count: c_int,
    logits: *mut f32,
    user: *mut c_void,
) {
    // SAFETY: see above; whisper.cpp asserts that there are as many logits as tokens.
    unsafe {
        let watch = &*user.cast::<Watch<'_>>();
        let said = match usize::try_from(count) {
            Ok(count) if count > 0 && !tokens.is_null() => {
                std::slice::from_raw_parts(tokens, count)
            }
            _ => &[],
        };
        let logits = std::slice::from_raw_parts_mut(logits, watch.vocabulary);
        watch.change(said, logits);
        let threads = watch.doubt.map_or(1, |doubt| doubt.threads);
        watch.doubt(said, logits, Steps::of(context, state, watch.vocabulary, threads));
    }
}

/// Called by whisper.cpp behind each step: whether the run is to end.
#[allow(unsafe_code)]
unsafe extern "C" fn ends(user: *mut c_void) -> bool {
    // SAFETY: `user` is the watch, as above.
    unsafe { &*user.cast::<Watch<'_>>() }.no_numbers()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn barred_tokens_are_numbers_and_nan_is_none() {
        assert!(are_numbers(&[0.5, f32::NEG_INFINITY]));
        assert!(!are_numbers(&[0.5, f32::NAN]));
        assert!(!are_numbers(&[f32::INFINITY]));
    }

    #[test]
    fn without_numbers_some_text_is_chosen_so_that_the_run_can_be_ended() {
        let watch = Watch::new(None, 3, 2);
        let mut logits = [1.0, f32::NAN, 2.0];
        watch.change(&[], &mut logits);
        assert!(watch.no_numbers());
        assert_eq!(logits, [0.0, f32::NEG_INFINITY, f32::NEG_INFINITY]);
    }
}
