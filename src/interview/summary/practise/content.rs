//! Rules for what was said, or left out.

use super::super::{AnswerSummary, Outcome, Recurring};
use super::{AGAIN, Practise, Say, quoted};
use crate::language::Language;
use crate::review::finding::{clock, content::part_name};

/// From this share of key points left out an answer is worth another take.
const MISSED_FROM: f64 = 0.3;

pub(super) fn missed_part(
    rows: &[&AnswerSummary],
    recurring: &Recurring,
    ui: Language,
    say: &Say<'_>,
) -> Option<Practise> {
    let missed = recurring.missed_part?;
    let name = part_name(missed.part, ui);
    let without =
        |row: &&&AnswerSummary| row.parts.as_ref().is_some_and(|p| !p.contains(&missed.part));
    let (count, of) = (missed.missed, missed.of);
    Some(Practise {
        kind: "missed_part",
        message: say(
            format!("Tell the {name}: {count} of {of} stories had none."),
            format!("{name} 부분을 말하세요: 이야기 {of}개 가운데 {count}개에 없었습니다."),
        ),
        question: rows.iter().find(without).map(|row| row.question.clone()),
    })
}

pub(super) fn skipped(rows: &[&AnswerSummary], say: &Say<'_>) -> Option<Practise> {
    let is_skipped = |row: &&&AnswerSummary| {
        row.follow_up.is_none()
            && (row.outcome == Outcome::Skipped
                || row.outcome == Outcome::Answered
                    && row.language.is_some()
                    && row.speaking_s.is_none())
    };
    let row = rows.iter().find(is_skipped)?;
    Some(Practise {
        kind: "skipped",
        message: say(
            format!("Find an answer to “{}”: it got none.", quoted(&row.prompt)),
            format!("“{}”에 답할 말을 준비하세요: 답하지 않았습니다.", quoted(&row.prompt)),
        ),
        question: Some(row.question.clone()),
    })
}

pub(super) fn another_question(rows: &[&AnswerSummary], say: &Say<'_>) -> Option<Practise> {
    let row = rows.iter().find(|row| row.another_question.is_some())?;
    let better = row.another_question.as_ref()?;
    let prompt = quoted(&row.prompt);
    let better = quoted(better);
    Some(Practise {
        kind: "another_question",
        message: say(
            format!("Answer what is asked: to “{prompt}” you said what fits “{better}”."),
            format!("묻는 것에 답하세요: “{prompt}”에 “{better}”의 답을 했습니다."),
        ),
        question: Some(row.question.clone()),
    })
}

pub(super) fn missed_points(rows: &[&AnswerSummary], say: &Say<'_>) -> Option<Practise> {
    let share = |row: &AnswerSummary| Some(row.missed.len() as f64 / row.points? as f64);
    let scored = rows.iter().filter_map(|row| Some((share(row)?, row)));
    let (_, row) =
        scored.filter(|(share, _)| *share >= MISSED_FROM).max_by(|a, b| a.0.total_cmp(&b.0))?;
    let (missed, points) = (row.missed.len(), row.points?);
    Some(Practise {
        kind: "missed_points",
        message: say(
            format!(
                "Go over “{}”: {missed} of {points} key points were left out.",
                quoted(&row.prompt)
            ),
            format!(
                "“{}”를 다시 보세요: 핵심 {points}개 중 {missed}개를 빠뜨렸습니다.",
                quoted(&row.prompt)
            ),
        ),
        question: Some(row.question.clone()),
    })
}

pub(super) fn over_limit(rows: &[&AnswerSummary], say: &Say<'_>) -> Option<Practise> {
    let over = |row: &&&AnswerSummary| Some(row.speaking_s? - row.limit_s?);
    let row = rows
        .iter()
        .filter(|row| over(row) > Some(0.0))
        .max_by(|a, b| over(a).unwrap_or_default().total_cmp(&over(b).unwrap_or_default()))?;
    let (spoken, limit) = (clock(row.speaking_s?), clock(row.limit_s?));
    Some(Practise {
        kind: "over_limit",
        message: say(
            format!("Shorten “{}”: {spoken}, and the limit is {limit}.", quoted(&row.prompt)),
            format!("“{}”를 줄이세요: 제한 {limit}에 {spoken}을 말했습니다.", quoted(&row.prompt)),
        ),
        question: Some(row.question.clone()),
    })
}

pub(super) fn same_story(recurring: &Recurring, say: &Say<'_>) -> Option<Practise> {
    let story = recurring.stories.first()?;
    let names = story.principles.join(", ");
    Some(Practise {
        kind: "same_story",
        message: say(
            format!("Prepare another story: one was told for {names}."),
            format!("다른 이야기를 준비하세요: 한 이야기를 {names}에 모두 썼습니다."),
        ),
        question: None,
    })
}

/// A key point that an otherwise good answer left out.
pub(super) fn first_missed(rows: &[&AnswerSummary], say: &Say<'_>) -> Option<Practise> {
    let few = |row: &&&AnswerSummary| {
        row.points.is_some_and(|points| (row.missed.len() as f64) < MISSED_FROM * points as f64)
    };
    let missed = rows.iter().filter(few).filter_map(|row| Some((row.missed.first()?, *row)));
    let (point, row) = missed.max_by_key(|(_, row)| row.missed.len())?;
    let point = point.trim_end_matches('.');
    Some(Practise {
        kind: "missed_point",
        message: say(
            format!("Say this too, in “{}”: “{point}”.", quoted(&row.prompt)),
            format!("“{}”에서 이것도 말하세요: “{point}”.", quoted(&row.prompt)),
        ),
        question: Some(row.question.clone()),
    })
}

/// Where nothing else is left to mend: what was practised least.
pub(super) fn least_practised(rows: &[&AnswerSummary], say: &Say<'_>) -> Option<Practise> {
    let main = |row: &&&AnswerSummary| row.follow_up.is_none() && row.in_notes;
    let row = rows.iter().filter(main).min_by_key(|row| row.takes_before)?;
    let takes = row.takes_before + 1;
    Some(Practise {
        kind: AGAIN,
        message: match takes {
            1 => say(
                format!("Answer “{}” once more: this was the first take.", quoted(&row.prompt)),
                format!("“{}”에 한 번 더 답하세요: 이번이 첫 녹음입니다.", quoted(&row.prompt)),
            ),
            _ => say(
                format!("Answer “{}” once more: take {takes}.", quoted(&row.prompt)),
                format!("“{}”에 한 번 더 답하세요: 녹음 {takes}개째.", quoted(&row.prompt)),
            ),
        },
        question: Some(row.question.clone()),
    })
}
