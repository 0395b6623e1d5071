//! Rules for how it was said.

use super::super::{AnswerSummary, Recurring};
use super::{Practise, Say, quoted};
use crate::config::Targets;
use crate::language::Language;

/// A story is prepared when it comes within so many seconds of the question.
const THINKING_FROM_S: f64 = 20.0;

/// A pace is judged from so many seconds of speaking on: below, one pause decides.
const PACE_FROM_S: f64 = 15.0;

pub(super) fn fillers(
    rows: &[&AnswerSummary],
    targets: &Targets,
    say: &Say<'_>,
) -> Option<Practise> {
    let count: usize = rows.iter().filter_map(|row| row.fillers).sum();
    let minutes = rows.iter().filter_map(|row| row.speaking_s).sum::<f64>() / 60.0;
    let rate = count as f64 / minutes;
    if !rate.is_finite() || rate <= targets.fillers_per_minute {
        return None;
    }
    let most = rows.iter().max_by(|a, b| {
        let rate = |row: &AnswerSummary| row.fillers_per_minute.unwrap_or_default();
        rate(a).total_cmp(&rate(b))
    });
    Some(Practise {
        kind: "fillers",
        message: say(
            format!("Pause in place of fillers: {rate:.1} a minute over all answers."),
            format!("군말 대신 잠시 멈추세요: 모든 답변에서 1분에 {rate:.1}번."),
        ),
        question: most.map(|row| row.question.clone()),
    })
}

pub(super) fn pace(rows: &[&AnswerSummary], targets: &Targets, say: &Say<'_>) -> Option<Practise> {
    let outside = |row: &AnswerSummary| {
        let (rate, [low, high]) = match row.language? {
            Language::English => (row.words_per_minute?, targets.words_per_minute_band),
            Language::Korean => (row.syllables_per_minute?, targets.syllables_per_minute_band),
        };
        let off = (low - rate).max(rate - high) / low;
        let enough = row.speaking_s? >= PACE_FROM_S;
        (off > 0.0 && enough).then_some((off, rate, rate > high))
    };
    let found = rows.iter().filter_map(|row| Some((outside(row)?, *row)));
    let ((_, rate, fast), row) = found.max_by(|a, b| a.0.0.total_cmp(&b.0.0))?;
    let english = row.language == Some(Language::English);
    let (unit, unit_korean) = if english { ("words", "단어") } else { ("syllables", "음절") };
    let message = match fast {
        true => say(
            format!("Slow down: {rate:.0} {unit} a minute in “{}”.", quoted(&row.prompt)),
            format!("천천히 말하세요: “{}”에서 1분에 {rate:.0}{unit_korean}.", quoted(&row.prompt)),
        ),
        false => say(
            format!("Keep going: only {rate:.0} {unit} a minute in “{}”.", quoted(&row.prompt)),
            format!(
                "끊기지 않게 말하세요: “{}”에서 1분에 {rate:.0}{unit_korean}.",
                quoted(&row.prompt)
            ),
        ),
    };
    Some(Practise { kind: "pace", message, question: Some(row.question.clone()) })
}

pub(super) fn thinking(rows: &[&AnswerSummary], say: &Say<'_>) -> Option<Practise> {
    let thought = rows.iter().filter_map(|row| Some((row.thinking_s?, *row)));
    let (seconds, row) = thought.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (seconds >= THINKING_FROM_S).then(|| Practise {
        kind: "thinking",
        message: say(
            format!(
                "Have the story ready: {seconds:.0} s of thinking before “{}”.",
                quoted(&row.prompt)
            ),
            format!(
                "이야기를 미리 골라 두세요: “{}” 앞에서 {seconds:.0}초 생각했습니다.",
                quoted(&row.prompt)
            ),
        ),
        question: Some(row.question.clone()),
    })
}

pub(super) fn phrase(recurring: &Recurring, say: &Say<'_>) -> Option<Practise> {
    let phrase = recurring.phrases.first()?;
    let (text, count) = (&phrase.text, phrase.count);
    Some(Practise {
        kind: "phrase",
        message: say(
            format!("Find other words for “{text}”: said {count} times."),
            format!("“{text}” 대신 다른 말을 써 보세요: {count}번 말했습니다."),
        ),
        question: None,
    })
}
