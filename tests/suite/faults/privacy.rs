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
