//! Compares ways to find speech on the labelled recordings of `tests/speech`, in silence and in
//! noise; the table stands in docs/timing.md. Run it with
//! `cargo test --release --lib candidates -- --ignored --nocapture`.

use super::super::activity::{fuse, speech_frames};
use super::super::decode::decode;
use super::*;

/// A pause of the synthetic recordings is silence below this level (RMS of 10 ms), in dB re full
/// scale, for this many frames at least: as `scripts/eval` has it.
const SILENCE_DBFS: f32 = -42.0;
const PAUSE: usize = 25;
const FRAME: usize = SAMPLE_RATE_HZ / 100;

/// Gaps of a pause's length between runs of frames.
fn pauses(runs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let gaps = runs.windows(2).map(|pair| (pair[0].1, pair[1].0));
    gaps.filter(|(from, until)| until - from >= PAUSE).collect()
}

/// Runs of frames that hold.
fn runs(frames: impl Iterator<Item = bool>) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (frame, _) in frames.enumerate().filter(|(_, holds)| *holds) {
        match runs.last_mut() {
            Some(last) if last.1 == frame => last.1 += 1,
            _ => runs.push((frame, frame + 1)),
        }
    }
    runs
}

fn power(samples: &[f32]) -> f32 {
    samples.iter().map(|x| x * x).sum::<f32>() / samples.len().max(1) as f32
}

fn is_loud(power: f32) -> bool {
    10.0 * (power + 1e-12).log10() >= SILENCE_DBFS
}

/// `samples` with white noise `snr_db` below the mean level of their speech.
fn noisy(samples: &[f32], snr_db: f32) -> Vec<f32> {
    let loud: Vec<f32> = samples.chunks(FRAME).map(power).filter(|p| is_loud(*p)).collect();
    let speech = loud.iter().sum::<f32>() / loud.len().max(1) as f32;
    // Uniform noise of this width has a twelfth of its square as power.
    let width = (12.0 * speech * 10f32.powf(-snr_db / 10.0)).sqrt();
    let mut state = 7u32;
    let mut noise = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        ((state >> 8) as f32 / (1 << 24) as f32 - 0.5) * width
    };
    samples.iter().map(|sample| sample + noise()).collect()
}

/// Pauses that each way of finding speech finds in `samples`.
fn found(samples: &[f32]) -> [Vec<(usize, usize)>; 4] {
    let mut listener = Listener::default();
    listener.push(samples);
    listener.close();
    while listener.snr_db.len() < listener.frames() {
        listener.settle();
    }
    let mut silero = Silero::default();
    let chunks = samples.as_chunks::<CHUNK>().0;
    let plain: Vec<f32> = chunks.iter().map(|chunk| silero.push(chunk)).collect();
    let frames = 0..listener.snr_db.len();
    let plain: Vec<f32> = frames.clone().map(|frame| at_frame(&plain, frame)).collect();
    let levelled: Vec<f32> =
        frames.clone().map(|frame| at_frame(&listener.probabilities, frame)).collect();
    let level: Vec<f32> = listener.snr_db.iter().map(|snr_db| (snr_db / 7.0).min(1.0)).collect();
    let fused: Vec<f32> =
        frames.map(|i| fuse(levelled[i], listener.snr_db[i], listener.loud_db[i / STEP])).collect();
    // Nothing but the level to go by: every sound is speech.
    let sure = vec![1.0; level.len()];
    [
        pauses(&speech_frames(&plain, &plain)),
        pauses(&speech_frames(&levelled, &levelled)),
        pauses(&speech_frames(&level, &sure)),
        pauses(&speech_frames(&fused, &levelled)),
    ]
}

/// Right, false and missed: a pause is found where both share at least half of their union.
fn count(truth: &[(usize, usize)], heard: &[(usize, usize)]) -> [usize; 3] {
    let same = |t: &(usize, usize), h: &(usize, usize)| {
        let shared = t.1.min(h.1).saturating_sub(t.0.max(h.0));
        2 * shared >= t.1.max(h.1) - t.0.min(h.0)
    };
    let right = truth.iter().filter(|t| heard.iter().any(|h| same(t, h))).count();
    [right, heard.len() - right, truth.len() - right]
}

#[test]
#[ignore = "a measurement, not a check"]
fn candidates_for_speech_activity() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/speech");
    let files = ["en-deliver-results", "en-earn-trust-no-result", "ko-best-and-worst-service"]
        .map(|name| decode(&folder.join(format!("{name}.flac"))).unwrap().samples);
    println!("{:>8} {:>22} {:>22} {:>22} {:>22}", "", "Silero", "levelled", "level", "fused");
    for (condition, snr_db, gain_db) in [
        ("clean", None, 0.0),
        ("20 dB", Some(20.0), 0.0),
        ("10 dB", Some(10.0), 0.0),
        ("5 dB", Some(5.0), 0.0),
        ("-30 dB", None, -30.0f32),
    ] {
        let mut counts = [[0usize; 3]; 4];
        for samples in &files {
            let truth = pauses(&runs(samples.chunks(FRAME).map(|f| is_loud(power(f)))));
            let mut heard = snr_db.map_or(samples.clone(), |snr_db| noisy(samples, snr_db));
            heard.iter_mut().for_each(|sample| *sample *= 10f32.powf(gain_db / 20.0));
            for (sum, heard) in counts.iter_mut().zip(found(&heard)) {
                sum.iter_mut().zip(count(&truth, &heard)).for_each(|(sum, more)| *sum += more);
            }
        }
        print!("{condition:>8}");
        for [right, wrong, missed] in counts {
            let f1 = 2.0 * right as f64 / (2 * right + wrong + missed).max(1) as f64;
            print!(" {:>22}", format!("{f1:.3} ({right}/{wrong}/{missed})"));
        }
        println!();
    }
}
