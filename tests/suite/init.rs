//! A new practice folder is ready to use, and making it twice changes nothing.

use std::path::Path;
use std::process::{Command, Output};

fn aloud(arguments: &[&str], stand_in: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_aloud"))
        .args(arguments)
        .current_dir(stand_in)
        .env_remove("ALOUD_FOLDER")
        .env("LC_ALL", "C.UTF-8")
        .output()
        .expect("the binary runs")
}

#[test]
fn the_samples_of_a_new_folder_are_questions_of_both_kinds_and_languages() {
    let dir = tempfile::tempdir().unwrap();
    let made = aloud(&["init", "practice"], dir.path());
    assert!(made.status.success() && made.stdout.is_empty(), "{made:?}");
    let listed = aloud(&["questions", "--json"], &dir.path().join("practice"));
    assert!(listed.status.success() && listed.stderr.is_empty(), "{listed:?}");
    let json: serde_json::Value = serde_json::from_slice(&listed.stdout).unwrap();
    let questions = json["questions"].as_array().unwrap();
    for (field, value) in
        [("kind", "star"), ("kind", "plain"), ("kind", "unanswered"), ("language", "ko")]
    {
        assert!(questions.iter().any(|question| question[field] == value), "{field} {value}");
    }
    assert_eq!(json["warnings"].as_array().unwrap().len(), 0);
}

#[test]
fn making_a_folder_again_keeps_what_the_user_wrote() {
    let dir = tempfile::tempdir().unwrap();
    aloud(&["init", "practice"], dir.path());
    let note = dir.path().join("practice/notes/onsite.en.md");
    std::fs::write(&note, "Q. Mine?").unwrap();
    let again = aloud(&["init", "practice"], dir.path());
    assert!(again.status.success(), "{again:?}");
    assert!(String::from_utf8_lossy(&again.stderr).contains("kept"), "{again:?}");
    assert_eq!(std::fs::read_to_string(&note).unwrap(), "Q. Mine?");
}

#[test]
fn without_a_practice_folder_the_way_to_make_one_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let listed = aloud(&["questions"], dir.path());
    assert_eq!(listed.status.code(), Some(2), "{listed:?}");
    assert!(String::from_utf8_lossy(&listed.stderr).contains("aloud init"), "{listed:?}");
}
