//! `aloud record`: asks, records, reviews.
//!
//! 1. `question` finds what is asked, `picker` lets the user choose; the microphone is opened
//!    before anything is created.
//! 2. `beside` loads the model during the countdown and recognises words while they are spoken.
//! 3. `make` has `capture` write the take, and keeps its description in step with it.
//! 4. `attend` looks after the recording: keys (`press`), signals, level and `words`, as a `view`
//!    that a `screen` shows.
//! 5. The take is reviewed, or printed.

pub(super) mod attend;
pub(super) mod beside;
mod cues;
pub(super) mod interrupt;
pub(super) mod keys;
mod make;
pub(super) mod notice;
mod picker;
mod press;
pub(super) mod question;
pub(super) mod screen;
pub(super) mod view;
mod words;

pub(super) use self::make::{Listen, Made, Making, make};
pub use self::screen::canvas::SMALLEST as SMALLEST_SCREEN;

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args as ClapArgs;

use self::attend::Seat;
use self::interrupt::Interrupt;
use self::keys::Keys;
use self::notice::Notice;
use self::picker::{Choose, Picked};
use self::press::Outcome;
use self::view::{About, CueMode};
use super::{Context, review};
use crate::capture::End;
use crate::language::Language;
use crate::take::{self, Take};

/// Records an answer and reviews it
#[derive(Debug, Clone, ClapArgs)]
#[command(after_help = "Examples:
  aloud record why-us              answer the question with this id
  aloud record 3 --limit 1:30      the third question, with a limit of 90 seconds
  aloud record --seconds 60 --no-review --json < /dev/null
                                   exactly one minute, from a script")]
pub struct Args {
    /// The question: its id, its number or a part of its prompt. Without it you choose from a list
    /// on a terminal; elsewhere it is a take without a question
    #[arg(value_name = "QUESTION")]
    pub question: Option<String>,
    /// Time limit to show, as M:SS or seconds, in place of the one in the question
    #[arg(long, value_name = "TIME", value_parser = parse_time_s)]
    pub limit: Option<f64>,
    /// Microphone to use; `aloud devices` lists them
    #[arg(long, value_name = "ID")]
    pub device: Option<String>,
    /// Stop after exactly this much audio, as M:SS or seconds
    #[arg(long, value_name = "TIME", value_parser = parse_time_s)]
    pub seconds: Option<f64>,
    /// Stop at the time limit; otherwise it is only shown, and time over it is measured
    #[arg(long)]
    pub hard_limit: bool,
    /// Seconds to read the question on a terminal before the countdown
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub prepare: u32,
    /// Seconds to count down on a terminal before recording starts, in place of the setting
    #[arg(long, value_name = "N")]
    pub countdown: Option<u32>,
    /// Show the key points of the written answer, and tick them off as they are said
    #[arg(long, value_name = "MODE", value_enum, default_value_t)]
    pub cues: CueMode,
    /// Keep the take without reviewing it
    #[arg(long)]
    pub no_review: bool,
    /// Print simple lines in place of a screen
    #[arg(long)]
    pub plain: bool,
    /// Print JSON: the review, or with --no-review the take
    #[arg(long)]
    pub json: bool,
    /// Read the question from these notes in place of the folder's
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub notes: Vec<PathBuf>,
}

/// Runs `aloud record`.
pub fn run(args: &Args, context: &Context) -> anyhow::Result<ExitCode> {
    let recordings = context.require_folder()?.recordings();
    let on_terminal = std::io::stdin().is_terminal();
    let interrupt =
        Interrupt::install(|_| interrupt::INTERRUPTED).context("cannot listen for signals")?;
    // A line that is typed to answer a question needs the terminal as it is.
    let early = screen::is_drawn(args.plain).then(|| Keys::listen(true, false));
    let choose = early.as_ref().map(|keys| {
        let interrupt = &interrupt;
        move |questions: &[_]| picker::pick(questions, keys, interrupt, context)
    });
    let choose = choose.as_ref().map(|choose| choose as &Choose<'_>);
    let mut question = match question::resolve(args, context, choose)? {
        Picked::Question(question) => Some(*question),
        Picked::Free => None,
        Picked::Left => return Ok(ExitCode::from(130)),
    };
    if let (Some(question), Some(limit_s)) = (&mut question, args.limit) {
        question.limit_s = Some(limit_s);
    }
    let mut keys = early.unwrap_or_else(|| Keys::listen(on_terminal, args.seconds.is_some()));
    let limit_s = args.limit.or(question.as_ref().and_then(|question| question.limit_s));
    let language = context.config.language.or(question.as_ref().map(|question| question.language));
    let targets = &context.config.targets;
    let about = About {
        limit_s,
        predicted_s: question.as_ref().and_then(|asked| question::predicted(asked, context)),
        cues: args.cues,
        pace: match language.unwrap_or(context.ui) {
            Language::English => targets.words_per_minute_band,
            Language::Korean => targets.syllables_per_minute_band,
        },
        language: Some(language.unwrap_or(context.ui)),
        question,
        place: None,
    };
    let mut screen = screen::choose(args.plain, context.ui);
    loop {
        let mut seat = Seat {
            about: &about,
            screen: screen.as_mut(),
            keys: &mut keys,
            interrupt: &interrupt,
            context,
            manner: None,
        };
        if let Some(code) = take(args, &recordings, &mut seat)? {
            return Ok(code);
        }
    }
}

/// One take. `None`: another one is wanted.
fn take(args: &Args, recordings: &Path, seat: &mut Seat<'_>) -> anyhow::Result<Option<ExitCode>> {
    let hard_s = seat.about.limit_s.filter(|_| args.hard_limit);
    let listen = Listen { json: args.json, notes: args.notes.clone(), language: None };
    let making = Making {
        recordings,
        device: args.device.as_deref(),
        listen: (!args.no_review).then_some(&listen),
        stop_s: hard_s.into_iter().chain(args.seconds).min_by(f64::total_cmp),
        wait_s: (args.prepare, args.countdown.unwrap_or(seat.context.config.countdown_s)),
    };
    let Some(made) = make(&making, seat, &mut |_| Ok(()))? else {
        return Ok(Some(ExitCode::from(130)));
    };
    let Made { take, captured, outcome, beside, ended, kept } = made;
    if outcome == Outcome::Again {
        kept?;
        if captured.frames == 0 {
            let _ = take::delete(&take);
        } else {
            seat.screen.notice(&Notice::Abandoned(take.id().to_string()));
        }
        return Ok(None);
    }
    seat.keys.release();
    seat.screen.end();
    if captured.frames == 0 {
        let _ = take::delete(&take);
        let why = Notice::Ended(captured.end).text(seat.context.ui);
        anyhow::bail!("nothing was recorded: {why}");
    }
    if captured.end != End::Asked && captured.end != End::Length {
        seat.screen.notice(&Notice::Ended(captured.end.clone()));
    }
    kept.with_context(|| {
        format!(
            "the sound of the take is safe in {}, its description is not: make room and run \
             `aloud recover`",
            take.folder.display()
        )
    })?;
    let id = take.id().to_string();
    if outcome == Outcome::Abandoned {
        seat.screen.notice(&Notice::Abandoned(id));
        return Ok(Some(ExitCode::SUCCESS));
    }
    let seconds = take.record.audio.duration_s;
    seat.screen.notice(&Notice::Kept { take: id, seconds });
    if !args.no_review {
        seat.interrupt.exit_saying(review::later(&take, seat.context));
    }
    // A signal that came while the take was written down must not be lost.
    if seat.interrupt.came() {
        if !args.no_review {
            review::say_later(&take, seat.context);
        }
        return Ok(Some(ExitCode::from(130)));
    }
    match beside {
        Some(Ok(beside)) => beside.review(&take, ended, &listen, seat.context)?,
        _ if !args.no_review => beside::review(&take, &listen, seat.context)?,
        _ if args.json => print_take(&take)?,
        _ => {}
    }
    Ok(Some(match captured.end {
        End::Lost(_) | End::WriteFailed { .. } => ExitCode::FAILURE,
        End::Asked | End::Length | End::FileFull => ExitCode::SUCCESS,
    }))
}

/// `take.json` with the take's folder beside.
fn print_take(take: &Take) -> anyhow::Result<()> {
    #[derive(serde::Serialize)]
    struct Printed<'a> {
        #[serde(flatten)]
        record: &'a take::TakeRecord,
        folder: String,
    }
    let printed =
        Printed { record: &take.record, folder: take.folder.to_string_lossy().into_owned() };
    let mut out = crate::harmless::stdout();
    writeln!(out, "{}", serde_json::to_string_pretty(&printed)?)?;
    Ok(())
}

/// Reads "90", "90.5" or "1:30" as seconds.
fn parse_time_s(text: &str) -> Result<f64, String> {
    let wrong = || format!("{text:?} is no time: write seconds (90) or minutes and seconds (1:30)");
    let (minutes, seconds) = text.rsplit_once(':').unwrap_or(("0", text));
    let minutes: u32 = minutes.parse().map_err(|_| wrong())?;
    let seconds: f64 = seconds.parse().map_err(|_| wrong())?;
    let total = f64::from(minutes) * 60.0 + seconds;
    // A day: far above any answer, far below where frame counts lose precision.
    if total > 0.0 && total <= 86_400.0 { Ok(total) } else { Err(wrong()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_seconds_or_minutes_and_seconds() {
        assert_eq!(parse_time_s("90"), Ok(90.0));
        assert_eq!(parse_time_s("0.5"), Ok(0.5));
        assert_eq!(parse_time_s("2:00"), Ok(120.0));
        for wrong in ["", "0", "-1", "1:xx", "NaN", "inf", "1e9", "two"] {
            assert!(parse_time_s(wrong).is_err(), "{wrong}");
        }
    }
}
