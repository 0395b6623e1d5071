//! `aloud compare`: two takes side by side.

use std::process::ExitCode;

use serde::Serialize;

use super::delete::as_usage;
use super::history::rows;
use super::{Context, UsageError, print};
use crate::history::Row;
use crate::history::compare::{Comparison, compare};
use crate::report::compare::{Side, render};
use crate::review::{Review, derived};
use crate::take;

/// Holds two takes against each other: what became better, which points were gained or lost
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    aloud compare                        the last two takes of the last question\n  \
    aloud compare deadline/2026-01-30T18-00-00Z last\n  \
    aloud compare last other/2026-01-30T18-00-00Z --json")]
pub struct Args {
    /// The earlier take: `<question>/<time>`, its folder, or `last`
    #[arg(value_name = "A", requires = "b")]
    pub a: Option<String>,
    /// The take held against it
    #[arg(value_name = "B")]
    pub b: Option<String>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
struct Listing<'a> {
    schema: &'static str,
    a: &'a str,
    b: &'a str,
    #[serde(flatten)]
    comparison: &'a Comparison,
}

/// Runs `aloud compare`.
///
/// # Errors
/// Unknown takes, and fewer than two to compare, are wrong usage; a take without a review says how
/// to get one.
pub fn run(args: &Args, context: &Context) -> anyhow::Result<ExitCode> {
    let (a, b) = match (&args.a, &args.b) {
        (Some(a), Some(b)) => (a.clone(), b.clone()),
        _ => last_two(&rows(context)?)?,
    };
    let ((a, review_a), (b, review_b)) = (reviewed(&a, context)?, reviewed(&b, context)?);
    if a == b {
        let message = format!("{a} is one take: name two different ones");
        return Err(UsageError(message).into());
    }
    let comparison = compare(&review_a, &review_b, &context.config.targets);
    let text = if args.json {
        let schema = "aloud.compare/1";
        let listing = Listing { schema, a: &a, b: &b, comparison: &comparison };
        serde_json::to_string_pretty(&listing)? + "\n"
    } else {
        let side = |take, review| Side { take, review };
        render(&comparison, &side(&a, &review_a), &side(&b, &review_b), context.style())
    };
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}

/// The last two reviewed takes of the question whose take was reviewed last.
fn last_two(rows: &[Row]) -> Result<(String, String), UsageError> {
    let reviewed: Vec<&Row> = rows.iter().rev().filter(|row| row.is_reviewed()).collect();
    let Some(last) = reviewed.first() else {
        return Err(UsageError(
            "no reviewed take yet: record one with `aloud record`, then another to compare".into(),
        ));
    };
    let Some(before) = reviewed[1..].iter().find(|row| row.group() == last.group()) else {
        return Err(UsageError(format!(
            "{} is the only reviewed take of its question: `aloud record {}` makes another, or \
             name two takes, `aloud history` lists them",
            last.take,
            last.question.as_deref().unwrap_or_default()
        )));
    };
    Ok((before.take.clone(), last.take.clone()))
}

/// Id and review of a take.
fn reviewed(asked: &str, context: &Context) -> anyhow::Result<(String, Review)> {
    let take = take::open(&context.require_folder()?.recordings(), asked).map_err(as_usage)?;
    match derived::read(&take)? {
        Some(review) => Ok((take.id().to_owned(), review)),
        None => anyhow::bail!("{0} has no review yet: `aloud review {0}` makes one", take.id()),
    }
}
