//! How many decoders work at once, on how many threads.

use std::path::Path;
use std::sync::Arc;

use super::TranscribeError;
use super::vocabulary::Vocabulary;
use super::whisper::{Decoder, Model};
use crate::language::Language;

/// Most decoders at once: each needs some 40 MB beside the model they share.
const MOST_DECODERS: usize = 4;

/// Loads a model and makes the decoders that share it. Threads of one decoder wait for each other
/// at every layer, so many decoders of one thread beat one decoder of many (two of one thread took
/// 0.88 of the time of one of two). `vocabulary` holds the words of written answers,
/// `language` is what will be spoken, where that is known.
///
/// # Errors
/// The model cannot be loaded.
pub fn decoders(
    path: &Path,
    vocabulary: Vocabulary,
    language: Option<Language>,
) -> Result<Vec<Decoder>, TranscribeError> {
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get());
    let count = cores.clamp(1, MOST_DECODERS);
    let model = Model::load(path, language)?;
    let vocabulary = Arc::new(vocabulary);
    (0..count).map(|_| model.decoder((cores / count).clamp(1, 4), vocabulary.clone())).collect()
}
