//! From the microphone to a growing WAV file, without losing a sample and without hiding a loss.
//!
//! 1. [`device`] lists the inputs and opens one ([`device::Input`]) at its own rate.
//! 2. [`stream`] starts it; [`callback::deliver`] runs on the audio thread, turns each block into
//!    16-bit mono and pushes it into a ring. It never allocates, locks, logs or calls the system.
//! 3. `writer` runs every 20 ms on a thread of its own: `feed` drains the ring and supervises the
//!    device (one that is lost is opened again), with [`clock`] to tell how much time is missing;
//!    `track` owns the WAV file ([`wav`]), puts silence and a gap where time is missing, publishes
//!    levels ([`meter`]) and hands blocks to whoever listens.
//! 4. [`record`] starts all that; `event` is what it tells.
//!
//! Knowledge of cpal ends at this module.

#[cfg(target_os = "linux")]
mod alsa;
pub mod callback;
pub mod clock;
pub mod device;
mod error;
mod event;
pub mod faults;
mod feed;
pub mod format;
pub mod meter;
pub mod mixdown;
mod recording;
pub mod stream;
mod track;
pub mod wav;
mod writer;

pub use device::{Input, InputInfo, list, open};
pub use error::CaptureError;
pub use event::{Block, Captured, Cause, End, Event, Pause};
pub use meter::Meter;
pub use recording::{Recording, Settings, record};
