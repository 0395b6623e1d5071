//! Follows the blocks of a recording: resamples them, cuts chunks, measures level and loudness.

use std::sync::Arc;

use crossbeam_channel::Receiver;

use super::super::chunk::{Chunk, Chunker, Cut};
use super::queue::Queue;
use crate::audio::activity::Activity;
use crate::audio::decode::Source;
use crate::audio::level::LevelMeter;
use crate::audio::resample::{ResampleError, Resampler};
use crate::audio::sample_at;
use crate::capture::Block;
use crate::span::Span;
use crate::voice::{Measured, VoiceMeter};

/// What is known about the sound of a recording when it ends.
#[derive(Debug, Clone)]
pub struct Sound {
    /// Its speech.
    pub activity: Activity,
    /// Peak and clipping.
    pub level: LevelMeter,
    /// Its voice and noise.
    pub measured: Measured,
    /// Frames of the recording.
    pub frames: u64,
    /// Frames a second.
    pub sample_rate_hz: u32,
}

impl Sound {
    /// What a decoder would say of the file.
    pub fn facts(&self) -> Source {
        Source::new(self.frames, self.sample_rate_hz, 1, &self.level)
    }
}

/// Listens until the recording ends. `None` when blocks were skipped: the file has them all.
pub fn listen(blocks: &Receiver<Block>, rate_hz: u32, queue: &Queue) -> Option<Sound> {
    let mut ear = Ear::new(rate_hz).ok()?;
    for block in blocks {
        if block.first_frame != ear.frames || ear.take(&block.samples, queue).is_err() {
            // Nothing after it would be where the file has it. The channel is emptied all the
            // same, so that nothing piles up.
            for _ in blocks {}
            return None;
        }
    }
    ear.finish(queue).ok()
}

struct Ear {
    rate_hz: u32,
    frames: u64,
    resampler: Resampler,
    level: LevelMeter,
    voice: VoiceMeter,
    chunker: Chunker,
    /// Sound of 16 kHz that may become part of a chunk; its first sample is number `from`.
    sound: Vec<f32>,
    from: usize,
}

impl Ear {
    fn new(rate_hz: u32) -> Result<Self, ResampleError> {
        Ok(Ear {
            rate_hz,
            frames: 0,
            resampler: Resampler::new(rate_hz)?,
            level: LevelMeter::default(),
            voice: VoiceMeter::default(),
            chunker: Chunker::default(),
            sound: Vec::new(),
            from: 0,
        })
    }

    fn take(&mut self, samples: &[i16], queue: &Queue) -> Result<(), ResampleError> {
        self.frames += samples.len() as u64;
        // As the decoder reads them from the file.
        let samples: Vec<f32> = samples.iter().map(|s| f32::from(*s) / 32_768.0).collect();
        self.level.push(&samples);
        let old = self.sound.len();
        self.resampler.push(&samples, &mut self.sound)?;
        self.cut(old, queue);
        Ok(())
    }

    /// Passes on the sound from `old` on and hands out what it completes.
    fn cut(&mut self, old: usize, queue: &Queue) {
        self.voice.push(&self.sound[old..]);
        for cut in self.chunker.push(&self.sound[old..]) {
            self.hand_out(cut, queue);
        }
        queue.listened(self.chunker.known());
        let open_from = sample_at(self.chunker.open_from_s(), usize::MAX);
        let over = open_from.saturating_sub(self.from).min(self.sound.len());
        self.sound.drain(..over);
        self.from += over;
    }

    fn hand_out(&self, cut: Cut, queue: &Queue) {
        let (Cut::Closed(chunk) | Cut::Tentative(chunk)) = &cut;
        let samples = self.sound_of(&chunk.span);
        queue.add(cut, samples);
    }

    fn sound_of(&self, span: &Span) -> Arc<[f32]> {
        let end = self.from + self.sound.len();
        let at = |at_s: f64| sample_at(at_s, end).saturating_sub(self.from);
        self.sound[at(span.start_s)..at(span.end_s)].into()
    }

    fn finish(mut self, queue: &Queue) -> Result<Sound, ResampleError> {
        let old = self.sound.len();
        let resampler = std::mem::replace(&mut self.resampler, Resampler::new(16_000)?);
        resampler.finish(&mut self.sound)?;
        self.cut(old, queue);
        let (last, activity) = std::mem::take(&mut self.chunker).finish();
        let sound_of = |chunk: Chunk| {
            let samples = self.sound_of(&chunk.span);
            (chunk, samples)
        };
        queue.finish(last.into_iter().map(sound_of).collect());
        Ok(Sound {
            measured: self.voice.finish(&activity),
            activity,
            level: self.level,
            frames: self.frames,
            sample_rate_hz: self.rate_hz,
        })
    }
}
