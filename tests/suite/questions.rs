//! Notes as people write them, and as they break them.

use std::path::PathBuf;

use aloud::language::Language;
use aloud::question::{
    Kind, Notes, Part, Problem, Question, find_question, parse_notes, read_notes,
};

fn notes(text: &str) -> Notes {
    parse_notes(&[(PathBuf::from("notes/test.md"), text.to_owned())])
}

fn prompts(notes: &Notes) -> Vec<&str> {
    notes.questions.iter().map(|question| question.prompt.as_str()).collect()
}

fn parts(question: &Question) -> Vec<Option<Part>> {
    let sections = question.reference.iter().flat_map(|reference| &reference.sections);
    sections.map(|section| section.part).collect()
}

/// Numbered headings with answers, then a plain list that counts on: the phone shape.
const PHONE: &str = "\
---
title: 전화 면접
tags: [\"a: b\"]
---
## 일정 <!-- omit -->
다음 주 화요일이다.
![표](a.png)

# 예상 질문
**목차**
- [1. 2분 내로 자기소개](#1)
- [2. 왜 이 일인가요?](#2)

---

### 1. 2분 내로 자기소개
저는 서버를 좋아합니다.

그래서 매일 로그를 읽습니다.

### 2. 왜 이 일인가요?
이유는 이렇습니다.
1. 배울 것이 많고
2. 사람을 돕기 때문입니다.

### 3. 큐와 스택의 차이를 설명해 주세요.

4. DNS에 대해 설명해 주세요.
5. TCP와 UDP의 차이는 무엇인가요?

# 자료
- [회사 이야기](https://example.org)
1. 책 한 권
";

#[test]
fn numbered_headings_and_the_list_behind_them_are_questions() {
    let notes = notes(PHONE);
    assert_eq!(
        prompts(&notes),
        [
            "2분 내로 자기소개",
            "왜 이 일인가요?",
            "큐와 스택의 차이를 설명해 주세요.",
            "DNS에 대해 설명해 주세요.",
            "TCP와 UDP의 차이는 무엇인가요?",
        ]
    );
    let numbers: Vec<_> = notes.questions.iter().map(|question| question.number).collect();
    assert_eq!(numbers, (1..=5).map(Some).collect::<Vec<_>>());
    assert_eq!(notes.questions[0].limit_s, Some(120.0));
    assert_eq!(notes.questions.iter().filter(|q| q.kind == Kind::Plain).count(), 2);
    assert!(notes.questions.iter().all(|question| question.language == Language::Korean));
    assert_eq!(notes.warnings, []);
}

#[test]
fn a_numbered_list_inside_an_answer_stays_in_it() {
    let notes = notes(PHONE);
    let text = &notes.questions[1].reference.as_ref().unwrap().sections;
    assert!(text.iter().any(|section| section.text.contains("사람을 돕기")), "{text:?}");
}

/// `Q.` lines with STAR labels under topic headings: the loop shape.
const LOOP: &str = "\
# Format
Each interviewer, 1 hour, 2 principles
◦\tIntroductions (2 mins)
◦\tFollow up questions
◦\te.g. Was the outcome what you wanted?
Q&A (last 5 mins)

# Our role: Site Reliability
•\tdigging for root causes
•\thelping customers

# Principles ranked in order of relevance:
1.\tThink Long
2.\tOwn It

# Behavioral Questions
## Think Long
Q. Share a plan that took more than a year.
S: Our cluster was old.
T: I had to replace it.
A: First I listed what ran on it.
Then I moved it piece by piece.

The steps were:
1. measure
2. move
3. Did it work?
R: We built a pipeline that 1) reads, 2) checks 3) writes.
## Own It
Q: What did you do when nobody felt responsible?
**Situation** - an alarm rang at night
**Task** - find the owner
**Action** - I took it
**Result** - it stopped
";

#[test]
fn star_answers_stand_under_their_principles() {
    let notes = notes(LOOP);
    assert_eq!(notes.questions.len(), 2, "{:?}", prompts(&notes));
    for (question, topic) in notes.questions.iter().zip(["Think Long", "Own It"]) {
        assert_eq!(question.topic.as_deref(), Some(topic));
        assert_eq!(question.kind, Kind::Star);
        assert_eq!(parts(question), Part::ALL.map(Some));
    }
    let action = &notes.questions[0].reference.as_ref().unwrap().sections[2].text;
    assert!(action.contains("piece by piece") && action.contains("Did it work?"), "{action}");
}

#[test]
fn format_and_principles_are_kept_as_such() {
    let notes = notes(LOOP);
    assert_eq!(notes.principles, ["Think Long", "Own It"]);
    let format = notes.format.unwrap();
    assert!(format.starts_with("Each interviewer") && format.contains("Q&A (last 5 mins)"));
    assert!(!format.contains('◦'));
}

#[test]
fn labels_work_in_korean_as_headings_and_in_tables() {
    for text in [
        "Q. 갈등을 풀어 본 경험은?\n상황: 팀이 갈라졌다.\n과제: 합쳐야 했다.\n\n행동: 들었다.\n\n그리고 적었다.\n결과: 합쳤다.",
        "### 1. 갈등을 풀어 본 경험은?\n#### 상황\n팀이 갈라졌다.\n#### 과제\n합쳐야 했다.\n#### 행동\n들었다.\n#### 결과\n합쳤다.",
        "Q. 갈등을 풀어 본 경험은?\n\n- **S:** 팀이 갈라졌다.\n- **T:** 합쳐야 했다.\n- **A:** 들었다.\n- **R:** 합쳤다.",
        "Q. 갈등을 풀어 본 경험은?\n\n| 부분 | 글 |\n|--|--|\n| S | 팀이 갈라졌다. |\n| T | 합쳐야 했다. |\n| A | 들었다. |\n| R | 합쳤다. |",
    ] {
        let notes = notes(text);
        assert_eq!(notes.questions.len(), 1, "{text}");
        let found: Vec<Part> = parts(&notes.questions[0]).into_iter().flatten().collect();
        assert_eq!(found, Part::ALL, "{text}");
    }
}

#[test]
fn bold_questions_and_questions_on_their_own_line_are_read() {
    let notes = notes("**Q1. Why us?**\nBecause.\n\n**Q2)** Why now?\n\nQ.\nWhy not\nlater?\n");
    assert_eq!(prompts(&notes), ["Why us?", "Why now?", "Why not later?"]);
    assert_eq!(notes.questions[0].kind, Kind::Plain);
}

#[test]
fn listed_questions_take_the_text_below_them_as_answers() {
    let text = "# Questions\n\n1. Why us?\n\n   Because of the team.\n\n   - small\n   - kind\n\n2. Why now?\n\nI have time.\n\n3. Salary\n";
    let notes = notes(text);
    assert_eq!(prompts(&notes), ["Why us?", "Why now?", "Salary"]);
    let kinds: Vec<_> = notes.questions.iter().map(|question| question.kind).collect();
    assert_eq!(kinds, [Kind::Plain, Kind::Plain, Kind::Unanswered]);
}

#[test]
fn lists_that_ask_nothing_are_no_questions() {
    let notes = notes(
        "# Week plan\n1. Read the docs\n2. Sleep\n\n# Cloud Support: Role\n- helping\n\nQ. Why us?\n",
    );
    assert_eq!(prompts(&notes), ["Why us?"]);
}

#[test]
fn headings_that_ask_are_questions_without_a_number() {
    let notes = notes(
        "# Prep\n## Why do you want to join?\nBecause.\n## Tell me about yourself.\n## What I learned\nMuch.\n",
    );
    assert_eq!(prompts(&notes), ["Why do you want to join?", "Tell me about yourself."]);
}

#[test]
fn numbered_topics_over_questions_are_no_questions() {
    let notes = notes("## 1. Ownership\nQ. Why?\n## 2. Trust\nQ. How?\n");
    assert_eq!(prompts(&notes), ["Why?", "How?"]);
    assert_eq!(notes.questions[1].topic.as_deref(), Some("Trust"));
}

#[test]
fn follow_ups_belong_to_their_question() {
    let text = "Q. Why us?\nA: Because.\nFollow-up: For how long?\n\n### Follow-up questions\n- And then?\n\nQ. Next?\n1. Really?\n2. Sure?\n";
    let notes = notes(text);
    assert_eq!(notes.questions[0].follow_ups, ["For how long?", "And then?"]);
    assert_eq!(notes.questions[1].follow_ups, ["Really?", "Sure?"]);
}

#[test]
fn malformed_notes_are_warned_of_with_their_line() {
    let notes = notes(
        "S: lost\n\nQ. Why us?\nS: here\nT: there\nR: done\n\nQ.\n\n## Next\nQ. Why us?\nS: x\nT:\nA: y\nR: z\n",
    );
    let found: Vec<(usize, &Problem)> =
        notes.warnings.iter().map(|warning| (warning.line, &warning.problem)).collect();
    assert!(found.contains(&(1, &Problem::PartWithoutQuestion(Part::Situation))), "{found:?}");
    assert!(found.contains(&(3, &Problem::MissingParts(vec![Part::Action]))), "{found:?}");
    assert!(found.contains(&(8, &Problem::EmptyPrompt)), "{found:?}");
    assert!(found.contains(&(13, &Problem::EmptyPart(Part::Task))), "{found:?}");
    assert!(
        found
            .iter()
            .any(|(line, problem)| *line == 11
                && matches!(problem, Problem::Duplicate { line: 3, .. })),
        "{found:?}"
    );
    let text: Vec<String> = notes.warnings.iter().map(ToString::to_string).collect();
    assert!(text[0].starts_with("notes/test.md:1: "), "{text:?}");
}

#[test]
fn an_empty_note_says_how_to_write_a_question() {
    for text in ["", "\n\n", "just prose", "---\ntitle: x\n---\n"] {
        assert_eq!(notes(text).warnings[0].problem, Problem::NoQuestions, "{text:?}");
    }
}

#[test]
fn windows_files_read_like_any_other() {
    let dir = tempfile::tempdir().unwrap();
    let plain = notes(PHONE);
    let crlf = PHONE.replace('\n', "\r\n");
    let utf16: Vec<u8> =
        format!("\u{feff}{crlf}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (name, bytes) in [
        ("crlf.md", crlf.clone().into_bytes()),
        ("bom.md", format!("\u{feff}{crlf}").into_bytes()),
        ("utf16.md", utf16),
    ] {
        let path = dir.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let (read, errors) = read_notes(&[path]);
        assert!(errors.is_empty(), "{name}: {errors:?}");
        assert_eq!(prompts(&read), prompts(&plain), "{name}");
        assert_eq!(read.questions[3].line, plain.questions[3].line, "{name}");
    }
}

#[test]
fn one_unreadable_file_does_not_hide_the_others() {
    let dir = tempfile::tempdir().unwrap();
    let (good, bad) = (dir.path().join("good.md"), dir.path().join("bad.md"));
    std::fs::write(&good, "Q. Why?").unwrap();
    std::fs::write(&bad, b"# \xc1\xfa\xb9\xae\n").unwrap();
    let (notes, errors) = read_notes(&[bad, dir.path().join("missing.md"), good]);
    assert_eq!(prompts(&notes), ["Why?"]);
    assert_eq!(errors.len(), 2);
    assert!(errors[0].to_string().contains("iconv"), "{}", errors[0]);
}

#[test]
fn no_cut_or_garbled_note_panics() {
    for sample in [PHONE, LOOP] {
        for (at, _) in sample.char_indices() {
            notes(&sample[..at]);
            notes(&sample[at..]);
        }
    }
    for text in [
        "Q",
        "Q.",
        "#",
        "1.",
        "- ",
        "|",
        "S:",
        "<!--",
        "```",
        "[",
        "![",
        "999999999999. a",
        "99999. x?",
    ] {
        notes(text);
        notes(&format!("{text}\n").repeat(200));
    }
    notes(&"> ".repeat(5000));
    notes(&"- ".repeat(5000));
}

#[test]
fn ids_survive_reordering() {
    let there = notes("Q. Why us?\n\nQ. Describe a hard bug.\n");
    let back = notes("Q. Describe a hard bug.\n\nQ. Why us?\n");
    assert_eq!(there.questions[0].id, back.questions[1].id);
    assert_eq!(there.questions[1].id, back.questions[0].id);
    assert_eq!(find_question(&there.questions, "hard BUG").unwrap().prompt, "Describe a hard bug.");
}
