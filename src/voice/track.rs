//! The pitch of voiced speech, freed from jumps of the tracker.

use crate::audio::activity::FRAMES_PER_S;
use crate::span::Span;

use super::VOICED_MIN_S;

/// Voiced runs shorter than this are clicks and voiced edges of consonants, in frames of 10 ms.
const RUN_MIN: usize = 4;

/// Pitch may move this far within 10 ms, in semitones; farther, the tracker jumped. Speakers reach
/// about 100 semitones a second (Xu & Sun 2002, *Maximum speed of pitch change*, JASA 111).
const STEP_MAX_ST: f64 = 1.5;

/// A run this far from the median of all, in semitones, is one whose octave was mistaken: creak
/// below, noise above. Lively speech stays within an octave of its median.
const FAR_ST: f64 = 12.0;

/// Percentiles of the pitch between which the range lies: the middle nine tenths, for the ends of
/// a distribution are mostly errors of the tracker.
const LOW: f64 = 0.05;
const HIGH: f64 = 0.95;

/// Pitch of the voiced speech of a recording.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Track {
    /// Seconds from the start, and pitch in semitones re 1 Hz, in order.
    points: Vec<(f64, f64)>,
}

impl Track {
    /// The part of `pitch_hz` (one value each 10 ms) that is voiced speech.
    pub(super) fn of_speech(pitch_hz: &[Option<f32>], speech: &[Span]) -> Track {
        let mut runs: Vec<Vec<(f64, f64)>> = Vec::new();
        for span in speech {
            let at = |at_s: f64| ((at_s * FRAMES_PER_S).round() as usize).min(pitch_hz.len());
            let mut run: Vec<(f64, f64)> = Vec::new();
            let from = at(span.start_s);
            for (index, hz) in pitch_hz[from..at(span.end_s)].iter().enumerate() {
                let frame = from + index;
                let semitones = hz.map(|hz| 12.0 * f64::from(hz).log2());
                let goes_on = semitones.zip(run.last()).is_some_and(|(next, (at_s, last))| {
                    let frames = frame as f64 - at_s * FRAMES_PER_S;
                    frames < 1.5 && (next - last).abs() <= STEP_MAX_ST
                });
                if !goes_on && !run.is_empty() {
                    runs.push(std::mem::take(&mut run));
                }
                run.extend(semitones.map(|semitones| (frame as f64 / FRAMES_PER_S, semitones)));
            }
            runs.push(run);
        }
        runs.retain(|run| run.len() >= RUN_MIN);
        let all = sorted(runs.iter().flatten().map(|(_, semitones)| *semitones));
        let Some(median) = percentile(&all, 0.5) else { return Track::default() };
        let near = |run: &&Vec<(f64, f64)>| {
            let own = sorted(run.iter().map(|(_, semitones)| *semitones));
            percentile(&own, 0.5).is_some_and(|own| (own - median).abs() <= FAR_ST)
        };
        Track { points: runs.iter().filter(near).flatten().copied().collect() }
    }

    /// Median pitch in Hz; `None` under [`VOICED_MIN_S`].
    pub(super) fn median_hz(&self) -> Option<f64> {
        let all = self.enough()?;
        percentile(&all, 0.5).map(|semitones| 2f64.powf(semitones / 12.0))
    }

    /// Semitones between the 5th and the 95th percentile; `None` under [`VOICED_MIN_S`].
    pub(super) fn range_semitones(&self) -> Option<f64> {
        range(&self.enough()?)
    }

    /// The same within `span`, however little is voiced there; and the seconds voiced in it.
    pub(super) fn range_within(&self, span: &Span) -> (Option<f64>, f64) {
        let from = self.points.partition_point(|(at_s, _)| *at_s < span.start_s);
        let until = self.points.partition_point(|(at_s, _)| *at_s < span.end_s);
        let inside = sorted(self.points[from..until].iter().map(|(_, semitones)| *semitones));
        (range(&inside), inside.len() as f64 / FRAMES_PER_S)
    }

    fn enough(&self) -> Option<Vec<f64>> {
        (self.points.len() as f64 >= VOICED_MIN_S * FRAMES_PER_S)
            .then(|| sorted(self.points.iter().map(|(_, semitones)| *semitones)))
    }
}

fn range(sorted: &[f64]) -> Option<f64> {
    Some(percentile(sorted, HIGH)? - percentile(sorted, LOW)?)
}

fn sorted(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values
}

/// The value below which `share` of the sorted values lie; `None` without any.
fn percentile(sorted: &[f64], share: f64) -> Option<f64> {
    let at = share * sorted.len().checked_sub(1)? as f64;
    sorted.get(at.round() as usize).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speech(seconds: f64) -> [Span; 1] {
        [Span::new(0.0, seconds)]
    }

    #[test]
    fn median_and_range_are_those_of_the_voiced_frames() {
        // 5 s from 100 to 200 Hz, an octave of which the middle nine tenths count.
        let pitch: Vec<Option<f32>> =
            (0..500).map(|i| Some(100.0 * 2f32.powf(i as f32 / 500.0))).collect();
        let track = Track::of_speech(&pitch, &speech(5.0));
        assert!((track.median_hz().unwrap() - 141.4).abs() < 0.5);
        assert!((track.range_semitones().unwrap() - 10.8).abs() < 0.1);
    }

    #[test]
    fn too_little_voice_has_no_pitch() {
        let track = Track::of_speech(&[Some(120.0); 290], &speech(2.9));
        assert_eq!((track.median_hz(), track.range_semitones()), (None, None));
        assert_eq!(Track::of_speech(&[], &[]).median_hz(), None);
    }

    #[test]
    fn jumps_of_the_tracker_and_sound_outside_speech_are_left_out() {
        let mut pitch = vec![Some(120.0); 400];
        pitch[50] = Some(240.0);
        pitch[100..120].fill(Some(480.0));
        pitch.extend([Some(400.0); 100]);
        let track = Track::of_speech(&pitch, &speech(4.0));
        assert!((track.median_hz().unwrap() - 120.0).abs() < 0.1);
        assert!(track.range_semitones().unwrap() < 0.1);
    }
}
