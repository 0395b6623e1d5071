//! What goes wrong is told with its place and the way on.

use super::{aloud, json, path, practice, run, speech, stderr, text};

const ANSWER: &str = "formats/mono-22050.mp3";

#[test]
fn files_that_are_no_audio_are_named() {
    let folder = practice();
    let (note, empty, missing) = (
        folder.path().join("notes/onsite.en.md"),
        folder.path().join("empty.wav"),
        folder.path().join("missing.wav"),
    );
    std::fs::write(&empty, "").unwrap();
    for (file, reason) in [
        (&note, "is text, not sound"),
        (&empty, "holds no audio"),
        (&missing, "cannot open"),
        (&folder.path().join("notes/"), "no take"),
    ] {
        let output = run(folder.path(), &["review", path(file), "--json"]);
        let expected = if reason == "no take" { 2 } else { 1 };
        assert_eq!(output.status.code(), Some(expected), "{output:?}");
        assert!(output.stdout.is_empty(), "{output:?}");
        let message = stderr(&output);
        assert!(message.contains(path(file).trim_end_matches('/')), "{message}");
        assert!(reason == "no take" || message.contains(reason), "{message}");
    }
}

#[test]
fn a_file_that_was_cut_off_is_reviewed_as_far_as_it_goes() {
    let folder = practice();
    let whole = std::fs::read(speech(ANSWER)).unwrap();
    let cut = folder.path().join("cut.mp3");
    std::fs::write(&cut, &whole[..whole.len() / 2]).unwrap();
    let output = run(folder.path(), &["review", path(&cut), "--language", "en"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(String::from_utf8_lossy(&output.stdout).contains("responsible for the back end"));
}

#[test]
fn unknown_and_ambiguous_questions_list_the_candidates() {
    let folder = practice();
    let answer = speech(ANSWER);
    for (query, candidate) in
        [("no such question", "tight deadline"), ("tell me about", "teammate")]
    {
        let output = run(folder.path(), &["review", path(&answer), "--question", query]);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        assert!(output.stdout.is_empty());
        assert!(stderr(&output).contains(candidate), "{}", stderr(&output));
    }
}

#[test]
fn an_unknown_take_is_wrong_usage_and_lists_those_there_are() {
    let folder = practice();
    let none = run(folder.path(), &["show"]);
    assert_eq!(none.status.code(), Some(2), "{none:?}");
    assert!(stderr(&none).contains("aloud record"), "{none:?}");
    let noise = speech("room-noise.flac");
    let kept = json(&run(folder.path(), &["review", path(&noise), "--keep", "--json"]));
    for command in ["review", "show"] {
        let output = run(folder.path(), &[command, "nothing/2020"]);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        assert!(stderr(&output).contains(text(&kept["take"])), "{}", stderr(&output));
    }
}

#[test]
fn a_missing_model_is_told_with_the_command_that_gets_it() {
    let folder = practice();
    let answer = speech(ANSWER);
    let output = aloud(folder.path())
        .args(["review", path(&answer), "--json"])
        .env_remove("ALOUD_MODEL")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let message = stderr(&output);
    assert!(message.contains("aloud models pull base-q8_0"), "{message}");
    assert_eq!(message.trim().lines().count(), 1, "{message}");
}

#[test]
fn a_web_page_in_place_of_a_model_is_refused_by_name() {
    let folder = practice();
    let (answer, page) = (speech(ANSWER), folder.path().join("ggml-page.bin"));
    std::fs::write(&page, "<!DOCTYPE html><html></html>").unwrap();
    let output = run(folder.path(), &["review", path(&answer), "--model", path(&page)]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(stderr(&output).contains("ggml-page.bin"), "{}", stderr(&output));
}

#[test]
fn a_reader_that_closes_the_pipe_is_no_error() {
    use std::process::Stdio;
    let folder = practice();
    let noise = speech("room-noise.flac");
    let mut child = aloud(folder.path())
        .args(["review", path(&noise), "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(output.stderr.is_empty(), "{}", stderr(&output));
}
