//! Nothing leaves the machine: only `models pull` opens a connection.

use std::process::Command;

use super::super::fakemic::Bench;
use super::{is_installed, through};

#[test]
fn no_command_but_pull_opens_a_connection() {
    let (Some(bench), true) = (Bench::new(5), is_installed("strace")) else { return };
    let model = super::super::review::model();
    let answer = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/speech/formats/mono-22050.mp3");
    let trace = bench.practice().join("trace");
    let calls = trace.to_str().expect("a path in UTF-8");
    std::fs::write(bench.practice().join("notes/a.md"), "Q. Why ponds?\n\nS: They are wet.\n")
        .expect("a note");
    let new = bench.practice().join("new");
    let new = new.to_str().expect("a path in UTF-8");
    let here = model.to_str().expect("a path in UTF-8");
    // Every command but `models pull`; a review twice, so that there is something to compare.
    let commands: [&[&str]; 23] = [
        &["record", "--seconds", "1", "--json"],
        &["review", answer, "--keep", "--json", "--question", "ponds"],
        &["review", answer, "--keep", "--json", "--question", "ponds"],
        &["review", "last"],
        &["show", "last"],
        &["compare"],
        &["search", "the"],
        &["history", "--json"],
        &["next"],
        &["stories"],
        &["draft", "last"],
        &["export", "last", "--format", "html"],
        &["open", "last", "--no-browser"],
        &["open", "--index", "--no-browser"],
        &["interview", "--plan"],
        &["questions"],
        &["devices", "--test"],
        &["doctor"],
        &["recover"],
        &["delete", "last", "--yes"],
        &["init", new],
        &["models", "list"],
        &["models", "verify"],
    ];
    let import = ["models", "import", here, "--name", "mine"];
    let commands = commands.into_iter().chain([&import[..]]);
    for args in commands {
        let _ = std::fs::remove_file(&trace);
        let tracing = ["-f", "-qq", "-e", "trace=socket,connect,sendto", "-o", calls];
        let output = through("strace", &tracing, &bench.aloud(args))
            .env("ALOUD_MODEL", &model)
            .output()
            .expect("strace runs");
        let made = std::fs::read_to_string(&trace).unwrap_or_default();
        let errors = String::from_utf8_lossy(&output.stderr);
        if errors.contains("ptrace") || errors.contains("PTRACE") {
            eprintln!("SKIPPED: this system forbids strace: {errors}");
            return;
        }
        assert!(trace.exists() && !made.contains("AF_INET"), "{args:?}: {made}");
    }
}

#[test]
fn a_review_needs_no_network() {
    let Some(bench) = Bench::new(1) else { return };
    let alone = ["-n", "true"];
    if !Command::new("unshare").args(alone).status().is_ok_and(|status| status.success()) {
        eprintln!("SKIPPED: a network of its own can only be had by the superuser");
        return;
    }
    let answer = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/speech/formats/mono-22050.mp3");
    let command = bench.aloud(&["review", answer, "--json"]);
    let output = through("unshare", &["-n"], &command)
        .env("ALOUD_MODEL", super::super::review::model())
        .output()
        .expect("aloud runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
