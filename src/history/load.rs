//! Takes and their reviews as rows, through the index.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::index::{self, Entry};
use super::row::Row;
use super::stamp::{Stamp, now_ns};
use crate::language::Language;
use crate::parallel;
use crate::review::PacesBefore;
use crate::review::derived::{self, DerivedError, REVIEW_FILE};
use crate::take::{AUDIO_FILE, RECORD_FILE, Take, TakeError, order, subfolders};

/// Name of the index in the recordings folder.
pub const INDEX_FILE: &str = ".index";

/// From this many takes on, several threads are worth their start.
pub(crate) const PARALLEL_FROM: usize = 64;

/// All takes of a practice folder.
#[derive(Debug, Default)]
pub struct History {
    /// Every take that can be read, oldest first.
    pub rows: Vec<Row>,
    /// What was wrong with the others.
    pub faults: Vec<HistoryFault>,
}

impl History {
    /// Pace of the takes that were started before `started` (RFC 3339, UTC), the latest last.
    pub fn paces_before(&self, started: &str) -> PacesBefore {
        let of = |language: Language| {
            let rows = self.rows.iter().filter(|row| row.started.as_str() < started);
            rows.filter(|row| row.language == Some(language)).filter_map(Row::pace).collect()
        };
        PacesBefore { english: of(Language::English), korean: of(Language::Korean) }
    }
}

/// Why a take, or its review, is not in the history.
#[derive(Debug, thiserror::Error)]
pub enum HistoryFault {
    /// The take cannot be read.
    #[error(transparent)]
    Take(#[from] TakeError),
    /// Its review cannot be read; the take is listed without measures.
    #[error(transparent)]
    Review(#[from] DerivedError),
}

/// A take's folder with the stamps of its files.
struct Found {
    id: String,
    folder: PathBuf,
    take: Stamp,
    review: Option<Stamp>,
    read_ns: i64,
}

/// A take after its files were read.
struct Made {
    /// `None` where `take.json` cannot be read.
    row: Option<Row>,
    fault: Option<HistoryFault>,
}

/// All takes in `recordings`. What did not change since an earlier call comes from the index, which
/// is written again where something did; where it cannot be written, the next call takes longer.
///
/// # Errors
/// The recordings folder exists and cannot be read.
pub fn load(recordings: &Path) -> Result<History, TakeError> {
    let path = recordings.join(INDEX_FILE);
    let mut history = History::default();
    // Reading the index takes as long as asking the system about every take.
    let (before, found) = std::thread::scope(|scope| {
        let before = scope.spawn(|| index::read(&path));
        let found = find(recordings, &mut history.faults);
        (before.join().unwrap_or_default(), found)
    });
    let kept = before.len();
    let mut before: HashMap<String, Entry> =
        before.into_iter().map(|entry| (entry.row.take.clone(), entry)).collect();
    let mut entries = Vec::with_capacity(kept);
    let mut changed = Vec::new();
    for found in found? {
        match before.remove(&found.id).filter(|entry| entry.holds(found.take, found.review)) {
            Some(entry) => entries.push(entry),
            None => changed.push(found),
        }
    }
    let stale = !changed.is_empty() || entries.len() != kept;
    for (found, made) in changed.iter().zip(parallel::map(&changed, PARALLEL_FROM, make)) {
        let whole = made.fault.is_none();
        history.faults.extend(made.fault);
        let Some(row) = made.row else { continue };
        if whole {
            let (take, review, read_ns) = (found.take, found.review, found.read_ns);
            entries.push(Entry { take, review, read_ns, row });
        } else {
            history.rows.push(row);
        }
    }
    entries.sort_by(|a, b| order(&a.row.take).cmp(&order(&b.row.take)));
    if stale {
        let _ = index::write(&path, &entries);
    }
    let any_damaged = !history.rows.is_empty();
    history.rows.extend(entries.into_iter().map(|entry| entry.row));
    if any_damaged {
        history.rows.sort_by(|a, b| order(&a.take).cmp(&order(&b.take)));
    }
    Ok(history)
}

/// Every folder that holds a take, in no order. One with sound but without `take.json` is a fault.
fn find(recordings: &Path, faults: &mut Vec<HistoryFault>) -> Result<Vec<Found>, TakeError> {
    let mut all = Vec::new();
    for group in subfolders(recordings)? {
        let group_name = name(&group);
        for folder in subfolders(&group)? {
            let read_ns = now_ns();
            let record = folder.join(RECORD_FILE);
            let stamps = Stamp::of(&record)
                .and_then(|take| Ok((take, Stamp::of(&folder.join(REVIEW_FILE))?)));
            match stamps {
                Ok((Some(take), review)) => {
                    let id = format!("{group_name}/{}", name(&folder));
                    all.push(Found { id, folder, take, review, read_ns });
                }
                Ok((None, _)) if !folder.join(AUDIO_FILE).exists() => {}
                Ok((None, _)) => faults.extend(Take::read(&folder).err().map(Into::into)),
                Err(reason) => faults.push(TakeError::io("read", &record)(reason).into()),
            }
        }
    }
    Ok(all)
}

fn name(folder: &Path) -> String {
    folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Reads a take with its review.
fn make(found: &Found) -> Made {
    let take = match Take::read(&found.folder) {
        Ok(take) => take,
        Err(error) => return Made { row: None, fault: Some(error.into()) },
    };
    let (review, fault) = match derived::read(&take) {
        Ok(review) => (review, None),
        Err(error) => (None, Some(error.into())),
    };
    Made { row: Some(Row::new(found.id.clone(), &take, review.as_ref())), fault }
}
