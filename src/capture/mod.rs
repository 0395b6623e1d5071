//! From the microphone to a growing WAV file, without losing a sample and without hiding a loss.
//!
//! 1. [`device`] lists the inputs and opens one ([`device::Input`]) at its own rate.
//! 2. [`stream`] starts it; [`callback::deliver`] runs on the audio thread, turns each block into
//!    16-bit mono and pushes it into a ring. It never allocates, locks, logs or calls the system.
//! 3. [`writer`] drains the ring every 20 ms on a thread of its own. It owns the WAV file
//!    ([`wav`]), publishes levels ([`meter`]), hands blocks to whoever listens, and supervises the
//!    device: a device that is lost is opened again, and the time that is missing becomes silence
//!    in the file and a gap in the books ([`clock`]).
//!
//! Knowledge of cpal ends at this module.

#[cfg(target_os = "linux")]
mod alsa;
pub mod callback;
pub mod clock;
pub mod device;
mod error;
pub mod faults;
pub mod format;
pub mod meter;
pub mod mixdown;
pub mod stream;
pub mod wav;
pub mod writer;

pub use device::{Input, InputInfo, list, open};
pub use error::CaptureError;
pub use meter::Meter;
pub use writer::{Block, Captured, End, Event, Pause, Recording, Settings, record};
