//! All notes of a practice folder together.

use std::io;
use std::path::{Path, PathBuf};

use super::find::folded;
use super::id::assign_ids;
use super::warning::{Problem, Warning};
use super::{NoteError, Question, note, read_note};

/// What the notes hold.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Notes {
    /// Questions in the order of the notes, each with an id of its own.
    pub questions: Vec<Question>,
    /// The interview's format as written, a line each.
    pub format: Option<String>,
    /// The employer's principles, the most relevant first.
    pub principles: Vec<String>,
    /// What is malformed, in the order of the notes.
    pub warnings: Vec<Warning>,
}

/// The Markdown files of a folder and the folders in it, by name; hidden ones and `README.md` are
/// left out.
///
/// # Errors
/// When a folder cannot be listed.
pub fn note_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().to_lowercase();
            if name.starts_with('.') || name == "readme.md" {
                continue;
            }
            // Links to folders are not followed: they may lead back here.
            if entry.file_type()?.is_dir() {
                folders.push(entry.path());
            } else if name.ends_with(".md") || name.ends_with(".markdown") {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Reads notes from files. A file that cannot be read is a warning, and its error is returned
/// beside, so that the caller may both show the rest and fail.
pub fn read_notes(files: &[PathBuf]) -> (Notes, Vec<NoteError>) {
    let mut texts = Vec::new();
    let mut warnings = Vec::new();
    let mut errors = Vec::new();
    for file in files {
        match read_note(file) {
            Ok(text) => texts.push((file.clone(), text)),
            Err(error) => {
                let line = if let NoteError::Encoding { line, .. } = error { line } else { 1 };
                let problem = Problem::Unreadable(error.to_string());
                warnings.push(Warning { file: file.clone(), line, problem });
                errors.push(error);
            }
        }
    }
    let mut notes = parse_notes(&texts);
    warnings.append(&mut notes.warnings);
    notes.warnings = warnings;
    (notes, errors)
}

/// Reads notes from texts with the names of their files.
pub fn parse_notes(texts: &[(PathBuf, String)]) -> Notes {
    let mut all = Notes::default();
    for (file, text) in texts {
        let notes = note::read(text, file);
        all.questions.extend(notes.questions);
        all.warnings.extend(notes.warnings);
        for principle in notes.principles {
            if !all.principles.contains(&principle) {
                all.principles.push(principle);
            }
        }
        all.format = match (all.format, notes.format) {
            (Some(one), Some(other)) => Some(format!("{one}\n\n{other}")),
            (one, other) => one.or(other),
        };
    }
    warn_of_duplicates(&mut all);
    assign_ids(&mut all.questions);
    all
}

fn warn_of_duplicates(notes: &mut Notes) {
    let prompts: Vec<String> =
        notes.questions.iter().map(|question| folded(&question.prompt)).collect();
    for (at, prompt) in prompts.iter().enumerate() {
        let Some(first) = prompts[..at].iter().position(|other| other == prompt) else { continue };
        let (first, again) = (&notes.questions[first], &notes.questions[at]);
        notes.warnings.push(Warning {
            file: again.file.clone(),
            line: again.line,
            problem: Problem::Duplicate { file: first.file.clone(), line: first.line },
        });
    }
}
