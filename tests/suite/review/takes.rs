//! Takes and their reviews on disk.

use std::path::Path;

use aloud::audio::decode::decode;

use super::super::fakemic::Bench;
use super::fields::assert_fields;
use super::{json, model, path, practice, run, speech, stderr, text, wav};

const ANSWER: &str = "formats/mono-22050.mp3";

/// Permission bits of a file.
#[cfg(unix)]
fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path)
        .unwrap_or_else(|e| panic!("{}: {e}", path.display()))
        .permissions()
        .mode()
        & 0o777
}

#[test]
#[cfg(unix)]
fn a_kept_answer_is_a_private_take_that_can_be_shown_listed_and_reviewed_again() {
    let folder = practice();
    let answer = speech(ANSWER);
    let arguments = ["review", path(&answer), "--keep", "--question", "tight deadline", "--json"];
    let review = json(&run(folder.path(), &arguments));
    assert_fields(&review);
    let id = text(&review["take"]);
    let take = folder.path().join("recordings").join(id);
    for file in ["audio.wav", "take.json", "transcript.json", "review.json"] {
        assert_eq!(mode(&take.join(file)), 0o600, "{file}");
    }
    for file in take.ancestors().take(3) {
        assert_eq!(mode(file), 0o700, "{}", file.display());
    }
    let kept = std::fs::read_to_string(take.join("transcript.json")).unwrap();
    assert!(kept.contains("aloud.transcript/1"), "{kept}");

    let shown = json(&run(folder.path(), &["show", "last", "--json"]));
    assert_eq!(shown, review);
    let page = run(folder.path(), &["show", id]);
    let page = String::from_utf8_lossy(&page.stdout).into_owned();
    assert!(page.contains("tight deadline") && page.contains("responsible"), "{page}");
    assert!(!page.contains('\u{1b}'), "no colours where there is no terminal");

    let history = json(&run(folder.path(), &["history", "tight deadline", "--json"]));
    assert_eq!(history["schema"], "aloud.history/1");
    assert_eq!(history["takes"][0]["take"], id);
    assert_eq!(history["takes"][0]["words_per_minute"], review["timing"]["words_per_minute"]);

    std::fs::remove_file(take.join("review.json")).unwrap();
    let none = run(folder.path(), &["show", id]);
    assert_eq!(none.status.code(), Some(1));
    assert!(stderr(&none).contains(&format!("aloud review {id}")), "{}", stderr(&none));
    let again = json(&run(folder.path(), &["review", id, "--json"]));
    assert_eq!(again["words"], review["words"]);
    assert_eq!(again["question"], review["question"]);
    assert!(take.join("review.json").is_file());
}

#[test]
#[cfg(unix)]
fn a_review_of_a_newer_version_is_refused_and_never_misread() {
    let folder = practice();
    let noise = speech("room-noise.flac");
    let review = json(&run(folder.path(), &["review", path(&noise), "--keep", "--json"]));
    let file = folder.path().join("recordings").join(text(&review["take"])).join("review.json");
    let newer = std::fs::read_to_string(&file).unwrap().replace("aloud.review/1", "aloud.review/9");
    std::fs::write(&file, newer).unwrap();
    let output = run(folder.path(), &["show"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("aloud.review/9"), "{}", stderr(&output));
}

#[test]
fn five_seconds_from_the_microphone_end_in_a_review() {
    let Some(bench) = Bench::new(1) else { return };
    let spoken = bench.practice().join("spoken.wav");
    let samples = decode(&speech(ANSWER)).unwrap().samples;
    wav::write(&spoken, 48_000, 1, wav::at_rate(&samples, 48_000));
    let output = bench
        .aloud(&["record", "--seconds", "5", "--json"])
        .env("FAKEMIC_FILE", &spoken)
        .env("ALOUD_MODEL", model())
        .env("ALOUD_LANGUAGE", "en")
        .output()
        .unwrap();
    let review = json(&output);
    assert_fields(&review);
    assert_eq!(review["audio"]["duration_s"], 5.0);
    assert_eq!(review["audio"]["sample_rate_hz"], 48_000);
    assert!(text(&review["text"]).contains("responsible for the back end"), "{}", review["text"]);
    let take = bench.practice().join("recordings").join(text(&review["take"]));
    assert!(take.join("review.json").is_file() && take.join("transcript.json").is_file());
}
