//! Listening to a microphone for a moment, without writing a file.

use std::time::{Duration, Instant};

use serde::Serialize;

use super::Context;
use crate::capture::meter::Levels;
use crate::capture::stream::{Microphone, Source};
use crate::capture::{CaptureError, Input};
use crate::language::Language;

/// Below this peak in dBFS, speech at arm's length is too quiet to tell words from the room:
/// usual recording advice is peaks between -20 and -6 dBFS, and the recogniser's own noise floor
/// in a living room lies some 30 dB lower.
const TOO_QUIET_DBFS: f64 = -36.0;

/// Length of the pieces whose quietest tell the noise floor, in seconds: shorter than the gaps
/// between words.
const PIECE_S: f64 = 0.05;

/// Share of the pieces that are as quiet as the room or quieter, also while somebody speaks: noise
/// estimators take a tenth (Stahl, Fischer & Bippus, ICASSP 2000, use quantiles of this kind).
const ROOM_SHARE: f64 = 0.1;

/// What a level test found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LevelTest {
    /// Id of the microphone.
    pub device: String,
    /// The level in one word.
    pub verdict: Verdict,
    /// Highest peak in dBFS, `None` when every sample was zero.
    pub peak_dbfs: Option<f64>,
    /// Length of the clipped parts in milliseconds.
    pub clipped_ms: f64,
    /// Level of the quietest moments, RMS in dBFS: the room and the microphone without speech.
    /// `None` when every sample was zero.
    pub noise_floor_dbfs: Option<f64>,
}

/// How a level is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// As it should be.
    Fine,
    /// Speech would hardly stand out from the room.
    TooQuiet,
    /// The loudest parts are cut off.
    Clipping,
    /// Nothing but zeros, or nothing at all.
    NoSignal,
}

/// Listens to `input` for `seconds`; `requested` is the id it was asked for by.
///
/// # Errors
/// The microphone does not start.
pub fn listen(
    input: Input,
    requested: Option<&str>,
    seconds: f64,
    context: &Context,
) -> Result<LevelTest, CaptureError> {
    let device = input.id.clone();
    let rate = f64::from(input.sample_rate_hz());
    let mut microphone = Microphone::new(input, requested.map(String::from));
    let mut flow = microphone.start()?;
    let asking =
        context.pick("Speak as you would in the interview …", "면접에서처럼 말해 보세요 …");
    let _ = writeln!(crate::harmless::stderr(), "{asking}");
    let mut levels = Levels::default();
    let mut heard: Vec<i16> = Vec::new();
    let until = Instant::now() + Duration::from_secs_f64(seconds);
    while Instant::now() < until {
        std::thread::sleep(Duration::from_millis(50));
        while flow.drain.stamps.pop().is_ok() {}
        let waiting = flow.drain.samples.slots();
        if let Ok(chunk) = flow.drain.samples.read_chunk(waiting) {
            let (first, second) = chunk.as_slices();
            levels.take(first);
            levels.take(second);
            heard.extend(first.iter().chain(second));
            chunk.commit_all();
        }
    }
    let clipped_ms = levels.clipped_frames() as f64 * 1_000.0 / rate;
    let peak_dbfs = levels.peak_dbfs();
    let verdict = judge(peak_dbfs, clipped_ms);
    let noise_floor_dbfs = floor_dbfs(&heard, (rate * PIECE_S) as usize);
    Ok(LevelTest { device, verdict, peak_dbfs, clipped_ms, noise_floor_dbfs })
}

/// RMS level of the quietest pieces of `piece` samples, in dBFS; pieces of zeros are no sound of a
/// room. `None` without any other.
fn floor_dbfs(samples: &[i16], piece: usize) -> Option<f64> {
    let mut levels: Vec<f64> = samples
        .chunks_exact(piece.max(1))
        .map(|piece| {
            let power: f64 = piece.iter().map(|sample| f64::from(*sample).powi(2)).sum();
            (power / piece.len() as f64).sqrt() / 32_768.0
        })
        .filter(|level| *level > 0.0)
        .collect();
    levels.sort_by(f64::total_cmp);
    let at = (levels.len() as f64 * ROOM_SHARE) as usize;
    levels.get(at).map(|level| 20.0 * level.log10())
}

fn judge(peak_dbfs: Option<f64>, clipped_ms: f64) -> Verdict {
    match peak_dbfs {
        None => Verdict::NoSignal,
        Some(_) if clipped_ms > 0.0 => Verdict::Clipping,
        Some(peak) if peak < TOO_QUIET_DBFS => Verdict::TooQuiet,
        Some(_) => Verdict::Fine,
    }
}

/// What was found, and what to do about it where there is something to do.
pub fn advice(test: &LevelTest, ui: Language) -> (String, Option<&'static str>) {
    let english = ui == Language::English;
    let pick = |en: &'static str, ko: &'static str| if english { en } else { ko };
    let peak = test.peak_dbfs.map(|peak| format!("{} {peak:.0} dBFS", pick("peak", "최고")));
    let floor = test.noise_floor_dbfs;
    let floor = floor.map(|floor| format!("{} {floor:.0} dBFS", pick("noise floor", "잡음")));
    let levels: Vec<String> = peak.into_iter().chain(floor).collect();
    let levels =
        if levels.is_empty() { String::new() } else { format!(" ({})", levels.join(", ")) };
    let (found, mend) = match test.verdict {
        Verdict::Fine => (pick("the level is fine", "음량이 알맞습니다"), None),
        Verdict::TooQuiet => (
            pick("too quiet", "소리가 너무 작습니다"),
            Some(pick(
                "come closer or turn the microphone up",
                "마이크에 더 가까이 앉거나 입력 음량을 높이세요",
            )),
        ),
        Verdict::Clipping => (
            pick("too loud: the sound is cut off", "소리가 너무 커서 잘립니다"),
            Some(pick("turn the microphone down", "입력 음량을 낮추세요")),
        ),
        Verdict::NoSignal => (
            pick("no signal at all", "아무 신호도 오지 않습니다"),
            Some(pick(
                "unmute the microphone, allow this program to hear it, or choose another with \
                 `--device ID`",
                "마이크 음소거를 풀고, 이 프로그램에 마이크 권한을 주거나, `--device ID`로 다른 \
                 마이크를 고르세요",
            )),
        ),
    };
    (format!("{found}{levels}"), mend)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_judged_by_its_peak_and_its_clipping() {
        assert_eq!(judge(None, 0.0), Verdict::NoSignal);
        assert_eq!(judge(Some(-0.0), 3.0), Verdict::Clipping);
        assert_eq!(judge(Some(-50.0), 0.0), Verdict::TooQuiet);
        assert_eq!(judge(Some(-12.0), 0.0), Verdict::Fine);
    }

    #[test]
    fn the_noise_floor_is_that_of_the_quiet_moments() {
        // A tenth of full scale, with gaps a hundred times quieter.
        let samples: Vec<i16> =
            (0..10_000).map(|at| if at / 1_000 % 4 == 3 { 33 } else { 3_277 }).collect();
        let floor = floor_dbfs(&samples, 100).unwrap();
        assert!((floor + 60.0).abs() < 0.2, "{floor}");
        assert_eq!(floor_dbfs(&[0; 1_000], 100), None);
    }
}
