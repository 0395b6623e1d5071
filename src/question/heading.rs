//! What a heading announces, and whether a text reads as a question.

use std::sync::LazyLock;

use regex::Regex;

use super::limit::limit_s;

/// What stands under a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// How the interview goes: rounds, minutes, follow-ups.
    Format,
    /// The employer's principles, ranked.
    Principles,
    /// Questions.
    Questions,
    /// Reading matter, links, a table of contents.
    Material,
    /// Anything else: a principle, a subject, prose.
    Topic,
}

/// What stands under the heading `text`.
pub(super) fn role(text: &str) -> Role {
    static MATERIAL: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)^(?:questions? (?:to ask|for (?:the |your |my )?(?:interviewers?|them|you|company))|(?:my|your) questions\b|역질문|면접관에게|자료|참고|출처|링크|목차|references?\b|links?\b|resources?\b|sources?\b|(?:table of )?contents\b|toc\b|further reading|see also)",
        )
    });
    static FORMAT: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)^(?:the )?(?:interview )?format\b|interview (?:format|structure)|(?:면접|인터뷰) ?(?:형식|방식|구성|진행)|^(?:형식|진행 ?방식|구성)$",
        )
    });
    static PRINCIPLES: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"(?i)\bLPs?\b|\bprinciples?\b|\bcore values?\b|원칙|핵심 ?가치|인재상")
    });
    static QUESTIONS: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)\bquestions?\b|질문|문항"));
    if MATERIAL.is_match(text) {
        Role::Material
    } else if FORMAT.is_match(text) {
        Role::Format
    } else if QUESTIONS.is_match(text) {
        Role::Questions
    } else if PRINCIPLES.is_match(text) {
        Role::Principles
    } else {
        Role::Topic
    }
}

/// The number a heading is written with ("3. Why us?", "Q3) Why us?") and the text behind it.
pub(super) fn numbered(text: &str) -> Option<(u32, &str)> {
    static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"^(?:(?i:q|question)\s*|질문\s*|문항\s*)?(\d{1,3})\s*[.):]\s*(\S.*)$")
    });
    let found = NUMBERED.captures(text)?;
    // "1.2 Setup" numbers a chapter of a manual, no question.
    let rest = found.get(2)?.as_str();
    if rest.starts_with(|c: char| c.is_ascii_digit()) && !rest.contains(char::is_whitespace) {
        return None;
    }
    Some((found[1].parse().ok()?, rest))
}

/// Whether a text reads as something an interviewer asks.
pub(super) fn asks(text: &str) -> bool {
    static ENGLISH: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)^(?:please |can you |could you )?(?:tell (?:me|us)|describe|give (?:me|us|an example)|share (?:a|an|with)|explain|walk (?:me|us)|introduce (?:yourself|your)|talk (?:about|me|us)|self[- ]introduction|what would you)\b",
        )
    });
    let text = text.trim();
    text.ends_with(['?', '？'])
        || text.contains("? ")
        || ENGLISH.is_match(text)
        || ends_in_korean_request(text)
        || limit_s(text).is_some()
}

/// Whether a Korean text ends as a question or request does, with or without a mark behind it.
pub(super) fn ends_in_korean_request(text: &str) -> bool {
    static KOREAN: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?:세요|시오|십시오|까요|나요|가요|을까|는가|인가|습니까|입니까|주시죠|자기 ?소개(?:서)?|지원 ?동기|장단점|보라|하라|말해 ?봐)[.!]?\s*(?:\([^)]*\))?$",
        )
    });
    KOREAN.is_match(text.trim())
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern of this file")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_tell_what_stands_under_them() {
        for (text, expected) in [
            ("Format", Role::Format),
            ("면접 진행 방식", Role::Format),
            ("Principles in order of relevance", Role::Principles),
            ("LPs, ranked", Role::Principles),
            ("예상 질문", Role::Questions),
            ("Behavioral Questions", Role::Questions),
            ("자료", Role::Material),
            ("Table of contents", Role::Material),
            ("Cloud Support: Role", Role::Topic),
            ("Questions to ask the interviewer", Role::Material),
            ("Dive Deep", Role::Topic),
            ("Information formats", Role::Topic),
        ] {
            assert_eq!(role(text), expected, "{text}");
        }
    }

    #[test]
    fn requests_read_as_questions_and_names_do_not() {
        for text in [
            "Why do you want this job?",
            "Tell me about a conflict.",
            "지원 동기",
            "장애를 해결한 경험을 말씀해 주세요.",
            "2분 자기소개",
            "캐시와 큐의 차이를 설명해보세요",
        ] {
            assert!(asks(text), "{text}");
        }
        for text in ["Customer Obsession", "일정 확정", "Read the documentation", "What I learned"]
        {
            assert!(!asks(text), "{text}");
        }
    }

    #[test]
    fn a_number_needs_a_mark_behind_it() {
        assert_eq!(numbered("1. 자기소개"), Some((1, "자기소개")));
        assert_eq!(numbered("12) Why?"), Some((12, "Why?")));
        assert_eq!(numbered("2024. 10. 3."), None);
        assert_eq!(numbered("1분 자기소개"), None);
    }
}
