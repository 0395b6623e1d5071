//! Labels at the start of a line: `Q.`, `S:` `T:` `A:` `R:`, their words in both languages,
//! `Answer:`, `Follow-up:`.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::Part;
use super::heading::asks;

/// What a line announces, and the text behind the label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Label<'a> {
    Question { number: Option<u32>, rest: &'a str },
    Part { part: Part, rest: &'a str },
    Answer { rest: &'a str },
    FollowUp { rest: &'a str },
}

static QUESTION: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"^\[?\s*(?i:q|question|질문)\s*(?:#|(?i:no\.?)\s)?\s*(\d{1,3})?\s*[.:：)\]]\s*")
});

const PARTS: &str = "(?P<letter>[STAR])|(?P<word>(?i:situation|task|action|result)s?\
                     |상황|배경|과제|임무|행동|조치|결과|성과)";

/// `S:`, `S -`, `Situation:`, `S (Situation):`, `상황(S) :`, or the label alone on its line.
static PART: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"^(?:{PARTS})\s*(?:[(/]\s*[^()/:]{{1,14}}\s*\)?)?\s*(?:[:：]|\s[-–—]\s|[-–—]\s|$)\s*"
    ))
});

/// `[S] …`, `(Situation) …`, `<상황> …`.
static BRACKETED_PART: LazyLock<Regex> =
    LazyLock::new(|| regex(&format!(r"^[\[(<【]\s*(?:{PARTS})\s*[\])>】]\s*[:：\-–—]?\s*")));

/// `S. …`
static DOTTED_PART: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^(?P<letter>[STAR])(?P<word>\b)[.)]\s+"));

/// What was learned belongs to how it ended: STARL answers put it last.
static LEARNED: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"^(?:L|(?i:learnings?|lessons?(?: learned)?|takeaways?)|배운 ?점|느낀 ?점)\s*[:：]\s*")
});

/// `Answer:`, `답변:`, and `A1.` as the answer to `Q1.`
static ANSWER: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:(?i:answer|ans|답변|답|모범 ?답안|모범 ?답변|대답)\s*(?:[:：]|$)|A\d{1,3}\s*[.:：)])\s*",
    )
});

/// `Q3 Why us?`: without a mark behind the number only a text that asks is a question.
static BARE_QUESTION: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^(?i:q|question|질문)\s?(\d{1,3})\s+"));

static FOLLOW_UP: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"^(?i:follow[ -]?ups?(?: questions?)?|꼬리 ?질문|추가 ?질문|후속 ?질문)",
        r"\s*\d*\s*(?:[:：.\-–—)]|$)\s*"
    ))
});

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern of this file")
}

/// The label a line of plain text starts with. The patterns stop where the label does: what is
/// behind it may be a whole answer on one line.
pub(super) fn label(text: &str) -> Option<Label<'_>> {
    let text = text.trim();
    let bare = || BARE_QUESTION.captures(text).filter(|found| asks(behind(found, text)));
    if let Some(found) = QUESTION.captures(text).or_else(bare) {
        let number = found.get(1).and_then(|digits| digits.as_str().parse().ok());
        return Some(Label::Question { number, rest: behind(&found, text) });
    }
    for pattern in [&PART, &BRACKETED_PART, &DOTTED_PART] {
        if let Some(found) = pattern.captures(text) {
            let name = found.name("letter").or(found.name("word"))?.as_str();
            return Some(Label::Part { part: part_named(name)?, rest: behind(&found, text) });
        }
    }
    if let Some(found) = LEARNED.captures(text) {
        return Some(Label::Part { part: Part::Result, rest: behind(&found, text) });
    }
    if let Some(found) = FOLLOW_UP.captures(text) {
        return Some(Label::FollowUp { rest: behind(&found, text) });
    }
    ANSWER.captures(text).map(|found| Label::Answer { rest: behind(&found, text) })
}

fn behind<'a>(label: &Captures<'_>, text: &'a str) -> &'a str {
    &text[label.get_match().end()..]
}

fn part_named(name: &str) -> Option<Part> {
    Some(match name.to_lowercase().trim_end_matches('s') {
        // `s` alone is trimmed away by the plural.
        "" | "situation" | "상황" | "배경" => Part::Situation,
        "t" | "task" | "과제" | "임무" => Part::Task,
        "a" | "action" | "행동" | "조치" => Part::Action,
        "r" | "result" | "결과" | "성과" => Part::Result,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(text: &str) -> Option<(Part, &str)> {
        match label(text) {
            Some(Label::Part { part, rest }) => Some((part, rest)),
            _ => None,
        }
    }

    #[test]
    fn parts_are_recognised_in_the_ways_people_write_them() {
        for (text, expected) in [
            ("S: at work", (Part::Situation, "at work")),
            ("S - at work", (Part::Situation, "at work")),
            ("S. at work", (Part::Situation, "at work")),
            ("[T] my job", (Part::Task, "my job")),
            ("Situation: at work", (Part::Situation, "at work")),
            ("TASK – my job", (Part::Task, "my job")),
            ("Actions:", (Part::Action, "")),
            ("Result", (Part::Result, "")),
            ("R (Result): done", (Part::Result, "done")),
            ("상황: 학교에서", (Part::Situation, "학교에서")),
            ("과제 : 기한", (Part::Task, "기한")),
            ("행동(Action): 만들었다", (Part::Action, "만들었다")),
            ("결과： 끝냈다", (Part::Result, "끝냈다")),
            ("L: I learned", (Part::Result, "I learned")),
        ] {
            assert_eq!(part(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn ordinary_sentences_carry_no_label() {
        for text in [
            "A customer called.",
            "Result-oriented people",
            "결과적으로 끝났다",
            "상황이 나빴다",
            "So: we went",
            "Task forces met.",
            "Q&A (last 5-10mins)",
            "Question everything",
            "R&D was small",
            "Q3 was our best quarter",
        ] {
            assert_eq!(label(text), None, "{text}");
        }
    }

    #[test]
    fn questions_come_with_or_without_a_number() {
        for (text, number, rest) in [
            ("Q. Why us?", None, "Why us?"),
            ("Q: Why us?", None, "Why us?"),
            ("Q12. Why us?", Some(12), "Why us?"),
            ("[Q1] Why us?", Some(1), "Why us?"),
            ("Question 2: Why us?", Some(2), "Why us?"),
            ("질문 3. 왜 우리?", Some(3), "왜 우리?"),
            ("Q4 Why us?", Some(4), "Why us?"),
            ("Q.", None, ""),
        ] {
            assert_eq!(label(text), Some(Label::Question { number, rest }), "{text}");
        }
    }

    #[test]
    fn follow_ups_and_answers_have_labels_too() {
        assert_eq!(label("Follow-up: why?"), Some(Label::FollowUp { rest: "why?" }));
        assert_eq!(label("꼬리질문"), Some(Label::FollowUp { rest: "" }));
        assert_eq!(label("A2. yes"), Some(Label::Answer { rest: "yes" }));
        assert_eq!(label("답변: 네"), Some(Label::Answer { rest: "네" }));
    }
}
