//! Other words that the decoder nearly wrote, where they make better Korean.
//!
//! The decoder goes for the likeliest token at each step, and a small one knows little Korean: it
//! writes 재팅 where 채팅 is all but as likely. So where it was in doubt, the next best tokens are
//! followed to the end of the word, and the word is taken whose likelihood by the sound and by the
//! language together is highest ("shallow fusion", Gülçehre and others 2015, within a word).

use std::ops::Range;

use whisper_rs::{WhisperContext, WhisperError, WhisperTokenId};

use super::rescore::with_bytes;
use super::said::Said;
use super::token::{Group, Replacement, Token};
use crate::language::{implausibility, korean};

/// Weight of the language against the sound. When it was chosen, on seven tuning answers by their Korean
/// decode alone, character error was .259 with 0.17, .255 with 0.23, .261 with 0.29 and 0.34, .292
/// without.
const LANGUAGE_WEIGHT: f32 = 0.23;
/// Tokens less probable than this are doubted. From .6 to .9 the same.
const DOUBTED_BELOW: f32 = 0.7;
/// Words at least this plausible are left alone, in nats of [`implausibility`]: nothing can gain
/// enough on them.
const PLAUSIBLE: f32 = -0.6;
/// One of so many words is weighed at most: each takes some eight steps of the decoder, and text that
/// is wrong all over gains little.
const WORDS_PER_WEIGHED: usize = 4;
/// No word is more plausible than this.
const MOST_PLAUSIBLE: f32 = -4.0;
/// How much less likely by the sound another word may be at most, in nats: from 2 to 6 the same errors,
/// with 1 a sixth of the gain is lost.
pub const MOST_LESS: f32 = 2.0;
/// A word may gain or lose one syllable: more is another word that swallows its neighbour.
const MOST_SYLLABLES_MORE: usize = 1;
/// Most tokens that are followed behind the one in doubt.
const MOST_TOKENS: usize = 8;

/// Decides which of the [`doubtful_words`] of a chunk had better be others. The decoder stands before its
/// text.
pub fn alternatives(
    context: &WhisperContext,
    said: &mut Said<'_>,
    tokens: &[Token],
    words: Vec<(Range<usize>, Word)>,
) -> Result<Vec<Replacement>, WhisperError> {
    let mut taken = Vec::new();
    let mut done = 0;
    for (word, heard) in words {
        let own = &tokens[word.clone()];
        let ids = |tokens: &[Token]| tokens.iter().map(|token| token.id).collect::<Vec<_>>();
        said.go_on(&ids(&tokens[done..word.start]))?;
        done = word.start;
        let behind = tokens.get(word.end);
        let doubtful = Doubtful {
            context,
            own,
            heard,
            behind: behind.map_or(context.token_eot(), |token| token.id),
            // How sure the end of the text was is not known: as sure as can be.
            behind_nats: behind.map_or(0.0, |token| nats_of(std::slice::from_ref(token))),
        };
        if let Some(with) = doubtful.best(said)? {
            said.go_on(&with)?;
            done = word.end;
            let with = with_bytes(context, &with);
            // The decoder is as much in doubt as it was.
            let confidence =
                own.iter().map(|token| token.probability).sum::<f32>() / own.len() as f32;
            taken.push(Replacement { tokens: word, with, confidence });
        }
    }
    Ok(taken)
}

/// The words that are weighed, in order: doubted and implausible ones, at most
/// [`WORDS_PER_WEIGHED`]th of all, the least plausible.
pub fn doubtful_words(tokens: &[Token], groups: &[Group]) -> Vec<(Range<usize>, Word)> {
    let mut words: Vec<(Range<usize>, Word)> = groups
        .iter()
        .map(|group| group.tokens.clone())
        .filter(|word| tokens[word.clone()].iter().any(|token| token.probability < DOUBTED_BELOW))
        .filter_map(|word| {
            let bytes = tokens[word.clone()].iter().map(|token| token.bytes.as_slice());
            Some((word, implausible(bytes)?))
        })
        .filter(|(_, heard)| heard.nats >= PLAUSIBLE)
        .collect();
    words.sort_by(|a, b| b.1.nats.total_cmp(&a.1.nats));
    words.truncate(groups.len().div_ceil(WORDS_PER_WEIGHED));
    words.sort_by_key(|(word, _)| word.start);
    words
}

/// A Korean word as the language has it.
pub struct Word {
    letters: String,
    /// Its [`implausibility`].
    nats: f32,
}

/// The word that these bytes write, unless it is none of Hangul alone.
fn implausible<'a>(bytes: impl Iterator<Item = &'a [u8]>) -> Option<Word> {
    let text = String::from_utf8(bytes.flatten().copied().collect()).ok()?;
    let letters = text.trim().trim_end_matches([',', '.', '?', '!', '…']);
    let nats = implausibility(letters)?;
    Some(Word { letters: letters.to_owned(), nats })
}

/// A word that the decoder was in doubt about.
struct Doubtful<'a> {
    context: &'a WhisperContext,
    own: &'a [Token],
    heard: Word,
    /// The token behind it, or the one that ends the text.
    behind: WhisperTokenId,
    /// Log likelihood of that one, in nats.
    behind_nats: f32,
}

/// Log likelihood that the decoder gave to tokens when it wrote them.
fn nats_of(tokens: &[Token]) -> f32 {
    tokens.iter().map(|token| token.probability.max(f32::MIN_POSITIVE).ln()).sum()
}

/// Another word.
struct Other {
    ids: Vec<WhisperTokenId>,
    /// Log likelihood of its tokens and the one behind.
    nats: f32,
}

impl Doubtful<'_> {
    /// The tokens of the best other word.
    fn best(&self, said: &mut Said<'_>) -> Result<Option<Vec<WhisperTokenId>>, WhisperError> {
        let heard_nats = nats_of(self.own) + self.behind_nats;
        // What is less likely than this cannot win.
        let less = (LANGUAGE_WEIGHT * (self.heard.nats - MOST_PLAUSIBLE)).min(MOST_LESS);
        let ids: Vec<WhisperTokenId> = self.own.iter().map(|token| token.id).collect();
        let (mut best, mut most) = (None, 0.0);
        let place = said.place();
        let mut given = 0;
        let doubted = |token: &Token| token.probability < DOUBTED_BELOW;
        for (at, token) in self.own.iter().enumerate().filter(|(_, token)| doubted(token)) {
            let before = nats_of(&self.own[..at]);
            let least = (heard_nats - before).max(nats_of(std::slice::from_ref(token))) - less;
            let others = token.runners_up.iter();
            for other in others.filter(|other| other.id != token.id && other.nats >= least) {
                said.go_on(&ids[given..at])?;
                given = at;
                let here = said.place();
                let start =
                    Other { ids: [&ids[..at], &[other.id]].concat(), nats: before + other.nats };
                if let Some(other) =
                    self.follow(said, start, &self.own[at + 1..], heard_nats - less)?
                    && let Some(word) = self.alike(&other.ids)
                {
                    let gain =
                        other.nats - heard_nats + LANGUAGE_WEIGHT * (self.heard.nats - word.nats);
                    if gain > most {
                        most = gain;
                        best = Some(other.ids);
                    }
                }
                said.back(here);
            }
        }
        said.back(place);
        Ok(best)
    }

    /// Follows the likeliest tokens to the end of a word, whose last token was not given yet; `None`
    /// when its likelihood falls below `least`.
    fn follow(
        &self,
        said: &mut Said<'_>,
        mut word: Other,
        rest: &[Token],
        least: f32,
    ) -> Result<Option<Other>, WhisperError> {
        let end = self.context.token_eot();
        let ends_word = |id| {
            id == end || self.context.token_to_bytes(id).is_ok_and(|bytes| bytes.starts_with(b" "))
        };
        for _ in 0..MOST_TOKENS {
            let last = *word.ids.last().expect("it has the token in doubt");
            said.go_on(&[last])?;
            let next = said.after_step()?;
            let id = next.likeliest(end);
            // Where it comes back to what was heard, the rest is taken to be as likely as there.
            if let Some(at) = rest.iter().position(|token| token.id == id) {
                let rest = &rest[at..];
                word.ids.extend(rest.iter().map(|token| token.id));
                word.nats += next.nats(id) + nats_of(&rest[1..]) + self.behind_nats;
                return Ok(Some(word).filter(|word| word.nats >= least));
            }
            if ends_word(id) {
                word.nats += next.nats(self.behind);
                return Ok(Some(word).filter(|word| word.nats >= least));
            }
            word.nats += next.nats(id);
            if word.nats < least {
                break;
            }
            word.ids.push(id);
        }
        Ok(None)
    }

    /// The word that these tokens write, if it could have been heard for this one.
    fn alike(&self, ids: &[WhisperTokenId]) -> Option<Word> {
        let bytes = ids.iter().filter_map(|id| self.context.token_to_bytes(*id).ok());
        let other = implausible(bytes)?;
        let syllables =
            |word: &Word| word.letters.chars().filter(|c| korean::is_hangul(*c)).count();
        let more = syllables(&other).abs_diff(syllables(&self.heard));
        (more <= MOST_SYLLABLES_MORE && other.letters != self.heard.letters).then_some(other)
    }
}
