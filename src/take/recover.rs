//! Bringing back takes whose process is gone.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::atomic::UNFINISHED;
use super::error::TakeError;
use super::find::folders;
use super::lock::Lock;
use super::record::{Audio, SCHEMA, State, TakeRecord};
use super::store::{AUDIO_FILE, FREE, RECORD_FILE, Take};
use super::wav_header;
use crate::capture::meter::Levels;

/// A file that is being written is finished within a second; after this time nobody writes it any more.
const FORGOTTEN: Duration = Duration::from_secs(60);

/// What became of one cut-off take.
#[derive(Debug, Clone, PartialEq)]
pub enum Recovered {
    /// Its sound is safe and whole up to the moment it was cut off.
    Saved(Take),
    /// It holds no sound.
    Empty(Take),
    /// It could not be mended.
    Failed {
        /// Its folder.
        folder: PathBuf,
        /// Why.
        reason: String,
    },
}

/// Mends every take whose process is gone: makes the WAV's header true from the file's length and
/// writes `take.json` anew. Takes that are being recorded, and those that are whole, are left
/// alone, so doing it twice changes nothing.
///
/// # Errors
/// The recordings folder cannot be read.
pub fn recover_all(recordings: &Path) -> Result<Vec<Recovered>, TakeError> {
    remove_unfinished(recordings, FORGOTTEN);
    for folder in folders(recordings)? {
        clear(&folder);
    }
    let cut_off = cut_off(recordings)?;
    Ok(cut_off.into_iter().map(|cut| recover(&cut.folder, cut.take)).collect())
}

/// A take whose process is gone. Nobody else mends or deletes it while this lives.
pub struct CutOff {
    folder: PathBuf,
    take: Option<Take>,
    _lock: Lock,
}

/// Every take whose process is gone, in the order of their folders.
///
/// # Errors
/// The recordings folder cannot be read.
pub fn cut_off(recordings: &Path) -> Result<Vec<CutOff>, TakeError> {
    let mut found = Vec::new();
    let mut all = folders(recordings)?;
    all.sort();
    for folder in all {
        let take = match Take::read(&folder) {
            Ok(take) if take.record.state != State::Recording => continue,
            Ok(take) => Some(take),
            // Written by a newer version, which may know better.
            Err(TakeError::Newer { .. }) => continue,
            Err(_) if !folder.join(AUDIO_FILE).is_file() => continue,
            Err(_) => None,
        };
        // Being recorded, or in a folder that cannot be written.
        let Ok(lock) = Lock::take(&folder) else { continue };
        found.push(CutOff { folder, take, _lock: lock });
    }
    Ok(found)
}

/// Makes the header of a take's sound true from the file's length, in place, so that a full disk
/// is no obstacle. Returns the frames in the file.
///
/// # Errors
/// The file cannot be read or written, or is no recording of this program.
pub fn make_header_true(audio: &Path) -> Result<u64, TakeError> {
    Ok(wav_header::repair(audio).map_err(TakeError::io("mend", audio))?.frames)
}

fn recover(folder: &Path, known: Option<Take>) -> Recovered {
    match mend(folder, known) {
        Ok(take) if take.record.state == State::Abandoned => Recovered::Empty(take),
        Ok(take) => Recovered::Saved(take),
        Err(error) => Recovered::Failed { folder: folder.to_path_buf(), reason: error.to_string() },
    }
}

fn mend(folder: &Path, known: Option<Take>) -> Result<Take, TakeError> {
    remove_unfinished(folder, Duration::ZERO);
    let audio = folder.join(AUDIO_FILE);
    let mut take = match known {
        Some(take) => take,
        None => Take { folder: folder.to_path_buf(), record: from_folder(folder) },
    };
    if !audio.is_file() {
        take.record.state = State::Abandoned;
        take.save()?;
        return Ok(take);
    }
    let repaired = wav_header::repair(&audio).map_err(TakeError::io("mend", &audio))?;
    let rate = f64::from(repaired.sample_rate_hz.max(1));
    let levels = measure(&audio)?;
    let sound = &mut take.record.audio;
    sound.sample_rate_hz = repaired.sample_rate_hz;
    sound.duration_s = repaired.frames as f64 / rate;
    sound.peak_dbfs = levels.peak_dbfs();
    sound.clipped_ms = Some(levels.clipped_frames() as f64 * 1_000.0 / rate);
    let length = sound.duration_s;
    sound.gaps.retain(|gap| gap.start_s < length);
    take.record.state = if repaired.frames > 0 { State::Recovered } else { State::Abandoned };
    take.save()?;
    Ok(take)
}

/// Removes what a killed process has left beside a take: its lock, files it had not finished, and the
/// whole folder where it had neither sound nor a description yet.
fn clear(folder: &Path) {
    if !Lock::is_left(folder) {
        // A review may be writing its files just now.
        return remove_unfinished(folder, FORGOTTEN);
    }
    // Somebody records it where it cannot be locked.
    let Ok(lock) = Lock::take(folder) else { return };
    remove_unfinished(folder, Duration::ZERO);
    drop(lock);
    if !folder.join(AUDIO_FILE).exists() && !folder.join(RECORD_FILE).exists() {
        // Fails where anything else is in it, which is right.
        let _ = std::fs::remove_dir(folder);
    }
}

/// What the place of a take says about it, when nothing else does.
fn from_folder(folder: &Path) -> TakeRecord {
    let name = |path: Option<&Path>| {
        path.and_then(Path::file_name).map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
    };
    let time = name(Some(folder));
    let group = name(folder.parent());
    let started = match time.split_once('T') {
        Some((day, clock)) => format!("{day}T{}", clock.replacen('-', ":", 2)),
        None => time.clone(),
    };
    let question = (group != FREE).then(|| super::record::QuestionRecord {
        id: group.clone(),
        prompt: String::new(),
        limit_s: None,
    });
    TakeRecord {
        schema: SCHEMA.into(),
        take: format!("{group}/{time}"),
        state: State::Recording,
        question,
        started,
        finished: None,
        device: None,
        audio: Audio::unknown(0),
        overruns: 0,
        ended: None,
    }
}

fn measure(audio: &Path) -> Result<Levels, TakeError> {
    let failed = |error: hound::Error| TakeError::Damaged {
        path: audio.to_path_buf(),
        reason: error.to_string(),
    };
    let reader = hound::WavReader::open(audio).map_err(failed)?;
    let mut levels = Levels::default();
    let mut piece = Vec::with_capacity(4_096);
    for sample in reader.into_samples::<i16>() {
        piece.push(sample.map_err(failed)?);
        if piece.len() == piece.capacity() {
            levels.take(&piece);
            piece.clear();
        }
    }
    levels.take(&piece);
    Ok(levels)
}

/// Removes what interrupted writes left behind, where it was not touched for so long.
fn remove_unfinished(folder: &Path, untouched: Duration) {
    let old = |entry: &std::fs::DirEntry| {
        let touched = entry.metadata().and_then(|file| file.modified()).ok();
        let since = touched.and_then(|touched| touched.elapsed().ok()).unwrap_or_default();
        since >= untouched
    };
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(UNFINISHED) && old(&entry) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::wav::Wav;
    use crate::take::create;

    fn cut_off(recordings: &Path, frames: usize) -> Take {
        let now = jiff::Timestamp::from_second(1_800_000_000).unwrap();
        let (take, lock) = create(recordings, None, None, 8_000, now).unwrap();
        let mut wav = Wav::create(&take.audio(), 8_000).unwrap();
        wav.write(&vec![100; frames]).unwrap();
        wav.checkpoint().unwrap();
        drop((wav, lock));
        take
    }

    #[test]
    fn a_take_whose_process_is_gone_comes_back_once() {
        let dir = tempfile::tempdir().unwrap();
        cut_off(dir.path(), 16_000);
        let results = recover_all(dir.path()).unwrap();
        let [Recovered::Saved(take)] = results.as_slice() else { panic!("{results:?}") };
        assert_eq!(take.record.state, State::Recovered);
        assert_eq!(take.record.audio.duration_s, 2.0);
        assert_eq!(recover_all(dir.path()).unwrap(), []);
        assert_eq!(crate::take::last(dir.path()).unwrap().id(), take.id());
    }

    #[test]
    fn a_take_that_is_being_recorded_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let take = cut_off(dir.path(), 100);
        let _lock = Lock::take(&take.folder).unwrap();
        assert_eq!(recover_all(dir.path()).unwrap(), []);
    }

    #[test]
    fn sound_without_its_description_comes_back_too() {
        let dir = tempfile::tempdir().unwrap();
        let take = cut_off(dir.path(), 8_000);
        std::fs::write(take.folder.join("take.json"), b"{\"sch").unwrap();
        let results = recover_all(dir.path()).unwrap();
        let [Recovered::Saved(again)] = results.as_slice() else { panic!("{results:?}") };
        assert_eq!(again.id(), take.id());
        assert_eq!(again.record.started, take.record.started);
        assert_eq!(again.record.audio.duration_s, 1.0);
    }

    #[test]
    fn a_take_that_was_killed_before_it_was_described_leaves_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("free/2026-01-01T00-00-00Z");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(".recording"), "").unwrap();
        std::fs::write(folder.join(format!("{UNFINISHED}x")), "{\"sch").unwrap();
        let lock = Lock::take(&folder).unwrap();
        assert_eq!(recover_all(dir.path()).unwrap(), []);
        assert!(folder.exists(), "it is being recorded just now");
        std::mem::forget(lock);
        let other = dir.path().join("free/2026-01-01T00-00-01Z");
        std::fs::create_dir_all(&other).unwrap();
        std::fs::write(other.join(".recording"), "").unwrap();
        assert_eq!(recover_all(dir.path()).unwrap(), []);
        assert!(!other.exists() && folder.exists());
    }

    #[test]
    fn what_a_killed_review_left_goes_and_what_one_writes_just_now_stays() {
        let dir = tempfile::tempdir().unwrap();
        let folder = super::super::store::tests::make(dir.path(), None, 0).folder;
        let (old, new) =
            (folder.join(format!("{UNFINISHED}old")), folder.join(format!("{UNFINISHED}new")));
        std::fs::write(&new, "{").unwrap();
        let file = std::fs::File::create(&old).unwrap();
        file.set_modified(std::time::SystemTime::now() - 2 * FORGOTTEN).unwrap();
        assert_eq!(recover_all(dir.path()).unwrap(), []);
        assert!(!old.exists() && new.exists());
    }

    #[test]
    fn a_take_without_a_sample_is_abandoned_and_never_the_last() {
        let dir = tempfile::tempdir().unwrap();
        cut_off(dir.path(), 0);
        let results = recover_all(dir.path()).unwrap();
        assert!(matches!(results.as_slice(), [Recovered::Empty(_)]), "{results:?}");
        assert!(crate::take::last(dir.path()).is_err());
    }
}
