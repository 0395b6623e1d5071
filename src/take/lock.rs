//! Telling a take that is being recorded from one whose process is gone.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use super::error::TakeError;

/// Name of the lock file; it exists only while recording.
const NAME: &str = ".recording";

/// Held while a take is recorded. The system lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    file: File,
    path: PathBuf,
}

impl Lock {
    /// Whether somebody records the take in `folder`, or died while doing so.
    pub fn is_left(folder: &Path) -> bool {
        folder.join(NAME).exists()
    }

    /// Locks the take in `folder`.
    ///
    /// # Errors
    /// [`TakeError::Busy`] when another process records it.
    pub fn take(folder: &Path) -> Result<Lock, TakeError> {
        let path = folder.join(NAME);
        let mut options = File::options();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path).map_err(TakeError::io("create", &path))?;
        match file.try_lock() {
            // Its holder has removed it since it was opened: others would lock another file.
            Ok(()) if !path.exists() => Err(TakeError::Busy(folder.to_path_buf())),
            Ok(()) => Ok(Lock { file, path }),
            Err(TryLockError::WouldBlock) => Err(TakeError::Busy(folder.to_path_buf())),
            Err(TryLockError::Error(error)) => Err(TakeError::io("lock", &path)(error)),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed before it is released: who opens it in between finds it locked and waits for
        // the next look.
        let _ = std::fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}
