//! `aloud search`: words in all transcripts.

use aloud::language::Language;

use super::{Answer, Practice, errors};

const WHY: (&str, &str) = ("why", "Why us?");

fn practice() -> Practice {
    let practice = Practice::new("Q. Why us?\n");
    let english = Answer { text: "We had a lag. Kafka was full then.", ..Answer::default() };
    practice.reviewed(Some(WHY), 5, &english);
    let text = "저희는 카프카를 썼습니다. 큐가 밀렸습니다.";
    practice.reviewed(None, 3, &Answer { text, language: Language::Korean, ..english });
    practice.take(Some(WHY), 1);
    practice
}

#[test]
fn a_hit_is_shown_with_question_take_time_and_sentence() {
    let practice = practice();
    let output = practice.run(&["search", "KAFKA"]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "Why us?");
    assert!(lines[1].starts_with("20") && lines[1].contains(" · why/20"), "{text}");
    assert_eq!(lines[2], " 0:02  »Kafka« was full then.");
    assert!(errors(&output).contains("aloud review why/"), "{}", errors(&output));
    assert_eq!(output.status.code(), Some(0));
    let korean = practice.shown(&["--ui", "ko", "search", "카프카"]);
    assert!(korean.contains("»카프카«를") && korean.contains("질문 없는"), "{korean}");
}

#[test]
fn json_tells_hits_and_takes_that_were_not_searched() {
    let practice = practice();
    let json = practice.json(&["search", "lag"]);
    assert_eq!(json["schema"], "aloud.search/1");
    assert_eq!(json["hits"][0]["text"], "We had a lag.");
    assert_eq!(json["hits"][0]["hits"][0]["start"], 9);
    assert_eq!(json["without_transcript"].as_array().unwrap().len(), 1);
    assert_eq!(practice.json(&["search", "lag", "kafka"])["hits"].as_array().unwrap().len(), 0);
    let free = practice.json(&["search", "lag", "--question", "free"]);
    assert_eq!(free["hits"].as_array().unwrap().len(), 0);
}

#[test]
fn nothing_found_is_a_result_and_nothing_asked_is_wrong_usage() {
    let practice = practice();
    let output = practice.run(&["search", "kubernetes"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(output.stdout.is_empty() && errors(&output).contains("kubernetes"), "{output:?}");
    for arguments in [&["search"][..], &["search", "…"]] {
        assert_eq!(practice.run(arguments).status.code(), Some(2), "{arguments:?}");
    }
}
