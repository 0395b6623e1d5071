//! Too little memory for the model.

use super::super::capture::{Printed, stderr};
use super::super::fakemic::{Bench, RATE};
use super::{is_installed, through};

/// A limit of addresses in which recording works and Whisper would end the process.
const LIMIT: &str = "--as=1200000000";

#[test]
fn a_model_without_room_in_memory_is_refused_and_never_costs_the_take() {
    let (Some(bench), true) = (Bench::new(10), is_installed("prlimit")) else { return };
    let model = super::super::review::model();
    let command = bench.aloud(&["record", "--seconds", "3"]);
    let mut command = through("prlimit", &[LIMIT], &command);
    let output = command.env("ALOUD_MODEL", &model).output().expect("aloud runs");
    let errors = stderr(&output);
    // Noise holds no words, so even its review needs no model.
    assert_eq!(output.status.code(), Some(0), "{errors}");
    assert!(errors.contains("ulimit -v") && errors.contains("kept 0:03"), "{errors}");
    let takes = bench.practice().join("recordings/free");
    let take = std::fs::read_dir(takes).expect("takes").flatten().next().expect("a take").path();
    let audio = super::super::fakemic::samples(&take.join("audio.wav"));
    assert!(audio.len() == 3 * RATE && audio == bench.known[..3 * RATE]);
}

#[test]
fn a_recording_alone_needs_little_memory() {
    let (Some(bench), true) = (Bench::new(10), is_installed("prlimit")) else { return };
    let command = bench.aloud(&["record", "--seconds", "2", "--no-review", "--json"]);
    let output = through("prlimit", &["--as=300000000"], &command).output().expect("aloud runs");
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(Printed::of(&output).audio().len(), 2 * RATE);
}

#[test]
fn a_header_that_promises_gigabytes_takes_no_memory() {
    let (Some(bench), true) = (Bench::new(1), is_installed("prlimit")) else { return };
    let whole = std::fs::read(bench.known_wav()).expect("a WAV");
    let path = bench.practice().join("small.wav");
    let words: [(usize, u32); 4] =
        [(4, u32::MAX), (40, u32::MAX), (24, u32::MAX), (24, 4_294_967_291)];
    for (at, word) in words {
        let mut bytes = whole[..1_024].to_vec();
        bytes[at..at + 4].copy_from_slice(&word.to_le_bytes());
        std::fs::write(&path, bytes).expect("a file");
        let file = path.to_str().expect("a path in UTF-8");
        // Refused before a model is looked for, or found to hold no speech: never an abort.
        let command = bench.aloud(&["review", file, "--keep"]);
        let mut command = through("prlimit", &["--as=600000000"], &command);
        let output = command.env("XDG_DATA_HOME", bench.practice()).output().expect("aloud runs");
        assert_eq!(output.status.code(), Some(1), "{at}: {}", stderr(&output));
        assert!(!stderr(&output).contains("panicked"), "{}", stderr(&output));
    }
}
