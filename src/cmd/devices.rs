//! `aloud devices`: the inputs, the default, a level test.

use std::process::ExitCode;

use clap::Args as ClapArgs;
use serde::Serialize;

use super::Context;
use super::level_test::{LevelTest, Verdict, advice, listen};
use crate::capture::{self, InputInfo};

/// Length of the level test in seconds.
const TEST_S: f64 = 3.0;

/// Lists the microphones, or tests one
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

#[derive(Serialize)]
struct Printed<'a> {
    schema: &'static str,
    devices: &'a [InputInfo],
    test: Option<&'a LevelTest>,
}

/// Runs `aloud devices`.
pub fn run(args: &Args, context: &Context) -> anyhow::Result<ExitCode> {
    let devices = capture::list()?;
    let test = match args.test {
        true => {
            let id = args.device.as_deref().or(context.config.device.as_deref());
            Some(listen(capture::open(id)?, id, TEST_S, context)?)
        }
        false => None,
    };
    let mut out = crate::harmless::stdout();
    if args.json {
        let printed = Printed { schema: "aloud.devices/1", devices: &devices, test: test.as_ref() };
        writeln!(out, "{}", serde_json::to_string_pretty(&printed)?)?;
        return Ok(ExitCode::SUCCESS);
    }
    if devices.is_empty() {
        let none = context.pick(
            "No microphone found. Plug one in; on Linux `arecord -l` shows what the kernel sees.",
            "마이크가 없습니다. 연결하세요. 리눅스에서는 `arecord -l`이 커널이 보는 장치를 보여 줍니다.",
        );
        writeln!(out, "{none}")?;
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
        let (found, mend) = advice(test, context.ui);
        let mend = mend.map(|mend| format!(": {mend}")).unwrap_or_default();
        writeln!(out, "{found}{mend}")?;
    }
    let failed = test.is_some_and(|test| test.verdict == Verdict::NoSignal);
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
