//! The real-time half of a recording.

use std::sync::Arc;

use super::faults::{Faults, Phase};
use super::format::ToPcm16;
use super::mixdown::Mixdown;

/// Room in the ring, in seconds of audio: how long the writer may be kept from running (a slow
/// disk, a machine with more work than cores) before a sample is lost.
pub const RING_S: u32 = 20;

/// Room for stamps. At the smallest usual callback (128 frames at 48 kHz) they last longer than
/// the ring does.
const STAMPS: usize = 8_192;

/// Samples converted at a time: a buffer this small lives in the callback's own state.
const PIECE: usize = 512;

/// When a block was captured, by the stream's own clock, and where it stands in the stream.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stamp {
    /// Frames pushed before this block.
    pub first_frame: u64,
    /// Frames in this block.
    pub frames: u32,
    /// An error was reported, or frames were dropped, since the block before.
    pub after_fault: bool,
    /// When the callback ran, in nanoseconds of the stream's clock.
    pub callback_ns: u64,
    /// When the first frame was captured, in nanoseconds of the stream's clock.
    pub captured_ns: u64,
}

/// The audio thread's end of the hand-off.
#[derive(Debug)]
pub struct Tap {
    samples: rtrb::Producer<i16>,
    stamps: rtrb::Producer<Stamp>,
    faults: Arc<Faults>,
    mixdown: Mixdown,
    piece: [i16; PIECE],
    pushed: u64,
}

/// The writer's end of the hand-off.
#[derive(Debug)]
pub struct Drain {
    /// 16-bit mono samples.
    pub samples: rtrb::Consumer<i16>,
    /// One for each block, in order.
    pub stamps: rtrb::Consumer<Stamp>,
    /// Counters and latches.
    pub faults: Arc<Faults>,
}

/// Makes both ends, with room for [`RING_S`] seconds. All memory the callback needs is taken here.
pub fn hand_off(sample_rate_hz: u32, channels: u16) -> (Tap, Drain) {
    let (samples, samples_out) = rtrb::RingBuffer::new((sample_rate_hz * RING_S) as usize);
    let (stamps, stamps_out) = rtrb::RingBuffer::new(STAMPS);
    let faults = Arc::new(Faults::default());
    let tap = Tap {
        samples,
        stamps,
        faults: faults.clone(),
        mixdown: Mixdown::new(channels),
        piece: [0; PIECE],
        pushed: 0,
    };
    (tap, Drain { samples: samples_out, stamps: stamps_out, faults })
}

/// Takes one block of interleaved samples from the device.
///
/// # Real-time contract
///
/// Runs on the audio thread, which must come back before the device's next period. So this
/// function and all it calls
/// - allocate and free nothing (proved by `tests/realtime.rs` with a counting allocator),
/// - take no lock and wait for nobody: the ring is wait-free on both sides,
/// - write no log, print nothing and cannot panic on any input,
/// - make no system call, so no clock is read either: `callback_ns` and `captured_ns` are what
///   the sound system has already measured, and the writer polls instead of being woken (a wake
///   is a futex call).
///
/// A block that does not fit into the ring is counted and dropped as a whole; the next stamp says
/// so. The length of the slice is trusted, not the size that was asked for: plugins change it.
pub fn deliver<T: ToPcm16>(tap: &mut Tap, interleaved: &[T], callback_ns: u64, captured_ns: u64) {
    let last = match tap.faults.phase() {
        Phase::Running => false,
        Phase::Stopping => true,
        Phase::Stopped => return,
    };
    let channels = tap.mixdown.channels();
    let frames = interleaved.len() / channels;
    if tap.samples.slots() < frames {
        tap.faults.drop_frames(frames as u64);
    } else if frames > 0 {
        let after_fault = tap.faults.fault();
        let stamp = Stamp {
            first_frame: tap.pushed,
            frames: frames as u32,
            after_fault,
            callback_ns,
            captured_ns,
        };
        // Before the samples: a writer that sees samples without their stamp would pass the
        // place where silence belongs. Stamps that do not fit leave the fault latched.
        if tap.stamps.push(stamp).is_ok() && after_fault {
            tap.faults.clear_fault();
        }
        let channel = tap.mixdown.choose(interleaved);
        for part in interleaved.chunks(PIECE * channels) {
            let mut length = 0;
            for (out, frame) in tap.piece.iter_mut().zip(part.chunks_exact(channels)) {
                *out = frame[channel].to_pcm16();
                length += 1;
            }
            let pushed = tap.samples.push_entire_slice(&tap.piece[..length]);
            debug_assert!(pushed.is_ok(), "room was checked above");
        }
        tap.pushed += frames as u64;
    }
    if last {
        tap.faults.enter(Phase::Stopped);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_arrives_whole_and_in_order_whatever_its_length() {
        let (mut tap, mut drain) = hand_off(8_000, 1);
        let sent: Vec<i16> = (0..1_733).collect();
        deliver(&mut tap, &sent, 1, 0);
        assert_eq!(drain.samples.read_chunk(1_733).unwrap().into_iter().collect::<Vec<_>>(), sent);
        assert_eq!(drain.stamps.pop().unwrap().frames, 1_733);
    }

    #[test]
    fn a_full_ring_drops_the_block_counts_it_and_marks_the_next_one() {
        let (mut tap, mut drain) = hand_off(100, 1);
        let room = 100 * RING_S as usize;
        deliver(&mut tap, &vec![1i16; room], 1, 0);
        deliver(&mut tap, &[2i16; 10], 2, 0);
        assert_eq!((drain.faults.overruns(), drain.faults.dropped_frames()), (1, 10));
        drain.samples.read_chunk(room).unwrap().commit_all();
        deliver(&mut tap, &[3i16; 10], 3, 0);
        assert!(!drain.stamps.pop().unwrap().after_fault);
        let stamp = drain.stamps.pop().unwrap();
        assert!(stamp.after_fault);
        assert_eq!(stamp.first_frame, room as u64);
    }

    #[test]
    fn the_block_that_sees_the_wish_to_stop_is_the_last() {
        let (mut tap, drain) = hand_off(100, 1);
        drain.faults.enter(Phase::Stopping);
        deliver(&mut tap, &[1i16; 10], 1, 0);
        assert_eq!(drain.faults.phase(), Phase::Stopped);
        deliver(&mut tap, &[2i16; 10], 2, 0);
        assert_eq!(drain.samples.slots(), 10);
    }
}
