//! Signals at the worst moments of an interview.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Stdio};

use super::*;

const ONE_QUESTION: &str = "# Questions\n1. Tell me about a time you helped a teammate.\n";

fn send(signal: &str, to: &Child) {
    let done = Command::new("kill").args([signal, &to.id().to_string()]).status();
    assert!(done.expect("kill runs").success());
}

fn until_answer_runs(bench: &Bench, index: usize) {
    let begun = (0..2_400).any(|_| {
        std::thread::sleep(Duration::from_millis(25));
        answer_runs(bench, index)
    });
    assert!(begun, "{:#?}", state(bench));
}

/// Exit code and what was said on standard error.
fn end_of(mut child: Child) -> (Option<i32>, String) {
    let mut said = String::new();
    let stderr = child.stderr.as_mut().expect("standard error");
    stderr.read_to_string(&mut said).expect("text");
    (child.wait().expect("it ends").code(), said)
}

fn begin(bench: &Bench, args: &[&str], model: &Path) -> Child {
    let mut command = aloud(bench, args, model);
    command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("aloud runs")
}

#[test]
fn a_signal_ends_the_interview_with_130_keeps_the_answer_and_lets_it_go_on() {
    let Some(model) = model() else { return };
    let signal = spoken(&[
        ("en-earn-trust-no-result.flac", 20),
        ("en-earn-trust-no-result.flac", 4),
        ("en-deliver-results.flac", 5),
    ]);
    let Some(bench) = Bench::playing(&signal) else { return };
    std::fs::write(bench.practice().join("notes/n.md"), NOTE).expect("a note");
    let args = ["interview", "--minutes", "8", "--silence", "2", "--json"];
    let mut child = aloud(&bench, &args, &model)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("aloud runs");
    until_answer_runs(&bench, 0);
    send("-INT", &child);
    let status = child.wait().expect("it ends");
    assert_eq!(status.code(), Some(130));

    let stopped = state(&bench).expect("interview.json");
    assert_eq!(stopped["state"], "stopped");
    assert_eq!(stopped["answers"][0]["outcome"], "cut_off");
    let take = stopped["answers"][0]["take"].as_str().expect("a take");
    let folder = bench.practice().join("recordings").join(take);
    assert!(folder.join("review.json").is_file(), "what was said is reviewed");
    let spent_s = stopped["elapsed_s"].as_f64().expect("seconds");
    assert!(spent_s > 0.0, "{stopped:#}");
    let again = aloud(&bench, &["interview", "--report", "--json"], &model).output().expect("runs");
    let report = json(&again.stdout, &again.stderr);
    assert_eq!((&report["state"], &report["answered"]), (&"stopped".into(), &0.into()));
}

#[test]
fn a_termination_while_thinking_keeps_the_answers_before_and_leaves_no_empty_one() {
    let Some(model) = model() else { return };
    let answers = [("en-earn-trust-no-result.flac", 6), ("en-deliver-results.flac", 5)];
    let Some(bench) = Bench::playing(&with_silence(&answers, 40)) else { return };
    let note = ONE_QUESTION.to_owned() + "2. Why do you want to work here?\n";
    std::fs::write(bench.practice().join("notes/n.md"), note).expect("a note");
    let child = begin(&bench, &["interview", "--silence", "2"], &model);
    until_answer_runs(&bench, 1);
    send("-TERM", &child);
    let (code, said) = end_of(child);
    assert_eq!(code, Some(143), "{said}");
    assert!(said.contains("`aloud interview --resume` goes on"), "{said}");
    let stopped = state(&bench).expect("interview.json");
    let answers = stopped["answers"].as_array().expect("answers");
    assert_eq!((answers.len(), &answers[0]["outcome"]), (1, &"answered".into()), "{stopped:#}");

    let args = ["interview", "--resume", "--silence", "2", "--json"];
    let output = aloud(&bench, &args, &model).output().expect("aloud runs");
    let report = json(&output.stdout, &output.stderr);
    assert_eq!((&report["state"], &report["answered"]), (&"finished".into(), &2.into()));
}

#[test]
fn a_signal_before_anything_was_said_leaves_no_interview_and_tells_how_to_plan_it_again() {
    let Some(model) = model() else { return };
    let Some(bench) = Bench::playing(&with_silence(&[("room-noise.flac", 0)], 40)) else { return };
    std::fs::write(bench.practice().join("notes/n.md"), ONE_QUESTION).expect("a note");
    let child = begin(&bench, &["interview", "--seed", "7"], &model);
    until_answer_runs(&bench, 0);
    send("-INT", &child);
    let (code, said) = end_of(child);
    assert_eq!(code, Some(130), "{said}");
    assert!(said.contains("aloud interview --seed 7"), "{said}");
    assert!(state(&bench).is_none());
    let none = aloud(&bench, &["interview", "--resume"], &model).output().expect("aloud runs");
    assert_eq!(none.status.code(), Some(2));
}

#[test]
fn a_signal_during_the_last_review_names_its_take_and_resume_makes_up_for_it() {
    let Some(model) = model() else { return };
    let signal = spoken(&[("en-earn-trust-no-result.flac", 20)]);
    let Some(bench) = Bench::playing(&signal) else { return };
    std::fs::write(bench.practice().join("notes/n.md"), ONE_QUESTION).expect("a note");
    let args = ["interview", "--silence", "2", "--json"];
    let output = aloud(&bench, &args, &model).output().expect("aloud runs");
    let report = json(&output.stdout, &output.stderr);
    let take = report["rounds"][0]["answers"][0]["take"].as_str().expect("a take");
    let folder = bench.practice().join("recordings").join(take);
    for file in ["review.json", "transcript.json"] {
        std::fs::remove_file(folder.join(file)).expect("it was there");
    }

    let mut child = begin(&bench, &["interview", "--resume"], &model);
    let mut first = String::new();
    let mut said = BufReader::new(child.stderr.take().expect("standard error"));
    said.read_line(&mut first).expect("a line");
    assert!(first.contains("Reviewing the last answer"), "{first}");
    send("-INT", &child);
    let mut rest = String::new();
    said.read_to_string(&mut rest).expect("text");
    assert_eq!(child.wait().expect("it ends").code(), Some(130), "{rest}");
    assert!(rest.contains(&format!("aloud review {take}")), "{rest}");
    assert!(rest.contains("aloud interview --resume"), "{rest}");
    assert!(!folder.join("review.json").exists());

    let args = ["interview", "--resume", "--json"];
    let output = aloud(&bench, &args, &model).output().expect("aloud runs");
    let again = json(&output.stdout, &output.stderr);
    assert!(folder.join("review.json").is_file());
    assert_eq!(again["finished"], report["finished"]);
    assert_eq!(again["rounds"], report["rounds"]);
}
