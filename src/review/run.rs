//! From an audio file to its review: decode, find speech, transcribe, measure, judge.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use super::{AudioFacts, Input, ModelFacts, PacesBefore, Review, build};
use crate::audio::activity::Activity;
use crate::audio::decode::{self, DecodeError, Recording, Source};
use crate::audio::excerpt::Excerpt;
use crate::audio::leveller::usual_loudness;
use crate::config::Config;
use crate::coverage::embedding::Loading;
use crate::coverage::in_hangul;
use crate::language::Language;
use crate::model::{Installed, ModelError};
use crate::question::Question;
use crate::span::Span;
use crate::take::{Cut, QuestionRecord};
use crate::transcribe::chunk::{self, Chunk};
use crate::transcribe::engine;
use crate::transcribe::hear::Heard;
use crate::transcribe::live::Caught;
use crate::transcribe::recording::{
    Progress, heard_speech, join, language_from, sound, transcribe,
};
use crate::transcribe::vocabulary::Vocabulary;
use crate::transcribe::{TranscribeError, Transcriber};
use crate::transcript::Transcript;
use crate::voice::{Measured, Voice, VoiceMeter};

/// What is to be reviewed, and how.
pub struct Request<'a> {
    /// The audio file.
    pub audio: PathBuf,
    /// Times known from the recorder.
    pub gaps: Vec<Span>,
    /// Pauses cut out by the recorder.
    pub cuts: Vec<Cut>,
    /// Pace of the speaker's earlier takes; none for a file.
    pub paces_before: PacesBefore,
    /// The question that was answered, with its written answer.
    pub question: Option<&'a Question>,
    /// The question as the take keeps it.
    pub asked: Option<QuestionRecord>,
    /// All questions of the notes.
    pub questions: &'a [Question],
    /// Language of the speech; `None` lets the recogniser tell.
    pub language: Option<Language>,
    /// The recogniser's model.
    pub model: &'a Installed,
    /// The sentence embedding, perhaps still being loaded.
    pub embedding: &'a Loading,
    /// The user's settings.
    pub config: &'a Config,
    /// Language of the findings.
    pub ui: Language,
}

/// Why there is no review.
#[derive(Debug, thiserror::Error)]
pub enum ReviewError {
    /// The audio cannot be read.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// The model cannot be used.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// Recognition failed or was interrupted.
    #[error(transparent)]
    Transcribe(#[from] TranscribeError),
}

/// A review and the transcript it was made from, before words were marked.
pub struct Reviewed {
    /// The review.
    pub review: Review,
    /// The words as recognised.
    pub transcript: Transcript,
}

/// Reviews an audio file. `stop` interrupts it; `progress` is told of finished chunks.
///
/// # Errors
/// See [`ReviewError`]; no speech in the recording is a result, not an error.
pub fn run(
    request: &Request<'_>,
    stop: &AtomicBool,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Reviewed, ReviewError> {
    run_after(request, Caught::nothing(), Instant::now(), stop, progress)
}

/// Reviews a recording of which `caught` was heard while it was made; the file is read only where
/// that is not all. Times are measured from `begin`.
///
/// # Errors
/// As [`run`].
pub fn run_after(
    request: &Request<'_>,
    caught: Caught,
    begin: Instant,
    stop: &AtomicBool,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Reviewed, ReviewError> {
    let mut answer = match caught.sound {
        Some(sound) => Answer {
            audio: audio_facts(request, sound.facts(), &sound.measured),
            voice: sound.measured.voice,
            heard: caught.heard,
            language: spoken(request, caught.language),
            activity: sound.activity,
            from: begin,
        },
        None => read(request, &caught, stop, progress)?,
    };
    answer.activity = heard_speech(&answer.heard, answer.activity);
    let transcript = join(&answer.heard, &answer.activity, answer.language);
    let transcribe_s = answer.from.elapsed().as_secs_f64();
    let sha256 = request.model.sha256()?;
    let from = Instant::now();
    let mut review = measure(request, answer, transcript.clone(), sha256);
    review.elapsed.transcribe_s = transcribe_s;
    review.elapsed.analyse_s = from.elapsed().as_secs_f64();
    review.elapsed.total_s = begin.elapsed().as_secs_f64();
    Ok(Reviewed { review, transcript })
}

/// What an answer sounds like.
struct Answer {
    heard: Vec<Heard>,
    language: Language,
    activity: Activity,
    audio: AudioFacts,
    voice: Voice,
    /// When its transcription began.
    from: Instant,
}

/// Reads the file and transcribes what `caught` does not have.
fn read(
    request: &Request<'_>,
    caught: &Caught,
    stop: &AtomicBool,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Answer, ReviewError> {
    let known = request.language.or(caught.language);
    // The model loads while the sound is read: a tenth of a second less to wait.
    let (heard, decoders) = std::thread::scope(|scope| {
        let load = scope.spawn(|| {
            let vocabulary = vocabulary(request.question, request.questions);
            engine::decoders(&request.model.path, vocabulary, known)
        });
        let heard = listen(&request.audio);
        (heard, load.join().expect("loading a model does not panic"))
    });
    let Listened { recording, chunks, activity, measured } = heard?;
    let from = Instant::now();
    let (heard, language) = if activity.speech.is_empty() {
        (Vec::new(), spoken(request, None))
    } else {
        let mut decoders = decoders?;
        let samples = &recording.samples;
        let language = match known {
            Some(language) => language,
            None => detect(samples, &chunks, &mut decoders[0])?,
        };
        let heard =
            transcribe(samples, &chunks, &caught.heard, language, &mut decoders, stop, progress)?;
        (heard, language)
    };
    let audio = audio_facts(request, recording.source, &measured);
    Ok(Answer { heard, language, activity, audio, voice: measured.voice, from })
}

/// The words of the written answer to `question`, English terms also as Korean says them; where it is not
/// known which one is answered, those of all `questions`.
pub fn vocabulary(question: Option<&Question>, questions: &[Question]) -> Vocabulary {
    let answer = |question: &Question| {
        let sections = question.reference.as_ref()?.sections.iter();
        let text = sections.map(|section| section.text.as_str()).collect::<Vec<_>>().join("\n");
        let terms = in_hangul(&text);
        Some((text, terms))
    };
    let asked = question.map_or(questions, std::slice::from_ref);
    Vocabulary::of(&asked.iter().filter_map(answer).collect::<Vec<(String, Vec<&str>)>>())
}

/// The language asked for, else the one heard, else English: there are no words then.
fn spoken(request: &Request<'_>, heard: Option<Language>) -> Language {
    request.language.or(heard).unwrap_or(Language::English)
}

/// What can be told of a file without words.
struct Listened {
    recording: Recording,
    chunks: Vec<Chunk>,
    activity: Activity,
    measured: Measured,
}

/// Reads a file, cuts it into chunks and finds its speech and voice, both at the same time.
fn listen(path: &Path) -> Result<Listened, DecodeError> {
    let recording = decode::decode(path)?;
    let samples = &recording.samples;
    let (chunks, activity, voice) = std::thread::scope(|scope| {
        let voice = scope.spawn(|| {
            let mut voice = VoiceMeter::default();
            voice.push(samples);
            voice
        });
        let (chunks, activity) = chunk::cut(samples);
        (chunks, activity, voice.join().expect("measuring a voice does not panic"))
    });
    let measured = voice.finish(&activity);
    Ok(Listened { recording, chunks, activity, measured })
}

/// Tells the language from the first of what was said.
fn detect(
    samples: &[f32],
    chunks: &[Chunk],
    transcriber: &mut impl Transcriber,
) -> Result<Language, TranscribeError> {
    let Some(chunk) = language_from(chunks) else { return Ok(Language::English) };
    Ok(transcriber.detect_language(&usual_loudness(sound(samples, &chunk.span)))?.0)
}

fn audio_facts(request: &Request<'_>, source: Source, measured: &Measured) -> AudioFacts {
    AudioFacts {
        duration_s: source.duration_s,
        sample_rate_hz: source.sample_rate_hz,
        channels: source.channels,
        gaps: request.gaps.clone(),
        cuts: request.cuts.clone(),
        peak_dbfs: source.peak_dbfs,
        loudness_lufs: measured.loudness_lufs,
        clipped_ms: Some(source.clipped_ms),
        noise_floor_dbfs: measured.noise_floor_dbfs,
        signal_to_noise_db: measured.signal_to_noise_db,
    }
}

fn measure(
    request: &Request<'_>,
    answer: Answer,
    transcript: Transcript,
    sha256: String,
) -> Review {
    let islands: Vec<Excerpt> = answer.heard.into_iter().flat_map(|heard| heard.islands).collect();
    build(Input {
        transcript,
        islands: &islands,
        activity: &answer.activity,
        audio: answer.audio,
        paces_before: &request.paces_before,
        voice: answer.voice,
        model: ModelFacts { name: request.model.name.clone(), sha256 },
        question: request.question,
        asked: request.asked.clone(),
        questions: request.questions,
        embedding: request.question.and_then(|_| request.embedding.wait()),
        config: request.config,
        ui: request.ui,
    })
}
