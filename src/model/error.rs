//! What can go wrong with a model, said so that the user knows what to do next.

use std::path::{Path, PathBuf};

/// An error about one model or one file of a model.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// No model was named and none is installed.
    #[error("no Whisper model is installed: run `aloud models pull {name}` ({megabytes} MB)")]
    Missing {
        /// Catalog name of the model to pull.
        name: String,
        /// Size of the download, in millions of bytes.
        megabytes: u64,
    },
    /// A catalog model was named that is not installed.
    #[error("the model {name} is not installed: run `aloud models pull {name}` ({megabytes} MB)")]
    NotInstalled {
        /// Catalog name.
        name: String,
        /// Size of the download, in millions of bytes.
        megabytes: u64,
    },
    /// Neither a catalog name, nor an installed file, nor a path.
    #[error("no model is called `{name}`: use one of {known}, or the path of a ggml file")]
    Unknown {
        /// What was asked for.
        name: String,
        /// Names that would have worked, separated by commas.
        known: String,
    },
    /// A file that must not be given to Whisper.
    #[error("{} is not a usable model: {reason}", path.display())]
    Refused {
        /// The file.
        path: PathBuf,
        /// Why, and what to do.
        reason: String,
    },
    /// A file whose bytes are not those the catalog promises.
    #[error(
        "{} is not {name}: its SHA-256 is {found}, expected {expected}; \
         remove it and run `aloud models pull {name}`",
        path.display()
    )]
    Checksum {
        /// The file.
        path: PathBuf,
        /// Catalog name.
        name: String,
        /// SHA-256 promised by the catalog, in hexadecimal.
        expected: String,
        /// SHA-256 of the file, in hexadecimal.
        found: String,
    },
    /// A download that did not succeed.
    #[error("cannot download {what}: {reason}")]
    Download {
        /// The model or file.
        what: String,
        /// Why, and what to do.
        reason: String,
    },
    /// Too little room on the disk.
    #[error(
        "{} has {free_mb} MB free and {needed_mb} MB are needed: make room, then try again",
        path.display()
    )]
    DiskFull {
        /// The folder that was to receive the model.
        path: PathBuf,
        /// Room there, in millions of bytes.
        free_mb: u64,
        /// Room needed, in millions of bytes.
        needed_mb: u64,
    },
    /// The operating system refused to read or write.
    #[error("cannot {action} {}: {source}", path.display())]
    Io {
        /// "read", "write", "create" and the like.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
}

impl ModelError {
    /// Refuses `path` for `reason`.
    pub(crate) fn refused(path: &Path, reason: impl Into<String>) -> Self {
        ModelError::Refused { path: path.to_path_buf(), reason: reason.into() }
    }

    /// Wraps an input or output error with the file and what was tried; for `map_err`.
    pub(crate) fn io<'a>(
        action: &'static str,
        path: &'a Path,
    ) -> impl FnOnce(std::io::Error) -> Self + 'a {
        move |source| ModelError::Io { action, path: path.to_path_buf(), source }
    }
}
