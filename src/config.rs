//! The user's settings: flag, then environment, then `aloud.toml`, then default.
//!
//! This file knows the last three; a command's flags go over what it returns.

mod file;
mod targets;

use serde::Deserialize;

pub use self::file::ConfigError;
pub use self::targets::Targets;
use crate::folder::Folder;
use crate::language::{FillerWords, Language, fillers_of};

/// The commented sample that `aloud init` writes; every setting stands in it with its default.
pub const SAMPLE: &str = include_str!("config/aloud.toml");

/// Name of the model that is used when none is set.
pub const DEFAULT_MODEL: &str = "base-q8_0";

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

/// Words the user wants counted as fillers, by language.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OwnFillers {
    /// English.
    pub en: Vec<String>,
    /// Korean.
    pub ko: Vec<String>,
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
            Some(folder) => file::read(&folder.config_file())?,
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
