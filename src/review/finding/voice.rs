//! The voice: stretches without melody.

use super::{Finding, Say, Severity, clock};
use crate::review::Review;
use crate::span::Span;

pub(super) fn monotone(review: &Review, say: Say) -> Option<Finding> {
    let longest = review
        .voice
        .monotone
        .iter()
        .max_by(|a, b| a.duration_s().total_cmp(&b.duration_s()))
        .copied()?;
    let total: f64 = review.voice.monotone.iter().map(Span::duration_s).sum();
    let at = clock(longest.start_s);
    let message = say.pick(
        format!("Your pitch hardly moved for {total:.0} s, longest from {at}: stress what matters."),
        format!("{total:.0}초 동안 목소리의 높낮이가 거의 없었습니다(가장 긴 곳: {at}부터). 중요한 말에 힘을 주세요."),
    );
    Some(Finding::new("monotone", Severity::Note, message, Some(longest)))
}
