//! Takes in the practice folder: making, finding, listing, deleting.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::atomic::{UNFINISHED, write_atomic};
use super::error::TakeError;
use super::lock::Lock;
use super::record::{Audio, DeviceRecord, QuestionRecord, SCHEMA, State, TakeRecord};
use crate::folder::{make_private_folder, make_private_folders};
use crate::refusal::Refusal;

/// Name of the sound file of a take.
pub const AUDIO_FILE: &str = "audio.wav";

/// Name of the file that describes a take.
pub(crate) const RECORD_FILE: &str = "take.json";

/// Folder of takes without a question.
pub const FREE: &str = "free";

/// Room kept free beside a growing WAV, in bytes. `take.json` needs a hundredth of it; but btrfs under
/// a quota renames a file only where 200 to 250 KiB are free.
const RESERVE_BYTES: usize = 256 << 10;

/// Has the file system finish what it has begun: one that copies on write, such as btrfs under a
/// quota, gives the room of a removed file back only then.
fn settle(folder: &Path) {
    #[cfg(target_os = "linux")]
    let _ = std::fs::File::open(folder).map(rustix::fs::syncfs);
    #[cfg(not(target_os = "linux"))]
    let _ = folder;
}

/// Name of the file that keeps that room.
fn reserve(folder: &Path) -> PathBuf {
    folder.join(format!("{UNFINISHED}reserve"))
}

/// A take on disk.
#[derive(Debug, Clone, PartialEq)]
pub struct Take {
    /// Its folder.
    pub folder: PathBuf,
    /// What `take.json` says.
    pub record: TakeRecord,
}

impl Take {
    /// `<question id or free>/<UTC time>`.
    pub fn id(&self) -> &str {
        &self.record.take
    }

    /// The sound file.
    pub fn audio(&self) -> PathBuf {
        self.folder.join(AUDIO_FILE)
    }

    /// Writes `take.json` for the last time, in the room that was kept for it: a recording that has
    /// filled the disk is described, too.
    ///
    /// # Errors
    /// As [`save`](Take::save).
    pub fn save_last(&self) -> Result<(), TakeError> {
        let _ = std::fs::remove_file(reserve(&self.folder));
        match self.save() {
            Err(TakeError::Io { reason, .. }) if Refusal::of(&reason) == Refusal::Full => {
                settle(&self.folder);
                self.save()
            }
            saved => saved,
        }
    }

    /// Writes `take.json` again.
    ///
    /// # Errors
    /// The disk is full or the folder is gone; the old file then stands.
    pub fn save(&self) -> Result<(), TakeError> {
        let path = self.folder.join(RECORD_FILE);
        let mut text = serde_json::to_string_pretty(&self.record)
            .map_err(|error| TakeError::io("write", &path)(error.into()))?;
        text.push('\n');
        write_atomic(&path, text.as_bytes()).map_err(TakeError::io("write", &path))
    }

    /// Refuses a take that has not come to its end.
    ///
    /// # Errors
    /// [`TakeError::Busy`] while it is recorded, [`TakeError::CutOff`] when its process is gone.
    pub fn require_ended(&self) -> Result<(), TakeError> {
        if self.record.state != State::Recording {
            return Ok(());
        }
        drop(Lock::take(&self.folder)?);
        Err(TakeError::CutOff(self.folder.clone()))
    }

    /// Reads the take in `folder`.
    ///
    /// # Errors
    /// Missing, damaged, or written by a newer version.
    pub fn read(folder: &Path) -> Result<Take, TakeError> {
        let path = folder.join(RECORD_FILE);
        let bytes = std::fs::read(&path).map_err(TakeError::io("read", &path))?;
        let damaged = |error: serde_json::Error| TakeError::Damaged {
            path: path.clone(),
            reason: if bytes.is_empty() { "it is empty".into() } else { error.to_string() },
        };
        #[derive(serde::Deserialize)]
        struct Schema {
            schema: String,
        }
        let Schema { schema } = serde_json::from_slice(&bytes).map_err(damaged)?;
        if schema != SCHEMA {
            return Err(match schema.starts_with("aloud.take/") {
                true => TakeError::Newer { path, found: schema },
                false => {
                    TakeError::Damaged { path, reason: format!("it has the schema {schema:?}") }
                }
            });
        }
        let record = serde_json::from_slice(&bytes).map_err(damaged)?;
        Ok(Take { folder: folder.to_path_buf(), record })
    }
}

/// Makes the folder of a new take and locks it. Two processes never get the same one: the folder
/// is made by a call that fails when it exists.
///
/// # Errors
/// The recordings folder cannot be written.
pub fn create(
    recordings: &Path,
    question: Option<QuestionRecord>,
    device: Option<DeviceRecord>,
    sample_rate_hz: u32,
    now: Timestamp,
) -> Result<(Take, Lock), TakeError> {
    let group = question.as_ref().map_or(FREE, |question| question.id.as_str());
    let group = file_name(group);
    let parent = recordings.join(&group);
    make_private_folders(&parent).map_err(TakeError::io("create", &parent))?;
    let time = now.strftime("%Y-%m-%dT%H-%M-%SZ").to_string();
    let mut name = time.clone();
    let mut number = 1;
    let folder = loop {
        let folder = parent.join(&name);
        match make_private_folder(&folder) {
            Ok(()) => break folder,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                number += 1;
                name = format!("{time}-{number}");
            }
            Err(error) => return Err(TakeError::io("create", &folder)(error)),
        }
    };
    let lock = Lock::take(&folder)?;
    let record = TakeRecord {
        schema: SCHEMA.into(),
        take: format!("{group}/{name}"),
        state: State::Recording,
        question,
        started: now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        finished: None,
        device,
        audio: Audio::unknown(sample_rate_hz),
        overruns: 0,
        ended: None,
    };
    let take = Take { folder, record };
    take.save()?;
    let path = reserve(&take.folder);
    write_atomic(&path, &vec![0; RESERVE_BYTES]).map_err(TakeError::io("write", &path))?;
    Ok((take, lock))
}

/// Removes a take with everything in its folder, and its question's folder when it was the last.
///
/// # Errors
/// [`TakeError::Busy`] while it is recorded; or the system refuses.
pub fn delete(take: &Take) -> Result<(), TakeError> {
    let lock = Lock::take(&take.folder)?;
    std::fs::remove_dir_all(&take.folder).map_err(TakeError::io("remove", &take.folder))?;
    drop(lock);
    if let Some(group) = take.folder.parent() {
        // Fails while other takes are in it, which is right.
        let _ = std::fs::remove_dir(group);
    }
    Ok(())
}

/// A question's id as the name of a folder: an id is one already, anything else is made one.
fn file_name(id: &str) -> String {
    let name: String = id
        .chars()
        .map(|c| if c.is_alphanumeric() || c == '-' || c == '_' { c } else { '-' })
        .collect();
    if name.is_empty() { FREE.into() } else { name }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::find::{last, list};
    use super::*;

    pub(in crate::take) fn make(recordings: &Path, question: Option<&str>, seconds: i64) -> Take {
        let question = question.map(|id| QuestionRecord {
            id: id.into(),
            prompt: "Why?".into(),
            limit_s: None,
        });
        let now = Timestamp::from_second(1_800_000_000 + seconds).unwrap();
        let (mut take, lock) = create(recordings, question, None, 48_000, now).unwrap();
        std::fs::write(take.audio(), b"sound").unwrap();
        take.record.state = State::Finished;
        take.record.audio.duration_s = 1.0;
        take.save_last().unwrap();
        drop(lock);
        take
    }

    #[test]
    fn two_takes_of_the_same_second_get_folders_of_their_own() {
        let dir = tempfile::tempdir().unwrap();
        let first = make(dir.path(), Some("why-us"), 0);
        let second = make(dir.path(), Some("why-us"), 0);
        assert_eq!(first.id(), "why-us/2027-01-15T08-00-00Z");
        assert_eq!(second.id(), "why-us/2027-01-15T08-00-00Z-2");
        assert_eq!(last(dir.path()).unwrap().id(), second.id());
    }

    #[test]
    fn a_newer_schema_is_refused_by_name_and_rubbish_is_damaged() {
        let dir = tempfile::tempdir().unwrap();
        let take = make(dir.path(), None, 0);
        let file = take.folder.join(RECORD_FILE);
        std::fs::write(&file, r#"{"schema":"aloud.take/9"}"#).unwrap();
        assert!(matches!(Take::read(&take.folder), Err(TakeError::Newer { .. })));
        for rubbish in [&b""[..], b"{", b"[]", b"\xff\xfe", b"{\"schema\":\"other/1\"}"] {
            std::fs::write(&file, rubbish).unwrap();
            assert!(matches!(Take::read(&take.folder), Err(TakeError::Damaged { .. })));
        }
        assert_eq!(list(dir.path()).unwrap().1.len(), 1);
    }

    #[test]
    #[cfg(unix)]
    fn takes_are_private_to_their_user() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let take = make(dir.path(), None, 0);
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&take.folder), 0o700);
        assert_eq!(mode(&take.folder.join(RECORD_FILE)), 0o600);
    }

    #[test]
    fn deleting_spares_a_take_that_is_being_recorded() {
        let dir = tempfile::tempdir().unwrap();
        let take = make(dir.path(), None, 0);
        let lock = Lock::take(&take.folder).unwrap();
        assert!(matches!(delete(&take), Err(TakeError::Busy(_))));
        drop(lock);
        delete(&take).unwrap();
        assert!(!take.folder.exists());
    }
}
