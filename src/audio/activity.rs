//! Where in a recording somebody speaks.
//!
//! Two witnesses are heard on a 10 ms grid: the Silero network, which knows speech from noise but
//! blurs edges, and the level above the noise floor in mel bands, which has sharp edges but takes
//! any sound for speech. Their mean decides, with hysteresis. Rumble is taken away before Silero
//! hears it, quiet speech is made louder, and the level is measured by that of loud speech nearby.

use super::listen::Listener;
use crate::span::Span;

/// Frames a second of the grid.
pub const FRAMES_PER_S: f64 = 100.0;

/// Level above the floor at which the level alone is sure of speech: this share of that of loud
/// speech, in dB at least and at most. What stands out of a loud noise does so by little.
const SURE_SHARE: f32 = 0.5;
const SURE_SNR_DB: (f32, f32) = (1.5, 7.0);
/// Share of Silero in the mean, and what is added to it as loud speech falls from this level above
/// the floor, in dB, to none: the level tells less in noise.
const SILERO_SHARE: f32 = 0.5;
const SILERO_SHARE_IN_NOISE: f32 = 0.2;
const CLEAR_SNR_DB: f32 = 10.0;
/// Silero answers late by about this much.
pub(super) const SILERO_DELAY_S: f64 = 0.030;

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
    let mut listener = Listener::default();
    listener.push(samples);
    listener.finish()
}

/// Likelihood of speech from Silero's probability and the level above the noise floor, of which
/// loud speech nearby has `loud_snr_db`; both in dB.
pub(super) fn fuse(silero: f32, snr_db: f32, loud_snr_db: f32) -> f32 {
    let sure_db = (SURE_SHARE * loud_snr_db).clamp(SURE_SNR_DB.0, SURE_SNR_DB.1);
    let noise = (1.0 - loud_snr_db / CLEAR_SNR_DB).max(0.0);
    let share = SILERO_SHARE + SILERO_SHARE_IN_NOISE * noise;
    share * silero + (1.0 - share) * (snr_db / sure_db).min(1.0)
}

/// Whether a recording holds speech at all, from Silero's probability of each frame.
pub(super) fn holds_speech(silero: &[f32]) -> bool {
    let certain = silero.iter().filter(|p| **p >= SILERO_CERTAIN).count();
    certain >= frames(SILERO_CERTAIN_S)
}

/// Stretches of speech in frames, first and one past the last, from the likelihood and Silero's
/// probability of each frame.
pub(super) fn speech_frames(score: &[f32], silero: &[f32]) -> Vec<(usize, usize)> {
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
    let runs = join(runs, frames(BRIDGE_S));
    let runs: Vec<_> = runs.into_iter().filter(|(a, b)| b - a >= frames(CLICK_S)).collect();
    join(runs, frames(JOIN_S))
        .into_iter()
        .filter(|(a, b)| {
            silero[*a..*b].iter().filter(|p| **p >= SILERO_SURE).count() >= frames(SILERO_SURE_S)
        })
        .collect()
}

fn frames(seconds: f64) -> usize {
    (seconds * FRAMES_PER_S).round() as usize
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
    fn the_level_is_measured_by_how_far_loud_speech_stands_out() {
        // The same 3 dB above the floor: little in a quiet room, much in a loud one.
        assert!(fuse(0.5, 3.0, 20.0) < ON && fuse(0.5, 3.0, 6.0) > ON);
        // Where nothing stands out, Silero has the greater say.
        assert!(fuse(0.9, 0.0, 0.5) > fuse(0.9, 0.0, 20.0) + 0.1);
    }

    #[test]
    fn short_gaps_are_bridged_and_clicks_are_dropped() {
        assert_eq!(join(vec![(0, 10), (14, 20), (60, 70)], 6), vec![(0, 20), (60, 70)]);
        let mut score = vec![0.0; 200];
        score[10..13].fill(1.0);
        score[50..90].fill(1.0);
        assert_eq!(speech_frames(&score, &score), vec![(50, 90)]);
    }
}
