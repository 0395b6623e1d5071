//! Length against the limit.

use super::{Finding, Say, Severity, clock};
use crate::review::Review;

/// Shorter than this share of the limit, an answer leaves out what it was given time for.
pub const SHORT_SHARE: f64 = 0.5;

pub(super) fn length(review: &Review, say: Say) -> Option<Finding> {
    let limit_s = review.question.as_ref()?.limit_s?;
    let speaking_s = review.timing.speaking_s?;
    let (spoken, limit) = (clock(speaking_s), clock(limit_s));
    let (severity, message) = if speaking_s > limit_s {
        let over = speaking_s - limit_s;
        (
            Severity::Fix,
            say.pick(
                format!("You spoke for {spoken}, {over:.0} s over the limit of {limit}."),
                format!("{spoken} 동안 말했습니다. 제한 시간 {limit}을 {over:.0}초 넘겼습니다."),
            ),
        )
    } else if speaking_s < SHORT_SHARE * limit_s {
        (
            Severity::Note,
            say.pick(
                format!("You used {spoken} of {limit}: there is time for more."),
                format!("{limit} 가운데 {spoken}만 썼습니다. 더 말할 시간이 있습니다."),
            ),
        )
    } else {
        (
            Severity::Good,
            say.pick(
                format!("Within the limit: {spoken} of {limit}."),
                format!("제한 시간 안에 말했습니다: {limit} 중 {spoken}."),
            ),
        )
    };
    Some(Finding::new("length", severity, message, None))
}
