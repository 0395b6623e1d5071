//! The files a review leaves in the folder of its take.

use anyhow::Context as _;
use serde::{Deserialize, Serialize};

use crate::review::{self, Review};
use crate::take::{Take, write_atomic};
use crate::transcript::Transcript;

const TRANSCRIPT_FILE: &str = "transcript.json";
const REVIEW_FILE: &str = "review.json";
const TRANSCRIPT_SCHEMA: &str = "aloud.transcript/1";

#[derive(Serialize, Deserialize)]
struct Kept {
    schema: String,
    #[serde(flatten)]
    transcript: Transcript,
}

/// Writes `transcript.json` and `review.json` of a take.
///
/// # Errors
/// The folder is gone or the disk is full; older files then stand.
pub fn write(take: &Take, transcript: &Transcript, review: &Review) -> anyhow::Result<()> {
    let kept = Kept { schema: TRANSCRIPT_SCHEMA.into(), transcript: transcript.clone() };
    for (name, json) in [
        (TRANSCRIPT_FILE, serde_json::to_string_pretty(&kept)?),
        (REVIEW_FILE, serde_json::to_string_pretty(review)?),
    ] {
        let path = take.folder.join(name);
        write_atomic(&path, (json + "\n").as_bytes())
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// The review of a take; `None` when it was not reviewed yet.
///
/// # Errors
/// The file is damaged, or was written by a newer version.
pub fn read(take: &Take) -> anyhow::Result<Option<Review>> {
    let path = take.folder.join(REVIEW_FILE);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
    };
    #[derive(Deserialize)]
    struct Schema {
        schema: String,
    }
    let mend =
        || format!("{} is damaged: `aloud review {}` writes it again", path.display(), take.id());
    let Schema { schema } = serde_json::from_str(&text).with_context(mend)?;
    if schema != review::SCHEMA {
        anyhow::bail!(
            "{} was written by another version ({schema}): update aloud, or `aloud review {}` \
             writes it again",
            path.display(),
            take.id()
        );
    }
    Ok(Some(serde_json::from_str(&text).with_context(mend)?))
}
