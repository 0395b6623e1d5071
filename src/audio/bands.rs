//! Levels in mel bands on the 10 ms grid, from a stream of sound, and how far they stand above
//! the noise floor.

use std::f32::consts::PI;
use std::sync::Arc;

use realfft::num_complex::Complex;
use realfft::{RealFftPlanner, RealToComplex};

use super::SAMPLE_RATE_HZ;
use super::activity::FRAMES_PER_S;

const HOP: usize = SAMPLE_RATE_HZ / FRAMES_PER_S as usize;
const FFT: usize = 512;
const BANDS: usize = 24;
const BAND_LOW_HZ: f32 = 150.0;
const BAND_HIGH_HZ: f32 = 7000.0;

/// The noise floor of a band is this percentile of its level nearby …
const FLOOR_PERCENTILE: f32 = 0.10;
/// … and never below this level in dB re full scale, for speech of usual loudness: under it nothing
/// is worth hearing.
const FLOOR_MIN_DB: f32 = -60.0;
/// Loud speech is this percentile of the level above the floor.
const LOUD_PERCENTILE: f32 = 0.95;
/// Level above the floor that still is floor, in dB.
const FLOOR_MARGIN_DB: f32 = 3.0;
/// Most a single band may speak for the whole, in dB above the floor.
const BAND_CLIP_DB: f32 = 30.0;

/// Level of each band in dB re full scale.
pub type Levels = [f32; BANDS];

/// Turns a stream of 16 kHz sound into band levels, smoothed over three frames.
pub struct Bands {
    fft: Arc<dyn RealToComplex<f32>>,
    window: Vec<f32>,
    /// First bin and weights of each band.
    filters: Vec<(usize, Vec<f32>)>,
    input: Vec<f32>,
    spectrum: Vec<Complex<f32>>,
    /// Sound that later frames still need; its first sample is number `from` of the stream.
    sound: Vec<f32>,
    from: usize,
    /// Frames measured so far, and the last two of them as measured.
    measured: usize,
    last: Levels,
    before: Levels,
}

impl Default for Bands {
    fn default() -> Self {
        let fft = RealFftPlanner::<f32>::new().plan_fft_forward(FFT);
        Self {
            window: (0..FFT)
                .map(|i| 0.5 - 0.5 * (2.0 * PI * i as f32 / FFT as f32).cos())
                .collect(),
            filters: mel_filters(),
            input: fft.make_input_vec(),
            spectrum: fft.make_output_vec(),
            fft,
            sound: Vec::new(),
            from: 0,
            measured: 0,
            last: [0.0; BANDS],
            before: [0.0; BANDS],
        }
    }
}

impl Bands {
    /// Takes further sound and appends the frames that it completes.
    pub fn push(&mut self, samples: &[f32], out: &mut Vec<Levels>) {
        self.sound.extend_from_slice(samples);
        // A window is centred on the middle of its 10 ms.
        while self.from + self.sound.len() >= self.measured * HOP + HOP / 2 + FFT / 2 {
            self.measure(out);
        }
        let needed = (self.measured * HOP + HOP / 2).saturating_sub(FFT / 2);
        self.sound.drain(..needed.saturating_sub(self.from).min(self.sound.len()));
        self.from = self.from.max(needed);
    }

    /// Appends the frames whose windows reach past the end, with silence there.
    pub fn finish(mut self, out: &mut Vec<Levels>) {
        let frames = (self.from + self.sound.len()) / HOP;
        while self.measured < frames {
            self.measure(out);
        }
        if self.measured > 0 {
            out.push(self.last);
        }
    }

    /// Measures the next frame, which completes the smoothing of the one before.
    fn measure(&mut self, out: &mut Vec<Levels>) {
        // A full-scale sine then has 0 dB in its band.
        let scale = (4.0 / FFT as f32).powi(2);
        let first = (self.measured * HOP + HOP / 2) as isize - (FFT / 2) as isize;
        for (i, value) in self.input.iter_mut().enumerate() {
            let at = first + i as isize - self.from as isize;
            let sample = usize::try_from(at).ok().and_then(|at| self.sound.get(at)).copied();
            *value = sample.unwrap_or(0.0) * self.window[i];
        }
        self.fft
            .process(&mut self.input, &mut self.spectrum)
            .expect("buffers come from the planner");
        let mut levels = [0.0; BANDS];
        for (level, (first_bin, weights)) in levels.iter_mut().zip(&self.filters) {
            let power: f32 = self.spectrum[*first_bin..]
                .iter()
                .zip(weights)
                .map(|(bin, weight)| bin.norm_sqr() * weight)
                .sum();
            *level = 10.0 * (power * scale + 1e-12).log10();
        }
        match self.measured {
            0 => {}
            1 => out.push(self.last),
            _ => out.push(std::array::from_fn(|band| {
                (self.before[band] + self.last[band] + levels[band]) / 3.0
            })),
        }
        self.before = self.last;
        self.last = levels;
        self.measured += 1;
    }
}

/// Band levels of all of `samples` (16 kHz mono).
pub fn levels(samples: &[f32]) -> Vec<Levels> {
    let mut out = Vec::new();
    let mut bands = Bands::default();
    bands.push(samples, &mut out);
    bands.finish(&mut out);
    out
}

/// Triangular filters on the mel scale (HTK's formula): first bin and weights of each band.
fn mel_filters() -> Vec<(usize, Vec<f32>)> {
    let mel = |hz: f32| 2595.0 * (1.0 + hz / 700.0).log10();
    let hz = |mel: f32| 700.0 * (10f32.powf(mel / 2595.0) - 1.0);
    let (low, high) = (mel(BAND_LOW_HZ), mel(BAND_HIGH_HZ));
    let bin_hz = SAMPLE_RATE_HZ as f32 / FFT as f32;
    let edge = |i: usize| hz(low + (high - low) * i as f32 / (BANDS + 1) as f32) / bin_hz;
    (0..BANDS)
        .map(|band| {
            let (left, centre, right) = (edge(band), edge(band + 1), edge(band + 2));
            let first = left.ceil() as usize;
            let weights = (first..=right as usize)
                .map(|bin| {
                    let bin = bin as f32;
                    ((bin - left) / (centre - left)).min((right - bin) / (right - centre)).max(0.0)
                })
                .collect();
            (first, weights)
        })
        .collect()
}

/// Mean of the bands in dB re full scale.
pub fn mean_db(levels: &Levels) -> f32 {
    levels.iter().sum::<f32>() / BANDS as f32
}

/// The noise floor of each band among the frames `near`, in dB re full scale, where speech is
/// `quiet_db` under the usual loudness.
pub fn floor(near: &[Levels], quiet_db: f32) -> Levels {
    let least_db = FLOOR_MIN_DB - quiet_db;
    let mut column = Vec::with_capacity(near.len());
    std::array::from_fn(|band| {
        column.clear();
        column.extend(near.iter().map(|levels| levels[band]));
        if column.is_empty() {
            return least_db;
        }
        let rank = (column.len() as f32 * FLOOR_PERCENTILE) as usize;
        let (_, value, _) = column.select_nth_unstable_by(rank, f32::total_cmp);
        value.max(least_db)
    })
}

/// Level above `floor` that one frame in twenty of those `near` surpasses, in dB: that of loud
/// speech, where somebody speaks. Every fourth frame is looked at, which tells the same.
pub fn loud_over_floor(near: &[Levels], floor: &Levels) -> f32 {
    let mut over: Vec<f32> = near.iter().step_by(4).map(|l| over_floor(l, floor)).collect();
    let rank = (over.len() as f32 * LOUD_PERCENTILE) as usize;
    if over.is_empty() { 0.0 } else { *over.select_nth_unstable_by(rank, f32::total_cmp).1 }
}

/// Mean over the bands of the level above `floor`, in dB.
pub fn over_floor(levels: &Levels, floor: &Levels) -> f32 {
    let above = levels
        .iter()
        .zip(floor)
        .map(|(level, floor)| (level - floor - FLOOR_MARGIN_DB).clamp(0.0, BAND_CLIP_DB));
    above.sum::<f32>() / BANDS as f32
}
