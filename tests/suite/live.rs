//! Recording with words recognised while they are spoken, from a fake microphone, with the real
//! model where it is installed.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use serde_json::Value;

use super::fakemic::Bench;

/// The default model of this repository; tests that need it are skipped without it.
pub fn model() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/ggml-base-q8_0.bin");
    if !path.is_file() {
        eprintln!("SKIPPED: `aloud models pull base-q8_0` in the repository fetches the model");
        return None;
    }
    Some(path)
}

/// A voice of harmonics that speaks in syllables, with a pause every few seconds. No words are to
/// be had from it, but it is speech to Silero.
fn voice(seconds: usize) -> Vec<i16> {
    const RATE: usize = super::fakemic::RATE;
    (0..seconds * RATE)
        .map(|i| {
            let at = i as f64 / RATE as f64;
            let (phrase, syllable) = (at % 4.0, (at * 4.5) % 1.0);
            if phrase > 3.4 {
                return ((i % 7) as i16) - 3;
            }
            let pitch = 120.0 + 15.0 * (at * 1.7).sin();
            let formant = 500.0 + 250.0 * ((at * 4.5).floor() * 2.1).sin();
            let sum: f64 = (1..20)
                .map(|k| {
                    let hz = pitch * f64::from(k);
                    let near = (-((hz - formant) / 180.0).powi(2)).exp()
                        + 0.5 * (-((hz - 1_600.0) / 250.0).powi(2)).exp()
                        + 0.05;
                    near * (std::f64::consts::TAU * hz * at).sin()
                })
                .sum();
            let loud = (std::f64::consts::PI * syllable).sin().powf(0.6);
            (sum * loud * 6_000.0).clamp(-32_000.0, 32_000.0) as i16
        })
        .collect()
}

fn json(output: &Output) -> Value {
    let errors = String::from_utf8_lossy(&output.stderr);
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}\n{errors}", String::from_utf8_lossy(&output.stdout)))
}

fn words(review: &Value) -> Vec<&str> {
    let words = review["words"].as_array().expect("words");
    words.iter().filter_map(|word| word["text"].as_str()).collect()
}

#[test]
fn a_live_review_and_a_review_of_its_file_agree_to_the_last_number() {
    let (Some(model), Some(bench)) = (model(), Bench::playing(&voice(14))) else { return };
    let output = bench
        .aloud(&["record", "--seconds", "13.5", "--json"])
        .env("ALOUD_MODEL", &model)
        .output()
        .expect("aloud runs");
    let live = json(&output);
    let output = bench.aloud(&["review", "last", "--json"]).env("ALOUD_MODEL", &model).output();
    let mut file = json(&output.expect("aloud runs"));
    assert!(live["timing"]["pauses"].as_array().is_some_and(|p| p.len() >= 2), "{live:#}");
    assert_eq!(words(&live), words(&file));
    file["elapsed"] = live["elapsed"].clone();
    assert_eq!(live, file);
}

#[test]
fn without_a_model_the_take_is_kept_and_the_way_to_one_is_told() {
    let Some(bench) = Bench::new(4) else { return };
    let output = bench
        .aloud(&["record", "--seconds", "2"])
        .env("ALOUD_MODEL", "base-q8_0")
        .env("XDG_DATA_HOME", bench.practice())
        .env("HOME", bench.practice())
        .output()
        .expect("aloud runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{errors}");
    assert!(errors.contains("aloud models pull"), "{errors}");
    let wav = std::fs::read_dir(bench.practice().join("recordings/free")).expect("takes");
    assert_eq!(wav.count(), 1, "{errors}");
}

/// Runs `aloud` on a terminal made by `script`, and types `keys` at their times in seconds.
fn on_a_terminal(bench: &Bench, args: &str, keys: &[(f64, &str)]) -> Option<Output> {
    let aloud = bench.aloud(&[]);
    let line =
        format!("{} --folder {} {args}", env!("CARGO_BIN_EXE_aloud"), bench.practice().display());
    let mut command = Command::new("script");
    command.args(["-qec", &line, "/dev/null"]).env("TERM", "xterm-256color");
    for (name, value) in aloud.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let Ok(mut child) = child else {
        eprintln!("SKIPPED: the program `script` is not installed");
        return None;
    };
    let mut input = child.stdin.take().expect("a pipe");
    let mut before = 0.0;
    for (at_s, key) in keys {
        std::thread::sleep(Duration::from_secs_f64(at_s - before));
        before = *at_s;
        let _ = input.write_all(key.as_bytes());
    }
    let output = child.wait_with_output().ok();
    drop(input);
    output
}

fn takes(bench: &Bench) -> Vec<Value> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(bench.practice().join("recordings/free"))
        .map(|takes| takes.flatten().map(|take| take.path()).collect())
        .unwrap_or_default();
    folders.sort();
    let read = |folder: &PathBuf| std::fs::read(folder.join("take.json")).expect("take.json");
    folders.iter().map(|f| serde_json::from_slice(&read(f)).expect("JSON")).collect()
}

#[test]
fn a_pause_is_not_in_the_file_and_stands_in_the_books() {
    let Some(bench) = Bench::new(20) else { return };
    let keys = [(2.0, "p"), (4.0, "p"), (5.5, "q")];
    let args = "record --no-review --countdown 0";
    let Some(output) = on_a_terminal(&bench, args, &keys) else { return };
    let takes = takes(&bench);
    let screen = String::from_utf8_lossy(&output.stdout);
    let cuts = takes[0]["audio"]["cuts"].as_array().expect("cuts");
    assert_eq!(cuts.len(), 1, "{takes:?}\n{screen}");
    let removed_s = cuts[0]["removed_s"].as_f64().expect("seconds");
    assert!((1.4..2.6).contains(&removed_s), "{cuts:?}");
    let duration_s = takes[0]["audio"]["duration_s"].as_f64().expect("seconds");
    assert!(duration_s < 4.6, "{duration_s}");
    assert!(screen.contains("\u{1b}[?1049l"), "the terminal was not given back");
}

#[test]
fn starting_again_keeps_the_old_take_as_abandoned() {
    let Some(bench) = Bench::new(20) else { return };
    let keys = [(2.0, "r"), (4.5, "x"), (5.0, "n"), (5.5, "q")];
    let args = "record --no-review --countdown 0";
    let Some(output) = on_a_terminal(&bench, args, &keys) else { return };
    let takes = takes(&bench);
    let states: Vec<&str> = takes.iter().filter_map(|take| take["state"].as_str()).collect();
    assert_eq!(states, ["abandoned", "finished"], "{}", String::from_utf8_lossy(&output.stdout));
}

#[cfg(unix)]
#[test]
fn an_interrupt_while_catching_up_keeps_the_take() {
    let (Some(model), Some(bench)) = (model(), Bench::playing(&voice(30))) else { return };
    // Ten times as fast as it is spoken: there is always something left to catch up with.
    let mut child = bench
        .aloud(&["record", "--seconds", "29"])
        .env("ALOUD_MODEL", &model)
        .env("FAKEMIC_SPEED", "10")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("aloud runs");
    let free = bench.practice().join("recordings/free");
    let finished = || {
        let take = std::fs::read_dir(&free).ok()?.flatten().next()?.path();
        let text = std::fs::read_to_string(take.join("take.json")).ok()?;
        text.contains("\"state\": \"finished\"").then_some(take)
    };
    let take = (0..3_000).find_map(|_| {
        std::thread::sleep(Duration::from_millis(5));
        finished()
    });
    let take = take.expect("the take is finished");
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().expect("kill runs").success());
    let status = child.wait().expect("it ends");
    assert_eq!(status.code(), Some(130));
    assert!(take.join("audio.wav").is_file() && !take.join("review.json").exists());
    let output = bench.aloud(&["review", "last", "--json"]).env("ALOUD_MODEL", &model).output();
    let review = json(&output.expect("aloud runs"));
    assert_eq!(review["audio"]["duration_s"].as_f64(), Some(29.0));
}
