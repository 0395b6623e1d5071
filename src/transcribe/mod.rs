//! Sound to words: speech is cut into chunks at pauses, each chunk goes to a [`Transcriber`], and
//! what comes back is placed in time and checked against the speech that was heard.

mod alternatives;
pub mod chunk;
mod doubt;
pub mod engine;
mod filled_pause;
pub mod hear;
mod high_voice;
mod korean;
pub mod live;
mod loaded;
mod loops;
mod mixed;
mod nudge;
mod open;
mod other_word;
pub mod place;
pub mod recording;
mod rescore;
mod said;
mod sounds;
mod term;
mod token;
mod verbatim;
pub mod vocabulary;
mod watch;
pub mod whisper;
mod window;

use crate::language::Language;
use crate::span::Span;

/// A chunk of sound to be transcribed.
#[derive(Debug, Clone, Copy)]
pub struct ChunkAudio<'a> {
    /// Mono, 16 kHz.
    pub samples: &'a [f32],
    /// Language that is spoken.
    pub language: Language,
    /// What the recogniser is told before.
    pub prompt: Prompt,
    /// Letters that are written where Korean is spoken.
    pub letters: Letters,
}

/// What the recogniser is told before a chunk, to set it in a mood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prompt {
    /// Nothing. It leaves filled pauses out.
    None,
    /// A sentence with filled pauses: with it, it rarely loses a passage.
    Fillers,
    /// One with filled pauses and, in Korean, with English words as they are written.
    FillersAndEnglish,
}

/// Letters that Korean may be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letters {
    /// Any: in doubt, Korean and the English between it come out in those of a third language.
    Any,
    /// Hangul and the English ones.
    HangulAndEnglish,
    /// Only Hangul: in doubt, Korean comes out in English letters too.
    Hangul,
}

impl<'a> ChunkAudio<'a> {
    /// To be heard as the recogniser would, in no mood for anything.
    pub fn plain(samples: &'a [f32], language: Language) -> Self {
        ChunkAudio { samples, language, prompt: Prompt::None, letters: Letters::Any }
    }
}

/// A word as the recogniser heard it, with times from the start of its chunk.
#[derive(Debug, Clone, PartialEq)]
pub struct HeardWord {
    /// Text with the punctuation behind it, no surrounding space.
    pub text: String,
    /// Start in seconds, as the recogniser believes.
    pub start_s: f64,
    /// End in seconds, as the recogniser believes.
    pub end_s: f64,
    /// Mean probability of its tokens, 0 to 1.
    pub confidence: f32,
}

impl HeardWord {
    /// From its start to its end.
    pub fn span(&self) -> Span {
        Span::new(self.start_s, self.end_s.max(self.start_s))
    }
}

/// Why speech could not be transcribed.
#[derive(Debug, thiserror::Error)]
pub enum TranscribeError {
    /// The model file could not be loaded.
    #[error("cannot load the Whisper model {path}: {reason}")]
    Load {
        /// The model file.
        path: std::path::PathBuf,
        /// What whisper.cpp says.
        reason: String,
    },
    /// Whisper gave up on a chunk.
    #[error("Whisper failed on a chunk of speech: {0}")]
    Run(String),
    /// The model's weights are damaged, or made for another network.
    #[error(
        "the Whisper model gives no numbers: its weights are damaged, or too large for its sizes. \
         `aloud models verify` looks at the file, `aloud models pull` fetches one that is whole"
    )]
    NoNumbers,
    /// The user asked to stop.
    #[error("transcription was interrupted")]
    Interrupted,
    /// A recorded replay does not hold this chunk, or its file is wrong.
    #[error("{0}")]
    Replay(String),
}

/// Turns one chunk of speech into words: Whisper, or a recorded replay in tests.
pub trait Transcriber {
    /// Words of `chunk` in order. No speech gives no words.
    fn transcribe(&mut self, chunk: &ChunkAudio<'_>) -> Result<Vec<HeardWord>, TranscribeError>;

    /// Language of `samples`, as far as it is one the program can judge, with its probability
    /// 0 to 1 against the other.
    fn detect_language(&mut self, samples: &[f32]) -> Result<(Language, f32), TranscribeError>;

    /// Log odds, in nats, of English against Korean in the Korean chunk that was transcribed last,
    /// whatever was made of it: negative infinity where English phrases in Korean are heard anyway.
    fn missing_english_odds(&mut self) -> Result<f32, TranscribeError> {
        Ok(f32::NEG_INFINITY)
    }

    /// Tells that no other transcriber has anything to do from now on: all processors are free.
    fn works_alone(&mut self) {}
}
