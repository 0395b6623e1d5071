//! Where in a recording somebody speaks.
//!
//! Two witnesses are heard on a 10 ms grid: the Silero network, which knows speech from noise but
//! blurs edges, and the level above the noise floor in mel bands, which has sharp edges but takes
//! any sound for speech. Their mean decides, with hysteresis.

use std::f32::consts::PI;

use realfft::RealFftPlanner;

use super::{SAMPLE_RATE_HZ, silero};
use crate::span::Span;

/// Frames a second of the grid.
pub const FRAMES_PER_S: f64 = 100.0;
const HOP: usize = SAMPLE_RATE_HZ / FRAMES_PER_S as usize;
const FFT: usize = 512;
const BANDS: usize = 24;

/// Levels of the mel bands, in dB re full scale.
pub type Bands = [f32; BANDS];

const BAND_LOW_HZ: f32 = 150.0;
const BAND_HIGH_HZ: f32 = 7000.0;

/// The noise floor of a band is this percentile of its level …
const FLOOR_PERCENTILE: f32 = 0.10;
/// … within this many seconds on either side …
const FLOOR_REACH_S: f64 = 10.0;
/// … and never below this level in dB re full scale: under it nothing is worth hearing.
const FLOOR_MIN_DB: f32 = -60.0;
/// Level above the floor that still is floor, in dB.
const FLOOR_MARGIN_DB: f32 = 3.0;
/// Most a single band may speak for the whole, in dB above the floor.
const BAND_CLIP_DB: f32 = 30.0;
/// Mean level above the floor at which the level alone is sure of speech, in dB.
const SURE_SNR_DB: f32 = 7.0;
/// Silero answers late by about this much.
const SILERO_DELAY_S: f64 = 0.030;

/// Speech begins where the mean of both witnesses reaches this …
const ON: f32 = 0.6;
/// … and ends where it falls under this.
const OFF: f32 = 0.5;
/// Gaps shorter than this are closures of plosives: bridged before short speech is dropped.
const BRIDGE_S: f64 = 0.06;
/// Speech shorter than this is a click.
const CLICK_S: f64 = 0.06;
/// Gaps shorter than this are bridged in the end: no listener hears them as a pause.
const JOIN_S: f64 = 0.15;
/// A stretch counts only where Silero was at least this sure …
const SILERO_SURE: f32 = 0.5;
/// … for this long, or every loud noise would be speech.
const SILERO_SURE_S: f64 = 0.06;
/// A recording holds speech only where Silero was quite sure …
const SILERO_CERTAIN: f32 = 0.7;
/// … for this long altogether: in room noise it is so for an instant at most.
const SILERO_CERTAIN_S: f64 = 0.25;

/// What is known about speech and silence of a recording.
#[derive(Debug, Clone, PartialEq)]
pub struct Activity {
    /// Stretches of speech, in order, at least 0.15 s apart.
    pub speech: Vec<Span>,
    /// Likelihood of speech on the 10 ms grid, 0 to 1: the mean of both witnesses.
    pub score: Vec<f32>,
    /// Mean level of the mel bands on the 10 ms grid, in dB re full scale.
    pub level_db: Vec<f32>,
}

impl Activity {
    /// Seconds of speech within `span`.
    pub fn speech_within_s(&self, span: &Span) -> f64 {
        self.speech.iter().map(|s| s.overlap_s(span)).sum()
    }

    /// Silences between stretches of speech; none before the first or after the last.
    pub fn gaps(&self) -> Vec<Span> {
        self.speech.windows(2).map(|w| Span::new(w[0].end_s, w[1].start_s)).collect()
    }
}

/// Finds speech in `samples` (16 kHz mono).
pub fn detect(samples: &[f32]) -> Activity {
    let bands = band_levels(samples);
    let silero = silero::probabilities(samples);
    let snr = level_over_floor(&bands);
    let frames = bands.len();
    let silero_at = |frame: usize| {
        let at_s = frame as f64 / FRAMES_PER_S + SILERO_DELAY_S;
        let index = (at_s / silero::CHUNK_S) as usize;
        silero.get(index.min(silero.len().saturating_sub(1))).copied().unwrap_or(0.0)
    };
    let silero: Vec<f32> = (0..frames).map(silero_at).collect();
    let score: Vec<f32> = silero
        .iter()
        .zip(&snr)
        .map(|(p, snr)| 0.5 * p + 0.5 * (snr / SURE_SNR_DB).min(1.0))
        .collect();
    let level_db = bands.iter().map(|b| b.iter().sum::<f32>() / BANDS as f32).collect::<Vec<f32>>();
    let duration_s = samples.len() as f64 / SAMPLE_RATE_HZ as f64;
    let speech = speech_spans(&score, &silero, duration_s);
    Activity { speech, score, level_db }
}

fn speech_spans(score: &[f32], silero: &[f32], duration_s: f64) -> Vec<Span> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let mut start = None;
    for (frame, value) in score.iter().enumerate() {
        match start {
            None if *value >= ON => start = Some(frame),
            Some(from) if *value < OFF => {
                runs.push((from, frame));
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        runs.push((from, score.len()));
    }
    let frames = |s: f64| (s * FRAMES_PER_S).round() as usize;
    let certain = silero.iter().filter(|p| **p >= SILERO_CERTAIN).count();
    if certain < frames(SILERO_CERTAIN_S) {
        return Vec::new();
    }
    let runs = join(runs, frames(BRIDGE_S));
    let runs: Vec<_> = runs.into_iter().filter(|(a, b)| b - a >= frames(CLICK_S)).collect();
    join(runs, frames(JOIN_S))
        .into_iter()
        .filter(|(a, b)| {
            silero[*a..*b].iter().filter(|p| **p >= SILERO_SURE).count() >= frames(SILERO_SURE_S)
        })
        .map(|(a, b)| Span::new(a as f64 / FRAMES_PER_S, (b as f64 / FRAMES_PER_S).min(duration_s)))
        .collect()
}

fn join(runs: Vec<(usize, usize)>, gap: usize) -> Vec<(usize, usize)> {
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for (a, b) in runs {
        match joined.last_mut() {
            Some(last) if a - last.1 < gap => last.1 = b,
            _ => joined.push((a, b)),
        }
    }
    joined
}

/// Level of each mel band on the 10 ms grid in dB re full scale, smoothed over three frames.
pub fn band_levels(samples: &[f32]) -> Vec<Bands> {
    let frames = samples.len() / HOP;
    let fft = RealFftPlanner::<f32>::new().plan_fft_forward(FFT);
    let window: Vec<f32> =
        (0..FFT).map(|i| 0.5 - 0.5 * (2.0 * PI * i as f32 / FFT as f32).cos()).collect();
    // A full-scale sine then has 0 dB in its band.
    let scale = (4.0 / FFT as f32).powi(2);
    let filters = mel_filters();
    let (mut input, mut spectrum) = (fft.make_input_vec(), fft.make_output_vec());
    let mut raw = Vec::with_capacity(frames);
    for frame in 0..frames {
        // The window is centred on the middle of its 10 ms.
        let first = (frame * HOP + HOP / 2) as isize - (FFT / 2) as isize;
        for (i, value) in input.iter_mut().enumerate() {
            let at = first + i as isize;
            let sample = usize::try_from(at).ok().and_then(|at| samples.get(at)).copied();
            *value = sample.unwrap_or(0.0) * window[i];
        }
        fft.process(&mut input, &mut spectrum).expect("buffers come from the planner");
        let mut levels = [0.0; BANDS];
        for (level, (first_bin, weights)) in levels.iter_mut().zip(&filters) {
            let power: f32 = spectrum[*first_bin..]
                .iter()
                .zip(weights)
                .map(|(bin, weight)| bin.norm_sqr() * weight)
                .sum();
            *level = 10.0 * (power * scale + 1e-12).log10();
        }
        raw.push(levels);
    }
    let mut smooth = raw.clone();
    for frame in 1..raw.len().saturating_sub(1) {
        for band in 0..BANDS {
            smooth[frame][band] =
                (raw[frame - 1][band] + raw[frame][band] + raw[frame + 1][band]) / 3.0;
        }
    }
    smooth
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

/// Mean over the bands of the level above the band's noise floor, in dB, on the 10 ms grid.
fn level_over_floor(bands: &[[f32; BANDS]]) -> Vec<f32> {
    /// Frames between two looks at the floor; it is taken as constant within.
    const STEP: usize = 50;
    let reach = (FLOOR_REACH_S * FRAMES_PER_S) as usize;
    let mut out = Vec::with_capacity(bands.len());
    let mut column = Vec::new();
    for start in (0..bands.len()).step_by(STEP) {
        let end = (start + STEP).min(bands.len());
        let near = &bands[start.saturating_sub(reach)..(end + reach).min(bands.len())];
        let mut floor = [0.0; BANDS];
        for (band, floor) in floor.iter_mut().enumerate() {
            column.clear();
            column.extend(near.iter().map(|levels| levels[band]));
            let rank = (column.len() as f32 * FLOOR_PERCENTILE) as usize;
            let (_, value, _) = column.select_nth_unstable_by(rank, f32::total_cmp);
            *floor = value.max(FLOOR_MIN_DB);
        }
        out.extend(bands[start..end].iter().map(|levels| {
            levels
                .iter()
                .zip(&floor)
                .map(|(level, floor)| (level - floor - FLOOR_MARGIN_DB).clamp(0.0, BAND_CLIP_DB))
                .sum::<f32>()
                / BANDS as f32
        }));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_noise_and_nothing_at_all_hold_no_speech() {
        let mut state = 1u32;
        let noise: Vec<f32> = (0..48_000)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state as f32 / u32::MAX as f32 - 0.5) * 0.02
            })
            .collect();
        for samples in [vec![], vec![0.0; 100], vec![0.0; 48_000], noise] {
            assert_eq!(detect(&samples).speech, vec![]);
        }
    }

    #[test]
    fn short_gaps_are_bridged_and_clicks_are_dropped() {
        assert_eq!(join(vec![(0, 10), (14, 20), (60, 70)], 6), vec![(0, 20), (60, 70)]);
        let mut score = vec![0.0; 200];
        score[10..13].fill(1.0);
        score[50..90].fill(1.0);
        assert_eq!(speech_spans(&score, &score, 2.0), vec![Span::new(0.5, 0.9)]);
    }
}
