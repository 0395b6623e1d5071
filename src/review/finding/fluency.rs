//! Fillers and pauses.

use std::collections::BTreeMap;

use super::{Finding, Say, Severity, clock};
use crate::config::Targets;
use crate::filler::FAVOURITE_FROM;
use crate::review::Review;
use crate::span::Span;
use crate::timing::Place;

/// From this many hedges a minute on, and no fewer than this many, they are worth a word: our
/// choice, about one in every third or fourth sentence.
const HEDGES_PER_MINUTE: f64 = 3.0;
const HEDGES_FROM: usize = 4;

/// A favourite phrase is worth a word from this many times on: one more than makes it one.
const FAVOURITE_TOLD_FROM: usize = FAVOURITE_FROM + 1;

/// Fewer fillers than this are not worth a word, whatever their rate in a short answer.
const FEW: usize = 3;

pub(super) fn fillers(review: &Review, targets: &Targets, say: Say) -> Option<Finding> {
    let rate = review.fillers.per_minute?;
    let count = review.fillers.count;
    if rate <= targets.fillers_per_minute || count < FEW {
        let message = say.pick(
            match count {
                0 => "No fillers were heard.".into(),
                1 => "Only one filler was heard.".into(),
                _ => format!("{count} fillers, {rate:.1} a minute: listeners do not mind these."),
            },
            match count {
                0 => "군말이 들리지 않았습니다.".into(),
                _ => format!("군말 {count}번, 1분에 {rate:.1}번: 듣는 데 거슬리지 않습니다."),
            },
        );
        return Some(Finding::new("fillers", Severity::Good, message, None));
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for item in &review.fillers.items {
        *counts.entry(&item.text).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let most: Vec<String> = counts.iter().take(3).map(|(text, n)| format!("{text} ×{n}")).collect();
    let most = most.join(", ");
    let limit = targets.fillers_per_minute;
    let message = say.pick(
        format!("{count} fillers, {rate:.1} a minute ({most}). Aim for {limit:.0} or fewer: pause instead."),
        format!("군말 {count}번, 1분에 {rate:.1}번 ({most}). 목표는 {limit:.0}번 이하입니다. 대신 잠깐 쉬세요."),
    );
    let first = review.fillers.items.first().map(|item| item.span);
    Some(Finding::new("fillers", Severity::Fix, message, first))
}

pub(super) fn long_pauses(review: &Review, targets: &Targets, say: Say) -> Option<Finding> {
    let long: Vec<Span> = review
        .timing
        .pauses
        .iter()
        .filter(|p| p.place == Place::Within && p.span.duration_s() >= targets.long_pause_s)
        .map(|p| p.span)
        .collect();
    let longest = long.iter().max_by(|a, b| a.duration_s().total_cmp(&b.duration_s()))?;
    let (count, from) = (long.len(), targets.long_pause_s);
    let (length, at) = (longest.duration_s(), clock(longest.start_s));
    let message = say.pick(
        match count {
            1 => format!("One long pause inside a sentence: {length:.1} s at {at}."),
            _ => format!("{count} pauses of {from:.0} s or more inside sentences; the longest {length:.1} s at {at}."),
        },
        format!("문장 중간에 {from:.0}초 이상 멈춘 곳이 {count}군데입니다. 가장 긴 것은 {at}의 {length:.1}초입니다."),
    );
    Some(Finding::new("long_pauses", Severity::Note, message, Some(*longest)))
}

pub(super) fn hedges(review: &Review, say: Say) -> Option<Finding> {
    let speaking_s = review.timing.speaking_s.filter(|s| *s > 0.0)?;
    let count = review.hedges.len();
    let rate = count as f64 * 60.0 / speaking_s;
    let first = review.hedges.first().filter(|_| count >= HEDGES_FROM)?;
    if rate < HEDGES_PER_MINUTE {
        return None;
    }
    let message = say.pick(
        format!(
            "{count} hedges, {rate:.1} a minute (“{}” …): say what you are sure of plainly.",
            first.text
        ),
        format!(
            "흐리는 말 {count}번, 1분에 {rate:.1}번(“{}” 등): 확실한 것은 분명하게 말하세요.",
            first.text
        ),
    );
    Some(Finding::new("hedges", Severity::Note, message, Some(first.span)))
}

pub(super) fn favourite(review: &Review, say: Say) -> Option<Finding> {
    let favourite = review.favourites.first().filter(|f| f.count >= FAVOURITE_TOLD_FROM)?;
    let (text, count) = (&favourite.text, favourite.count);
    let message = say.pick(
        format!("You said “{text}” {count} times: find other words."),
        format!("“{text}”라는 말을 {count}번 했습니다. 다른 표현도 써 보세요."),
    );
    Some(Finding::new("favourite", Severity::Note, message, None))
}
