//! `aloud models`: what is installed, and how it gets there.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Subcommand, ValueEnum};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::json;

use super::{Context, UsageError, print};
use crate::coverage::embedding;
use crate::model::catalog::{self, COMPONENTS, DEFAULT, EMBEDDING, ENTRIES, Entry};
use crate::model::find::{self, Installed};
use crate::model::ggml::{Encoding, F16, Q5_1, Q8_0};
use crate::model::pull::{self, Pulled};
use crate::model::report::Report;
use crate::model::{import, remember, store};

/// Lists, gets and checks the models that recognise speech.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  aloud models pull base-q8_0            the default model, 82 MB, and the embedding, 32 MB
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
        Action::List { json } => list(*json, &store::folders(folder)),
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

/// One line of the list: a model of the catalog, or another file.
struct Row {
    name: String,
    megabytes: u64,
    path: Option<PathBuf>,
    note: String,
    entry: Option<&'static Entry>,
}

fn rows(folders: &[PathBuf]) -> Vec<Row> {
    let of_catalog = ENTRIES.iter().map(|entry| Row {
        name: entry.name.into(),
        megabytes: entry.megabytes(),
        path: find::find_file(entry.file, folders),
        note: entry.note.into(),
        entry: Some(entry),
    });
    let others = find::files(folders)
        .into_iter()
        .filter(|path| {
            catalog::entry(&path.file_name().unwrap_or_default().to_string_lossy()).is_none()
        })
        .map(|path| Row {
            name: find::name_of(&path),
            megabytes: path.metadata().map_or(0, |metadata| metadata.len().div_ceil(1_000_000)),
            note: match Installed::open(&path) {
                Ok(model) => format!("{}, {}", model.info.family(), model.info.encoding.name),
                Err(_) => "not usable: see `aloud models verify`".into(),
            },
            path: Some(path),
            entry: None,
        });
    of_catalog.chain(others).collect()
}

fn list(as_json: bool, folders: &[PathBuf]) -> anyhow::Result<ExitCode> {
    let rows = rows(folders);
    if as_json {
        let models: Vec<_> = rows
            .iter()
            .map(|row| {
                json!({
                    "name": row.name,
                    "bytes": row.entry.map(|entry| entry.bytes)
                        .or_else(|| row.path.as_ref()?.metadata().ok().map(|m| m.len())),
                    "default": row.name == DEFAULT,
                    "installed": row.path.is_some(),
                    "path": row.path,
                    "sha256": row.entry.map(|entry| entry.sha256.to_owned())
                        .or_else(|| remember::sha256(row.path.as_ref()?).ok()),
                    "source": row.entry.map(|entry| format!("{}{}", catalog::HUGGING_FACE, entry.file)),
                    "packages": row.entry.and_then(|entry| entry.packages).map(|p| p.origin),
                    "note": row.note,
                })
            })
            .collect();
        let components: Vec<_> = COMPONENTS
            .iter()
            .map(|part| {
                json!({
                    "name": part.name, "purpose": part.purpose, "source": part.source,
                    "licence": part.licence, "sha256": part.sha256, "bytes": part.bytes,
                })
            })
            .collect();
        let file = embedding::find(folders);
        let sentence_embedding = json!({
            "name": EMBEDDING.name, "bytes": EMBEDDING.bytes, "installed": file.is_some(),
            "path": file, "sha256": EMBEDDING.sha256, "packages": EMBEDDING.origin,
        });
        let all = json!({
            "schema": "aloud.models/1", "models": models, "embedding": sentence_embedding,
            "components": components,
        });
        print(&format!("{}\n", serde_json::to_string_pretty(&all)?))?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut text = String::new();
    for row in rows {
        let mark = if row.path.is_some() { "*" } else { " " };
        text += &format!("{mark} {:<20}{:>5} MB  {}\n", row.name, row.megabytes, row.note);
    }
    let mark = if embedding::find(folders).is_some() { "*" } else { " " };
    let note = "sentence embedding: sees through paraphrase";
    let megabytes = EMBEDDING.bytes.div_ceil(1_000_000);
    text += &format!("{mark} {:<20}{megabytes:>5} MB  {note}\n", EMBEDDING.name);
    text += "\n* installed\n";
    for part in COMPONENTS {
        text += &format!("  built in: {} ({}, {})\n", part.name, part.purpose, part.licence);
    }
    for folder in folders {
        text += &format!("  {}\n", folder.display());
    }
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}

/// Progress on standard error: a bar on a terminal, a line for each quarter elsewhere.
struct Bar {
    bar: ProgressBar,
    terminal: bool,
    step: String,
    quarter: u64,
}

impl Bar {
    fn new() -> Self {
        let terminal = std::io::stderr().is_terminal();
        Bar { bar: ProgressBar::hidden(), terminal, step: String::new(), quarter: 0 }
    }
}

impl Report for Bar {
    fn say(&mut self, message: &str) {
        self.bar.suspend(|| eprintln!("{message}"));
    }

    fn progress(&mut self, step: &str, done: u64, total: u64) {
        if step != self.step {
            self.step = step.to_owned();
            self.quarter = 0;
            self.bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
            let template = "{msg} {wide_bar} {decimal_bytes}/{decimal_total_bytes} {eta}";
            if let Ok(style) = ProgressStyle::with_template(template) {
                self.bar.set_style(style);
            }
            self.bar.set_message(self.step.clone());
        }
        self.bar.set_position(done.min(total));
        let quarter = (done.min(total) * 4).checked_div(total).unwrap_or(4);
        if !self.terminal && quarter > self.quarter {
            self.quarter = quarter;
            eprintln!("{step}: {} % of {} MB", quarter * 25, total.div_ceil(1_000_000));
        }
        if done >= total && self.terminal {
            self.bar.finish_and_clear();
            self.step.clear();
        }
    }
}
