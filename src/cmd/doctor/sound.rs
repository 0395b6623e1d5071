//! The microphone and its level.

use super::super::Context;
use super::super::level_test::{Verdict, advice, listen};
use super::check::{Check, Subject};
use crate::capture::{self, CaptureError};

/// Length of the level test in seconds: a phrase.
const TEST_S: f64 = 2.0;

/// Opens the microphone `device` and listens to it. The second value is the rate it records at,
/// in Hz, where that is known.
pub fn checks(device: Option<&str>, context: &Context) -> (Vec<Check>, Option<u32>) {
    let input = match capture::open(device) {
        Ok(input) => input,
        Err(error) => return (vec![unusable(&error, context)], None),
    };
    let rate_hz = input.sample_rate_hz();
    let message = format!("{} ({}), {rate_hz} Hz", input.name, input.id);
    let microphone = Check::fit(Subject::Microphone, message);
    let test = match listen(input, device, TEST_S, context) {
        Ok(test) => test,
        Err(error) => return (vec![unusable(&error, context)], Some(rate_hz)),
    };
    let (message, mend) = advice(&test, context.ui);
    let mend = mend.map(String::from);
    let level = match test.verdict {
        Verdict::Fine => Check::fit(Subject::Level, message),
        // Two seconds in which nobody spoke look the same.
        Verdict::TooQuiet | Verdict::Clipping => Check::note(Subject::Level, message, mend),
        Verdict::NoSignal => Check::mend(Subject::Level, message, mend),
    };
    (vec![microphone, level], Some(rate_hz))
}

fn unusable(error: &CaptureError, context: &Context) -> Check {
    let pick = |english, korean| Some(context.pick(english, korean).to_string());
    let (message, mend) = match error {
        CaptureError::NoHost(reason) => (
            format!("{}: {reason}", context.pick("no sound system", "사운드 시스템 오류")),
            pick(
                "on Linux mend ~/.asoundrc or /etc/asound.conf, or move ~/.asoundrc away",
                "리눅스에서는 ~/.asoundrc와 /etc/asound.conf를 고치거나 ~/.asoundrc를 치우세요",
            ),
        ),
        CaptureError::NotFound(id) => (
            match id {
                Some(id) => {
                    format!("{}: {id:?}", context.pick("not found", "찾을 수 없습니다"))
                }
                None => context.pick("none found", "마이크가 없습니다").into(),
            },
            pick(
                "plug one in; `aloud devices` lists those there are, and on Linux `arecord -l` \
                 those the kernel sees",
                "마이크를 연결하세요. `aloud devices`가 쓸 수 있는 것을, 리눅스의 `arecord -l`이 \
                 커널이 보는 것을 보여 줍니다",
            ),
        ),
        CaptureError::Busy(id) => (
            format!("{id:?} {}", context.pick("is in use", "다른 프로그램이 쓰고 있습니다")),
            pick(
                "close the program that uses it (a call, another recorder)",
                "마이크를 쓰는 프로그램(통화, 다른 녹음기)을 닫으세요",
            ),
        ),
        CaptureError::NotPermitted(id) => (
            format!("{id:?} {}", context.pick("may not be used", "사용 권한이 없습니다")),
            pick(
                "on Linux run `sudo usermod -aG audio $USER` and log in again; elsewhere allow \
                 the terminal in the privacy settings",
                "리눅스에서는 `sudo usermod -aG audio $USER` 뒤에 다시 로그인하고, 다른 \
                 시스템에서는 개인정보 설정에서 터미널에 마이크를 허용하세요",
            ),
        ),
        other => (
            other.to_string(),
            pick(
                "choose another with `--device ID`; `aloud devices` lists them",
                "`aloud devices`로 보고 `--device ID`로 다른 것을 고르세요",
            ),
        ),
    };
    Check::mend(Subject::Microphone, message, mend)
}
