//! `aloud review`: what an answer was like.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use anyhow::Context as _;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag::register_conditional_shutdown;

use super::delete::as_usage;
use super::page::{self, AudioChoice};
use super::progress::Bar;
use super::{Context, UsageError, print};
use crate::coverage::embedding::{self, Loading};
use crate::history;
use crate::language::Language;
use crate::model::{self, Installed};
use crate::question::{FindError, Notes, Question, find_question};
use crate::review::run::{Request, Reviewed};
use crate::review::{self, PacesBefore, Review, marks};
use crate::take::{self, QuestionRecord, Take};
use crate::transcribe::live::Caught;

/// Reviews the last take, a take, or any audio file
///
/// Transcribes the answer on this machine and measures pace, pauses, fillers and what of the
/// written answer was said. A file is only looked at; a take gets its review written beside it.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    aloud review                                  the last take\n  \
    aloud review answer.m4a                       any audio file\n  \
    aloud review answer.wav --question deadline   against the written answer of a question\n  \
    aloud review last --json | jq .timing         for scripts")]
pub struct Args {
    /// A take (`<question>/<time>`, its folder, or `last`) or an audio file (wav, mp3, m4a, ogg,
    /// flac)
    #[arg(value_name = "TAKE or AUDIO", default_value = "last")]
    pub answer: String,
    /// The question that was answered: its id, number, or a part of its prompt
    #[arg(long, value_name = "Q")]
    pub question: Option<String>,
    /// Notes to take questions from instead of notes/
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub notes: Vec<PathBuf>,
    /// Language of the speech; by default that of the question, else what is heard
    #[arg(long, value_name = "en|ko|auto", value_parser = parse_language)]
    pub language: Option<Spoken>,
    /// Whisper model: a name of `aloud models list`, or a file
    #[arg(long, value_name = "NAME or FILE")]
    pub model: Option<String>,
    /// Print the review as JSON
    #[arg(long)]
    pub json: bool,
    /// Write the review as a web page: one file that loads nothing
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    /// How the page gets its sound
    #[arg(long, value_enum, default_value_t, requires = "html")]
    pub audio: AudioChoice,
    /// Keep a reviewed file as a take
    #[arg(long)]
    pub keep: bool,
}

/// A language, or the wish to have it told from the sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spoken(pub Option<Language>);

fn parse_language(text: &str) -> Result<Spoken, String> {
    match text {
        "en" => Ok(Spoken(Some(Language::English))),
        "ko" => Ok(Spoken(Some(Language::Korean))),
        "auto" => Ok(Spoken(None)),
        _ => Err("write en, ko or auto".into()),
    }
}

/// Exit code of a program ended by an interrupt.
const INTERRUPTED: i32 = 130;

/// Ends the program at a signal. There is nothing to put in order: the files of a take are
/// written whole or not at all, and decoding a chunk cannot be broken off sooner.
fn end_at_a_signal() -> std::io::Result<()> {
    let always = Arc::new(AtomicBool::new(true));
    for signal in [SIGINT, SIGTERM] {
        register_conditional_shutdown(signal, INTERRUPTED, always.clone())?;
    }
    Ok(())
}

/// What stands to be reviewed.
enum Answer {
    Take(Box<Take>),
    File(PathBuf),
}

/// Runs `aloud review`.
///
/// # Errors
/// Unknown takes and questions are wrong usage; unreadable audio and missing models say what to do.
pub fn run(args: &Args, context: &Context) -> anyhow::Result<ExitCode> {
    end_at_a_signal().context("cannot listen for signals")?;
    let answer = find_answer(args, context)?;
    let stop = AtomicBool::new(false);
    let answer = match answer {
        Answer::File(path) if args.keep => {
            let take = super::keep::keep(&path, question(args, context)?.1.as_ref(), context)?;
            eprintln!(
                "{}",
                context.pick("Kept as take", "테이크로 보관:").to_owned() + " " + take.id()
            );
            Answer::Take(Box::new(take))
        }
        answer => answer,
    };
    let review = match &answer {
        Answer::Take(take) => review_take(take, args, context, &stop)?,
        Answer::File(path) => review_file(path, args, context, &stop)?,
    };
    show(&review, args.json, context)?;
    if let Some(page) = &args.html {
        let text = match &answer {
            Answer::Take(take) => page::of_take(take, &review, args.audio, page, context)?,
            Answer::File(path) => page::of_file(path, &review, args.audio, page, context)?,
        };
        super::export::write(page, text.as_bytes())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Prints a review, as JSON or for people.
///
/// # Errors
/// Standard output cannot be written; a closed pipe is no error.
pub fn show(review: &Review, json: bool, context: &Context) -> anyhow::Result<()> {
    if json {
        return print(&(serde_json::to_string_pretty(review)? + "\n"));
    }
    print(&crate::report::terminal::render(review, context.style()))
}

fn find_answer(args: &Args, context: &Context) -> anyhow::Result<Answer> {
    let path = Path::new(&args.answer);
    let in_take = path.file_name().is_some_and(|name| name == take::AUDIO_FILE)
        && path.parent().is_some_and(|folder| folder.join("take.json").is_file());
    if path.is_file() && !in_take {
        return Ok(Answer::File(path.to_owned()));
    }
    let looks_like_file = path.extension().is_some() && !path.is_dir();
    if looks_like_file && !in_take {
        return Err(std::io::Error::from(std::io::ErrorKind::NotFound))
            .with_context(|| format!("cannot open {}", path.display()));
    }
    let recordings = context.require_folder()?.recordings();
    let take = take::open(&recordings, &args.answer).map_err(as_usage)?;
    take.require_ended()?;
    Ok(Answer::Take(Box::new(take)))
}

/// The notes and, where one was named, the question.
fn question(args: &Args, context: &Context) -> anyhow::Result<(Notes, Option<Question>)> {
    let notes = if args.notes.is_empty() && context.folder.is_none() {
        Notes::default()
    } else {
        super::questions::load(context, &args.notes)?.0
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

fn review_file(
    path: &Path,
    args: &Args,
    context: &Context,
    stop: &AtomicBool,
) -> anyhow::Result<Review> {
    let prepared = prepare(args, None, context)?;
    Ok(perform(path, None, &prepared, Caught::nothing(), Instant::now(), context, stop)?.review)
}

/// Reviews a take and writes `transcript.json` and `review.json` beside it.
///
/// # Errors
/// As [`run`], and where the take's folder cannot be written.
pub fn review_take(
    take: &Take,
    args: &Args,
    context: &Context,
    stop: &AtomicBool,
) -> anyhow::Result<Review> {
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
) -> anyhow::Result<Review> {
    let reviewed = perform(&take.audio(), Some(take), prepared, caught, begin, context, stop)?;
    let mut review = reviewed.review;
    review.take = Some(take.id().to_owned());
    let marks = marks::read(take)?;
    marks::apply(&mut review, &marks, &context.config.targets, context.ui);
    review::derived::write(take, &reviewed.transcript, &review)?;
    Ok(review)
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

impl Args {
    /// The arguments of a review that follows a recording.
    pub fn after_recording(json: bool, notes: Vec<PathBuf>) -> Self {
        Args {
            answer: "last".into(),
            question: None,
            notes,
            language: None,
            model: None,
            json,
            html: None,
            audio: AudioChoice::default(),
            keep: false,
        }
    }
}

/// Tells what is left to do when a take is kept but its review failed.
pub fn say_later(take: &Take, context: &Context) {
    let text = context.pick(
        "The take is kept. Review it later with",
        "테이크는 보관했습니다. 나중에 검토하려면:",
    );
    let _ = writeln!(crate::harmless::stderr(), "{text} `aloud review {}`", take.id());
}
