//! Questions of the interviewer that no note holds.

use std::path::PathBuf;

use crate::language::Language;
use crate::question::{Kind, Question};

/// Id of the question that opens a round.
pub const INTRODUCTION: &str = "introduction";

/// Id of the candidate's own questions at the end of a round.
const CLOSING: &str = "your-questions";

fn question(id: String, prompt: String, language: Language) -> Question {
    Question {
        id,
        number: None,
        file: PathBuf::new(),
        line: 0,
        prompt,
        language,
        topic: None,
        kind: Kind::Unanswered,
        limit_s: None,
        reference: None,
        follow_ups: Vec::new(),
    }
}

/// "Introduce yourself", with a limit in seconds.
pub(super) fn introduction(language: Language, limit_s: f64) -> Question {
    let prompt = match language {
        Language::English => "Please introduce yourself briefly.",
        Language::Korean => "간단히 자기소개를 해 주세요.",
    };
    let mut question = question(INTRODUCTION.into(), prompt.into(), language);
    question.limit_s = Some(limit_s);
    question
}

/// The candidate's turn to ask.
pub(super) fn closing(language: Language) -> Question {
    let prompt = match language {
        Language::English => "That is all from me. What questions do you have for us?",
        Language::Korean => "저희 질문은 여기까지입니다. 궁금한 점이 있으면 질문해 주세요.",
    };
    question(CLOSING.into(), prompt.into(), language)
}

/// A question for a principle that the notes rank and have no question for.
pub(super) fn principle(name: &str, language: Language) -> Question {
    let prompt = match language {
        Language::English => format!("Tell me about a time when you showed this: {name}."),
        Language::Korean => format!("‘{name}’의 사례가 된 경험을 말씀해 주세요."),
    };
    let mut question = question(principle_id(name), prompt, language);
    question.topic = Some(name.to_owned());
    question
}

/// A second question for a principle that the notes have one for.
pub(super) fn another(name: &str, language: Language) -> Question {
    let prompt = match language {
        Language::English => format!("Tell me about another time when you showed this: {name}."),
        Language::Korean => format!("‘{name}’의 또 다른 사례를 말씀해 주세요."),
    };
    Question { prompt, ..principle(name, language) }
}

/// Id of the question for a principle that the notes have none for.
pub fn principle_id(name: &str) -> String {
    let words: Vec<String> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    format!("principle-{}", words.join("-"))
}

/// Whether a question asks the candidate to introduce himself or herself, in either language. One
/// about the 자기소개서 (a written statement) does not.
pub(super) fn is_introduction(question: &Question) -> bool {
    const ASKED: [&str; 10] = [
        "자기소개",
        "자기 소개",
        "본인 소개",
        "본인을 소개",
        "자신을 소개",
        "introduce yourself",
        "tell me about yourself",
        "tell us about yourself",
        "about yourself?",
        "self-introduction",
    ];
    let prompt = question.prompt.to_lowercase().replace("자기소개서", "");
    ASKED.iter().any(|asked| prompt.contains(asked))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_introduction_is_known_in_both_languages_and_a_written_statement_is_none() {
        let is_introduction =
            |prompt: &str| is_introduction(&question("q".into(), prompt.into(), Language::Korean));
        for prompt in ["2분 내로 자기소개", "본인을 소개해 주세요.", "Tell me about yourself."]
        {
            assert!(is_introduction(prompt), "{prompt}");
        }
        for prompt in ["자기소개서에 쓴 프로젝트를 설명해 보세요.", "Tell me about a time."]
        {
            assert!(!is_introduction(prompt), "{prompt}");
        }
    }
}
