//! Which question is asked.

use std::io::IsTerminal;

use super::picker::{Choose, Picked};
use super::{Args, Context};
use crate::cmd::UsageError;
use crate::cmd::questions::load;
use crate::language::predicted_s;
use crate::question::{Question, find_question};

/// The question the user named or, on a terminal, chooses from the list; a free take otherwise.
/// `choose` shows the list.
///
/// # Errors
/// A [`UsageError`] that lists candidates when none or several fit.
pub fn resolve(
    args: &Args,
    context: &Context,
    choose: Option<&Choose<'_>>,
) -> anyhow::Result<Picked> {
    if args.question.is_none() && (!std::io::stdin().is_terminal() || args.seconds.is_some()) {
        return Ok(Picked::Free);
    }
    let (notes, errors) = load(context, &args.notes)?;
    if let Some(error) = errors.into_iter().next().filter(|_| !args.notes.is_empty()) {
        return Err(error.into());
    }
    let query = match (&args.question, choose) {
        (Some(query), _) => query.clone(),
        (None, _) if notes.questions.is_empty() => return Ok(Picked::Free),
        (None, Some(choose)) => return Ok(choose(&notes.questions)),
        (None, None) => ask(&notes.questions)?,
    };
    // Numbers of the list just shown; a number given as an argument is the note's own.
    let shown = query.parse::<usize>().ok().filter(|_| args.question.is_none());
    if let Some(question) = shown.and_then(|number| notes.questions.get(number.wrapping_sub(1))) {
        return Ok(Picked::Question(Box::new(question.clone())));
    }
    if query.is_empty() {
        return Ok(Picked::Free);
    }
    let question =
        find_question(&notes.questions, &query).map_err(|error| UsageError(error.to_string()))?;
    Ok(Picked::Question(Box::new(question.clone())))
}

/// How long the written answer of a question takes at the target pace, in seconds.
pub fn predicted(question: &Question, context: &Context) -> Option<f64> {
    let reference = question.reference.as_ref()?;
    Some(predicted_s(reference, question.language, &context.config.targets))
}

fn ask(questions: &[Question]) -> anyhow::Result<String> {
    let mut err = crate::harmless::stderr();
    for (number, question) in (1..).zip(questions) {
        let first: String = question.prompt.chars().take(70).collect();
        writeln!(err, "{number:>3}  {first}")?;
    }
    write!(err, "Question (Enter: none, a free take): ")?;
    err.flush()?;
    let mut line = String::new();
    std::io::stdin().read_line(&mut line)?;
    Ok(line.trim().to_string())
}
