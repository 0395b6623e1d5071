//! Which answer is to be reviewed: a take, or an audio file.

use std::path::{Path, PathBuf};

use super::Args;
use crate::cmd::delete::as_usage;
use crate::cmd::{Context, UsageError};
use crate::take::{self, Take};

/// What stands to be reviewed.
pub enum Answer {
    /// A take.
    Take(Box<Take>),
    /// A file that is no take.
    File(PathBuf),
}

/// Finds what the user named.
///
/// # Errors
/// Wrong usage where nothing goes by that name; a take that is still being recorded or was cut off.
pub fn find_answer(args: &Args, context: &Context) -> anyhow::Result<Answer> {
    let path = Path::new(&args.answer);
    let in_take = path.file_name().is_some_and(|name| name == take::AUDIO_FILE)
        && path.parent().is_some_and(|folder| folder.join("take.json").is_file());
    if path.is_file() && !in_take {
        return Ok(Answer::File(path.to_owned()));
    }
    let folder = context.require_folder().map_err(anyhow::Error::from);
    let found =
        folder.and_then(|folder| take::open(&folder.recordings(), &args.answer).map_err(as_usage));
    match found {
        Ok(take) => {
            take.require_ended()?;
            Ok(Answer::Take(Box::new(take)))
        }
        Err(error) if error.is::<UsageError>() => Err(no_answer(path, error, context)),
        Err(error) => Err(error),
    }
}

/// Why `path` names nothing that could be reviewed. `error` says why it names no take.
fn no_answer(path: &Path, error: anyhow::Error, context: &Context) -> anyhow::Error {
    let shown = path.display();
    if path.exists() {
        let message = format!(
            "{shown} is neither an audio file nor a take: name a file, `<question>/<time>` or `last`"
        );
        UsageError(message).into()
    } else if path.extension().is_some() {
        anyhow::anyhow!("cannot open {shown}: there is no such file")
    } else if context.folder.is_some() && path != Path::new("last") {
        UsageError(format!("there is no file {shown}, and {error}")).into()
    } else {
        error
    }
}
