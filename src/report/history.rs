//! The history for a terminal: charts of all takes, a line a question, the newest takes.

mod newest;
mod table;

use self::newest::{Named, newest};
use self::table::table;
use super::figure;
use super::terminal::{Style, pad};
use crate::config::Targets;
use crate::history::Row;
use crate::history::trend::{Group, Trend, by_question, trends};
use crate::language::Language;
use crate::local_time;
use crate::review::finding::clock;
use crate::take::FREE;

/// Columns of a chart that stands alone.
const WIDE: usize = 32;

/// Takes and questions listed below the charts unless all are wanted.
const NEWEST: usize = 10;

/// All questions: charts over all takes, a line a question, the newest takes.
pub fn overview(rows: &[Row], everything: bool, targets: &Targets, style: Style) -> String {
    let groups = by_question(rows);
    let all: Vec<&Row> = rows.iter().collect();
    let questions = groups.iter().filter(|group| group.id != FREE).count();
    let title = match style.ui {
        Language::English => format!("{} of {}", takes(rows.len()), questions_of(questions)),
        Language::Korean => format!("테이크 {}개, 질문 {questions}개", rows.len()),
    };
    let mut out = format!("{}\n\n", style.paint.bold(&title));
    out += &charts(&trends(&all, None, targets), None, targets, style);
    let count = if everything { usize::MAX } else { NEWEST };
    out += &table(&groups, count, targets, style);
    out += &newest(&all, count, &Named::Question, style);
    let last = rows.last().map(|row| local_time::of_take_exactly(&row.take)).unwrap_or_default();
    let see = match style.ui {
        Language::English => format!(
            "`aloud show \"{last}\"` shows the newest, `aloud history QUESTION` the takes of a \
             question, `aloud next` what to practise."
        ),
        Language::Korean => format!(
            "`aloud show \"{last}\"`은 가장 최근 테이크, `aloud history 질문`은 질문 하나, \
             `aloud next`는 다음 연습을 보여 줍니다."
        ),
    };
    out + &dim(&see, style)
}

/// One question: charts over its takes, then the newest of them, or all.
pub fn question(group: &Group<'_>, all: bool, targets: &Targets, style: Style) -> String {
    let mut out = String::new();
    for line in style.wrap(title(group, style), "", "").lines() {
        out += &style.paint.bold(line);
        out.push('\n');
    }
    let limit_s = limit_s(group);
    let mut facts = vec![group.id.to_owned(), takes_in(group.takes.len(), style)];
    if let Some(limit_s) = limit_s {
        facts.push(format!("{} {}", style.pick("limit", "제한"), clock(limit_s)));
    }
    out += &style.paint.dim(&style.wrap(&facts.join(" · "), "", ""));
    out += "\n\n";
    out += &charts(&trends(&group.takes, limit_s, targets), limit_s, targets, style);
    let count = if all { usize::MAX } else { NEWEST };
    out += &newest(&group.takes, count, &Named::Time, style);
    let times = group.takes.iter().map(|row| local_time::of_take_exactly(&row.take));
    let times: Vec<String> = times.collect();
    let mut see = format!("`aloud show \"{}\"`", times.last().map_or("", String::as_str));
    see += style.pick(" shows the newest", "로 가장 최근 것을 봅니다");
    if let [first, .., last] = times.as_slice() {
        see += &match style.ui {
            Language::English => {
                format!(
                    ", `aloud compare \"{first}\" \"{last}\"` the first and the last side by side"
                )
            }
            Language::Korean => {
                format!(". `aloud compare \"{first}\" \"{last}\"`로 처음과 마지막을 견줍니다")
            }
        };
    }
    out + &dim(&(see + "."), style)
}

/// A hint below, line by line: a colour that goes over a line's end is lost in some pagers.
fn dim(text: &str, style: Style) -> String {
    let lines = style.wrap(text, "  ", "  ");
    lines.lines().map(|line| format!("{}\n", style.paint.dim(line))).collect()
}

fn title<'a>(group: &Group<'a>, style: Style) -> &'a str {
    if group.id == FREE {
        style.pick("Takes without a question", "질문 없는 테이크")
    } else {
        group.prompt.unwrap_or(group.id)
    }
}

/// The limit the question was last practised with.
fn limit_s(group: &Group<'_>) -> Option<f64> {
    group.takes.last().and_then(|row| row.limit_s)
}

fn takes(count: usize) -> String {
    if count == 1 { "1 take".into() } else { format!("{count} takes") }
}

fn questions_of(count: usize) -> String {
    if count == 1 { "1 question".into() } else { format!("{count} questions") }
}

fn takes_in(count: usize, style: Style) -> String {
    match style.ui {
        Language::English => takes(count),
        Language::Korean => format!("테이크 {count}개"),
    }
}

fn charts(trends: &[Trend], limit_s: Option<f64>, targets: &Targets, style: Style) -> String {
    let mut out = String::new();
    for trend in trends {
        let name = figure::name(trend.measure, style);
        let bars = figure::chart(trend, limit_s, targets, WIDE);
        let mut line = format!("  {}{}", pad(name, 10), pad(&bars, WIDE + 2));
        let last = figure::with_unit(trend.measure, trend.last, style);
        match trend.verdict {
            Some(verdict) => {
                let first = figure::value(trend.measure, trend.first);
                line += &pad(&format!("{first} → {last}"), 22);
                line += &figure::word(verdict, style);
            }
            None => line += &last,
        }
        out += &line;
        out.push('\n');
    }
    if out.is_empty() {
        let text = style.pick(
            "No take was reviewed yet: `aloud review` reviews the last one.",
            "아직 검토한 테이크가 없습니다. `aloud review`로 마지막 테이크를 검토하세요.",
        );
        return format!("{}\n\n", style.wrap(text, "  ", "  "));
    }
    out + "\n"
}
