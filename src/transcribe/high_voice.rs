//! Korean of high voices, played slower to the recogniser.
//!
//! A small Whisper hears Korean of high voices worse than of low ones. Slower, their resonances come down to where
//! those of most of its training are, as in vocal tract length normalisation (Lee and Rose 1998, *A frequency warping
//! approach to speaker normalization*). Mean character error, 27 November 2026: seven answers of voices from 229 to 327
//! Hz .129 instead of .149; five read sentences of a man shifted up by 15 % .100 instead of .131; twelve answers of high
//! voices full of terms of software .230 instead of .227. Nine answers of low voices .133 instead of .124, so these stay
//! as they are.

use super::ChunkAudio;
use crate::audio::SAMPLE_RATE_HZ;
use crate::audio::resample::Resampler;
use crate::language::Language;
use crate::voice::median_pitch_hz;

/// Voices above are high, in Hz.
const HIGH_HZ: f64 = 200.0;
/// Voiced sound that the pitch of a chunk needs, in seconds.
const VOICED_S: f64 = 0.3;
/// How fast the sound of a high voice is played, of its own pace.
pub(super) const PACE: f64 = 0.95;

/// The sound of a chunk of Korean in a high voice as the recogniser hears it best, at [`PACE`]; `None` where it is best
/// as it is.
pub(super) fn slowed(chunk: &ChunkAudio<'_>) -> Option<Vec<f32>> {
    let korean = chunk.language == Language::Korean;
    let pitch_hz = korean.then(|| median_pitch_hz(chunk.samples, VOICED_S)).flatten()?;
    if pitch_hz < HIGH_HZ {
        return None;
    }
    // What is taken for sound of a lower rate comes out longer.
    let mut resampler = Resampler::new((SAMPLE_RATE_HZ as f64 * PACE).round() as u32).ok()?;
    let mut out = Vec::new();
    resampler.push(chunk.samples, &mut out).ok()?;
    resampler.finish(&mut out).ok()?;
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::super::{Letters, Prompt};
    use super::*;

    /// A second of harmonics of a pitch.
    fn voice(hz: f32) -> Vec<f32> {
        let wave = |at: f32| {
            (1..9)
                .map(|n| (at * hz * n as f32 * std::f32::consts::TAU).sin() / n as f32)
                .sum::<f32>()
        };
        (0..SAMPLE_RATE_HZ).map(|at| 0.1 * wave(at as f32 / SAMPLE_RATE_HZ as f32)).collect()
    }

    #[test]
    fn only_high_voices_in_korean_are_slowed() {
        let (high, low) = (voice(260.0), voice(120.0));
        let slowed = |samples: &[f32], language| {
            slowed(&ChunkAudio {
                samples,
                language,
                prompt: Prompt::Fillers,
                letters: Letters::Any,
            })
            .map(|sound| sound.len())
        };
        let longer = (SAMPLE_RATE_HZ as f64 / PACE).round() as usize;
        assert!(slowed(&high, Language::Korean).is_some_and(|length| length.abs_diff(longer) <= 1));
        assert_eq!(slowed(&high, Language::English), None);
        assert_eq!(slowed(&low, Language::Korean), None);
        assert_eq!(slowed(&[], Language::Korean), None);
    }
}
