//! The voice itself, whatever it says: loudness, pitch, and how far it stands above the noise.
//!
//! [`VoiceMeter`] follows the sound as it arrives, from a file or a microphone alike; once speech
//! is known, [`VoiceMeter::finish`] sums it up. What too little sound supports is `None`.

mod level;
mod loudness;
mod monotone;
mod pitch;
mod track;

use serde::{Deserialize, Serialize};

use crate::audio::activity::Activity;
use crate::span::Span;

use level::Levels;
use loudness::LoudnessMeter;
use pitch::PitchTracker;
use track::Track;

/// Voiced speech that median and range of the pitch need, in seconds: our choice, some five
/// phrases of a second with half of each voiced.
pub const VOICED_MIN_S: f64 = 3.0;

/// Median pitch of the voiced part of `samples` (16 kHz mono) in Hz; `None` under `least_s` seconds of it.
pub fn median_pitch_hz(samples: &[f32], least_s: f64) -> Option<f64> {
    let mut tracker = PitchTracker::default();
    tracker.push(samples);
    let mut voiced: Vec<f32> = tracker.finish().into_iter().flatten().collect();
    voiced.sort_by(f32::total_cmp);
    let enough = voiced.len() as f64 >= least_s * crate::audio::activity::FRAMES_PER_S;
    enough.then(|| f64::from(voiced[voiced.len() / 2]))
}

/// Pitch and dynamics of the voice.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Voice {
    /// Median pitch of voiced speech in Hz; `None` under [`VOICED_MIN_S`] of it.
    pub pitch_median_hz: Option<f64>,
    /// Semitones from the 5th to the 95th percentile of the pitch; `None` as above.
    pub pitch_range_semitones: Option<f64>,
    /// Loudness range after EBU Tech 3342 in dB (LU); `None` where the sound is too short.
    pub loudness_range_db: Option<f64>,
    /// Stretches of speech whose pitch hardly moves, in order.
    #[serde(default)]
    pub monotone: Vec<Span>,
}

/// What is known about the voice of a recording and the noise around it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Measured {
    /// Pitch and dynamics.
    pub voice: Voice,
    /// Integrated loudness after EBU R 128 in LUFS; `None` where too quiet or short to measure.
    pub loudness_lufs: Option<f64>,
    /// Level above 80 Hz where nobody speaks, in dB re full scale (RMS); `None` without enough
    /// such sound.
    pub noise_floor_dbfs: Option<f64>,
    /// How far speech stands above that level, in dB; `None` where either is unknown.
    pub signal_to_noise_db: Option<f64>,
}

/// Measures the voice in a stream of 16 kHz mono.
#[derive(Default)]
pub struct VoiceMeter {
    loudness: LoudnessMeter,
    pitch: PitchTracker,
    levels: Levels,
}

impl VoiceMeter {
    /// Takes further sound.
    pub fn push(&mut self, samples: &[f32]) {
        self.loudness.push(samples);
        self.pitch.push(samples);
        self.levels.push(samples);
    }

    /// Sums up the whole of the sound, in which `activity` is the speech.
    pub fn finish(self, activity: &Activity) -> Measured {
        let track = Track::of_speech(&self.pitch.finish(), &activity.speech);
        let noise = self.levels.noise(&activity.speech);
        Measured {
            voice: Voice {
                pitch_median_hz: track.median_hz(),
                pitch_range_semitones: track.range_semitones(),
                loudness_range_db: self.loudness.range_db(),
                monotone: monotone::stretches(&track, &activity.speech),
            },
            loudness_lufs: self.loudness.integrated_lufs(),
            noise_floor_dbfs: noise.map(|noise| noise.floor_dbfs),
            signal_to_noise_db: noise.and_then(|noise| noise.signal_to_noise_db),
        }
    }
}
