//! Models of the right structure whose weights nobody trained. Whatever whisper.cpp makes of them,
//! it must come back with words or an error: an abort, or a write beyond its arrays, would end a
//! recording.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use aloud::audio::decode::decode;
use aloud::language::Language;
use aloud::model::check_ggml;
use aloud::model::ggml::{F16, F32, Hyperparameters, layout, write};
use aloud::model::mel;
use aloud::transcribe::vocabulary::Vocabulary;
use aloud::transcribe::whisper::Model;
use aloud::transcribe::{ChunkAudio, Letters, Prompt, Transcriber};

/// The smallest network that whisper.cpp times words with.
const SIZES: Hyperparameters = Hyperparameters {
    vocabulary: 51_865,
    audio_context: 1_500,
    audio_state: 32,
    audio_heads: 2,
    audio_layers: 2,
    text_context: 448,
    text_state: 32,
    text_heads: 2,
    text_layers: 2,
    mels: 80,
};

/// Numbers between -1 and 1 that look random, the same for the same seed.
fn noise(seed: u32) -> impl FnMut() -> f32 {
    let mut state = seed.wrapping_mul(2_654_435_761).max(1);
    move || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        f64::from(state) as f32 / 2_147_483_648.0 - 1.0
    }
}

/// A whole model with `weight(tensor, index)` everywhere.
fn write_model(path: &Path, mut weight: impl FnMut(&str, u64) -> f32) {
    let tokens: Vec<Vec<u8>> = (0..50_257u32)
        .map(|id| if id == 0 { b" ".to_vec() } else { format!(" w{id}").into_bytes() })
        .collect();
    let mut file = Vec::new();
    write::header(&mut file, &SIZES, F16, &mel::filters(80), &tokens).expect("a header");
    for tensor in layout::tensors(&SIZES) {
        let encoding = tensor.role.encoding(F16);
        write::tensor_header(&mut file, &tensor, encoding).expect("a tensor's header");
        for index in 0..tensor.sizes.iter().product() {
            let value = weight(&tensor.name, index);
            if encoding == F32 {
                file.extend(value.to_le_bytes());
            } else {
                file.extend(half::f16::from_f32(value).to_le_bytes());
            }
        }
    }
    std::fs::write(path, file).expect("a file");
}

/// Decodes three seconds by the model that `ALOUD_WEIGHTS` names.
#[test]
#[ignore = "run by the test below, in a process of its own"]
fn decode_once() {
    let path = std::env::var_os("ALOUD_WEIGHTS").expect("a model");
    let path = Path::new(&path);
    check_ggml(path).expect("of the right structure");
    let speech = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/speech/formats/mono-22050.mp3");
    let speech = decode(Path::new(speech)).expect("speech");
    let model = match Model::load(path, None) {
        Ok(model) => model,
        Err(error) => return println!("refused: {error}"),
    };
    let mut decoder = model.decoder(1, Arc::new(Vocabulary::default())).expect("a decoder");
    for prompt in [Prompt::Fillers, Prompt::None] {
        for language in [Language::English, Language::Korean] {
            let samples = &speech.samples[..48_000];
            let letters = if prompt == Prompt::None { Letters::Any } else { Letters::Hangul };
            let chunk = ChunkAudio { samples, language, prompt, letters };
            match decoder.transcribe(&chunk) {
                Ok(words) => println!("{} words", words.len()),
                Err(error) => println!("error: {error}"),
            }
        }
    }
}

#[test]
fn made_up_weights_end_in_words_or_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ggml-x.bin");
    let told = |what: &str| {
        let run = Command::new(std::env::current_exe().expect("this test"))
            .args(["--exact", "faults::weights::decode_once", "--ignored", "--nocapture"])
            .env("ALOUD_WEIGHTS", &path)
            .output()
            .expect("a process of its own");
        let text = String::from_utf8_lossy(&run.stdout).into_owned();
        assert!(run.status.success(), "{what}: {} {text}", run.status);
        text
    };
    for (value, no_numbers) in [(0.0, false), (0.5, false), (1e4, true)] {
        write_model(&path, |_, _| value);
        assert_eq!(told("all alike").contains("no numbers"), no_numbers, "all {value}");
    }
    for (scale, no_numbers) in [(0.02, false), (1.0, false), (1e3, true)] {
        let mut next = noise(1);
        write_model(&path, |_, _| next() * scale);
        assert_eq!(told("noise").contains("no numbers"), no_numbers, "noise of {scale}");
    }
    for bad in [f32::NAN, f32::INFINITY] {
        for place in ["encoder.conv1.weight", "decoder.ln.weight", "decoder.token_embedding.weight"]
        {
            let mut next = noise(7);
            write_model(
                &path,
                |name, index| {
                    if name == place && index == 0 { bad } else { next() * 0.2 }
                },
            );
            assert!(told(place).contains("no numbers"), "{bad} in {place}");
        }
    }
}
