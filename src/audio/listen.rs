//! Speech activity of a stream: what [`activity::detect`](super::activity::detect) finds in a
//! whole recording, made while it grows, in memory that does not grow with the sound.

use std::collections::VecDeque;

use super::SAMPLE_RATE_HZ;
use super::activity::{Activity, FRAMES_PER_S, SILERO_DELAY_S, fuse, holds_speech, speech_frames};
use super::bands::{Bands, Levels, floor, loud_over_floor, mean_db, over_floor};
use super::leveller::Leveller;
use super::silero::{CHUNK, CHUNK_S, Silero};
use crate::span::Span;

/// The noise floor is looked for within this many frames on either side (10 s).
const FLOOR_REACH: usize = 1_000;
/// Frames between two looks at the floor; it is taken as constant within.
pub const STEP: usize = 50;
/// Frames that [`Listener::recent`] can look back on: the longest chunk and room for its margins.
const LOOK_BACK: usize = 3_000;

/// Listens to a stream of 16 kHz mono.
#[derive(Default)]
pub struct Listener {
    bands: Bands,
    leveller: Leveller,
    silero: Silero,
    /// Sound that does not fill a chunk of Silero's yet.
    rest: Vec<f32>,
    probabilities: Vec<f32>,
    /// How far speech was under the usual loudness at each chunk of Silero's, in dB.
    quiet_db: Vec<f32>,
    /// The latest frames; the first is number `held_from`.
    held: VecDeque<Levels>,
    held_from: usize,
    /// Level above the floor and mean level of the frames whose surroundings are known.
    snr_db: Vec<f32>,
    /// Level of loud speech above the floor around each [`STEP`] of them.
    loud_db: Vec<f32>,
    level_db: Vec<f32>,
    samples: usize,
    fresh: Vec<Levels>,
}

/// Speech in the latest part of a stream, judged by what was known then.
#[derive(Debug, Clone, PartialEq)]
pub struct Recent {
    /// Stretches of speech in seconds from the start of the stream.
    pub speech: Vec<Span>,
    /// First frame that was looked at.
    pub from: usize,
    /// Likelihood of speech of each frame from there on, 0 to 1.
    pub score: Vec<f32>,
}

impl Listener {
    /// Takes further sound.
    pub fn push(&mut self, samples: &[f32]) {
        // A long recording in pieces, or its frames would all be held at once.
        for piece in samples.chunks(SAMPLE_RATE_HZ) {
            self.samples += piece.len();
            self.rest.extend_from_slice(piece);
            let sound = std::mem::take(&mut self.rest);
            let (chunks, rest) = sound.as_chunks::<CHUNK>();
            chunks.iter().for_each(|chunk| self.hear(chunk));
            self.rest = rest.to_vec();
            self.bands.push(piece, &mut self.fresh);
            self.held.extend(self.fresh.drain(..));
            while self.held_from + self.held.len() >= self.snr_db.len() + STEP + FLOOR_REACH {
                self.settle();
            }
        }
    }

    fn hear(&mut self, chunk: &[f32; CHUNK]) {
        let chunk = self.leveller.next(chunk);
        self.quiet_db.push(self.leveller.quiet_db());
        self.probabilities.push(self.silero.push(&chunk));
    }

    /// Frames of which both witnesses have been heard.
    pub fn known(&self) -> usize {
        let by_silero = (self.probabilities.len() as f64 * CHUNK_S - SILERO_DELAY_S) * FRAMES_PER_S;
        (self.held_from + self.held.len()).min(by_silero.max(0.0) as usize)
    }

    /// Seconds of sound taken so far.
    pub fn duration_s(&self) -> f64 {
        self.samples as f64 / SAMPLE_RATE_HZ as f64
    }

    /// Speech in the frames `from..until`, judged against the noise floor of the 20 s before
    /// `until`: nothing after it is looked at, so that a stream and a file give the same.
    pub fn recent(&mut self, from: usize, until: usize) -> Recent {
        let held_from = self.held_from;
        let held = self.held.make_contiguous();
        let at = |frame: usize| frame.saturating_sub(held_from).min(held.len());
        let quiet_db = at_frame(&self.quiet_db, until);
        let near = &held[at(until.saturating_sub(2 * FLOOR_REACH))..at(until)];
        let floor = floor(near, quiet_db);
        let loud_db = loud_over_floor(near, &floor);
        let silero: Vec<f32> =
            (from..until).map(|frame| at_frame(&self.probabilities, frame)).collect();
        let frames = &held[at(from)..at(until)];
        let score: Vec<f32> = frames
            .iter()
            .zip(&silero)
            .map(|(levels, silero)| fuse(*silero, over_floor(levels, &floor), loud_db))
            .collect();
        let seconds = |frame: usize| (from + frame) as f64 / FRAMES_PER_S;
        let speech = speech_frames(&score, &silero[..score.len()])
            .into_iter()
            .map(|(a, b)| Span::new(seconds(a), seconds(b)))
            .collect();
        Recent { speech, from, score }
    }

    /// Completes what the end of the sound leaves open; afterwards all frames are known.
    pub fn close(&mut self) {
        let rest = std::mem::take(&mut self.rest);
        if !rest.is_empty() {
            let mut chunk = [0.0; CHUNK];
            chunk[..rest.len()].copy_from_slice(&rest);
            self.hear(&chunk);
        }
        std::mem::take(&mut self.bands).finish(&mut self.fresh);
        self.held.extend(self.fresh.drain(..));
    }

    /// All frames of the sound, once it is [closed](Listener::close).
    pub fn frames(&self) -> usize {
        self.held_from + self.held.len()
    }

    /// Speech in the whole of it.
    pub fn finish(mut self) -> Activity {
        self.close();
        while self.snr_db.len() < self.frames() {
            self.settle();
        }
        let silero: Vec<f32> =
            (0..self.snr_db.len()).map(|frame| at_frame(&self.probabilities, frame)).collect();
        let loud_db = |frame: usize| self.loud_db.get(frame / STEP).copied().unwrap_or(0.0);
        let score: Vec<f32> = (silero.iter().zip(&self.snr_db).enumerate())
            .map(|(frame, (silero, snr_db))| fuse(*silero, *snr_db, loud_db(frame)))
            .collect();
        let duration_s = self.duration_s();
        let seconds = |frame: usize| (frame as f64 / FRAMES_PER_S).min(duration_s);
        let speech = if holds_speech(&silero) {
            let runs = speech_frames(&score, &silero);
            runs.into_iter().map(|(a, b)| Span::new(seconds(a), seconds(b))).collect()
        } else {
            Vec::new()
        };
        Activity { speech, score, level_db: self.level_db }
    }

    /// Measures the next step of frames against its surroundings and lets go of what is over.
    fn settle(&mut self) {
        let start = self.snr_db.len();
        let end = (start + STEP).min(self.frames());
        let held_from = self.held_from;
        let held = self.held.make_contiguous();
        let at = |frame: usize| frame.saturating_sub(held_from).min(held.len());
        let quiet_db = at_frame(&self.quiet_db, end + FLOOR_REACH - STEP);
        let near = &held[at(start.saturating_sub(FLOOR_REACH))..at(end + FLOOR_REACH)];
        let floor = floor(near, quiet_db);
        self.loud_db.push(loud_over_floor(near, &floor));
        let frames = &held[at(start)..at(end)];
        self.snr_db.extend(frames.iter().map(|levels| over_floor(levels, &floor)));
        self.level_db.extend(frames.iter().map(mean_db));
        let keep_from =
            end.saturating_sub(FLOOR_REACH).min(self.frames().saturating_sub(LOOK_BACK));
        let over = keep_from.saturating_sub(self.held_from);
        self.held.drain(..over);
        self.held_from += over;
    }
}

/// The value of Silero's chunk that tells of a frame of the 10 ms grid, of the last one past the end.
fn at_frame(values: &[f32], frame: usize) -> f32 {
    let at_s = frame as f64 / FRAMES_PER_S + SILERO_DELAY_S;
    let index = (at_s / CHUNK_S) as usize;
    values.get(index.min(values.len().saturating_sub(1))).copied().unwrap_or(0.0)
}

#[cfg(test)]
#[path = "candidates.rs"]
mod candidates;
