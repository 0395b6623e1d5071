//! An interview on disk: `interview.json`, written after every step.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::{Plan, SCHEMA, Session, State, rfc3339};
use crate::take::write_atomic;

/// Folder of interviews below the recordings. No question has this id.
pub const FOLDER: &str = "interviews";

const FILE: &str = "interview.json";

/// Why an interview cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    /// The system refused.
    #[error("cannot {doing} {}: {reason}", path.display())]
    Io {
        /// "read" or "write".
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// The system's reason.
        reason: std::io::Error,
    },
    /// The file is none of ours, or of another version.
    #[error("{} cannot be read ({reason}): its takes are safe in the recordings", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// There is none that could go on.
    #[error("there is no interview to go on with in {}: `aloud interview` begins one", .0.display())]
    NoneUnfinished(PathBuf),
    /// There is none at all.
    #[error("there is no interview in {} yet: `aloud interview` begins one", .0.display())]
    None(PathBuf),
}

impl Session {
    /// A new interview with a folder of its own, written to disk.
    ///
    /// # Errors
    /// The recordings cannot be written.
    pub fn begin(recordings: &Path, plan: Plan, now: Timestamp) -> Result<Session, SessionError> {
        let parent = recordings.join(FOLDER);
        let io = |path: &Path| {
            let path = path.to_owned();
            move |reason| SessionError::Io { doing: "write", path, reason }
        };
        crate::folder::make_private_folders(&parent).map_err(io(&parent))?;
        let time = now.strftime("%Y-%m-%dT%H-%M-%SZ").to_string();
        let mut name = time.clone();
        let mut copy = 1;
        // Making the folder fails where another process was quicker.
        while let Err(error) = crate::folder::make_private_folder(&parent.join(&name)) {
            if error.kind() != ErrorKind::AlreadyExists {
                return Err(io(&parent.join(&name))(error));
            }
            copy += 1;
            name = format!("{time}-{copy}");
        }
        let session = Session {
            schema: SCHEMA.into(),
            interview: format!("{FOLDER}/{name}"),
            state: State::Running,
            started: rfc3339(now),
            finished: None,
            elapsed_s: 0.0,
            rounds_s: vec![0.0; plan.rounds.len()],
            plan,
            answers: Vec::new(),
        };
        session.save(recordings)?;
        Ok(session)
    }

    /// Writes `interview.json`; readers see the old one or the new one, never half of one.
    ///
    /// # Errors
    /// The disk is full or the folder is gone; the old file then stands.
    pub fn save(&self, recordings: &Path) -> Result<(), SessionError> {
        let path = self.folder(recordings).join(FILE);
        let written = serde_json::to_string_pretty(self)
            .map_err(std::io::Error::from)
            .and_then(|json| write_atomic(&path, (json + "\n").as_bytes()));
        written.map_err(|reason| SessionError::Io { doing: "write", path, reason })
    }

    /// Takes the folder away of an interview in which nothing was asked.
    pub fn forget(&self, recordings: &Path) {
        let folder = self.folder(recordings);
        let _ = std::fs::remove_file(folder.join(FILE));
        // What is not empty stays.
        let _ = std::fs::remove_dir(folder);
    }

    /// Its folder.
    pub fn folder(&self, recordings: &Path) -> PathBuf {
        recordings.join(&self.interview)
    }

    /// The newest interview.
    ///
    /// # Errors
    /// There is none, or it cannot be read.
    pub fn last(recordings: &Path) -> Result<Session, SessionError> {
        let newest = files(recordings).next_back();
        newest.map_or_else(|| Err(SessionError::None(recordings.join(FOLDER))), |file| read(&file))
    }

    /// The newest interview that can go on. `wants_reviews` tells of the newest one, when it is
    /// finished, whether answers of it still are to be reviewed.
    ///
    /// # Errors
    /// There is none, or one cannot be read.
    pub fn to_go_on_with(
        recordings: &Path,
        wants_reviews: impl Fn(&Session) -> bool,
    ) -> Result<Session, SessionError> {
        for (before, file) in files(recordings).rev().enumerate() {
            let session = read(&file)?;
            if session.state != State::Finished || before == 0 && wants_reviews(&session) {
                return Ok(session);
            }
        }
        Err(SessionError::NoneUnfinished(recordings.join(FOLDER)))
    }
}

/// The interviews on disk, the oldest first.
fn files(recordings: &Path) -> impl DoubleEndedIterator<Item = PathBuf> {
    let entries = std::fs::read_dir(recordings.join(FOLDER)).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> =
        entries.map(|entry| entry.path().join(FILE)).filter(|file| file.is_file()).collect();
    files.sort();
    files.into_iter()
}

fn read(file: &Path) -> Result<Session, SessionError> {
    let path = file.to_owned();
    let bytes = std::fs::read(file).map_err(|reason| SessionError::Io {
        doing: "read",
        path: path.clone(),
        reason,
    })?;
    let damaged = |reason: String| SessionError::Damaged { path: path.clone(), reason };
    let mut session: Session =
        serde_json::from_slice(&bytes).map_err(|error| damaged(error.to_string()))?;
    // Where it stands is what the folder says: a file must not send what is written elsewhere.
    let folder = file.parent().and_then(Path::file_name).unwrap_or_default();
    session.interview = format!("{FOLDER}/{}", folder.to_string_lossy());
    match session.schema == SCHEMA {
        true => Ok(session),
        false => Err(damaged(format!("it has the schema {}", session.schema))),
    }
}
