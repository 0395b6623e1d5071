//! Two programs at once in one practice folder.

use std::collections::HashSet;
use std::process::{Child, Stdio};

use serde_json::Value;

use super::super::capture::{Printed, send, start, stderr};
use super::super::fakemic::{Bench, RATE};

fn spawn(bench: &Bench, args: &[&str]) -> Child {
    let mut command = bench.aloud(args);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().expect("aloud runs")
}

#[test]
fn recordings_that_start_in_the_same_second_each_get_a_take_of_their_own() {
    let Some(bench) = Bench::new(5) else { return };
    let args = ["record", "--seconds", "1.5", "--no-review", "--json"];
    let children: Vec<Child> = (0..4).map(|_| spawn(&bench, &args)).collect();
    let mut folders = HashSet::new();
    for child in children {
        let output = child.wait_with_output().expect("it ends");
        assert!(output.status.success(), "{}", stderr(&output));
        let take = Printed::of(&output);
        let audio = take.audio();
        assert!(audio.len() == RATE * 3 / 2 && audio == bench.known[..audio.len()]);
        assert!(folders.insert(take.0["folder"].to_string()), "{folders:?}");
    }
    let output = bench.aloud(&["history", "--json"]).output().expect("aloud runs");
    let history: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(history["takes"].as_array().map(Vec::len), Some(4));
}

#[test]
fn nobody_else_touches_a_take_while_it_is_recorded() {
    let Some(bench) = Bench::new(20) else { return };
    let (child, folder) = start(&bench);
    let id = format!("free/{}", folder.file_name().expect("a name").to_string_lossy());
    let recover = bench.aloud(&["recover"]).output().expect("aloud runs");
    assert!(String::from_utf8_lossy(&recover.stdout).contains("Every take is whole"));
    let delete = bench.aloud(&["delete", &id, "--yes"]).output().expect("aloud runs");
    assert_eq!(delete.status.code(), Some(1), "{}", stderr(&delete));
    assert!(stderr(&delete).contains("being recorded"), "{}", stderr(&delete));
    let review = bench.aloud(&["review", &id]).output().expect("aloud runs");
    assert_eq!(review.status.code(), Some(1), "{}", stderr(&review));
    assert!(stderr(&review).contains("being recorded"), "{}", stderr(&review));
    send(&child, "-INT");
    let output = child.wait_with_output().expect("it ends");
    let take = Printed::of(&output);
    assert_eq!(take.0["state"], "finished", "{}", stderr(&output));
    assert!(!take.audio().is_empty());
}

#[test]
fn reviews_of_one_take_at_once_and_a_recording_beside_them_disturb_nobody() {
    let Some(bench) = Bench::new(60) else { return };
    let model = super::super::review::model();
    let root = env!("CARGO_MANIFEST_DIR");
    let answer = format!("{root}/tests/speech/formats/mono-22050.mp3");
    let review = |args: &[&str]| {
        let mut command = bench.aloud(args);
        command.env("ALOUD_MODEL", &model).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().expect("aloud runs")
    };
    let json = |child: Child| -> Value {
        let output = child.wait_with_output().expect("it ends");
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", stderr(&output)))
    };
    let kept = json(review(&["review", &answer, "--keep", "--json"]));
    let id = kept["take"].as_str().expect("a take").to_string();
    let (recorder, _) = start(&bench);
    let children = [review(&["review", &id, "--json"]), review(&["review", &id, "--json"])];
    for child in children {
        assert_eq!(json(child)["words"], kept["words"]);
    }
    send(&recorder, "-INT");
    let output = recorder.wait_with_output().expect("it ends");
    let audio = Printed::of(&output).audio();
    assert!(audio == bench.known[..audio.len()], "{}", stderr(&output));
    let folder = bench.practice().join("recordings").join(&id);
    for name in ["take.json", "review.json", "transcript.json"] {
        let text = std::fs::read(folder.join(name)).expect(name);
        serde_json::from_slice::<Value>(&text).expect(name);
    }
    let left = std::fs::read_dir(&folder).expect("the take").count();
    assert_eq!(left, 4, "nothing half-written stays beside the take's four files");
}
