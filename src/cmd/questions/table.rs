//! The questions as a table of 80 columns.

use std::path::Path;

use unicode_width::UnicodeWidthStr;

use super::last;
use crate::cmd::Context;
use crate::language::{Language, predicted_s};
use crate::local_time;
use crate::question::{Kind, Notes, Question, call_numbers};
use crate::review::finding::clock;

/// Columns: number, prompt, kind, time of the answer and of the limit; 80 together.
const NUMBER: usize = 4;
const PROMPT: usize = 52;
const KIND: usize = 9;
const TIME: usize = 11;

/// The whole table; `colour` sets file names bold and ids dim.
pub(super) fn table(notes: &Notes, context: &Context, colour: bool) -> String {
    let (bold, dim, plain) = if colour { ("\x1b[1m", "\x1b[2m", "\x1b[0m") } else { ("", "", "") };
    let korean = context.ui == Language::Korean;
    let mut out = String::new();
    let mut file: Option<&Path> = None;
    let mut topic: Option<&str> = None;
    for (question, number) in notes.questions.iter().zip(call_numbers(&notes.questions)) {
        if file != Some(&question.file) {
            let gap = if out.is_empty() { "" } else { "\n" };
            out += &format!("{gap}{bold}{}{plain}\n", question.file.display());
            file = Some(&question.file);
            topic = None;
        }
        if question.topic.is_some() && question.topic.as_deref() != topic {
            topic = question.topic.as_deref();
            out += &format!("\n  {}\n", topic.unwrap_or_default());
        }
        let number = number.map_or(String::new(), |n| n.to_string());
        let lines = textwrap::wrap(&question.prompt, PROMPT);
        for (row, line) in lines.iter().enumerate() {
            let text = if row == 0 {
                format!(
                    "{number:>NUMBER$}  {}{}{}",
                    padded(line, PROMPT),
                    padded(&format!("  {}", kind(question.kind, korean)), KIND + 2),
                    times(question, context),
                )
            } else {
                format!("{:NUMBER$}  {line}", "")
            };
            out += text.trim_end();
            out += "\n";
        }
        let mut below = question.id.clone();
        if let Some(take) = last(question, context) {
            let time = local_time::of_take(&take);
            let label = if korean { "최근 녹음" } else { "last take" };
            below += &format!(" · {label} {time}");
        }
        out += &format!("{:NUMBER$}  {dim}{below}{plain}\n", "");
    }
    out + &summary(notes, korean)
}

fn kind(kind: Kind, korean: bool) -> &'static str {
    match (kind, korean) {
        (Kind::Star, _) => "STAR",
        (Kind::Plain, false) => "answer",
        (Kind::Plain, true) => "답변",
        (Kind::Unanswered, false) => "no answer",
        (Kind::Unanswered, true) => "답변 없음",
    }
}

/// "1:38 / 2:00": predicted length of the written answer and the limit.
fn times(question: &Question, context: &Context) -> String {
    let predicted = question
        .reference
        .as_ref()
        .map(|reference| clock(predicted_s(reference, question.language, &context.config.targets)));
    let text = match (predicted, question.limit_s) {
        (Some(predicted), Some(limit)) => format!("{predicted} / {}", clock(limit)),
        (Some(predicted), None) => format!("{predicted}       "),
        (None, Some(limit)) => format!("/ {}", clock(limit)),
        (None, None) => return String::new(),
    };
    format!("{text:>TIME$}")
}

/// Text filled with spaces to `width` columns; a Hangul syllable takes two.
fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

fn summary(notes: &Notes, korean: bool) -> String {
    let all = notes.questions.len();
    if all == 0 {
        let text = if korean {
            "질문이 없습니다. notes/에 Markdown 노트를 쓰거나 `aloud init DIR`로 예시를 만드세요."
        } else {
            "No questions. Write Markdown notes in notes/, or get samples with `aloud init DIR`."
        };
        return format!("{text}\n");
    }
    let answered = notes.questions.iter().filter(|q| q.kind != Kind::Unanswered).count();
    if korean {
        format!("\n질문 {all}개, 답변 {answered}개. 시간: 목표 속도로 말할 때의 길이 / 제한 시간\n")
    } else {
        let plural = if all == 1 { "" } else { "s" };
        format!(
            "\n{all} question{plural}, {answered} with an answer. \
             Times: answer at your target pace / limit\n"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cmd::questions::tests::{context, sample};

    #[test]
    fn the_table_fits_80_columns_in_both_languages() {
        for ui in [Language::English, Language::Korean] {
            let text = table(&sample(), &context(ui), false);
            for line in text.lines() {
                assert!(line.width() <= 80, "{} columns: {line}", line.width());
            }
        }
    }

    #[test]
    fn columns_stand_under_each_other_whatever_the_script() {
        let text = table(&sample(), &context(Language::English), false);
        let starts: Vec<usize> =
            text.lines().filter_map(|line| Some(line[..line.find("  STAR")?].width())).collect();
        assert!(starts.len() >= 3 && starts.iter().all(|&start| start == starts[0]), "{starts:?}");
    }
}
