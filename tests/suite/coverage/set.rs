//! Reads the labelled answers of `tests/coverage/*.txt`.
//!
//! A question is a block of lines: `= key: value` for its id, language, split and prompt, then its
//! written sections (`S: … T: … A: … R: …`, or `-: …` in a plain answer) in which `[3]` opens
//! passage 3, then answers. An answer begins with `> name` and has one spoken sentence a line with
//! the section it belongs to (`.` for none) and the passages it says: `A {3,~4}: text`, where `~4`
//! says passage 4 in part. `facts: 12 nurses=said; 5 weeks=different` labels facts.

use aloud::language::Language;
use aloud::question::{Kind, Part, Question, Reference, Section};

/// Truth about a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Truth {
    Missed,
    Partly,
    Said,
}

#[derive(Clone)]
pub struct Sentence {
    /// Index of the section it belongs to.
    pub section: Option<usize>,
    /// Passages it says.
    pub passages: Vec<(u32, Truth)>,
    pub text: String,
}

pub struct Answer {
    pub name: String,
    pub sentences: Vec<Sentence>,
    pub facts: Vec<(String, String)>,
}

/// What a question is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Split {
    /// Chose the thresholds.
    Tune,
    /// Gave figures; its errors were read.
    Table,
    /// Written and labelled before the method was run on it.
    Check,
}

pub struct Entry {
    pub question: Question,
    pub split: Split,
    /// For each section the passages as (byte offset in the section's text, number).
    pub passages: Vec<Vec<(usize, u32)>>,
    pub answers: Vec<Answer>,
}

fn part(letter: &str) -> Option<Part> {
    match letter {
        "S" => Some(Part::Situation),
        "T" => Some(Part::Task),
        "A" => Some(Part::Action),
        "R" => Some(Part::Result),
        _ => None,
    }
}

pub fn read(text: &str) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut letters: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(value) = line.strip_prefix("= id: ") {
            letters.clear();
            entries.push(Entry {
                question: question(value),
                split: Split::Table,
                passages: Vec::new(),
                answers: Vec::new(),
            });
            continue;
        }
        let entry = entries.last_mut().unwrap_or_else(|| panic!("no question before: {line}"));
        if let Some(rest) = line.strip_prefix("= ") {
            let (key, value) = rest.split_once(": ").unwrap_or_else(|| panic!("{line}"));
            match key {
                "language" if value == "ko" => entry.question.language = Language::Korean,
                "language" => entry.question.language = Language::English,
                "split" => {
                    entry.split = match value {
                        "tune" => Split::Tune,
                        "table" => Split::Table,
                        "check" => Split::Check,
                        _ => panic!("unknown split: {line}"),
                    }
                }
                "prompt" => entry.question.prompt = value.to_owned(),
                _ => panic!("unknown key: {line}"),
            }
        } else if let Some(name) = line.strip_prefix("> ") {
            let name = name.to_owned();
            entry.answers.push(Answer { name, sentences: Vec::new(), facts: Vec::new() });
        } else if let Some(answer) = entry.answers.last_mut() {
            read_answer_line(line, answer, &letters);
        } else {
            let (letter, text) = line.split_once(": ").unwrap_or_else(|| panic!("{line}"));
            letters.push(letter.to_owned());
            let (plain, passages) = without_markers(text);
            entry.passages.push(passages);
            let kind = if letter == "-" { Kind::Plain } else { Kind::Star };
            entry.question.kind = kind;
            let reference =
                entry.question.reference.get_or_insert(Reference { sections: Vec::new() });
            reference.sections.push(Section { part: part(letter), text: plain, bold: Vec::new() });
        }
    }
    entries
}

fn question(id: &str) -> Question {
    Question {
        id: id.to_owned(),
        number: None,
        file: "labelled.md".into(),
        line: 1,
        prompt: String::new(),
        language: Language::English,
        topic: None,
        kind: Kind::Plain,
        limit_s: None,
        reference: None,
        follow_ups: Vec::new(),
    }
}

/// A question whose written answer is one text.
pub fn sentence(text: &str, language: Language) -> Question {
    let section = Section { part: None, text: text.to_owned(), bold: Vec::new() };
    let reference = Some(Reference { sections: vec![section] });
    Question { language, reference, ..question("sentence") }
}

fn read_answer_line(line: &str, answer: &mut Answer, letters: &[String]) {
    if let Some(facts) = line.strip_prefix("facts: ") {
        for fact in facts.split(';') {
            let (text, status) = fact.trim().rsplit_once('=').unwrap_or_else(|| panic!("{line}"));
            answer.facts.push((text.to_owned(), status.to_owned()));
        }
        return;
    }
    let (head, text) = line.split_once("}: ").unwrap_or_else(|| panic!("{line}"));
    let (letter, passages) = head.split_once(" {").unwrap_or_else(|| panic!("{line}"));
    let passages = passages
        .split(',')
        .filter(|number| !number.is_empty())
        .map(|number| match number.strip_prefix('~') {
            Some(number) => (number.parse().unwrap(), Truth::Partly),
            None => (number.parse().unwrap_or_else(|_| panic!("{line}")), Truth::Said),
        })
        .collect();
    let section = letters.iter().position(|known| known == letter);
    answer.sentences.push(Sentence { section, passages, text: text.to_owned() });
}

fn without_markers(text: &str) -> (String, Vec<(usize, u32)>) {
    let mut plain = String::new();
    let mut passages = Vec::new();
    for word in text.split_whitespace() {
        let marker = word.strip_prefix('[').and_then(|word| word.strip_suffix(']'));
        if let Some(number) = marker.and_then(|number| number.parse().ok()) {
            let at = if plain.is_empty() { 0 } else { plain.len() + 1 };
            passages.push((at, number));
            continue;
        }
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.push_str(word);
    }
    (plain, passages)
}
