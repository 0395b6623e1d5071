//! `aloud record`: asks, records, reviews.
//!
//! 1. `question` finds what is asked, `picker` lets the user choose; the microphone is opened
//!    before anything is created.
//! 2. `beside` loads the model during the countdown and recognises words while they are spoken.
//! 3. `attend` looks after the recording: keys, signals, level and words, as a `view` that a
//!    `screen` shows.
//! 4. The take is written by `capture`; here its description is kept in step with it.
//! 5. The take is reviewed, or printed.

mod attend;
#[cfg_attr(not(feature = "whisper"), path = "record/beside_off.rs")]
mod beside;
mod cues;
mod interrupt;
mod keys;
mod notice;
mod picker;
mod question;
mod screen;
mod view;

pub use self::screen::canvas::SMALLEST as SMALLEST_SCREEN;

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Context as _;
use clap::Args as ClapArgs;
use jiff::Timestamp;

use self::attend::{Outcome, Seat};
use self::beside::Beside;
use self::interrupt::Interrupt;
use self::keys::Keys;
use self::notice::Notice;
use self::picker::{Choose, Picked};
use self::view::{About, CueMode};
use super::Context;
use crate::capture::stream::Microphone;
use crate::capture::{self, Captured, End, Recording};
use crate::language::Language;
use crate::take::{self, Cut, DeviceRecord, QuestionRecord, State, Take};

/// Record an answer and review it
#[derive(Debug, Clone, ClapArgs)]
#[command(after_help = "Examples:
  aloud record why-us              answer the question with this id
  aloud record 3 --limit 1:30      the third question, with a limit of 90 seconds
  aloud record --seconds 60 --no-review --json < /dev/null
                                   exactly one minute, from a script")]
pub struct Args {
    /// The question: its id, its number or a part of its prompt. Without it a free take
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
    let interrupt = Interrupt::install().context("cannot listen for signals")?;
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
    };
    let mut screen = screen::choose(args.plain, context.ui);
    loop {
        let mut seat = Seat {
            about: &about,
            screen: screen.as_mut(),
            keys: &mut keys,
            interrupt: &interrupt,
            context,
        };
        if let Some(code) = take(args, &recordings, &mut seat)? {
            return Ok(code);
        }
    }
}

/// One take. `None`: another one is wanted.
fn take(
    args: &Args,
    recordings: &std::path::Path,
    seat: &mut Seat<'_>,
) -> anyhow::Result<Option<ExitCode>> {
    let device = args.device.as_deref().or(seat.context.config.device.as_deref());
    let input = capture::open(device)?;
    let rate_hz = input.sample_rate_hz();
    let asked = seat.about.question.as_ref().map(QuestionRecord::from);
    let (mut beside, blocks) = match args.no_review || cfg!(not(feature = "whisper")) {
        true => (None, None),
        false => match Beside::start(args, asked.as_ref(), rate_hz, seat.context) {
            Ok((beside, blocks)) => (Some(Ok(beside)), Some(blocks)),
            // The take can be made all the same, and reviewed once that is mended.
            Err(error) => (Some(Err(format!("{error:#}"))), None),
        },
    };
    seat.screen.about(seat.about);
    let countdown_s = args.countdown.unwrap_or(seat.context.config.countdown_s);
    if std::io::stdin().is_terminal() && !seat.count_down(args.prepare, countdown_s) {
        seat.screen.end();
        return Ok(Some(ExitCode::from(130)));
    }
    let record = DeviceRecord { id: input.id.clone(), name: input.name.clone() };
    let (mut take, lock) =
        take::create(recordings, asked, Some(record), rate_hz, Timestamp::now())?;
    let stop_s = seat.about.limit_s.filter(|_| args.hard_limit).into_iter().chain(args.seconds);
    let stop_s = stop_s.min_by(f64::total_cmp);
    let settings = capture::Settings {
        wav: take.audio(),
        limit_frames: stop_s.map(|seconds| (seconds * f64::from(rate_hz)).round() as u64),
        blocks,
    };
    let microphone = Microphone::new(input, device.map(String::from));
    let recording = match capture::record(Box::new(microphone), settings) {
        Ok(recording) => recording,
        Err(error) => {
            drop(lock);
            let _ = take::delete(&take);
            return Err(error.into());
        }
    };
    let (captured, outcome) = seat.attend(recording, &mut take, &mut beside)?;
    let ended = Instant::now();
    seat.interrupt.forget();
    let kept = keep(&mut take, &captured, outcome != Outcome::Ended);
    drop(lock);
    if let (Some(Ok(beside)), true) = (&beside, outcome != Outcome::Ended) {
        beside.cancel();
    }
    if outcome == Outcome::Again {
        kept?;
        if captured.frames == 0 {
            let _ = take::delete(&take);
        }
        return Ok(None);
    }
    seat.keys.release();
    seat.interrupt.exit_at_next();
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
    // A signal that came while the take was written down must not be lost.
    if seat.interrupt.came() {
        return Ok(Some(ExitCode::from(130)));
    }
    match beside {
        Some(Ok(beside)) => beside.review(&take, ended, args, seat.context)?,
        _ if !args.no_review => beside::review(&take, args, seat.context)?,
        _ if args.json => print_take(&take)?,
        _ => {}
    }
    Ok(Some(match captured.end {
        End::Lost(_) | End::WriteFailed { .. } => ExitCode::FAILURE,
        End::Asked | End::Length | End::FileFull => ExitCode::SUCCESS,
    }))
}

/// Writes down what was captured.
fn keep(take: &mut Take, captured: &Captured, abandoned: bool) -> Result<(), take::TakeError> {
    let rate = f64::from(captured.sample_rate_hz);
    let mut frames = captured.frames;
    if matches!(captured.end, End::WriteFailed { .. }) {
        // The last header may be older than the last samples that reached the disk.
        if let Ok(in_file) = take::recover::make_header_true(&take.audio()) {
            frames = in_file;
        }
    }
    let record = &mut take.record;
    let whole = frames > 0 && !abandoned;
    record.state = if whole { State::Finished } else { State::Abandoned };
    record.finished = Some(Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
    record.overruns = captured.overruns;
    record.ended = Some(
        match captured.end {
            End::Asked => "asked",
            End::Length => "length",
            End::FileFull => "file_full",
            End::Lost(_) => "lost",
            End::WriteFailed { .. } => "write_failed",
        }
        .into(),
    );
    record.audio.duration_s = frames as f64 / rate;
    record.audio.gaps = captured.gaps.clone();
    record.audio.cuts = captured.pauses.iter().map(cut).collect();
    record.audio.peak_dbfs = captured.peak_dbfs;
    record.audio.clipped_ms = Some(captured.clipped_frames as f64 * 1_000.0 / rate);
    take.release_reserve();
    take.save()
}

fn cut(pause: &capture::Pause) -> Cut {
    Cut { at_s: pause.at_s, removed_s: pause.removed_s }
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
    let mut out = std::io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &printed)?;
    writeln!(out)?;
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
