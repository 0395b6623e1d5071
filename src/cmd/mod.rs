//! One file a subcommand: the only place that prints or picks an exit code.

pub mod delete;
pub mod devices;
pub mod init;
pub mod models;
pub mod questions;
pub mod record;
pub mod recover;

use crate::config::Config;
use crate::folder::Folder;
use crate::language::Language;

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
