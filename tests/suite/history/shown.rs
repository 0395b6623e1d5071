//! `aloud history` on the screen and as JSON.

use aloud::language::Language;
use aloud::take::State;
use unicode_width::UnicodeWidthStr;

use super::{Answer, Practice, errors};

const WHY: (&str, &str) = ("why", "Why do you want to work for this company, of all there are?");
const KOREAN: (&str, &str) = ("왜", "왜 이 회사에서 일하고 싶은지 이야기해 보세요.");

/// Takes of two questions in two languages, one of them without review, and a free one.
fn practice() -> Practice {
    let practice =
        Practice::new("Q. Why do you want to work for this company, of all there are?\n");
    for (days_ago, words_per_minute) in [(9, 100.0), (8, 104.0), (1, 140.0)] {
        let points = [("A team", if days_ago == 1 { "said" } else { "missed" })];
        let answer = Answer { words_per_minute, points: &points, ..Answer::default() };
        practice.reviewed(Some(WHY), days_ago, &answer);
    }
    practice.take(Some(WHY), 0);
    let korean = Answer { language: Language::Korean, ..Answer::default() };
    practice.reviewed(Some(KOREAN), 3, &korean);
    practice.reviewed(None, 2, &Answer { text: "[Um,] hello.", ..Answer::default() });
    practice
}

#[test]
fn every_screen_fits_80_columns_in_both_languages() {
    let practice = practice();
    for ui in ["en", "ko"] {
        for arguments in [&["history"][..], &["history", "--all"], &["history", "why"]] {
            let text = practice.shown(&[&["--ui", ui], arguments].concat());
            assert!(!text.contains('\u{1b}'), "no colours where there is no terminal");
            for line in text.lines() {
                assert!(line.width() <= 80, "{} columns: {line}", line.width());
            }
        }
    }
}

#[test]
fn what_was_not_measured_is_a_dash_and_null_and_never_0() {
    let practice = practice();
    let why = practice.shown(&["history", "why"]);
    let unreviewed = why.lines().find(|line| line.contains("1:00    –")).expect(&why);
    assert_eq!(unreviewed.matches('–').count(), 4, "{unreviewed}");
    let json = practice.json(&["history", "why"]);
    let last = json["takes"].as_array().unwrap().last().unwrap();
    for field in ["language", "words_per_minute", "fillers", "fillers_per_minute", "covered"] {
        assert!(last[field].is_null(), "{field}: {last}");
    }
}

#[test]
fn trends_tell_what_became_better_and_what_is_the_same() {
    let practice = practice();
    let json = practice.json(&["history"]);
    assert_eq!(json["schema"], "aloud.history/1");
    assert_eq!(json["takes"].as_array().unwrap().len(), 6);
    let questions = json["questions"].as_array().unwrap();
    assert_eq!(questions[0]["question"], "why", "the one practised last comes first");
    let verdict = |measure: &str| {
        let trends = questions[0]["trends"].as_array().unwrap();
        let trend = trends.iter().find(|trend| trend["measure"] == measure).expect(measure);
        trend["verdict"].clone()
    };
    assert_eq!(verdict("words_per_minute"), "better");
    assert_eq!(verdict("covered"), "better");
    assert_eq!(verdict("fillers_per_minute"), "same");
    assert_eq!(verdict("speaking_s"), "same");
    let why = practice.shown(&["history", "why"]);
    assert!(why.contains("100 → 140 w/min") && why.contains("better"), "{why}");
}

#[test]
fn a_question_that_left_the_notes_is_still_found_and_an_unknown_one_lists_candidates() {
    let practice = practice();
    assert_eq!(practice.json(&["history", "왜"])["takes"].as_array().unwrap().len(), 1);
    let free = practice.shown(&["history", "free"]);
    assert!(free.contains("Takes without a question"), "{free}");
    let unknown = practice.run(&["history", "kubernetes"]);
    assert_eq!(unknown.status.code(), Some(2), "{unknown:?}");
    assert!(errors(&unknown).contains("  why  Why do you"), "{}", errors(&unknown));
}

#[test]
fn without_takes_the_first_step_is_told() {
    let practice = Practice::new("Q. Why us?\n");
    for arguments in [&["history"][..], &["history", "why us"]] {
        assert!(practice.shown(arguments).contains("aloud record"));
    }
    assert_eq!(practice.json(&["history"])["takes"].as_array().unwrap().len(), 0);
}

#[test]
fn a_take_goes_by_the_time_that_is_shown() {
    let practice = practice();
    let text = practice.shown(&["history", "why"]);
    let mut takes = text.lines().filter(|line| line.trim().starts_with("20"));
    let line = takes.find(|line| line.contains("140 w/min")).expect(&text);
    let time: String = line.trim().chars().take("2026-01-31 18:00".len()).collect();
    let named = practice.json(&["show", &time]);
    let newest = practice.json(&["history", "why"])["takes"][2]["take"].clone();
    assert_eq!(named["take"], newest, "{time}");
}

#[test]
fn an_abandoned_take_is_kept_and_left_out() {
    let practice = practice();
    let mut abandoned = practice.take(Some(("other", "Another question?")), 0);
    abandoned.record.state = State::Abandoned;
    abandoned.save().expect("take.json");
    let text = practice.shown(&["history"]);
    assert!(text.starts_with("6 takes") && !text.contains("Another question"), "{text}");
    let takes = practice.json(&["history"])["takes"].as_array().unwrap().len();
    assert_eq!(takes, 7, "scripts see every take and its state");
}
