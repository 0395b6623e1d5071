//! Finding and listing takes.

use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use super::error::TakeError;
use super::record::State;
use super::store::{AUDIO_FILE, RECORD_FILE, Take};
use super::wav_header;
use crate::local_time;

/// Candidates named in a message at most.
const CANDIDATES: usize = 8;

/// All takes that can be read, oldest first, and what was wrong with the others.
///
/// # Errors
/// The recordings folder exists and cannot be read.
pub fn list(recordings: &Path) -> Result<(Vec<Take>, Vec<TakeError>), TakeError> {
    let mut takes = Vec::new();
    let mut broken = Vec::new();
    for folder in folders(recordings)? {
        match Take::read(&folder) {
            Ok(take) => takes.push(take),
            // A folder without take.json is none of ours, unless it has sound in it.
            Err(TakeError::Io { reason, .. })
                if reason.kind() == ErrorKind::NotFound && !folder.join(AUDIO_FILE).exists() => {}
            Err(error) => broken.push(error),
        }
    }
    takes.sort_by(|a: &Take, b| order(a.id()).cmp(&order(b.id())));
    Ok((takes, broken))
}

/// The newest take that is complete and has sound.
///
/// # Errors
/// [`TakeError::None`] when there is none. [`TakeError::CutOff`] and [`TakeError::Damaged`] when
/// the newest with sound has to be mended first: an older one is not what was asked for.
pub fn last(recordings: &Path) -> Result<Take, TakeError> {
    let mut found: Vec<(String, PathBuf)> =
        folders(recordings)?.into_iter().map(|folder| (id(&folder), folder)).collect();
    found.sort_by(|(a, _), (b, _)| order(b).cmp(&order(a)));
    for (_, folder) in found {
        let heard = || {
            let audio = folder.join(AUDIO_FILE).metadata();
            audio.is_ok_and(|file| file.len() > wav_header::HEADER)
        };
        match Take::read(&folder) {
            Ok(take) => match take.record.state {
                State::Finished | State::Recovered
                    if take.record.audio.duration_s > 0.0 && take.audio().is_file() =>
                {
                    return Ok(take);
                }
                State::Recording if heard() => {
                    if let Err(error @ TakeError::CutOff(_)) = take.require_ended() {
                        return Err(error);
                    }
                }
                _ => {}
            },
            Err(error @ TakeError::Damaged { .. }) if heard() => return Err(error),
            Err(_) => {}
        }
    }
    Err(TakeError::None(recordings.to_path_buf()))
}

/// Finds a take by `last`, its id, its folder or a file in it, or by a part of its id or of its
/// time on this machine's clock (`2026-01-31 18:00`) that only it has.
///
/// # Errors
/// [`TakeError::Unknown`] and [`TakeError::Ambiguous`] list candidates; see [`TakeError::is_usage`].
pub fn open(recordings: &Path, asked: &str) -> Result<Take, TakeError> {
    if asked == "last" {
        return last(recordings);
    }
    let plain = !asked.is_empty()
        && Path::new(asked).components().all(|part| matches!(part, Component::Normal(_)));
    let by_id = recordings.join(asked);
    if plain && by_id.join(RECORD_FILE).is_file() {
        return Take::read(&by_id);
    }
    let path = Path::new(asked);
    let folder = if path.is_file() { path.parent().unwrap_or(path) } else { path };
    if folder.join(RECORD_FILE).is_file() && !asked.is_empty() {
        return Take::read(folder);
    }
    let (takes, _) = list(recordings)?;
    let mut near: Vec<Take> =
        takes.iter().rev().filter(|take| goes_by(take.id(), asked)).cloned().collect();
    let ids = |takes: &[Take]| {
        takes.iter().take(CANDIDATES).map(|take| take.id().to_string()).collect::<Vec<_>>()
    };
    match near.len() {
        1 => Ok(near.remove(0)),
        0 => {
            let newest: Vec<Take> = takes.into_iter().rev().collect();
            Err(TakeError::Unknown { asked: asked.into(), candidates: ids(&newest) })
        }
        _ => Err(TakeError::Ambiguous { asked: asked.into(), candidates: ids(&near) }),
    }
}

fn goes_by(id: &str, asked: &str) -> bool {
    id.contains(asked) || local_time::of_take_exactly(id).contains(asked)
}

/// Every folder two levels below `recordings`, in no order.
pub(crate) fn folders(recordings: &Path) -> Result<Vec<PathBuf>, TakeError> {
    let mut found = Vec::new();
    for group in subfolders(recordings)? {
        found.extend(subfolders(&group)?);
    }
    Ok(found)
}

/// The id of the take in `folder`, after its last two parts.
fn id(folder: &Path) -> String {
    let name = |path: Option<&Path>| {
        path.and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned()
    };
    format!("{}/{}", name(folder.parent()), name(Some(folder)))
}

/// The folders in a folder, in no order; none where it is missing.
pub(crate) fn subfolders(folder: &Path) -> Result<Vec<PathBuf>, TakeError> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(TakeError::io("read", folder)(error)),
    };
    Ok(entries
        .filter_map(|entry| entry.ok())
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
        .map(|entry| entry.path())
        .collect())
}

/// Sorts by time first, and `…Z-10` after `…Z-9`.
pub(crate) fn order(id: &str) -> (&str, u32, &str) {
    let (group, name) = id.split_once('/').unwrap_or(("", id));
    let (time, suffix) = name.split_once('Z').unwrap_or((name, ""));
    let number = suffix.trim_start_matches('-').parse().unwrap_or(1);
    (time, number, group)
}

#[cfg(test)]
mod tests {
    use super::super::store::tests::make;
    use super::*;

    #[test]
    fn a_take_is_found_by_id_folder_file_part_and_last() {
        let dir = tempfile::tempdir().unwrap();
        let older = make(dir.path(), Some("why-us"), 0);
        let newer = make(dir.path(), None, 60);
        let found = |asked: &str| open(dir.path(), asked).unwrap().id().to_string();
        assert_eq!(found(older.id()), older.id());
        assert_eq!(found(older.folder.to_str().unwrap()), older.id());
        assert_eq!(found(older.audio().to_str().unwrap()), older.id());
        assert_eq!(found("why-us"), older.id());
        assert_eq!(found(&local_time::of_take(older.id())), older.id());
        assert_eq!(found("last"), newer.id());
    }

    #[test]
    fn an_older_take_is_not_the_last_one_where_the_newest_has_to_be_mended() {
        let dir = tempfile::tempdir().unwrap();
        let older = make(dir.path(), Some("why-us"), 0);
        let mut newer = make(dir.path(), Some("why-us"), 60);
        std::fs::write(newer.folder.join(RECORD_FILE), "").unwrap();
        std::fs::write(newer.audio(), [0; 100]).unwrap();
        let text = last(dir.path()).unwrap_err().to_string();
        assert!(text.contains("it is empty") && text.contains("aloud recover"), "{text}");
        newer.record.state = State::Recording;
        newer.save().unwrap();
        assert!(matches!(last(dir.path()), Err(TakeError::CutOff(_))));
        // Where no sound was saved nothing is lost by the one before.
        std::fs::write(newer.audio(), [0; 44]).unwrap();
        assert_eq!(last(dir.path()).unwrap().id(), older.id());
    }

    #[test]
    fn unknown_and_ambiguous_names_list_what_there_is() {
        let dir = tempfile::tempdir().unwrap();
        let older = make(dir.path(), Some("why-us"), 0);
        let newer = make(dir.path(), Some("why-us"), 60);
        for asked in ["why-us", "why-you", "../../etc", ""] {
            let error = open(dir.path(), asked).unwrap_err();
            assert!(error.is_usage(), "{asked}: {error}");
            let text = error.to_string();
            assert!(text.contains(older.id()) && text.contains(newer.id()), "{text}");
        }
    }
}
