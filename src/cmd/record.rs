//! `aloud record`: asks, records, reviews.
//!
//! 1. `question` finds what is asked; the microphone is opened before anything is created.
//! 2. `screen` shows question, countdown, clock and level; `keys` and `interrupt` are the
//!    ways to stop.
//! 3. The take is written by `capture`; here its description is kept in step with it.
//! 4. The take is handed to the review, or printed.

mod interrupt;
mod keys;
mod notice;
mod question;
mod screen;

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use clap::Args as ClapArgs;
use jiff::Timestamp;

use self::interrupt::Interrupt;
use self::keys::{Key, Keys};
use self::notice::Notice;
use self::screen::Screen;
use super::Context;
use crate::capture::stream::Microphone;
use crate::capture::{self, Captured, End, Event, Recording};
use crate::span::Span;
use crate::take::{self, DeviceRecord, QuestionRecord, State, Take};

/// Time between two looks at keys, signals and level.
const TICK: Duration = Duration::from_millis(50);

/// A writer that has not ended so long after it was asked is stuck in the sound system; from then
/// on a signal ends the program at once. The file is safe up to its last checkpoint.
const STUCK: Duration = Duration::from_secs(3);

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
    /// Seconds to count down on a terminal before recording starts
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub countdown: u32,
    /// Keep the take without reviewing it
    #[arg(long)]
    pub no_review: bool,
    /// Print simple lines in place of a moving one
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
    let mut question = question::resolve(args, context)?;
    if let (Some(question), Some(limit_s)) = (&mut question, args.limit) {
        question.limit_s = Some(limit_s);
    }
    let input = capture::open(args.device.as_deref())?;
    let on_terminal = std::io::stdin().is_terminal();
    let interrupt = Interrupt::install().context("cannot listen for signals")?;
    let mut screen = screen::choose(args.plain, on_terminal, context.ui);
    let limit_s = args.limit.or(question.as_ref().and_then(|question| question.limit_s));
    let predicted_s = question.as_ref().and_then(|asked| question::predicted(asked, context));
    screen.question(question.as_ref(), limit_s, predicted_s);
    let keys = Keys::listen(on_terminal, args.seconds.is_some());
    if on_terminal && !count_down(args.countdown, screen.as_mut(), &keys, &interrupt) {
        screen.end();
        return Ok(ExitCode::from(130));
    }

    let rate_hz = input.sample_rate_hz();
    let device = DeviceRecord { id: input.id.clone(), name: input.name.clone() };
    let asked = question.as_ref().map(QuestionRecord::from);
    let (mut take, lock) =
        take::create(&recordings, asked, Some(device), rate_hz, Timestamp::now())?;
    let settings = capture::Settings {
        wav: take.audio(),
        limit_frames: args.seconds.map(|seconds| (seconds * f64::from(rate_hz)).round() as u64),
        blocks: None,
    };
    let microphone = Microphone::new(input, args.device.clone());
    let recording = match capture::record(Box::new(microphone), settings) {
        Ok(recording) => recording,
        Err(error) => {
            drop(lock);
            let _ = take::delete(&take);
            return Err(error.into());
        }
    };
    screen.speak();
    let captured = attend(recording, &mut take, limit_s, screen.as_mut(), &keys, &interrupt)?;
    drop(keys);
    let kept = keep(&mut take, &captured);
    drop(lock);
    interrupt.exit_at_next();
    screen.end();
    if captured.frames == 0 {
        let _ = take::delete(&take);
        anyhow::bail!("nothing was recorded: {}", Notice::Ended(captured.end).text(context.ui));
    }
    if captured.end != End::Asked && captured.end != End::Length {
        screen.notice(&Notice::Ended(captured.end.clone()));
    }
    kept.with_context(|| {
        format!(
            "the sound of the take is safe in {}, its description is not: make room and run \
             `aloud recover`",
            take.folder.display()
        )
    })?;
    after(&take, args, context, screen.as_mut())?;
    Ok(match captured.end {
        End::Lost(_) | End::WriteFailed(_) => ExitCode::FAILURE,
        End::Asked | End::Length | End::FileFull => ExitCode::SUCCESS,
    })
}

/// Counts down; a key starts at once. `false` when a signal came.
fn count_down(from: u32, screen: &mut dyn Screen, keys: &Keys, interrupt: &Interrupt) -> bool {
    for left in (1..=from).rev() {
        screen.countdown(left);
        let until = Instant::now() + Duration::from_secs(1);
        while Instant::now() < until {
            if interrupt.came() {
                return false;
            }
            match keys.pressed(TICK) {
                Some(Key::Stop) => return true,
                Some(Key::End) => return false,
                None => {}
            }
        }
    }
    !interrupt.came()
}

/// Looks after a recording until it ends: shows it, stops it when asked to, and writes gaps into
/// `take.json` as they happen, so that a killed process leaves them in the books.
fn attend(
    recording: Recording,
    take: &mut Take,
    limit_s: Option<f64>,
    screen: &mut dyn Screen,
    keys: &Keys,
    interrupt: &Interrupt,
) -> anyhow::Result<Captured> {
    let rate = f64::from(take.record.audio.sample_rate_hz);
    let mut asked: Option<Instant> = None;
    let mut over = false;
    loop {
        match recording.events().recv_timeout(TICK) {
            Ok(event) => {
                if let Event::Gap { span, .. } = &event {
                    add_gap(&mut take.record.audio.gaps, *span);
                    let _ = take.save();
                }
                screen.notice(&Notice::Event(event));
            }
            Err(crossbeam_channel::RecvTimeoutError::Timeout) => {}
            Err(crossbeam_channel::RecvTimeoutError::Disconnected) => break,
        }
        let at_s = recording.meter().frames() as f64 / rate;
        screen.level(at_s, limit_s, recording.meter());
        if let Some(limit_s) = limit_s.filter(|limit_s| !over && at_s >= *limit_s) {
            over = true;
            screen.notice(&Notice::LimitReached(limit_s));
        }
        if asked.is_none() && (interrupt.came() || keys.pressed(Duration::ZERO).is_some()) {
            asked = Some(Instant::now());
            recording.stop();
        }
        if asked.is_some_and(|asked| asked.elapsed() >= STUCK) {
            interrupt.exit_at_next();
        }
    }
    Ok(recording.finish()?)
}

fn add_gap(gaps: &mut Vec<Span>, span: Span) {
    match gaps.last_mut() {
        Some(last) if last.end_s == span.start_s => last.end_s = span.end_s,
        _ => gaps.push(span),
    }
}

/// Writes down what was captured.
fn keep(take: &mut Take, captured: &Captured) -> Result<(), take::TakeError> {
    let rate = f64::from(captured.sample_rate_hz);
    let mut frames = captured.frames;
    if matches!(captured.end, End::WriteFailed(_)) {
        // The last header may be older than the last samples that reached the disk.
        if let Ok(in_file) = take::recover::make_header_true(&take.audio()) {
            frames = in_file;
        }
    }
    let record = &mut take.record;
    record.state = if frames > 0 { State::Finished } else { State::Abandoned };
    record.finished = Some(Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
    record.overruns = captured.overruns;
    record.ended = Some(
        match captured.end {
            End::Asked => "asked",
            End::Length => "length",
            End::FileFull => "file_full",
            End::Lost(_) => "lost",
            End::WriteFailed(_) => "write_failed",
        }
        .into(),
    );
    record.audio.duration_s = frames as f64 / rate;
    record.audio.gaps = captured.gaps.clone();
    record.audio.peak_dbfs = captured.peak_dbfs;
    record.audio.clipped_ms = Some(captured.clipped_frames as f64 * 1_000.0 / rate);
    take.release_reserve();
    take.save()
}

/// What follows a take: its review, or the take itself.
fn after(
    take: &Take,
    args: &Args,
    context: &Context,
    screen: &mut dyn Screen,
) -> anyhow::Result<()> {
    let seconds = take.record.audio.duration_s;
    screen.notice(&Notice::Kept { take: take.id().to_string(), seconds });
    #[cfg(feature = "whisper")]
    if !args.no_review {
        use super::review;
        let asked = review::Args::after_recording(args.json, args.notes.clone());
        let never = std::sync::atomic::AtomicBool::new(false);
        let reviewed = review::review_take(take, &asked, context, &never)
            .inspect_err(|_| review::say_later(take, context))?;
        return review::show(&reviewed, args.json, context);
    }
    if args.json {
        print_take(take)?;
    }
    Ok(())
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

    #[test]
    fn gaps_that_touch_are_one() {
        let mut gaps = Vec::new();
        add_gap(&mut gaps, Span::new(1.0, 2.0));
        add_gap(&mut gaps, Span::new(2.0, 2.5));
        add_gap(&mut gaps, Span::new(4.0, 5.0));
        assert_eq!(gaps, [Span::new(1.0, 2.5), Span::new(4.0, 5.0)]);
    }
}
