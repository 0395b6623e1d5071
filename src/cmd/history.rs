//! `aloud history`: takes and what they were like.

use std::process::ExitCode;

use serde::Serialize;

use super::{Context, UsageError, print};
use crate::language::Language;
use crate::question::find_question;
use crate::report::terminal::pad;
use crate::review::finding::clock;
use crate::review::{Review, derived};
use crate::take::{self, FREE, State, Take};

/// Lists takes with their measures, oldest first
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    aloud history              all takes, by question\n  \
    aloud history deadline     those of one question")]
pub struct Args {
    /// Only takes of this question: its id, number, or a part of its prompt
    #[arg(value_name = "QUESTION")]
    pub question: Option<String>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
struct History {
    schema: &'static str,
    takes: Vec<Row>,
}

/// One take; measures are null until it is reviewed.
#[derive(Serialize)]
struct Row {
    take: String,
    question: Option<String>,
    prompt: Option<String>,
    started: String,
    state: State,
    duration_s: f64,
    language: Option<Language>,
    speaking_s: Option<f64>,
    words_per_minute: Option<f64>,
    syllables_per_minute: Option<f64>,
    fillers: Option<usize>,
    fillers_per_minute: Option<f64>,
    pauses: Option<usize>,
    covered: Option<f64>,
}

/// Runs `aloud history`.
///
/// # Errors
/// An unknown question is wrong usage.
pub fn run(args: &Args, context: &Context) -> anyhow::Result<ExitCode> {
    let recordings = context.require_folder()?.recordings();
    let (takes, broken) = take::list(&recordings)?;
    for error in &broken {
        eprintln!("aloud: {error}");
    }
    let wanted = args.question.as_deref().map(|query| group(query, &takes, context)).transpose()?;
    let of_group = |take: &&Take| {
        wanted.as_ref().is_none_or(|wanted| take.id().split('/').next() == Some(wanted))
    };
    let mut rows = Vec::new();
    for take in takes.iter().filter(of_group) {
        let review = derived::read(take).unwrap_or_else(|error| {
            eprintln!("aloud: {error}");
            None
        });
        rows.push(row(take, review));
    }
    if args.json {
        let history = History { schema: "aloud.history/1", takes: rows };
        print(&(serde_json::to_string_pretty(&history)? + "\n"))?;
    } else {
        print(&table(&rows, context))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The folder of a question's takes. A question that left the notes is still found by its folder.
fn group(query: &str, takes: &[Take], context: &Context) -> anyhow::Result<String> {
    if takes.iter().any(|take| take.id().split('/').next() == Some(query)) {
        return Ok(query.to_owned());
    }
    let (notes, _) = super::questions::load(context, &[])?;
    let found = find_question(&notes.questions, query);
    Ok(found.map_err(|error| UsageError(error.to_string()))?.id.clone())
}

fn row(take: &Take, review: Option<Review>) -> Row {
    let record = &take.record;
    let review = review.as_ref();
    let timing = review.map(|review| &review.timing);
    Row {
        take: take.id().to_owned(),
        question: record.question.as_ref().map(|q| q.id.clone()),
        prompt: record.question.as_ref().map(|q| q.prompt.clone()),
        started: record.started.clone(),
        state: record.state,
        duration_s: record.audio.duration_s,
        language: review.map(|review| review.language),
        speaking_s: timing.and_then(|t| t.speaking_s),
        words_per_minute: timing.and_then(|t| t.words_per_minute),
        syllables_per_minute: timing.and_then(|t| t.syllables_per_minute),
        fillers: review.map(|review| review.fillers.count),
        fillers_per_minute: review.and_then(|review| review.fillers.per_minute),
        pauses: timing.map(|t| t.pauses.len()),
        covered: review
            .and_then(|review| review.coverage.as_ref())
            .and_then(|coverage| coverage.covered()),
    }
}

fn table(rows: &[Row], context: &Context) -> String {
    let style = context.style();
    if rows.is_empty() {
        let text = context.pick(
            "No takes yet. `aloud record` makes the first one.\n",
            "아직 테이크가 없습니다. `aloud record`로 첫 녹음을 해 보세요.\n",
        );
        return text.to_owned();
    }
    let mut groups: Vec<&str> = rows.iter().filter_map(|row| row.take.split('/').next()).collect();
    groups.sort_unstable();
    groups.dedup();
    let mut out = String::new();
    for group in groups {
        let of_group: Vec<&Row> =
            rows.iter().filter(|row| row.take.split('/').next() == Some(group)).collect();
        let free = context.pick("Takes without a question", "질문 없는 테이크");
        let prompt = of_group.iter().rev().find_map(|row| row.prompt.as_deref());
        let title = if group == FREE { free } else { prompt.unwrap_or(group) };
        if !out.is_empty() {
            out.push('\n');
        }
        for line in textwrap::wrap(title, style.width) {
            out += &style.paint.bold(&line);
            out.push('\n');
        }
        let head = [
            (context.pick("take", "테이크"), 24),
            (context.pick("length", "길이"), 8),
            (context.pick("pace", "속도"), 12),
            (context.pick("fillers", "군말"), 9),
            (context.pick("pauses", "쉼"), 8),
            (context.pick("covered", "말한 내용"), 8),
        ];
        let line: String = head.iter().map(|(name, columns)| pad(name, *columns)).collect();
        out += &style.paint.dim(&format!("  {}", line.trim_end()));
        out.push('\n');
        for row in of_group {
            out += &line_of(row, context);
        }
    }
    out
}

fn line_of(row: &Row, context: &Context) -> String {
    let time = row.take.rsplit('/').next().unwrap_or_default();
    let none = || "–".to_owned();
    let pace = match row.language {
        Some(Language::English) => row
            .words_per_minute
            .map(|rate| format!("{rate:.0} {}", context.pick("w/min", "단어/분"))),
        Some(Language::Korean) => row
            .syllables_per_minute
            .map(|rate| format!("{rate:.0} {}", context.pick("syl/min", "음절/분"))),
        None => None,
    };
    let cells = [
        (time.to_owned(), 24),
        (clock(row.speaking_s.unwrap_or(row.duration_s)), 8),
        (pace.unwrap_or_else(none), 12),
        (row.fillers.map_or_else(none, |n| n.to_string()), 9),
        (row.pauses.map_or_else(none, |n| n.to_string()), 8),
        (row.covered.map_or_else(none, |share| format!("{:.0} %", share * 100.0)), 8),
    ];
    let line: String = cells.iter().map(|(text, columns)| pad(text, *columns)).collect();
    format!("  {}\n", line.trim_end())
}
