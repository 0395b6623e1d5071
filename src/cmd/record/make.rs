//! Makes one take: opens the microphone, counts down, has it recorded, and writes down what came of
//! it.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::Instant;

use jiff::Timestamp;

use super::attend::Seat;
use super::beside::Beside;
use super::press::Outcome;
use crate::capture::stream::Microphone;
use crate::capture::{self, Captured, End};
use crate::language::Language;
use crate::take::{self, Cut, DeviceRecord, QuestionRecord, State, Take};

/// What one take is made with.
pub struct Making<'a> {
    /// Folder of all takes.
    pub recordings: &'a Path,
    /// Id of the microphone; `None`: that of the settings, else the default one.
    pub device: Option<&'a str>,
    /// How it is listened to; `None`: it will not be reviewed.
    pub listen: Option<&'a Listen>,
    /// Seconds of sound after which it ends by itself.
    pub stop_s: Option<f64>,
    /// Seconds to read the question, and of the countdown.
    pub wait_s: (u32, u32),
}

/// How an answer is listened to.
#[derive(Debug, Clone, Default)]
pub struct Listen {
    /// Print the review as JSON.
    pub json: bool,
    /// Notes in place of the folder's.
    pub notes: Vec<PathBuf>,
    /// Language of a question that stands in no note.
    pub language: Option<Language>,
}

/// A take that has ended.
pub struct Made {
    /// The take.
    pub take: Take,
    /// What the recorder caught.
    pub captured: Captured,
    /// What the user wants of it.
    pub outcome: Outcome,
    /// What was heard of it, or why nothing was.
    pub beside: Option<Result<Beside, String>>,
    /// When it ended.
    pub ended: Instant,
    /// Whether its description was written.
    pub kept: Result<(), take::TakeError>,
}

/// Makes one take of the question of `seat`; `begun` is told of it before the first sample.
/// `None`: the user left before it began.
///
/// # Errors
/// No microphone, or the recordings cannot be written.
pub fn make(
    making: &Making<'_>,
    seat: &mut Seat<'_>,
    begun: &mut dyn FnMut(&Take) -> anyhow::Result<()>,
) -> anyhow::Result<Option<Made>> {
    let device = making.device.or(seat.context.config.device.as_deref()).map(String::from);
    let input = capture::open(device.as_deref())?;
    let rate_hz = input.sample_rate_hz();
    let asked = seat.about.question.as_ref().map(QuestionRecord::from);
    let (mut beside, blocks) = match making.listen {
        None => (None, None),
        Some(listen) => match Beside::start(listen, asked.as_ref(), rate_hz, seat.context) {
            Ok((beside, blocks)) => (Some(Ok(beside)), Some(blocks)),
            // The take can be made all the same, and reviewed once that is mended.
            Err(error) => (Some(Err(format!("{error:#}"))), None),
        },
    };
    if seat.manner.is_none() {
        // In an interview the question stands there already: it was asked before.
        seat.screen.about(seat.about);
    }
    let (prepare_s, countdown_s) = making.wait_s;
    if std::io::stdin().is_terminal() && !seat.count_down(prepare_s, countdown_s) {
        seat.screen.end();
        return Ok(None);
    }
    let record = DeviceRecord { id: input.id.clone(), name: input.name.clone() };
    let (mut take, lock) =
        take::create(making.recordings, asked, Some(record), rate_hz, Timestamp::now())?;
    let settings = capture::Settings {
        wav: take.audio(),
        limit_frames: making.stop_s.map(|seconds| (seconds * f64::from(rate_hz)).round() as u64),
        blocks,
    };
    let microphone = Microphone::new(input, device);
    let started = begun(&take).and_then(|()| Ok(capture::record(Box::new(microphone), settings)?));
    let recording = match started {
        Ok(recording) => recording,
        Err(error) => {
            drop(lock);
            let _ = take::delete(&take);
            return Err(error);
        }
    };
    let (captured, outcome) = seat.attend(recording, &mut take, &mut beside)?;
    let ended = Instant::now();
    seat.interrupt.forget();
    let unwanted = matches!(outcome, Outcome::Again | Outcome::Abandoned | Outcome::Skipped);
    // Who stops an interview while thinking has answered nothing.
    let unsaid = matches!(&beside, Some(Ok(beside)) if beside.first_speech_s().is_none());
    let abandoned = unwanted || outcome == Outcome::Stopped && unsaid;
    let kept = keep(&mut take, &captured, abandoned);
    drop(lock);
    if let (Some(Ok(beside)), true) = (&beside, abandoned) {
        beside.cancel();
    }
    Ok(Some(Made { take, captured, outcome, beside, ended, kept }))
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
    take.save_last()
}

/// A pause as take.json has it.
pub fn cut(pause: &capture::Pause) -> Cut {
    Cut { at_s: pause.at_s, removed_s: pause.removed_s }
}
