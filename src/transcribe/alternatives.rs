//! Other words that the decoder nearly wrote, where they make better Korean.
//!
//! The decoder goes for the likeliest token at each step, and a small one knows little Korean: it
//! writes 재팅 where 채팅 is all but as likely. So where it was in doubt, the next best tokens are
//! followed to the end of the word, and the word is taken whose likelihood by the sound and by the
//! language together is highest ("shallow fusion", Gülçehre and others 2015, within a word).

use std::ops::Range;

use whisper_rs::{WhisperContext, WhisperError, WhisperTokenId};

use super::rescore::with_bytes;
use super::said::{Next, Said};
use super::token::{Group, Replacement, Token};
use crate::language::{ANSWERS, korean};

/// Weight of the language against the sound. On 33 recordings (733 wrong characters) 140 fewer were wrong
/// with 0.08, 153 with 0.13, 161 with 0.16, 153 with 0.2, 152 with 0.25.
const LANGUAGE_WEIGHT: f32 = 0.2;
/// How much likelier another word has to be, in nats.
const MARGIN: f32 = 0.3;
/// Tokens less probable than this are doubted.
const DOUBTED_BELOW: f32 = 0.93;
/// How much less likely by the sound another word may be at most, in nats.
pub const MOST_LESS: f32 = 5.0;
/// A word may gain or lose one syllable: more is another word that swallows its neighbour.
const MOST_SYLLABLES_MORE: usize = 1;
/// Most tokens that are followed behind the one in doubt.
const MOST_TOKENS: usize = 8;
/// What may go on a word: tokens less likely than the likeliest one by at most so many nats, and at most so
/// many.
const NEXT_LESS: f32 = 3.0;
const NEXT_MOST: usize = 4;
/// Characters behind a word that the language weighs with it.
const BEHIND: usize = 4;

/// Decides which of the [`doubtful_words`] of a chunk had better be others. The decoder stands before its
/// text.
pub fn alternatives(
    context: &WhisperContext,
    said: &mut Said<'_>,
    tokens: &[Token],
    words: Vec<(Range<usize>, String)>,
) -> Result<Vec<Replacement>, WhisperError> {
    let mut taken = Vec::new();
    let mut before: Vec<u8> = Vec::new();
    // Tokens whose text is before, and those that the decoder was given.
    let (mut read, mut done) = (0, 0);
    for (word, heard) in words {
        let own = &tokens[word.clone()];
        let ids = |tokens: &[Token]| tokens.iter().map(|token| token.id).collect::<Vec<_>>();
        before.extend(tokens[read..word.start].iter().flat_map(|token| &token.bytes));
        read = word.start;
        let behind = tokens.get(word.end);
        let bytes = |tokens: &'_ [Token]| text_of(tokens.iter().map(|token| token.bytes.as_slice()));
        let marks = bytes(own).trim_start().strip_prefix(&heard).map(str::to_owned);
        let after = marks.unwrap_or_default() + &bytes(&tokens[word.end..]);
        let doubtful = Doubtful::new(
            context,
            Place {
                own,
                heard,
                before: String::from_utf8_lossy(&before).into_owned(),
                after: after.chars().take(BEHIND).collect(),
            },
            behind.map_or(context.token_eot(), |token| token.id),
            // How sure the end of the text was is not known: as sure as can be.
            behind.map_or(0.0, |token| nats_of(std::slice::from_ref(token))),
        );
        let starts = doubtful.starts();
        if starts.is_empty() {
            continue;
        }
        said.go_on(&ids(&tokens[done..word.start]))?;
        done = word.start;
        if let Some(with) = doubtful.best(said, starts)? {
            said.go_on(&with)?;
            (read, done) = (word.end, word.end);
            let with = with_bytes(context, &with);
            before.extend(with.iter().flat_map(|(_, bytes)| bytes));
            // The decoder is as much in doubt as it was.
            let confidence =
                own.iter().map(|token| token.probability).sum::<f32>() / own.len() as f32;
            taken.push(Replacement { tokens: word, with, confidence });
        }
    }
    Ok(taken)
}

/// The words that are weighed, in order, without their marks: those of Hangul that the decoder was in doubt
/// about.
pub fn doubtful_words(tokens: &[Token], groups: &[Group]) -> Vec<(Range<usize>, String)> {
    groups
        .iter()
        .map(|group| group.tokens.clone())
        .filter(|word| tokens[word.clone()].iter().any(|token| token.probability < DOUBTED_BELOW))
        .filter_map(|word| {
            let bytes = tokens[word.clone()].iter().map(|token| token.bytes.as_slice());
            Some((word, hangul(&text_of(bytes))?))
        })
        .collect()
}

/// What bytes write, as far as their syllables are whole.
fn text_of<'a>(bytes: impl Iterator<Item = &'a [u8]>) -> String {
    let bytes: Vec<u8> = bytes.flatten().copied().collect();
    String::from_utf8_lossy(&bytes).trim_end_matches('\u{FFFD}').to_owned()
}

/// A word without space and marks, if it is of Hangul alone.
fn hangul(text: &str) -> Option<String> {
    let letters = text.trim().trim_end_matches([',', '.', '?', '!', '…']);
    (!letters.is_empty() && letters.chars().all(korean::is_hangul)).then(|| letters.to_owned())
}

/// A word and what stands around it.
struct Place<'a> {
    own: &'a [Token],
    heard: String,
    before: String,
    after: String,
}

/// A word that the decoder was in doubt about.
struct Doubtful<'a> {
    context: &'a WhisperContext,
    place: Place<'a>,
    /// The token behind it, or the one that ends the text.
    behind: WhisperTokenId,
    /// Log likelihood of that one, in nats.
    behind_nats: f32,
    /// Log likelihood of the word by the sound and, weighed, by the language.
    whole_nats: f32,
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

impl<'a> Doubtful<'a> {
    fn new(
        context: &'a WhisperContext,
        place: Place<'a>,
        behind: WhisperTokenId,
        behind_nats: f32,
    ) -> Self {
        let mut doubtful = Doubtful { context, place, behind, behind_nats, whole_nats: 0.0 };
        let nats = doubtful.heard_nats();
        doubtful.whole_nats = doubtful.with_language(nats, &doubtful.place.heard, true);
        doubtful
    }

    /// Log likelihood of the word by the sound, in nats.
    fn heard_nats(&self) -> f32 {
        nats_of(self.place.own) + self.behind_nats
    }

    /// With the language, log likelihood of the beginning of a word, or of a `whole` one.
    fn with_language(&self, nats: f32, text: &str, whole: bool) -> f32 {
        let after = if whole { self.place.after.as_str() } else { "" };
        nats + LANGUAGE_WEIGHT * ANSWERS.nats(&self.place.before, &format!(" {text}{after}"))
    }

    /// What tokens write.
    fn text(&self, ids: &[WhisperTokenId]) -> String {
        text_of(ids.iter().filter_map(|id| self.context.token_to_bytes(*id).ok()))
    }

    /// The beginnings of other words that may win, the likeliest first, each with the place of the token
    /// that is another.
    fn starts(&self) -> Vec<(usize, Other)> {
        let own = self.place.own;
        let ids: Vec<WhisperTokenId> = own.iter().map(|token| token.id).collect();
        let mut starts = Vec::new();
        for (at, token) in own.iter().enumerate() {
            if token.probability >= DOUBTED_BELOW {
                continue;
            }
            let before = nats_of(&own[..at]);
            for other in token.runners_up.iter().filter(|other| other.id != token.id) {
                let ids = [&ids[..at], &[other.id]].concat();
                starts.push((at, Other { ids, nats: before + other.nats }));
            }
        }
        starts.retain(|(_, start)| self.may_win(start, self.whole_nats + MARGIN));
        starts
    }

    /// The tokens of the best other word, of those that begin like these. The decoder stands before the
    /// word.
    fn best(
        &self,
        said: &mut Said<'_>,
        starts: Vec<(usize, Other)>,
    ) -> Result<Option<Vec<WhisperTokenId>>, WhisperError> {
        let (mut best, mut most) = (None, self.whole_nats + MARGIN);
        let word = said.place();
        for (at, start) in starts {
            if !self.may_win(&start, most) {
                continue;
            }
            said.go_on(&start.ids[said.place() - word..at])?;
            let here = said.place();
            if let Some(other) = self.follow(said, start, &self.place.own[at + 1..], most)?
                && let Some(word) = self.alike(&other.ids)
            {
                let nats = self.with_language(other.nats, &word, true);
                if nats > most {
                    most = nats;
                    best = Some(other.ids);
                }
            }
            said.back(here);
        }
        said.back(word);
        Ok(best)
    }

    /// Whether the beginning of a word may become likelier than `most`: what follows only takes from it.
    fn may_win(&self, word: &Other, most: f32) -> bool {
        word.nats >= self.heard_nats() - MOST_LESS
            && self.with_language(word.nats, &self.text(&word.ids), false) > most
    }

    /// The token that goes on best with the beginning of a word, by the sound and by the language.
    fn next_of(&self, next: &Next<'_>, word: &Other) -> WhisperTokenId {
        let with = |id| {
            let text = self.text(&[&word.ids[..], &[id]].concat());
            self.with_language(next.nats(id), &text, false)
        };
        let likely = next.likeliest_within(NEXT_LESS, NEXT_MOST);
        let likely = likely.into_iter().map(|likely| (likely.id, with(likely.id)));
        let best = likely.max_by(|a, b| a.1.total_cmp(&b.1));
        best.map_or(self.context.token_eot(), |(id, _)| id)
    }

    /// Follows the likeliest tokens to the end of a word, whose last token was not given yet; `None`
    /// when it cannot become likelier than `most`.
    fn follow(
        &self,
        said: &mut Said<'_>,
        mut word: Other,
        rest: &[Token],
        most: f32,
    ) -> Result<Option<Other>, WhisperError> {
        let end = self.context.token_eot();
        let ends_word = |id| {
            id == end || self.context.token_to_bytes(id).is_ok_and(|bytes| bytes.starts_with(b" "))
        };
        for _ in 0..MOST_TOKENS {
            let last = *word.ids.last().expect("it has the token in doubt");
            said.go_on(&[last])?;
            let next = said.after_step()?;
            let id = self.next_of(&next, &word);
            // Where it comes back to what was heard, the rest is taken to be as likely as there.
            if let Some(at) = rest.iter().position(|token| token.id == id) {
                let rest = &rest[at..];
                word.ids.extend(rest.iter().map(|token| token.id));
                word.nats += next.nats(id) + nats_of(&rest[1..]) + self.behind_nats;
                return Ok(Some(word).filter(|word| self.may_win(word, most)));
            }
            if ends_word(id) {
                word.nats += next.nats(self.behind);
                return Ok(Some(word).filter(|word| self.may_win(word, most)));
            }
            word.nats += next.nats(id);
            word.ids.push(id);
            if !self.may_win(&word, most) {
                break;
            }
        }
        Ok(None)
    }

    /// The word that these tokens write, if it could have been heard for this one.
    fn alike(&self, ids: &[WhisperTokenId]) -> Option<String> {
        let other = hangul(&self.text(ids))?;
        let more = other.chars().count().abs_diff(self.place.heard.chars().count());
        (more <= MOST_SYLLABLES_MORE && other != self.place.heard).then_some(other)
    }
}
