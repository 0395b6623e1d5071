//! Telling by a file's metadata whether it may have changed.

use std::fs::Metadata;
use std::io::ErrorKind;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// A file that changed this shortly before it was read may change again without another time:
/// clocks of file systems tick as coarsely as every 2 s (FAT).
const COARSEST_TICK_NS: i128 = 2_000_000_000;

/// What the system says about a file without opening it. Two equal stamps, neither of them
/// [fresh](Stamp::is_fresh), are of the same content: on Unix every write moves the time of
/// change, which no program can set back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Bytes.
    size: u64,
    /// Number of the file in its file system; 0 where there is none.
    inode: u64,
    /// When the content was written, in nanoseconds since 1970.
    modified_ns: i64,
    /// When content or metadata changed, in nanoseconds since 1970; that of the content where the
    /// system does not tell.
    changed_ns: i64,
}

impl Stamp {
    /// The stamp of a file; `None` where there is no such file.
    ///
    /// # Errors
    /// The system refuses to look.
    pub fn of(path: &Path) -> std::io::Result<Option<Stamp>> {
        match std::fs::metadata(path) {
            Ok(metadata) => Ok(Some(Stamp::new(&metadata))),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    #[cfg(unix)]
    fn new(metadata: &Metadata) -> Stamp {
        use std::os::unix::fs::MetadataExt;
        let ns = |seconds: i64, ns: i64| seconds.saturating_mul(1_000_000_000).saturating_add(ns);
        Stamp {
            size: metadata.size(),
            inode: metadata.ino(),
            modified_ns: ns(metadata.mtime(), metadata.mtime_nsec()),
            changed_ns: ns(metadata.ctime(), metadata.ctime_nsec()),
        }
    }

    #[cfg(not(unix))]
    fn new(metadata: &Metadata) -> Stamp {
        let modified_ns = metadata.modified().map_or(0, since_1970_ns);
        Stamp { size: metadata.len(), inode: 0, modified_ns, changed_ns: modified_ns }
    }

    /// Whether the file changed so shortly before `read_ns` that a later change may have left the
    /// same stamp.
    pub fn is_fresh(&self, read_ns: i64) -> bool {
        let newest = i128::from(self.modified_ns.max(self.changed_ns));
        newest + COARSEST_TICK_NS > i128::from(read_ns)
    }
}

/// The time now in nanoseconds since 1970.
pub fn now_ns() -> i64 {
    since_1970_ns(SystemTime::now())
}

fn since_1970_ns(time: SystemTime) -> i64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_nanos()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_written_again_gets_another_stamp_or_stays_fresh() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("file");
        assert_eq!(Stamp::of(&path).unwrap(), None);
        std::fs::write(&path, "one").unwrap();
        let one = Stamp::of(&path).unwrap().unwrap();
        assert!(one.is_fresh(now_ns()));
        assert!(!one.is_fresh(now_ns() + 3_000_000_000));
        std::fs::write(&path, "three").unwrap();
        assert_ne!(Stamp::of(&path).unwrap().unwrap(), one);
    }
}
