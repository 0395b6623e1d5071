//! The `aloud` program: arguments in, exit code out.

use std::path::PathBuf;
use std::process::ExitCode;

use aloud::cmd::{self, Context, UsageError};
use aloud::config::Config;
use aloud::folder::Folder;
use aloud::language::Language;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "aloud", version)]
struct Cli {
    /// The practice folder
    #[arg(long, global = true, value_name = "DIR")]
    folder: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Record(cmd::record::Args),
    Devices(cmd::devices::Args),
    Recover(cmd::recover::Args),
    Delete(cmd::delete::Args),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let folder = match cli.folder {
        Some(root) => Some(Folder { root }),
        None => std::env::current_dir().ok().and_then(|here| Folder::find(&here)),
    };
    let context = Context { folder, config: Config::default(), ui: Language::English };
    let result = match &cli.command {
        Command::Record(args) => cmd::record::run(args, &context),
        Command::Devices(args) => cmd::devices::run(args, &context),
        Command::Recover(args) => cmd::recover::run(args, &context),
        Command::Delete(args) => cmd::delete::run(args, &context),
    };
    result.unwrap_or_else(|error| {
        eprintln!("aloud: {error:#}");
        ExitCode::from(if error.is::<UsageError>() { 2 } else { 1 })
    })
}
