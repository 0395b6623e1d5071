//! Pitch of a stream of sound on the 10 ms grid, by YIN.
//!
//! de Cheveigné & Kawahara (2002), *YIN, a fundamental frequency estimator for speech and music*,
//! JASA 111(4): the squared difference of the sound with itself one lag later, divided by its mean
//! over all shorter lags; the first deep dip is the period. The sound is brought down to 4 kHz
//! first, which holds all that the period shows in and takes a sixteenth of the time.

use std::f64::consts::PI;

use crate::audio::SAMPLE_RATE_HZ;
use crate::audio::activity::FRAMES_PER_S;

use crate::audio::highpass::HighPass;

/// Lowest and highest pitch of speaking voices that are looked for, in Hz.
const LOWEST_HZ: f64 = 65.0;
const HIGHEST_HZ: f64 = 500.0;

/// Samples of 16 kHz for one that is looked at.
const DECIMATION: usize = 4;
const RATE_HZ: usize = SAMPLE_RATE_HZ / DECIMATION;
const HOP: usize = RATE_HZ / FRAMES_PER_S as usize;
const SHORTEST: usize = (RATE_HZ as f64 / HIGHEST_HZ) as usize;
const LONGEST: usize = (RATE_HZ as f64 / LOWEST_HZ) as usize + 1;
/// Samples that are compared with those one lag later: two periods of most voices.
const WINDOW: usize = RATE_HZ * 30 / 1000;

/// Taps of the low-pass filter before the rate is brought down, and its cutoff.
const TAPS: usize = 48;
const CUTOFF_HZ: f64 = 1100.0;
/// Below this, mains hum and desk rumble, in Hz.
const RUMBLE_HZ: f64 = 60.0;

/// A dip under this is the period (the paper's threshold is 0.1 to 0.15).
const DIP: f32 = 0.15;
/// Without one, the deepest dip under this still is: voices at the end of a breath are rough.
const ROUGH_DIP: f32 = 0.25;

/// Finds the pitch of a stream of 16 kHz mono.
pub(super) struct PitchTracker {
    taps: [f32; TAPS],
    /// Sound of 16 kHz that the filter still needs.
    input: Vec<f32>,
    /// Sound of 4 kHz that frames still need.
    low: Vec<f32>,
    rumble: HighPass,
    pitch_hz: Vec<Option<f32>>,
}

impl Default for PitchTracker {
    fn default() -> Self {
        // The first frame is centred on time 0, as the 10 ms grid asks: half a frame of silence.
        let before = (WINDOW + LONGEST) / 2 * DECIMATION + TAPS / 2;
        PitchTracker {
            taps: low_pass(),
            input: vec![0.0; before],
            low: Vec::new(),
            rumble: HighPass::new(RUMBLE_HZ, RATE_HZ),
            pitch_hz: Vec::new(),
        }
    }
}

impl PitchTracker {
    /// Takes further sound.
    pub(super) fn push(&mut self, samples: &[f32]) {
        // A long recording in pieces, or all of it would be held at once.
        for piece in samples.chunks(SAMPLE_RATE_HZ) {
            self.input.extend_from_slice(piece);
            self.follow();
        }
    }

    /// Pitch in Hz of each 10 ms, `None` where nothing is voiced.
    pub(super) fn finish(mut self) -> Vec<Option<f32>> {
        let after = (WINDOW + LONGEST) / 2 * DECIMATION + TAPS / 2;
        self.input.extend(std::iter::repeat_n(0.0, after));
        self.follow();
        self.pitch_hz
    }

    fn follow(&mut self) {
        let mut at = 0;
        while at + TAPS <= self.input.len() {
            let there = &self.input[at..at + TAPS];
            self.low.push(self.rumble.next(product(there, &self.taps)));
            at += DECIMATION;
        }
        self.input.drain(..at);
        let mut at = 0;
        while at + WINDOW + LONGEST <= self.low.len() {
            self.pitch_hz.push(yin(&self.low[at..at + WINDOW + LONGEST]));
            at += HOP;
        }
        self.low.drain(..at);
    }
}

/// Sum of the products, in eight sums side by side, which the compiler makes vector code of.
fn product(sound: &[f32], taps: &[f32]) -> f32 {
    let mut sums = [0.0f32; 8];
    for (sound, taps) in sound.as_chunks::<8>().0.iter().zip(taps.as_chunks::<8>().0) {
        for (sum, (x, h)) in sums.iter_mut().zip(sound.iter().zip(taps)) {
            *sum += x * h;
        }
    }
    sums.iter().sum()
}

/// The pitch of one frame in Hz.
fn yin(frame: &[f32]) -> Option<f32> {
    let mut difference = [0.0f32; LONGEST + 1];
    for (at, here) in frame[..WINDOW].iter().enumerate() {
        // All lags of one sample together: the compiler makes vector code of it.
        for (sum, there) in difference[1..].iter_mut().zip(&frame[at + 1..]) {
            *sum += (here - there) * (here - there);
        }
    }
    let mut total = 0.0;
    let mut normalised = [1.0f32; LONGEST + 1];
    for lag in 1..=LONGEST {
        total += difference[lag];
        normalised[lag] = if total > 0.0 { difference[lag] * lag as f32 / total } else { 1.0 };
    }
    let is_dip = |lag: &usize| {
        normalised[*lag] <= normalised[lag - 1]
            && normalised.get(lag + 1).is_none_or(|next| normalised[*lag] < *next)
    };
    let dips = || (SHORTEST..LONGEST).filter(is_dip);
    let first = dips().find(|lag| normalised[*lag] < DIP);
    let deepest = || dips().min_by(|a, b| normalised[*a].total_cmp(&normalised[*b]));
    let lag = first.or_else(|| deepest().filter(|lag| normalised[*lag] < ROUGH_DIP))?;
    Some(RATE_HZ as f32 / (lag as f32 + bottom(&difference[lag - 1..=lag + 1])))
}

/// Where a parabola through three neighbours has its lowest point, −0.5 to 0.5 from the middle.
fn bottom(around: &[f32]) -> f32 {
    let bend = around[0] - 2.0 * around[1] + around[2];
    if bend <= 0.0 { 0.0 } else { (0.5 * (around[0] - around[2]) / bend).clamp(-0.5, 0.5) }
}

/// A windowed-sinc low-pass filter.
fn low_pass() -> [f32; TAPS] {
    let cutoff = CUTOFF_HZ / SAMPLE_RATE_HZ as f64;
    let middle = (TAPS - 1) as f64 / 2.0;
    let tap = |i: usize| {
        let x = i as f64 - middle;
        let sinc = (2.0 * PI * cutoff * x).sin() / (PI * x);
        sinc * (0.5 - 0.5 * (2.0 * PI * (i as f64 + 0.5) / TAPS as f64).cos())
    };
    std::array::from_fn(|i| tap(i) as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A voice-like buzz: harmonics that fall by 6 dB an octave, the pitch from `low` to `high` Hz.
    pub fn buzz(low: f64, high: f64, seconds: f64) -> Vec<f32> {
        let count = (seconds * SAMPLE_RATE_HZ as f64) as usize;
        let mut phase = 0.0;
        (0..count)
            .map(|i| {
                let hz = low * (high / low).powf(i as f64 / count as f64);
                phase += hz / SAMPLE_RATE_HZ as f64;
                let harmonic = |k: i32| (phase * f64::from(k) * 2.0 * PI).sin() / f64::from(k);
                (1..12).map(harmonic).sum::<f64>() as f32 * 0.1
            })
            .collect()
    }

    fn pitches(sound: &[f32]) -> Vec<Option<f32>> {
        let mut tracker = PitchTracker::default();
        tracker.push(sound);
        tracker.finish()
    }

    #[test]
    fn steady_voices_have_their_pitch_within_half_a_per_cent() {
        for hz in [75.0, 98.0, 120.0, 147.3, 210.0, 261.6, 340.0, 440.0] {
            let found = pitches(&buzz(hz, hz, 0.5));
            assert_eq!(found.len(), 51);
            for pitch in &found[6..45] {
                let pitch = f64::from(pitch.unwrap_or_default());
                assert!((pitch / hz - 1.0).abs() < 0.005, "{hz}: {pitch}");
            }
        }
    }

    #[test]
    fn a_glide_is_followed_at_its_time() {
        let found = pitches(&buzz(100.0, 200.0, 1.0));
        for (frame, expected) in [(25, 118.9), (50, 141.4), (75, 168.2)] {
            let pitch = found[frame].unwrap();
            assert!((pitch / expected - 1.0).abs() < 0.02, "{frame}: {pitch}");
        }
    }

    #[test]
    fn a_missing_fundamental_hum_and_level_change_nothing() {
        let step = 2.0 * PI / SAMPLE_RATE_HZ as f64;
        let sound: Vec<f32> = (0..8000)
            .map(|i| {
                let at = i as f64 * step;
                let voice: f64 = (3..9).map(|k| (at * 110.0 * f64::from(k)).sin()).sum();
                (0.001 * voice + 0.0005 * (at * 50.0).sin()) as f32
            })
            .collect();
        for pitch in &pitches(&sound)[6..45] {
            assert!((pitch.unwrap_or_default() / 110.0 - 1.0).abs() < 0.01, "{pitch:?}");
        }
    }

    #[test]
    fn noise_and_silence_are_not_voiced() {
        assert!(pitches(&[0.0; 8000]).iter().all(Option::is_none));
        let mut state = 7u32;
        let noise: Vec<f32> = (0..16_000)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 8) as f32 / (1 << 24) as f32 * 0.2 - 0.1
            })
            .collect();
        let voiced = pitches(&noise).iter().flatten().count();
        assert!(voiced <= 5, "{voiced} of 101 frames");
    }

    #[test]
    fn pieces_give_the_same_as_the_whole() {
        let sound = buzz(90.0, 180.0, 1.3);
        let mut tracker = PitchTracker::default();
        sound.chunks(777).for_each(|piece| tracker.push(piece));
        assert_eq!(tracker.finish(), pitches(&sound));
    }
}
