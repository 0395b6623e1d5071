//! Which question is asked.

use super::{Args, Context};
use crate::cmd::UsageError;
use crate::question::{Question, find_question, note_files, read_notes};

/// The question the user named, `None` for a free take.
///
/// # Errors
/// A [`UsageError`] that lists candidates when none or several fit.
pub fn resolve(args: &Args, context: &Context) -> anyhow::Result<Option<Question>> {
    let Some(query) = &args.question else { return Ok(None) };
    let files = match args.notes.is_empty() {
        false => args.notes.clone(),
        true => note_files(&context.require_folder()?.notes()).unwrap_or_default(),
    };
    let (notes, errors) = read_notes(&files);
    if let Some(error) = errors.into_iter().next().filter(|_| !args.notes.is_empty()) {
        return Err(error.into());
    }
    let question =
        find_question(&notes.questions, query).map_err(|error| UsageError(error.to_string()))?;
    Ok(Some(question.clone()))
}
