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

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender, bounded};

use self::queue::{Queue, Task};
use super::hear::{Heard, hear, words};
use super::recording::Progress;
use super::{TranscribeError, Transcriber};
use crate::audio::leveller::usual_loudness;
use crate::capture::Block;
use crate::language::Language;
use crate::transcript::Word;

pub use self::ear::Sound;
pub use self::queue::Standing;

/// Blocks that may wait for the ear: minutes of sound, as a block has 20 to 100 ms.
const BLOCKS: usize = 4_096;

/// Time between two looks at the wish to stop.
const LOOK: Duration = Duration::from_millis(50);

/// Why there are no words after a panic, which is a defect of this program.
const STOPPED: &str = "the recogniser stopped unexpectedly";

/// Ends the queue when the ear ends, however that happens.
struct End<'a>(&'a Queue);

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.0.end();
    }
}

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
            // Also where listening panics: whoever waits for the words must not wait for ever.
            let _end = End(&for_ear);
            ear::listen(&blocks, rate_hz, &for_ear)
        });
        let for_decoders = queue.clone();
        let decoders = std::thread::spawn(move || {
            let work = || match load() {
                Ok(transcribers) => decode(transcribers, &for_decoders),
                Err(error) => for_decoders.fail(error.to_string()),
            };
            // The recording goes on without words, and its screen says so at once.
            if catch_unwind(AssertUnwindSafe(work)).is_err() {
                for_decoders.fail(STOPPED.into());
            }
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
                    let work = || perform(task, &mut transcriber, queue);
                    match catch_unwind(AssertUnwindSafe(work)) {
                        Ok(Ok(())) => {}
                        Ok(Err(error)) => queue.fail(error.to_string()),
                        Err(_) => queue.fail(STOPPED.into()),
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
        Task::Tell(samples) => {
            queue.told(transcriber.detect_language(&usual_loudness(&samples))?.0)
        }
        Task::Hear(chunk, samples, language) => {
            if queue.is_last() {
                transcriber.works_alone();
            }
            queue.heard(hear(&samples, &chunk, language, transcriber)?);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::{ChunkAudio, HeardWord};
    use super::*;

    struct Broken;

    impl Transcriber for Broken {
        fn transcribe(&mut self, _: &ChunkAudio<'_>) -> Result<Vec<HeardWord>, TranscribeError> {
            panic!("a defect in the recogniser")
        }

        fn detect_language(&mut self, _: &[f32]) -> Result<(Language, f32), TranscribeError> {
            panic!("a defect in the recogniser")
        }
    }

    /// Some speech at 16 kHz.
    fn speech() -> Vec<i16> {
        let answer = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/speech/formats/mono-22050.mp3");
        let sound = crate::audio::decode::decode(std::path::Path::new(answer)).unwrap();
        sound.samples.iter().map(|sample| (sample * 32_767.0) as i16).collect()
    }

    #[test]
    fn a_recogniser_that_panics_ends_the_words_and_nothing_else() {
        let (live, blocks) =
            Live::start(|| Ok::<_, String>(vec![Broken, Broken]), Some(Language::English), 16_000);
        let mut first_frame = 0;
        for samples in speech().chunks(1_600) {
            blocks.send(Block { first_frame, samples: samples.to_vec() }).unwrap();
            first_frame += samples.len() as u64;
        }
        drop(blocks);
        let error = live.finish(&AtomicBool::new(false), &|_| {}).err().expect("an error");
        assert!(error.to_string().contains("stopped unexpectedly"), "{error}");
    }

    #[test]
    fn a_model_whose_loading_panics_is_told() {
        let load = || -> Result<Vec<Broken>, String> { panic!("a defect in the loader") };
        let (live, blocks) = Live::start(load, Some(Language::English), 16_000);
        drop(blocks);
        while live.standing().failed.is_none() {
            std::thread::sleep(LOOK);
        }
        assert!(live.finish(&AtomicBool::new(false), &|_| {}).is_err());
    }
}
