//! An answer in a line.

use super::AnswerSummary;
use crate::coverage::Status;
use crate::interview::session::Answer;
use crate::interview::told::parts;
use crate::interview::{Item, Stage};
use crate::question::Kind;
use crate::review::Review;

/// What an answer was like; `review` is that of its take.
pub(super) fn row(answer: &Answer, item: &Item, review: Option<&Review>) -> AnswerSummary {
    let follows = answer.follow_up.is_some();
    let story = !follows && (item.question.kind == Kind::Star || item.stage == Stage::Behavioural);
    let timing = review.map(|review| &review.timing);
    let spoke = review.filter(|review| review.timing.speaking_s.is_some());
    let coverage = spoke.and_then(|review| review.coverage.as_ref());
    let another = coverage.and_then(|coverage| coverage.better_question.as_ref());
    let coverage = coverage.filter(|coverage| coverage.better_question.is_none());
    let points: Vec<_> =
        coverage.iter().flat_map(|c| &c.sections).flat_map(|section| &section.points).collect();
    let missed = points.iter().filter(|point| point.status == Status::Missed);
    AnswerSummary {
        principle: item.principle.clone(),
        prompt: answer.question.prompt.clone(),
        question: item.question.id.clone(),
        in_notes: !item.question.file.as_os_str().is_empty(),
        written: item.question.reference.is_some(),
        takes_before: item.practised.takes,
        follow_up: answer.follow_up.as_ref().map(|follow_up| follow_up.reason),
        outcome: answer.outcome,
        take: answer.take.clone(),
        language: review.map(|review| review.language),
        limit_s: answer.question.limit_s,
        thinking_s: timing.and_then(|timing| timing.first_word_s),
        speaking_s: timing.and_then(|timing| timing.speaking_s),
        words_per_minute: timing.and_then(|timing| timing.words_per_minute),
        syllables_per_minute: timing.and_then(|timing| timing.syllables_per_minute),
        fillers: spoke.map(|review| review.fillers.count),
        fillers_per_minute: spoke.and_then(|review| review.fillers.per_minute),
        parts: spoke.filter(|_| story).map(parts),
        points: (!points.is_empty()).then_some(points.len()),
        missed: missed.map(|point| point.text.clone()).collect(),
        another_question: another.map(|better| better.prompt.clone()),
    }
}
