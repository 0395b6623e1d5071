//! `aloud doctor`: whether everything a recording and its review need is there, and how to mend
//! what is not.

mod check;
mod machine;
mod place;
mod sound;

use std::process::ExitCode;

use clap::Args as ClapArgs;
use serde::Serialize;

use self::check::{Check, Status, page};
use self::machine::Versions;
use super::{Context, print};

/// Checks microphone, model, folder and disk, and says how to mend them
///
/// Listens to the microphone for two seconds; nothing is kept. Exit code 1 when something must be
/// mended.
#[derive(Debug, Clone, ClapArgs)]
#[command(after_help = "Examples:
  aloud doctor                     before an important practice, or when something fails
  aloud doctor --json | jq .fit    from a script")]
pub struct Args {
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// Microphone to check in place of the one that would be used
    #[arg(long, value_name = "ID")]
    pub device: Option<String>,
}

#[derive(Serialize)]
struct Printed {
    schema: &'static str,
    /// Whether nothing must be mended.
    fit: bool,
    checks: Vec<Check>,
    versions: Versions,
}

/// Runs `aloud doctor`.
///
/// # Errors
/// Output fails. What is wrong with the machine is a result: exit code 1.
pub fn run(args: &Args, context: &Context) -> anyhow::Result<ExitCode> {
    let device = args.device.as_deref().or(context.config.device.as_deref());
    let (sound, sample_rate_hz) = sound::checks(device, context);
    let mut checks = place::checks(sample_rate_hz, context);
    let model = machine::model(context);
    // Getting the model gets the embedding too.
    let embedding = model.status == Status::Fit;
    checks.push(model);
    checks.extend(embedding.then(|| machine::embedding(context)));
    checks.extend(sound);
    checks.push(machine::terminal(context.ui));
    let fit = checks.iter().all(|check| check.status != Status::Mend);
    let versions = Versions::of_this_program();
    if args.json {
        let printed = Printed { schema: "aloud.doctor/1", fit, checks, versions };
        print(&(serde_json::to_string_pretty(&printed)? + "\n"))?;
    } else {
        print(&page(&checks, &versions.to_string(), context.style()))?;
    }
    Ok(if fit { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
