//! Puts together what a review needs, and makes it.

use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use anyhow::Context as _;

use super::{Args, Spoken};
use crate::cmd::progress::Bar;
use crate::cmd::{Context, UsageError, questions};
use crate::coverage::embedding::{self, Loading};
use crate::history;
use crate::language::Language;
use crate::model::{self, Installed};
use crate::question::{FindError, Notes, Question, find_question};
use crate::review::run::{Request, Reviewed};
use crate::review::{self, PacesBefore, Review, marks};
use crate::take::{QuestionRecord, Take};
use crate::transcribe::live::Caught;

/// The notes and, where one was named, the question.
///
/// # Errors
/// Notes that cannot be read; a question that is unknown or may be several is wrong usage.
pub fn question(args: &Args, context: &Context) -> anyhow::Result<(Notes, Option<Question>)> {
    let notes = if args.notes.is_empty() && context.folder.is_none() {
        Notes::default()
    } else {
        questions::load(context, &args.notes)?.0
    };
    let Some(query) = &args.question else { return Ok((notes, None)) };
    let found = match find_question(&notes.questions, query) {
        Ok(found) => found.clone(),
        Err(error @ FindError::NoQuestions) if args.notes.is_empty() => {
            return Err(UsageError(format!("{error}; name a note with --notes FILE")).into());
        }
        Err(error) => return Err(UsageError(error.to_string()).into()),
    };
    Ok((notes, Some(found)))
}

/// Reviews a file and writes nothing.
///
/// # Errors
/// As those of `aloud review`.
pub fn review_file(
    path: &Path,
    args: &Args,
    context: &Context,
    stop: &AtomicBool,
) -> anyhow::Result<Review> {
    let prepared = prepare(args, None, context)?;
    Ok(perform(path, None, &prepared, Caught::nothing(), Instant::now(), context, stop)?.review)
}

/// Whether a review could be left beside its take. Where it could not, it is still there to be shown.
pub type Kept = anyhow::Result<()>;

/// Reviews a take and writes `transcript.json` and `review.json` beside it.
///
/// # Errors
/// Those of `aloud review`.
pub fn review_take(
    take: &Take,
    args: &Args,
    context: &Context,
    stop: &AtomicBool,
) -> anyhow::Result<(Review, Kept)> {
    let prepared = prepare(args, take.record.question.as_ref(), context)?;
    review_recorded(take, &prepared, Caught::nothing(), Instant::now(), context, stop)
}

/// Reviews a take of which `caught` was heard while it was recorded, as [`review_take`] does.
/// `begin` is when the recording ended.
///
/// # Errors
/// As [`review_take`].
pub fn review_recorded(
    take: &Take,
    prepared: &Prepared,
    caught: Caught,
    begin: Instant,
    context: &Context,
    stop: &AtomicBool,
) -> anyhow::Result<(Review, Kept)> {
    let reviewed = perform(&take.audio(), Some(take), prepared, caught, begin, context, stop)?;
    let mut review = reviewed.review;
    review.take = Some(take.id().to_owned());
    let marks = marks::read(take)?;
    marks::apply(&mut review, &marks, &context.config.targets, context.ui);
    let kept = review::derived::write(take, &reviewed.transcript, &review);
    let lost = context.pick("the review is not kept", "검토 결과를 저장하지 못했습니다");
    Ok((review, kept.context(lost)))
}

/// All that a review needs beside the sound.
pub struct Prepared {
    /// The notes.
    pub notes: Notes,
    /// The question that is answered, as it stands in them.
    pub question: Option<Question>,
    /// The recogniser's model.
    pub model: Installed,
    /// The sentence embedding, perhaps still being loaded.
    pub embedding: Loading,
    /// Language of the speech; `None`: to be told from it.
    pub language: Option<Language>,
    /// Nothing is shown meanwhile.
    pub unseen: bool,
}

/// Reads the notes and finds the model for the answer to `asked`.
///
/// # Errors
/// Unknown questions, unreadable notes, and models that are missing or damaged.
pub fn prepare(
    args: &Args,
    asked: Option<&QuestionRecord>,
    context: &Context,
) -> anyhow::Result<Prepared> {
    let (notes, named) = question(args, context)?;
    let by_id = || notes.questions.iter().find(|q| asked.is_some_and(|asked| asked.id == q.id));
    let mut question = named.or_else(|| by_id().cloned());
    if let (Some(question), Some(asked)) =
        (&mut question, asked.filter(|_| args.question.is_none()))
    {
        // The limit the candidate practised with counts, also where it was set for this take only.
        question.limit_s = asked.limit_s;
    }
    let wanted = context.wanted_model(args.model.as_deref());
    let model = model::locate(wanted.as_deref(), context.folder.as_ref())?;
    model.sha256()?;
    let language = match args.language {
        Some(Spoken(language)) => language,
        None => context.config.language.or(question.as_ref().map(|q| q.language)),
    };
    let language = if model.multilingual { language } else { Some(Language::English) };
    let answered = question.as_ref().is_some_and(|question| question.reference.is_some());
    let folders = model::store::folders(context.folder.as_ref());
    let embedding = Loading::start(embedding::find(&folders).filter(|_| answered));
    Ok(Prepared { notes, question, model, embedding, language, unseen: false })
}

/// Pace of the takes before `take`. What cannot be read is left out: `aloud history` tells of it.
fn paces_before(take: &Take, context: &Context) -> PacesBefore {
    let recordings = context.folder.as_ref().map(|folder| folder.recordings());
    let history = recordings.and_then(|recordings| history::load(&recordings).ok());
    history.map(|history| history.paces_before(&take.record.started)).unwrap_or_default()
}

fn perform(
    path: &Path,
    take: Option<&Take>,
    prepared: &Prepared,
    caught: Caught,
    begin: Instant,
    context: &Context,
    stop: &AtomicBool,
) -> anyhow::Result<Reviewed> {
    let asked = take.and_then(|take| take.record.question.clone());
    let request = Request {
        audio: path.to_owned(),
        gaps: take.map(|take| take.record.audio.gaps.clone()).unwrap_or_default(),
        cuts: take.map(|take| take.record.audio.cuts.clone()).unwrap_or_default(),
        paces_before: take.map(|take| paces_before(take, context)).unwrap_or_default(),
        question: prepared.question.as_ref(),
        asked,
        questions: &prepared.notes.questions,
        language: prepared.language,
        model: &prepared.model,
        embedding: &prepared.embedding,
        config: &context.config,
        ui: context.ui,
    };
    let label = context.pick("Transcribing", "받아쓰는 중");
    let bar = if prepared.unseen { Bar::unseen() } else { Bar::new(label) };
    let progress = |progress| bar.show(progress);
    let reviewed = review::run::run_after(&request, caught, begin, stop, &progress);
    bar.end();
    let reviewed = reviewed?;
    if let Some(error) = prepared.embedding.error().filter(|_| !prepared.unseen) {
        let words_alone = context.pick("compared by words alone", "낱말만으로 비교했습니다");
        eprintln!("{error}; {words_alone}");
    }
    Ok(reviewed)
}
