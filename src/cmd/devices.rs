//! `aloud devices`: the inputs, the default, a level test.

use std::io::Write;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Args as ClapArgs;
use serde::Serialize;

use super::Context;
use crate::capture::meter::Levels;
use crate::capture::stream::{Microphone, Source};
use crate::capture::{self, InputInfo};

/// Length of the level test in seconds.
const TEST_S: u64 = 3;

/// Below this peak in dBFS, speech at arm's length is too quiet to tell words from the room:
/// usual recording advice is peaks between -20 and -6 dBFS, and the recogniser's own noise floor
/// in a living room lies some 30 dB lower.
const TOO_QUIET_DBFS: f64 = -36.0;

/// List the microphones, or test one
#[derive(Debug, Clone, ClapArgs)]
#[command(after_help = "Examples:
  aloud devices           what can be recorded from
  aloud devices --test    speak for three seconds and see whether the level is right")]
pub struct Args {
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// Listen for three seconds and judge the level; speak meanwhile
    #[arg(long)]
    pub test: bool,
    /// Microphone to test in place of the default
    #[arg(long, value_name = "ID")]
    pub device: Option<String>,
}

/// What the level test found.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct LevelTest {
    device: String,
    verdict: Verdict,
    peak_dbfs: Option<f64>,
    clipped_ms: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Verdict {
    Fine,
    TooQuiet,
    Clipping,
    NoSignal,
}

#[derive(Serialize)]
struct Printed<'a> {
    schema: &'static str,
    devices: &'a [InputInfo],
    test: Option<&'a LevelTest>,
}

/// Runs `aloud devices`.
pub fn run(args: &Args, _: &Context) -> anyhow::Result<ExitCode> {
    let devices = capture::list()?;
    let test = if args.test { Some(listen(args.device.as_deref())?) } else { None };
    let mut out = std::io::stdout().lock();
    if args.json {
        let printed = Printed { schema: "aloud.devices/1", devices: &devices, test: test.as_ref() };
        serde_json::to_writer_pretty(&mut out, &printed)?;
        writeln!(out)?;
        return Ok(ExitCode::SUCCESS);
    }
    if devices.is_empty() {
        writeln!(
            out,
            "No microphone found. Plug one in; on Linux `arecord -l` shows what the kernel sees."
        )?;
    }
    for device in &devices {
        let mark = if device.default { "*" } else { " " };
        let rate = device.sample_rate_hz.map(|hz| format!("  {hz} Hz")).unwrap_or_default();
        writeln!(out, "{mark} {:<28} {}{rate}", device.id, device.name)?;
        if let Some(problem) = &device.problem {
            writeln!(out, "    {problem}")?;
        }
    }
    if let Some(test) = &test {
        writeln!(out, "{}", advice(test))?;
    }
    let failed = test.is_some_and(|test| test.verdict == Verdict::NoSignal);
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Listens without writing a file.
fn listen(id: Option<&str>) -> anyhow::Result<LevelTest> {
    let input = capture::open(id)?;
    let device = input.id.clone();
    let rate = f64::from(input.sample_rate_hz());
    let mut microphone = Microphone::new(input, id.map(String::from));
    let mut flow = microphone.start()?;
    let _ = writeln!(std::io::stderr(), "Speak as you would in the interview …");
    let mut levels = Levels::default();
    let until = Instant::now() + Duration::from_secs(TEST_S);
    while Instant::now() < until {
        std::thread::sleep(Duration::from_millis(50));
        while flow.drain.stamps.pop().is_ok() {}
        let waiting = flow.drain.samples.slots();
        if let Ok(chunk) = flow.drain.samples.read_chunk(waiting) {
            let (first, second) = chunk.as_slices();
            levels.take(first);
            levels.take(second);
            chunk.commit_all();
        }
    }
    let clipped_ms = levels.clipped_frames() as f64 * 1_000.0 / rate;
    let peak_dbfs = levels.peak_dbfs();
    Ok(LevelTest { device, verdict: judge(peak_dbfs, clipped_ms), peak_dbfs, clipped_ms })
}

fn judge(peak_dbfs: Option<f64>, clipped_ms: f64) -> Verdict {
    match peak_dbfs {
        None => Verdict::NoSignal,
        Some(_) if clipped_ms > 0.0 => Verdict::Clipping,
        Some(peak) if peak < TOO_QUIET_DBFS => Verdict::TooQuiet,
        Some(_) => Verdict::Fine,
    }
}

fn advice(test: &LevelTest) -> String {
    let peak = test.peak_dbfs.map(|peak| format!(" (peak {peak:.1} dBFS)")).unwrap_or_default();
    match test.verdict {
        Verdict::Fine => format!("The level is fine{peak}."),
        Verdict::TooQuiet => {
            format!("Too quiet{peak}: come closer or turn the microphone up.")
        }
        Verdict::Clipping => {
            format!("Too loud{peak}: the sound is cut off. Turn the microphone down.")
        }
        Verdict::NoSignal => "No signal at all: the microphone is muted, or the system gives \
             this program no permission to hear it."
            .into(),
    }
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
}
