//! Weighs readings from the written answer against the sound, with the recogniser's own decoder.
//!
//! A reading that comes from the written answer is likelier to have been said than the decoder, which
//! does not know the answer, believes; hence it is taken when it explains the sound nearly as well.

use whisper_rs::{WhisperContext, WhisperError, WhisperTokenId};

use super::said::Said;
use super::token::{Group, Replacement, Token};
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

/// Decides which of `readings` explain the sound; they come back in order, and no two share a word.
/// The decoder stands before the text of the chunk, whose words are `groups` of its `tokens`.
pub fn rescore(
    context: &WhisperContext,
    said: &mut Said<'_>,
    tokens: &[Token],
    groups: &[Group],
    readings: &[Reading],
) -> Result<Vec<Replacement>, WhisperError> {
    let ids: Vec<WhisperTokenId> = tokens.iter().map(|token| token.id).collect();
    let mut taken: Vec<Replacement> = Vec::new();
    let mut done = 0;
    for here in readings.chunk_by(|a, b| a.words.start == b.words.start) {
        let start = groups[here[0].words.start].tokens.start;
        if start < done {
            continue;
        }
        said.go_on(&ids[done..start])?;
        done = start;
        if let Some(found) = best(context, said, &ids, groups, here)? {
            let with: Vec<WhisperTokenId> = found.with.iter().map(|(id, _)| *id).collect();
            said.go_on(&with)?;
            done = found.tokens.end;
            taken.push(found);
        }
    }
    Ok(taken)
}

/// The one of the readings of a place that gains most on what was heard there.
fn best(
    context: &WhisperContext,
    said: &mut Said<'_>,
    ids: &[WhisperTokenId],
    groups: &[Group],
    readings: &[Reading],
) -> Result<Option<Replacement>, WhisperError> {
    let (mut best, mut most) = (None, 0.0);
    for readings in readings.chunk_by(|a, b| a.words.end == b.words.end) {
        let words = &groups[readings[0].words.clone()];
        let (start, end) = (words[0].tokens.start, words[words.len() - 1].tokens.end);
        let behind = &ids[end..(end + BEHIND).min(ids.len())];
        let heard_nats = said.nats(&[&ids[start..end], behind].concat(), f32::NEG_INFINITY)?.0;
        for reading in readings {
            let own = context.tokenize(&format!(" {}", reading.text), MOST_TOKENS)?;
            let allowance = allowance(reading.alike);
            let (nats, confidence) =
                said.nats(&[&own[..], behind].concat(), heard_nats - allowance)?;
            let gain = nats - heard_nats + allowance;
            if gain > most {
                most = gain;
                best = Some(Replacement {
                    tokens: start..end,
                    with: with_bytes(context, &own),
                    confidence,
                });
            }
        }
    }
    Ok(best)
}

/// Tokens with what they write.
pub fn with_bytes(context: &WhisperContext, ids: &[WhisperTokenId]) -> Vec<(i32, Vec<u8>)> {
    let bytes = |id| context.token_to_bytes(id).map(<[u8]>::to_vec).unwrap_or_default();
    ids.iter().map(|id| (*id, bytes(*id))).collect()
}

/// Nats by which a reading that is so `alike` (0 to 1) may be less likely than what was heard.
fn allowance(alike: f64) -> f32 {
    ALLOWANCE * (alike as f32 - ALIKE_FROM).max(0.0) / (1.0 - ALIKE_FROM)
}
