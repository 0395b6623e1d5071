//! Peak level and clipping.

/// A sample at or above this share of full scale counts as clipped (16-bit full scale less one
/// step, so that converted files count too).
const CLIPPED: f32 = 32_766.0 / 32_768.0;

/// Follows peak and clipping over blocks of samples.
#[derive(Debug, Clone, Copy, Default)]
pub struct LevelMeter {
    peak: f32,
    clipped: u64,
}

impl LevelMeter {
    /// Takes in `samples`, −1 to 1.
    pub fn push(&mut self, samples: &[f32]) {
        for sample in samples {
            let size = sample.abs();
            self.peak = self.peak.max(size);
            self.clipped += u64::from(size >= CLIPPED);
        }
    }

    /// Highest sample in dB below full scale, `None` for digital silence.
    pub fn peak_dbfs(&self) -> Option<f64> {
        (self.peak > 0.0).then(|| 20.0 * f64::from(self.peak).log10())
    }

    /// Number of samples at full scale.
    pub fn clipped_samples(&self) -> u64 {
        self.clipped
    }
}
