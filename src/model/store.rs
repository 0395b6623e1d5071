//! Where models are kept, and how a file gets there whole.
//!
//! A file under its final name is always complete: it is written as `<name>.part` beside it,
//! synced, then renamed. What an interruption leaves behind ends in `.part`.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::error::ModelError;
use crate::folder::{Folder, free_bytes};

/// Room left free on the disk after a download, in bytes.
const SPARE: u64 = 50_000_000;

/// The folders that are searched for models, the nearest first: that of the practice folder,
/// then the user's own.
pub fn folders(folder: Option<&Folder>) -> Vec<PathBuf> {
    folder.map(Folder::models).into_iter().chain(user_folder()).collect()
}

/// The user's own models: `$XDG_DATA_HOME/aloud/models`, or what the system has for it.
/// `None` where the system knows no home folder.
pub fn user_folder() -> Option<PathBuf> {
    let variable = |name| std::env::var_os(name).map(PathBuf::from).filter(|p| p.is_absolute());
    let data = variable("XDG_DATA_HOME").or_else(|| {
        if cfg!(windows) {
            return variable("LOCALAPPDATA");
        }
        let home = std::env::home_dir().filter(|home| home.is_absolute())?;
        let data =
            if cfg!(target_os = "macos") { "Library/Application Support" } else { ".local/share" };
        Some(home.join(data))
    })?;
    Some(data.join("aloud").join("models"))
}

/// The folder that receives new models; it is made where it is missing.
///
/// # Errors
/// [`ModelError::Io`] where it cannot be made.
pub fn receiving_folder(folder: Option<&Folder>) -> Result<PathBuf, ModelError> {
    let path = folders(folder).into_iter().next().unwrap_or_else(|| PathBuf::from("models"));
    fs::create_dir_all(&path).map_err(ModelError::io("create", &path))?;
    Ok(path)
}

/// Keeps two pulls from writing the same part file; held until it is dropped.
///
/// # Errors
/// [`ModelError::Download`] where another process holds it.
pub fn lock(folder: &Path) -> Result<Lock, ModelError> {
    #[cfg(unix)]
    {
        use rustix::fs::{FlockOperation, flock};
        let handle = File::open(folder).map_err(ModelError::io("read", folder))?;
        // Some network disks know no locks; there it goes on without.
        if flock(&handle, FlockOperation::NonBlockingLockExclusive)
            .is_err_and(|error| error == rustix::io::Errno::WOULDBLOCK)
        {
            return Err(ModelError::Download {
                what: format!("into {}", folder.display()),
                reason: "another download into this folder is running; wait for it".into(),
            });
        }
        Ok(Lock(handle))
    }
    #[cfg(not(unix))]
    Ok(Lock)
}

/// See [`lock`].
#[cfg(unix)]
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "held for its lock")] File);
/// See [`lock`].
#[cfg(not(unix))]
#[derive(Debug)]
pub struct Lock;

/// The name under which `target` is written until it is complete.
pub fn part(target: &Path) -> PathBuf {
    let mut name = target.as_os_str().to_owned();
    name.push(".part");
    name.into()
}

/// Gives a complete and checked part file its final name, safe against a loss of power.
///
/// # Errors
/// [`ModelError::Io`] where syncing or renaming fails; the part file then stays.
pub fn finish(part: &Path, target: &Path) -> Result<(), ModelError> {
    let sync = |path: &Path| File::options().write(true).open(path)?.sync_all();
    sync(part).map_err(ModelError::io("write", part))?;
    fs::rename(part, target).map_err(ModelError::io("write", target))?;
    // The rename itself; not every system can sync a folder, and the file is whole either way.
    if let Some(folder) = target.parent() {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
    Ok(())
}

/// Refuses to start what cannot end: `needed` bytes must fit into `folder`.
///
/// # Errors
/// [`ModelError::DiskFull`] where they do not. Where the system does not say, it is tried.
pub fn require_room(folder: &Path, needed: u64) -> Result<(), ModelError> {
    match free_bytes(folder) {
        Some(free) if free < needed + SPARE => Err(ModelError::DiskFull {
            path: folder.to_path_buf(),
            free_mb: free / 1_000_000,
            needed_mb: (needed + SPARE).div_ceil(1_000_000),
        }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_gets_its_name_only_when_it_is_finished() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("ggml-x.bin");
        fs::write(part(&target), "whole").unwrap();
        assert!(!target.exists());
        finish(&part(&target), &target).unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"whole");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn two_downloads_into_one_folder_do_not_run_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let first = lock(folder.path()).unwrap();
        if cfg!(unix) {
            assert!(lock(folder.path()).unwrap_err().to_string().contains("another download"));
        }
        drop(first);
        lock(folder.path()).unwrap();
    }

    #[test]
    fn more_than_the_disk_holds_is_refused_before_it_is_begun() {
        let folder = tempfile::tempdir().unwrap();
        assert!(require_room(folder.path(), 1).is_ok());
        if cfg!(unix) {
            let error = require_room(folder.path(), 1 << 60).unwrap_err();
            assert!(error.to_string().contains("make room"), "{error}");
        }
    }
}
