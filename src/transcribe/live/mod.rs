//! Transcribes while somebody speaks.
//!
//! blocks of the recorder ─► `ear` (16 kHz, chunks, level) ─► `queue` ─► decoders ─► words
//!
//! The recorder never waits: what the ear cannot take is skipped, what the decoders cannot do in
//! time is left out, and in both cases the file is read in the end. Chunks are the same as those of
//! the file (see [`chunk`](super::chunk)), so whatever was heard before the end need not be decoded
//! again, and a later review of the file finds the same words.

mod ear;
mod queue;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender, bounded};

use self::queue::{Queue, Task};
use super::recording::{Heard, Progress, hear, words};
use super::{TranscribeError, Transcriber};
use crate::capture::Block;
use crate::language::Language;
use crate::transcript::Word;

pub use self::ear::Sound;
pub use self::queue::Standing;

/// Blocks that may wait for the ear: minutes of sound, as a block has 20 to 100 ms.
const BLOCKS: usize = 4_096;

/// Time between two looks at the wish to stop.
const LOOK: Duration = Duration::from_millis(50);

/// A transcription that goes on beside a recording.
pub struct Live {
    queue: Arc<Queue>,
    ear: JoinHandle<Option<Sound>>,
    decoders: JoinHandle<()>,
}

/// What was heard when the recording ended.
pub struct Caught {
    /// Words by chunk, in order.
    pub heard: Vec<Heard>,
    /// The language, where it is known.
    pub language: Option<Language>,
    /// The sound, where `heard` is all of it; otherwise the file must be read.
    pub sound: Option<Sound>,
}

impl Live {
    /// Starts to listen. The blocks of the recording, `rate_hz` frames a second, go into the
    /// sender, which must be dropped at the end. `load` makes the transcribers, on a thread of its
    /// own: that takes a second. `language` of `None` is told from the first chunk.
    pub fn start<T, E>(
        load: impl FnOnce() -> Result<Vec<T>, E> + Send + 'static,
        language: Option<Language>,
        rate_hz: u32,
    ) -> (Live, Sender<Block>)
    where
        T: Transcriber + Send + 'static,
        E: std::fmt::Display,
    {
        let (sender, blocks): (_, Receiver<Block>) = bounded(BLOCKS);
        let queue = Arc::new(Queue::new(language));
        let for_ear = queue.clone();
        let ear = std::thread::spawn(move || {
            let sound = ear::listen(&blocks, rate_hz, &for_ear);
            for_ear.end();
            sound
        });
        let for_decoders = queue.clone();
        let decoders = std::thread::spawn(move || match load() {
            Ok(transcribers) => decode(transcribers, &for_decoders),
            Err(error) => for_decoders.fail(error.to_string()),
        });
        (Live { queue, ear, decoders }, sender)
    }

    /// How far the decoders are.
    pub fn standing(&self) -> Standing {
        self.queue.standing()
    }

    /// The words so far, in order, as far as they are known.
    pub fn words(&self) -> Vec<Word> {
        let heard = self.queue.so_far();
        heard.iter().flat_map(|heard| words(heard, &heard.chunk.activity())).collect()
    }

    /// Nobody wants the words: the decoders stop after their present chunk.
    pub fn cancel(&self) {
        self.queue.cancel();
    }

    /// Waits for the end of the sound and for the words of what is left. `stop` ends the waiting
    /// with an error; `progress` is told of finished chunks.
    ///
    /// # Errors
    /// [`TranscribeError::Interrupted`], or that the transcribers could not be made or failed.
    pub fn finish(
        self,
        stop: &AtomicBool,
        progress: &dyn Fn(Progress),
    ) -> Result<Caught, TranscribeError> {
        let sound = self.ear.join().ok().flatten();
        let mut total_s: f64 = 0.0;
        while let Some(left_s) = self.queue.wait(LOOK) {
            if stop.load(Ordering::Relaxed) {
                self.queue.cancel();
                return Err(TranscribeError::Interrupted);
            }
            if self.decoders.is_finished() && left_s > 0.0 {
                // A decoder that panicked leaves its chunk open for ever.
                return Err(TranscribeError::Run("a decoder stopped unexpectedly".into()));
            }
            total_s = total_s.max(left_s);
            progress(Progress { done_s: total_s - left_s, total_s });
        }
        let _ = self.decoders.join();
        if let Some(reason) = self.queue.standing().failed {
            return Err(TranscribeError::Run(reason));
        }
        let (heard, whole, language) = self.queue.result();
        Ok(Caught { heard, language, sound: sound.filter(|_| whole) })
    }
}

impl Caught {
    /// Nothing, for a file that nobody has listened to.
    pub fn nothing() -> Self {
        Caught { heard: Vec::new(), language: None, sound: None }
    }
}

/// Runs the transcribers until all is decoded.
fn decode<T: Transcriber + Send>(transcribers: Vec<T>, queue: &Queue) {
    std::thread::scope(|scope| {
        for (index, mut transcriber) in transcribers.into_iter().enumerate() {
            scope.spawn(move || {
                while let Some(task) = queue.next(index == 0) {
                    if let Err(error) = perform(task, &mut transcriber, queue) {
                        queue.fail(error.to_string());
                    }
                }
            });
        }
    });
}

fn perform<T: Transcriber>(
    task: Task,
    transcriber: &mut T,
    queue: &Queue,
) -> Result<(), TranscribeError> {
    match task {
        Task::Tell(samples) => queue.told(transcriber.detect_language(&samples)?.0),
        Task::Hear(chunk, samples, language) => {
            queue.heard(hear(&samples, &chunk, language, transcriber)?);
        }
    }
    Ok(())
}
