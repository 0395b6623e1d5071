//! `aloud delete`: removes a take, when the user says so.

use std::io::IsTerminal;
use std::process::ExitCode;

use clap::Args as ClapArgs;

use super::open::INDEX_PAGE;
use super::{Context, UsageError};
use crate::history::INDEX_FILE;
use crate::language::Language;
use crate::take;

/// Removes a take with its sound and its review
#[derive(Debug, Clone, ClapArgs)]
#[command(after_help = "Examples:
  aloud delete why-us/2026-11-22T02-45-35Z          asks first
  aloud delete why-us/2026-11-22T02-45-35Z --yes    does not")]
pub struct Args {
    /// The take: its id, its folder, or `last`
    #[arg(value_name = "TAKE")]
    pub take: String,
    /// Do not ask
    #[arg(long)]
    pub yes: bool,
}

/// Runs `aloud delete`.
pub fn run(args: &Args, context: &Context) -> anyhow::Result<ExitCode> {
    let recordings = context.require_folder()?.recordings();
    let take = take::open(&recordings, &args.take).map_err(as_usage)?;
    let mut err = crate::harmless::stderr();
    if !args.yes {
        if !std::io::stdin().is_terminal() {
            let message = format!("nobody to ask: `aloud delete {} --yes` deletes it", take.id());
            return Err(UsageError(message).into());
        }
        let (id, seconds) = (take.id(), take.record.audio.duration_s);
        match context.ui {
            Language::English => {
                write!(err, "Delete {id} ({seconds:.1} s of sound)? There is no way back. [y/N] ")?;
            }
            Language::Korean => {
                write!(err, "{id} ({seconds:.1}초)을(를) 지울까요? 되돌릴 수 없습니다. [y/N] ")?;
            }
        }
        err.flush()?;
        let mut answer = String::new();
        std::io::stdin().read_line(&mut answer)?;
        if !["y", "yes", "예", "네"].contains(&answer.trim().to_lowercase().as_str()) {
            writeln!(err, "{}", context.pick("Kept.", "그대로 두었습니다."))?;
            return Ok(ExitCode::SUCCESS);
        }
    }
    take::delete(&take)?;
    // Both are made anew when they are next needed, and hold words and numbers of the take.
    for made in [INDEX_FILE, INDEX_PAGE] {
        let _ = std::fs::remove_file(recordings.join(made));
    }
    match context.ui {
        Language::English => writeln!(err, "Deleted {}.", take.id())?,
        Language::Korean => writeln!(err, "{}을(를) 지웠습니다.", take.id())?,
    }
    Ok(ExitCode::SUCCESS)
}

/// An unknown or ambiguous take is wrong usage; anything else went wrong.
pub fn as_usage(error: take::TakeError) -> anyhow::Error {
    if error.is_usage() { UsageError(error.to_string()).into() } else { error.into() }
}
