//! The index: rows of earlier runs with the stamps of the files they were made from.
//!
//! It is a cache. It may be deleted at any time; one that is missing, damaged or of another
//! version counts as empty, and a row is used only while the stamps of its take's files are the
//! same.
//!
//! The file: [`MAGIC`], the SHA-256 of the rest, then the entries in postcard's form.

use std::io::Write;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::row::Row;
use super::stamp::Stamp;
use crate::take::UNFINISHED;

/// Name and version of the form. Every change of [`Row`], [`Stamp`] or of how a row is made from a
/// take and its review needs a new number.
const MAGIC: &[u8] = b"aloud.index/1\n";

/// Bytes of a SHA-256.
const HASH_BYTES: usize = 32;

/// A row with what it was made from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Stamp of `take.json`.
    pub take: Stamp,
    /// Stamp of `review.json`; `None` where there was none.
    pub review: Option<Stamp>,
    /// When both were read, in nanoseconds since 1970.
    pub read_ns: i64,
    /// The row.
    pub row: Row,
}

impl Entry {
    /// Whether the row still holds for files with these stamps.
    pub fn holds(&self, take: Stamp, review: Option<Stamp>) -> bool {
        self.take == take
            && self.review == review
            && !take.is_fresh(self.read_ns)
            && !review.is_some_and(|review| review.is_fresh(self.read_ns))
    }
}

/// The entries of an index; none where the file is missing, damaged or of another version.
pub fn read(path: &Path) -> Vec<Entry> {
    std::fs::read(path).ok().and_then(|bytes| decode(&bytes)).unwrap_or_default()
}

/// Writes an index in one step: another program sees the old one or the new one.
///
/// # Errors
/// The folder cannot be written; the old index then stands.
pub fn write(path: &Path, entries: &[Entry]) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut beside = tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(folder)?;
    beside.write_all(&encode(entries)?)?;
    // Not synced: a power cut leaves an index that its hash gives away.
    beside.persist(path).map_err(|error| error.error)?;
    Ok(())
}

fn encode(entries: &[Entry]) -> std::io::Result<Vec<u8>> {
    let rest = postcard::to_allocvec(entries).map_err(std::io::Error::other)?;
    Ok([MAGIC, Sha256::digest(&rest).as_slice(), &rest].concat())
}

fn decode(bytes: &[u8]) -> Option<Vec<Entry>> {
    let (hash, rest) = bytes.strip_prefix(MAGIC)?.split_at_checked(HASH_BYTES)?;
    (Sha256::digest(rest).as_slice() == hash).then(|| postcard::from_bytes(rest).ok())?
}

#[cfg(test)]
mod tests {
    use super::super::row::tests::row;
    use super::*;
    use crate::language::Language;

    fn entry() -> Entry {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("take.json");
        std::fs::write(&path, "{}").unwrap();
        let stamp = Stamp::of(&path).unwrap().unwrap();
        let row = Row {
            prompt: Some("왜 우리인가요?".into()),
            limit_s: Some(120.0),
            language: Some(Language::Korean),
            syllables_per_minute: Some(250.0),
            fillers: Some(3),
            fixes: vec!["pace".into()],
            ..row("why-us")
        };
        Entry { take: stamp, review: None, read_ns: i64::MAX, row }
    }

    #[test]
    fn entries_come_back_as_they_were() {
        let entries = vec![entry(), entry()];
        assert_eq!(decode(&encode(&entries).unwrap()), Some(entries));
    }

    #[test]
    fn a_changed_form_of_rows_needs_a_new_number() {
        // When this fails, raise the number in MAGIC, then take over the new bytes.
        let row = postcard::to_allocvec(&entry().row).unwrap();
        let hash: String =
            Sha256::digest(&row).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(
            (MAGIC, row.len(), hash.as_str()),
            (&b"aloud.index/1\n"[..], 122, "8f25866579997574")
        );
    }

    #[test]
    fn an_index_that_is_cut_off_or_has_a_wrong_bit_counts_as_none() {
        let bytes = encode(&[entry()]).unwrap();
        for length in 0..bytes.len() {
            assert_eq!(decode(&bytes[..length]), None, "cut to {length}");
        }
        for at in 0..bytes.len() {
            let mut wrong = bytes.clone();
            wrong[at] ^= 1;
            assert_eq!(decode(&wrong), None, "byte {at}");
        }
    }

    #[test]
    fn a_row_holds_only_for_the_same_files_read_well_after_their_change() {
        let entry = entry();
        assert!(entry.holds(entry.take, None));
        assert!(!entry.holds(entry.take, Some(entry.take)));
        let just_written = Entry { read_ns: super::super::stamp::now_ns(), ..entry };
        assert!(!just_written.holds(just_written.take, None));
    }
}
