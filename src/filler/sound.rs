//! Filled pauses that the recogniser left out, found in the sound.
//!
//! Looked at are only islands: stretches of speech with silence on both sides and no word inside.
//! One is taken for a filled pause where it has the length of one (Clark & Fox Tree 2002 measured
//! 0.2 to 0.9 s), is voiced nearly throughout, and keeps its pitch and its spectrum, as a held
//! vowel does and words, coughs and laughter do not.

use super::{Filler, Source};
use crate::audio::SAMPLE_RATE_HZ;
use crate::audio::activity::{Activity, FRAMES_PER_S};
use crate::audio::bands::{Levels, levels};
use crate::audio::excerpt::Excerpt;
use crate::language::Language;
use crate::transcript::Word;

/// Shortest and longest filled pause, in seconds.
const LENGTH_S: std::ops::RangeInclusive<f64> = 0.18..=1.0;

/// Share of an island that must be voiced.
const VOICED_SHARE: f64 = 0.7;

/// Normalised autocorrelation from which a frame is voiced, 0 to 1.
const VOICING: f32 = 0.6;

/// Most the pitch may wander within a filled pause, as standard deviation in semitones.
const PITCH_SPREAD_ST: f64 = 1.5;

/// Most the spectrum may change within 50 ms, as mean over the bands in dB.
const CHANGE_DB: f32 = 5.0;

/// Pitch range of speaking voices, in Hz.
const PITCH_HZ: std::ops::Range<usize> = 70..400;

/// Finds filled pauses that have no word in `words`. `islands` is the sound where one may be.
pub fn in_sound(
    islands: &[Excerpt],
    activity: &Activity,
    words: &[Word],
    language: Language,
) -> Vec<Filler> {
    let text = match language {
        Language::English => "uh",
        Language::Korean => "어",
    };
    activity
        .speech
        .iter()
        .filter(|island| LENGTH_S.contains(&island.duration_s()))
        .filter(|island| words.iter().all(|word| word.span.overlap_s(island) <= 0.0))
        .filter(|island| {
            islands.iter().find_map(|excerpt| excerpt.within(island)).is_some_and(is_held_vowel)
        })
        .map(|island| Filler { text: text.into(), span: *island, source: Source::Sound })
        .collect()
}

fn is_held_vowel(sound: &[f32]) -> bool {
    let pitches: Vec<Option<f64>> = pitches(sound);
    let voiced: Vec<f64> = pitches.iter().flatten().copied().collect();
    if pitches.is_empty() || (voiced.len() as f64) < VOICED_SHARE * pitches.len() as f64 {
        return false;
    }
    let mean = voiced.iter().sum::<f64>() / voiced.len() as f64;
    let spread =
        (voiced.iter().map(|p| (p - mean).powi(2)).sum::<f64>() / voiced.len() as f64).sqrt();
    spread <= PITCH_SPREAD_ST && change_db(&levels(sound)) <= CHANGE_DB
}

/// Mean change of the band levels within 50 ms, the first and last 50 ms left out: every sound
/// begins and ends.
fn change_db(bands: &[Levels]) -> f32 {
    const REACH: usize = (0.05 * FRAMES_PER_S) as usize;
    let inner = bands.get(REACH..bands.len().saturating_sub(REACH)).unwrap_or_default();
    let changes: Vec<f32> = inner
        .iter()
        .zip(inner.iter().skip(REACH))
        .map(|(a, b)| a.iter().zip(b).map(|(x, y)| (x - y).abs()).sum::<f32>() / a.len() as f32)
        .collect();
    changes.iter().sum::<f32>() / changes.len().max(1) as f32
}

/// Pitch of each 10 ms in semitones re 1 Hz, `None` where unvoiced: the highest peak of the
/// normalised autocorrelation over two periods of the lowest voice.
fn pitches(sound: &[f32]) -> Vec<Option<f64>> {
    let hop = SAMPLE_RATE_HZ / FRAMES_PER_S as usize;
    let (shortest, longest) = (SAMPLE_RATE_HZ / PITCH_HZ.end, SAMPLE_RATE_HZ / PITCH_HZ.start);
    let window = longest * 2;
    (0..sound.len().saturating_sub(window + longest))
        .step_by(hop)
        .map(|at| {
            let here = &sound[at..at + window];
            let energy = |x: &[f32]| x.iter().map(|v| v * v).sum::<f32>();
            let own = energy(here);
            let (lag, peak) = (shortest..longest)
                .map(|lag| {
                    let there = &sound[at + lag..at + lag + window];
                    let product: f32 = here.iter().zip(there).map(|(a, b)| a * b).sum();
                    (lag, product / (own * energy(there)).sqrt().max(1e-9))
                })
                .max_by(|a, b| a.1.total_cmp(&b.1))?;
            (peak >= VOICING).then(|| 12.0 * (SAMPLE_RATE_HZ as f64 / lag as f64).log2())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    /// A buzz of `hz` that moves `semitones` up within its second.
    fn buzz(hz: f64, semitones: f64) -> Vec<f32> {
        let mut phase = 0.0;
        (0..SAMPLE_RATE_HZ / 2)
            .map(|i| {
                let at = i as f64 / (SAMPLE_RATE_HZ / 2) as f64;
                phase += hz * 2f64.powf(at * semitones / 12.0) / SAMPLE_RATE_HZ as f64;
                (1..20).map(|k| (phase * f64::from(k) * std::f64::consts::TAU).sin()).sum::<f64>()
                    as f32
                    * 0.02
            })
            .collect()
    }

    fn found(island: Vec<f32>, word: Option<Span>) -> usize {
        let mut samples = vec![0.0; SAMPLE_RATE_HZ];
        let length_s = island.len() as f64 / SAMPLE_RATE_HZ as f64;
        samples.extend(island);
        samples.extend(vec![0.0; SAMPLE_RATE_HZ]);
        let speech = vec![Span::new(1.0, 1.0 + length_s)];
        let activity = Activity { speech, score: vec![], level_db: vec![] };
        let words: Vec<Word> = word
            .map(|span| Word {
                text: "word".into(),
                span,
                confidence: 1.0,
                kind: crate::transcript::WordKind::Word,
            })
            .into_iter()
            .collect();
        let whole = Span::new(0.0, samples.len() as f64 / SAMPLE_RATE_HZ as f64);
        let islands = [Excerpt { span: whole, samples }];
        in_sound(&islands, &activity, &words, Language::English).len()
    }

    #[test]
    fn a_held_vowel_without_a_word_is_a_filled_pause() {
        assert_eq!(found(buzz(120.0, 0.0), None), 1);
        assert_eq!(found(buzz(120.0, 0.0), Some(Span::new(1.0, 1.5))), 0);
    }

    #[test]
    fn a_glide_and_a_noise_are_none() {
        assert_eq!(found(buzz(120.0, 9.0), None), 0);
        let mut state = 7u32;
        let noise = (0..8000)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 8) as f32 / (1 << 24) as f32 * 0.2 - 0.1
            })
            .collect();
        assert_eq!(found(noise, None), 0);
    }
}
