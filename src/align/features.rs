//! Mel-frequency cepstra with their first and second differences, made as for the acoustic model
//! (`feat.params` of CMU's en-us model; Davis & Mermelstein 1980).

use std::f32::consts::PI;

use realfft::RealFftPlanner;

use crate::audio::SAMPLE_RATE_HZ;

/// Values of one kind a frame: the cepstrum, its difference, the difference of that.
pub const CEPSTRUM: usize = 13;

const HOP: usize = SAMPLE_RATE_HZ / super::FRAMES_PER_S as usize;
const WINDOW: usize = 410;
const FFT: usize = 512;
const PRE_EMPHASIS: f32 = 0.97;
const FILTERS: usize = 25;
const LOW_HZ: f32 = 130.0;
const HIGH_HZ: f32 = 6800.0;
const LIFTER: f32 = 22.0;

/// Energy of a mel band that noise of one step of 16 bits has: digital silence, which the model
/// never heard, then sounds like a quiet room.
const QUIET: f32 = 1.0;

/// A frame of sound: [cepstrum, first difference, second difference].
pub type Frame = [[f32; CEPSTRUM]; 3];

/// The frames of `samples` (16 kHz mono), one each 10 ms, the mean of all taken off.
pub fn features(samples: &[f32]) -> Vec<Frame> {
    let mut cepstra = cepstra(samples);
    let mut mean = [0.0f32; CEPSTRUM];
    for cepstrum in &cepstra {
        mean.iter_mut().zip(cepstrum).for_each(|(m, c)| *m += c / cepstra.len() as f32);
    }
    for cepstrum in &mut cepstra {
        cepstrum.iter_mut().zip(&mean).for_each(|(c, m)| *c -= m);
    }
    let last = cepstra.len() as isize - 1;
    let at = |t: isize| &cepstra[t.clamp(0, last) as usize];
    (0..cepstra.len() as isize)
        .map(|t| {
            let slope = |t: isize| -> [f32; CEPSTRUM] {
                std::array::from_fn(|i| at(t + 2)[i] - at(t - 2)[i])
            };
            let (next, before) = (slope(t + 1), slope(t - 1));
            [*at(t), slope(t), std::array::from_fn(|i| next[i] - before[i])]
        })
        .collect()
}

fn cepstra(samples: &[f32]) -> Vec<[f32; CEPSTRUM]> {
    let fft = RealFftPlanner::<f32>::new().plan_fft_forward(FFT);
    let (mut input, mut spectrum) = (fft.make_input_vec(), fft.make_output_vec());
    let window: Vec<f32> = (0..WINDOW)
        .map(|i| 0.54 - 0.46 * (2.0 * PI * i as f32 / (WINDOW - 1) as f32).cos())
        .collect();
    let filters = mel_filters();
    let cosines = cosines();
    (0..samples.len() / HOP)
        .map(|frame| {
            // A window is centred on the middle of its 10 ms.
            let first = (frame * HOP + HOP / 2) as isize - (WINDOW / 2) as isize;
            let sample = |i: isize| {
                let at = usize::try_from(first + i).ok();
                at.and_then(|at| samples.get(at)).copied().unwrap_or(0.0) * 32_768.0
            };
            input.fill(0.0);
            for (i, value) in input[..WINDOW].iter_mut().enumerate() {
                let i_ = i as isize;
                *value = (sample(i_) - PRE_EMPHASIS * sample(i_ - 1)) * window[i];
            }
            fft.process(&mut input, &mut spectrum).expect("buffers come from the planner");
            let mut energies = [0.0f32; FILTERS];
            for (energy, (first, weights)) in energies.iter_mut().zip(&filters) {
                let bins = spectrum[*first..].iter().zip(weights);
                let sum: f32 = bins.map(|(bin, weight)| bin.norm_sqr() * weight).sum();
                *energy = (sum + QUIET).ln();
            }
            std::array::from_fn(|i| energies.iter().zip(&cosines[i]).map(|(e, c)| e * c).sum())
        })
        .collect()
}

/// Rows of the orthonormal DCT-II, with the lifter.
fn cosines() -> [[f32; FILTERS]; CEPSTRUM] {
    std::array::from_fn(|i| {
        let norm = if i == 0 { 1.0 } else { 2.0f32 } / FILTERS as f32;
        let lifter = 1.0 + LIFTER / 2.0 * (PI * i as f32 / LIFTER).sin();
        std::array::from_fn(|j| {
            (PI * i as f32 * (j as f32 + 0.5) / FILTERS as f32).cos() * norm.sqrt() * lifter
        })
    })
}

/// Triangular filters of unit area on the mel scale, edges on bins: first bin and weights of each.
fn mel_filters() -> Vec<(usize, Vec<f32>)> {
    let mel = |hz: f32| 2595.0 * (1.0 + hz / 700.0).log10();
    let hz = |mel: f32| 700.0 * (10f32.powf(mel / 2595.0) - 1.0);
    let (low, high) = (mel(LOW_HZ), mel(HIGH_HZ));
    let bin_hz = SAMPLE_RATE_HZ as f32 / FFT as f32;
    let edge = |i: usize| {
        (hz(low + (high - low) * i as f32 / (FILTERS + 1) as f32) / bin_hz).round() * bin_hz
    };
    (0..FILTERS)
        .map(|filter| {
            let (left, centre, right) = (edge(filter), edge(filter + 1), edge(filter + 2));
            let height = 2.0 / (right - left);
            let first = (left / bin_hz) as usize;
            let weights = (first..=(right / bin_hz) as usize)
                .map(|bin| {
                    let at = bin as f32 * bin_hz;
                    let rise = (at - left) / (centre - left);
                    let fall = (right - at) / (right - centre);
                    rise.min(fall).max(0.0) * height
                })
                .collect();
            (first, weights)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_each_ten_milliseconds_of_finite_values_with_mean_zero() {
        let samples: Vec<f32> = (0..16_000).map(|i| (i as f32 * 0.1).sin() * 0.1).collect();
        let frames = features(&samples);
        assert_eq!(frames.len(), 100);
        assert!(frames.iter().flatten().flatten().all(|value| value.is_finite()));
        let mean: f32 = frames.iter().map(|frame| frame[0][3]).sum::<f32>() / 100.0;
        assert!(mean.abs() < 1e-3, "{mean}");
        assert!(features(&[]).is_empty());
        assert!(features(&[0.0; 1600]).iter().flatten().flatten().all(|value| *value == 0.0));
    }
}
