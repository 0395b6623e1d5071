//! Names from notes never lead out of the practice folder.

use super::super::capture::{Printed, stderr};
use super::super::fakemic::Bench;

#[test]
fn a_take_of_any_question_stands_in_the_recordings_folder() {
    let long = "very ".repeat(60);
    let questions = [
        "../../x",
        "/etc/passwd",
        "C:\\Windows\\con",
        "CON",
        "nul",
        "..",
        "~",
        "$(reboot) `reboot`",
        "👩‍👩‍👧‍👦",
        "자기소개를 해 주세요",
        "a\u{202e}b",
        long.as_str(),
    ];
    let Some(bench) = Bench::new(2) else { return };
    let note: String = questions.iter().map(|question| format!("Q. {question}\n\n")).collect();
    std::fs::write(bench.practice().join("notes/a.md"), note + "Q. null \0 byte\n").expect("note");
    // A note with a zero byte is refused as no text; the others are read without it.
    let plain: String = questions.iter().map(|question| format!("Q. {question}\n\n")).collect();
    std::fs::write(bench.practice().join("notes/b.md"), plain).expect("note");
    for number in 1..=questions.len() {
        let output = bench
            .aloud(&["record", &number.to_string(), "--seconds", "0.2", "--no-review", "--json"])
            .output()
            .expect("aloud runs");
        assert!(output.status.success(), "{number}: {}", stderr(&output));
        let take = Printed::of(&output);
        let folder = std::path::PathBuf::from(take.0["folder"].as_str().expect("a folder"));
        let group = folder.parent().expect("a group");
        let recordings = bench.practice().join("recordings");
        assert_eq!(group.parent(), Some(recordings.as_path()), "{}", folder.display());
        let name = group.file_name().expect("a name").to_string_lossy().into_owned();
        assert!(name.len() <= 255 && !["con", "nul", ".", ".."].contains(&name.as_str()));
    }
}
