//! Whole files to start from: small ones of this repository, and some that are made here.

use std::io::Write;
use std::path::Path;

use aloud::capture::wav::Wav;
use aloud::model::ggml::Q8_0;
use aloud::model::{convert, ctranslate2 as ct2};

#[path = "../../../src/model/sample.rs"]
#[allow(dead_code)]
mod sample;

fn read(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect("a file of this crate")
}

/// The first bytes of a file: readers see the header and a file that was cut off.
fn beginning(name: &str, bytes: usize) -> Vec<u8> {
    let mut whole = read(name);
    whole.truncate(bytes);
    whole
}

/// Half a second of this program's own recording.
fn recording() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let mut wav = Wav::new(&mut bytes, 16_000).expect("a WAV");
    wav.write(&(0..8_000).map(|i| (i * 37 % 5_000) as i16).collect::<Vec<_>>()).expect("sound");
    wav.finalize().expect("a whole WAV");
    bytes.into_inner()
}

pub fn notes() -> Vec<Vec<u8>> {
    vec![
        read("notes/onsite.en.md"),
        read("notes/phone.ko.md"),
        read("tests/speech/answers.en.md"),
        read("tests/speech/answers.ko.md"),
        b"---\ntitle: x\n---\n# A\n\n1. **Why?** (2 min)\n   - a\n     - b\n\n| Situation | x |\n|-|-|\n"
            .to_vec(),
    ]
}

pub fn audio() -> Vec<Vec<u8>> {
    vec![
        recording(),
        beginning("tests/speech/formats/mono-22050.mp3", 8_000),
        beginning("tests/speech/formats/stereo-44100.ogg", 12_000),
        read("tests/speech/formats/stereo-44100.m4a"),
        beginning("tests/speech/room-noise.flac", 12_000),
    ]
}

pub fn recordings() -> Vec<Vec<u8>> {
    vec![recording()]
}

pub fn sidecars() -> Vec<Vec<u8>> {
    let take = r#"{"schema":"aloud.take/1","take":"why-us/2026-01-01T00-00-00Z","state":"finished",
        "question":{"id":"why-us","prompt":"Why us?","limit_s":120.0},
        "started":"2026-01-01T00:00:00Z","finished":"2026-01-01T00:01:00Z",
        "device":{"id":"default","name":"Mic"},"audio":{"duration_s":60.0,"sample_rate_hz":48000,
        "channels":1,"gaps":[{"start_s":1.0,"end_s":2.0}],"cuts":[{"at_s":3.0,"removed_s":1.0}],
        "peak_dbfs":-6.0,"loudness_lufs":-20.0,"clipped_ms":0.0},"overruns":0,"ended":"asked"}"#;
    let review =
        r#"{"schema":"aloud.review/1","language":"en","text":"","words":[],"findings":[]}"#;
    vec![take.into(), review.into()]
}

pub fn settings() -> Vec<Vec<u8>> {
    let sample = String::from_utf8(read("src/config/aloud.toml")).expect("text");
    vec![sample.replace("#: ", "").into_bytes(), sample.into_bytes()]
}

pub fn ggml() -> Vec<Vec<u8>> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    sample::ctranslate2(folder.path());
    let weights = ct2::read(folder.path()).expect("the sample is whole");
    let mut bytes = Vec::new();
    convert::to_ggml(&weights, Q8_0, folder.path(), &mut bytes, |_| {}).expect("a model");
    vec![bytes]
}

pub fn ctranslate2() -> Vec<Vec<u8>> {
    vec![sample::model_bin()]
}

pub fn safetensors() -> Vec<Vec<u8>> {
    let index = r#"{"__metadata__":{"format":"pt"},"model.encoder.conv1.weight":{"dtype":"F16",
        "shape":[32,80,3],"data_offsets":[0,15360]},"model.encoder.embed_positions.weight":
        {"dtype":"F32","shape":[1500,32],"data_offsets":[15360,207360]},
        "model.decoder.embed_positions.weight":{"dtype":"F32","shape":[448,32],
        "data_offsets":[207360,264704]},"model.decoder.embed_tokens.weight":{"dtype":"BF16",
        "shape":[51865,32],"data_offsets":[264704,3584064]}}"#;
    let mut bytes = (index.len() as u64).to_le_bytes().to_vec();
    bytes.extend(index.bytes());
    bytes.extend([0; 64]);
    vec![bytes]
}

pub fn packages() -> Vec<Vec<u8>> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for name in ["p1/model.bin", "p1/words", "../../escape"] {
        zip.start_file(name, options).expect("a file");
        zip.write_all(&[7; 300]).expect("bytes");
    }
    vec![zip.finish().expect("an archive").into_inner()]
}

/// The beginning of a file of four word pieces; its network would have 18 MB.
pub fn embeddings() -> Vec<Vec<u8>> {
    let mut bytes = b"ALOUDEMB".to_vec();
    bytes.extend(1u32.to_le_bytes());
    bytes.extend(4u32.to_le_bytes());
    bytes.extend(0.001f32.to_le_bytes());
    bytes.extend([0; 17 * 8]);
    bytes.extend([1, 1, 1, 1, 0, 1, 2, 3]);
    bytes.extend([0; 16]);
    bytes.extend(b"abcd");
    bytes.extend([0; 4_096]);
    vec![bytes]
}
