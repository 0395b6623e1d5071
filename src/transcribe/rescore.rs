//! Weighs other readings against the sound, with the recogniser's own decoder.
//!
//! A word of the written answer, or a term, is likelier to have been said than the decoder, which knows neither,
//! believes; hence it is taken when it explains the sound nearly as well.

use std::ops::Range;

use whisper_rs::{WhisperContext, WhisperError, WhisperTokenId};

use super::said::Said;
use super::token::{Group, Replacement, Token, nats_of};
use super::vocabulary::Reading;

/// Tokens behind the words in question that count too: a reading that swallows what follows makes
/// these unlikely.
const BEHIND: usize = 2;

/// Room for the tokens of one reading.
const MOST_TOKENS: usize = 64;

/// A reading that explains the sound, and by how much more than it needs, in nats.
struct Taken {
    words: Range<usize>,
    with: Replacement,
    gain: f32,
}

/// Decides which of `readings`, which are in the order of their words, explain the sound; they come back in order,
/// and no two share a word. The decoder has said `tokens`, whose words are `groups`; what it says from the first of
/// the readings on is lost.
pub fn rescore(
    context: &WhisperContext,
    said: &mut Said<'_>,
    tokens: &[Token],
    groups: &[Group],
    readings: &[Reading],
) -> Result<Vec<Replacement>, WhisperError> {
    let text_from = said.place() - tokens.len();
    let places: Vec<&[Reading]> =
        readings.chunk_by(|a, b| a.words.start == b.words.start).collect();
    let mut found: Vec<Taken> = Vec::new();
    // From the end of the text on: going back costs nothing.
    for here in places.into_iter().rev() {
        said.back(text_from + groups[here[0].words.start].tokens.start);
        found.extend(best(context, said, tokens, groups, here)?);
    }
    found.sort_by(|a, b| b.gain.total_cmp(&a.gain));
    let mut taken: Vec<Taken> = Vec::new();
    for new in found {
        let apart = |other: &Taken| {
            new.words.end <= other.words.start || other.words.end <= new.words.start
        };
        if taken.iter().all(apart) {
            taken.push(new);
        }
    }
    taken.sort_by_key(|taken| taken.words.start);
    Ok(taken.into_iter().map(|taken| taken.with).collect())
}

/// The one of the readings of a place, before which the decoder stands, that gains most on what was heard there.
fn best(
    context: &WhisperContext,
    said: &mut Said<'_>,
    tokens: &[Token],
    groups: &[Group],
    readings: &[Reading],
) -> Result<Option<Taken>, WhisperError> {
    let ids = |reading: &Reading| context.tokenize(&format!(" {}", reading.text), MOST_TOKENS);
    let own: Vec<Vec<WhisperTokenId>> = readings.iter().map(ids).collect::<Result<_, _>>()?;
    let firsts: Vec<f32> = {
        let next = said.next()?;
        own.iter().map(|ids| ids.first().map_or(0.0, |id| next.nats(*id))).collect()
    };
    let mut best: Option<Taken> = None;
    for ((reading, own), first) in readings.iter().zip(own).zip(firsts) {
        let words = &groups[reading.words.clone()];
        let place = words[0].tokens.start..words[words.len() - 1].tokens.end;
        let behind = &tokens[place.end..(place.end + BEHIND).min(tokens.len())];
        let least = nats_of(&tokens[place.clone()]) + nats_of(behind) - reading.allowance;
        let behind = behind.iter().map(|token| token.id);
        let given: Vec<WhisperTokenId> = own.iter().copied().chain(behind).collect();
        let (nats, confidence) = said.nats(&given, first, least)?;
        let gain = nats - least;
        if gain > best.as_ref().map_or(0.0, |best| best.gain) {
            let with = Replacement { tokens: place, with: with_bytes(context, &own), confidence };
            best = Some(Taken { words: reading.words.clone(), with, gain });
        }
    }
    Ok(best)
}

/// Tokens with what they write.
pub fn with_bytes(context: &WhisperContext, ids: &[WhisperTokenId]) -> Vec<(i32, Vec<u8>)> {
    let bytes = |id| context.token_to_bytes(id).map(<[u8]>::to_vec).unwrap_or_default();
    ids.iter().map(|id| (*id, bytes(*id))).collect()
}
