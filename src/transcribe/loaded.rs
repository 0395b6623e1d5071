//! A model in memory, and the room that decoders work in.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use whisper_rs::{
    DtwMode, DtwModelPreset, DtwParameters, WhisperContext, WhisperContextParameters, WhisperState,
};

use super::nudge::Nudge;
use super::{ChunkAudio, TranscribeError};
use crate::language::Language;
use crate::model::adapter::{Adapter, LARGEST_BASE_BYTES};
use crate::model::memory::Room;

/// A loaded model, shared by all states that decode with it.
#[derive(Clone)]
pub struct Model {
    /// As the file has it, or with what it was taught of spoken Korean where nothing else will be heard.
    context: Arc<WhisperContext>,
    /// What hears Korean, made when Korean is first heard.
    korean: Arc<OnceLock<Korean>>,
    path: PathBuf,
    /// For English, and for Korean in each choice of letters: each looks through the whole vocabulary.
    nudges: Arc<[OnceLock<Nudge>; 4]>,
}

/// What hears Korean.
struct Korean {
    context: Arc<WhisperContext>,
    /// Whether it was taught of spoken Korean, and of the English phrases in it.
    taught: bool,
}

impl Model {
    /// Loads a ggml model whose structure was checked before: whisper.cpp trusts its input. Where only
    /// Korean will be heard, what it was taught of that is in it from the start.
    pub fn load(path: &Path, language: Option<Language>) -> Result<Self, TranscribeError> {
        let refused = |reason| TranscribeError::Load { path: path.into(), reason };
        let bytes = std::fs::metadata(path).map_or(0, |file| file.len());
        Room::now().require(bytes).map_err(refused)?;
        // Without this, whisper.cpp prints some forty lines for every model it loads.
        whisper_rs::install_logging_hooks();
        let only_korean = language == Some(Language::Korean);
        let taught = only_korean.then(|| spoken_korean(path)).flatten();
        let is_taught = taught.is_some();
        let context = match taught {
            Some(taught) => taught,
            None => WhisperContext::new_with_params(path, parameters(path))
                .map_err(|e| refused(e.to_string()))?,
        };
        let context = Arc::new(context);
        let korean = Korean { context: context.clone(), taught: is_taught };
        let korean = if only_korean { OnceLock::from(korean) } else { OnceLock::new() };
        Ok(Self { context, korean: Arc::new(korean), path: path.into(), nudges: Arc::default() })
    }

    /// What is changed in the logits of `chunk`.
    pub(super) fn nudge(&self, chunk: &ChunkAudio<'_>) -> &Nudge {
        let nudge = match chunk.language {
            Language::English => &self.nudges[0],
            Language::Korean => &self.nudges[1 + chunk.letters as usize],
        };
        nudge.get_or_init(|| Nudge::new(&self.context, chunk.language, chunk.letters))
    }

    /// The context that hears `language` best. Where there is no other for Korean, it is the one for
    /// all.
    fn context(&self, language: Language) -> &Arc<WhisperContext> {
        match language {
            Language::English => &self.context,
            Language::Korean => &self.korean().context,
        }
    }

    fn korean(&self) -> &Korean {
        self.korean.get_or_init(|| match spoken_korean(&self.path) {
            Some(taught) => Korean { context: Arc::new(taught), taught: true },
            None => Korean { context: self.context.clone(), taught: false },
        })
    }

    /// Whether what hears Korean was taught of English phrases in it.
    pub(super) fn knows_english_in_korean(&self) -> bool {
        self.korean().taught
    }

    /// The context that hears what is not known to be Korean.
    pub(super) fn any(&self) -> &WhisperContext {
        &self.context
    }
}

fn parameters(path: &Path) -> WhisperContextParameters<'static> {
    let mut parameters = WhisperContextParameters::default();
    parameters.dtw_parameters(DtwParameters { mode: alignment_heads(path), ..Default::default() });
    parameters
}

/// The model of `path` with the adapter for spoken Korean in it. `None` where that is made for another
/// model, or a second one has no room.
fn spoken_korean(path: &Path) -> Option<WhisperContext> {
    let length = std::fs::metadata(path).ok()?.len();
    if length > LARGEST_BASE_BYTES || Room::now().require(length).is_err() {
        return None;
    }
    let adapter = Adapter::spoken_korean()?;
    let mut bytes = std::fs::read(path).ok()?;
    adapter.apply(&mut bytes).then_some(())?;
    WhisperContext::new_from_buffer_with_params(&bytes, parameters(path)).ok()
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

/// What a decoder works in, for each context of the model.
pub(super) struct States {
    any: WhisperState,
    /// Where the model has one for Korean, and Korean was heard.
    korean: Option<WhisperState>,
}

impl States {
    /// Those of a decoder that has heard nothing yet.
    pub(super) fn new(model: &Model) -> Result<States, TranscribeError> {
        Ok(States { any: model.context.create_state().map_err(run_error)?, korean: None })
    }

    /// The one that hears what is not known to be Korean.
    pub(super) fn any(&mut self) -> &mut WhisperState {
        &mut self.any
    }

    /// The state that hears `language`.
    pub(super) fn of(
        &mut self,
        model: &Model,
        language: Language,
    ) -> Result<&mut WhisperState, TranscribeError> {
        // English between Korean is spoken by the same voice.
        let language = if self.korean.is_some() { Language::Korean } else { language };
        let context = model.context(language);
        if Arc::ptr_eq(context, &model.context) {
            return Ok(&mut self.any);
        }
        let state = self.korean.take().map_or_else(|| context.create_state(), Ok);
        Ok(self.korean.insert(state.map_err(run_error)?))
    }
}

/// What whisper.cpp reports on a chunk.
pub(super) fn run_error(error: whisper_rs::WhisperError) -> TranscribeError {
    TranscribeError::Run(error.to_string())
}
