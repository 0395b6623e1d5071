//! Starting a recording, and holding on to it.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;

use crossbeam_channel::{Receiver, Sender};

use super::error::CaptureError;
use super::event::{Block, Captured, Event};
use super::feed::Feed;
use super::meter::Meter;
use super::stream::Source;
use super::track::Track;
use super::wav::Wav;
use super::writer;

/// What to record into, and until when.
#[derive(Debug, Default)]
pub struct Settings {
    /// The WAV file to create.
    pub wav: PathBuf,
    /// Ends the recording at exactly this many frames.
    pub limit_frames: Option<u64>,
    /// Gets every block of the file, gaps included. Never waited for: what does not fit into the
    /// channel is skipped, can be told by [`Block::first_frame`] and stands in the file.
    pub blocks: Option<Sender<Block>>,
}

/// A recording that is going on.
pub struct Recording {
    stop: Arc<AtomicBool>,
    paused: Arc<AtomicBool>,
    meter: Arc<Meter>,
    events: Receiver<Event>,
    thread: JoinHandle<Captured>,
}

impl Recording {
    /// Level and length, for the screen.
    pub fn meter(&self) -> &Meter {
        &self.meter
    }

    /// What happens, as it happens. Closed once the recording has ended.
    pub fn events(&self) -> &Receiver<Event> {
        &self.events
    }

    /// Leaves out what the microphone gives from now on, or takes it in again. The device runs on,
    /// so the level is still shown.
    pub fn pause(&self, paused: bool) {
        self.paused.store(paused, Ordering::Release);
    }

    /// Ends the recording after the block that is under way.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Release);
    }

    /// Waits for the end.
    ///
    /// # Errors
    /// The writer itself broke (a defect); the file then stands up to its last checkpoint.
    pub fn finish(self) -> Result<Captured, CaptureError> {
        self.thread.join().map_err(|_| CaptureError::Failed {
            name: "recording".into(),
            reason: "the writer stopped unexpectedly; `aloud recover` saves the take".into(),
        })
    }
}

/// Starts the source and the thread that writes it down.
///
/// # Errors
/// The source does not start, or the file cannot be created; no file is left in the first case.
pub fn record(mut source: Box<dyn Source>, settings: Settings) -> Result<Recording, CaptureError> {
    let failed =
        |error: std::io::Error| CaptureError::Write { path: settings.wav.clone(), reason: error };
    let flow = source.start()?;
    let rate_hz = source.sample_rate_hz();
    let wav = Wav::create(&settings.wav, rate_hz).map_err(failed)?;
    let stop = Arc::new(AtomicBool::new(false));
    let paused = Arc::new(AtomicBool::new(false));
    let meter = Arc::new(Meter::default());
    let (events_in, events) = crossbeam_channel::unbounded();
    let mut track = Track::new(wav, rate_hz, events_in, meter.clone(), paused.clone());
    track.limit_frames = settings.limit_frames.unwrap_or(u64::MAX);
    track.blocks = settings.blocks;
    let feed = Feed::new(source, flow, rate_hz);
    let asked = stop.clone();
    let thread = std::thread::Builder::new()
        .name("aloud-writer".into())
        .spawn(move || writer::run(feed, track, &asked))
        .map_err(failed)?;
    Ok(Recording { stop, paused, meter, events, thread })
}
