//! Loudness after EBU R 128, and its range after EBU Tech 3342.

use ebur128::{EbuR128, Mode};

use crate::audio::SAMPLE_RATE_HZ;

/// Sound that a loudness range needs, in seconds: EBU Tech 3342 looks through windows of 3 s, and
/// fewer than three of them that do not overlap have no distribution. Our choice.
const RANGE_FROM_S: f64 = 10.0;

/// Follows the loudness of a stream of 16 kHz mono.
pub(super) struct LoudnessMeter {
    meter: Option<EbuR128>,
    samples: usize,
}

impl Default for LoudnessMeter {
    fn default() -> Self {
        let mode = Mode::I | Mode::LRA;
        LoudnessMeter { meter: EbuR128::new(1, SAMPLE_RATE_HZ as u32, mode).ok(), samples: 0 }
    }
}

impl LoudnessMeter {
    /// Takes further sound.
    pub(super) fn push(&mut self, samples: &[f32]) {
        self.samples += samples.len();
        if let Some(meter) = &mut self.meter {
            // It refuses only a number of channels that it was not made for.
            let _ = meter.add_frames_f32(samples);
        }
    }

    /// Integrated loudness in LUFS; `None` where less than 0.4 s is above the gate.
    pub(super) fn integrated_lufs(&self) -> Option<f64> {
        self.meter.as_ref()?.loudness_global().ok().filter(|loudness| loudness.is_finite())
    }

    /// Loudness range in LU, which are dB; `None` under [`RANGE_FROM_S`] and for silence.
    pub(super) fn range_db(&self) -> Option<f64> {
        self.integrated_lufs()?;
        let enough = self.samples as f64 >= RANGE_FROM_S * SAMPLE_RATE_HZ as f64;
        self.meter.as_ref().filter(|_| enough)?.loudness_range().ok().filter(|db| db.is_finite())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tone(seconds: usize, size: f32) -> Vec<f32> {
        let step = std::f32::consts::TAU * 1000.0 / SAMPLE_RATE_HZ as f32;
        (0..seconds * SAMPLE_RATE_HZ).map(|i| size * (step * i as f32).sin()).collect()
    }

    #[test]
    fn a_tone_of_1_khz_has_the_loudness_that_ebu_tech_3341_asks_for() {
        let mut meter = LoudnessMeter::default();
        // −23 dBFS (peak) on one channel of a stereo pair is −26 LUFS; 1 kHz passes the filter.
        meter.push(&tone(20, 10f32.powf(-23.0 / 20.0)));
        let lufs = meter.integrated_lufs().unwrap();
        assert!((lufs + 26.0).abs() < 0.2, "{lufs}");
        assert!(meter.range_db().unwrap() < 0.1);
    }

    #[test]
    fn two_levels_10_db_apart_have_a_range_of_10_db() {
        let mut meter = LoudnessMeter::default();
        // Tech 3342, first minimum requirement: 20 s at −20 and 20 s at −30 dBFS.
        meter.push(&tone(20, 0.1));
        meter.push(&tone(20, 0.1 * 10f32.powf(-0.5)));
        let range = meter.range_db().unwrap();
        assert!((range - 10.0).abs() < 1.0, "{range}");
    }

    #[test]
    fn silence_and_nothing_have_no_loudness() {
        let mut meter = LoudnessMeter::default();
        assert_eq!((meter.integrated_lufs(), meter.range_db()), (None, None));
        meter.push(&vec![0.0; 20 * SAMPLE_RATE_HZ]);
        assert_eq!((meter.integrated_lufs(), meter.range_db()), (None, None));
        let mut short = LoudnessMeter::default();
        short.push(&tone(5, 0.1));
        assert!(short.integrated_lufs().is_some() && short.range_db().is_none());
    }
}
