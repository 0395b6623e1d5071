//! Sound as the rest of the program hears it: mono, 16 kHz, 32-bit float in −1 to 1.

pub mod activity;
pub mod bands;
pub mod decode;
pub mod excerpt;
mod guard;
pub mod highpass;
mod kind;
pub mod level;
pub mod leveller;
pub mod listen;
pub mod opus;
pub mod resample;
pub mod silero;

/// Sampling rate of everything behind the decoder, in Hz. Whisper and Silero both want it.
pub const SAMPLE_RATE_HZ: usize = 16_000;

/// Index of the sample at `at_s` seconds, not past `len`.
pub fn sample_at(at_s: f64, len: usize) -> usize {
    ((at_s.max(0.0) * SAMPLE_RATE_HZ as f64).round() as usize).min(len)
}
