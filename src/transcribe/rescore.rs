//! Weighs other readings against the sound, with the recogniser's own decoder.
//!
//! A word of the written answer, or a term, is likelier to have been said than the decoder, which knows neither,
//! believes; hence it is taken when it explains the sound nearly as well.

use whisper_rs::{WhisperContext, WhisperError, WhisperTokenId};

use super::said::Said;
use super::token::{Another, Group, Replacement, Token, nats_of};
use super::vocabulary::Reading;

/// Tokens behind the words in question that count too: a reading that swallows what follows makes
/// these unlikely.
const BEHIND: usize = 2;

/// Room for the tokens of one reading.
const MOST_TOKENS: usize = 64;

/// A reading that explains the sound, and by how much more than it needs, in nats.
pub struct Taken {
    with: Replacement,
    gain: f32,
}

/// Of readings that may share words those that gain most.
pub fn apart(mut found: Vec<Taken>) -> Vec<Replacement> {
    found.sort_by(|a, b| b.gain.total_cmp(&a.gain));
    let mut taken: Vec<Taken> = Vec::new();
    for new in found {
        if taken.iter().all(|old| old.with.is_apart(&new.with)) {
            taken.push(new);
        }
    }
    taken.into_iter().map(|taken| taken.with).collect()
}

/// The one of the readings of a place that gains most on what was heard there: words of `groups`, made of `tokens`,
/// which the decoder has said up to there or further.
pub fn best<'a>(
    context: &WhisperContext,
    said: &mut Said<'_>,
    tokens: &[Token],
    groups: &[Group],
    readings: impl Iterator<Item = &'a Reading>,
) -> Result<Option<Taken>, WhisperError> {
    let mut best: Option<Taken> = None;
    for reading in readings {
        let words = &groups[reading.words.clone()];
        let place = words[0].tokens.start..words[words.len() - 1].tokens.end;
        let behind = &tokens[place.end..(place.end + BEHIND).min(tokens.len())];
        let heard = tokens[place.clone()].iter().chain(behind);
        let least = heard.map(heard_nats).sum::<f32>() - reading.allowance;
        let own = context.tokenize(&format!(" {}", reading.text), MOST_TOKENS)?;
        let behind = behind.iter().map(|token| token.id);
        let given: Vec<WhisperTokenId> = own.iter().copied().chain(behind).collect();
        let Some(first) = given.first() else { continue };
        let first = match tokens[place.start].nats_of_another(*first) {
            Another::Known(nats) => nats,
            Another::AtMost(nats) if nats < least => continue,
            Another::AtMost(_) => {
                said.back_in_text(place.start);
                said.next()?.nats(*first)
            }
        };
        said.back_in_text(place.start);
        let (nats, confidence) = said.nats(&given, first, least)?;
        let gain = nats - least;
        if gain > best.as_ref().map_or(0.0, |best| best.gain) {
            let with = Replacement { tokens: place, with: with_bytes(context, &own), confidence };
            best = Some(Taken { with, gain });
        }
    }
    Ok(best)
}

/// Log likelihood in nats of a token that was heard, among all: its probability is among those that may be written.
fn heard_nats(token: &Token) -> f32 {
    match token.nats_of_another(token.id) {
        Another::Known(nats) => nats,
        Another::AtMost(_) => nats_of(std::slice::from_ref(token)),
    }
}

/// Tokens with what they write.
pub fn with_bytes(context: &WhisperContext, ids: &[WhisperTokenId]) -> Vec<(i32, Vec<u8>)> {
    let bytes = |id| context.token_to_bytes(id).map(<[u8]>::to_vec).unwrap_or_default();
    ids.iter().map(|id| (*id, bytes(*id))).collect()
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::*;

    #[test]
    fn of_readings_that_share_a_word_the_one_that_gains_most_is_taken() {
        let taken = |words: Range<usize>, gain: f32| Taken {
            with: Replacement { tokens: words, with: Vec::new(), confidence: 1.0 },
            gain,
        };
        let found = vec![taken(4..5, 1.0), taken(2..4, 2.0), taken(3..4, 0.5), taken(1..3, 1.0)];
        let mut places: Vec<Range<usize>> =
            apart(found).into_iter().map(|with| with.tokens).collect();
        places.sort_by_key(|place| place.start);
        assert_eq!(places, [2..4, 4..5]);
    }
}
