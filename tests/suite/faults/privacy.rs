//! What is deleted is gone, and what is kept is private.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use super::super::capture::{Printed, stderr};
use super::super::fakemic::Bench;

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let below = |path: PathBuf| if path.is_dir() { files(&path) } else { vec![path] };
    entries.flat_map(|entry| below(entry.path())).collect()
}

/// Everything below a folder, folders too, with its mode.
fn modes(folder: &Path) -> Vec<(PathBuf, u32)> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let mode = entry.metadata().expect("a file").permissions().mode() & 0o777;
        all.push((entry.path(), mode));
        all.extend(modes(&entry.path()));
    }
    all
}

#[test]
fn whatever_is_written_is_private_even_where_the_user_shares_all_new_files() {
    let Some(bench) = Bench::new(2) else { return };
    let note = "Q. What about ponds?\n\nS: They are wet, and I like them.\n";
    std::fs::write(bench.practice().join("notes/a.md"), note).expect("a note");
    let answer = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/speech/formats/mono-22050.mp3");
    let out = tempfile::tempdir().expect("a temporary folder");
    let at = |name: &str| out.path().join(name).to_str().expect("a path in UTF-8").to_owned();
    let (page, table, own) = (at("page.html"), at("table.csv"), at("own.html"));
    let commands: [&[&str]; 9] = [
        &["record", "--seconds", "0.5", "--json"],
        &["review", answer, "--keep", "--question", "ponds", "--html", &own],
        &["show", "last", "--said", "1"],
        &["open", "last", "--no-browser"],
        &["open", "--index", "--no-browser"],
        &["history"],
        &["export", "last", "--format", "html", "-o", &page],
        &["export", "last", "--format", "csv", "-o", &table],
        &["interview", "--plan"],
    ];
    for args in commands {
        let command = bench.aloud(args);
        let mut shell = super::through("sh", &["-c", "umask 0; exec \"$0\" \"$@\""], &command);
        let output = shell.env("ALOUD_MODEL", super::super::review::model()).output();
        let output = output.expect("sh runs");
        assert!(output.status.success(), "{args:?}: {}", stderr(&output));
    }
    let recordings = bench.practice().join("recordings");
    let mut found = modes(&recordings);
    let of_folder = std::fs::metadata(&recordings).expect("a folder").permissions().mode();
    found.push((recordings, of_folder & 0o777));
    found.extend(modes(out.path()));
    let names: Vec<_> = found.iter().filter_map(|(path, _)| path.file_name()).collect();
    for name in [
        "audio.wav",
        "take.json",
        "review.json",
        "transcript.json",
        "marks.json",
        "report.html",
        "index.html",
        ".index",
        "page.html",
        "table.csv",
        "own.html",
    ] {
        assert!(names.contains(&name.as_ref()), "{name} was not written: {names:?}");
    }
    for (path, mode) in found {
        let private = if path.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(mode, private, "{}: {mode:o}", path.display());
    }
}

#[test]
fn a_deleted_take_is_in_no_file_of_the_practice_folder() {
    let Some(bench) = Bench::new(2) else { return };
    let note = "Q. What about ponds?\n\nQ. What about lakes?\n";
    std::fs::write(bench.practice().join("notes/a.md"), note).expect("a note");
    let recordings = bench.practice().join("recordings");
    let mut ids = Vec::new();
    for question in ["ponds", "lakes"] {
        let args = ["record", question, "--seconds", "0.3", "--no-review", "--json"];
        let output = bench.aloud(&args).output().expect("aloud runs");
        assert!(output.status.success(), "{}", stderr(&output));
        ids.push(Printed::of(&output).0["take"].as_str().expect("a take").to_string());
    }
    for command in [&["history"][..], &["open", "--index", "--no-browser"], &["history", "--json"]]
    {
        bench.aloud(command).env("BROWSER", "true").output().expect("aloud runs");
    }
    for path in files(&recordings) {
        let mode = std::fs::metadata(&path).expect("a file").permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{}", path.display());
    }
    let output = bench.aloud(&["delete", &ids[0], "--yes"]).output().expect("aloud runs");
    assert!(output.status.success(), "{}", stderr(&output));
    for path in files(&recordings) {
        let bytes = std::fs::read(&path).expect("a file");
        let holds = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
        assert!(!holds(&ids[0]) && !holds("What about ponds"), "{}", path.display());
    }
    let history = bench.aloud(&["history", "--json"]).output().expect("aloud runs");
    let text = String::from_utf8_lossy(&history.stdout);
    assert!(text.contains(&ids[1]) && !text.contains(&ids[0]), "{text}");
}
