//! What the sound itself tells: no speech, speech without words, level.

use super::{Finding, Say, Severity, clock};
use crate::review::Review;
use crate::span::Span;

/// Clipping below this is not heard, in milliseconds.
const CLIPPED_MS: f64 = 5.0;

/// Softer than this the recogniser begins to fail; interviews by telephone have about −27.
const QUIET_LUFS: f64 = -40.0;

/// Nearer to the noise than this, pauses and fillers are mistaken: of the recordings of
/// docs/measured.md the two below it (9 and 14 dB) have half of their pauses wrong, those above
/// nearly none.
const NOISY_DB: f64 = 15.0;

pub(super) fn no_speech(review: &Review, say: Say) -> Option<Finding> {
    review.timing.speaking_s.is_none().then(|| {
        let message = say.pick(
            "No speech was found in this recording. Check the microphone with \
             `aloud devices --test`."
                .into(),
            "녹음에서 말소리를 찾지 못했습니다. `aloud devices --test`로 마이크를 확인하세요."
                .into(),
        );
        Finding::new("no_speech", Severity::Fix, message, None)
    })
}

pub(super) fn untranscribed(review: &Review, say: Say) -> Option<Finding> {
    let first = review.untranscribed.first()?;
    let total: f64 = review.untranscribed.iter().map(Span::duration_s).sum();
    let message = say.pick(
        format!(
            "{total:.0} s of speech at {} could not be transcribed: what was said there counts \
             nowhere.",
            clock(first.start_s)
        ),
        format!(
            "{}부터 {total:.0}초의 말은 받아쓰지 못했습니다. 그 부분은 어디에도 반영되지 않았습니다.",
            clock(first.start_s)
        ),
    );
    Some(Finding::new("untranscribed", Severity::Note, message, Some(*first)))
}

pub(super) fn level(review: &Review, say: Say) -> Option<Finding> {
    if let Some(ms) = review.audio.clipped_ms.filter(|ms| *ms >= CLIPPED_MS) {
        let message = say.pick(
            format!("The recording is clipped for {ms:.0} ms: turn the microphone down."),
            format!("녹음이 {ms:.0}밀리초 동안 찢어졌습니다. 마이크 음량을 낮추세요."),
        );
        return Some(Finding::new("clipped", Severity::Note, message, None));
    }
    let loudness = review.audio.loudness_lufs.filter(|lufs| *lufs < QUIET_LUFS)?;
    let message = say.pick(
        format!("The recording is very quiet ({loudness:.0} LUFS): come closer to the microphone."),
        format!("녹음이 너무 작습니다({loudness:.0} LUFS). 마이크에 더 가까이 말하세요."),
    );
    Some(Finding::new("quiet", Severity::Note, message, None))
}

pub(super) fn noisy(review: &Review, say: Say) -> Option<Finding> {
    let distance = review.audio.signal_to_noise_db.filter(|db| *db < NOISY_DB)?.max(0.0);
    let message = say.pick(
        format!(
            "Your voice is only {distance:.0} dB above the noise: pauses and fillers may be \
             mistaken. Look for a quieter room."
        ),
        format!(
            "목소리가 주변 소음보다 {distance:.0}dB 클 뿐이라 쉼과 군말을 잘못 셀 수 있습니다. 더 \
             조용한 곳에서 녹음하세요."
        ),
    );
    Some(Finding::new("noisy", Severity::Note, message, None))
}
