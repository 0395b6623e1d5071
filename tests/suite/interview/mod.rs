//! A mock interview from a fake microphone: planned, killed, gone on with, reported.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use aloud::audio::decode::decode;
use serde_json::Value;

use super::fakemic::Bench;
use super::live::model;

#[cfg(unix)]
mod signals;

const NOTE: &str = "# Format\n2 interviewers, one principle each\nQ&A (0 mins)\n\n\
    # Principles in order of relevance\n1. Earn Trust\n2. Deliver Results\n\n\
    # Questions\n## Earn Trust\nQ. Tell me about a time you helped a teammate.\n\n\
    ## Deliver Results\nQ. Describe a time when a deadline was tight.\n";

/// Silence between two answers, in seconds: longer than what ends an answer.
const BETWEEN_S: usize = 8;

/// The first seconds of recorded answers, each with silence behind it, at the rate of the fake
/// microphone.
fn spoken(answers: &[(&str, usize)]) -> Vec<i16> {
    with_silence(answers, BETWEEN_S)
}

/// The same with so many seconds of silence.
fn with_silence(answers: &[(&str, usize)], silence_s: usize) -> Vec<i16> {
    const TIMES: usize = super::fakemic::RATE / 16_000;
    let mut signal = Vec::new();
    for (name, seconds) in answers {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/speech").join(name);
        let samples = decode(&file).expect("a recorded answer").samples;
        for sample in samples.iter().take(seconds * 16_000) {
            let value = (sample * 32_000.0) as i16;
            signal.extend([value; TIMES]);
        }
        signal.extend((0..silence_s * super::fakemic::RATE).map(|i| (i % 5) as i16 - 2));
    }
    signal
}

fn aloud(bench: &Bench, args: &[&str], model: &Path) -> Command {
    let mut command = bench.aloud(args);
    command
        .env("ALOUD_MODEL", model)
        .env("FAKEMIC_SPEED", "5")
        .env("FAKEMIC_CONTINUE", bench.practice().join("place"));
    command
}

fn json(bytes: &[u8], errors: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(errors)))
}

fn state(bench: &Bench) -> Option<Value> {
    let interviews = bench.practice().join("recordings/interviews");
    let folder = std::fs::read_dir(interviews).ok()?.flatten().next()?.path();
    serde_json::from_slice(&std::fs::read(folder.join("interview.json")).ok()?).ok()
}

/// Whether a second of the answer at this index is on disk.
fn answer_runs(bench: &Bench, index: usize) -> bool {
    let size = || {
        let state = state(bench)?;
        let take = state["answers"][index]["take"].as_str()?.to_owned();
        let wav = bench.practice().join("recordings").join(take).join("audio.wav");
        Some(std::fs::metadata(wav).ok()?.len())
    };
    size().is_some_and(|size| size > 2 * super::fakemic::RATE as u64)
}

#[test]
fn an_interview_killed_in_the_middle_goes_on_and_loses_nothing() {
    let Some(model) = model() else { return };
    let signal = spoken(&[
        ("en-earn-trust-no-result.flac", 9),
        ("en-deliver-results.flac", 5),
        ("en-deliver-results.flac", 8),
        ("en-earn-trust-no-result.flac", 4),
    ]);
    let Some(bench) = Bench::playing(&signal) else { return };
    std::fs::write(bench.practice().join("notes/n.md"), NOTE).expect("a note");
    let mut child = aloud(&bench, &["interview", "--minutes", "8", "--silence", "2"], &model)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("aloud runs");
    let begun = (0..2_400).any(|_| {
        std::thread::sleep(Duration::from_millis(25));
        answer_runs(&bench, 1)
    });
    child.kill().expect("it is killed");
    child.wait().expect("it ends");
    assert!(begun, "{:#?}", state(&bench));

    let output = aloud(&bench, &["interview", "--resume", "--silence", "2", "--json"], &model)
        .output()
        .expect("aloud runs");
    let report = json(&output.stdout, &output.stderr);
    assert_eq!(report["schema"], "aloud.interview/1");
    assert_eq!(report["state"], "finished");
    let rounds = report["rounds"].as_array().expect("rounds");
    assert_eq!(rounds.len(), 2);
    let answers: Vec<&Value> =
        rounds.iter().flat_map(|round| round["answers"].as_array().expect("answers")).collect();
    let outcomes: Vec<&str> = answers.iter().filter_map(|a| a["outcome"].as_str()).collect();
    assert_eq!(outcomes, ["answered", "cut_off", "answered", "answered", "answered"]);
    assert_eq!(answers[1]["follow_up"], "no_result", "{report:#}");
    assert_eq!(answers[1]["prompt"], answers[2]["prompt"]);
    for answer in &answers {
        let take = answer["take"].as_str().expect("a take");
        let folder = bench.practice().join("recordings").join(take);
        let record = std::fs::read_to_string(folder.join("take.json")).expect("take.json");
        assert!(!record.contains("\"recording\""), "{record}");
        if answer["outcome"] == "answered" {
            assert!(answer["speaking_s"].as_f64().is_some_and(|s| s > 2.0), "{answer:#}");
            assert!(answer["thinking_s"].as_f64().is_some(), "{answer:#}");
        }
    }
    assert_eq!(answers[0]["question"], "helped-teammate");
    assert_eq!(report["answered"], 2);
    let elapsed_s = report["elapsed_s"].as_f64().expect("seconds");
    let by_round: f64 = rounds.iter().filter_map(|round| round["elapsed_s"].as_f64()).sum();
    assert!((elapsed_s - by_round).abs() < 0.01, "{report:#}");
    let page = bench.practice().join("recordings").join(report["interview"].as_str().expect("id"));
    let html = std::fs::read_to_string(page.join("report.html")).expect("a page");
    assert!(html.contains("default-src 'none'") && html.contains("helped-teammate/"), "{html}");

    let again = aloud(&bench, &["interview", "--report", "--json"], &model).output().expect("runs");
    assert_eq!(json(&again.stdout, &again.stderr), report);
    let none = aloud(&bench, &["interview", "--resume"], &model).output().expect("aloud runs");
    assert_eq!(none.status.code(), Some(2));

    draft_goes_into_the_note(&bench, answers[0]["take"].as_str().expect("a take"), &model);
}

/// The spoken answer becomes a written one, and the note as it was is kept.
fn draft_goes_into_the_note(bench: &Bench, take: &str, model: &Path) {
    let note = bench.practice().join("notes/n.md");
    let path = note.to_string_lossy().into_owned();
    let asked = aloud(bench, &["draft", take, "--into", &path], model).output().expect("runs");
    assert_eq!(asked.status.code(), Some(2));
    assert_eq!(std::fs::read_to_string(&note).expect("the note"), NOTE);
    let args = ["draft", take, "--into", &path, "--yes"];
    let done = aloud(bench, &args, model).output().expect("aloud runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let copy = note.with_file_name("n.md.before");
    assert_eq!(std::fs::read_to_string(copy).expect("the copy"), NOTE);
    let twice = aloud(bench, &args, model).output().expect("aloud runs");
    assert_eq!(twice.status.code(), Some(2), "nothing is written over a written answer");
    let questions = aloud(bench, &["questions", "--json"], model).output().expect("aloud runs");
    let questions = json(&questions.stdout, &questions.stderr);
    assert_ne!(questions["questions"][0]["kind"], "unanswered", "{questions:#}");
    assert_eq!(questions["questions"][1]["kind"], "unanswered");
    let stories = aloud(bench, &["stories", "--json"], model).output().expect("aloud runs");
    let stories = json(&stories.stdout, &stories.stderr);
    assert_eq!(stories["principles"].as_array().expect("principles").len(), 2);
}
