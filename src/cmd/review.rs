//! `aloud review`: what an answer was like.

mod answer;
mod perform;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use anyhow::Context as _;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag::register_conditional_shutdown;

use self::answer::{Answer, find_answer};
pub use self::perform::{Prepared, prepare, review_recorded, review_take};
use self::perform::{question, review_file};
use super::page::{self, AudioChoice};
use super::{Context, print};
use crate::language::Language;
use crate::review::Review;
use crate::take::Take;

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
    let (review, kept) = match &answer {
        Answer::Take(take) => review_take(take, args, context, &stop)?,
        Answer::File(path) => (review_file(path, args, context, &stop)?, Ok(())),
    };
    show(&review, args.json, context)?;
    if let Some(page) = &args.html {
        let text = match &answer {
            Answer::Take(take) => page::of_take(take, &review, args.audio, page, context)?,
            Answer::File(path) => page::of_file(path, &review, args.audio, page, context)?,
        };
        super::export::write(page, text.as_bytes())?;
    }
    kept?;
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
    let _ = writeln!(crate::harmless::stderr(), "{}", later(take, context));
}

/// That a take is kept, and how it is reviewed later.
pub fn later(take: &Take, context: &Context) -> String {
    let text = context.pick(
        "The take is kept. Review it later with",
        "테이크는 보관했습니다. 나중에 검토하려면:",
    );
    format!("{text} `aloud review {}`", take.id())
}
