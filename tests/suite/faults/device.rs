//! Devices that stall or stay away.

use super::super::capture::{Printed, record_with, stderr};
use super::super::fakemic::{Bench, RATE};

#[test]
fn a_device_that_stalls_for_longer_than_two_seconds_is_opened_again() {
    let Some(bench) = Bench::new(20) else { return };
    let output = record_with(&bench, "stall@1-9", "4");
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(stderr(&output).contains("stopped giving sound"), "{}", stderr(&output));
    let take = Printed::of(&output);
    let (audio, gaps) = (take.audio(), take.gaps());
    assert_eq!(audio.len(), 4 * RATE);
    let &(start, end) = gaps.first().expect("the stall is a gap");
    assert!(audio[..start] == bench.known[..start]);
    assert!(audio[start..end].iter().all(|sample| *sample == 0));
    let stalled_s = (end - start) as f64 / RATE as f64;
    assert!((1.8..3.2).contains(&stalled_s), "{stalled_s}");
}

#[test]
fn a_device_that_comes_back_later_leaves_a_gap_as_long_as_it_was_away() {
    let Some(bench) = Bench::new(20) else { return };
    let output = record_with(&bench, "gone@1;away@1.5", "4");
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(stderr(&output).contains("the microphone is back"), "{}", stderr(&output));
    let take = Printed::of(&output);
    let &(start, end) = take.gaps().first().expect("a gap");
    let away_s = (end - start) as f64 / RATE as f64;
    assert!((1.4..2.6).contains(&away_s), "{away_s}");
}

#[test]
fn a_device_that_stays_away_ends_the_take_with_all_it_gave() {
    let Some(bench) = Bench::new(20) else { return };
    let output = record_with(&bench, "gone@1.3;away@600", "20");
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(stderr(&output).contains("did not come back"), "{}", stderr(&output));
    let take = Printed::of(&output);
    assert_eq!((&take.0["state"], &take.0["ended"]), (&"finished".into(), &"lost".into()));
    let audio = take.audio();
    assert!(audio.len() > RATE && audio == bench.known[..audio.len()], "{}", audio.len());
}
