//! Reviews by the real program with the real model, held against what was truly said.

mod adapter;
mod answers;
mod errors;
mod export;
mod fields;
mod formats;
mod interrupt;
mod language;
mod marks;
mod score;
mod takes;
mod truth;
mod wav;

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The repository.
const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The model that the figures of these tests are about.
pub fn model() -> PathBuf {
    let path = Path::new(ROOT).join("models/ggml-base-q8_0.bin");
    assert!(path.is_file(), "{} is missing: run `make model` first", path.display());
    path
}

/// A file of `tests/speech/`.
fn speech(name: &str) -> PathBuf {
    Path::new(ROOT).join("tests/speech").join(name)
}

/// A practice folder with the notes that fit the recordings.
fn practice() -> TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let notes = dir.path().join("notes");
    std::fs::create_dir(&notes).expect("notes");
    for note in ["notes/onsite.en.md", "notes/phone.ko.md", "tests/speech/answers.en.md"] {
        let from = Path::new(ROOT).join(note);
        std::fs::copy(&from, notes.join(from.file_name().unwrap())).expect("a note");
    }
    std::fs::write(dir.path().join("aloud.toml"), "").expect("aloud.toml");
    dir
}

/// `aloud` in a practice folder, with none of the user's own settings or models.
fn aloud(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aloud"));
    command
        .arg("--folder")
        .arg(folder)
        .env("ALOUD_MODEL", model())
        .env("XDG_DATA_HOME", folder.join("data"))
        .env("LC_ALL", "C.UTF-8")
        .env_remove("ALOUD_LANGUAGE")
        .env_remove("ALOUD_UI")
        .stdin(Stdio::null());
    command
}

/// Runs to the end.
fn run(folder: &Path, arguments: &[&str]) -> Output {
    aloud(folder).args(arguments).output().expect("aloud runs")
}

/// Standard output as the one JSON value it must be.
fn json(output: &Output) -> Value {
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{errors}");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}\n{errors}"))
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a string")
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}
