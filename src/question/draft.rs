//! A question while its lines are being read.

use std::path::Path;

use super::answer::{AnswerLine, answer};
use super::heading::ends_in_korean_request;
use super::limit::limit_s;
use super::line::{Line, Shape};
use super::warning::{Problem, Warning};
use super::{Part, Question};
use crate::language::detect;

/// What made a line a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// A heading of this level.
    Heading(u8),
    /// A `Q.` label.
    Label,
    /// An item of this list (0 for one typed inside a paragraph).
    Item(usize),
}

/// A question whose answer is still being read.
#[derive(Debug)]
pub(super) struct Draft {
    pub origin: Origin,
    pub number: Option<u32>,
    pub line: usize,
    pub prompt: String,
    pub topic: Option<String>,
    pub follow_ups: Vec<String>,
    /// Lines go to the follow-ups rather than to the answer.
    pub in_follow_ups: bool,
    body: Vec<AnswerLine>,
    /// Lines so far all go on with the prompt's paragraph.
    prompt_open: bool,
}

impl Draft {
    pub fn new(origin: Origin, number: Option<u32>, prompt: &str, line: &Line) -> Draft {
        Draft {
            origin,
            number,
            line: line.number,
            prompt: prompt.trim().to_owned(),
            topic: None,
            follow_ups: Vec::new(),
            in_follow_ups: false,
            body: Vec::new(),
            prompt_open: true,
        }
    }

    /// Whether no answer stands behind the prompt yet.
    pub fn is_bare(&self) -> bool {
        self.body.is_empty()
    }

    /// Adds a line that carries no label.
    pub fn push(&mut self, line: &Line) {
        if self.in_follow_ups {
            self.push_follow_up(line);
        } else if self.prompt_open && self.goes_on_with_prompt(line) {
            if !self.prompt.is_empty() {
                self.prompt.push(' ');
            }
            self.prompt.push_str(&line.text);
        } else {
            self.push_answer(None, &line.text, line);
        }
    }

    /// Adds a line of the answer; `part` when it carries a label, `text` what stands behind it.
    pub fn push_answer(&mut self, part: Option<Part>, text: &str, line: &Line) {
        self.prompt_open = false;
        self.in_follow_ups = false;
        // A placeholder-free first line: blank labels still open their part.
        if part.is_some() || !text.is_empty() {
            self.body.push(AnswerLine {
                number: line.number,
                part,
                text: text.to_owned(),
                starts_block: line.starts_block || matches!(line.shape, Shape::Item { .. }),
                bold: line.bold.clone(),
            });
        }
    }

    fn push_follow_up(&mut self, line: &Line) {
        let item = matches!(line.shape, Shape::Item { .. });
        match self.follow_ups.last_mut() {
            Some(last) if !item && !line.starts_block && !ends(last) => {
                last.push(' ');
                last.push_str(&line.text);
            }
            _ => self.follow_ups.push(line.text.clone()),
        }
    }

    /// A prompt may be wrapped over lines, or stand under an empty `Q.`.
    fn goes_on_with_prompt(&self, line: &Line) -> bool {
        match self.origin {
            Origin::Heading(_) => false,
            _ if self.prompt.is_empty() => true,
            _ => {
                // A sentence goes on in lower case, and an answer seldom ends in "?".
                let capital = line.text.starts_with(char::is_uppercase);
                let goes_on = !capital || line.text.ends_with('?') || self.prompt.ends_with(',');
                let whole = ends(&self.prompt) || ends_in_korean_request(&self.prompt);
                !line.starts_block && line.shape == Shape::Text && goes_on && !whole
            }
        }
    }

    /// The question, without its id, and what is malformed in it.
    pub fn finish(self, file: &Path) -> (Option<Question>, Vec<Warning>) {
        let mut warnings = Vec::new();
        let mut warn = |line, problem| {
            warnings.push(Warning { file: file.to_path_buf(), line, problem });
        };
        if self.prompt.is_empty() {
            warn(self.line, Problem::EmptyPrompt);
            return (None, warnings);
        }
        let answer = answer(&self.body);
        if !answer.missing.is_empty() {
            warn(self.line, Problem::MissingParts(answer.missing));
        }
        for (part, line) in answer.empty {
            warn(line, Problem::EmptyPart(part));
        }
        let language = match &answer.reference {
            Some(reference) => {
                let texts: Vec<&str> =
                    reference.sections.iter().map(|section| section.text.as_str()).collect();
                detect(&texts.join("\n"))
            }
            None => detect(&self.prompt),
        };
        let question = Question {
            id: String::new(),
            number: self.number,
            file: file.to_path_buf(),
            line: self.line,
            limit_s: limit_s(&self.prompt),
            prompt: self.prompt,
            language,
            topic: self.topic,
            kind: answer.kind,
            reference: answer.reference,
            follow_ups: self.follow_ups,
        };
        (Some(question), warnings)
    }
}

/// Whether a text ends like a sentence.
fn ends(text: &str) -> bool {
    text.ends_with(['?', '.', '!', '？', '。', ')', ':'])
}
