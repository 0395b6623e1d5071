//! Weighs other readings of doubtful words against the sound, with the recogniser's own decoder.
//!
//! The encoder has heard the chunk already, so a reading costs a few steps of the decoder. A reading
//! that comes from the written answer is likelier to have been said than the decoder, which does not
//! know the answer, believes; hence it is taken when it explains the sound nearly as well.

use std::os::raw::c_int;

use whisper_rs::{WhisperContext, WhisperError, WhisperState, WhisperTokenId};

use super::vocabulary::Reading;

/// How much less likely, in nats, a reading of the written answer may be than what was heard, by how
/// alike both are: from 0 at [`ALIKE_FROM`] to this at 1.
const ALLOWANCE: f32 = 7.0;
/// Likeness from which on a reading is allowed to be less likely.
const ALIKE_FROM: f32 = 0.5;
/// Tokens behind the words in question that count too: a reading that swallows what follows makes
/// these unlikely.
const BEHIND: usize = 2;

/// Room for the tokens of one reading.
const MOST_TOKENS: usize = 64;

/// The tokens of a chunk in the words they make.
pub struct Tokens {
    /// All tokens.
    pub ids: Vec<WhisperTokenId>,
    /// Where each word begins, and behind the last the number of tokens.
    pub starts: Vec<usize>,
}

/// A reading that was taken.
pub struct Taken {
    /// What it is.
    pub reading: Reading,
    /// Mean probability of its tokens.
    pub confidence: f32,
}

/// Decides which of `readings` explain the sound that `state` encoded last; they come back in
/// order, and no two share a word. `prefix` stands before the text: prompt and task.
pub fn rescore(
    context: &WhisperContext,
    state: &mut WhisperState,
    prefix: &[WhisperTokenId],
    tokens: &Tokens,
    readings: &[Reading],
    threads: c_int,
) -> Result<Vec<Taken>, WhisperError> {
    let mut said = Said { state, threads: threads as usize, ids: Vec::new() };
    said.go_on(prefix)?;
    let mut taken: Vec<Taken> = Vec::new();
    let (mut done, mut next_word) = (0, 0);
    for here in readings.chunk_by(|a, b| a.words.start == b.words.start) {
        let first = here[0].words.start;
        if first < next_word {
            continue;
        }
        said.go_on(&tokens.ids[done..tokens.starts[first]])?;
        done = tokens.starts[first];
        if let Some((found, ids)) = best(context, &mut said, tokens, here)? {
            said.go_on(&ids)?;
            next_word = found.reading.words.end;
            done = tokens.starts[next_word];
            taken.push(found);
        }
    }
    Ok(taken)
}

/// The one of the readings of a place that gains most on what was heard there, with its tokens.
fn best(
    context: &WhisperContext,
    said: &mut Said<'_>,
    tokens: &Tokens,
    readings: &[Reading],
) -> Result<Option<(Taken, Vec<WhisperTokenId>)>, WhisperError> {
    let (mut best, mut most) = (None, 0.0);
    for readings in readings.chunk_by(|a, b| a.words.end == b.words.end) {
        let words = readings[0].words.clone();
        let (start, end) = (tokens.starts[words.start], tokens.starts[words.end]);
        let behind = &tokens.ids[end..(end + BEHIND).min(tokens.ids.len())];
        let heard = [&tokens.ids[start..end], behind].concat();
        let heard_nats = said.nats(&heard, f32::NEG_INFINITY)?.0;
        for reading in readings {
            let ids = context.tokenize(&format!(" {}", reading.text), MOST_TOKENS)?;
            let allowance = allowance(reading.alike);
            let (nats, confidence) =
                said.nats(&[&ids[..], behind].concat(), heard_nats - allowance)?;
            let gain = nats - heard_nats + allowance;
            if gain > most {
                most = gain;
                best = Some((Taken { reading: reading.clone(), confidence }, ids));
            }
        }
    }
    Ok(best)
}

/// Nats by which a reading that is so `alike` (0 to 1) may be less likely than what was heard.
fn allowance(alike: f64) -> f32 {
    ALLOWANCE * (alike as f32 - ALIKE_FROM).max(0.0) / (1.0 - ALIKE_FROM)
}

/// What the decoder was given so far.
struct Said<'a> {
    state: &'a mut WhisperState,
    threads: usize,
    ids: Vec<WhisperTokenId>,
}

impl Said<'_> {
    fn go_on(&mut self, ids: &[WhisperTokenId]) -> Result<(), WhisperError> {
        if !ids.is_empty() {
            self.state.decode(ids, self.ids.len(), self.threads)?;
            self.ids.extend_from_slice(ids);
        }
        Ok(())
    }

    /// Log likelihood in nats of `ids` after what was said, which stays as it is, and the mean of
    /// their probabilities; given up below `least`.
    fn nats(&mut self, ids: &[WhisperTokenId], least: f32) -> Result<(f32, f32), WhisperError> {
        let place = self.ids.len();
        // The last token alone again: of several given at once, whisper.cpp puts the answer to the
        // last one behind the place that is read.
        if let Some(last) = self.ids.pop() {
            self.go_on(&[last])?;
        }
        let (mut sum, mut probabilities) = (0.0, 0.0);
        for (index, id) in ids.iter().enumerate() {
            let nats = log_probability(self.state.get_logits()?, *id);
            sum += nats;
            probabilities += nats.exp();
            if sum < least {
                break;
            }
            if index + 1 < ids.len() {
                self.go_on(&[*id])?;
            }
        }
        self.ids.truncate(place);
        Ok((sum, probabilities / ids.len().max(1) as f32))
    }
}

fn log_probability(logits: &[f32], id: WhisperTokenId) -> f32 {
    let highest = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let sum: f32 = logits.iter().map(|logit| (logit - highest).exp()).sum();
    let Some(logit) = usize::try_from(id).ok().and_then(|id| logits.get(id)) else {
        return f32::NEG_INFINITY;
    };
    logit - highest - sum.ln()
}
