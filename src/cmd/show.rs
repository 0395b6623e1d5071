//! `aloud show`: a review again, its evidence, and the user's marks on it.

use std::process::ExitCode;

use super::delete::as_usage;
use super::{Context, UsageError, print, review};
use crate::coverage::marks::{Marks, WhichPoint, find_point};
use crate::report;
use crate::review::{Review, derived, marks};
use crate::take::{self, Take};

/// Shows the review of a take again
///
/// `--evidence` lists the key points with the words that say each; `--said` marks a point as said
/// where the program did not find it, and the mark stays when the take is reviewed again.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    aloud show                                   the last take\n  \
    aloud show deadline/2026-01-31T18-00-00Z     a certain one\n  \
    aloud show --evidence                        every key point and what shows it\n  \
    aloud show --said 3                          \"I did say the third point\"\n  \
    aloud show --not-said \"new oven\"             takes a mark back")]
pub struct Args {
    /// A take: `<question>/<time>`, its folder, or `last`
    #[arg(value_name = "TAKE", default_value = "last")]
    pub take: String,
    /// List every key point with its number and the words that say it
    #[arg(long)]
    pub evidence: bool,
    /// Mark a key point as said: its number in `--evidence`, or a part of its text
    #[arg(long, value_name = "POINT")]
    pub said: Vec<String>,
    /// Take such a mark back
    #[arg(long, value_name = "POINT")]
    pub not_said: Vec<String>,
    /// Print the review as JSON
    #[arg(long)]
    pub json: bool,
}

/// Runs `aloud show`.
///
/// # Errors
/// An unknown take or point is wrong usage; a take without a review says how to get one.
pub fn run(args: &Args, context: &Context) -> anyhow::Result<ExitCode> {
    let recordings = context.require_folder()?.recordings();
    let take = take::open(&recordings, &args.take).map_err(as_usage)?;
    let Some(mut found) = derived::read(&take)? else {
        anyhow::bail!("{0} has no review yet: `aloud review {0}` makes one", take.id());
    };
    if !args.said.is_empty() || !args.not_said.is_empty() {
        mark(args, &take, &mut found, context)?;
    }
    match found.coverage.as_ref().filter(|_| args.evidence && !args.json) {
        Some(coverage) => print(&report::evidence::render(coverage, context.style()))?,
        None => review::show(&found, args.json, context)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Keeps the marks with the take and writes its review with them.
fn mark(args: &Args, take: &Take, review: &mut Review, context: &Context) -> anyhow::Result<()> {
    let mut known = marks::read(take)?;
    for (queries, said) in [(&args.said, true), (&args.not_said, false)] {
        for query in queries {
            set(&mut known, review, query, said)?;
        }
    }
    marks::write(take, &known)?;
    marks::apply(review, &known, &context.config.targets, context.ui);
    derived::write_review(take, review)?;
    Ok(())
}

fn set(marks: &mut Marks, review: &Review, query: &str, said: bool) -> Result<(), UsageError> {
    let Some(coverage) = &review.coverage else {
        return Err(UsageError(
            "this answer has no key points: its question has no written answer in the notes".into(),
        ));
    };
    match find_point(coverage, query) {
        Ok(point) => marks.set(&point.text, said),
        Err(which) => return Err(UsageError(unclear(&which, coverage))),
    }
    Ok(())
}

fn unclear(which: &WhichPoint, coverage: &crate::coverage::Coverage) -> String {
    let all = || coverage.points().enumerate().map(|(at, point)| (at + 1, point.text.clone()));
    let candidates: Vec<(usize, String)> = match which {
        WhichPoint::None(_) => all().collect(),
        WhichPoint::Several { fit, .. } => fit.clone(),
    };
    let lines: Vec<String> =
        candidates.iter().map(|(number, text)| format!("  {number:>2}  {text}")).collect();
    format!("{which}; name one by its number:\n{}", lines.join("\n"))
}
