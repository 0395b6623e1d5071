//! All notes of a practice folder together.

use std::collections::{HashMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};

use super::find::folded;
use super::id::assign_ids;
use super::warning::{Problem, Warning};
use super::{NoteError, Question, note, read_note};
use crate::parallel;

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
            } else if (name.ends_with(".md") || name.ends_with(".markdown"))
                // A pipe of that name would be waited for without end; a broken link is told.
                && entry.path().metadata().map_or(true, |found| found.is_file())
            {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}

/// From this many notes on, several threads are worth their start.
const PARALLEL_FROM: usize = 8;

/// Reads notes from files. A file that cannot be read is a warning, and its error is returned
/// beside, so that the caller may both show the rest and fail.
pub fn read_notes(files: &[PathBuf]) -> (Notes, Vec<NoteError>) {
    let mut notes = Vec::with_capacity(files.len());
    let mut warnings = Vec::new();
    let mut errors = Vec::new();
    // Each text goes as soon as its questions are taken from it.
    let read = |file: &PathBuf| Ok(note::read(&read_note(file)?, file));
    for (file, result) in files.iter().zip(parallel::map(files, PARALLEL_FROM, read)) {
        match result {
            Ok(found) => notes.push(found),
            Err(error) => {
                let line = if let NoteError::Encoding { line, .. } = error { line } else { 1 };
                let problem = Problem::Unreadable(error.to_string());
                warnings.push(Warning { file: file.clone(), line, problem });
                errors.push(error);
            }
        }
    }
    let mut notes = together(notes);
    warnings.append(&mut notes.warnings);
    notes.warnings = warnings;
    (notes, errors)
}

/// Reads notes from texts with the names of their files.
pub fn parse_notes(texts: &[(PathBuf, String)]) -> Notes {
    together(texts.iter().map(|(file, text)| note::read(text, file)))
}

/// What single notes hold, as one, with ids.
fn together(notes: impl IntoIterator<Item = Notes>) -> Notes {
    let mut all = Notes::default();
    let mut formats = Vec::new();
    let mut known = HashSet::new();
    for notes in notes {
        all.questions.extend(notes.questions);
        all.warnings.extend(notes.warnings);
        let new = notes.principles.into_iter().filter(|principle| known.insert(principle.clone()));
        all.principles.extend(new);
        formats.extend(notes.format);
    }
    all.format = (!formats.is_empty()).then(|| formats.join("\n\n"));
    warn_of_duplicates(&mut all);
    assign_ids(&mut all.questions);
    all
}

fn warn_of_duplicates(notes: &mut Notes) {
    let prompts: Vec<String> =
        notes.questions.iter().map(|question| folded(&question.prompt)).collect();
    let mut first_of: HashMap<&str, usize> = HashMap::new();
    for (at, prompt) in prompts.iter().enumerate() {
        let first = *first_of.entry(prompt).or_insert(at);
        if first == at {
            continue;
        }
        let (first, again) = (&notes.questions[first], &notes.questions[at]);
        notes.warnings.push(Warning {
            file: again.file.clone(),
            line: again.line,
            problem: Problem::Duplicate { file: first.file.clone(), line: first.line },
        });
    }
}
