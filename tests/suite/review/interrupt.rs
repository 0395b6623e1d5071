//! An interrupt during a review ends it, and the take stays.
#![cfg(unix)]

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use aloud::audio::decode::decode;

use super::super::fakemic::Bench;
use super::{aloud, json, model, path, practice, run, speech, wav};

fn interrupt(child: &Child) {
    let status = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(status.expect("kill runs").success());
}

/// Waits until `done`; fails after half a minute.
fn wait_for(what: &str, mut done: impl FnMut() -> bool) {
    let since = Instant::now();
    while !done() {
        assert!(since.elapsed() < Duration::from_secs(30), "{what} did not come");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn an_interrupted_review_of_a_file_ends_with_130_and_prints_nothing() {
    let folder = practice();
    let answer = speech("en-deliver-results.flac");
    let child = aloud(folder.path())
        .args(["review", path(&answer), "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::thread::sleep(Duration::from_millis(600));
    interrupt(&child);
    let since = Instant::now();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{output:?}");
    assert!(output.stdout.is_empty());
    assert!(since.elapsed() < Duration::from_secs(2), "{:?}", since.elapsed());
}

#[test]
fn a_take_stays_when_its_review_is_interrupted() {
    let Some(bench) = Bench::new(1) else { return };
    let spoken = bench.practice().join("spoken.wav");
    let answer = decode(&speech("en-deliver-results.flac")).unwrap();
    wav::write(&spoken, 48_000, 1, wav::at_rate(&answer.samples, 48_000));
    let child = bench
        .aloud(&["record", "--seconds", "60", "--json"])
        .env("FAKEMIC_FILE", &spoken)
        .env("FAKEMIC_SPEED", "20")
        .env("ALOUD_MODEL", model())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let free = bench.practice().join("recordings/free");
    let finished = |folder: std::path::PathBuf| {
        let record = std::fs::read(folder.join("take.json")).unwrap_or_default();
        let record = serde_json::from_slice(&record).unwrap_or(serde_json::Value::Null);
        record["state"] == "finished"
    };
    wait_for("the end of the take", || {
        let takes = std::fs::read_dir(&free).into_iter().flatten().flatten();
        takes.map(|take| take.path()).any(finished)
    });
    std::thread::sleep(Duration::from_millis(300));
    interrupt(&child);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{output:?}");
    assert!(output.stdout.is_empty());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("`aloud review free/"), "{said}");
    let history = json(&run(&bench.practice(), &["history", "--json"]));
    assert_eq!(history["takes"][0]["state"], "finished");
    assert_eq!(history["takes"][0]["duration_s"], 60.0);
    assert!(history["takes"][0]["words_per_minute"].is_null());
}
