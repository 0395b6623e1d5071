//! The files a review leaves in the folder of its take: `transcript.json` and `review.json`.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{Review, SCHEMA};
use crate::take::{Take, write_atomic};
use crate::transcript::Transcript;

/// Name of the file with the words as recognised.
pub(crate) const TRANSCRIPT_FILE: &str = "transcript.json";

/// Name of the file with all measures and findings.
pub(crate) const REVIEW_FILE: &str = "review.json";

const TRANSCRIPT_SCHEMA: &str = "aloud.transcript/1";

/// Why a file that a review left could not be written or read.
#[derive(Debug, thiserror::Error)]
pub enum DerivedError {
    /// The system refused.
    #[error("cannot {doing} {}: {reason}", path.display())]
    Io {
        /// "read" or "write".
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// The system's reason.
        #[source]
        reason: std::io::Error,
    },
    /// The file is not what a review wrote.
    #[error("{} is damaged ({reason}): `aloud review {take}` writes it again", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Id of its take.
        take: String,
        /// What is wrong with it.
        reason: serde_json::Error,
    },
    /// The file has a schema of another version.
    #[error(
        "{} was written by another version ({found}): update aloud, or `aloud review {take}` \
         writes it again",
        path.display()
    )]
    Version {
        /// The file.
        path: PathBuf,
        /// Id of its take.
        take: String,
        /// Its schema.
        found: String,
    },
}

#[derive(Serialize, Deserialize)]
struct Kept {
    schema: String,
    #[serde(flatten)]
    transcript: Transcript,
}

#[derive(Deserialize)]
struct Schema {
    schema: String,
}

/// Writes `transcript.json` and `review.json` of a take.
///
/// # Errors
/// The folder is gone or the disk is full; older files then stand.
pub fn write(take: &Take, transcript: &Transcript, review: &Review) -> Result<(), DerivedError> {
    let kept = Kept { schema: TRANSCRIPT_SCHEMA.into(), transcript: transcript.clone() };
    write_file(&take.folder.join(TRANSCRIPT_FILE), &kept)?;
    write_review(take, review)
}

/// Writes `review.json` of a take.
///
/// # Errors
/// As [`write()`].
pub fn write_review(take: &Take, review: &Review) -> Result<(), DerivedError> {
    write_file(&take.folder.join(REVIEW_FILE), review)
}

pub(super) fn write_file(path: &Path, content: &impl Serialize) -> Result<(), DerivedError> {
    serde_json::to_string_pretty(content)
        .map_err(std::io::Error::from)
        .and_then(|json| write_atomic(path, (json + "\n").as_bytes()))
        .map_err(|reason| DerivedError::Io { doing: "write", path: path.to_owned(), reason })
}

/// The review of a take; `None` when it was not reviewed yet.
///
/// # Errors
/// The file is damaged, or was written by another version.
pub fn read(take: &Take) -> Result<Option<Review>, DerivedError> {
    read_file(&take.folder.join(REVIEW_FILE), take.id(), SCHEMA)
}

/// The words of the take in `folder` as recognised, `id` being its id; `None` when it was not
/// reviewed yet.
///
/// # Errors
/// As [`read`].
pub fn read_transcript(folder: &Path, id: &str) -> Result<Option<Transcript>, DerivedError> {
    let kept: Option<Kept> = read_file(&folder.join(TRANSCRIPT_FILE), id, TRANSCRIPT_SCHEMA)?;
    Ok(kept.map(|kept| kept.transcript))
}

pub(super) fn read_file<T: serde::de::DeserializeOwned>(
    path: &Path,
    take: &str,
    expected: &str,
) -> Result<Option<T>, DerivedError> {
    let (path, take) = (path.to_owned(), take.to_owned());
    let text = match std::fs::read(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(reason) => return Err(DerivedError::Io { doing: "read", path, reason }),
    };
    let found = match serde_json::from_slice(&text) {
        Ok(Schema { schema }) => schema,
        Err(reason) => return Err(DerivedError::Damaged { path, take, reason }),
    };
    if found != expected {
        return Err(DerivedError::Version { path, take, found });
    }
    serde_json::from_slice(&text).map(Some).map_err(|reason| DerivedError::Damaged {
        path,
        take,
        reason,
    })
}
