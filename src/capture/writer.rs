//! The thread that owns the WAV file and looks after the device.
//!
//! Every 20 ms it drains the ring into the file. Twice a second it makes the file's header true.
//! When the device is lost (a fatal error, a flood of errors, or silence of its callback) it drops
//! the stream, says so, opens the device again and fills the missing time with silence. Nothing
//! ever waits for the screen or for a listener.

use std::fs::File;
use std::io::BufWriter;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender};

use super::callback::Stamp;
use super::clock::{SETTLE_S, Step, StreamClock};
use super::error::CaptureError;
use super::faults::{Fatal, Phase};
use super::meter::{Levels, Meter};
use super::stream::{Flow, Source};
use super::wav::Wav;
use crate::span::Span;

/// Time between two looks at the ring. The ring holds 20 s, so this only sets how current the
/// level and a live transcript are, against wake-ups.
const POLL: Duration = Duration::from_millis(20);

/// Time between two checkpoints: a killed process loses at most this and one callback.
const CHECKPOINT: Duration = Duration::from_millis(500);

/// Time between two syncs to the disk, which a power cut may cost.
const SYNC: Duration = Duration::from_secs(5);

/// A device that delivers nothing for this long is dead; a stall is announced by nobody.
const WATCHDOG: Duration = Duration::from_secs(2);

/// Errors of no known kind between two polls that mean the stream only fails from now on: a sound
/// server that dies sends about a million a second.
const FLOOD: u64 = 50;

/// How long a lost device is looked for before the recording ends with what it has.
const REOPEN_FOR: Duration = Duration::from_secs(10);

/// Time between two attempts to open a lost device.
const REOPEN_EVERY: Duration = Duration::from_millis(300);

/// How long the last block is waited for when stopping: several callbacks.
const LAST_BLOCK: Duration = Duration::from_millis(500);

/// Zeros for this long are no quiet room: the microphone is muted or the system feeds zeros to
/// programs without permission. Even a silent room has noise in its lowest bits.
const SILENT_S: u64 = 3;

/// Time over which the shown level is taken, in parts of a second.
const LEVEL_PARTS: usize = 20;

/// What to record into, and until when.
#[derive(Debug, Default)]
pub struct Settings {
    /// The WAV file to create.
    pub wav: PathBuf,
    /// Ends the recording at exactly this many frames.
    pub limit_frames: Option<u64>,
    /// Gets every block of the file, gaps included. Never waited for: what does not fit into the
    /// channel is skipped, can be told by [`Block::first_frame`] and stands in the file.
    pub blocks: Option<Sender<Block>>,
}

/// Samples as they went into the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Place of the first sample in the file, in frames.
    pub first_frame: u64,
    /// 16-bit mono samples.
    pub samples: Vec<i16>,
}

/// What happens during a recording.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// Time is missing; it is silence in the file.
    Gap {
        /// The silence, in seconds from the start of the file.
        span: Span,
        /// Why.
        cause: Cause,
    },
    /// The device was lost and is being looked for.
    Lost(String),
    /// The device is back.
    Back,
    /// Only zeros for 3 s.
    Silent,
    /// The recording goes on after a pause that was asked for.
    Resumed(Pause),
}

/// A pause that was asked for: time that is not in the file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pause {
    /// Where in the file, in seconds from its start.
    pub at_s: f64,
    /// How much is not in the file, in seconds.
    pub removed_s: f64,
}

/// Why time is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The system was too slow to take the samples.
    Overrun,
    /// The device stopped for a while by itself.
    Stall,
    /// The device was lost and came back.
    Lost,
}

/// Why a recording ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// Somebody asked for it.
    Asked,
    /// It has the length that was asked for.
    Length,
    /// A WAV file cannot be longer.
    FileFull,
    /// The device was lost and did not come back.
    Lost(String),
    /// The file could not be written.
    WriteFailed(String),
}

/// A finished recording.
#[derive(Debug, Clone, PartialEq)]
pub struct Captured {
    /// Rate of the file in Hz.
    pub sample_rate_hz: u32,
    /// Frames in the file, the silence of gaps included.
    pub frames: u64,
    /// Missing time, as silence in the file.
    pub gaps: Vec<Span>,
    /// Pauses that were asked for.
    pub pauses: Vec<Pause>,
    /// Times that samples were lost between device and file.
    pub overruns: u64,
    /// Highest peak in dBFS, `None` when every sample was zero.
    pub peak_dbfs: Option<f64>,
    /// Clipped samples.
    pub clipped_frames: u64,
    /// Why it ended.
    pub end: End,
}

/// A recording that is going on.
pub struct Recording {
    stop: Arc<AtomicBool>,
    paused: Arc<AtomicBool>,
    meter: Arc<Meter>,
    events: Receiver<Event>,
    thread: JoinHandle<Captured>,
}

impl Recording {
    /// Level and length, for the screen.
    pub fn meter(&self) -> &Meter {
        &self.meter
    }

    /// What happens, as it happens. Closed once the recording has ended.
    pub fn events(&self) -> &Receiver<Event> {
        &self.events
    }

    /// Leaves out what the microphone gives from now on, or takes it in again. The device runs on,
    /// so the level is still shown.
    pub fn pause(&self, paused: bool) {
        self.paused.store(paused, Ordering::Release);
    }

    /// Ends the recording after the block that is under way.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Release);
    }

    /// Waits for the end.
    ///
    /// # Errors
    /// The writer itself broke (a defect); the file then stands up to its last checkpoint.
    pub fn finish(self) -> Result<Captured, CaptureError> {
        self.thread.join().map_err(|_| CaptureError::Failed {
            name: "recording".into(),
            reason: "the writer stopped unexpectedly; `aloud recover` saves the take".into(),
        })
    }
}

/// Starts the source and the thread that writes it down.
///
/// # Errors
/// The source does not start, or the file cannot be created; no file is left in the first case.
pub fn record(mut source: Box<dyn Source>, settings: Settings) -> Result<Recording, CaptureError> {
    let failed = |error: std::io::Error| CaptureError::Write {
        path: settings.wav.clone(),
        reason: error.to_string(),
    };
    let flow = source.start()?;
    let rate_hz = source.sample_rate_hz();
    let wav = Wav::create(&settings.wav, rate_hz).map_err(failed)?;
    let stop = Arc::new(AtomicBool::new(false));
    let paused = Arc::new(AtomicBool::new(false));
    let meter = Arc::new(Meter::default());
    let (events_in, events) = crossbeam_channel::unbounded();
    let now = Instant::now();
    let writer = Writer {
        source,
        flow: Some(flow),
        clock: StreamClock::new(rate_hz),
        held: Vec::new(),
        taken: 0,
        heard: now,
        lost: None,
        errors: 0,
        rate_hz,
        limit_frames: settings.limit_frames.unwrap_or(u64::MAX),
        wav,
        blocks: settings.blocks,
        events: events_in,
        meter: meter.clone(),
        levels: Levels::default(),
        recent: Vec::new(),
        warned_silent: false,
        gaps: Vec::new(),
        paused: paused.clone(),
        left_out: 0,
        pauses: Vec::new(),
        overruns: 0,
        epoch: now,
        checkpointed: now,
        synced: now,
    };
    let asked = stop.clone();
    let thread = std::thread::Builder::new()
        .name("aloud-writer".into())
        .spawn(move || writer.run(&asked))
        .map_err(failed)?;
    Ok(Recording { stop, paused, meter, events, thread })
}

/// A device that went away.
struct Lost {
    /// End of the last frame it gave, in seconds of the writer's clock.
    end_s: f64,
    /// When looking for it ends.
    until: Instant,
    next_try: Instant,
    reason: String,
}

struct Writer {
    source: Box<dyn Source>,
    flow: Option<Flow>,
    clock: StreamClock,
    /// Blocks since a stall, watched before it is judged, with when they were seen.
    held: Vec<(Stamp, f64)>,
    /// Frames taken from the present flow.
    taken: u64,
    /// When the last block was seen.
    heard: Instant,
    lost: Option<Lost>,
    errors: u64,
    rate_hz: u32,
    limit_frames: u64,
    wav: Wav<BufWriter<File>>,
    blocks: Option<Sender<Block>>,
    events: Sender<Event>,
    meter: Arc<Meter>,
    levels: Levels,
    recent: Vec<i16>,
    warned_silent: bool,
    gaps: Vec<Span>,
    paused: Arc<AtomicBool>,
    /// Frames left out in the pause that goes on.
    left_out: u64,
    pauses: Vec<Pause>,
    overruns: u64,
    epoch: Instant,
    checkpointed: Instant,
    synced: Instant,
}

impl Writer {
    fn run(mut self, asked: &AtomicBool) -> Captured {
        let end = loop {
            if asked.load(Ordering::Acquire) {
                break self.take_last_block().err().unwrap_or(End::Asked);
            }
            if let Err(end) = self.turn() {
                break end;
            }
            std::thread::sleep(POLL);
        };
        self.close(end)
    }

    /// One look at ring, device and clock. An `Err` is why the recording ends.
    fn turn(&mut self) -> Result<(), End> {
        if self.flow.is_some() {
            self.pump(false)?;
            if let Some(reason) = self.illness() {
                self.lose(reason)?;
            }
        } else {
            self.look_for_device()?;
        }
        if self.checkpointed.elapsed() >= CHECKPOINT {
            self.wav.checkpoint().map_err(write_failed)?;
            self.checkpointed = Instant::now();
        }
        if self.synced.elapsed() >= SYNC {
            self.wav.sync().map_err(write_failed)?;
            self.synced = Instant::now();
        }
        Ok(())
    }

    /// Moves what has arrived into the file. `all`: nothing more will come, so nothing is held.
    fn pump(&mut self, all: bool) -> Result<(), End> {
        while let Some(flow) = &mut self.flow {
            let Ok(stamp) = flow.drain.stamps.pop() else { break };
            let seen = Instant::now();
            let seen_s = (seen - self.epoch).as_secs_f64();
            self.heard = seen;
            if let Some(lost) = self.lost.take() {
                let missing_s = self.clock.captured_s(&stamp, seen_s) - lost.end_s;
                self.fill(missing_s.max(0.0), Cause::Lost)?;
                let _ = self.events.send(Event::Back);
            }
            if !self.held.is_empty() || self.clock.judge(&stamp) == Step::Stall {
                self.held.push((stamp, seen_s));
                continue;
            }
            self.place(stamp, seen_s)?;
        }
        let settled = |(_, seen_s): &(Stamp, f64)| {
            (Instant::now() - self.epoch).as_secs_f64() - seen_s >= SETTLE_S
        };
        if self.held.first().is_some_and(|first| all || settled(first)) {
            let held = std::mem::take(&mut self.held);
            let missing_s = self.clock.missing_after_stall_s(held.iter().map(|(stamp, _)| stamp));
            self.take_until(held[0].0.first_frame)?;
            self.fill(missing_s, Cause::Stall)?;
            for (stamp, seen_s) in held {
                self.place(stamp, seen_s)?;
            }
        }
        if all {
            self.take_until(u64::MAX)?;
        }
        Ok(())
    }

    /// Writes one block where it belongs: after the blocks before it and any time missing.
    fn place(&mut self, stamp: Stamp, seen_s: f64) -> Result<(), End> {
        self.take_until(stamp.first_frame)?;
        if let Step::Missing(missing_s) = self.clock.judge(&stamp) {
            self.fill(missing_s, Cause::Overrun)?;
        }
        self.clock.note(stamp, seen_s);
        self.take_until(stamp.first_frame + u64::from(stamp.frames))
    }

    /// Takes frames of the present flow up to its frame `until`, or as many as have arrived.
    fn take_until(&mut self, until: u64) -> Result<(), End> {
        let Some(mut flow) = self.flow.take() else { return Ok(()) };
        let wanted = usize::try_from(until.saturating_sub(self.taken)).unwrap_or(usize::MAX);
        let count = wanted.min(flow.drain.samples.slots());
        let result = match flow.drain.samples.read_chunk(count) {
            Ok(chunk) => {
                let (first, second) = chunk.as_slices();
                let result = self.append(first).and_then(|()| self.append(second));
                chunk.commit_all();
                result
            }
            Err(_) => Ok(()),
        };
        self.taken += count as u64;
        self.flow = Some(flow);
        result
    }

    /// Appends sound.
    fn append(&mut self, samples: &[i16]) -> Result<(), End> {
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
            let _ = self.events.send(Event::Silent);
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
            let _ = self.events.send(Event::Resumed(pause));
        }
        false
    }

    /// Puts silence in place of missing time, and the gap into the books.
    fn fill(&mut self, missing_s: f64, cause: Cause) -> Result<(), End> {
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
            let _ = self.events.send(Event::Gap { span, cause });
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
        self.wav.write(&samples[..fits]).map_err(write_failed)?;
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

    /// Why the present stream must be given up, if it must.
    fn illness(&mut self) -> Option<String> {
        let faults = &self.flow.as_ref()?.drain.faults;
        let errors = faults.errors();
        let flood = errors.saturating_sub(self.errors) >= FLOOD;
        self.errors = errors;
        match faults.fatal() {
            Some(Fatal::Gone) => Some("the microphone was disconnected".into()),
            Some(Fatal::Revoked) => Some("the sound system took the microphone away".into()),
            None if flood => Some("the microphone gives only errors".into()),
            None if self.heard.elapsed() >= WATCHDOG => {
                Some("the microphone stopped giving sound".into())
            }
            None => None,
        }
    }

    /// Gives the present stream up: keeps what it gave and makes the file safe.
    fn lose(&mut self, reason: String) -> Result<(), End> {
        self.pump(true)?;
        let now = Instant::now();
        let end_s = self.clock.end_s();
        let fresh = Lost {
            end_s: end_s.unwrap_or((self.heard - self.epoch).as_secs_f64()),
            until: now + REOPEN_FOR,
            next_try: now,
            reason: reason.clone(),
        };
        // A device that came back and gave nothing is still the one that was lost.
        let still = self.lost.take();
        let first_news = still.is_none();
        let mut lost = still.unwrap_or(fresh);
        lost.next_try = now + if first_news { Duration::ZERO } else { REOPEN_EVERY };
        self.lost = Some(lost);
        self.drop_flow();
        self.wav.checkpoint().map_err(write_failed)?;
        if first_news {
            let _ = self.events.send(Event::Lost(reason));
        }
        Ok(())
    }

    fn look_for_device(&mut self) -> Result<(), End> {
        let Some(lost) = &mut self.lost else { return Ok(()) };
        let now = Instant::now();
        if now >= lost.until {
            return Err(End::Lost(lost.reason.clone()));
        }
        if now < lost.next_try {
            return Ok(());
        }
        lost.next_try = now + REOPEN_EVERY;
        if let Ok(flow) = self.source.start() {
            self.flow = Some(flow);
            self.clock = StreamClock::new(self.rate_hz);
            self.taken = 0;
            self.errors = 0;
            self.heard = Instant::now();
        }
        Ok(())
    }

    /// The stop handshake: the callback that sees the wish delivers its block and says so.
    fn take_last_block(&mut self) -> Result<(), End> {
        let asked = Instant::now();
        if let Some(flow) = &self.flow {
            flow.drain.faults.enter(Phase::Stopping);
        }
        while let Some(flow) = &self.flow {
            let stopped = flow.drain.faults.phase() == Phase::Stopped;
            let dead = flow.drain.faults.fatal().is_some() || asked.elapsed() >= LAST_BLOCK;
            self.pump(stopped || dead)?;
            if stopped || dead {
                break;
            }
            std::thread::sleep(POLL / 4);
        }
        Ok(())
    }

    fn drop_flow(&mut self) {
        if let Some(Flow { drain, stream }) = self.flow.take() {
            drop(stream);
            self.overruns += drain.faults.overruns();
        }
    }

    fn close(mut self, end: End) -> Captured {
        // Whoever follows the sound need not wait for device and disk.
        self.blocks = None;
        self.drop_flow();
        let frames = self.wav.frames();
        let end = match (self.wav.finalize(), end) {
            (Err(error), End::Asked | End::Length | End::FileFull) => write_failed(error),
            (_, end) => end,
        };
        self.meter.publish(&self.levels, &self.recent, frames);
        Captured {
            sample_rate_hz: self.rate_hz,
            frames,
            gaps: self.gaps,
            pauses: self.pauses,
            overruns: self.overruns,
            peak_dbfs: self.levels.peak_dbfs(),
            clipped_frames: self.levels.clipped_frames(),
            end,
        }
    }
}

fn write_failed(error: std::io::Error) -> End {
    End::WriteFailed(error.to_string())
}
