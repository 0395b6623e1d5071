//! `aloud history`: takes and what became of the measures.

use std::process::ExitCode;

use serde::Serialize;

use super::{Context, UsageError, print};
use crate::history::trend::{Group, Trend, by_question, trends};
use crate::history::{History, Row, load};
use crate::question::find_question;
use crate::report;

/// Shows how takes went over time, with small charts
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    aloud history              all questions, and the newest takes\n  \
    aloud history deadline     the takes of one question\n  \
    aloud history --json | jq '.questions[] | {question, trends}'")]
pub struct Args {
    /// Only takes of this question: its id, number, or a part of its prompt; or `free`
    #[arg(value_name = "QUESTION")]
    pub question: Option<String>,
    /// List everything, not only the newest
    #[arg(long)]
    pub all: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// All takes, oldest first, and each question's trends.
#[derive(Serialize)]
struct Listing<'a> {
    schema: &'static str,
    takes: &'a [Row],
    questions: Vec<OfQuestion<'a>>,
}

#[derive(Serialize)]
struct OfQuestion<'a> {
    question: &'a str,
    prompt: Option<&'a str>,
    takes: usize,
    trends: Vec<Trend>,
}

/// Runs `aloud history`.
///
/// # Errors
/// An unknown question is wrong usage.
pub fn run(args: &Args, context: &Context) -> anyhow::Result<ExitCode> {
    let mut rows = rows(context)?;
    if let Some(query) = &args.question {
        let wanted = group(query, &rows, context)?;
        rows.retain(|row| row.group() == wanted);
    }
    let targets = &context.config.targets;
    if args.json {
        let listing = listing(&rows, &by_question(&rows), context);
        print(&(serde_json::to_string_pretty(&listing)? + "\n"))?;
        return Ok(ExitCode::SUCCESS);
    }
    rows.retain(|row| !row.is_discarded());
    let groups = by_question(&rows);
    let text = match (&args.question, groups.as_slice()) {
        (_, []) => none_yet(context).to_owned(),
        (Some(_), [group, ..]) => {
            report::history::question(group, args.all, targets, context.style())
        }
        (None, _) => report::history::overview(&rows, args.all, targets, context.style()),
    };
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}

/// The rows of all takes; what cannot be read is told on standard error.
///
/// # Errors
/// There is no practice folder, or its recordings cannot be read.
pub(super) fn rows(context: &Context) -> anyhow::Result<Vec<Row>> {
    let History { rows, faults } = load(&context.require_folder()?.recordings())?;
    for fault in faults {
        eprintln!("aloud: {fault}");
    }
    Ok(rows)
}

/// The folder of a question's takes. A question that left the notes is still found by its folder.
///
/// # Errors
/// An unknown question is wrong usage.
pub(super) fn group(query: &str, rows: &[Row], context: &Context) -> anyhow::Result<String> {
    if rows.iter().any(|row| row.group() == query) {
        return Ok(query.to_owned());
    }
    let (notes, _) = super::questions::load(context, &[])?;
    let found = find_question(&notes.questions, query);
    Ok(found.map_err(|error| UsageError(error.to_string()))?.id.clone())
}

fn listing<'a>(rows: &'a [Row], groups: &[Group<'a>], context: &Context) -> Listing<'a> {
    let of_question = |group: &Group<'a>| {
        let limit_s = group.takes.last().and_then(|row| row.limit_s);
        OfQuestion {
            question: group.id,
            prompt: group.prompt,
            takes: group.takes.len(),
            trends: trends(&group.takes, limit_s, &context.config.targets),
        }
    };
    Listing {
        schema: "aloud.history/1",
        takes: rows,
        questions: groups.iter().map(of_question).collect(),
    }
}

fn none_yet(context: &Context) -> &'static str {
    context.pick(
        "No takes yet. `aloud record` makes the first one.\n",
        "아직 테이크가 없습니다. `aloud record`로 첫 녹음을 해 보세요.\n",
    )
}
