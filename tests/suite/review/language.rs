//! Which language is spoken, told from the sound.

use std::sync::Arc;

use aloud::audio::decode::decode;
use aloud::language::Language;
use aloud::transcribe::vocabulary::Vocabulary;
use aloud::transcribe::whisper::Model;
use aloud::transcribe::{ChunkAudio, Transcriber};

use super::{model, speech};

/// The first ten seconds of a recording of `tests/speech`.
fn beginning(name: &str) -> Vec<f32> {
    let recording = decode(&speech(name)).expect("a recording");
    recording.samples[..160_000].to_vec()
}

#[test]
fn what_was_heard_before_does_not_tell_the_language_of_what_is_heard_now() {
    let (english, korean) =
        (beginning("en-deliver-results.flac"), beginning("ko-favourite-project.flac"));
    let model = Model::load(&model(), None).expect("the model");
    let mut decoder = model.decoder(2, Arc::new(Vocabulary::default())).expect("a decoder");
    let mut told = |samples: &[f32]| decoder.detect_language(samples).expect("a language").0;
    assert_eq!((told(&korean), told(&english)), (Language::Korean, Language::English));
    decoder.transcribe(&ChunkAudio::plain(&korean, Language::Korean)).expect("words");
    let mut told = |samples: &[f32]| decoder.detect_language(samples).expect("a language").0;
    assert_eq!((told(&english), told(&korean)), (Language::English, Language::Korean));
}
