//! The `aloud` program: arguments in, exit code out.

use std::process::ExitCode;

use aloud::cli::{Cli, Command};
use aloud::cmd::{self, Context, UsageError};
use aloud::config::Config;
use aloud::folder::Folder;
use aloud::language::Language;
use aloud::refusal::told;
use aloud::transcribe::TranscribeError;
use clap::Parser;

fn main() -> ExitCode {
    aloud::heap::return_large_blocks();
    run(&Cli::parse()).unwrap_or_else(|error| {
        // Never a panic: the terminal may be gone.
        let _ = writeln!(aloud::harmless::stderr(), "aloud: {}", told(&error, Language::English));
        ExitCode::from(code(&error))
    })
}

fn run(cli: &Cli) -> anyhow::Result<ExitCode> {
    let folder = match &cli.folder {
        Some(root) if root.is_dir() => Some(Folder { root: std::path::absolute(root)? }),
        Some(root) => {
            let message = format!("there is no folder {}", root.display());
            return Err(UsageError(message).into());
        }
        None => std::env::current_dir().ok().and_then(|here| Folder::find(&here)),
    };
    let environment = |name: &str| std::env::var(name).ok();
    let config = match Config::load(folder.as_ref(), environment) {
        // The doctor itself tells what is wrong with the settings.
        Err(_) if matches!(cli.command, Command::Doctor(_)) => Config::default(),
        loaded => loaded?,
    };
    let ui = cli.ui.map_or_else(|| config.ui_language(environment), Into::into);
    let context = Context { folder, config, ui };
    match &cli.command {
        Command::Init(args) => cmd::init::run(args, &context),
        Command::Models(args) => cmd::models::run(args, &context),
        Command::Questions(args) => cmd::questions::run(args, &context),
        Command::Record(args) => cmd::record::run(args, &context),
        Command::Review(args) => cmd::review::run(args, &context),
        Command::Show(args) => cmd::show::run(args, &context),
        Command::Open(args) => cmd::open::run(args, &context),
        Command::Export(args) => cmd::export::run(args, &context),
        Command::History(args) => cmd::history::run(args, &context),
        Command::Compare(args) => cmd::compare::run(args, &context),
        Command::Next(args) => cmd::next::run(args, &context),
        Command::Search(args) => cmd::search::run(args, &context),
        Command::Interview(args) => cmd::interview::run(args, &context),
        Command::Draft(args) => cmd::draft::run(args, &context),
        Command::Stories(args) => cmd::stories::run(args, &context),
        Command::Devices(args) => cmd::devices::run(args, &context),
        Command::Doctor(args) => cmd::doctor::run(args, &context),
        Command::Recover(args) => cmd::recover::run(args, &context),
        Command::Delete(args) => cmd::delete::run(args, &context),
    }
}

/// 2 for wrong usage, 130 for an interrupt, 1 for anything else.
fn code(error: &anyhow::Error) -> u8 {
    let interrupted = |error: &(dyn std::error::Error + 'static)| {
        matches!(error.downcast_ref(), Some(TranscribeError::Interrupted))
    };
    if error.is::<UsageError>() {
        2
    } else if error.chain().any(interrupted) {
        130
    } else {
        1
    }
}
