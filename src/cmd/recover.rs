//! `aloud recover`: takes that were cut off, brought back.

use std::process::ExitCode;

use clap::Args as ClapArgs;

use super::Context;
use crate::take::{Recovered, recover_all};

/// Find takes that were cut off and save what was recorded
#[derive(Debug, Clone, ClapArgs)]
#[command(after_help = "Example:
  aloud recover    after a crash or a power cut; takes that are whole are left alone")]
pub struct Args {}

/// Runs `aloud recover`.
pub fn run(_: &Args, context: &Context) -> anyhow::Result<ExitCode> {
    let recordings = context.require_folder()?.recordings();
    let results = recover_all(&recordings)?;
    let mut out = crate::harmless::stdout();
    let mut failed = false;
    if results.is_empty() {
        writeln!(out, "Every take is whole.")?;
    }
    for result in &results {
        match result {
            Recovered::Saved(take) => writeln!(
                out,
                "{}  saved, {:.1} s of sound: `aloud review {}` reviews it",
                take.id(),
                take.record.audio.duration_s,
                take.id()
            )?,
            Recovered::Empty(take) => writeln!(
                out,
                "{}  nothing was recorded: `aloud delete {}` removes it",
                take.id(),
                take.id()
            )?,
            Recovered::Failed { folder, reason } => {
                failed = true;
                writeln!(out, "{}  could not be saved: {reason}", folder.display())?;
            }
        }
    }
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
