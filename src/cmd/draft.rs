//! `aloud draft`: a spoken answer as a first written one.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;

use super::delete::as_usage;
use super::{Context, UsageError, print};
use crate::interview::written;
use crate::question::{Kind, Question, parse_notes};
use crate::review::derived;
use crate::take::{self, write_atomic};

/// Makes a first written answer of what you said
///
/// Prints the answer without fillers and repeats, with S: T: A: R: where the note writes stories so.
/// With --into it goes under its question in the note, after asking; a copy of the note is kept.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    aloud draft last                              prints it\n  \
    aloud draft last --into notes/onsite.en.md    writes it into the note, after asking")]
pub struct Args {
    /// The take: its id, its folder, or `last`
    #[arg(value_name = "TAKE", default_value = "last")]
    pub take: String,
    /// The note that holds the question
    #[arg(long, value_name = "NOTE")]
    pub into: Option<PathBuf>,
    /// Do not ask
    #[arg(long, requires = "into")]
    pub yes: bool,
}

/// Runs `aloud draft`.
///
/// # Errors
/// Unknown takes, a note without the question, or a question that has a written answer already,
/// are wrong usage. The note is changed whole or not at all.
pub fn run(args: &Args, context: &Context) -> anyhow::Result<ExitCode> {
    let recordings = context.require_folder()?.recordings();
    let take = take::open(&recordings, &args.take).map_err(as_usage)?;
    let Some(review) = derived::read(&take)? else {
        anyhow::bail!("{0} has no review yet: `aloud review {0}` makes one", take.id());
    };
    if review.words.is_empty() {
        anyhow::bail!("{} has no words: nothing was said in it", take.id());
    }
    let files: Vec<PathBuf> = args.into.iter().cloned().collect();
    let (notes, errors) = super::questions::load(context, &files)?;
    if let Some(error) = errors.into_iter().next().filter(|_| args.into.is_some()) {
        return Err(error.into());
    }
    let asked = take.record.question.as_ref();
    let question =
        notes.questions.iter().find(|question| asked.is_some_and(|asked| asked.id == question.id));
    let star = match question {
        Some(question) => in_parts(question, &notes.questions),
        None => false,
    };
    let answer = written::answer(&review.words, review.language, star);
    let Some(note) = &args.into else {
        print(&(answer + "\n"))?;
        return Ok(ExitCode::SUCCESS);
    };
    let Some(question) = question else {
        let message = format!("{} has no question that {} answers", note.display(), take.id());
        return Err(UsageError(message).into());
    };
    if question.kind != Kind::Unanswered {
        let message = format!(
            "“{}” has a written answer in {}: nothing is written over it. Without --into the \
             draft is printed",
            question.prompt,
            note.display()
        );
        return Err(UsageError(message).into());
    }
    write(note, question, &answer, args.yes, context)
}

/// Whether stories of the question's note stand in parts: the question is one where others of its
/// topic or note are.
fn in_parts(question: &Question, all: &[Question]) -> bool {
    let same_note: Vec<&Question> = all.iter().filter(|q| q.file == question.file).collect();
    let star = same_note.iter().filter(|q| q.kind == Kind::Star).count();
    let plain = same_note.iter().filter(|q| q.kind == Kind::Plain).count();
    question.kind == Kind::Star || star > plain
}

fn write(
    note: &Path,
    question: &Question,
    answer: &str,
    yes: bool,
    context: &Context,
) -> anyhow::Result<ExitCode> {
    // A link stays a link; what it points to is written.
    let real = note.canonicalize().with_context(|| format!("cannot find {}", note.display()))?;
    let note = real.as_path();
    let text = std::fs::read_to_string(note)
        .with_context(|| format!("cannot read {} as UTF-8 text", note.display()))?;
    let put = written::put(&text, question.line, &question.prompt, answer);
    let Some(changed) = put.filter(|changed| reads_as_answer(&text, changed, note, question))
    else {
        anyhow::bail!(
            "put into {}, the answer would not be read as the one of “{}”: nothing is written. \
             Without --into the draft is printed, for you to paste",
            note.display(),
            question.prompt
        );
    };
    let permissions = std::fs::metadata(note).map(|meta| meta.permissions());
    if permissions.as_ref().is_ok_and(std::fs::Permissions::readonly) {
        anyhow::bail!(
            "{} is read-only: nothing is written. Allow writing, or leave --into out to have the \
             draft printed",
            note.display()
        );
    }
    let copy = copy_name(note);
    if !yes {
        if !std::io::stdin().is_terminal() {
            return Err(UsageError("nobody to ask: --yes writes the note".into()).into());
        }
        let mut err = crate::harmless::stderr();
        write!(
            err,
            "{answer}\n\n{} {} ({} {})? [y/N] ",
            context.pick("Write this into", "이 답을 다음 노트에 쓸까요?"),
            note.display(),
            context.pick("the note as it was is kept in", "지금의 노트는 여기에 보관:"),
            copy.display()
        )?;
        err.flush()?;
        let mut reply = String::new();
        std::io::stdin().read_line(&mut reply)?;
        if !["y", "yes", "예", "네"].contains(&reply.trim().to_lowercase().as_str()) {
            writeln!(err, "{}", context.pick("Nothing was written.", "쓰지 않았습니다."))?;
            return Ok(ExitCode::SUCCESS);
        }
    }
    // Somebody may have edited it while the question stood.
    let now = std::fs::read_to_string(note).unwrap_or_default();
    if now != text {
        anyhow::bail!("{} has changed meanwhile: nothing is written, try again", note.display());
    }
    write_atomic(&copy, text.as_bytes())
        .with_context(|| format!("cannot keep a copy in {}", copy.display()))?;
    write_atomic(note, changed.as_bytes())
        .with_context(|| format!("cannot write {}", note.display()))?;
    if let Ok(permissions) = permissions {
        let _ = std::fs::set_permissions(note, permissions);
    }
    eprintln!(
        "{} {} · {} {}",
        context.pick("Written into", "기록한 노트:"),
        note.display(),
        context.pick("as it was:", "이전 노트:"),
        copy.display()
    );
    Ok(ExitCode::SUCCESS)
}

/// Whether the changed note has the answer at this question, and everything else as it was.
fn reads_as_answer(before: &str, after: &str, note: &Path, question: &Question) -> bool {
    let read = |text: &str| parse_notes(&[(note.to_owned(), text.to_owned())]).questions;
    let (before, after) = (read(before), read(after));
    let same = |(old, new): (&Question, &Question)| {
        let answered = old.id == question.id;
        old.id == new.id
            && old.prompt == new.prompt
            && if answered { new.kind != Kind::Unanswered } else { old.reference == new.reference }
    };
    before.iter().any(|old| old.id == question.id)
        && before.len() == after.len()
        && before.iter().zip(&after).all(same)
}

/// A free name beside the note that is no Markdown, so that it is never read as a note.
fn copy_name(note: &Path) -> PathBuf {
    let with = |end: String| {
        let mut name = note.file_name().unwrap_or_default().to_owned();
        name.push(end);
        note.with_file_name(name)
    };
    let numbered = (2..).map(|number| with(format!(".before-{number}")));
    std::iter::once(with(".before".into()))
        .chain(numbered)
        .find(|path| !path.exists())
        .unwrap_or_else(|| with(".before".into()))
}
