//! The user's settings: flag, then environment, then `aloud.toml`, then default.
//!
//! This file knows the last three; a command's flags go over what it returns.

use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::folder::Folder;
use crate::language::{FillerWords, Language, fillers_of};
use crate::question::Part;

/// The commented sample that `aloud init` writes; every setting stands in it with its default.
pub const SAMPLE: &str = include_str!("config/aloud.toml");

/// Name of the model that is used when none is set.
pub const DEFAULT_MODEL: &str = "base-q8_0";

/// Longest countdown in seconds that makes sense before a recording.
const LONGEST_COUNTDOWN_S: u32 = 60;

/// Settings of a practice folder.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Language of the speech; `None` goes by the question, or by what is heard.
    #[serde(deserialize_with = "language_or_auto")]
    pub language: Option<Language>,
    /// Language of the program's own words; `None` goes by the locale.
    #[serde(deserialize_with = "language_or_auto")]
    pub ui: Option<Language>,
    /// Model by its name in the catalog or by a path.
    pub model: String,
    /// Input device by its id; `None` is the system's default.
    pub device: Option<String>,
    /// Seconds counted down before a recording; 0 starts at once.
    pub countdown_s: u32,
    /// What the measures are judged against.
    pub targets: Targets,
    /// Words the user wants counted as fillers.
    pub fillers: OwnFillers,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            language: None,
            ui: None,
            model: DEFAULT_MODEL.into(),
            device: None,
            countdown_s: 3,
            targets: Targets::default(),
            fillers: OwnFillers::default(),
        }
    }
}

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
    fn fault(&self) -> Option<String> {
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

/// Words the user wants counted as fillers, by language.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OwnFillers {
    /// English.
    pub en: Vec<String>,
    /// Korean.
    pub ko: Vec<String>,
}

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file is there and cannot be read.
    #[error("cannot read the settings in {}: {source}", path.display())]
    Io {
        /// The settings file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Not TOML, an unknown setting, or a value of the wrong kind.
    #[error("{}, line {line}: {message}. Mend it, or remove the line to get the default", path.display())]
    File {
        /// The settings file.
        path: PathBuf,
        /// Line of the fault, from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// A value that no recording could meet.
    #[error("{}: {message}", path.display())]
    Value {
        /// The settings file.
        path: PathBuf,
        /// What is wrong and what it must be.
        message: String,
    },
    /// An environment variable holds what is no language.
    #[error("{name} is \"{value}\": set it to en, ko or auto, or unset it")]
    Environment {
        /// The variable.
        name: &'static str,
        /// Its value.
        value: String,
    },
}

impl Config {
    /// Settings of a folder with the environment over them. `environment` looks a variable up;
    /// `ALOUD_MODEL`, `ALOUD_DEVICE`, `ALOUD_LANGUAGE` and `ALOUD_UI` are asked for, empty ones
    /// count as unset.
    ///
    /// # Errors
    /// When the file cannot be read or understood, or a value is impossible. A missing file is
    /// no error.
    pub fn load(
        folder: Option<&Folder>,
        environment: impl Fn(&str) -> Option<String>,
    ) -> Result<Config, ConfigError> {
        let mut config = match folder {
            Some(folder) => read(&folder.config_file())?,
            None => Config::default(),
        };
        let set = |name| environment(name).filter(|value| !value.trim().is_empty());
        if let Some(model) = set("ALOUD_MODEL") {
            config.model = model;
        }
        if let Some(device) = set("ALOUD_DEVICE") {
            config.device = Some(device);
        }
        for (name, setting) in
            [("ALOUD_LANGUAGE", &mut config.language), ("ALOUD_UI", &mut config.ui)]
        {
            if let Some(value) = set(name) {
                *setting =
                    parse_language(&value).ok_or(ConfigError::Environment { name, value })?;
            }
        }
        Ok(config)
    }

    /// Language of the program's own words: the setting, else the locale as POSIX orders its
    /// variables (`LC_ALL`, `LC_MESSAGES`, `LANG`), else English.
    pub fn ui_language(&self, environment: impl Fn(&str) -> Option<String>) -> Language {
        self.ui.unwrap_or_else(|| {
            let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
                .into_iter()
                .find_map(|name| environment(name).filter(|value| !value.is_empty()));
            match locale {
                Some(locale) if locale.to_lowercase().starts_with("ko") => Language::Korean,
                _ => Language::English,
            }
        })
    }

    /// The filler words of a language, with the user's own.
    pub fn filler_words(&self, language: Language) -> FillerWords {
        let mut words = fillers_of(language);
        words.extend(match language {
            Language::English => &self.fillers.en,
            Language::Korean => &self.fillers.ko,
        });
        words
    }
}

fn read(path: &Path) -> Result<Config, ConfigError> {
    match std::fs::read_to_string(path) {
        Ok(text) => parse(path, &text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Config::default()),
        Err(source) => Err(ConfigError::Io { path: path.to_path_buf(), source }),
    }
}

fn parse(path: &Path, text: &str) -> Result<Config, ConfigError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let path = path.to_path_buf();
    let config: Config = match toml::from_str(text) {
        Ok(config) => config,
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start).min(text.len());
            let line = 1 + text.as_bytes()[..at].iter().filter(|&&byte| byte == b'\n').count();
            return Err(ConfigError::File { path, line, message: error.message().to_owned() });
        }
    };
    let fault = config.targets.fault().or_else(|| {
        (config.countdown_s > LONGEST_COUNTDOWN_S).then(|| {
            format!("countdown_s is {}: at most {LONGEST_COUNTDOWN_S}", config.countdown_s)
        })
    });
    match fault {
        Some(message) => Err(ConfigError::Value { path, message }),
        None => Ok(config),
    }
}

/// `en`, `ko` or `auto`; `None` for anything else.
fn parse_language(text: &str) -> Option<Option<Language>> {
    match text.trim().to_lowercase().as_str() {
        "en" => Some(Some(Language::English)),
        "ko" => Some(Some(Language::Korean)),
        "auto" => Some(None),
        _ => None,
    }
}

fn language_or_auto<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Language>, D::Error> {
    let text = String::deserialize(deserializer)?;
    parse_language(&text)
        .ok_or_else(|| serde::de::Error::custom(format!("\"{text}\" is none of en, ko, auto")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Result<Config, ConfigError> {
        parse(Path::new("aloud.toml"), text)
    }

    #[test]
    fn the_sample_holds_nothing_but_the_defaults() {
        assert_eq!(parsed(SAMPLE).unwrap(), Config::default());
        // With every setting uncommented it still says the same.
        let all: String = SAMPLE
            .lines()
            .map(|line| match line.strip_prefix("#: ") {
                Some(setting) if !setting.starts_with("device") => setting,
                _ => line,
            })
            .collect::<Vec<_>>()
            .join("\n");
        assert_ne!(all, SAMPLE);
        assert_eq!(parsed(&all).unwrap(), Config::default());
    }

    #[test]
    fn an_unknown_setting_is_named_with_its_line() {
        let error = parsed("model = \"x\"\nmodell = \"y\"\n").unwrap_err().to_string();
        assert!(error.contains("line 2") && error.contains("modell"), "{error}");
        let error = parsed("[targets]\npace = 3\n").unwrap_err().to_string();
        assert!(error.contains("line 2") && error.contains("words_per_minute"), "{error}");
    }

    #[test]
    fn impossible_targets_are_refused() {
        for text in [
            "[targets]\nwords_per_minute = 0",
            "[targets]\nwords_per_minute = nan",
            "[targets]\nwords_per_minute_band = [165, 130]",
            "[targets]\nstar_percent = [50, 50, 50, 50]",
            "countdown_s = 999",
            "language = \"fr\"",
        ] {
            assert!(parsed(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_environment_goes_over_the_file() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("aloud.toml"), "model = \"small\"\nui = \"ko\"\n").unwrap();
        let folder = Folder { root: dir.path().to_path_buf() };
        let nothing = |_: &str| None;
        assert_eq!(Config::load(Some(&folder), nothing).unwrap().model, "small");
        let tiny = |name: &str| (name == "ALOUD_MODEL").then(|| "tiny".to_owned());
        assert_eq!(Config::load(Some(&folder), tiny).unwrap().model, "tiny");
        let french = |name: &str| (name == "ALOUD_UI").then(|| "fr".to_owned());
        assert!(Config::load(Some(&folder), french).unwrap_err().to_string().contains("ALOUD_UI"));
    }

    #[test]
    fn the_locale_chooses_the_language_of_the_program() {
        let locale = |name: &'static str, value: &'static str| {
            move |asked: &str| (asked == name).then(|| value.to_owned())
        };
        let config = Config::default();
        assert_eq!(config.ui_language(locale("LANG", "ko_KR.UTF-8")), Language::Korean);
        assert_eq!(config.ui_language(locale("LC_ALL", "de_DE")), Language::English);
        let set = Config { ui: Some(Language::English), ..Config::default() };
        assert_eq!(set.ui_language(locale("LANG", "ko_KR")), Language::English);
    }
}
