//! Rumble taken away and quiet speech made louder, for what was trained on speech of usual
//! loudness: the Silero network, which misses real speech 20 dB below that, and the recogniser.

use std::borrow::Cow;
use std::collections::VecDeque;

use super::SAMPLE_RATE_HZ;
use super::highpass::HighPass;
use super::silero::CHUNK;

/// Below the lowest voices: wind, desks, breath on the microphone, in Hz. In two spontaneous
/// recordings this was up to 30 dB louder than the voice, and hid it.
const RUMBLE_HZ: f64 = 80.0;

/// RMS level of the loudest parts of speech of usual loudness, in dB re full scale.
const USUAL_DBFS: f32 = -20.0;
/// Percentiles of the level that tell the loud parts of speech and the noise.
const LOUD: f32 = 0.95;
const NOISE: f32 = 0.10;
/// Sound that the percentiles are taken over: this many chunks (20 s) before the present one.
const REACH: usize = 625;
/// Noise is not made louder than this, in dB re full scale: it would begin to sound like speech.
const NOISE_MOST_DBFS: f32 = -40.0;
/// Nothing is made louder than this, in dB re full scale.
const LOUDEST_DBFS: f32 = -12.0;
/// Most that is ever added, in dB: below lies the rounding of 16-bit samples.
const GAIN_MOST_DB: f32 = 45.0;
/// Levels are counted in steps of 1 dB from here up to full scale.
const LOWEST_DBFS: f32 = -110.0;
const STEPS: usize = 111;

/// Follows the loudness of a stream of 16 kHz mono in chunks of [`CHUNK`] samples.
pub struct Leveller {
    rumble: HighPass,
    /// Levels of the latest chunks, in steps, and how many have each.
    latest: VecDeque<usize>,
    counts: [usize; STEPS],
}

impl Default for Leveller {
    fn default() -> Self {
        let rumble = HighPass::new(RUMBLE_HZ, SAMPLE_RATE_HZ);
        Leveller { rumble, latest: VecDeque::new(), counts: [0; STEPS] }
    }
}

impl Leveller {
    /// The next chunk without rumble and, if speech has been quiet of late, louder. Nothing that
    /// comes later is looked at.
    pub fn next(&mut self, chunk: &[f32; CHUNK]) -> [f32; CHUNK] {
        let clean = chunk.map(|sample| self.rumble.next(sample));
        let level = dbfs(&clean);
        self.count(level);
        let gain_db = self
            .quiet_db()
            .min(NOISE_MOST_DBFS - self.percentile(NOISE))
            .min(LOUDEST_DBFS - level)
            .max(0.0);
        let factor = 10f32.powf(gain_db / 20.0);
        clean.map(|sample| sample * factor)
    }

    /// How far speech has been under the usual loudness of late, in dB.
    pub fn quiet_db(&self) -> f32 {
        (USUAL_DBFS - self.percentile(LOUD)).clamp(0.0, GAIN_MOST_DB)
    }

    fn count(&mut self, level: f32) {
        let step = (level - LOWEST_DBFS).clamp(0.0, (STEPS - 1) as f32) as usize;
        self.counts[step] += 1;
        self.latest.push_back(step);
        if self.latest.len() > REACH {
            let over = self.latest.pop_front().expect("there are more than none");
            self.counts[over] -= 1;
        }
    }

    /// Level in dB re full scale that this share of the latest chunks does not reach.
    fn percentile(&self, share: f32) -> f32 {
        let mut left = (self.latest.len() as f32 * share) as usize;
        for (step, count) in self.counts.iter().enumerate() {
            if *count > left {
                return step as f32 + LOWEST_DBFS;
            }
            left -= count;
        }
        0.0
    }
}

fn dbfs(samples: &[f32]) -> f32 {
    let power = samples.iter().map(|x| x * x).sum::<f32>() / samples.len().max(1) as f32;
    10.0 * (power + 1e-12).log10()
}

/// `samples` (16 kHz mono, a stretch with speech in it) without rumble and, where they are quiet,
/// as loud as speech usually is.
pub fn usual_loudness(samples: &[f32]) -> Cow<'_, [f32]> {
    let mut leveller = Leveller::default();
    let mut clean = Vec::with_capacity(samples.len());
    for piece in samples.chunks(CHUNK) {
        let from = clean.len();
        clean.extend(piece.iter().map(|sample| leveller.rumble.next(*sample)));
        leveller.count(dbfs(&clean[from..]));
    }
    let gain_db = leveller.quiet_db();
    if gain_db < 1.0 {
        return Cow::Borrowed(samples);
    }
    let factor = 10f32.powf(gain_db / 20.0);
    Cow::Owned(clean.into_iter().map(|sample| (sample * factor).clamp(-1.0, 1.0)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bursts of a second of a 300 Hz tone with RMS level `dbfs`, a second of silence between, over
    /// noise 40 dB below.
    fn bursts(dbfs: f32, seconds: usize) -> Vec<f32> {
        let size = 10f32.powf(dbfs / 20.0) * 2f32.sqrt();
        let mut state = 7u32;
        (0..seconds * SAMPLE_RATE_HZ)
            .map(|i| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let noise = (state >> 8) as f32 / (1 << 24) as f32 - 0.5;
                let on = if i / SAMPLE_RATE_HZ % 2 == 1 { 1.0 } else { 0.0 };
                let tone = (i as f32 * 300.0 * std::f32::consts::TAU / 16_000.0).sin();
                size * (on * tone + 0.01 * noise)
            })
            .collect()
    }

    fn levelled(samples: &[f32]) -> Vec<f32> {
        let mut leveller = Leveller::default();
        samples.as_chunks::<CHUNK>().0.iter().flat_map(|chunk| leveller.next(chunk)).collect()
    }

    #[test]
    fn quiet_speech_comes_out_as_loud_as_usual_and_loud_speech_stays() {
        for (dbfs, expected) in [(-50.0, -20.0), (-30.0, -20.0), (-15.0, -15.0)] {
            let out = levelled(&bursts(dbfs, 10));
            // The middle of the last burst.
            let last = &out[out.len() - 12_000..out.len() - 4_000];
            assert!((super::dbfs(last) - expected).abs() < 2.0, "{dbfs}: {}", super::dbfs(last));
        }
    }

    #[test]
    fn nothing_is_made_painfully_loud_when_speech_sets_in() {
        let mut sound = vec![1e-4; SAMPLE_RATE_HZ];
        sound.extend(&bursts(-18.0, 2)[SAMPLE_RATE_HZ..]);
        let loudest = levelled(&sound).chunks(CHUNK).map(super::dbfs).fold(-99.0, f32::max);
        assert!(loudest <= LOUDEST_DBFS + 0.1, "{loudest}");
    }

    #[test]
    fn noise_alone_stays_in_the_background() {
        let noise: Vec<f32> = bursts(-20.0, 1).iter().cycle().take(160_000).copied().collect();
        assert!(super::dbfs(&levelled(&noise)[80_000..]) <= NOISE_MOST_DBFS + 1.5);
    }

    #[test]
    fn a_stretch_of_usual_loudness_is_handed_on_as_it_is() {
        let loud = bursts(-18.0, 4);
        assert!(matches!(usual_loudness(&loud), Cow::Borrowed(_)));
        let quiet = bursts(-50.0, 4);
        let gain = super::dbfs(&usual_loudness(&quiet)) - super::dbfs(&quiet);
        assert!((gain - 30.0).abs() < 1.5, "{gain}");
        assert!(usual_loudness(&[]).is_empty());
    }
}
