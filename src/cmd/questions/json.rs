//! The questions as JSON: schema `aloud.questions/1`.

use std::path::{Path, PathBuf};

use serde::{Serialize, Serializer};

use super::last;
use crate::cmd::Context;
use crate::coverage::point_texts;
use crate::language::{Count, Language, count, seconds_of};
use crate::parallel;
use crate::question::{Kind, Notes, Part, Question};

/// Questions that are made ready together, on all processors.
const BATCH: usize = 256;

/// From this many questions on, several threads are worth their start.
const PARALLEL_FROM: usize = 16;

#[derive(Serialize)]
pub(super) struct Listing<'a> {
    schema: &'static str,
    questions: Items<'a>,
    principles: &'a [String],
    format: Option<&'a str>,
    warnings: Vec<Note>,
}

/// The questions, made when they are written: hundreds of notes need not be in memory twice.
struct Items<'a> {
    questions: &'a [Question],
    context: &'a Context,
}

impl Serialize for Items<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let made = |batch| parallel::map(batch, PARALLEL_FROM, |q| item(q, self.context));
        serializer.collect_seq(self.questions.chunks(BATCH).flat_map(made))
    }
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    number: Option<u32>,
    file: &'a Path,
    line: usize,
    prompt: &'a str,
    language: Language,
    topic: Option<&'a str>,
    kind: Kind,
    limit_s: Option<f64>,
    reference: Option<Written<'a>>,
    follow_ups: &'a [String],
    last_take: Option<String>,
}

#[derive(Serialize)]
struct Written<'a> {
    words: usize,
    syllables: usize,
    predicted_s: f64,
    sections: Vec<WrittenSection<'a>>,
}

#[derive(Serialize)]
struct WrittenSection<'a> {
    part: Option<Part>,
    text: &'a str,
    points: Vec<String>,
}

#[derive(Serialize)]
struct Note {
    file: PathBuf,
    line: usize,
    message: String,
}

/// Everything the notes hold.
pub(super) fn listing<'a>(notes: &'a Notes, context: &'a Context) -> Listing<'a> {
    let warnings = notes.warnings.iter().map(|warning| Note {
        file: warning.file.clone(),
        line: warning.line,
        message: warning.message(context.ui),
    });
    Listing {
        schema: "aloud.questions/1",
        questions: Items { questions: &notes.questions, context },
        principles: &notes.principles,
        format: notes.format.as_deref(),
        warnings: warnings.collect(),
    }
}

fn item<'a>(question: &'a Question, context: &Context) -> Item<'a> {
    let written = question.reference.as_ref().map(|reference| {
        let mut total = Count::default();
        let sections = reference.sections.iter().map(|section| {
            let counted = count(&section.text, question.language);
            total.words += counted.words;
            total.syllables += counted.syllables;
            WrittenSection {
                part: section.part,
                text: &section.text,
                points: point_texts(section, question.language),
            }
        });
        let sections: Vec<_> = sections.collect();
        let seconds = seconds_of(total, question.language, &context.config.targets);
        Written {
            words: total.words,
            syllables: total.syllables,
            predicted_s: (seconds * 10.0).round() / 10.0,
            sections,
        }
    });
    Item {
        id: &question.id,
        number: question.number,
        file: &question.file,
        line: question.line,
        prompt: &question.prompt,
        language: question.language,
        topic: question.topic.as_deref(),
        kind: question.kind,
        limit_s: question.limit_s,
        reference: written,
        follow_ups: &question.follow_ups,
        last_take: last(question, context),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cmd::questions::tests::{context, sample};

    #[test]
    fn json_has_the_fields_of_the_contract() {
        let notes = sample();
        let json = serde_json::to_value(listing(&notes, &context(Language::English))).unwrap();
        assert_eq!(json["schema"], "aloud.questions/1");
        let first = &json["questions"][0];
        assert_eq!(first["limit_s"], 120.0);
        assert_eq!(first["language"], "en");
        assert!(first["reference"]["words"].as_u64().unwrap() > 100);
        assert!(first["reference"]["sections"][0]["points"].is_array());
        assert!(first["last_take"].is_null());
        let star = &json["questions"][1];
        assert_eq!(star["kind"], "star");
        assert_eq!(star["topic"], "Deliver Results");
        assert_eq!(star["reference"]["sections"][2]["part"], "action");
    }
}
