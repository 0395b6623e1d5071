//! What an answer is judged against.

use serde::Deserialize;

use crate::question::Part;

/// What the measures are judged against.
///
/// English pace: 150 words a minute is the middle of what speaking coaches ask for (Orai 140 to
/// 160, Microsoft Speaker Coach up to 165). Korean pace: readers reach 308 ± 23 syllables a
/// minute, talkers 253 ± 41 (*J. Speech Sciences* 9(4), 2002, 31 adults); the band from the
/// talking mean less one deviation to the reading mean and half of one is our own derivation.
/// Fillers: up to 5 a minute did no harm to how speakers were rated, 12 did (Laske & DiGennaro
/// Reed 2024). STAR shares: UW Career Center. Long pauses: the convention of the report.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Targets {
    /// English pace to aim at, in words a minute.
    pub words_per_minute: f64,
    /// Slowest and fastest English pace that is fine, in words a minute.
    pub words_per_minute_band: [f64; 2],
    /// Korean pace to aim at, in syllables a minute.
    pub syllables_per_minute: f64,
    /// Slowest and fastest Korean pace that is fine, in syllables a minute.
    pub syllables_per_minute_band: [f64; 2],
    /// A pause from this many seconds is long.
    pub long_pause_s: f64,
    /// Fillers a minute up to which all is well.
    pub fillers_per_minute: f64,
    /// Share of the time for Situation, Task, Action and Result, in percent; 100 together.
    pub star_percent: [f64; 4],
}

impl Default for Targets {
    fn default() -> Self {
        Targets {
            words_per_minute: 150.0,
            words_per_minute_band: [130.0, 165.0],
            syllables_per_minute: 265.0,
            syllables_per_minute_band: [210.0, 320.0],
            long_pause_s: 1.0,
            fillers_per_minute: 5.0,
            star_percent: [20.0, 10.0, 60.0, 10.0],
        }
    }
}

impl Targets {
    /// The share of the speaking time that a part should take, 0 to 1.
    pub fn star_share(&self, part: Part) -> f64 {
        self.star_percent[part as usize] / 100.0
    }

    /// What is impossible about these targets, if anything.
    pub(super) fn fault(&self) -> Option<String> {
        let positive = [
            ("words_per_minute", self.words_per_minute),
            ("syllables_per_minute", self.syllables_per_minute),
            ("long_pause_s", self.long_pause_s),
        ];
        for (name, value) in positive {
            if !(value.is_finite() && value > 0.0) {
                return Some(format!("targets.{name} is {value}: it must be above 0"));
            }
        }
        let bands = [
            ("words_per_minute_band", self.words_per_minute_band),
            ("syllables_per_minute_band", self.syllables_per_minute_band),
        ];
        for (name, [low, high]) in bands {
            if !(low > 0.0 && low < high && high.is_finite()) {
                return Some(format!(
                    "targets.{name} is [{low}, {high}]: write the slower pace first, both above 0"
                ));
            }
        }
        if !(self.fillers_per_minute.is_finite() && self.fillers_per_minute >= 0.0) {
            return Some("targets.fillers_per_minute must be 0 or more".into());
        }
        let sum: f64 = self.star_percent.iter().sum();
        if (sum - 100.0).abs() > 0.5 || self.star_percent.iter().any(|&share| share < 0.0) {
            return Some(format!(
                "targets.star_percent adds up to {sum}: the four shares must make 100"
            ));
        }
        None
    }
}
