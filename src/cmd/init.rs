//! `aloud init`: makes a practice folder.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;

use super::Context;
use crate::config;
use crate::language::Language;

/// Makes a practice folder with sample notes and commented settings
///
/// Nothing that is already there is changed.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    aloud init ~/practice        makes the folder\n  \
    cd ~/practice && aloud questions")]
pub struct Args {
    /// The folder to make; it may exist
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
}

/// What a new practice folder holds: path and text.
const FILES: &[(&str, &str)] = &[
    ("notes/onsite.en.md", include_str!("../../notes/onsite.en.md")),
    ("notes/phone.ko.md", include_str!("../../notes/phone.ko.md")),
    ("models/README.md", include_str!("../../models/README.md")),
    ("recordings/README.md", include_str!("../../recordings/README.md")),
    ("aloud.toml", config::SAMPLE),
    (".gitignore", GITIGNORE),
];

const GITIGNORE: &str = "\
# Recordings are private and models are large: neither belongs in git.
/recordings/*
!/recordings/README.md
/models/*
!/models/README.md
*.part
";

/// Makes the folder and says on standard error what was made and what was left as it was.
///
/// # Errors
/// When a folder or file cannot be made.
pub fn run(args: &Args, context: &Context) -> anyhow::Result<ExitCode> {
    let made = make(&args.dir)?;
    let korean = context.ui == Language::Korean;
    let mut messages = crate::harmless::stderr();
    for (path, new) in made {
        let what = match (new, korean) {
            (true, false) => "made",
            (false, false) => "kept, was there already:",
            (true, true) => "만듦",
            (false, true) => "이미 있어 그대로 둠:",
        };
        let _ = writeln!(messages, "{what} {}", path.display());
    }
    let dir = args.dir.display();
    let _ = if korean {
        writeln!(messages, "\n다음: cd {dir} && aloud questions, 그리고 aloud models pull")
    } else {
        writeln!(messages, "\nNext: cd {dir} && aloud questions, then aloud models pull")
    };
    Ok(ExitCode::SUCCESS)
}

/// Makes the folder; each file and whether it is new.
fn make(dir: &Path) -> anyhow::Result<Vec<(PathBuf, bool)>> {
    let mut made = Vec::new();
    make_folder(dir)?;
    for folder in ["notes", "models", "recordings"] {
        make_folder(&dir.join(folder))?;
    }
    for (name, text) in FILES {
        let path = dir.join(name);
        let new = write_new(&path, text)
            .with_context(|| format!("cannot write {}: is the folder yours?", path.display()))?;
        made.push((path, new));
    }
    Ok(made)
}

/// Makes a folder only its owner can read, unless it exists.
fn make_folder(path: &Path) -> anyhow::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).with_context(|| {
        format!("cannot make the folder {}: is a file in its place?", path.display())
    })
}

/// Writes a file that does not exist yet, whole or not at all; false if it exists.
fn write_new(path: &Path, text: &str) -> io::Result<bool> {
    // A link that leads nowhere is somebody's file too.
    if path.symlink_metadata().is_ok() {
        return Ok(false);
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    match file.persist_noclobber(path) {
        Ok(_) => Ok(true),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error.error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_run_changes_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let target = dir.path().join("deep/practice");
        assert!(make(&target).unwrap().iter().all(|(_, new)| *new));
        fs::write(target.join("aloud.toml"), "# mine").unwrap();
        assert!(make(&target).unwrap().iter().all(|(_, new)| !*new));
        assert_eq!(fs::read_to_string(target.join("aloud.toml")).unwrap(), "# mine");
    }

    #[test]
    fn a_file_in_the_way_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let target = dir.path().join("practice");
        fs::write(&target, "a file").unwrap();
        let error = format!("{:#}", make(&target).unwrap_err());
        assert!(error.contains("practice") && error.contains("file"), "{error}");
        assert_eq!(fs::read_to_string(&target).unwrap(), "a file");
    }
}
