//! What the audio thread tells the writer besides samples: counters and latches, all atomic.

use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering};

/// How far stopping has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Phase {
    /// Samples are taken.
    Running = 0,
    /// The next block is the last.
    Stopping = 1,
    /// The last block is in the ring.
    Stopped = 2,
}

/// Why a stream cannot go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Fatal {
    /// The device went away.
    Gone = 1,
    /// The sound system went away or took the device back.
    Revoked = 2,
}

/// Shared by the audio thread (which counts and latches) and the writer (which looks). Every
/// method is real-time safe: atomics only.
#[derive(Debug, Default)]
pub struct Faults {
    overruns: AtomicU64,
    dropped_frames: AtomicU64,
    errors: AtomicU64,
    fatal: AtomicU8,
    fault: AtomicBool,
    phase: AtomicU8,
}

impl Faults {
    /// The error callback: runs on the audio thread, up to a million times a second when a sound
    /// server dies, and therefore only counts and latches.
    pub fn latch(&self, kind: cpal::ErrorKind) {
        use cpal::ErrorKind as Kind;
        match kind {
            Kind::RealtimeDenied => return,
            Kind::Xrun => {
                self.overruns.fetch_add(1, Ordering::Relaxed);
            }
            Kind::DeviceNotAvailable => self.fatal.store(Fatal::Gone as u8, Ordering::Release),
            Kind::HostUnavailable | Kind::StreamInvalidated | Kind::PermissionDenied => {
                self.fatal.store(Fatal::Revoked as u8, Ordering::Release);
            }
            _ => {
                self.errors.fetch_add(1, Ordering::Relaxed);
            }
        }
        self.fault.store(true, Ordering::Release);
    }

    /// The ring had no room for `frames` frames.
    pub fn drop_frames(&self, frames: u64) {
        self.dropped_frames.fetch_add(frames, Ordering::Relaxed);
        self.overruns.fetch_add(1, Ordering::Relaxed);
        self.fault.store(true, Ordering::Release);
    }

    /// Whether something went wrong since the last successful block.
    pub fn fault(&self) -> bool {
        self.fault.load(Ordering::Acquire)
    }

    /// The block after the fault carries the news; the latch is free again.
    pub fn clear_fault(&self) {
        self.fault.store(false, Ordering::Release);
    }

    /// Times that samples were lost between device and file.
    pub fn overruns(&self) -> u64 {
        self.overruns.load(Ordering::Relaxed)
    }

    /// Frames that found the ring full.
    pub fn dropped_frames(&self) -> u64 {
        self.dropped_frames.load(Ordering::Relaxed)
    }

    /// Errors of no known kind.
    pub fn errors(&self) -> u64 {
        self.errors.load(Ordering::Relaxed)
    }

    /// Set once the stream is dead.
    pub fn fatal(&self) -> Option<Fatal> {
        match self.fatal.load(Ordering::Acquire) {
            1 => Some(Fatal::Gone),
            2 => Some(Fatal::Revoked),
            _ => None,
        }
    }

    /// How far stopping has come.
    pub fn phase(&self) -> Phase {
        match self.phase.load(Ordering::Acquire) {
            0 => Phase::Running,
            1 => Phase::Stopping,
            _ => Phase::Stopped,
        }
    }

    /// Moves on to `phase`.
    pub fn enter(&self, phase: Phase) {
        self.phase.store(phase as u8, Ordering::Release);
    }
}
