//! What goes into the file: sound, silence in place of missing time, and nothing of a pause; with
//! its levels, and the books about all of it.

use std::fs::File;
use std::io::BufWriter;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crossbeam_channel::Sender;

use super::event::{Block, Captured, Cause, End, Event, Pause};
use super::meter::{Levels, Meter};
use super::wav::Wav;
use crate::span::Span;

/// Zeros for this long are no quiet room: the microphone is muted or the system feeds zeros to
/// programs without permission. Even a silent room has noise in its lowest bits.
const SILENT_S: u64 = 3;

/// Time over which the shown level is taken, in parts of a second.
const LEVEL_PARTS: usize = 20;

/// The file of a recording and what is known about it.
pub struct Track {
    /// Ends the recording at exactly this many frames.
    pub limit_frames: u64,
    /// Gets every block of the file, gaps included. Never waited for.
    pub blocks: Option<Sender<Block>>,
    wav: Wav<BufWriter<File>>,
    rate_hz: u32,
    events: Sender<Event>,
    meter: Arc<Meter>,
    levels: Levels,
    recent: Vec<i16>,
    warned_silent: bool,
    warned_removed: bool,
    gaps: Vec<Span>,
    paused: Arc<AtomicBool>,
    /// Frames left out in the pause that goes on.
    left_out: u64,
    pauses: Vec<Pause>,
}

impl Track {
    /// A track without limit and listener. While `paused` is set, what comes is left out.
    pub fn new(
        wav: Wav<BufWriter<File>>,
        rate_hz: u32,
        events: Sender<Event>,
        meter: Arc<Meter>,
        paused: Arc<AtomicBool>,
    ) -> Self {
        Track {
            limit_frames: u64::MAX,
            blocks: None,
            wav,
            rate_hz,
            events,
            meter,
            levels: Levels::default(),
            recent: Vec::new(),
            warned_silent: false,
            warned_removed: false,
            gaps: Vec::new(),
            paused,
            left_out: 0,
            pauses: Vec::new(),
        }
    }

    /// Tells whoever attends the recording.
    pub fn tell(&self, event: Event) {
        let _ = self.events.send(event);
    }

    /// Appends sound.
    pub fn append(&mut self, samples: &[i16]) -> Result<(), End> {
        if self.leave_out(samples.len() as u64) {
            self.recent.extend_from_slice(samples);
        } else {
            let written = self.write(samples)?;
            self.levels.take(&samples[..written]);
            self.recent.extend_from_slice(&samples[..written]);
        }
        if self.recent.len() >= self.rate_hz as usize / LEVEL_PARTS {
            self.meter.publish(&self.levels, &self.recent, self.wav.frames());
            self.recent.clear();
        }
        let silent = self.levels.trailing_zeros() >= SILENT_S * u64::from(self.rate_hz);
        if silent && !self.warned_silent {
            self.tell(Event::Silent);
        }
        self.warned_silent = silent;
        self.full()
    }

    /// Whether `frames` that come now belong to a pause. The first that do not end it.
    fn leave_out(&mut self, frames: u64) -> bool {
        let rate = f64::from(self.rate_hz);
        if self.paused.load(Ordering::Acquire) {
            self.left_out += frames;
            return true;
        }
        if self.left_out > 0 {
            let at_s = self.wav.frames() as f64 / rate;
            let pause = Pause { at_s, removed_s: self.left_out as f64 / rate };
            self.left_out = 0;
            self.pauses.push(pause);
            self.tell(Event::Resumed(pause));
        }
        false
    }

    /// Puts silence in place of missing time, and the gap into the books.
    pub fn fill(&mut self, missing_s: f64, cause: Cause) -> Result<(), End> {
        let rate = f64::from(self.rate_hz);
        let start = self.wav.frames();
        let mut left = (missing_s * rate).round() as u64;
        if left > 0 && self.leave_out(left) {
            return Ok(());
        }
        let second = vec![0i16; self.rate_hz as usize];
        while left > 0 && self.full().is_ok() {
            let some = left.min(second.len() as u64);
            self.write(&second[..some as usize])?;
            left -= some;
        }
        let end = self.wav.frames();
        if end > start {
            let span = Span::new(start as f64 / rate, end as f64 / rate);
            match self.gaps.last_mut() {
                Some(last) if last.end_s == span.start_s => last.end_s = span.end_s,
                _ => self.gaps.push(span),
            }
            self.tell(Event::Gap { span, cause });
        }
        self.full()
    }

    /// Writes up to the limit, and passes the block on. Returns how many samples were written.
    fn write(&mut self, samples: &[i16]) -> Result<usize, End> {
        let first_frame = self.wav.frames();
        let room = self.wav.room_frames().min(self.limit_frames - first_frame);
        let fits = samples.len().min(usize::try_from(room).unwrap_or(usize::MAX));
        if fits == 0 {
            return Ok(0);
        }
        self.wav.write(&samples[..fits]).map_err(End::write_failed)?;
        if let Some(listener) = &self.blocks {
            let _ = listener.try_send(Block { first_frame, samples: samples[..fits].to_vec() });
        }
        Ok(fits)
    }

    fn full(&self) -> Result<(), End> {
        if self.wav.frames() >= self.limit_frames {
            Err(End::Length)
        } else if self.wav.room_frames() == 0 {
            Err(End::FileFull)
        } else {
            Ok(())
        }
    }

    /// Makes the file's header true: from here on what was written outlives this process.
    pub fn checkpoint(&mut self) -> Result<(), End> {
        self.wav.checkpoint().map_err(End::write_failed)?;
        if !self.warned_removed && !self.wav.is_in_place() {
            self.warned_removed = true;
            self.tell(Event::Removed);
        }
        Ok(())
    }

    /// Brings the file to the disk: from here on what was written outlives a power cut.
    pub fn sync(&mut self) -> Result<(), End> {
        self.wav.sync().map_err(End::write_failed)
    }

    /// Ends the file. `overruns` of the device are written down with the rest.
    pub fn close(self, end: End, overruns: u64) -> Captured {
        let frames = self.wav.frames();
        let end = match (self.wav.finalize(), end) {
            (Err(error), End::Asked | End::Length | End::FileFull) => End::write_failed(error),
            (_, end) => end,
        };
        self.meter.publish(&self.levels, &self.recent, frames);
        Captured {
            sample_rate_hz: self.rate_hz,
            frames,
            gaps: self.gaps,
            pauses: self.pauses,
            overruns,
            peak_dbfs: self.levels.peak_dbfs(),
            clipped_frames: self.levels.clipped_frames(),
            end,
        }
    }
}
