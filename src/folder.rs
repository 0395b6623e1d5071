//! The practice folder: where notes, models and recordings live.

use std::path::{Path, PathBuf};

/// A practice folder: `notes/`, `models/`, `recordings/` and an optional `aloud.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// Absolute path of the folder itself.
    pub root: PathBuf,
}

impl Folder {
    /// The nearest practice folder at `from` or above it: one that has an `aloud.toml`, or both
    /// `notes/` and `recordings/`.
    pub fn find(from: &Path) -> Option<Folder> {
        let from = std::path::absolute(from).ok()?;
        from.ancestors()
            .find(|dir| {
                dir.join("aloud.toml").is_file()
                    || (dir.join("notes").is_dir() && dir.join("recordings").is_dir())
            })
            .map(|dir| Folder { root: dir.to_path_buf() })
    }

    /// Markdown notes with questions and reference answers.
    pub fn notes(&self) -> PathBuf {
        self.root.join("notes")
    }

    /// Whisper models.
    pub fn models(&self) -> PathBuf {
        self.root.join("models")
    }

    /// Takes, in `recordings/<question id>/<UTC time>/`.
    pub fn recordings(&self) -> PathBuf {
        self.root.join("recordings")
    }

    /// The settings file; it need not exist.
    pub fn config_file(&self) -> PathBuf {
        self.root.join("aloud.toml")
    }
}

/// Bytes an ordinary user may still write on the disk of `folder`, where the system tells.
#[cfg(unix)]
pub fn free_bytes(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

/// Bytes an ordinary user may still write on the disk of `folder`: unknown on this system.
#[cfg(not(unix))]
pub fn free_bytes(_: &Path) -> Option<u64> {
    None
}

/// Makes a folder that only its owner can look into.
///
/// # Errors
/// It exists, or the system refuses.
pub fn make_private_folder(folder: &Path) -> std::io::Result<()> {
    private_folder().create(folder)
}

/// Makes a folder, and those above it that are missing, for their owner only.
///
/// # Errors
/// The system refuses; a folder that exists is no error.
pub fn make_private_folders(folder: &Path) -> std::io::Result<()> {
    private_folder().recursive(true).create(folder)
}

fn private_folder() -> std::fs::DirBuilder {
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
}
