//! `aloud models`: what is installed, and how it gets there.

mod bar;
mod list;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Subcommand, ValueEnum};

use self::bar::Bar;
use super::{Context, UsageError, print};
use crate::coverage::embedding;
use crate::model::catalog::{self, DEFAULT, EMBEDDING};
use crate::model::find;
use crate::model::ggml::{Encoding, F16, Q5_1, Q8_0};
use crate::model::pull::{self, Pulled};
use crate::model::report::Report;
use crate::model::{import, store};

/// Lists, gets and checks the models that recognise speech
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  aloud models pull base-q8_0            the default model and the embedding: 114 MB
  aloud models import ~/whisper-ko-ct2   a fine-tuned model, converted
  aloud models verify                    hashes what is installed")]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Lists the models: what there is, what is installed and where.
    List {
        /// Prints JSON.
        #[arg(long)]
        json: bool,
    },
    /// Downloads a model, checks it and installs it.
    Pull {
        /// A name from `aloud models list`.
        #[arg(default_value = DEFAULT)]
        name: String,
    },
    /// Installs a ggml file, or a CTranslate2 (faster-whisper) or Hugging Face folder.
    Import {
        /// The file or folder.
        path: PathBuf,
        /// Name to install it under.
        #[arg(long)]
        name: Option<String>,
        /// How to store the weights of a folder.
        #[arg(long, value_enum, default_value = "q8_0")]
        encoding: Weights,
    },
    /// Checks every installed model by its SHA-256 or its structure.
    Verify,
    /// Prints the file of a model, or the folder that receives models.
    Path {
        /// A name from `aloud models list`, or the file name of an imported model.
        name: Option<String>,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Weights {
    /// 16-bit.
    F16,
    /// 8-bit: half the size of 16-bit and faster.
    #[value(name = "q8_0")]
    Q8_0,
    /// 5-bit: smallest, slower.
    #[value(name = "q5_1")]
    Q5_1,
}

/// Runs the command.
///
/// # Errors
/// [`UsageError`] for a name that is not in the catalog, otherwise what the model could not do.
pub fn run(args: &Args, context: &Context) -> anyhow::Result<ExitCode> {
    let folder = context.folder.as_ref();
    match &args.action {
        Action::List { json } => list::list(*json, &store::folders(folder)),
        Action::Pull { name } => run_pull(name, &store::receiving_folder(folder)?, context),
        Action::Import { path, name, encoding } => {
            let encoding: Encoding = match encoding {
                Weights::F16 => F16,
                Weights::Q8_0 => Q8_0,
                Weights::Q5_1 => Q5_1,
            };
            let folder = store::receiving_folder(folder)?;
            let mut bar = Bar::new();
            let name = name.as_deref();
            let model = import::import(path, name, Some(encoding), &folder, &mut bar)?;
            bar.say(&format!("{} is installed as {}", model.path.display(), model.name));
            Ok(ExitCode::SUCCESS)
        }
        Action::Verify => verify(&store::folders(folder)),
        Action::Path { name } => {
            let path = match name {
                Some(name) if name == EMBEDDING.name => {
                    let found = embedding::find(&store::folders(folder));
                    found.with_context(|| {
                        format!("{name} is not installed: run `aloud models pull {name}`")
                    })?
                }
                Some(name) => find::locate(Some(name), folder)?.path,
                None => store::receiving_folder(folder)?,
            };
            print(&format!("{}\n", path.display()))?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn run_pull(name: &str, folder: &Path, context: &Context) -> anyhow::Result<ExitCode> {
    let mut bar = Bar::new();
    if [EMBEDDING.name, EMBEDDING.file].contains(&name) {
        let pulled = embedding::pull(folder, &mut bar)?;
        bar.say(&done(EMBEDDING.name, &pulled));
        return Ok(ExitCode::SUCCESS);
    }
    let Some(entry) = catalog::entry(name) else {
        let names = format!("{}, {}", catalog::names(), EMBEDDING.name);
        return Err(UsageError(format!("no model is called `{name}`: use one of {names}")).into());
    };
    let pulled = pull::pull(&base(), entry, folder, &mut bar)?;
    bar.say(&done(name, &pulled));
    pull_embedding(folder, &mut bar, context);
    Ok(ExitCode::SUCCESS)
}

/// Full quality needs the embedding too, but reviews work without it: that it cannot be had is said
/// and is no failure.
fn pull_embedding(folder: &Path, bar: &mut Bar, context: &Context) {
    match embedding::pull(folder, bar) {
        Ok(pulled) => bar.say(&done(EMBEDDING.name, &pulled)),
        Err(error) => {
            bar.say(&error.to_string());
            let words_alone = context.pick(
                "Reviews work without it and compare words alone; to try again:",
                "이것 없이도 검토는 되며, 낱말만으로 비교합니다. 다시 받으려면:",
            );
            bar.say(&format!("{words_alone} `aloud models pull {}`", EMBEDDING.name));
        }
    }
}

fn done(name: &str, pulled: &Pulled) -> String {
    match pulled {
        Pulled::Already(path) => format!("{name} is already installed: {}", path.display()),
        Pulled::Installed(path) => format!("{name} is installed: {}", path.display()),
    }
}

/// The address to pull from. `HF_ENDPOINT` names a mirror of Hugging Face, as it does for
/// Hugging Face's own tools; the sums of the catalog hold there too.
fn base() -> String {
    match std::env::var("HF_ENDPOINT") {
        Ok(mirror) if !mirror.is_empty() => {
            catalog::HUGGING_FACE.replace("https://huggingface.co", mirror.trim_end_matches('/'))
        }
        _ => catalog::HUGGING_FACE.to_owned(),
    }
}

fn verify(folders: &[PathBuf]) -> anyhow::Result<ExitCode> {
    let mut sound = true;
    let mut text = String::new();
    for (path, result) in import::verify(folders) {
        match result {
            Ok(proof) => text += &format!("ok   {} ({proof})\n", path.display()),
            Err(error) => {
                sound = false;
                text += &format!("BAD  {error}\n");
            }
        }
    }
    for (path, result) in embedding::verify(folders) {
        sound &= result.is_ok();
        text += &match result {
            Ok(()) => format!("ok   {} (SHA-256 as in the catalog)\n", path.display()),
            Err(error) => format!("BAD  {error}\n"),
        };
    }
    if text.is_empty() {
        text = format!("no model is installed: run `aloud models pull {DEFAULT}`\n");
    }
    print(&text)?;
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
