//! Cuts speech into chunks for the recogniser, at pauses, while the sound arrives.
//!
//! A decision is taken each half second of sound and looks at nothing that comes later, so a file
//! is cut exactly as its recording was: the same chunks give the same words.

use crate::audio::activity::{Activity, FRAMES_PER_S};
use crate::audio::listen::{Listener, Recent, STEP};
use crate::span::Span;

/// Longest chunk in seconds. Longer ones cost the encoder more than they bring.
pub const MAX_CHUNK_S: f64 = 20.0;

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

/// Silence kept on either side of a chunk, in seconds, so that soft onsets are heard: with 0.2 s
/// the word error of the English development recordings was 0.042, with 0.5 s 0.040.
pub const MARGIN_S: f64 = 0.5;

/// Silence before speech that is remembered, in frames: an onset may be judged late.
const ONSET: usize = 100;

/// A stretch of the recording for the recogniser.
#[derive(Debug, Clone, PartialEq)]
pub struct Chunk {
    /// Where it lies, margins included.
    pub span: Span,
    /// The speech in it, as far as it could be told when it was cut.
    pub speech: Vec<Span>,
}

impl Chunk {
    fn new(start_s: f64, end_s: f64, speech: &[Span]) -> Self {
        Chunk { span: Span::new(start_s, end_s.max(start_s)), speech: speech.to_vec() }
    }

    /// Its speech as activity, for the checks of what was heard in it.
    pub fn activity(&self) -> Activity {
        Activity { speech: self.speech.clone(), score: Vec::new(), level_db: Vec::new() }
    }

    /// Seconds of speech.
    pub fn speech_s(&self) -> f64 {
        self.speech.iter().map(Span::duration_s).sum()
    }
}

/// What became known about chunks.
#[derive(Debug, Clone, PartialEq)]
pub enum Cut {
    /// A chunk of the recording, for good.
    Closed(Chunk),
    /// A chunk if the recording ended before its speech goes on, and in place of the tentative
    /// chunk before: worth decoding at once when nothing else is to be done.
    Tentative(Chunk),
}

/// What a chunker has decided on so far.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Known {
    /// Seconds decided on.
    pub at_s: f64,
    /// From the first speech in them to the last; `None` before any.
    pub said: Option<Span>,
}

/// Cuts a stream of sound into chunks.
#[derive(Default)]
pub struct Chunker {
    listener: Listener,
    /// First frame whose speech no closed chunk has, and the end of the last speech that one has:
    /// margins of neighbours may share the silence between.
    from: usize,
    said_s: f64,
    /// Start of the first speech that a closed chunk has.
    first_s: Option<f64>,
    /// Frames decided on so far.
    decided: usize,
    tentative: Option<Chunk>,
}

impl Chunker {
    /// Takes further sound (16 kHz mono) and tells what it completes.
    pub fn push(&mut self, samples: &[f32]) -> Vec<Cut> {
        let mut cuts = Vec::new();
        // Piece by piece, for decisions must not look ahead further in a file than in a stream.
        for piece in samples.chunks(crate::audio::SAMPLE_RATE_HZ / 2) {
            self.listener.push(piece);
            while self.listener.known() >= self.decided + STEP {
                self.decided += STEP;
                self.decide(self.decided, false, &mut cuts);
            }
        }
        cuts
    }

    /// First instant in seconds that may still become part of a chunk.
    pub fn open_from_s(&self) -> f64 {
        (self.from as f64 / FRAMES_PER_S - MARGIN_S).max(0.0)
    }

    /// How far the sound is decided on.
    pub fn known(&mut self) -> Known {
        let recent = self.listener.recent(self.from, self.decided);
        let open = recent.speech.first().zip(recent.speech.last());
        let start_s = self.first_s.or(open.map(|(first, _)| first.start_s));
        let said = start_s
            .map(|start_s| Span::new(start_s, open.map_or(self.said_s, |(_, last)| last.end_s)));
        Known { at_s: self.decided as f64 / FRAMES_PER_S, said }
    }

    /// The last chunks, and the speech of the whole recording.
    pub fn finish(mut self) -> (Vec<Chunk>, Activity) {
        self.listener.close();
        let frames = self.listener.frames();
        let mut cuts = Vec::new();
        self.decide(frames, true, &mut cuts);
        let closed = cuts.into_iter().filter_map(|cut| match cut {
            Cut::Closed(chunk) => Some(chunk),
            Cut::Tentative(_) => None,
        });
        (closed.collect(), self.listener.finish())
    }

    /// Looks at the frames up to `until`; with `end` there are no more.
    fn decide(&mut self, until: usize, end: bool, cuts: &mut Vec<Cut>) {
        loop {
            let recent = self.listener.recent(self.from, until);
            let open = Open::new(&recent, self.said_s, until);
            if recent.speech.is_empty() {
                // What looked like speech for a moment was none, nor is its tentative chunk one.
                self.tentative = None;
                self.from = self.from.max(until.saturating_sub(ONSET));
                return;
            }
            let closed = match (open.close(), self.tentative.take()) {
                // The same words need not be decoded twice for a margin that came out otherwise.
                (Some(closed), Some(tentative)) if same_end(&closed, &tentative) => tentative,
                (Some(closed), _) => closed,
                (None, Some(tentative)) if end => tentative,
                (None, None) if end => {
                    cuts.extend(open.share().into_iter().map(Cut::Closed));
                    return;
                }
                (None, before) => {
                    let fresh = open.tentative().filter(|fresh| {
                        before.as_ref().is_none_or(|before| !same_end(before, fresh))
                    });
                    if let Some(chunk) = &fresh {
                        cuts.push(Cut::Tentative(chunk.clone()));
                    }
                    self.tentative = fresh.or(before);
                    return;
                }
            };
            self.said_s = closed.speech.last().map_or(closed.span.end_s, |speech| speech.end_s);
            let start_s = closed.speech.first().map_or(closed.span.start_s, |first| first.start_s);
            self.first_s.get_or_insert(start_s);
            let middle_s = (self.said_s + closed.span.end_s) / 2.0;
            self.from = (middle_s * FRAMES_PER_S).round() as usize;
            cuts.push(Cut::Closed(closed));
        }
    }
}

/// Two judgements of the end of the same words differ by less than this, in seconds.
const SAME_END_S: f64 = 0.1;

fn same_end(a: &Chunk, b: &Chunk) -> bool {
    let end_s = |chunk: &Chunk| chunk.speech.last().map_or(0.0, |speech| speech.end_s);
    (end_s(a) - end_s(b)).abs() < SAME_END_S
}

/// What is not in a closed chunk yet.
struct Open<'a> {
    recent: &'a Recent,
    start_s: f64,
    until_s: f64,
}

impl<'a> Open<'a> {
    fn new(recent: &'a Recent, said_s: f64, until: usize) -> Self {
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
    fn close(&self) -> Option<Chunk> {
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
    fn tentative(&self) -> Option<Chunk> {
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
    fn share(&self) -> Vec<Chunk> {
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

/// Cuts a whole recording; also returns its speech.
pub fn cut(samples: &[f32]) -> (Vec<Chunk>, Activity) {
    let mut chunker = Chunker::default();
    let cuts = chunker.push(samples);
    let (last, activity) = chunker.finish();
    let closed = cuts.into_iter().filter_map(|cut| match cut {
        Cut::Closed(chunk) => Some(chunk),
        Cut::Tentative(_) => None,
    });
    (closed.chain(last).collect(), activity)
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

    #[test]
    fn silence_has_no_chunks() {
        let (chunks, activity) = cut(&vec![0.0; 16_000 * 30]);
        assert_eq!((chunks, activity.speech), (vec![], vec![]));
    }
}
