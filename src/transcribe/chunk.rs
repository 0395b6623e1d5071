//! Cuts speech into chunks for the recogniser, at pauses, while the sound arrives.
//!
//! A decision is taken each half second of sound and looks at nothing that comes later, so a file
//! is cut exactly as its recording was: the same chunks give the same words.

use super::open::Open;
use crate::audio::activity::{Activity, FRAMES_PER_S};
use crate::audio::listen::{Listener, STEP};
use crate::span::Span;

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
    pub(super) fn new(start_s: f64, end_s: f64, speech: &[Span]) -> Self {
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

    #[test]
    fn silence_has_no_chunks() {
        let (chunks, activity) = cut(&vec![0.0; 16_000 * 30]);
        assert_eq!((chunks, activity.speech), (vec![], vec![]));
    }
}
