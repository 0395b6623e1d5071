//! The command line as data.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use crate::cmd;
use crate::language::Language;

/// Speak your interview answers aloud and see how they went
///
/// Records an answer, transcribes it on this machine, and measures pace, fillers, pauses and what
/// of your written answer was said. Nothing leaves your machine.
#[derive(Debug, Parser)]
#[command(
    name = "aloud",
    version,
    arg_required_else_help = true,
    after_help = "First steps:\n  \
        aloud init my-practice && cd my-practice\n  \
        aloud models pull base-q8_0\n  \
        aloud questions\n  \
        aloud record 1"
)]
pub struct Cli {
    /// The practice folder; by default the nearest one upward from here
    #[arg(long, global = true, value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// Language of the program's own words; by default that of the system
    #[arg(long, global = true, value_name = "en|ko")]
    pub ui: Option<Ui>,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// A language of the program's own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Ui {
    /// English.
    En,
    /// Korean.
    Ko,
}

impl From<Ui> for Language {
    fn from(ui: Ui) -> Self {
        match ui {
            Ui::En => Language::English,
            Ui::Ko => Language::Korean,
        }
    }
}

/// The commands, in the order they are first needed.
#[derive(Debug, Subcommand)]
#[allow(missing_docs)]
pub enum Command {
    Init(cmd::init::Args),
    Models(cmd::models::Args),
    Questions(cmd::questions::Args),
    Record(cmd::record::Args),
    Review(cmd::review::Args),
    Show(cmd::show::Args),
    Open(cmd::open::Args),
    Export(cmd::export::Args),
    History(cmd::history::Args),
    Compare(cmd::compare::Args),
    Next(cmd::next::Args),
    Search(cmd::search::Args),
    Interview(cmd::interview::Args),
    Draft(cmd::draft::Args),
    Stories(cmd::stories::Args),
    Devices(cmd::devices::Args),
    Doctor(cmd::doctor::Args),
    Recover(cmd::recover::Args),
    Delete(cmd::delete::Args),
}
