//! Writing a file so that readers see the old one or the new one, never half of one.

use std::io::Write;
use std::path::Path;

use crate::refusal::Refusal;

/// Name prefix of files being written; a killed process may leave one behind.
pub(crate) const UNFINISHED: &str = ".aloud-";

/// Writes `bytes` beside `path`, syncs, and renames over it. The file is readable by its owner
/// only.
///
/// # Errors
/// The disk is full, or the folder is missing or not writable; `path` is then unchanged.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    // tempfile creates with mode 0600.
    let mut beside =
        tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(folder).map_err(plain)?;
    beside.write_all(bytes)?;
    beside.as_file().sync_all()?;
    beside.persist(path).map_err(|error| error.error)?;
    sync_folder(folder);
    Ok(())
}

/// What the system says: tempfile adds the name of its file, which nobody has heard of.
fn plain(error: std::io::Error) -> std::io::Error {
    let known = error.raw_os_error().is_none() && Refusal::of(&error) != Refusal::Other;
    if known { error.kind().into() } else { error }
}

/// Makes a rename outlive a power cut. Not every file system can; the file itself is safe.
fn sync_folder(folder: &Path) {
    #[cfg(unix)]
    if let Ok(folder) = std::fs::File::open(folder) {
        let _ = folder.sync_all();
    }
    #[cfg(not(unix))]
    let _ = folder;
}
