//! `aloud next`: what to practise now, and why.

use unicode_width::UnicodeWidthStr;

use super::{Answer, Practice};

const NOTE: &str = "\
# Principles in order of relevance
1. Own It
2. Think Long

# Questions

## Own It

Q. What did you do when nobody felt responsible for a system that many people needed every day?
A: I took the pager. I wrote down what happened.

## Other

Q. Introduce yourself within two minutes.
A: I am an engineer.

Q. 왜 우리 회사인가요?
";

#[test]
fn a_folder_without_takes_gets_the_most_important_question_and_the_way_to_practise_it() {
    let practice = Practice::new(NOTE);
    let text = practice.shown(&["next"]);
    assert!(text.starts_with("What did you do when nobody felt responsible"), "{text}");
    assert!(text.contains("not practised it yet; Own It is principle 1 of 2."), "{text}");
    let json = practice.json(&["next"]);
    assert_eq!(json["schema"], "aloud.next/1");
    let first = &json["questions"][0];
    assert!(text.contains(&format!("aloud record {}", first["question"].as_str().unwrap())));
    assert!(first["quality"].is_null() && first["due"].is_null() && first["recall"].is_null());
    assert_eq!(json["questions"].as_array().unwrap().len(), 3);
}

#[test]
fn a_weak_answer_of_long_ago_comes_first_and_says_what_was_wrong() {
    let practice = Practice::new(NOTE);
    let id = "introduce-yourself";
    let weak = Answer {
        points: &[("I am an engineer", "missed")],
        fixes: &["fillers"],
        ..Answer::default()
    };
    practice.reviewed(Some((id, "Introduce yourself within two minutes.")), 12, &weak);
    let text = practice.shown(&["next"]);
    assert!(text.starts_with("Introduce yourself"), "{text}");
    let reason = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        reason.contains("12 days ago with 0 % of the key points said; it had many fillers"),
        "{text}"
    );
    let strong = Answer { points: &[("I am an engineer", "said")], ..Answer::default() };
    practice.reviewed(Some((id, "Introduce yourself within two minutes.")), 0, &strong);
    let json = practice.json(&["next"]);
    assert_ne!(json["questions"][0]["question"], id, "just answered well");
    assert_eq!(json["questions"][2]["question"], id, "not due: after all that are");
}

#[test]
fn screens_fit_80_columns_in_both_languages() {
    let practice = Practice::new(NOTE);
    for days_ago in [20, 9, 0] {
        let text = practice.shown(&["--ui", "ko", "next"]) + &practice.shown(&["next"]);
        for line in text.lines() {
            assert!(line.width() <= 80, "{} columns: {line}", line.width());
        }
        practice.reviewed(
            Some(("우리-회사인가요", "왜 우리 회사인가요?")),
            days_ago,
            &Answer::default(),
        );
    }
}

#[test]
fn without_questions_the_first_step_is_told() {
    let practice = Practice::new("just prose\n");
    assert!(practice.shown(&["next"]).contains("aloud init"));
    assert_eq!(practice.json(&["next"])["questions"].as_array().unwrap().len(), 0);
}
