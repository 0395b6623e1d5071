//! What a terminal obeys, in files of others: it is never printed as it is.

use std::path::Path;
use std::process::Output;

use aloud::harmless::is_hostile;

use super::super::fakemic::Bench;

/// Clears the screen, sets the title, hides what follows, turns it around, goes back in the line.
const HOSTILE: &str = "\u{1b}[2J\u{1b}]0;x\u{7}\u{1b}[8m\u{9b}31m\u{202e}\u{2067}\r\u{8}\u{7f}";

/// The same as JSON has it.
const ESCAPED: &str = "\\u001b[2J\\u001b]0;x\\u0007\\u001b[8m\u{9b}31m\u{202e}\u{2067}\\r\\b\u{7f}";

/// A take whose every text is hostile: prompts, words, points, findings, the device's name.
fn take(practice: &Path, time: &str) -> String {
    let id = format!("a-question/{time}");
    let folder = practice.join("recordings").join(&id);
    std::fs::create_dir_all(&folder).expect("a take");
    let files = [
        ("take.json", include_str!("../../fuzz/sidecars/take.json")),
        ("review.json", include_str!("../../fuzz/sidecars/review.json")),
        ("transcript.json", include_str!("../../fuzz/sidecars/transcript.json")),
    ];
    for (name, text) in files {
        let mut text = text.replace("\"text\":\"", &format!("\"text\":\"{ESCAPED}"));
        for field in ["prompt", "message", "name", "heard", "title"] {
            let (plain, hostile) = (format!("\"{field}\":\""), format!("\"{field}\":\"{ESCAPED}"));
            text = text.replace(&plain, &hostile);
        }
        std::fs::write(folder.join(name), text).expect("a file");
    }
    id
}

fn assert_harmless(args: &[&str], output: &Output) {
    for stream in [&output.stdout, &output.stderr] {
        let text = String::from_utf8_lossy(stream);
        assert!(!text.contains(is_hostile), "{args:?}: {text:?}");
    }
}

#[test]
fn no_command_prints_what_a_terminal_would_obey() {
    let Some(bench) = Bench::new(1) else { return };
    let practice = bench.practice();
    let note = format!("Q. Why {HOSTILE} us?\n\nS: We {HOSTILE} won.\n\nT: {HOSTILE}\n");
    std::fs::write(practice.join(format!("notes/a{HOSTILE}.md").replace('\r', "")), note)
        .expect("a note");
    let (a, b) = (take(&practice, "2026-01-01T00-00-00Z"), take(&practice, "2026-01-02T00-00-00Z"));
    let damaged = practice.join(format!("recordings/b{HOSTILE}/2026-01-03T00-00-00Z"));
    std::fs::create_dir_all(&damaged).expect("a take");
    std::fs::write(damaged.join("take.json"), format!("{{\"schema\":\"{ESCAPED}\"}}"))
        .expect("a file");
    let commands: [&[&str]; 22] = [
        &["questions"],
        &["questions", "--json"],
        &["show", &a],
        &["show", &a, "--evidence"],
        &["show", &a, "--json"],
        &["show", &a, "--said", HOSTILE],
        &["compare", &a, &b],
        &["compare", &a, &b, "--json"],
        &["search", "team"],
        &["search", "team", "--json"],
        &["search", HOSTILE],
        &["history"],
        &["history", "--all", "a-question"],
        &["next"],
        &["export", &a, "--format", "srt"],
        &["export", &a, "--format", "csv"],
        &["export", &a, "--format", "md"],
        &["export", &a, "--format", "textgrid"],
        &["interview", "--plan"],
        &["stories"],
        &["recover"],
        &["doctor"],
    ];
    for args in commands {
        for ui in ["en", "ko"] {
            let mut all = args.to_vec();
            all.extend(["--ui", ui]);
            let output = bench.aloud(&all).output().expect("aloud runs");
            assert_harmless(args, &output);
            let printed = output.stdout.len() + output.stderr.len();
            assert!(printed > 0, "{args:?}: nothing was printed");
        }
    }
    let errors: [&[&str]; 5] = [
        &["record", HOSTILE, "--seconds", "1"],
        &["delete", HOSTILE, "--yes"],
        &["review", HOSTILE],
        &["models", "import", HOSTILE],
        &["record", "--device", HOSTILE, "--seconds", "1"],
    ];
    for args in errors {
        let output = bench.aloud(args).output().expect("aloud runs");
        assert!(!output.status.success());
        assert_harmless(args, &output);
    }
}
