//! What to practise after an interview.

use serde::Serialize;

use super::{AnswerSummary, Outcome, Recurring};
use crate::config::Targets;
use crate::language::Language;
use crate::review::finding::{clock, content::part_name};

/// Things to practise at most: more are not practised.
const MOST: usize = 3;

/// A story is prepared when it comes within so many seconds of the question.
const THINKING_FROM_S: f64 = 20.0;

/// From this share of key points left out an answer is worth another take.
const MISSED_FROM: f64 = 0.3;

/// A pace is judged from so many seconds of speaking on: below, one pause decides.
const PACE_FROM_S: f64 = 15.0;

/// The rule that finds something where no other does.
const AGAIN: &str = "again";

/// Something to practise.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Practise {
    /// Name of the rule, for scripts.
    pub kind: &'static str,
    /// One sentence for the candidate.
    pub message: String,
    /// The question it shows best in; `aloud record` takes its id. `None` where that is a question
    /// of the interviewer's own.
    pub question: Option<String>,
}

/// The things to practise, the most useful first: rules stand in the order of their weight.
pub(super) fn practise(
    rows: &[&AnswerSummary],
    recurring: &Recurring,
    targets: &Targets,
    ui: Language,
) -> Vec<Practise> {
    let say = |english: String, korean: String| match ui {
        Language::English => english,
        Language::Korean => korean,
    };
    let found = [
        missed_part(rows, recurring, ui, &say),
        skipped(rows, &say),
        another_question(rows, &say),
        missed_points(rows, &say),
        over_limit(rows, &say),
        same_story(recurring, &say),
        fillers(rows, targets, &say),
        pace(rows, targets, &say),
        thinking(rows, &say),
        phrase(recurring, &say),
        first_missed(rows, &say),
        least_practised(rows, &say),
    ];
    let in_notes = |id: &String| rows.iter().any(|row| row.question == *id && row.in_notes);
    let mut practise: Vec<Practise> = Vec::new();
    for found in found.into_iter().flatten().take(MOST) {
        let question = found.question.filter(&in_notes);
        // "Once more" says nothing new of a question that is named already.
        let named = practise.iter().any(|before| before.question == question);
        if found.kind != AGAIN || !named {
            practise.push(Practise { question, ..found });
        }
    }
    practise
}

type Say<'a> = dyn Fn(String, String) -> String + 'a;

fn missed_part(
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

fn skipped(rows: &[&AnswerSummary], say: &Say<'_>) -> Option<Practise> {
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

fn another_question(rows: &[&AnswerSummary], say: &Say<'_>) -> Option<Practise> {
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

fn missed_points(rows: &[&AnswerSummary], say: &Say<'_>) -> Option<Practise> {
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

fn over_limit(rows: &[&AnswerSummary], say: &Say<'_>) -> Option<Practise> {
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

fn same_story(recurring: &Recurring, say: &Say<'_>) -> Option<Practise> {
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

fn fillers(rows: &[&AnswerSummary], targets: &Targets, say: &Say<'_>) -> Option<Practise> {
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

fn pace(rows: &[&AnswerSummary], targets: &Targets, say: &Say<'_>) -> Option<Practise> {
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

fn thinking(rows: &[&AnswerSummary], say: &Say<'_>) -> Option<Practise> {
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

fn phrase(recurring: &Recurring, say: &Say<'_>) -> Option<Practise> {
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

/// A key point that an otherwise good answer left out.
fn first_missed(rows: &[&AnswerSummary], say: &Say<'_>) -> Option<Practise> {
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
fn least_practised(rows: &[&AnswerSummary], say: &Say<'_>) -> Option<Practise> {
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

/// A question inside a sentence: without the full stop that would stand before the sentence's own,
/// and what it quotes itself in single marks.
fn quoted(prompt: &str) -> String {
    prompt.trim_end_matches(['.', '。']).replace('“', "‘").replace('”', "’")
}
