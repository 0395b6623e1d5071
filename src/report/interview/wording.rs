//! What a report of an interview says, for the terminal and the page.

use crate::interview::session::{Outcome, State};
use crate::interview::summary::{AnswerSummary, Recurring, RoundSummary, Summary};
use crate::language::Language;
use crate::question::Part;
use crate::review::finding::clock;
use crate::review::finding::content::part_name;

/// "Interview finished · 5 of 6 questions answered".
pub fn head(summary: &Summary, ui: Language) -> String {
    let (answered, questions) = (summary.answered, summary.questions);
    match (ui, summary.state == State::Finished) {
        (Language::English, true) => {
            format!("Interview: {answered} of {questions} questions answered")
        }
        (Language::English, false) => {
            format!("Interview so far: {answered} of {questions} questions answered")
        }
        (Language::Korean, true) => format!("면접: 질문 {questions}개 중 {answered}개에 답함"),
        (Language::Korean, false) => {
            format!("면접(진행 중): 질문 {questions}개 중 {answered}개에 답함")
        }
    }
}

/// Time against the plan, and what it was spent on.
pub fn totals(summary: &Summary, ui: Language) -> Vec<String> {
    let (elapsed, planned) = (clock(summary.elapsed_s), clock(summary.planned_s));
    let (spoken, thought) = (clock(summary.speaking_s), clock(summary.thinking_s));
    vec![match ui {
        Language::English => {
            format!("{elapsed} of {planned} planned · speaking {spoken} · thinking {thought}")
        }
        Language::Korean => {
            format!("계획 {planned} 중 {elapsed} · 말하기 {spoken} · 생각 {thought}")
        }
    }]
}

/// "Round 1 · Dive Deep, Earn Trust · 9:12 of 10:00".
pub fn round_head(round: &RoundSummary, ui: Language) -> String {
    let mut parts = vec![match ui {
        Language::English => format!("Round {}", round.number),
        Language::Korean => format!("{}라운드", round.number),
    }];
    if !round.principles.is_empty() {
        parts.push(round.principles.join(", "));
    }
    let (elapsed, planned) = (clock(round.elapsed_s), clock(round.planned_s));
    parts.push(match ui {
        Language::English => format!("{elapsed} of {planned} planned"),
        Language::Korean => format!("계획 {planned} 중 {elapsed}"),
    });
    parts.join(" · ")
}

/// Length, pace, fillers, parts and points of an answer.
pub fn facts(answer: &AnswerSummary, ui: Language) -> Vec<String> {
    let english = ui == Language::English;
    let pick = |english_text: &str, korean: &str| match english {
        true => english_text.to_owned(),
        false => korean.to_owned(),
    };
    match answer.outcome {
        Outcome::Skipped => return vec![pick("skipped", "건너뜀")],
        Outcome::CutOff => return vec![pick("broken off", "중단됨")],
        Outcome::Asked | Outcome::Answered => {}
    }
    let Some(speaking_s) = answer.speaking_s else {
        return vec![match answer.language {
            Some(_) => pick("nothing was said", "말하지 않음"),
            None => pick("not reviewed", "검토되지 않음"),
        }];
    };
    let mut facts = vec![match answer.limit_s {
        Some(limit_s) => format!("{} / {}", clock(speaking_s), clock(limit_s)),
        None => clock(speaking_s),
    }];
    if let Some(thinking_s) = answer.thinking_s {
        facts.push(pick(
            &format!("after {thinking_s:.0} s of thinking"),
            &format!("{thinking_s:.0}초 생각"),
        ));
    }
    let rate = match answer.language {
        Some(Language::Korean) => {
            answer.syllables_per_minute.map(|rate| (rate, "syllables/min", "음절/분"))
        }
        _ => answer.words_per_minute.map(|rate| (rate, "words/min", "단어/분")),
    };
    if let Some((rate, unit, korean)) = rate {
        facts.push(format!("{rate:.0} {}", pick(unit, korean)));
    }
    match answer.fillers {
        Some(1) => facts.push(pick("1 filler", "군말 1")),
        Some(count) => facts.push(pick(&format!("{count} fillers"), &format!("군말 {count}"))),
        None => {}
    }
    if let Some(told) = &answer.parts {
        facts.push(format!("STAR {}", letters(told)));
    }
    if let Some(points) = answer.points {
        let said = points - answer.missed.len().min(points);
        facts.push(pick(&format!("{said} of {points} points"), &format!("핵심 {said}/{points}")));
    }
    if answer.another_question.is_some() {
        facts.push(pick("fits another question better", "다른 질문에 더 맞는 답"));
    }
    facts
}

/// "STA-": the parts that were told, a dash for each that was not.
fn letters(told: &[Part]) -> String {
    let letters = Part::ALL.into_iter().zip("STAR".chars());
    letters.map(|(part, letter)| if told.contains(&part) { letter } else { '-' }).collect()
}

/// What comes back, a line each.
pub fn recurring(recurring: &Recurring, ui: Language) -> Vec<String> {
    let english = ui == Language::English;
    let mut lines = Vec::new();
    if let Some(missed) = recurring.missed_part {
        let (name, count, of) = (part_name(missed.part, ui), missed.missed, missed.of);
        lines.push(match english {
            true => format!("{name} left out in {count} of {of} stories"),
            false => format!("{name}: 이야기 {of}개 중 {count}개에서 빠짐"),
        });
    }
    for story in &recurring.stories {
        let (names, title) = (story.principles.join(", "), &story.title);
        lines.push(match english {
            true => format!("The same story for {names}: “{title}”"),
            false => format!("{names}에 같은 이야기: “{title}”"),
        });
    }
    for phrase in &recurring.phrases {
        let (text, count, answers) = (&phrase.text, phrase.count, phrase.answers);
        lines.push(match english {
            true => format!("“{text}”: {count} times in {answers} answers"),
            false => format!("“{text}”: 답변 {answers}개에서 {count}번"),
        });
    }
    lines
}

/// How to get a first written answer from what was said to questions that have none.
pub fn draftable(summary: &Summary, ui: Language) -> Option<String> {
    let without = |row: &&AnswerSummary| {
        row.in_notes && !row.written && row.follow_up.is_none() && row.speaking_s.is_some()
    };
    let rows = summary.rounds.iter().flat_map(|round| &round.answers);
    let of: Vec<&AnswerSummary> =
        rows.filter(|row| row.outcome == Outcome::Answered).filter(without).collect();
    let (count, take) = (of.len(), of.first()?.take.as_ref()?);
    Some(match (ui, count) {
        (Language::English, 1) => format!(
            "No answer is written yet to one of the questions: `aloud draft {take}` makes one of \
             what you said."
        ),
        (Language::English, _) => format!(
            "No answer is written yet to {count} of the questions: `aloud draft TAKE` makes one of \
             what you said, for example `aloud draft {take}`."
        ),
        (Language::Korean, 1) => format!(
            "적어 둔 답변이 없는 질문이 하나 있습니다: `aloud draft {take}`가 말한 것으로 초안을 만듭니다."
        ),
        (Language::Korean, _) => format!(
            "적어 둔 답변이 없는 질문이 {count}개 있습니다: `aloud draft TAKE`가 말한 것으로 초안을 \
             만듭니다. 예: `aloud draft {take}`."
        ),
    })
}
