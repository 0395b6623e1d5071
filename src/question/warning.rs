//! What is malformed in a note: said with file and line, while the rest is still read.

use std::fmt;
use std::path::PathBuf;

use super::Part;
use crate::language::Language;

/// Something in a note that was probably not meant so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The note.
    pub file: PathBuf,
    /// Line of the note, from 1.
    pub line: usize,
    /// What is wrong there.
    pub problem: Problem,
}

/// The kinds of malformed notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// The file could not be read; the text is the error's.
    Unreadable(String),
    /// No question was found in the note.
    NoQuestions,
    /// A `Q.` without text.
    EmptyPrompt,
    /// A STAR label that stands before any question.
    PartWithoutQuestion(Part),
    /// A STAR answer without these parts.
    MissingParts(Vec<Part>),
    /// A STAR label without text.
    EmptyPart(Part),
    /// The same question stands earlier, in this file at this line.
    Duplicate {
        /// The note with the first one.
        file: PathBuf,
        /// Its line, from 1.
        line: usize,
    },
    /// Another question of the note has the same number, at this line.
    RepeatedNumber {
        /// The number both have.
        number: u32,
        /// Line of the first, from 1.
        line: usize,
    },
    /// A code fence is opened and never closed.
    UnclosedFence,
    /// A comment is opened and never closed.
    UnclosedComment,
}

impl Warning {
    /// What is wrong and how to mend it, in the language of the program's own words; without the
    /// place.
    pub fn message(&self, ui: Language) -> String {
        match ui {
            Language::English => self.problem.english(),
            Language::Korean => self.problem.korean(),
        }
    }

    /// Place and message as one line; an unreadable file's message names it already.
    pub fn describe(&self, ui: Language) -> String {
        match self.problem {
            Problem::Unreadable(_) => self.message(ui),
            _ => format!("{}: {}", self.place(), self.message(ui)),
        }
    }

    /// File and line, as editors and terminals make links of them: `notes/a.md:12`.
    pub fn place(&self) -> String {
        format!("{}:{}", self.file.display(), self.line)
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe(Language::English))
    }
}

impl Problem {
    fn english(&self) -> String {
        match self {
            Problem::Unreadable(error) => error.clone(),
            Problem::NoQuestions => "no question found: start questions with `Q.`, or number them \
                 (`1. Why us?`) under a heading such as `# Questions`"
                .into(),
            Problem::EmptyPrompt => "`Q.` without a question: write it behind the label".into(),
            Problem::PartWithoutQuestion(part) => {
                format!("{} stands before any question: put a `Q.` line above it", part_name(*part))
            }
            Problem::MissingParts(parts) => {
                let names: Vec<&str> = parts.iter().map(|part| part_name(*part)).collect();
                let labels: Vec<&str> = parts.iter().map(|part| part_label(*part)).collect();
                format!(
                    "the STAR answer has no {}: start that part with `{}`",
                    names.join(" and no "),
                    labels.join("` and `")
                )
            }
            Problem::EmptyPart(part) => {
                format!("`{}` has no text: write it, or remove the label", part_label(*part))
            }
            Problem::Duplicate { file, line } => format!(
                "the same question stands in {}:{line}: keep one, or word them differently",
                file.display()
            ),
            Problem::RepeatedNumber { number, line } => {
                format!("number {number} is taken by line {line}: renumber one of them")
            }
            Problem::UnclosedFence => {
                "a code fence is never closed, so nothing below it is read: add a closing ```"
                    .into()
            }
            Problem::UnclosedComment => {
                "a comment is never closed, so nothing below it is read: add `-->`".into()
            }
        }
    }

    fn korean(&self) -> String {
        match self {
            Problem::Unreadable(error) => error.clone(),
            Problem::NoQuestions => {
                "질문을 찾지 못했습니다. 질문을 `Q.`로 시작하거나, `# 예상 질문` 같은 \
                 제목 아래에 번호(`1. 지원 동기`)를 붙이세요"
                    .into()
            }
            Problem::EmptyPrompt => "`Q.` 뒤에 질문이 없습니다. 질문을 적으세요".into(),
            Problem::PartWithoutQuestion(part) => {
                format!("`{}` 앞에 질문이 없습니다. 위에 `Q.` 줄을 두세요", part_label(*part))
            }
            Problem::MissingParts(parts) => {
                let labels: Vec<&str> = parts.iter().map(|part| part_label(*part)).collect();
                format!("STAR 답변에 `{}` 부분이 없습니다. 추가하세요", labels.join("`, `"))
            }
            Problem::EmptyPart(part) => {
                format!("`{}`에 내용이 없습니다. 적거나 지우세요", part_label(*part))
            }
            Problem::Duplicate { file, line } => format!(
                "{}:{line}에 같은 질문이 있습니다. 하나를 지우거나 다르게 적으세요",
                file.display()
            ),
            Problem::RepeatedNumber { number, line } => {
                format!("{line}번째 줄에 이미 {number}번 질문이 있습니다. 번호를 바꾸세요")
            }
            Problem::UnclosedFence => {
                "코드 블록이 닫히지 않아 아래 내용을 읽지 못했습니다. 닫는 ```를 추가하세요".into()
            }
            Problem::UnclosedComment => {
                "주석이 닫히지 않아 아래 내용을 읽지 못했습니다. `-->`를 추가하세요".into()
            }
        }
    }
}

fn part_name(part: Part) -> &'static str {
    match part {
        Part::Situation => "Situation",
        Part::Task => "Task",
        Part::Action => "Action",
        Part::Result => "Result",
    }
}

fn part_label(part: Part) -> &'static str {
    match part {
        Part::Situation => "S:",
        Part::Task => "T:",
        Part::Action => "A:",
        Part::Result => "R:",
    }
}
