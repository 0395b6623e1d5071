//! What can go wrong with takes on disk.

use std::path::{Path, PathBuf};

use crate::language::Language;
use crate::refusal::Refusal;

/// Why a take could not be made, found or read.
#[derive(Debug, thiserror::Error)]
pub enum TakeError {
    /// No take goes by that name. A usage error: the message lists candidates.
    #[error("no take {asked:?}{}", listed("the newest are", .candidates))]
    Unknown {
        /// What was asked for.
        asked: String,
        /// Ids that come near, newest first.
        candidates: Vec<String>,
    },
    /// Several takes go by that name. A usage error: the message lists them.
    #[error("{asked:?} may be several takes{}", listed("name one of", .candidates))]
    Ambiguous {
        /// What was asked for.
        asked: String,
        /// The takes it may be, newest first.
        candidates: Vec<String>,
    },
    /// There is no finished take yet. A usage error, too.
    #[error("no take yet in {}: record one with `aloud record`", .0.display())]
    None(PathBuf),
    /// The file was written by a newer version of this program.
    #[error(
        "{} has the schema {found:?}, which is newer than this program: update aloud to read it",
        path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: String,
    },
    /// The file is no take.
    #[error("{} is damaged ({reason}): `aloud recover` mends it", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The process that recorded the take is gone.
    #[error("{} was cut off: `aloud recover` saves what was recorded", .0.display())]
    CutOff(PathBuf),
    /// The take is being recorded by another process.
    #[error("{} is being recorded just now: stop that recording first", .0.display())]
    Busy(PathBuf),
    /// The system refused.
    #[error(
        "cannot {doing} {}: {reason}; {}", path.display(),
        Refusal::of(reason).mend(Language::English)
    )]
    Io {
        /// "create", "read", "write", "remove".
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        reason: std::io::Error,
    },
}

impl TakeError {
    /// Whether the user asked for something that is not there (exit code 2).
    pub fn is_usage(&self) -> bool {
        matches!(self, TakeError::Unknown { .. } | TakeError::Ambiguous { .. } | TakeError::None(_))
    }

    pub(crate) fn io(doing: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> TakeError {
        let path = path.to_path_buf();
        move |reason| TakeError::Io { doing, path, reason }
    }
}

fn listed(which: &str, candidates: &[String]) -> String {
    match candidates {
        [] => ": there is none yet, record one with `aloud record`".into(),
        some => format!("; {which}\n  {}", some.join("\n  ")),
    }
}
