//! Hostile input: files that somebody or something has damaged on purpose or by accident. No
//! reader may panic, hang, or take memory that the file does not hold.
//!
//! Each target starts from whole files and from what earlier runs found (`tests/fuzz/<target>/`),
//! and changes them again and again: bytes, numbers, pieces of other files, the values in JSON. The
//! checksums of Ogg pages are mended, so that what is behind them is reached. Here that takes a
//! second; `scripts/fuzz` runs each target for ten minutes, with overflow checks, and keeps what it
//! finds.

mod json;
mod large;
mod mutate;
mod ogg;
mod seeds;
mod shown;
mod targets;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use self::mutate::Mutator;

/// How long a target runs in an ordinary test run.
const USUAL: Duration = Duration::from_millis(1_000);

/// One input may take so much processor time; more is a hang.
const LONGEST: Duration = Duration::from_secs(20);

/// Something that reads hostile bytes. `folder` is a place for files of its own.
type Target = fn(bytes: &[u8], folder: &Path);

fn corpus(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz").join(name)
}

fn saved(name: &str) -> Vec<Vec<u8>> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(corpus(name))
        .map(|files| files.flatten().map(|file| file.path()).collect())
        .unwrap_or_default();
    files.sort();
    files.iter().map(|file| std::fs::read(file).expect("a saved input")).collect()
}

/// Feeds `target` with its seeds, with what was found before, and with changes of both.
fn run(name: &str, target: Target, seeds: Vec<Vec<u8>>) {
    let seconds = std::env::var("ALOUD_FUZZ_S").ok().and_then(|seconds| seconds.parse().ok());
    let time = seconds.map_or(USUAL, Duration::from_secs_f64);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut whole: Vec<Vec<u8>> = seeds;
    whole.extend(saved(name));
    let last = std::env::temp_dir().join(format!("aloud-fuzz-{}-{name}", std::process::id()));
    let feed = |bytes: &[u8]| {
        // Where an input ends the process (memory, whisper.cpp), this is what is left of it.
        std::fs::write(&last, bytes).expect("a place for the input");
        let began = busy();
        let done = catch_unwind(AssertUnwindSafe(|| target(bytes, folder.path())));
        let took = busy().saturating_sub(began);
        if done.is_err() || took > LONGEST {
            let path = corpus(name).join(format!("{:016x}", hash(bytes)));
            std::fs::create_dir_all(corpus(name)).expect("a folder for what is found");
            std::fs::write(&path, bytes).expect("what is found is kept");
            panic!("{name}: {} breaks it, or took {took:?}", path.display());
        }
    };
    whole.iter().for_each(|bytes| feed(bytes));
    let mut mutator =
        Mutator::new(seconds.map_or(1, |_| hash(format!("{:?}", Instant::now()).as_bytes())));
    let until = Instant::now() + time;
    let mut count = 0u64;
    while Instant::now() < until {
        feed(&mutator.change(&whole));
        count += 1;
    }
    let _ = std::fs::remove_file(last);
    eprintln!("{name}: {count} inputs in {} s, peak memory {} MB", time.as_secs_f64(), peak_mb());
}

/// Processor time of this process, whose clock stands still while the machine does something else;
/// time since the start where the system does not tell.
fn busy() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // Behind the name in brackets: user and system time are the 12th and 13th, in hundredths.
    let fields = stat.rsplit_once(") ").map(|(_, fields)| fields.split(' ').skip(11).take(2));
    let ticks = fields.and_then(|fields| fields.map(|field| field.parse::<u64>().ok()).sum());
    ticks.map_or_else(|| START.elapsed(), |ticks: u64| Duration::from_millis(10 * ticks))
}

/// FNV-1a, 64 bits.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Most memory this process has had, in millions of bytes; 0 where the system does not tell.
fn peak_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1_000
}

macro_rules! targets {
    ($($test:ident: $name:literal, $target:path, $seeds:path;)*) => {
        $(#[test]
        fn $test() {
            run($name, $target, $seeds());
        })*
    };
}

targets! {
    no_note_breaks_the_reader: "notes", targets::notes, seeds::notes;
    no_sound_file_breaks_the_decoder: "audio", targets::audio, seeds::audio;
    no_recording_breaks_recovery: "recordings", targets::recording, seeds::recordings;
    no_description_breaks_the_list_of_takes: "sidecars", targets::sidecar, seeds::sidecars;
    no_settings_break_the_start: "settings", targets::settings, seeds::settings;
    no_ggml_file_breaks_its_check: "ggml", targets::ggml, seeds::ggml;
    no_ctranslate2_model_breaks_its_import: "ctranslate2", targets::ctranslate2, seeds::ctranslate2;
    no_safetensors_file_breaks_its_import: "safetensors", targets::safetensors, seeds::safetensors;
    no_embedding_breaks_its_loading: "embedding", targets::embedding, seeds::embeddings;
    no_package_breaks_a_pull: "packages", targets::package, seeds::packages;
}

#[test]
fn the_seed_of_a_hugging_face_model_is_a_whole_one() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let converted = targets::hugging_face(&seeds::safetensors()[0], folder.path());
    assert!(converted.is_ok(), "{converted:?}");
}
