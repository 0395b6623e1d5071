//! `aloud recover`: takes that were cut off, brought back.

use std::process::ExitCode;

use clap::Args as ClapArgs;

use super::{Context, print};
use crate::language::Language;
use crate::take::{Recovered, recover_all};

/// Finds takes that were cut off and saves what was recorded
#[derive(Debug, Clone, ClapArgs)]
#[command(after_help = "Example:
  aloud recover    after a crash or a power cut; takes that are whole are left alone")]
pub struct Args {}

/// Runs `aloud recover`.
pub fn run(_: &Args, context: &Context) -> anyhow::Result<ExitCode> {
    let recordings = context.require_folder()?.recordings();
    let results = recover_all(&recordings)?;
    let mut text = String::new();
    if results.is_empty() {
        text += context.pick("Every take is whole.\n", "모든 테이크가 온전합니다.\n");
    }
    for result in &results {
        text += &told(result, context.ui);
        text.push('\n');
    }
    print(&text)?;
    let failed = results.iter().any(|result| matches!(result, Recovered::Failed { .. }));
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// What became of a take, in a line.
fn told(result: &Recovered, ui: Language) -> String {
    let korean = ui == Language::Korean;
    match result {
        Recovered::Saved(take) => {
            let (id, seconds) = (take.id(), take.record.audio.duration_s);
            if korean {
                format!("{id}  {seconds:.1}초를 살렸습니다. `aloud review {id}`로 검토하세요")
            } else {
                format!("{id}  saved, {seconds:.1} s of sound: `aloud review {id}` reviews it")
            }
        }
        Recovered::Empty(take) => {
            let id = take.id();
            if korean {
                format!("{id}  녹음된 소리가 없습니다. `aloud delete {id}`로 지울 수 있습니다")
            } else {
                format!("{id}  nothing was recorded: `aloud delete {id}` removes it")
            }
        }
        Recovered::Failed { folder, reason } => {
            let folder = folder.display();
            if korean {
                format!("{folder}  살리지 못했습니다: {reason}")
            } else {
                format!("{folder}  could not be saved: {reason}")
            }
        }
    }
}
