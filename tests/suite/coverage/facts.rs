//! Numbers and names of written sentences against spoken ones (`tests/coverage/facts-en.txt` and
//! `facts-ko.txt`), by class: counts, shares, times, dates, ranks, measures, names, and what is no fact.

use aloud::coverage::{FactResult, FactStatus, cover};
use aloud::language::Language;

use super::score::transcript;
use super::set::sentence;

const ENGLISH: &str = include_str!("../../coverage/facts-en.txt");
const KOREAN: &str = include_str!("../../coverage/facts-ko.txt");

/// What of the cases of a file is not as labelled.
fn wrong(text: &str, language: Language) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut class = "";
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix("= ") {
            class = name;
            continue;
        }
        let parts: Vec<&str> = line.split(" | ").collect();
        let [written, spoken, facts] = parts[..] else { panic!("{line}") };
        let (transcript, pauses) = transcript(&[spoken], language);
        let found = cover(&sentence(written, language), &[], &transcript, &pauses, None).unwrap();
        for fact in facts.split("; ") {
            let (text, expected) = fact.rsplit_once('=').unwrap_or_else(|| panic!("{line}"));
            let named =
                |known: &&FactResult| known.text.contains(text) || text.contains(&known.text);
            let known = found.facts.iter().find(|known| known.text == text);
            let known = known.or_else(|| found.facts.iter().find(named));
            let status =
                known.map_or("none".into(), |fact| format!("{:?}", fact.status).to_lowercase());
            if status != expected {
                let heard = known.and_then(|fact| fact.heard.as_deref()).unwrap_or_default();
                wrong.push(format!("{class}: {text} is {status} “{heard}”: {line}"));
            }
        }
    }
    wrong
}

#[test]
fn numbers_and_names_are_said_said_differently_or_missed() {
    let wrong = [wrong(ENGLISH, Language::English), wrong(KOREAN, Language::Korean)].concat();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_name_that_another_question_quotes_is_known_without_marks() {
    let asked = sentence("예약 화면은 톡누리 화면을 본떠 만들었습니다.", Language::Korean);
    let mut other = sentence("서비스 '톡누리'를 2년 동안 맡았습니다.", Language::Korean);
    other.id = "other".into();
    let said = ["톡누리 화면을 본떠서 예약 화면을 만들었어요."];
    let (transcript, pauses) = transcript(&said, Language::Korean);
    let found = cover(&asked, &[asked.clone(), other], &transcript, &pauses, None).unwrap();
    let name = found.facts.iter().find(|fact| fact.text == "톡누리");
    assert!(name.is_some_and(|name| name.status == FactStatus::Said), "{:?}", found.facts);
}
