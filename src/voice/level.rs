//! Level of the noise between speech, and how far speech stands above it.

use crate::audio::SAMPLE_RATE_HZ;
use crate::span::Span;

use crate::audio::highpass::HighPass;

/// Rumble below this is not heard as noise and would hide the noise that is, in Hz.
const RUMBLE_HZ: f64 = 80.0;

/// Length of a frame in seconds.
const FRAME_S: f64 = 0.05;
const FRAME: usize = (FRAME_S * SAMPLE_RATE_HZ as f64) as usize;

/// Frames this near to speech are left out, in seconds: breath, and the soft ends of words.
const CLEAR_S: f64 = 0.1;

/// Sound without speech that the floor needs, in seconds.
const NOISE_MIN_S: f64 = 0.5;

/// Softer than the rounding of 16-bit samples (about −101 dBFS) is no room but silence that was
/// put in: a gap of the recorder, a cut.
const DIGITAL_SILENCE: f32 = 1e-10;

/// Level of the noise, and the distance of speech from it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Noise {
    /// RMS level in dB re full scale.
    pub(super) floor_dbfs: f64,
    /// RMS level of speech above it, in dB; `None` without speech.
    pub(super) signal_to_noise_db: Option<f64>,
}

/// Mean power of each frame without rumble of a stream of 16 kHz mono.
pub(super) struct Levels {
    rumble: HighPass,
    power: Vec<f32>,
    sum: f32,
    count: usize,
}

impl Default for Levels {
    fn default() -> Self {
        let rumble = HighPass::new(RUMBLE_HZ, SAMPLE_RATE_HZ);
        Levels { rumble, power: Vec::new(), sum: 0.0, count: 0 }
    }
}

impl Levels {
    /// Takes further sound.
    pub(super) fn push(&mut self, samples: &[f32]) {
        for sample in samples {
            let sample = self.rumble.next(*sample);
            self.sum += sample * sample;
            self.count += 1;
            if self.count == FRAME {
                self.power.push(self.sum / FRAME as f32);
                (self.sum, self.count) = (0.0, 0);
            }
        }
    }

    /// The median level of the frames without speech: a door or a cough moves it little.
    pub(super) fn noise(&self, speech: &[Span]) -> Option<Noise> {
        let (mut still, mut spoken) = (Vec::new(), Vec::new());
        let mut next = 0;
        for (index, power) in self.power.iter().enumerate() {
            let frame = Span::new(index as f64 * FRAME_S, (index + 1) as f64 * FRAME_S);
            while speech.get(next).is_some_and(|s| s.end_s + CLEAR_S <= frame.start_s) {
                next += 1;
            }
            match speech.get(next) {
                Some(s) if s.start_s <= frame.start_s && frame.end_s <= s.end_s => {
                    spoken.push(*power);
                }
                Some(s) if s.start_s - CLEAR_S < frame.end_s => {}
                _ if *power > DIGITAL_SILENCE => still.push(*power),
                _ => {}
            }
        }
        if (still.len() as f64) * FRAME_S < NOISE_MIN_S {
            return None;
        }
        still.sort_by(f32::total_cmp);
        let floor_dbfs = 10.0 * f64::from(still[still.len() / 2]).log10();
        let mean = spoken.iter().map(|p| f64::from(*p)).sum::<f64>() / spoken.len().max(1) as f64;
        let signal_to_noise_db = (mean > 0.0).then(|| 10.0 * mean.log10() - floor_dbfs);
        Some(Noise { floor_dbfs, signal_to_noise_db })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A square wave of this size has its size as RMS.
    fn square(seconds: f64, size: f32) -> impl Iterator<Item = f32> {
        let count = (seconds * SAMPLE_RATE_HZ as f64) as usize;
        (0..count).map(move |i| if i / 8 % 2 == 0 { size } else { -size })
    }

    fn noise(parts: &[(f64, f32)], speech: &[Span]) -> Option<Noise> {
        let mut levels = Levels::default();
        for (seconds, size) in parts {
            levels.push(&square(*seconds, *size).collect::<Vec<_>>());
        }
        levels.noise(speech)
    }

    #[test]
    fn the_floor_is_the_level_between_speech() {
        let speech = [Span::new(1.0, 3.0)];
        let found = noise(&[(1.0, 0.001), (2.0, 0.1), (1.0, 0.001)], &speech).unwrap();
        assert!((found.floor_dbfs + 60.0).abs() < 0.1, "{found:?}");
        assert!((found.signal_to_noise_db.unwrap() - 40.0).abs() < 0.1, "{found:?}");
    }

    #[test]
    fn a_room_without_speech_has_a_floor_and_no_distance() {
        let found = noise(&[(2.0, 0.01)], &[]).unwrap();
        assert!((found.floor_dbfs + 40.0).abs() < 0.1 && found.signal_to_noise_db.is_none());
    }

    #[test]
    fn silence_that_was_put_in_is_no_floor() {
        assert_eq!(noise(&[(2.0, 0.0)], &[]), None);
        assert_eq!(noise(&[(2.0, 0.1), (0.3, 0.001)], &[Span::new(0.0, 2.0)]), None);
    }
}
