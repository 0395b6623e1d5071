//! Stretches of speech whose pitch hardly moves.
//!
//! Listeners call speech monotone by the spread of its pitch in semitones, which Hincks & Edlund
//! (2009, *Promoting increased pitch variation in oral presentations*, Language Learning &
//! Technology 13(3)) feed back to speakers over windows of the same length.

use crate::span::Span;

use super::track::Track;

/// Length of the window that is looked through, in seconds, and the steps it moves by.
const WINDOW_S: f64 = 10.0;
const STEP_S: f64 = 1.0;

/// Semitones between the 5th and 95th percentile below which a window is monotone: our choice. A
/// normal distribution of this range has a standard deviation of 0.6 semitones, and no recording
/// of docs/measured.md has such a window.
const MONOTONE_ST: f64 = 2.0;

/// Voiced speech that a window needs, in seconds.
const VOICED_S: f64 = 2.0;

/// The monotone stretches within `speech`, each at least [`WINDOW_S`] long.
pub(super) fn stretches(track: &Track, speech: &[Span]) -> Vec<Span> {
    let (Some(first), Some(last)) = (speech.first(), speech.last()) else { return Vec::new() };
    let mut found: Vec<Span> = Vec::new();
    let mut start_s = first.start_s;
    while start_s + WINDOW_S <= last.end_s {
        let window = Span::new(start_s, start_s + WINDOW_S);
        let (range, voiced_s) = track.range_within(&window);
        if voiced_s >= VOICED_S && range.is_some_and(|range| range < MONOTONE_ST) {
            match found.last_mut() {
                Some(before) if window.start_s <= before.end_s => before.end_s = window.end_s,
                _ => found.push(window),
            }
        }
        start_s += STEP_S;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 30 s that swing by `swing(second)` semitones around 120 Hz, three times a second.
    fn found(swing: impl Fn(usize) -> f32) -> Vec<Span> {
        let pitch: Vec<Option<f32>> = (0..3000)
            .map(|i| {
                let wave = (i as f32 / 33.0 * std::f32::consts::TAU).sin() / 2.0;
                Some(120.0 * 2f32.powf(wave * swing(i / 100) / 12.0))
            })
            .collect();
        let speech = [Span::new(0.0, 30.0)];
        stretches(&Track::of_speech(&pitch, &speech), &speech)
    }

    #[test]
    fn a_flat_voice_is_monotone_where_it_is_flat() {
        assert_eq!(found(|_| 0.5), [Span::new(0.0, 30.0)]);
        assert_eq!(found(|_| 6.0), []);
        let half = found(|second| if second < 15 { 6.0 } else { 1.0 });
        assert_eq!(half.len(), 1);
        assert!((half[0].start_s - 15.0).abs() <= 1.0 && half[0].end_s == 30.0, "{half:?}");
    }

    #[test]
    fn nothing_said_is_not_monotone() {
        assert_eq!(stretches(&Track::default(), &[]), []);
        assert_eq!(stretches(&Track::default(), &[Span::new(0.0, 60.0)]), []);
    }
}
