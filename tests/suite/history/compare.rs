//! `aloud compare`: two takes side by side.

use aloud::language::Language;
use unicode_width::UnicodeWidthStr;

use super::{Answer, Practice, errors};

const WHY: (&str, &str) = ("why", "Why us?");
const HOW: (&str, &str) = ("how", "How do you learn?");

/// Two takes of one question, the second faster, with fewer fillers, one point gained and one lost.
fn practice() -> (Practice, String, String) {
    let practice = Practice::new("Q. Why us?\n");
    let before = Answer {
        text: "[Um,] we [uh,] moved [um,] the queue [uh,] over [uh,] [um,] night.",
        words_per_minute: 100.0,
        points: &[("A team", "said"), ("A queue", "missed"), ("A plan", "partly")],
        ..Answer::default()
    };
    let after = Answer {
        text: "We carefully moved the queue.",
        words_per_minute: 140.0,
        points: &[("A team", "missed"), ("A queue", "said"), ("A plan", "partly")],
        ..Answer::default()
    };
    let a = practice.reviewed(Some(WHY), 5, &before);
    let b = practice.reviewed(Some(WHY), 1, &after);
    (practice, a, b)
}

#[test]
fn the_last_two_takes_are_compared_measure_by_measure() {
    let (practice, a, b) = practice();
    let json = practice.json(&["compare"]);
    assert_eq!(json["schema"], "aloud.compare/1");
    assert_eq!((&json["a"], &json["b"]), (&a.as_str().into(), &b.as_str().into()));
    let verdict = |name: &str| {
        let measures = json["measures"].as_array().unwrap();
        measures.iter().find(|change| change["measure"] == name).expect(name)["verdict"].clone()
    };
    assert_eq!(verdict("words_per_minute"), "better");
    assert_eq!(verdict("fillers_per_minute"), "better");
    assert_eq!(verdict("speaking_s"), "same");
    assert_eq!(verdict("covered"), "same");
    let points = &json["points"];
    assert_eq!(points["gained"][0]["text"], "A queue");
    assert_eq!(points["lost"][0]["text"], "A team");
    assert_eq!(points["kept"], 1);
}

#[test]
fn words_stand_side_by_side_and_screens_fit_80_columns_in_both_languages() {
    let (practice, a, b) = practice();
    let text = practice.shown(&["compare", &a, &b]);
    assert!(text.contains("[-Um,-]") && text.contains("{+carefully+}"), "{text}");
    assert!(text.contains("Gained") && text.contains("✗ → ✓ A queue"), "{text}");
    for ui in ["en", "ko"] {
        let text = practice.shown(&["--ui", ui, "compare", &a, &b]);
        for line in text.lines() {
            assert!(line.width() <= 80, "{} columns: {line}", line.width());
        }
    }
}

#[test]
fn takes_of_different_questions_are_compared_as_far_as_that_makes_sense() {
    let (practice, a, _) = practice();
    let korean = Answer { language: Language::Korean, ..Answer::default() };
    let other = practice.reviewed(Some(HOW), 0, &korean);
    let json = practice.json(&["compare", &a, &other]);
    assert_eq!(json["same_question"], false);
    assert!(json["points"].is_null() && json["words"].is_null());
    let measures: Vec<&str> = json["measures"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| change["measure"].as_str().unwrap())
        .collect();
    assert!(measures.contains(&"fillers_per_minute") && !measures.contains(&"covered"));
    let text = practice.shown(&["compare", &a, &other]);
    assert!(text.contains("different questions") && text.contains("different languages"), "{text}");
}

#[test]
fn takes_that_cannot_be_compared_are_wrong_usage_with_the_way_on() {
    let practice = Practice::new("Q. Why us?\n");
    let none = practice.run(&["compare"]);
    assert_eq!(none.status.code(), Some(2), "{none:?}");
    assert!(errors(&none).contains("aloud record"), "{}", errors(&none));
    let a = practice.reviewed(Some(WHY), 3, &Answer::default());
    for (arguments, told) in [
        (vec!["compare"], "aloud record why"),
        (vec!["compare", &a, &a], "one take"),
        (vec!["compare", &a, "nothing/2020"], a.as_str()),
        (vec!["compare", &a], "Usage"),
    ] {
        let output = practice.run(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {output:?}");
        assert!(errors(&output).contains(told), "{arguments:?}: {}", errors(&output));
    }
    let unreviewed = practice.take(Some(WHY), 1);
    let output = practice.run(&["compare", &a, unreviewed.id()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(errors(&output).contains("aloud review why/"), "{}", errors(&output));
}
