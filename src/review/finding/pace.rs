//! Pace against the target band.

use super::{Finding, Say, Severity};
use crate::config::Targets;
use crate::language::Language;
use crate::review::Review;

/// Answers with less speech than this have no pace worth judging, in seconds.
const JUDGED_FROM_S: f64 = 10.0;

pub(super) fn pace(review: &Review, targets: &Targets, say: Say) -> Option<Finding> {
    review.timing.speech_s.filter(|s| *s >= JUDGED_FROM_S)?;
    let (rate, [low, high], unit, unit_ko) = match review.language {
        Language::English => (
            review.timing.words_per_minute?,
            targets.words_per_minute_band,
            "words a minute",
            "단어/분",
        ),
        Language::Korean => (
            review.timing.syllables_per_minute?,
            targets.syllables_per_minute_band,
            "syllables a minute",
            "음절/분",
        ),
    };
    let (severity, english, korean) = if rate > high {
        (
            Severity::Fix,
            "too fast to follow with ease: let the pauses be longer",
            "빠릅니다. 쉬는 곳을 더 두세요",
        )
    } else if rate < low {
        (Severity::Note, "slower than listeners like", "느린 편입니다")
    } else {
        (Severity::Good, "a good pace", "알맞은 속도입니다")
    };
    let (usual, usual_ko) = against_usual(review);
    let message = say.pick(
        format!("{rate:.0} {unit}, {english} (target {low:.0}–{high:.0}){usual}."),
        format!("{rate:.0} {unit_ko}: {korean} (목표 {low:.0}–{high:.0}){usual_ko}."),
    );
    Some(Finding::new("pace", severity, message, None))
}

/// How the pace compares with the speaker's own, in both languages; nothing without a habit.
fn against_usual(review: &Review) -> (String, String) {
    let Some(usual) = review.usual_pace else { return (String::new(), String::new()) };
    let (per_minute, change) = (usual.per_minute, usual.change.abs() * 100.0);
    let (english, korean) = match usual.change {
        _ if usual.is_same() => return ("; your usual pace".into(), ", 평소와 같은 속도".into()),
        change if change > 0.0 => ("faster", "빠름"),
        _ => ("slower", "느림"),
    };
    (
        format!("; {change:.0} % {english} than your usual {per_minute:.0}"),
        format!(", 평소({per_minute:.0})보다 {change:.0}% {korean}"),
    )
}
