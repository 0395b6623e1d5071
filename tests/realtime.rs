//! Proves that the audio callback allocates nothing. A binary of its own, because the counting
//! allocator is global.
//!
//! System calls need no proof by measurement: the callback reads no clock, wakes nobody and
//! touches only memory it was given, so there is nothing in it that could make one but the
//! allocator, and that is counted here.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use aloud::capture::callback::{Drain, RING_S, Tap, deliver, hand_off};
use aloud::capture::faults::Phase;
use aloud::capture::format::ToPcm16;

thread_local! {
    /// Calls of the allocator on this thread while it is watched; `None` while it is not.
    static CALLS: Cell<Option<u64>> = const { Cell::new(None) };
}

struct Counting;

fn count() {
    let _ = CALLS.try_with(|calls| calls.set(calls.get().map(|calls| calls + 1)));
}

// Unsafe because an allocator is: each call is passed on unchanged to the system's.
#[allow(unsafe_code)]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count();
        unsafe { System.alloc(layout) }
    }
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count();
        unsafe { System.alloc_zeroed(layout) }
    }
    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count();
        unsafe { System.realloc(pointer, layout, size) }
    }
    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        count();
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// How often the allocator was called by `work`.
fn calls_of(work: impl FnOnce()) -> u64 {
    CALLS.set(Some(0));
    work();
    CALLS.replace(None).expect("the count was started")
}

/// A minute of blocks, the ring drained in between as the writer does.
fn a_minute_of<T: ToPcm16>(channels: u16, block: &[T]) -> u64 {
    let (mut tap, mut drain) = hand_off(48_000, channels);
    let blocks = 60 * 48_000 / (block.len() / usize::from(channels));
    (0..blocks as u64)
        .map(|number| {
            let calls = calls_of(|| deliver(&mut tap, block, number + 1, number));
            empty(&mut drain);
            calls
        })
        .sum()
}

fn empty(drain: &mut Drain) {
    while drain.stamps.pop().is_ok() {}
    let waiting = drain.samples.slots();
    drain.samples.read_chunk(waiting).expect("so many are there").commit_all();
}

#[test]
fn the_count_sees_an_allocation() {
    let calls = calls_of(|| drop(std::hint::black_box(vec![0u8; 64])));
    assert_eq!(calls, 2, "one to take, one to give back");
}

#[test]
fn the_callback_never_allocates_in_any_format() {
    assert_eq!(a_minute_of(1, &[7i16; 480]), 0);
    assert_eq!(a_minute_of(2, &[7i16; 9_600]), 0);
    assert_eq!(a_minute_of(2, &[0.25f32; 1_024]), 0);
    assert_eq!(a_minute_of(8, &[0.25f64; 1_024]), 0);
    assert_eq!(a_minute_of(1, &[1u8; 480]), 0);
    assert_eq!(a_minute_of(3, &[1u32; 480]), 0);
}

#[test]
fn a_full_ring_an_error_and_the_stop_allocate_nothing_either() {
    let (mut tap, drain) = hand_off(48_000, 1);
    let block = [1i16; 4_800];
    let fill = |tap: &mut Tap| {
        for number in 0..u64::from(RING_S) * 10 + 50 {
            deliver(tap, &block, number + 1, number);
        }
    };
    let calls = calls_of(|| {
        fill(&mut tap);
        drain.faults.latch(cpal::ErrorKind::Xrun);
        drain.faults.latch(cpal::ErrorKind::BackendError);
        drain.faults.latch(cpal::ErrorKind::DeviceNotAvailable);
        drain.faults.enter(Phase::Stopping);
        deliver(&mut tap, &block, 1, 1);
        deliver(&mut tap, &block, 1, 1);
    });
    assert_eq!(calls, 0);
    assert_eq!(drain.faults.dropped_frames(), 51 * 4_800);
    assert_eq!(drain.faults.phase(), Phase::Stopped);
}
