//! Reads `aloud.toml`, and says what is wrong with it.

use std::io;
use std::path::{Path, PathBuf};

use super::Config;

/// Longest countdown in seconds that makes sense before a recording.
const LONGEST_COUNTDOWN_S: u32 = 60;

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

/// The settings in a file; the defaults where there is none.
pub(super) fn read(path: &Path) -> Result<Config, ConfigError> {
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

#[cfg(test)]
mod tests {
    use super::super::SAMPLE;
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
}
