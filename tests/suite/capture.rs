//! Recording with the real program from a fake microphone that fails on command.

use std::path::PathBuf;
use std::process::{Child, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::fakemic::{Bench, RATE, samples};

/// A take as `record --no-review --json` prints it.
pub struct Printed(pub Value);

impl Printed {
    pub fn of(output: &Output) -> Printed {
        let text = String::from_utf8_lossy(&output.stdout);
        let errors = String::from_utf8_lossy(&output.stderr);
        Printed(serde_json::from_str(&text).unwrap_or_else(|_| panic!("{text}\n{errors}")))
    }

    pub fn audio(&self) -> Vec<i16> {
        let folder = self.0["folder"].as_str().expect("a folder");
        samples(&PathBuf::from(folder).join("audio.wav"))
    }

    /// (start, end) in frames.
    pub fn gaps(&self) -> Vec<(usize, usize)> {
        let frame =
            |value: &Value| (value.as_f64().expect("seconds") * RATE as f64).round() as usize;
        let gaps = self.0["audio"]["gaps"].as_array().expect("gaps");
        gaps.iter().map(|gap| (frame(&gap["start_s"]), frame(&gap["end_s"]))).collect()
    }
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub fn record_with(bench: &Bench, events: &str, seconds: &str) -> Output {
    bench
        .aloud(&["record", "--seconds", seconds, "--no-review", "--json"])
        .env("FAKEMIC_EVENTS", events)
        .output()
        .expect("aloud runs")
}

/// Starts a recording that goes on until it is stopped, and waits for its WAV to hold sound.
pub fn start(bench: &Bench) -> (Child, PathBuf) {
    let mut child = bench
        .aloud(&["record", "--no-review", "--json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("aloud runs");
    let free = bench.practice().join("recordings/free");
    let since = Instant::now();
    while since.elapsed() < Duration::from_secs(20) {
        let take = std::fs::read_dir(&free).ok().and_then(|mut takes| takes.next());
        if let Some(Ok(take)) = take {
            let wav = take.path().join("audio.wav");
            if std::fs::metadata(&wav).is_ok_and(|wav| wav.len() > 44) {
                return (child, take.path());
            }
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    let _ = child.kill();
    let output = child.wait_with_output().expect("it ends");
    panic!("no sound arrived: {}", stderr(&output));
}

#[cfg(unix)]
pub fn send(child: &Child, signal: &str) {
    let status =
        std::process::Command::new("kill").args([signal, &child.id().to_string()]).status();
    assert!(status.expect("kill runs").success());
}

#[test]
fn a_minute_of_sound_arrives_bit_for_bit() {
    let Some(bench) = Bench::new(61) else { return };
    let output = bench
        .aloud(&["record", "--seconds", "60", "--no-review", "--json"])
        .env("FAKEMIC_SPEED", "10")
        .output()
        .expect("aloud runs");
    assert!(output.status.success(), "{}", stderr(&output));
    let take = Printed::of(&output);
    assert_eq!(take.0["schema"], "aloud.take/1");
    assert_eq!(take.0["audio"]["duration_s"], 60.0);
    let audio = take.audio();
    assert_eq!(audio.len(), 60 * RATE);
    assert!(audio == bench.known[..60 * RATE], "the samples differ");
}

#[test]
#[cfg(unix)]
fn a_signal_ends_the_take_with_its_last_block() {
    for signal in ["-INT", "-TERM", "-HUP", "-QUIT"] {
        let Some(bench) = Bench::new(20) else { return };
        let (child, _) = start(&bench);
        std::thread::sleep(Duration::from_millis(700));
        send(&child, signal);
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let take = Printed::of(&output);
        assert_eq!(take.0["state"], "finished");
        let audio = take.audio();
        assert!(audio.len() > RATE / 2);
        assert!(audio == bench.known[..audio.len()] || !take.gaps().is_empty());
    }
}

#[test]
fn the_end_of_standard_input_ends_the_take() {
    let Some(bench) = Bench::new(20) else { return };
    let (mut child, _) = start(&bench);
    drop(child.stdin.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(Printed::of(&output).0["ended"], "asked");
}

#[test]
#[cfg(unix)]
fn a_killed_recording_loses_at_most_a_second_and_is_recovered_once() {
    let Some(bench) = Bench::new(20) else { return };
    let (mut child, folder) = start(&bench);
    let sound_since = Instant::now();
    std::thread::sleep(Duration::from_millis(2_300));
    child.kill().expect("it is killed");
    let spoken_s = sound_since.elapsed().as_secs_f64();
    child.wait().expect("it is gone");
    let output = bench.aloud(&["recover"]).output().expect("aloud runs");
    assert!(output.status.success(), "{}", stderr(&output));
    let audio = samples(&folder.join("audio.wav"));
    let saved_s = audio.len() as f64 / RATE as f64;
    assert!(spoken_s - saved_s <= 1.0, "{spoken_s:.2} s spoken, {saved_s:.2} s saved");
    assert!(audio == bench.known[..audio.len()]);
    let json = std::fs::read_to_string(folder.join("take.json")).expect("take.json");
    let take: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(take["state"], "recovered");
    bench.aloud(&["recover"]).output().expect("aloud runs");
    let again = std::fs::read_to_string(folder.join("take.json")).expect("take.json");
    assert_eq!(json, again, "recovering twice changes nothing");
}

#[test]
fn an_overrun_becomes_silence_and_a_gap_and_the_rest_stays_in_step() {
    let Some(bench) = Bench::new(20) else { return };
    let output = record_with(&bench, "xrun@1.53", "3");
    assert!(output.status.success(), "{}", stderr(&output));
    let take = Printed::of(&output);
    let (audio, gaps) = (take.audio(), take.gaps());
    assert_eq!(audio.len(), 3 * RATE);
    assert!(take.0["overruns"].as_u64() >= Some(1));
    let &(start, end) = gaps.first().expect("the lost time is a gap");
    assert!(audio[..start] == bench.known[..start], "what came before is untouched");
    assert!(audio[start..end].iter().all(|sample| *sample == 0), "the gap is silence");
    // The clock of the sound system places the rest to within a few milliseconds.
    let after = &audio[end + 10..end + 74];
    let place = bench.known.windows(after.len()).position(|known| known == after);
    let shift = place.expect("the sound after the gap is known") as i64 - (end + 10) as i64;
    assert!(shift.unsigned_abs() < RATE as u64 / 50, "{shift} frames out of step");
    assert!(stderr(&output).contains("missing"), "{}", stderr(&output));
}

#[test]
fn a_stall_is_a_gap_of_its_own_length() {
    let Some(bench) = Bench::new(20) else { return };
    let output = record_with(&bench, "stall@1-2.2", "3");
    let take = Printed::of(&output);
    let (audio, gaps) = (take.audio(), take.gaps());
    let &(start, end) = gaps.first().expect("the stall is a gap");
    let stalled_s = (end - start) as f64 / RATE as f64;
    assert!((stalled_s - 1.2).abs() < 0.2, "{stalled_s}");
    assert!(audio[..start] == bench.known[..start]);
    // The fake microphone goes on where it stood still.
    let length = audio.len() - end;
    assert!(audio[end..] == bench.known[start..start + length] || gaps.len() > 1);
}

#[test]
fn a_lost_device_is_opened_again_and_nothing_it_gave_is_lost() {
    for (events, said) in [("gone@1.3", "disconnected"), ("eio@1.3", "trying to open it again")] {
        let Some(bench) = Bench::new(20) else { return };
        let output = record_with(&bench, events, "4");
        assert!(output.status.success(), "{events}: {}", stderr(&output));
        assert!(stderr(&output).contains(said), "{events}: {}", stderr(&output));
        let take = Printed::of(&output);
        let (audio, gaps) = (take.audio(), take.gaps());
        assert_eq!(audio.len(), 4 * RATE, "{events}");
        let &(start, end) = gaps.first().expect("the time away is a gap");
        assert!(start > RATE, "{events}: lost what came before: {gaps:?}");
        assert!(audio[..start] == bench.known[..start], "{events}");
        assert!(audio[start..end].iter().all(|sample| *sample == 0), "{events}");
        // Opened again, the fake microphone starts from the front.
        let next = gaps.get(1).map_or(audio.len(), |gap| gap.0);
        assert!(audio[end..next] == bench.known[..next - end], "{events}");
    }
}

#[test]
fn a_microphone_that_cannot_be_opened_is_explained_and_leaves_no_take() {
    let cases = [
        ("openbusy", "in use by another program"),
        ("openperm", "no permission"),
        ("opennodev", "no microphone found"),
    ];
    for (events, said) in cases {
        let Some(bench) = Bench::new(1) else { return };
        let output = record_with(&bench, events, "1");
        assert_eq!(output.status.code(), Some(1), "{events}");
        assert!(stderr(&output).contains(said), "{events}: {}", stderr(&output));
        assert!(!stderr(&output).contains("ALSA lib"), "{}", stderr(&output));
        assert!(output.stdout.is_empty());
        let takes = std::fs::read_dir(bench.practice().join("recordings/free"));
        assert!(takes.is_err() || takes.is_ok_and(|mut takes| takes.next().is_none()));
    }
}

#[test]
fn a_broken_sound_configuration_is_an_error_and_not_a_panic() {
    let Some(bench) = Bench::new(1) else { return };
    let broken = bench.practice().join("broken.conf");
    std::fs::write(&broken, "pcm.!default { type plug slave.pcm \"x\" \n } } = [").expect("a file");
    let output = bench
        .aloud(&["record", "--seconds", "1", "--no-review"])
        .env("ALSA_CONFIG_PATH", &broken)
        .output()
        .expect("aloud runs");
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("sound system cannot be used"), "{}", stderr(&output));
    assert!(!stderr(&output).contains("panicked"), "{}", stderr(&output));
}

#[test]
fn devices_lists_the_microphone_and_says_when_it_is_silent() {
    let Some(bench) = Bench::new(1) else { return };
    let output = bench.aloud(&["devices", "--json"]).output().expect("aloud runs");
    let devices: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let first = &devices["devices"][0];
    assert_eq!((&first["id"], &first["default"]), (&"default".into(), &true.into()));
    assert_eq!(first["name"], "Fake microphone");
    assert_eq!(first["sample_rate_hz"], RATE);
}

#[test]
fn a_question_nobody_wrote_is_wrong_usage() {
    let Some(bench) = Bench::new(1) else { return };
    let note = "1. Why do you like ponds?\n\n2. Why do you like lakes?\n";
    std::fs::write(bench.practice().join("notes/water.md"), note).expect("a note");
    let output =
        bench.aloud(&["record", "volcano", "--seconds", "1"]).output().expect("aloud runs");
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert!(stderr(&output).contains("ponds"), "{}", stderr(&output));
    let output = bench
        .aloud(&["record", "2", "--limit", "1:30", "--seconds", "0.5", "--no-review", "--json"])
        .output()
        .expect("aloud runs");
    let take = Printed::of(&output);
    assert_eq!(take.0["question"]["limit_s"], 90.0);
    assert_eq!(take.audio().len(), RATE / 2);
    let id = take.0["question"]["id"].as_str().expect("an id");
    assert!(take.0["take"].as_str().expect("a take").starts_with(id));
}
