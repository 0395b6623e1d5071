//! `aloud doctor` on machines that are fit and on others.

use std::path::Path;
use std::process::Output;

use serde_json::Value;

use super::fakemic::Bench;

fn doctor(bench: &Bench, environment: &[(&str, &str)]) -> (Value, Output) {
    let model = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/ggml-base-q8_0.bin");
    let output = bench
        .aloud(&["doctor", "--json"])
        .env("ALOUD_MODEL", model)
        .envs(environment.iter().copied())
        .output()
        .expect("aloud runs");
    let found = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    (found, output)
}

/// (status, message, mend) of a subject.
fn check<'a>(found: &'a Value, subject: &str) -> (&'a str, &'a str, &'a str) {
    let checks = found["checks"].as_array().expect("checks");
    let check = checks.iter().find(|check| check["subject"] == subject).expect(subject);
    let text = |field: &str| check[field].as_str().unwrap_or_default();
    (text("status"), text("message"), text("mend"))
}

#[test]
fn a_machine_with_all_it_needs_is_fit() {
    let Some(bench) = Bench::new(5) else { return };
    std::fs::write(bench.practice().join("notes/a.md"), "1. Why ponds?\n").expect("a note");
    let (found, output) = doctor(&bench, &[]);
    assert_eq!(found["schema"], "aloud.doctor/1");
    assert_eq!(check(&found, "microphone").1, "Fake microphone (default), 48000 Hz");
    for subject in ["folder", "settings", "notes", "takes", "disk", "level", "terminal"] {
        assert_eq!(check(&found, subject).0, "fit", "{subject}: {found:#}");
    }
    assert_eq!(found["versions"]["aloud"], env!("CARGO_PKG_VERSION"));
    let model_is_there = check(&found, "model").0 == "fit";
    assert_eq!(found["fit"], model_is_there, "{found:#}");
    assert_eq!(output.status.code(), Some(if model_is_there { 0 } else { 1 }));
}

#[test]
fn each_fault_is_named_with_its_mend_and_exit_code_1() {
    let Some(bench) = Bench::new(5) else { return };
    std::fs::write(bench.practice().join("aloud.toml"), "langage = \"en\"\n").expect("settings");
    let cut_off = bench.practice().join("recordings/free/2026-01-01T00-00-00Z");
    std::fs::create_dir_all(&cut_off).expect("a take");
    std::fs::copy(bench.known_wav(), cut_off.join("audio.wav")).expect("sound");
    let nowhere = [("ALOUD_MODEL", "/nowhere/ggml.bin"), ("FAKEMIC_EVENTS", "openbusy")];
    let (found, output) = doctor(&bench, &nowhere);
    assert_eq!((&found["fit"], output.status.code()), (&false.into(), Some(1)));
    let of = |subject| check(&found, subject);
    assert!(of("settings").0 == "mend" && of("settings").1.contains("langage"), "{found:#}");
    assert!(of("takes").0 == "mend" && of("takes").2.contains("aloud recover"), "{found:#}");
    assert!(of("model").0 == "mend" && of("model").1.contains("/nowhere"), "{found:#}");
    assert!(of("microphone").0 == "mend" && of("microphone").2.contains("close"), "{found:#}");
    assert!(of("notes").0 == "note" && of("notes").2.contains("notes/*.md"), "{found:#}");
}

#[test]
fn a_muted_microphone_is_told_in_korean_too_within_80_columns() {
    let Some(bench) = Bench::playing(&[0; super::fakemic::RATE]) else { return };
    let output = bench.aloud(&["doctor", "--ui", "ko"]).output().expect("aloud runs");
    let page = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{page}");
    assert!(page.contains("음소거"), "{page}");
    assert!(page.contains("고쳐야 할 것이"), "{page}");
}
