//! What of a recording is not in a chunk yet, and where it had better be cut.

use super::chunk::{Chunk, MARGIN_S};
use crate::audio::activity::FRAMES_PER_S;
use crate::audio::listen::Recent;
use crate::span::Span;

/// Longest chunk in seconds. Longer ones cost the encoder more than they bring.
const MAX_CHUNK_S: f64 = 20.0;

/// A chunk of at least the first closes at a pause of at least the second, all in seconds. Shorter
/// ones make islands of one word, which come out as fillers that nobody said, and lose words at
/// their edges: closing at 12 and 8 s instead of 15 and 10 s took the word error of the English
/// development recordings from .046 to .054. The last row is for somebody who has stopped to think.
const CLOSES: [(f64, f64); 3] = [(15.0, 0.3), (10.0, 0.8), (0.0, 3.0)];

/// A pause from which on a chunk that has become too long may be cut, in seconds: it must not
/// sever a word.
const CUT_PAUSE_S: f64 = 0.15;

/// Shortest part before such a cut, in seconds.
const CUT_AFTER_S: f64 = 5.0;

/// Where the recording might end at any moment, what was said before the last pause of this
/// length is a chunk of its own, once it has this much speech; both in seconds. So it can be
/// decoded before the end, and only what follows the pause is left for then.
const TENTATIVE_PAUSE_S: f64 = 0.3;
const TENTATIVE_AFTER_S: f64 = 2.5;

/// What is left at the end is cut in two from this length on, in seconds: two decoders share it.
const SHARED_FROM_S: f64 = 14.0;

/// What is not in a closed chunk yet.
pub(super) struct Open<'a> {
    recent: &'a Recent,
    start_s: f64,
    until_s: f64,
}

impl<'a> Open<'a> {
    /// Of what was heard lately, up to the frame `until`; a closed chunk has the speech up to `said_s`.
    pub(super) fn new(recent: &'a Recent, said_s: f64, until: usize) -> Self {
        let first = recent.speech.first();
        let start_s = first.map_or(said_s, |first| (first.start_s - MARGIN_S).max(said_s));
        Open { recent, start_s, until_s: until as f64 / FRAMES_PER_S }
    }

    /// Length up to the end of each stretch of speech and the pause behind it, in seconds.
    fn pauses(&self) -> impl DoubleEndedIterator<Item = (usize, f64, f64)> + '_ {
        let speech = &self.recent.speech;
        (0..speech.len()).map(move |i| {
            let next_s = speech.get(i + 1).map_or(self.until_s, |next| next.start_s);
            let end_s = speech[i].end_s;
            (i, end_s - speech[0].start_s, (next_s - end_s).max(0.0))
        })
    }

    /// The chunk up to the stretch of speech `last`, with the pause behind it as a margin.
    fn up_to(&self, last: usize, pause_s: f64) -> Chunk {
        let speech = &self.recent.speech[..=last];
        let end_s = speech[last].end_s + MARGIN_S.min(pause_s);
        Chunk::new(self.start_s, end_s, speech)
    }

    /// The chunk up to `cut_s`, in the middle of speech.
    fn until(&self, cut_s: f64) -> Chunk {
        let before = self.recent.speech.iter().filter(|speech| speech.start_s < cut_s);
        let speech: Vec<Span> =
            before.map(|speech| Span::new(speech.start_s, speech.end_s.min(cut_s))).collect();
        Chunk::new(self.start_s, cut_s, &speech)
    }

    /// A chunk that is complete, if there is one.
    pub(super) fn close(&self) -> Option<Chunk> {
        let closes = |length_s: f64, pause_s: f64| {
            CLOSES.iter().any(|(least_s, needs_s)| length_s >= *least_s && pause_s >= *needs_s)
        };
        let mut pauses = self.pauses();
        if let Some((i, _, pause_s)) = pauses.find(|(_, length, pause)| closes(*length, *pause)) {
            return Some(self.up_to(i, pause_s));
        }
        if self.until_s - self.start_s < MAX_CHUNK_S {
            return None;
        }
        let longest = self
            .pauses()
            .filter(|(_, length_s, pause_s)| *length_s >= CUT_AFTER_S && *pause_s >= CUT_PAUSE_S)
            .max_by(|a, b| a.2.total_cmp(&b.2));
        Some(match longest {
            Some((i, _, pause_s)) => self.up_to(i, pause_s),
            None => {
                let (from_s, to_s) = (MAX_CHUNK_S / 2.0, MAX_CHUNK_S - 0.5);
                self.until(self.quietest_s(self.start_s + from_s, self.start_s + to_s))
            }
        })
    }

    /// The chunk that it would be if nothing more were said.
    pub(super) fn tentative(&self) -> Option<Chunk> {
        let mut speech_s: f64 = self.recent.speech.iter().map(Span::duration_s).sum();
        for (i, _, pause_s) in self.pauses().rev() {
            if speech_s < TENTATIVE_AFTER_S {
                return None;
            }
            if pause_s >= TENTATIVE_PAUSE_S {
                return Some(self.up_to(i, pause_s));
            }
            speech_s -= self.recent.speech[i].duration_s();
        }
        None
    }

    /// All that is left, in one chunk or two.
    pub(super) fn share(&self) -> Vec<Chunk> {
        let Some(last) = self.recent.speech.len().checked_sub(1) else { return Vec::new() };
        let whole = self.up_to(last, self.until_s - self.recent.speech[last].end_s);
        let length_s = whole.span.duration_s();
        if length_s < SHARED_FROM_S {
            return vec![whole];
        }
        let near_s = |at_s: f64| (at_s - self.start_s) / length_s;
        let pause = self
            .pauses()
            .filter(|(i, _, pause_s)| {
                let end_s = self.recent.speech[*i].end_s;
                *pause_s >= CUT_PAUSE_S && *i < last && (0.25..0.75).contains(&near_s(end_s))
            })
            .max_by(|a, b| a.2.total_cmp(&b.2));
        let first = match pause {
            Some((i, _, pause_s)) => self.up_to(i, pause_s),
            None => self.until(
                self.quietest_s(self.start_s + 0.3 * length_s, self.start_s + 0.7 * length_s),
            ),
        };
        let cut_s = first.speech.last().map_or(first.span.end_s, |speech| speech.end_s);
        let rest = self.recent.speech.iter().filter(|speech| speech.end_s > cut_s);
        let rest: Vec<Span> =
            rest.map(|speech| Span::new(speech.start_s.max(cut_s), speech.end_s)).collect();
        let start_s = rest.first().map_or(cut_s, |s| (s.start_s - MARGIN_S).max(cut_s));
        vec![first, Chunk::new(start_s, whole.span.end_s, &rest)]
    }

    /// The instant of least likely speech between two instants.
    fn quietest_s(&self, from_s: f64, to_s: f64) -> f64 {
        let score = &self.recent.score;
        let frame = |at_s: f64| {
            ((at_s * FRAMES_PER_S) as usize).saturating_sub(self.recent.from).min(score.len())
        };
        // 50 ms on either side of a frame: a single quiet one may be the closure of a plosive.
        let around = |at: &usize| {
            let near = &score[at.saturating_sub(5)..(at + 5).min(score.len())];
            near.iter().sum::<f32>() / near.len().max(1) as f32
        };
        let quietest = (frame(from_s)..frame(to_s)).min_by(|a, b| around(a).total_cmp(&around(b)));
        (self.recent.from + quietest.unwrap_or(frame(to_s))) as f64 / FRAMES_PER_S
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recent(speech: &[(f64, f64)], until_s: f64) -> Recent {
        let speech: Vec<Span> = speech.iter().map(|(a, b)| Span::new(*a, *b)).collect();
        let mut score = vec![0.0f32; (until_s * FRAMES_PER_S) as usize];
        for span in &speech {
            let (a, b) = (span.start_s * FRAMES_PER_S, span.end_s * FRAMES_PER_S);
            score[a as usize..b as usize].fill(1.0);
        }
        Recent { speech, from: 0, score }
    }

    fn close(speech: &[(f64, f64)], until_s: f64) -> Option<Chunk> {
        let recent = recent(speech, until_s);
        Open::new(&recent, 0.0, (until_s * FRAMES_PER_S) as usize).close()
    }

    #[test]
    fn a_chunk_closes_at_a_pause_that_is_long_enough_for_its_length() {
        assert_eq!(close(&[(0.5, 14.0)], 14.5), None);
        assert_eq!(close(&[(0.5, 9.0)], 11.5), None);
        assert!((close(&[(0.5, 16.0)], 16.5).unwrap().span.end_s - 16.5).abs() < 1e-9);
        assert!((close(&[(0.5, 11.0)], 12.0).unwrap().span.end_s - 11.5).abs() < 1e-9);
        assert!((close(&[(0.5, 1.0)], 4.5).unwrap().span.end_s - 1.5).abs() < 1e-9);
    }

    #[test]
    fn without_a_pause_it_is_cut_where_it_is_quietest_before_twenty_seconds() {
        let mut long = recent(&[(0.0, 20.0)], 20.0);
        long.score[1495..1505].fill(0.2);
        let chunk = Open::new(&long, 0.0, 2000).close().unwrap();
        assert!((chunk.span.end_s - 15.0).abs() < 0.1, "{chunk:?}");
        let chunk = close(&[(0.0, 6.0), (6.2, 20.0)], 20.0).unwrap();
        assert!((chunk.span.end_s - 6.2).abs() < 1e-9, "{chunk:?}");
    }

    #[test]
    fn what_was_said_before_the_last_pause_is_tentative() {
        let recent = recent(&[(0.2, 4.0), (4.5, 6.0)], 6.1);
        let open = Open::new(&recent, 0.0, 610);
        assert!((open.tentative().unwrap().span.end_s - 4.5).abs() < 1e-9);
        assert_eq!(open.close(), None);
    }

    #[test]
    fn a_long_rest_is_shared_in_two_that_hold_all_of_it() {
        let recent = recent(&[(0.2, 7.0), (7.2, 15.0)], 15.5);
        let chunks = Open::new(&recent, 0.0, 1550).share();
        assert_eq!(chunks.len(), 2);
        assert!((chunks[0].span.end_s - 7.2).abs() < 1e-9, "{chunks:?}");
        let speech_s: f64 = chunks.iter().map(Chunk::speech_s).sum();
        assert!((speech_s - 14.6).abs() < 1e-9);
    }
}
