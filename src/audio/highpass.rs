//! A filter that takes rumble away: mains hum, desks, traffic.

use std::f64::consts::{PI, SQRT_2};

/// A Butterworth high-pass filter of the second order (by the bilinear transform).
pub struct HighPass {
    /// Factors of the input, of the last two outputs.
    scale: f32,
    feedback: [f32; 2],
    input: [f32; 2],
    output: [f32; 2],
}

impl HighPass {
    /// A filter for sound of `rate_hz` that lets through what is above `cutoff_hz`.
    pub fn new(cutoff_hz: f64, rate_hz: usize) -> Self {
        let k = (PI * cutoff_hz / rate_hz as f64).tan();
        let scale = 1.0 / (1.0 + SQRT_2 * k + k * k);
        let feedback = [2.0 * (k * k - 1.0) * scale, (1.0 - SQRT_2 * k + k * k) * scale];
        HighPass {
            scale: scale as f32,
            feedback: feedback.map(|factor| factor as f32),
            input: [0.0; 2],
            output: [0.0; 2],
        }
    }

    /// The next sample without rumble.
    pub fn next(&mut self, sample: f32) -> f32 {
        let output = self.scale * (sample - 2.0 * self.input[0] + self.input[1])
            - self.feedback[0] * self.output[0]
            - self.feedback[1] * self.output[1];
        self.input = [sample, self.input[0]];
        self.output = [output, self.output[0]];
        output
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_an_octave_below_is_12_db_down_and_the_voice_stays() {
        for (hz, expected_db, within) in [(40.0, -12.3, 0.5), (80.0, -3.0, 0.2), (400.0, 0.0, 0.1)]
        {
            let mut filter = HighPass::new(80.0, 16_000);
            let wave = |i: usize| (2.0 * PI * hz * i as f64 / 16_000.0).sin() as f32;
            let out: Vec<f32> = (0..32_000).map(|i| filter.next(wave(i))).skip(16_000).collect();
            let power: f32 = out.iter().map(|x| x * x).sum::<f32>() / out.len() as f32;
            let db = 10.0 * (2.0 * f64::from(power)).log10();
            assert!((db - expected_db).abs() < within, "{hz} Hz: {db} dB");
        }
    }
}
