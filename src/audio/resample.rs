//! Any sampling rate to 16 kHz, block by block, without delay in the result.

use rubato::audioadapter_buffers::direct::SequentialSlice;
use rubato::{Fft, FixedSync, Indexing, Resampler as _};

use super::SAMPLE_RATE_HZ;

/// Input frames handed to the resampler at a time.
const BLOCK: usize = 1024;

/// Rates at which sound is recorded, in Hz: from below a telephone's to four times the highest of
/// studios.
const RATES_HZ: std::ops::RangeInclusive<u32> = 2_000..=768_000;

/// Why a resampler could not be made or run.
#[derive(Debug, thiserror::Error)]
#[error("cannot resample from {rate_hz} Hz to 16000 Hz: {reason}")]
pub struct ResampleError {
    rate_hz: u32,
    reason: String,
}

/// Turns one channel of any rate into 16 kHz. Feed it blocks of any length.
pub struct Resampler {
    rate_hz: u32,
    /// `None` where the input already has 16 kHz.
    fft: Option<Fft<f32>>,
    pending: Vec<f32>,
    block: Vec<f32>,
    /// Samples the filter delays the sound by, still to be dropped.
    to_trim: usize,
    taken: u64,
    given: u64,
}

impl Resampler {
    /// A resampler from `rate_hz`.
    ///
    /// # Errors
    /// A rate at which nobody records: its filters would take memory in proportion to it.
    pub fn new(rate_hz: u32) -> Result<Self, ResampleError> {
        if !RATES_HZ.contains(&rate_hz) {
            let reason = "no microphone records at that rate: the file is damaged".into();
            return Err(ResampleError { rate_hz, reason });
        }
        let fft = if rate_hz as usize == SAMPLE_RATE_HZ {
            None
        } else {
            let made = Fft::new(rate_hz as usize, SAMPLE_RATE_HZ, BLOCK, 1, FixedSync::Input);
            Some(made.map_err(|e| ResampleError { rate_hz, reason: e.to_string() })?)
        };
        let to_trim = fft.as_ref().map_or(0, |fft| fft.output_delay());
        let block = vec![0.0; fft.as_ref().map_or(0, |fft| fft.output_frames_max())];
        Ok(Self { rate_hz, fft, pending: Vec::new(), block, to_trim, taken: 0, given: 0 })
    }

    /// Resamples `input` and appends what is ready to `out`.
    pub fn push(&mut self, input: &[f32], out: &mut Vec<f32>) -> Result<(), ResampleError> {
        self.taken += input.len() as u64;
        if self.fft.is_none() {
            self.given += input.len() as u64;
            out.extend_from_slice(input);
            return Ok(());
        }
        self.pending.extend_from_slice(input);
        let mut start = 0;
        while self.pending.len() - start >= BLOCK {
            self.process(start, BLOCK, out)?;
            start += BLOCK;
        }
        self.pending.drain(..start);
        Ok(())
    }

    /// Appends what the filter still holds: afterwards `out` has got exactly the length of the
    /// input in time.
    pub fn finish(mut self, out: &mut Vec<f32>) -> Result<(), ResampleError> {
        if self.fft.is_none() {
            return Ok(());
        }
        let wanted = (self.taken * SAMPLE_RATE_HZ as u64).div_ceil(u64::from(self.rate_hz).max(1));
        let rest = self.pending.len();
        self.process(0, rest, out)?;
        while self.given < wanted {
            self.process(rest, 0, out)?;
        }
        let surplus = (self.given - wanted) as usize;
        out.truncate(out.len() - surplus);
        Ok(())
    }

    fn process(
        &mut self,
        start: usize,
        len: usize,
        out: &mut Vec<f32>,
    ) -> Result<(), ResampleError> {
        let rate_hz = self.rate_hz;
        let fail = |reason: String| ResampleError { rate_hz, reason };
        let Some(fft) = self.fft.as_mut() else { return Ok(()) };
        let input = &self.pending[start..start + len];
        let input = SequentialSlice::new(input, 1, len).map_err(|e| fail(e.to_string()))?;
        let frames = self.block.len();
        let mut output = SequentialSlice::new_mut(&mut self.block, 1, frames)
            .map_err(|e| fail(e.to_string()))?;
        let indexing = (len < BLOCK).then(|| Indexing::new().partial_len(len));
        let (_, made) = fft
            .process_into_buffer(&input, &mut output, indexing.as_ref())
            .map_err(|e| fail(e.to_string()))?;
        let trim = self.to_trim.min(made);
        self.to_trim -= trim;
        out.extend_from_slice(&self.block[trim..made]);
        self.given += (made - trim) as u64;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resample(rate_hz: u32, input: &[f32]) -> Vec<f32> {
        let mut resampler = Resampler::new(rate_hz).unwrap();
        let mut out = Vec::new();
        for block in input.chunks(777) {
            resampler.push(block, &mut out).unwrap();
        }
        resampler.finish(&mut out).unwrap();
        out
    }

    fn tone(rate_hz: u32, seconds: f64) -> Vec<f32> {
        let n = (f64::from(rate_hz) * seconds) as usize;
        let step = 440.0 * std::f64::consts::TAU / f64::from(rate_hz);
        (0..n).map(|i| ((i as f64 * step).sin() * 0.5) as f32).collect()
    }

    #[test]
    fn a_tone_keeps_its_length_phase_and_level_at_every_usual_rate() {
        let wanted = tone(16_000, 1.0);
        for rate_hz in [8_000, 11_025, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000] {
            let got = resample(rate_hz, &tone(rate_hz, 1.0));
            assert!(got.len().abs_diff(16_000) <= 1, "{rate_hz} Hz gave {} samples", got.len());
            let error = got[1000..15_000]
                .iter()
                .zip(&wanted[1000..15_000])
                .map(|(a, b)| (a - b).abs())
                .fold(0.0f32, f32::max);
            // One sample of delay at 16 kHz moves a 440 Hz tone of this size by at most 0.087.
            assert!(error < 0.087, "{rate_hz} Hz is off by {error}");
        }
    }

    #[test]
    fn a_clip_shorter_than_one_block_keeps_its_length() {
        assert_eq!(resample(48_000, &tone(48_000, 0.01)).len(), 160);
        assert_eq!(resample(48_000, &[]).len(), 0);
    }
}
