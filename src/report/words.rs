//! The program's own words for what stands in every report, in English and Korean.

use crate::coverage::{SectionResult, Status};
use crate::language::Language;
use crate::review::finding::content::part_name;

/// The English or the Korean text.
pub(crate) fn pick<'a>(ui: Language, english: &'a str, korean: &'a str) -> &'a str {
    match ui {
        Language::English => english,
        Language::Korean => korean,
    }
}

/// The name of a section of the written answer: its STAR part, or "Paragraph 2".
pub(crate) fn section_name(section: &SectionResult, index: usize, ui: Language) -> String {
    match section.part {
        Some(part) => part_name(part, ui).to_owned(),
        None => format!("{} {}", pick(ui, "Paragraph", "문단"), index + 1),
    }
}

/// What became of a section.
pub(crate) fn section_status(status: Status, ui: Language) -> &'static str {
    match status {
        Status::Said => pick(ui, "told", "말함"),
        Status::Partly => pick(ui, "partly told", "일부 말함"),
        Status::Missed => pick(ui, "not told", "말하지 않음"),
    }
}

/// The name of a language.
pub(crate) fn language_name(language: Language, ui: Language) -> &'static str {
    match language {
        Language::English => pick(ui, "English", "영어"),
        Language::Korean => pick(ui, "Korean", "한국어"),
    }
}

/// The question of a review, or that there is none.
pub(crate) fn title(review: &crate::review::Review, ui: Language) -> &str {
    let none = pick(ui, "Answer without a question", "질문 없는 답변");
    review.question.as_ref().map_or(none, |question| question.prompt.as_str())
}
