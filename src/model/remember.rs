//! Remembers the sum of a model beside it, so that a review need not hash 82 MB each time.
//!
//! `<file>.sha256` is a line that `sha256sum -c` reads, and a comment with the size and the time
//! of the file when it was hashed. Where either has changed, the file is hashed again.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::error::ModelError;
use super::hash::sha256_of_file;

/// SHA-256 of a model in hexadecimal: the remembered one while the file is unchanged.
///
/// # Errors
/// [`ModelError::Io`] where the file cannot be read. A sum that cannot be remembered (a folder
/// that is read-only) is no error.
pub fn sha256(path: &Path) -> Result<String, ModelError> {
    match recall(path) {
        Some(sum) => Ok(sum),
        None => sha256_anew(path),
    }
}

/// Hashes the file whatever is remembered, and remembers the result.
///
/// # Errors
/// As [`sha256`].
pub fn sha256_anew(path: &Path) -> Result<String, ModelError> {
    let stamp = stamp(path);
    let sum = sha256_of_file(path)?;
    if let (Some(stamp), Some(name)) = (stamp, path.file_name()) {
        let note = note(path);
        let text = format!("{sum}  {}\n# {stamp}\n", name.to_string_lossy());
        let part = super::store::part(&note);
        let _ = fs::write(&part, text).and_then(|()| fs::rename(&part, &note));
    }
    Ok(sum)
}

/// The remembered sum, where there is one and the file has not changed since.
fn recall(path: &Path) -> Option<String> {
    let text = fs::read_to_string(note(path)).ok()?;
    let mut lines = text.lines();
    let sum = lines.next()?.split_whitespace().next()?;
    let same = lines.next()?.strip_prefix("# ")? == stamp(path)?;
    let valid = sum.len() == 64 && sum.bytes().all(|b| b.is_ascii_hexdigit());
    (same && valid).then(|| sum.to_owned())
}

/// Where the sum of a model is remembered.
pub fn note(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".sha256");
    name.into()
}

/// Size and time of the last change: what tells an unchanged file.
fn stamp(path: &Path) -> Option<String> {
    let metadata = path.metadata().ok()?;
    let modified = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(format!("{} bytes, changed {} ns", metadata.len(), modified.as_nanos()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_file_is_hashed_again_and_an_unchanged_one_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("m.bin");
        fs::write(&path, "one").unwrap();
        let one = sha256(&path).unwrap();
        assert_eq!(recall(&path), Some(one.clone()));
        fs::write(&path, "three").unwrap();
        assert_eq!(recall(&path), None);
        assert_ne!(sha256(&path).unwrap(), one);
    }

    #[test]
    fn a_damaged_note_is_ignored() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("m.bin");
        fs::write(&path, "one").unwrap();
        let right = sha256(&path).unwrap();
        fs::write(note(&path), "zz\n").unwrap();
        assert_eq!(sha256(&path).unwrap(), right);
    }
}
