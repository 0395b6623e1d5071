//! Choosing a question on a terminal: type to filter, Enter takes it.

use std::time::Duration;

use unicode_normalization::UnicodeNormalization;
use unicode_width::UnicodeWidthStr;

use super::interrupt::Interrupt;
use super::keys::{Key, Keys};
use super::screen::canvas::Canvas;
use crate::cmd::Context;
use crate::local_time;
use crate::question::{Question, call_numbers, last_take};
use crate::report::Paint;
use crate::review::finding::clock;

/// Time between two looks at the size of the terminal.
const LOOK: Duration = Duration::from_millis(200);

/// What was chosen.
pub enum Picked {
    /// A question.
    Question(Box<Question>),
    /// A free take.
    Free,
    /// Nothing: the user left.
    Left,
}

/// Shows a list of questions and lets the user choose.
pub type Choose<'a> = dyn Fn(&[Question]) -> Picked + 'a;

/// A line of the list.
struct Row {
    /// Place among the questions; `None` for a free take.
    index: Option<usize>,
    left: String,
    right: String,
    /// What a filter is compared with, see [`folded`].
    searched: String,
}

/// Lets the user choose among `questions`.
pub fn pick(
    questions: &[Question],
    keys: &Keys,
    interrupt: &Interrupt,
    context: &Context,
) -> Picked {
    let rows = rows(questions, context);
    let paint = Paint::for_page();
    let mut canvas = Canvas::enter();
    let (mut filter, mut at) = (String::new(), 0);
    loop {
        let shown = matching(&rows, &filter);
        at = at.min(shown.len().saturating_sub(1));
        canvas.draw(&page(&shown, &filter, at, canvas.size(), paint, context));
        if interrupt.came() {
            return Picked::Left;
        }
        let key = keys.pressed(LOOK);
        match key {
            Some(Key::Char(c)) => filter.push(c),
            Some(Key::Backspace) => {
                filter.pop();
            }
            Some(Key::Up) => at = at.saturating_sub(1),
            Some(Key::Down) => at += 1,
            Some(Key::Escape) if !filter.is_empty() => filter.clear(),
            Some(Key::Escape | Key::End) => return Picked::Left,
            Some(Key::Enter) => match shown.get(at).map(|row| row.index) {
                Some(Some(index)) => return Picked::Question(Box::new(questions[index].clone())),
                Some(None) => return Picked::Free,
                None => {}
            },
            None => {}
        }
    }
}

fn rows(questions: &[Question], context: &Context) -> Vec<Row> {
    let recordings = context.folder.as_ref().map(|folder| folder.recordings());
    let mut rows: Vec<Row> = questions
        .iter()
        .zip(call_numbers(questions))
        .enumerate()
        .map(|(index, (question, number))| {
            let last = recordings.as_ref().and_then(|folder| last_take(folder, &question.id));
            let day = last.and_then(|take| Some(local_time::of_take(&take).get(..10)?.to_owned()));
            let number = number.map(|number| number.to_string()).unwrap_or_default();
            let limit = question.limit_s.map(clock).unwrap_or_default();
            let day = day.unwrap_or_else(|| context.pick("never", "없음").to_owned());
            Row {
                index: Some(index),
                left: format!("{number:>3}  {}", question.prompt),
                right: format!("{limit:>5}  {day:>10}"),
                searched: folded(&format!(
                    "{number} {} {} {}",
                    question.id,
                    question.prompt,
                    question.topic.as_deref().unwrap_or_default()
                )),
            }
        })
        .collect();
    let free = context.pick("A free take, without a question", "질문 없이 녹음");
    rows.push(Row {
        index: None,
        left: format!("     {free}"),
        right: String::new(),
        searched: folded(&format!("free {free}")),
    });
    rows
}

/// Lower case, and Hangul in whole syllables however it was typed or written.
fn folded(text: &str) -> String {
    text.nfc().collect::<String>().to_lowercase()
}

/// Rows that hold every word of the filter.
fn matching<'a>(rows: &'a [Row], filter: &str) -> Vec<&'a Row> {
    let filter = folded(filter);
    rows.iter()
        .filter(|row| filter.split_whitespace().all(|word| row.searched.contains(word)))
        .collect()
}

fn page(
    shown: &[&Row],
    filter: &str,
    at: usize,
    (width, height): (usize, usize),
    paint: Paint,
    context: &Context,
) -> Vec<String> {
    let title = context.pick("Which question?", "어떤 질문에 답할까요?");
    let columns = context.pick("limit   last take", "제한  최근 녹음");
    let space = width.saturating_sub(title.width() + columns.width() + 2);
    let mut lines = vec![
        format!(" {}{}{}", paint.bold(title), " ".repeat(space), paint.dim(columns)),
        format!(" > {filter}▏"),
        String::new(),
    ];
    let room = height.saturating_sub(lines.len() + 2).max(1);
    let from = (at + 1).saturating_sub(room);
    for (number, row) in shown.iter().enumerate().skip(from).take(room) {
        let left_columns = width.saturating_sub(row.right.width() + 4);
        let left = console::truncate_str(&row.left, left_columns, "…");
        let space = left_columns.saturating_sub(left.width());
        let line = format!(" {left}{}  {}", " ".repeat(space), row.right);
        lines.push(if number == at { paint.good(&format!("›{}", &line[1..])) } else { line });
    }
    lines.resize(height.saturating_sub(1), String::new());
    let keys = context.pick(
        "type to filter · ↑ ↓ choose · Enter takes it · Esc leaves",
        "입력하면 걸러집니다 · ↑ ↓ 선택 · Enter 확정 · Esc 나가기",
    );
    lines.push(format!(" {}", paint.dim(&console::truncate_str(keys, width - 2, "…"))));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_keeps_rows_that_hold_all_of_its_words() {
        let row = |searched: &str| Row {
            index: None,
            left: String::new(),
            right: String::new(),
            searched: searched.into(),
        };
        let rows = [row("1 deadline tell me about a tight deadline"), row("2 why-us why us")];
        assert_eq!(matching(&rows, "Dead tight").len(), 1);
        assert_eq!(matching(&rows, "").len(), 2);
        assert_eq!(matching(&rows, "nothing").len(), 0);
        let rows = [row(&folded("3 팀에서 생긴 갈등"))];
        assert_eq!(matching(&rows, &"갈등".nfd().collect::<String>()).len(), 1);
    }
}
