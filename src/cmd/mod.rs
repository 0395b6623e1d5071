//! One file a subcommand: the only place that prints or picks an exit code.

pub mod compare;
pub mod delete;
pub mod devices;
pub mod doctor;
pub mod draft;
pub mod export;
pub mod history;
pub mod init;
pub mod interview;
mod keep;
mod level_test;
pub mod models;
pub mod next;
pub mod open;
pub mod page;
mod progress;
pub mod questions;
pub mod record;
pub mod recover;
pub mod review;
pub mod search;
pub mod show;
pub mod stories;

use std::io::{ErrorKind, Write};

use anyhow::Context as _;

use crate::config::Config;
use crate::folder::Folder;
use crate::harmless::harmless;
use crate::language::Language;
use crate::report::Paint;
use crate::report::terminal::Style;

/// What every command knows before it starts.
#[derive(Debug, Clone)]
pub struct Context {
    /// The practice folder the user stands in or named by `--folder`.
    pub folder: Option<Folder>,
    /// Settings of that folder, or the defaults.
    pub config: Config,
    /// Language of the program's own words.
    pub ui: Language,
}

impl Context {
    /// The English or the Korean text.
    pub fn pick(&self, english: &'static str, korean: &'static str) -> &'static str {
        match self.ui {
            Language::English => english,
            Language::Korean => korean,
        }
    }

    /// The model that is asked for by `--model`, the environment or the settings; `None`: the
    /// default, or any that is installed.
    pub fn wanted_model(&self, flag: Option<&str>) -> Option<String> {
        let setting = Some(self.config.model.as_str());
        let setting = setting.filter(|model| *model != crate::config::DEFAULT_MODEL);
        crate::model::find::requested(flag, setting)
    }

    /// How text is printed on standard output.
    pub fn style(&self) -> Style {
        Style::new(columns(), Paint::for_stdout(), self.ui)
    }

    /// The practice folder, or a usage error that says how to make one.
    pub fn require_folder(&self) -> Result<&Folder, UsageError> {
        self.folder.as_ref().ok_or_else(|| {
            UsageError(
                "no practice folder here or above: make one with `aloud init DIR`, \
                 or name one with `--folder DIR`"
                    .into(),
            )
        })
    }
}

/// Wrong usage: exit code 2. The message says what was asked for and lists the candidates.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct UsageError(pub String);

/// Columns of the terminal; 80 where there is none.
fn columns() -> usize {
    const USUAL: usize = 80;
    console::Term::stdout().size_checked().map_or(USUAL, |(_, columns)| usize::from(columns))
}

/// Writes to standard output. A reader that closed the pipe has seen enough.
///
/// # Errors
/// The output cannot be written for another reason.
pub fn print(text: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(harmless(text).as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(error).context("cannot write to standard output")
        }
        _ => Ok(()),
    }
}
