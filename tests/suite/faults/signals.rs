//! A process that is stopped and goes on.

use std::time::Duration;

use super::super::capture::{Printed, send, stderr};
use super::super::fakemic::{Bench, RATE};

#[test]
fn a_recorder_that_is_suspended_fills_the_time_with_silence_and_keeps_the_device() {
    let Some(bench) = Bench::new(30) else { return };
    let child = bench
        .aloud(&["record", "--seconds", "9", "--no-review", "--json"])
        .env("FAKEMIC_LOSSLESS", "0")
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("aloud runs");
    std::thread::sleep(Duration::from_millis(2_000));
    send(&child, "-STOP");
    std::thread::sleep(Duration::from_secs(5));
    send(&child, "-CONT");
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(!stderr(&output).contains("trying to open"), "{}", stderr(&output));
    let take = Printed::of(&output);
    let (audio, gaps) = (take.audio(), take.gaps());
    assert_eq!(audio.len(), 9 * RATE);
    let &(start, end) = gaps.iter().max_by_key(|(start, end)| end - start).expect("a gap");
    let gap_s = (end - start) as f64 / RATE as f64;
    assert!((4.5..5.6).contains(&gap_s), "{gaps:?}");
    assert!(audio[start..end].iter().all(|sample| *sample == 0));
    let first = gaps[0].0;
    assert!(audio[..first] == bench.known[..first], "what came before is untouched");
    // What was spoken after it stands where the clock has it, to within a hundredth of a second.
    let after = &audio[end + 10..end + 74];
    let place = bench.known.windows(after.len()).position(|known| known == after);
    let shift = place.expect("known sound") as i64 - (end + 10) as i64;
    assert!(shift.unsigned_abs() < RATE as u64 / 50, "{shift} frames out of step");
}
