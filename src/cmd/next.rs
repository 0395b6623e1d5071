//! `aloud next`: what to practise now, and why.

use std::process::ExitCode;

use jiff::Timestamp;
use serde::Serialize;

use super::history::rows;
use super::{Context, print};
use crate::history::next::{Suggestion, next};
use crate::report;

/// Says what to practise now, and why
///
/// Questions whose answer was weak, lies long back, or was never practised come first, those with a
/// time limit or a high principle before others. When an answer is due again is worked out by FSRS,
/// the scheduler of Anki, from how well its takes went.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    aloud next                                          the next question, and what follows\n  \
    aloud record \"$(aloud next --json | jq -r '.questions[0].question')\"")]
pub struct Args {
    /// Print JSON, with all questions in the order they should be practised
    #[arg(long)]
    pub json: bool,
}

/// Questions shown.
const SHOWN: usize = 5;

#[derive(Serialize)]
struct Listing<'a> {
    schema: &'static str,
    questions: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    #[serde(flatten)]
    suggestion: &'a Suggestion<'a>,
    why: String,
}

/// Runs `aloud next`.
///
/// # Errors
/// There is no practice folder, or its notes or recordings cannot be read.
pub fn run(args: &Args, context: &Context) -> anyhow::Result<ExitCode> {
    let (notes, errors) = super::questions::load(context, &[])?;
    for error in &errors {
        eprintln!("aloud: {error}");
    }
    let rows = rows(context)?;
    let suggestions = next(&notes, &rows, Timestamp::now());
    let text = if args.json {
        let item = |suggestion| Item { suggestion, why: report::next::why(suggestion, context.ui) };
        let questions = suggestions.iter().map(item).collect();
        serde_json::to_string_pretty(&Listing { schema: "aloud.next/1", questions })? + "\n"
    } else if suggestions.is_empty() {
        let text = context.pick(
            "No questions in notes/ yet: write some, or get samples with `aloud init DIR`.\n",
            "notes/에 아직 질문이 없습니다. 직접 쓰거나 `aloud init DIR`로 예시를 만드세요.\n",
        );
        text.to_owned()
    } else {
        let shown = suggestions.len().min(SHOWN);
        report::next::render(&suggestions[..shown], context.style())
    };
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}
