//! Whole files to start from: small ones of this repository, and some that are made here.

use std::io::Write;
use std::path::Path;

use aloud::capture::wav::Wav;
use aloud::config::Targets;
use aloud::interview::session::{Answer, Outcome, Session, asked_question};
use aloud::interview::{Wishes, plan};
use aloud::model::ggml::{Hyperparameters, Q8_0, layout};
use aloud::model::safetensors::place;
use aloud::model::{convert, ctranslate2 as ct2};
use aloud::question::parse_notes;
use jiff::Timestamp;
use serde_json::json;

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

/// The files of a take are saved beside what was found (`tests/fuzz/sidecars/`).
pub fn sidecars() -> Vec<Vec<u8>> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let note = |name: &str| (name.into(), String::from_utf8(read(name)).expect("text"));
    let notes = parse_notes(&[note("notes/onsite.en.md"), note("tests/speech/answers.en.md")]);
    let (practised, targets) = (Default::default(), Targets::default());
    let plan = plan(&notes, &practised, &targets, &Wishes { seed: 1, ..Wishes::default() });
    let now = Timestamp::UNIX_EPOCH;
    let mut session = Session::begin(folder.path(), plan.expect("a plan"), now).expect("a session");
    let item = session.plan.rounds[0].items[0].clone();
    session.answers = vec![Answer {
        round: 0,
        item: 0,
        follow_up: None,
        question: asked_question(&item, None),
        outcome: Outcome::Answered,
        take: Some("why-us/2026-01-01T00-00-00Z".into()),
        asked: "2026-01-01T00:00:00Z".into(),
    }];
    let marks = r#"{"schema":"aloud.marks/1","said":["We won."]}"#;
    vec![serde_json::to_vec(&session).expect("JSON"), marks.into()]
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

/// The index of a whole network of one layer; its tensors share their bytes. Twice: as JSON, and as
/// the file that begins with it. And a vocabulary.
pub fn safetensors() -> Vec<Vec<u8>> {
    let sizes = Hyperparameters {
        vocabulary: 51_865,
        audio_context: 1_500,
        audio_state: 64,
        audio_heads: 1,
        audio_layers: 1,
        text_context: 448,
        text_state: 64,
        text_heads: 1,
        text_layers: 1,
        mels: 80,
    };
    let entry = |tensor: layout::Tensor| {
        let shape: Vec<u64> = tensor.sizes.iter().rev().copied().collect();
        let bytes = 2 * shape.iter().product::<u64>();
        let entry = json!({"dtype": "F16", "shape": shape, "data_offsets": [0, bytes]});
        (format!("model.{}", place(&tensor.name)), entry)
    };
    let index: serde_json::Map<String, serde_json::Value> =
        layout::tensors(&sizes).into_iter().map(entry).collect();
    let index = serde_json::to_vec(&index).expect("JSON");
    let mut file = (index.len() as u64).to_le_bytes().to_vec();
    file.extend(&index);
    file.extend([0; 64]);
    let vocabulary = br#"{"a":0,"\u0120b":1,"model":{"vocab":{"a":0,"b":2,"<|endoftext|>":1}}}"#;
    vec![index, file, vocabulary.to_vec()]
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

/// Numbers in the sentence embedding's network; see `coverage::embedding::network::shapes`.
const EMBEDDING_WEIGHTS: usize = 3_386_112;

/// A file of four word pieces with a network of 14 MB, and the beginning of it.
pub fn embeddings() -> Vec<Vec<u8>> {
    let mut bytes = b"ALOUDEMB".to_vec();
    bytes.extend(1u32.to_le_bytes());
    bytes.extend(4u32.to_le_bytes());
    bytes.extend(0.001f32.to_le_bytes());
    bytes.extend([0; 17 * 8]);
    bytes.extend([1, 1, 1, 1, 0, 1, 2, 3]);
    bytes.extend([0; 16]);
    bytes.extend(b"abcd");
    let mut whole = bytes.clone();
    bytes.extend([0; 4_096]);
    whole.extend(0.01f32.to_le_bytes().repeat(EMBEDDING_WEIGHTS));
    whole.extend([3; 4 * 512]);
    vec![bytes, whole]
}
