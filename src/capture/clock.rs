//! How much of the time is missing between two blocks.
//!
//! A device counts frames, the sound system says when it captured them. While all is well,
//! `captured - frames / rate` (the *origin*: when frame 0 would have been captured) stays put, but
//! for jitter and for the drift of the device's crystal (some 100 ppm, never judged here). A jump
//! of the origin across an error or a stall is the time that is missing.

use std::collections::VecDeque;

use super::callback::Stamp;

/// How far back, in seconds of the stream's clock, origins are remembered. Their least is the
/// truest: whatever delays a callback only adds. Short enough for drift not to matter.
const MEMORY_S: f64 = 1.0;

/// Without an error, a stop between two callbacks shorter than this (seconds) is the scheduler
/// on a busy machine. Callbacks are asked for every 0.1 s.
pub const STALL_S: f64 = 0.5;

/// After a stall a sound server may deliver its backlog at once, and then nothing is missing.
/// This long (seconds) blocks are only watched before the stall is judged.
pub const SETTLE_S: f64 = 0.1;

/// Time missing after a stall that counts as a gap, in seconds: more than one callback's jitter.
const STALL_GAP_S: f64 = 0.1;

/// Time missing after an error that counts as a gap, in seconds.
const FAULT_GAP_S: f64 = 0.001;

/// The clock of one stream.
#[derive(Debug)]
pub struct StreamClock {
    rate_hz: f64,
    /// (callback, origin) of recent blocks, in seconds of the stream's clock.
    origins: VecDeque<(f64, f64)>,
    /// (seen, seen - callback): how the writer's clock stands to the stream's.
    lags: VecDeque<(f64, f64)>,
    last: Option<Stamp>,
}

/// How a block follows the one before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Step {
    /// As it should.
    Even,
    /// An error lies between them; so many seconds are missing.
    Missing(f64),
    /// Nothing came for a while and nothing was reported: look again after [`SETTLE_S`].
    Stall,
}

impl StreamClock {
    /// The clock of a stream that captures `rate_hz` frames a second.
    pub fn new(rate_hz: u32) -> Self {
        Self {
            rate_hz: f64::from(rate_hz),
            origins: VecDeque::new(),
            lags: VecDeque::new(),
            last: None,
        }
    }

    /// Judges the step from the block before to this one.
    pub fn judge(&self, stamp: &Stamp) -> Step {
        let Some(last) = self.last else { return Step::Even };
        let waited_s = seconds(stamp.callback_ns) - seconds(last.callback_ns);
        if stamp.after_fault {
            match self.missing_s(self.origin(stamp), waited_s) {
                missing if missing >= FAULT_GAP_S => Step::Missing(missing),
                _ => Step::Even,
            }
        } else if self.stalled(&last, stamp) {
            Step::Stall
        } else {
            Step::Even
        }
    }

    /// Seconds missing after a stall, 0 when the backlog came after all. `after` are the blocks
    /// since the stall.
    pub fn missing_after_stall_s<'a>(&self, after: impl Iterator<Item = &'a Stamp>) -> f64 {
        let Some(last) = self.last else { return 0.0 };
        let mut waited_s = 0.0;
        let mut origin = f64::INFINITY;
        for stamp in after {
            waited_s = seconds(stamp.callback_ns) - seconds(last.callback_ns);
            origin = origin.min(self.origin(stamp));
        }
        let missing = self.missing_s(origin, waited_s);
        if missing >= STALL_GAP_S { missing } else { 0.0 }
    }

    /// Takes a block into the memory. `seen_s` is when the writer saw it, by the writer's clock.
    pub fn note(&mut self, stamp: Stamp, seen_s: f64) {
        if self.last.is_none_or(|last| stamp.after_fault || self.stalled(&last, &stamp)) {
            self.origins.clear();
        }
        let callback = seconds(stamp.callback_ns);
        let origin = self.origin(&stamp);
        remember(&mut self.origins, callback, origin);
        remember(&mut self.lags, seen_s, seen_s - callback);
        self.last = Some(stamp);
    }

    /// When the frame after the last known one is captured, by the writer's clock in seconds.
    pub fn end_s(&self) -> Option<f64> {
        let last = self.last?;
        let frames = last.first_frame + u64::from(last.frames);
        Some(least(&self.origins) + frames as f64 / self.rate_hz + least(&self.lags))
    }

    /// When `stamp`'s first frame was captured, by the writer's clock in seconds.
    pub fn captured_s(&self, stamp: &Stamp, seen_s: f64) -> f64 {
        let lag = least(&self.lags).min(seen_s - seconds(stamp.callback_ns));
        seconds(stamp.captured_ns) + lag
    }

    fn stalled(&self, last: &Stamp, stamp: &Stamp) -> bool {
        // A device with very long periods is not stalled between two of them.
        let period_s = f64::from(last.frames) / self.rate_hz;
        seconds(stamp.callback_ns) - seconds(last.callback_ns) >= STALL_S.max(3.0 * period_s)
    }

    fn origin(&self, stamp: &Stamp) -> f64 {
        seconds(stamp.captured_ns) - stamp.first_frame as f64 / self.rate_hz
    }

    /// Never more than the time waited: a sound system whose stamps jump must not add minutes.
    fn missing_s(&self, origin: f64, waited_s: f64) -> f64 {
        (origin - least(&self.origins)).min(waited_s).max(0.0)
    }
}

fn seconds(ns: u64) -> f64 {
    ns as f64 * 1e-9
}

fn remember(memory: &mut VecDeque<(f64, f64)>, at: f64, value: f64) {
    memory.push_back((at, value));
    while memory.front().is_some_and(|(then, _)| at - then > MEMORY_S) {
        memory.pop_front();
    }
}

fn least(memory: &VecDeque<(f64, f64)>) -> f64 {
    memory.iter().map(|(_, value)| *value).fold(f64::INFINITY, f64::min)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: u32 = 1_000;

    fn stamp(block: u64, callback_s: f64, after_fault: bool) -> Stamp {
        Stamp {
            first_frame: block * 100,
            frames: 100,
            after_fault,
            callback_ns: (callback_s * 1e9) as u64,
            captured_ns: ((callback_s - 0.1) * 1e9) as u64,
        }
    }

    fn after(blocks: u64) -> StreamClock {
        let mut clock = StreamClock::new(RATE);
        for block in 0..blocks {
            let at = (block + 1) as f64 * 0.1;
            clock.note(stamp(block, at, false), 5.0 + at + 0.007);
        }
        clock
    }

    #[test]
    fn time_lost_in_an_overrun_is_measured_to_the_millisecond() {
        let Step::Missing(missing) = after(20).judge(&stamp(20, 2.1 + 0.234, true)) else {
            panic!("an overrun went unnoticed")
        };
        assert!((missing - 0.234).abs() < 0.001, "{missing}");
    }

    #[test]
    fn an_error_that_cost_nothing_is_no_gap() {
        assert_eq!(after(20).judge(&stamp(20, 2.1, true)), Step::Even);
    }

    #[test]
    fn a_clock_that_drifts_is_no_gap() {
        let mut clock = StreamClock::new(RATE);
        for block in 0..36_000u64 {
            let at = (block + 1) as f64 * 0.1 * 1.001;
            assert_eq!(clock.judge(&stamp(block, at, false)), Step::Even);
            clock.note(stamp(block, at, false), at);
        }
        let at = 36_001.0 * 0.1 * 1.001;
        let Step::Missing(missing) = clock.judge(&stamp(36_000, at + 0.05, true)) else {
            panic!("the overrun after an hour of drift went unnoticed")
        };
        assert!((missing - 0.05).abs() < 0.002, "drift of an hour must not be charged: {missing}");
    }

    #[test]
    fn a_stall_is_a_gap_unless_the_backlog_arrives() {
        let clock = after(20);
        let late = 2.0 + 1.5;
        assert_eq!(clock.judge(&stamp(20, late, false)), Step::Stall);
        let lost = [stamp(20, late, false), stamp(21, late + 0.1, false)];
        let missing = clock.missing_after_stall_s(lost.iter());
        assert!((missing - 1.4).abs() < 0.001, "{missing}");
        let burst: Vec<_> = (0..15).map(|i| stamp(20 + i, late + i as f64 * 1e-4, false)).collect();
        assert_eq!(clock.missing_after_stall_s(burst.iter()), 0.0);
    }

    #[test]
    fn the_end_of_a_stream_is_known_by_the_writer_s_clock() {
        let end = after(20).end_s().unwrap();
        assert!((end - 7.007).abs() < 0.001, "{end}");
    }
}
