//! Whisper, by whisper.cpp. The only file that knows its types.

use std::os::raw::c_int;
use std::path::Path;
use std::sync::Arc;

use whisper_rs::{
    DtwMode, DtwModelPreset, DtwParameters, FullParams, SamplingStrategy, WhisperContext,
    WhisperContextParameters, WhisperState, WhisperTokenId,
};

use super::loops;
use super::nudge::Nudge;
use super::rescore::{Taken, Tokens, rescore};
use super::verbatim::verbatim;
use super::vocabulary::Vocabulary;
use super::watch::{Watch, are_numbers};
use super::{ChunkAudio, HeardWord, TranscribeError, Transcriber};
use crate::audio::SAMPLE_RATE_HZ;
use crate::language::Language;
use crate::model::memory::Room;

/// A sentence with filled pauses in it, put before every chunk: it brings back most of those that
/// Whisper leaves out. A bare list of fillers loses passages of 12 to 17 s.
fn filler_prompt(language: Language) -> &'static str {
    match language {
        Language::English => "Um, so, uh, I was, er, thinking, and, um, you know, uh, it works.",
        Language::Korean => {
            "음, 저는, 어, 그, 프로젝트에서 개발을, 음, 했습니다. 어, 그래서 많이 배웠습니다."
        }
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

/// A loaded model, shared by all states that decode with it.
#[derive(Clone)]
pub struct Model {
    context: Arc<WhisperContext>,
    english: Arc<Nudge>,
    korean: Arc<Nudge>,
}

impl Model {
    /// Loads a ggml model whose structure was checked before: whisper.cpp trusts its input.
    pub fn load(path: &Path) -> Result<Self, TranscribeError> {
        let refused = |reason| TranscribeError::Load { path: path.into(), reason };
        let bytes = std::fs::metadata(path).map_or(0, |file| file.len());
        Room::now().require(bytes).map_err(refused)?;
        // Without this, whisper.cpp prints some forty lines for every model it loads.
        whisper_rs::install_logging_hooks();
        let mut parameters = WhisperContextParameters::default();
        parameters
            .dtw_parameters(DtwParameters { mode: alignment_heads(path), ..Default::default() });
        let context = WhisperContext::new_with_params(path, parameters)
            .map_err(|e| refused(e.to_string()))?;
        let nudge = |language| Arc::new(Nudge::new(&context, language));
        let (english, korean) = (nudge(Language::English), nudge(Language::Korean));
        Ok(Self { context: Arc::new(context), english, korean })
    }

    fn nudge(&self, language: Language) -> &Nudge {
        match language {
            Language::English => &self.english,
            Language::Korean => &self.korean,
        }
    }

    /// A decoder of its own, running on `threads` threads.
    /// Words of the `vocabulary` are other readings of what it is in doubt about.
    pub fn decoder(
        &self,
        threads: usize,
        vocabulary: Arc<Vocabulary>,
    ) -> Result<Decoder, TranscribeError> {
        let state = self.context.create_state().map_err(run_error)?;
        Ok(Decoder { model: self.clone(), state, threads: threads as c_int, vocabulary })
    }
}

/// The attention heads that follow time best, known for OpenAI's own models by their file name;
/// otherwise those of the top layers stand in.
fn alignment_heads(path: &Path) -> DtwMode<'static> {
    let name = path.file_stem().and_then(|s| s.to_str()).unwrap_or_default();
    let preset = |model_preset| DtwMode::ModelPreset { model_preset };
    let has = |size: &str| name.contains(size);
    match name {
        _ if has("tiny.en") => preset(DtwModelPreset::TinyEn),
        _ if has("tiny") => preset(DtwModelPreset::Tiny),
        _ if has("base.en") => preset(DtwModelPreset::BaseEn),
        _ if has("base") => preset(DtwModelPreset::Base),
        _ if has("small.en") => preset(DtwModelPreset::SmallEn),
        _ if has("small") => preset(DtwModelPreset::Small),
        _ if has("medium.en") => preset(DtwModelPreset::MediumEn),
        _ if has("medium") => preset(DtwModelPreset::Medium),
        _ if has("large-v3-turbo") => preset(DtwModelPreset::LargeV3Turbo),
        _ if has("large-v3") => preset(DtwModelPreset::LargeV3),
        _ => DtwMode::TopMost { n_top: 2 },
    }
}

/// Decodes one chunk at a time.
pub struct Decoder {
    model: Model,
    state: WhisperState,
    threads: c_int,
    vocabulary: Arc<Vocabulary>,
}

fn run_error(error: whisper_rs::WhisperError) -> TranscribeError {
    TranscribeError::Run(error.to_string())
}

/// A token of text with its time.
struct Token {
    bytes: Vec<u8>,
    probability: f32,
    /// Instant the token ends, in seconds from the start of the clip. whisper.cpp's `t_dtw` is one
    /// row of the attention matrix late, which makes it the end of the token, not its start.
    end_s: f64,
}

impl Transcriber for Decoder {
    fn transcribe(&mut self, chunk: &ChunkAudio<'_>) -> Result<Vec<HeardWord>, TranscribeError> {
        let duration_s = chunk.samples.len() as f64 / SAMPLE_RATE_HZ as f64;
        let least = (MIN_CLIP_S * SAMPLE_RATE_HZ as f64) as usize;
        let mut padded;
        let samples = if chunk.samples.len() < least {
            padded = chunk.samples.to_vec();
            padded.resize(least, 0.0);
            &padded
        } else {
            chunk.samples
        };
        let clip_s = samples.len() as f64 / SAMPLE_RATE_HZ as f64;
        let nudge = chunk.filler_prompt.then(|| self.model.nudge(chunk.language));
        let vocabulary = usize::try_from(self.model.context.n_vocab()).unwrap_or_default();
        let watch = Watch::new(nudge, vocabulary);
        let mut params = self.params(chunk, clip_s);
        watch.install(&mut params);
        let done = self.state.full(params, samples);
        if watch.no_numbers() {
            return Err(TranscribeError::NoNumbers);
        }
        done.map_err(run_error)?;
        let eot = self.model.context.token_eot();
        let (mut ids, mut tokens) = (Vec::new(), Vec::new());
        for segment in self.state.as_iter() {
            for index in 0..segment.n_tokens() {
                let Some(token) = segment.get_token(index) else { continue };
                if token.token_id() >= eot {
                    continue;
                }
                let data = token.token_data();
                ids.push(token.token_id());
                tokens.push(Token {
                    bytes: token.to_bytes().map(<[u8]>::to_vec).unwrap_or_default(),
                    probability: data.p,
                    end_s: (data.t_dtw as f64 / 100.0).clamp(0.0, duration_s),
                });
            }
        }
        // Without the nudge no loop was ended, and a whole one must stay to be known as such.
        let kept = if chunk.filler_prompt { loops::without(&ids) } else { ids.len() };
        ids.truncate(kept);
        tokens.truncate(kept);
        let mut groups = group(&tokens);
        let words: Vec<HeardWord> = groups.iter().map(|word| word.heard.clone()).collect();
        let readings = self.vocabulary.readings(&words);
        if !readings.is_empty() {
            let starts = groups.iter().map(|word| word.from).chain([tokens.len()]).collect();
            let prefix = self.prefix(chunk)?;
            let (context, state) = (&self.model.context, &mut self.state);
            let tokens = Tokens { ids, starts };
            let taken = rescore(context, state, &prefix, &tokens, &readings, self.threads);
            for Taken { reading, confidence } in taken.map_err(run_error)?.into_iter().rev() {
                let end_s = groups[reading.words.end - 1].heard.end_s;
                let first = &mut groups[reading.words.start].heard;
                (first.text, first.end_s, first.confidence) = (reading.text, end_s, confidence);
                groups.drain(reading.words.start + 1..reading.words.end);
            }
        }
        Ok(groups.into_iter().flat_map(|word| verbatim(word.heard, chunk.language)).collect())
    }

    fn works_alone(&mut self) {
        let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get());
        self.threads = self.threads.max(cores.min(MOST_THREADS) as c_int);
    }

    fn detect_language(&mut self, samples: &[f32]) -> Result<(Language, f32), TranscribeError> {
        let threads = self.threads as usize;
        self.state.pcm_to_mel(samples, threads).map_err(run_error)?;
        self.state.encode(0, threads).map_err(run_error)?;
        // whisper.cpp's own detection sorts all languages, and what is no number must not be sorted.
        let context = &self.model.context;
        self.state.decode(&[context.token_sot()], 0, threads).map_err(run_error)?;
        let logits = self.state.get_logits().map_err(run_error)?;
        if !are_numbers(logits) {
            return Err(TranscribeError::NoNumbers);
        }
        let of = |language: Language| {
            let token = context.token_lang(whisper_rs::get_lang_id(language.code()).unwrap_or(0));
            usize::try_from(token).ok().and_then(|at| logits.get(at)).copied().unwrap_or(0.0)
        };
        let korean = 1.0 / (1.0 + (of(Language::English) - of(Language::Korean)).exp());
        Ok(if korean > 0.5 {
            (Language::Korean, korean)
        } else {
            (Language::English, 1.0 - korean)
        })
    }
}

impl Decoder {
    /// The tokens that stand before the text of a chunk: the filler prompt and the task.
    fn prefix(&self, chunk: &ChunkAudio<'_>) -> Result<Vec<WhisperTokenId>, TranscribeError> {
        let context = &self.model.context;
        let mut prefix = Vec::new();
        if chunk.filler_prompt {
            prefix.push(context.token_prev());
            let prompt = filler_prompt(chunk.language);
            prefix.extend(context.tokenize(prompt, MOST_PROMPT_TOKENS).map_err(run_error)?);
        }
        prefix.push(context.token_sot());
        if context.is_multilingual() {
            let language = whisper_rs::get_lang_id(chunk.language.code()).unwrap_or_default();
            prefix.extend([context.token_lang(language), context.token_transcribe()]);
        }
        prefix.push(context.token_not());
        Ok(prefix)
    }

    fn params<'a, 'b>(&self, chunk: &ChunkAudio<'_>, clip_s: f64) -> FullParams<'a, 'b> {
        let mut params = FullParams::new(SamplingStrategy::Greedy { best_of: 1 });
        params.set_n_threads(self.threads);
        params.set_language(Some(chunk.language.code()));
        params.set_audio_ctx(audio_positions(clip_s).min(self.model.context.n_audio_ctx()));
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
        if chunk.filler_prompt {
            params.set_initial_prompt(filler_prompt(chunk.language));
        }
        params
    }
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

/// A word and the first of its tokens.
struct Group {
    from: usize,
    heard: HeardWord,
}

/// Joins tokens to words. A word's bytes are joined before they are read as UTF-8: a Hangul
/// syllable is often split over tokens.
fn group(tokens: &[Token]) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut start = 0;
    while start < tokens.len() {
        let mut end = start + 1;
        while end < tokens.len() && !tokens[end].bytes.starts_with(b" ") {
            end += 1;
        }
        let bytes: Vec<u8> = tokens[start..end].iter().flat_map(|t| &t.bytes).copied().collect();
        // A word cut short by the token limit may end in half a syllable, which is dropped.
        let text = match std::str::from_utf8(&bytes) {
            Ok(text) => text,
            Err(e) => std::str::from_utf8(&bytes[..e.valid_up_to()]).unwrap_or_default(),
        };
        let text = text.trim();
        if !text.is_empty() {
            let spoken: Vec<&Token> =
                tokens[start..end].iter().filter(|t| is_spoken(&t.bytes)).collect();
            let probability: f32 = spoken.iter().map(|t| t.probability).sum();
            let before_s = start.checked_sub(1).map_or(0.0, |i| tokens[i].end_s);
            let end_s = spoken.last().map_or(before_s, |t| t.end_s);
            let heard = HeardWord {
                text: text.to_owned(),
                start_s: before_s.min(end_s),
                end_s,
                confidence: probability / spoken.len().max(1) as f32,
            };
            groups.push(Group { from: start, heard });
        }
        start = end;
    }
    groups
}

/// Whether a token holds more than punctuation and space. Parts of a syllable count as spoken.
fn is_spoken(bytes: &[u8]) -> bool {
    bytes.iter().any(|b| b.is_ascii_alphanumeric() || !b.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(tokens: &[Token]) -> Vec<HeardWord> {
        group(tokens).into_iter().map(|word| word.heard).collect()
    }

    fn token(bytes: &[u8], end_s: f64) -> Token {
        Token { bytes: bytes.to_vec(), probability: 0.5, end_s }
    }

    #[test]
    fn a_hangul_syllable_split_over_tokens_comes_out_whole() {
        let word = " 했습".as_bytes();
        let tokens = [token(&word[..3], 0.2), token(&word[3..5], 0.3), token(&word[5..], 0.4)];
        let words = words(&tokens);
        assert_eq!(words.len(), 1);
        assert_eq!(words[0].text, "했습");
    }

    #[test]
    fn half_a_syllable_at_the_end_is_dropped_not_replaced() {
        let bytes = "가나".as_bytes();
        let words = words(&[token(&bytes[..4], 0.2)]);
        assert_eq!(words[0].text, "가");
    }

    #[test]
    fn punctuation_belongs_to_the_word_before_and_takes_no_time() {
        let tokens = [token(b" well", 0.5), token(b",", 0.9), token(b" done", 1.2)];
        let words = words(&tokens);
        assert_eq!(words[0].text, "well,");
        assert_eq!((words[0].end_s, words[1].start_s), (0.5, 0.9));
    }
}
