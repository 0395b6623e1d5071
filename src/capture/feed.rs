//! The device's side of a recording: moves what has arrived to where it belongs on the track, and
//! looks after a device that stalls, fails or goes away.

use std::time::{Duration, Instant};

use super::callback::Stamp;
use super::clock::{SETTLE_S, Step, StreamClock};
use super::event::{Cause, End, Event};
use super::faults::{Fatal, Phase};
use super::stream::{Flow, Source};
use super::track::Track;

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

/// Time between two looks for the last block.
const LAST_BLOCK_POLL: Duration = Duration::from_millis(5);

/// A device that went away.
struct Lost {
    /// End of the last frame it gave, in seconds of the writer's clock.
    end_s: f64,
    /// When looking for it ends.
    until: Instant,
    next_try: Instant,
    reason: String,
}

/// A source and the flow of samples from it, or the search for it.
pub struct Feed {
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
    overruns: u64,
    epoch: Instant,
}

impl Feed {
    /// Follows `flow`, which `source` has started.
    pub fn new(source: Box<dyn Source>, flow: Flow, rate_hz: u32) -> Self {
        let now = Instant::now();
        Feed {
            source,
            flow: Some(flow),
            clock: StreamClock::new(rate_hz),
            held: Vec::new(),
            taken: 0,
            heard: now,
            lost: None,
            errors: 0,
            rate_hz,
            overruns: 0,
            epoch: now,
        }
    }

    /// Whether samples flow; otherwise the device is looked for.
    pub fn flows(&self) -> bool {
        self.flow.is_some()
    }

    /// This process itself stood still for so long (it was suspended, or the disk kept the writer
    /// waiting): that is no fault of the device, and it may go on now.
    pub fn stood_still(&mut self, time: Duration) {
        self.heard += time;
        if let Some(lost) = &mut self.lost {
            lost.until += time;
        }
    }

    /// Moves what has arrived into the file. `all`: nothing more will come, so nothing is held.
    pub fn pump(&mut self, track: &mut Track, all: bool) -> Result<(), End> {
        while let Some(flow) = &mut self.flow {
            let Ok(stamp) = flow.drain.stamps.pop() else { break };
            let seen = Instant::now();
            let seen_s = (seen - self.epoch).as_secs_f64();
            self.heard = seen;
            if let Some(lost) = self.lost.take() {
                let missing_s = self.clock.captured_s(&stamp, seen_s) - lost.end_s;
                track.fill(missing_s.max(0.0), Cause::Lost)?;
                track.tell(Event::Back);
            }
            if !self.held.is_empty() || self.clock.judge(&stamp) == Step::Stall {
                self.held.push((stamp, seen_s));
                continue;
            }
            self.place(track, stamp, seen_s)?;
        }
        let settled = |(_, seen_s): &(Stamp, f64)| {
            (Instant::now() - self.epoch).as_secs_f64() - seen_s >= SETTLE_S
        };
        if self.held.first().is_some_and(|first| all || settled(first)) {
            let held = std::mem::take(&mut self.held);
            let missing_s = self.clock.missing_after_stall_s(held.iter().map(|(stamp, _)| stamp));
            self.take_until(track, held[0].0.first_frame)?;
            track.fill(missing_s, Cause::Stall)?;
            for (stamp, seen_s) in held {
                self.place(track, stamp, seen_s)?;
            }
        }
        if all {
            self.take_until(track, u64::MAX)?;
        }
        Ok(())
    }

    /// Writes one block where it belongs: after the blocks before it and any time missing.
    fn place(&mut self, track: &mut Track, stamp: Stamp, seen_s: f64) -> Result<(), End> {
        self.take_until(track, stamp.first_frame)?;
        if let Step::Missing(missing_s) = self.clock.judge(&stamp) {
            track.fill(missing_s, Cause::Overrun)?;
        }
        self.clock.note(stamp, seen_s);
        self.take_until(track, stamp.first_frame + u64::from(stamp.frames))
    }

    /// Takes frames of the present flow up to its frame `until`, or as many as have arrived.
    fn take_until(&mut self, track: &mut Track, until: u64) -> Result<(), End> {
        let Some(mut flow) = self.flow.take() else { return Ok(()) };
        let wanted = usize::try_from(until.saturating_sub(self.taken)).unwrap_or(usize::MAX);
        let count = wanted.min(flow.drain.samples.slots());
        let result = match flow.drain.samples.read_chunk(count) {
            Ok(chunk) => {
                let (first, second) = chunk.as_slices();
                let result = track.append(first).and_then(|()| track.append(second));
                chunk.commit_all();
                result
            }
            Err(_) => Ok(()),
        };
        self.taken += count as u64;
        self.flow = Some(flow);
        result
    }

    /// Why the present stream must be given up, if it must.
    pub fn illness(&mut self) -> Option<String> {
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
    pub fn lose(&mut self, track: &mut Track, reason: String) -> Result<(), End> {
        self.pump(track, true)?;
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
        track.checkpoint()?;
        if first_news {
            track.tell(Event::Lost(reason));
        }
        Ok(())
    }

    pub fn look_for_device(&mut self) -> Result<(), End> {
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
    pub fn take_last_block(&mut self, track: &mut Track) -> Result<(), End> {
        let asked = Instant::now();
        if let Some(flow) = &self.flow {
            flow.drain.faults.enter(Phase::Stopping);
        }
        while let Some(flow) = &self.flow {
            let stopped = flow.drain.faults.phase() == Phase::Stopped;
            let dead = flow.drain.faults.fatal().is_some() || asked.elapsed() >= LAST_BLOCK;
            self.pump(track, stopped || dead)?;
            if stopped || dead {
                break;
            }
            std::thread::sleep(LAST_BLOCK_POLL);
        }
        Ok(())
    }

    fn drop_flow(&mut self) {
        if let Some(Flow { drain, stream }) = self.flow.take() {
            drop(stream);
            self.overruns += drain.faults.overruns();
        }
    }

    /// Stops the stream for good. Returns how often samples were lost between device and file.
    pub fn close(mut self) -> u64 {
        self.drop_flow();
        self.overruns
    }
}
