//! `aloud export`: a review in the formats of other programs.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::ValueEnum;

use super::delete::as_usage;
use super::page::{self, AudioChoice, PAGE_FILE};
use super::{Context, print};
use crate::report::export;
use crate::review::derived;
use crate::take;

/// Writes the transcript or the review of a take for other programs
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    aloud export last --format srt -o answer.srt     subtitles\n  \
    aloud export last --format textgrid              tiers for Praat\n  \
    aloud export deadline/2026-01-31T18-00-00Z --format csv | column -ts,")]
pub struct Args {
    /// A take: `<question>/<time>`, its folder, or `last`
    #[arg(value_name = "TAKE", default_value = "last")]
    pub take: String,
    /// What to write
    #[arg(long, value_enum)]
    pub format: Format,
    /// How an HTML page gets its sound
    #[arg(long, value_enum, default_value_t)]
    pub audio: AudioChoice,
    /// The file to write; standard output without it
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// A format of other programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// The whole review, as `aloud review --json`
    Json,
    /// SubRip captions
    Srt,
    /// WebVTT captions with the time of each word
    Vtt,
    /// Praat tiers: words, fillers, pauses, parts
    Textgrid,
    /// One table of everything that has a time
    Csv,
    /// A page to read or to keep in notes
    Md,
    /// The page of `aloud open`, in one file
    Html,
}

/// Runs `aloud export`.
///
/// # Errors
/// An unknown take is wrong usage; a take without a review says how to get one.
pub fn run(args: &Args, context: &Context) -> anyhow::Result<ExitCode> {
    let recordings = context.require_folder()?.recordings();
    let take = take::open(&recordings, &args.take).map_err(as_usage)?;
    let Some(review) = derived::read(&take)? else {
        anyhow::bail!("{0} has no review yet: `aloud review {0}` makes one", take.id());
    };
    let text = match args.format {
        Format::Html => {
            let page = args.output.as_deref().unwrap_or(Path::new(PAGE_FILE));
            page::of_take(&take, &review, args.audio, page, context)?
        }
        Format::Json => serde_json::to_string_pretty(&review)? + "\n",
        Format::Srt => export::srt(&review),
        Format::Vtt => export::vtt(&review),
        Format::Textgrid => export::textgrid(&review),
        Format::Csv => export::csv(&review)?,
        Format::Md => export::markdown(&review, context.ui),
    };
    match &args.output {
        None => print(&text)?,
        Some(path) => write(path, text.as_bytes())?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes a file that the user named: whole or not at all, but never over a device or a pipe.
///
/// # Errors
/// The file cannot be written.
pub fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let special = path.metadata().is_ok_and(|found| !found.is_file());
    let written =
        if special { std::fs::write(path, bytes) } else { take::write_atomic(path, bytes) };
    written.with_context(|| format!("cannot write {}", path.display()))
}
