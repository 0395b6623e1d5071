//! Whisper, by whisper.cpp: one chunk of sound to words.

use std::borrow::Cow;
use std::os::raw::c_int;
use std::sync::Arc;

use whisper_rs::{FullParams, SamplingStrategy, WhisperContext, WhisperState, WhisperTokenId};

use super::doubt::Doubt;
use super::high_voice;
pub use super::loaded::Model;
use super::loaded::{States, run_error};
use super::loops;
use super::nudge::Nudge;
use super::token::{Token, group, replace};
use super::verbatim::verbatim;
use super::vocabulary::Vocabulary;
use super::watch::{Watch, are_numbers};
use super::{ChunkAudio, HeardWord, Prompt, TranscribeError, Transcriber};
use crate::audio::SAMPLE_RATE_HZ;
use crate::language::Language;

/// A sentence with filled pauses in it, put before every chunk: it brings back most of those that
/// Whisper leaves out. A bare list of fillers loses passages of 12 to 17 s. Of eight sentences with English
/// in them this one had the fewest wrong characters in six Korean answers with English phrases.
fn text_of(prompt: Prompt, language: Language) -> Option<&'static str> {
    match (prompt, language) {
        (Prompt::None, _) => None,
        (_, Language::English) => {
            Some("Um, so, uh, I was, er, thinking, and, um, you know, uh, it works.")
        }
        (Prompt::Fillers, Language::Korean) => {
            Some("음, 저는, 어, 그, 프로젝트에서 개발을, 음, 했습니다. 어, 그래서 많이 배웠습니다.")
        }
        (Prompt::FillersAndEnglish, Language::Korean) => Some(
            "음, 저는, 어, 그, Kubernetes 프로젝트에서 Backend API 와 User Interface 를, 음, Open Source 로 개발했습니다.",
        ),
    }
}

/// Version of whisper.cpp.
pub fn version() -> &'static str {
    whisper_rs::get_whisper_version()
}

/// Encoder positions a second of sound.
const POSITIONS_PER_S: f64 = 50.0;
/// Encoder positions kept beyond the end of a chunk: with 32, short clips loop.
const POSITIONS_MARGIN: f64 = 128.0;
/// Clips from this length on do with half the margin, in seconds: the words stay the same and the
/// encoder has 4 % less to do.
const LONG_CLIP_S: f64 = 8.0;
/// Shorter clips are filled up with silence: below, whisper.cpp refuses or loops.
const MIN_CLIP_S: f64 = 1.1;
/// Most tokens a chunk may have: this many, …
const TOKENS_BASE: f64 = 14.0;
/// … and this many a second. More is a loop: the fastest speech measured had six words a second.
const TOKENS_PER_S: f64 = 9.0;

/// Most threads of one decoder: more wait for each other longer than they work. On two cores two
/// threads take 0.6 of the time of one for 15 s of sound, 0.7 for 6 s.
const MOST_THREADS: usize = 4;

/// Room for the tokens of a prompt.
const MOST_PROMPT_TOKENS: usize = 224;

impl Model {
    /// A decoder of its own, running on `threads` threads.
    /// Words of the `vocabulary` are other readings of what it is in doubt about.
    pub fn decoder(
        &self,
        threads: usize,
        vocabulary: Arc<Vocabulary>,
    ) -> Result<Decoder, TranscribeError> {
        let states = States::new(self)?;
        Ok(Decoder { model: self.clone(), states, threads: threads as c_int, vocabulary })
    }

    /// A watch over one run of a decoder of this model.
    fn watch<'a>(&self, nudge: Option<&'a Nudge>) -> Watch<'a> {
        let vocabulary = usize::try_from(self.any().n_vocab()).unwrap_or_default();
        Watch::new(nudge, vocabulary, self.any().token_eot())
    }
}

/// Decodes one chunk at a time.
pub struct Decoder {
    model: Model,
    states: States,
    threads: c_int,
    vocabulary: Arc<Vocabulary>,
}

impl Transcriber for Decoder {
    fn transcribe(&mut self, chunk: &ChunkAudio<'_>) -> Result<Vec<HeardWord>, TranscribeError> {
        let duration_s = chunk.samples.len() as f64 / SAMPLE_RATE_HZ as f64;
        let samples = &*filled_up(chunk.samples);
        let slowed = high_voice::slowed(chunk);
        let (samples, pace) =
            slowed.as_deref().map_or((samples, 1.0), |slowed| (slowed, high_voice::PACE));
        let clip_s = samples.len() as f64 / SAMPLE_RATE_HZ as f64;
        let nudge = (chunk.prompt != Prompt::None).then(|| self.model.nudge(chunk));
        let context = self.model.any();
        // Of English nothing is known that would be likelier.
        let korean = chunk.language == Language::Korean;
        let prefix = korean.then(|| prefix(context, chunk)).transpose().map_err(run_error)?;
        let doubt = prefix.map(|prefix| Doubt {
            context,
            vocabulary: &self.vocabulary,
            prefix,
            alternatives: chunk.prompt != Prompt::None,
            threads: self.threads as usize,
        });
        let mut watch = self.model.watch(nudge);
        if let Some(doubt) = &doubt {
            watch = watch.with_doubt(doubt);
        }
        let params = self.params(chunk, clip_s);
        let state = self.states.of(&self.model, chunk.language)?;
        run(state, params, samples, &watch)?;
        let eot = self.model.any().token_eot();
        let weighed = watch.into_weighed().map_err(run_error)?;
        let mut tokens = Vec::new();
        for segment in state.as_iter() {
            for index in 0..segment.n_tokens() {
                let Some(token) = segment.get_token(index) else { continue };
                if token.token_id() >= eot {
                    continue;
                }
                let data = token.token_data();
                tokens.push(Token {
                    id: token.token_id(),
                    bytes: token.to_bytes().map(<[u8]>::to_vec).unwrap_or_default(),
                    probability: data.p,
                    end_s: (data.t_dtw as f64 / 100.0 * pace).clamp(0.0, duration_s),
                    runners_up: Vec::new(),
                });
            }
        }
        // Without the nudge no loop was ended, and a whole one must stay to be known as such.
        if chunk.prompt != Prompt::None {
            let ids: Vec<WhisperTokenId> = tokens.iter().map(|token| token.id).collect();
            tokens.truncate(loops::without(&ids));
        }
        replace(&mut tokens, weighed);
        let words = group(&tokens).into_iter().map(|word| word.heard);
        Ok(words.flat_map(|word| verbatim(word, chunk.language)).collect())
    }

    fn missing_english_odds(&mut self) -> Result<f32, TranscribeError> {
        if self.model.knows_english_in_korean() {
            return Ok(f32::NEG_INFINITY);
        }
        let state = self.states.of(&self.model, Language::Korean)?;
        english_odds(self.model.any(), state, self.threads)
    }

    fn works_alone(&mut self) {
        let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get());
        self.threads = self.threads.max(cores.min(MOST_THREADS) as c_int);
    }

    fn detect_language(&mut self, samples: &[f32]) -> Result<(Language, f32), TranscribeError> {
        let samples = &*filled_up(samples);
        let clip_s = samples.len() as f64 / SAMPLE_RATE_HZ as f64;
        // To encode no more than there is: alone, whisper.cpp encodes 30 s.
        let mut params = self.params(&ChunkAudio::plain(samples, Language::English), clip_s);
        params.set_max_tokens(1);
        let state = self.states.any();
        run(state, params, samples, &self.model.watch(None))?;
        let odds = english_odds(self.model.any(), state, self.threads)?;
        let korean = 1.0 / (1.0 + odds.exp());
        Ok(if korean > 0.5 {
            (Language::Korean, korean)
        } else {
            (Language::English, 1.0 - korean)
        })
    }
}

impl Decoder {
    fn params<'a, 'b>(&self, chunk: &ChunkAudio<'_>, clip_s: f64) -> FullParams<'a, 'b> {
        let mut params = FullParams::new(SamplingStrategy::Greedy { best_of: 1 });
        params.set_n_threads(self.threads);
        params.set_language(Some(chunk.language.code()));
        params.set_audio_ctx(audio_positions(clip_s).min(self.model.any().n_audio_ctx()));
        params.set_single_segment(true);
        params.set_no_timestamps(true);
        params.set_no_context(true);
        params.set_temperature_inc(0.0);
        params.set_suppress_nst(true);
        params.set_max_tokens((TOKENS_BASE + TOKENS_PER_S * clip_s) as c_int);
        params.set_print_progress(false);
        params.set_print_special(false);
        params.set_print_realtime(false);
        params.set_print_timestamps(false);
        if let Some(prompt) = text_of(chunk.prompt, chunk.language) {
            params.set_initial_prompt(prompt);
        }
        params
    }
}

/// The tokens that stand before the text of a chunk: the filler prompt and the task.
fn prefix(
    context: &WhisperContext,
    chunk: &ChunkAudio<'_>,
) -> Result<Vec<WhisperTokenId>, whisper_rs::WhisperError> {
    let mut prefix = Vec::new();
    if let Some(prompt) = text_of(chunk.prompt, chunk.language) {
        prefix.push(context.token_prev());
        prefix.extend(context.tokenize(prompt, MOST_PROMPT_TOKENS)?);
    }
    prefix.push(context.token_sot());
    if context.is_multilingual() {
        let language = whisper_rs::get_lang_id(chunk.language.code()).unwrap_or_default();
        prefix.extend([context.token_lang(language), context.token_transcribe()]);
    }
    prefix.push(context.token_not());
    Ok(prefix)
}

/// Decodes `samples`, unless the model gives what is no number.
fn run(
    state: &mut WhisperState,
    mut params: FullParams<'_, '_>,
    samples: &[f32],
    watch: &Watch<'_>,
) -> Result<(), TranscribeError> {
    watch.install(&mut params);
    let done = state.full(params, samples);
    if watch.no_numbers() {
        return Err(TranscribeError::NoNumbers);
    }
    done.map(|_| ()).map_err(run_error)
}

/// Log odds, in nats, of English against Korean in what `state` encoded last.
fn english_odds(
    context: &WhisperContext,
    state: &mut WhisperState,
    threads: c_int,
) -> Result<f32, TranscribeError> {
    // whisper.cpp's own detection sorts all languages, and what is no number must not be sorted.
    state.decode(&[context.token_sot()], 0, threads as usize).map_err(run_error)?;
    let logits = state.get_logits().map_err(run_error)?;
    if !are_numbers(logits) {
        return Err(TranscribeError::NoNumbers);
    }
    let of = |language: Language| {
        let token = context.token_lang(whisper_rs::get_lang_id(language.code()).unwrap_or(0));
        usize::try_from(token).ok().and_then(|at| logits.get(at)).copied().unwrap_or(0.0)
    };
    Ok(of(Language::English) - of(Language::Korean))
}

/// `samples`, with silence behind them where they are too short to be heard.
fn filled_up(samples: &[f32]) -> Cow<'_, [f32]> {
    let least = (MIN_CLIP_S * SAMPLE_RATE_HZ as f64) as usize;
    if samples.len() >= least {
        return samples.into();
    }
    let mut filled = samples.to_vec();
    filled.resize(least, 0.0);
    filled.into()
}

/// Encoder positions come in multiples of this: whisper.cpp's AVX-512 kernels take other lengths
/// number by number, which costs 5 % of a review.
const POSITIONS_STEP: f64 = 16.0;

/// Encoder positions for a clip.
fn audio_positions(clip_s: f64) -> c_int {
    let margin = if clip_s < LONG_CLIP_S { POSITIONS_MARGIN } else { POSITIONS_MARGIN / 2.0 };
    let wanted = clip_s * POSITIONS_PER_S + margin;
    ((wanted / POSITIONS_STEP).ceil() * POSITIONS_STEP) as c_int
}
