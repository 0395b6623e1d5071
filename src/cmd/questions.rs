//! `aloud questions`: what the notes hold.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::Context;
use crate::language::{Count, Language, count, predicted_s, sentences};
use crate::question::{
    Kind, NoteError, Notes, Part, Question, call_number, keep_known_ids, known_ids, last_take,
    note_files, read_notes,
};

/// Lists the questions of the notes
///
/// Each with its id, its time limit, and how long its written answer takes at your target pace.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    aloud questions                  the questions of notes/\n  \
    aloud questions my-notes.md      those of one file\n  \
    aloud questions --json | jq '.questions[].id'")]
pub struct Args {
    /// Notes to read instead of those in notes/ (files or folders)
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Prints JSON
    #[arg(long)]
    pub json: bool,
}

/// Lists the questions on standard output, warnings on standard error.
///
/// # Errors
/// When there is no practice folder and no file is named (wrong usage), or output fails. A file
/// that cannot be read is reported, the rest is listed, and the exit code is 1.
pub fn run(args: &Args, context: &Context) -> anyhow::Result<ExitCode> {
    let (notes, errors) = load(context, &args.files)?;
    show_warnings(&notes, context.ui);
    let text = if args.json {
        serde_json::to_string_pretty(&listing(&notes, context))? + "\n"
    } else {
        let colour = io::stdout().is_terminal()
            && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        table(&notes, context, colour)
    };
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            return Err(error).context("cannot write the list");
        }
        _ => {}
    }
    Ok(if errors.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The notes of the practice folder, or of these files and folders instead; questions keep the
/// ids under which they were recorded. Files that cannot be read are returned as errors and stand
/// among the warnings.
///
/// # Errors
/// When no file is named and there is no practice folder, or a folder cannot be listed.
pub fn load(context: &Context, files: &[PathBuf]) -> anyhow::Result<(Notes, Vec<NoteError>)> {
    let mut paths = Vec::new();
    if files.is_empty() {
        let notes = context.require_folder()?.notes();
        if notes.is_dir() {
            paths = list(&notes)?;
        }
    }
    for file in files {
        if file.is_dir() {
            paths.extend(list(file)?);
        } else {
            paths.push(file.clone());
        }
    }
    let here = std::env::current_dir().unwrap_or_default();
    for path in &mut paths {
        if let Ok(relative) = path.strip_prefix(&here) {
            *path = relative.to_path_buf();
        }
    }
    let (mut notes, errors) = read_notes(&paths);
    if let Some(folder) = &context.folder {
        keep_known_ids(&mut notes.questions, &known_ids(&folder.recordings()));
    }
    Ok((notes, errors))
}

fn list(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    note_files(folder).with_context(|| format!("cannot list the notes in {}", folder.display()))
}

/// Writes the warnings of the notes to standard error, one a line.
pub fn show_warnings(notes: &Notes, ui: Language) {
    for warning in &notes.warnings {
        eprintln!("{}: {}", warning.place(), warning.message(ui));
    }
}

#[derive(Serialize)]
struct Listing<'a> {
    schema: &'static str,
    questions: Vec<Item<'a>>,
    principles: &'a [String],
    format: Option<&'a str>,
    warnings: Vec<Note>,
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

fn listing<'a>(notes: &'a Notes, context: &Context) -> Listing<'a> {
    let warnings = notes.warnings.iter().map(|warning| Note {
        file: warning.file.clone(),
        line: warning.line,
        message: warning.message(context.ui),
    });
    Listing {
        schema: "aloud.questions/1",
        questions: notes.questions.iter().map(|question| item(question, context)).collect(),
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
                points: sentences(&section.text),
            }
        });
        let sections = sections.collect();
        let seconds = predicted_s(reference, question.language, &context.config.targets);
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

fn last(question: &Question, context: &Context) -> Option<String> {
    last_take(&context.folder.as_ref()?.recordings(), &question.id)
}

/// Columns: number, prompt, kind, time of the answer and of the limit; 80 together.
const NUMBER: usize = 4;
const PROMPT: usize = 52;
const KIND: usize = 9;
const TIME: usize = 11;

fn table(notes: &Notes, context: &Context, colour: bool) -> String {
    let (bold, dim, plain) = if colour { ("\x1b[1m", "\x1b[2m", "\x1b[0m") } else { ("", "", "") };
    let korean = context.ui == Language::Korean;
    let mut out = String::new();
    let mut file: Option<&Path> = None;
    let mut topic: Option<&str> = None;
    for (at, question) in notes.questions.iter().enumerate() {
        if file != Some(&question.file) {
            let gap = if out.is_empty() { "" } else { "\n" };
            out += &format!("{gap}{bold}{}{plain}\n", question.file.display());
            file = Some(&question.file);
            topic = None;
        }
        if question.topic.is_some() && question.topic.as_deref() != topic {
            topic = question.topic.as_deref();
            out += &format!("\n  {}\n", topic.unwrap_or_default());
        }
        let number = call_number(&notes.questions, at).map_or(String::new(), |n| n.to_string());
        let lines = textwrap::wrap(&question.prompt, PROMPT);
        for (row, line) in lines.iter().enumerate() {
            let text = if row == 0 {
                format!(
                    "{number:>NUMBER$}  {}{}{}",
                    padded(line, PROMPT),
                    padded(&format!("  {}", kind(question.kind, korean)), KIND + 2),
                    times(question, context),
                )
            } else {
                format!("{:NUMBER$}  {line}", "")
            };
            out += text.trim_end();
            out += "\n";
        }
        let mut below = question.id.clone();
        if let Some(take) = last(question, context) {
            let time = take.rsplit('/').next().unwrap_or_default();
            let label = if korean { "최근 녹음" } else { "last take" };
            below += &format!(" · {label} {time}");
        }
        out += &format!("{:NUMBER$}  {dim}{below}{plain}\n", "");
    }
    out + &summary(notes, korean)
}

fn kind(kind: Kind, korean: bool) -> &'static str {
    match (kind, korean) {
        (Kind::Star, _) => "STAR",
        (Kind::Plain, false) => "answer",
        (Kind::Plain, true) => "답변",
        (Kind::Unanswered, false) => "no answer",
        (Kind::Unanswered, true) => "답변 없음",
    }
}

/// "1:38 / 2:00": predicted length of the written answer and the limit.
fn times(question: &Question, context: &Context) -> String {
    let predicted = question
        .reference
        .as_ref()
        .map(|reference| clock(predicted_s(reference, question.language, &context.config.targets)));
    let text = match (predicted, question.limit_s) {
        (Some(predicted), Some(limit)) => format!("{predicted} / {}", clock(limit)),
        (Some(predicted), None) => format!("{predicted}       "),
        (None, Some(limit)) => format!("/ {}", clock(limit)),
        (None, None) => return String::new(),
    };
    format!("{text:>TIME$}")
}

/// Seconds as minutes and seconds.
fn clock(seconds: f64) -> String {
    let seconds = seconds.round() as u64;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// Text filled with spaces to `width` columns; a Hangul syllable takes two.
fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

fn summary(notes: &Notes, korean: bool) -> String {
    let all = notes.questions.len();
    if all == 0 {
        let text = if korean {
            "질문이 없습니다. notes/에 Markdown 노트를 쓰거나 `aloud init DIR`로 예시를 만드세요."
        } else {
            "No questions. Write Markdown notes in notes/, or get samples with `aloud init DIR`."
        };
        return format!("{text}\n");
    }
    let answered = notes.questions.iter().filter(|q| q.kind != Kind::Unanswered).count();
    if korean {
        format!("\n질문 {all}개, 답변 {answered}개. 시간: 목표 속도로 말할 때의 길이 / 제한 시간\n")
    } else {
        let plural = if all == 1 { "" } else { "s" };
        format!(
            "\n{all} question{plural}, {answered} with an answer. \
             Times: the answer at your target pace / the limit\n"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::question::parse_notes;

    fn context(ui: Language) -> Context {
        Context { folder: None, config: Config::default(), ui }
    }

    fn sample() -> Notes {
        parse_notes(&[
            ("notes/onsite.en.md".into(), include_str!("../../notes/onsite.en.md").into()),
            ("notes/phone.ko.md".into(), include_str!("../../notes/phone.ko.md").into()),
        ])
    }

    #[test]
    fn the_table_fits_80_columns_in_both_languages() {
        for ui in [Language::English, Language::Korean] {
            let text = table(&sample(), &context(ui), false);
            for line in text.lines() {
                assert!(line.width() <= 80, "{} columns: {line}", line.width());
            }
        }
    }

    #[test]
    fn columns_stand_under_each_other_whatever_the_script() {
        let text = table(&sample(), &context(Language::English), false);
        let starts: Vec<usize> =
            text.lines().filter_map(|line| Some(line[..line.find("  STAR")?].width())).collect();
        assert!(starts.len() >= 3 && starts.iter().all(|&start| start == starts[0]), "{starts:?}");
    }

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
