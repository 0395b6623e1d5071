//! `aloud questions`: what the notes hold.

mod json;
mod table;

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;

use super::Context;
use crate::harmless::Pieces;
use crate::language::Language;
use crate::question::{
    NoteError, Notes, Question, keep_known_ids, known_ids, last_take, note_files, read_notes,
};

/// Lists the questions of the notes
///
/// Each with its id, its time limit, and how long its written answer takes at your target pace.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    aloud questions                  the questions of notes/\n  \
    aloud questions my-notes.md      those of one file\n  \
    aloud questions --json | jq '.questions[].id'")]
pub struct Args {
    /// Notes to read instead of those in notes/ (files or folders)
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Prints JSON
    #[arg(long)]
    pub json: bool,
}

/// Lists the questions on standard output, warnings on standard error.
///
/// # Errors
/// When there is no practice folder and no file is named (wrong usage), or output fails. A file
/// that cannot be read is reported, the rest is listed, and the exit code is 1.
pub fn run(args: &Args, context: &Context) -> anyhow::Result<ExitCode> {
    let (notes, errors) = load(context, &args.files)?;
    show_warnings(&notes, context.ui);
    let written = if args.json {
        let mut out = Pieces(io::BufWriter::new(io::stdout().lock()));
        serde_json::to_writer_pretty(&mut out, &json::listing(&notes, context))
            .map_err(io::Error::from)
            .and_then(|()| out.write_all(b"\n"))
            .and_then(|()| out.flush())
    } else {
        let colour = io::stdout().is_terminal()
            && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        write!(crate::harmless::stdout(), "{}", table::table(&notes, context, colour))
    };
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            return Err(error).context("cannot write the list");
        }
        _ => {}
    }
    Ok(if errors.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The notes of the practice folder, or of these files and folders instead; questions keep the
/// ids under which they were recorded. Files that cannot be read are returned as errors and stand
/// among the warnings.
///
/// # Errors
/// When no file is named and there is no practice folder, or a folder cannot be listed.
pub fn load(context: &Context, files: &[PathBuf]) -> anyhow::Result<(Notes, Vec<NoteError>)> {
    let mut paths = Vec::new();
    if files.is_empty() {
        let notes = context.require_folder()?.notes();
        if notes.is_dir() {
            paths = list(&notes)?;
        }
    }
    for file in files {
        if file.is_dir() {
            paths.extend(list(file)?);
        } else {
            paths.push(file.clone());
        }
    }
    let here = std::env::current_dir().unwrap_or_default();
    for path in &mut paths {
        if let Ok(relative) = path.strip_prefix(&here) {
            *path = relative.to_path_buf();
        }
    }
    let (mut notes, errors) = read_notes(&paths);
    if let Some(folder) = &context.folder {
        keep_known_ids(&mut notes.questions, &known_ids(&folder.recordings()));
    }
    Ok((notes, errors))
}

fn list(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    note_files(folder).with_context(|| format!("cannot list the notes in {}", folder.display()))
}

/// Writes the warnings of the notes to standard error, one a line.
pub fn show_warnings(notes: &Notes, ui: Language) {
    for warning in &notes.warnings {
        eprintln!("{}", warning.describe(ui));
    }
}

/// The newest take of a question, if there is a practice folder.
fn last(question: &Question, context: &Context) -> Option<String> {
    last_take(&context.folder.as_ref()?.recordings(), &question.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::question::parse_notes;

    pub(super) fn context(ui: Language) -> Context {
        Context { folder: None, config: Config::default(), ui }
    }

    pub(super) fn sample() -> Notes {
        parse_notes(&[
            ("notes/onsite.en.md".into(), include_str!("../../notes/onsite.en.md").into()),
            ("notes/phone.ko.md".into(), include_str!("../../notes/phone.ko.md").into()),
        ])
    }
}
