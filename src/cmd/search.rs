//! `aloud search`: words in all transcripts.

use std::process::ExitCode;

use serde::Serialize;

use super::history::{group, rows};
use super::{Context, UsageError, print};
use crate::history::search::{Line, Query};
use crate::history::{PARALLEL_FROM, Row};
use crate::language::Language;
use crate::parallel;
use crate::report;
use crate::review::derived::{self, DerivedError};

/// Finds words in the transcripts of all takes
///
/// Every word must be in one sentence; quote a phrase. Case, spaces and punctuation make no
/// difference, and Korean words are found with their particles. Finding nothing is a result, too:
/// the exit code is 0.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    aloud search kafka\n  \
    aloud search \"message queue\" lag      the phrase and the word in one sentence\n  \
    aloud search 큐 --question deadline     in the takes of one question")]
pub struct Args {
    /// What was said
    #[arg(value_name = "WORDS", required = true)]
    pub words: Vec<String>,
    /// Only takes of this question: its id, number, or a part of its prompt; or `free`
    #[arg(long, value_name = "Q")]
    pub question: Option<String>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
struct Listing<'a> {
    schema: &'static str,
    hits: Vec<Hit<'a>>,
    without_transcript: Vec<&'a str>,
}

#[derive(Serialize)]
struct Hit<'a> {
    take: &'a str,
    question: Option<&'a str>,
    #[serde(flatten)]
    line: &'a Line,
}

/// Runs `aloud search`.
///
/// # Errors
/// Words without a letter or digit, and an unknown question, are wrong usage.
pub fn run(args: &Args, context: &Context) -> anyhow::Result<ExitCode> {
    let Some(query) = Query::new(&args.words) else {
        let message = "nothing to look for: name a word with letters or digits";
        return Err(UsageError(message.into()).into());
    };
    let recordings = context.require_folder()?.recordings();
    let mut rows = rows(context)?;
    if let Some(question) = &args.question {
        let wanted = group(question, &rows, context)?;
        rows.retain(|row| row.group() == wanted);
    }
    rows.retain(|row| !row.is_discarded());
    rows.reverse();
    let read = |row: &Row| -> Result<Option<Vec<Line>>, DerivedError> {
        let transcript = derived::read_transcript(&recordings.join(&row.take), &row.take)?;
        Ok(transcript.map(|transcript| query.find(&transcript)))
    };
    let mut found: Vec<(&Row, Vec<Line>)> = Vec::new();
    let mut without: Vec<&Row> = Vec::new();
    for (row, lines) in rows.iter().zip(parallel::map(&rows, PARALLEL_FROM, read)) {
        match lines {
            Ok(Some(lines)) if lines.is_empty() => {}
            Ok(Some(lines)) => found.push((row, lines)),
            Ok(None) => without.push(row),
            Err(error) => {
                eprintln!("aloud: {error}");
                without.push(row);
            }
        }
    }
    if args.json {
        return print_json(&found, &without);
    }
    print(&report::search::render(&found, context.style()))?;
    if found.is_empty() {
        let nothing = context.pick("No take says", "찾은 말이 없습니다:");
        eprintln!("{nothing} \"{}\".", args.words.join(" "));
    }
    if !without.is_empty() {
        let last = &without[0].take;
        eprintln!(
            "{}",
            match (without.len(), context.ui) {
                (1, Language::English) => format!(
                    "One take has no transcript yet and was not searched: `aloud review {last}`."
                ),
                (count, Language::English) => format!(
                    "{count} takes have no transcript yet and were not searched. For the newest \
                     of them: `aloud review {last}`."
                ),
                (count, Language::Korean) => format!(
                    "테이크 {count}개는 아직 받아쓰지 않아 찾지 못했습니다. 가장 최근 것은: \
                     `aloud review {last}`."
                ),
            }
        );
    }
    Ok(ExitCode::SUCCESS)
}

fn print_json(found: &[(&Row, Vec<Line>)], without: &[&Row]) -> anyhow::Result<ExitCode> {
    let hits = found.iter().flat_map(|(row, lines)| {
        let (take, question) = (row.take.as_str(), row.question.as_deref());
        lines.iter().map(move |line| Hit { take, question, line })
    });
    let listing = Listing {
        schema: "aloud.search/1",
        hits: hits.collect(),
        without_transcript: without.iter().map(|row| row.take.as_str()).collect(),
    };
    print(&(serde_json::to_string_pretty(&listing)? + "\n"))?;
    Ok(ExitCode::SUCCESS)
}
