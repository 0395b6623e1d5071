//! How loud it is, for the screen and for the books.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

/// Full-scale samples in a row that count as clipped. A single one may be an honest peak; a flat
/// top of three is the usual sign of a cut-off wave (the default of clip detection in Audacity).
pub const CLIP_RUN: u32 = 3;

/// A sample of at least this magnitude is at full scale.
const FULL_SCALE: u16 = 32_767;

/// The level of the last moments, read by the screen while the writer writes it. dBFS; silence is
/// minus infinity.
#[derive(Debug)]
pub struct Meter {
    peak_dbfs: AtomicU32,
    rms_dbfs: AtomicU32,
    clipped_frames: AtomicU64,
    frames: AtomicU64,
}

impl Default for Meter {
    fn default() -> Self {
        let silence = f32::NEG_INFINITY.to_bits();
        Self {
            peak_dbfs: AtomicU32::new(silence),
            rms_dbfs: AtomicU32::new(silence),
            clipped_frames: AtomicU64::new(0),
            frames: AtomicU64::new(0),
        }
    }
}

impl Meter {
    /// Peak of the last moment, in dBFS.
    pub fn peak_dbfs(&self) -> f32 {
        f32::from_bits(self.peak_dbfs.load(Ordering::Relaxed))
    }

    /// Root mean square of the last moment, in dBFS: a full-scale square wave has 0.
    pub fn rms_dbfs(&self) -> f32 {
        f32::from_bits(self.rms_dbfs.load(Ordering::Relaxed))
    }

    /// Samples clipped since the start.
    pub fn clipped_frames(&self) -> u64 {
        self.clipped_frames.load(Ordering::Relaxed)
    }

    /// Frames in the file, silence of gaps included.
    pub fn frames(&self) -> u64 {
        self.frames.load(Ordering::Relaxed)
    }

    pub(crate) fn publish(&self, levels: &Levels, recent: &[i16], frames: u64) {
        if !recent.is_empty() {
            let peak = recent.iter().map(|sample| sample.unsigned_abs()).max().unwrap_or(0);
            let power: f64 = recent.iter().map(|sample| f64::from(*sample).powi(2)).sum();
            let rms = (power / recent.len() as f64).sqrt();
            self.peak_dbfs.store(dbfs(f64::from(peak)).to_bits(), Ordering::Relaxed);
            self.rms_dbfs.store(dbfs(rms).to_bits(), Ordering::Relaxed);
        }
        self.clipped_frames.store(levels.clipped_frames, Ordering::Relaxed);
        self.frames.store(frames, Ordering::Relaxed);
    }
}

/// A 16-bit magnitude in dBFS.
fn dbfs(magnitude: f64) -> f32 {
    (20.0 * (magnitude / 32_768.0).log10()) as f32
}

/// Levels over a whole recording.
#[derive(Debug, Clone, Default)]
pub struct Levels {
    peak: u16,
    run: u32,
    clipped_frames: u64,
    zeros: u64,
}

impl Levels {
    /// Takes further samples of the recording.
    pub fn take(&mut self, samples: &[i16]) {
        for sample in samples {
            let magnitude = sample.unsigned_abs();
            self.peak = self.peak.max(magnitude);
            self.zeros = if magnitude == 0 { self.zeros + 1 } else { 0 };
            if magnitude < FULL_SCALE {
                self.run = 0;
                continue;
            }
            self.run += 1;
            match self.run {
                CLIP_RUN => self.clipped_frames += u64::from(CLIP_RUN),
                more if more > CLIP_RUN => self.clipped_frames += 1,
                _ => {}
            }
        }
    }

    /// Highest peak in dBFS, `None` when every sample was zero.
    pub fn peak_dbfs(&self) -> Option<f64> {
        (self.peak > 0).then(|| f64::from(dbfs(f64::from(self.peak))))
    }

    /// Samples in runs of at least [`CLIP_RUN`] at full scale.
    pub fn clipped_frames(&self) -> u64 {
        self.clipped_frames
    }

    /// Zeros at the end of what was taken, in frames.
    pub fn trailing_zeros(&self) -> u64 {
        self.zeros
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_single_full_scale_sample_is_not_clipped_a_flat_top_is() {
        let mut levels = Levels::default();
        levels.take(&[0, i16::MAX, 0, i16::MIN, i16::MAX]);
        assert_eq!(levels.clipped_frames(), 0);
        levels.take(&[i16::MAX, i16::MAX, 5]);
        assert_eq!(levels.clipped_frames(), 4, "the run goes on across blocks");
    }

    #[test]
    fn half_of_full_scale_is_minus_six_decibels_and_silence_has_no_peak() {
        let mut levels = Levels::default();
        levels.take(&[0; 10]);
        assert_eq!(levels.peak_dbfs(), None);
        assert_eq!(levels.trailing_zeros(), 10);
        levels.take(&[-16_384]);
        assert!((levels.peak_dbfs().unwrap() + 6.02).abs() < 0.01);
    }
}
