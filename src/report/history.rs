//! The history for a terminal: charts of all takes, a line a question, the newest takes.

use unicode_width::UnicodeWidthStr;

use super::figure::{self, UNMEASURED};
use super::terminal::{Style, pad, shortened};
use crate::config::Targets;
use crate::history::Row;
use crate::history::measure::Measure;
use crate::history::trend::{Group, Trend, by_question, trends};
use crate::language::Language;
use crate::review::finding::clock;
use crate::take::FREE;

/// Columns of a chart that stands alone, and of one in a table.
const WIDE: usize = 32;
const NARROW: usize = 8;

/// Takes and questions listed below the charts unless all are wanted.
const NEWEST: usize = 10;

/// Columns of the table of questions: prompt, pace, fillers, coverage, length.
const TABLE: [usize; 5] = [32, 15, 11, 11, 9];

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
    let see = style.pick(
        "`aloud show TIME` shows one, `aloud history QUESTION` a question, `aloud next` what to \
         practise.",
        "`aloud show 시각`은 테이크 하나, `aloud history 질문`은 질문 하나, `aloud next`는 다음 연습을 \
         보여 줍니다.",
    );
    out + &style.paint.dim(&style.wrap(see, "  ", "  ")) + "\n"
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
    let mut see = format!("`aloud show {}`", group.takes.last().map_or("", |row| &row.take));
    see += style.pick(" shows one", "로 하나를 봅니다");
    if group.takes.len() > 1 {
        see += style.pick(
            ", `aloud compare A B` two side by side",
            ". `aloud compare A B`로 둘을 비교합니다",
        );
    }
    out + &style.paint.dim(&style.wrap(&(see + "."), "  ", "  ")) + "\n"
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

fn table(groups: &[Group<'_>], count: usize, targets: &Targets, style: Style) -> String {
    let heads = [
        style.pick("question", "질문"),
        figure::name(Measure::WordsPerMinute, style),
        style.pick("fillers/min", "군말/분"),
        figure::name(Measure::Covered, style),
        figure::name(Measure::SpeakingS, style),
    ];
    let head: String = heads.iter().zip(TABLE).map(|(name, columns)| pad(name, columns)).collect();
    let mut out = format!("  {}\n", style.paint.dim(head.trim_end()));
    for group in groups.iter().take(count) {
        let limit_s = limit_s(group);
        let trends = trends(&group.takes, limit_s, targets);
        let cells = columns(group, &trends);
        let mut bars = pad(&shortened(title(group, style), TABLE[0] - 2), TABLE[0]);
        let mut values = pad(
            &shortened(
                &format!("{} · {}", takes_in(group.takes.len(), style), group.id),
                TABLE[0] - 2,
            ),
            TABLE[0],
        );
        for (trend, columns) in cells.iter().zip(&TABLE[1..]) {
            let Some(trend) = trend else {
                bars += &pad(UNMEASURED, *columns);
                values += &" ".repeat(*columns);
                continue;
            };
            bars += &pad(&figure::chart(trend, limit_s, targets, NARROW), *columns);
            values += &cell(trend, *columns, style);
        }
        out += &format!("  {}\n  {}\n", bars.trim_end(), style.paint.dim(values.trim_end()));
    }
    if groups.len() > count {
        let more = groups.len() - count;
        let text = match style.ui {
            Language::English => format!("and {more} more: --all"),
            Language::Korean => format!("질문 {more}개 더: --all"),
        };
        out += &format!("  {}\n", style.paint.dim(&text));
    }
    let legend = style.pick(
        "▲ better  ▼ worse  = same  ~ changed: the last takes against the first (up to 5 each)",
        "▲ 좋아짐  ▼ 나빠짐  = 같음  ~ 달라짐: 처음과 마지막 테이크(각 5개까지)를 견줌",
    );
    out + &style.paint.dim(&style.wrap(legend, "  ", "  ")) + "\n\n"
}

/// The trends of the table's columns. Pace is that of the language answered in last.
fn columns<'a>(group: &Group<'_>, trends: &'a [Trend]) -> [Option<&'a Trend>; 4] {
    let language = group.takes.iter().rev().find_map(|row| row.language);
    let pace = Measure::pace(language.unwrap_or(Language::English));
    [pace, Measure::FillersPerMinute, Measure::Covered, Measure::SpeakingS]
        .map(|measure| trends.iter().find(|trend| trend.measure == measure))
}

/// The last value with the sign of its verdict; the unit of fillers stands in the head.
fn cell(trend: &Trend, columns: usize, style: Style) -> String {
    let text = if trend.measure == Measure::FillersPerMinute {
        figure::value(trend.measure, trend.last)
    } else {
        figure::with_unit(trend.measure, trend.last, style)
    };
    let sign = trend.verdict.map(|verdict| figure::sign(verdict, style)).unwrap_or_default();
    let sign_columns = usize::from(trend.verdict.is_some());
    let left = columns.saturating_sub(text.width() + 1 + sign_columns).max(1);
    format!("{text} {sign}{}", " ".repeat(left))
}

/// What names a take in the list of newest takes.
enum Named {
    /// Its question and its time.
    Question,
    /// Its time alone: the question stands above.
    Time,
}

fn newest(takes: &[&Row], count: usize, named: &Named, style: Style) -> String {
    let mut heads = vec![
        (style.pick("newest takes", "최근 테이크"), 24),
        (style.pick("length", "길이"), 8),
        (style.pick("pace", "속도"), 13),
        (style.pick("fillers", "군말"), 9),
        (style.pick("pauses", "쉼"), 8),
        (style.pick("covered", "말한 내용"), 9),
    ];
    if matches!(named, Named::Question) {
        heads.remove(4);
        heads.push((style.pick("question", "질문"), 14));
    }
    let head: String = heads.iter().map(|(name, columns)| pad(name, *columns)).collect();
    let mut out = format!("  {}\n", style.paint.dim(head.trim_end()));
    for row in takes.iter().rev().take(count) {
        let mut cells = vec![
            row.time().to_owned(),
            clock(row.speaking_s.unwrap_or(row.duration_s)),
            row.language.map_or(UNMEASURED.into(), |language| {
                let pace = Measure::pace(language);
                figure::with_unit(pace, pace.of_row(row), style)
            }),
            row.fillers.map_or(UNMEASURED.into(), |count| count.to_string()),
            row.pauses.map_or(UNMEASURED.into(), |count| count.to_string()),
            figure::value(Measure::Covered, row.covered),
        ];
        if matches!(named, Named::Question) {
            cells.remove(4);
            let room =
                style.width.saturating_sub(2 + heads[..5].iter().map(|head| head.1).sum::<usize>());
            let question = row.prompt.as_deref().unwrap_or(UNMEASURED);
            cells.push(shortened(question, room));
        }
        let line: String =
            cells.iter().zip(&heads).map(|(text, (_, columns))| pad(text, *columns)).collect();
        out += &format!("  {}\n", line.trim_end());
    }
    if takes.len() > count {
        let earlier = takes.len() - count;
        let text = match style.ui {
            Language::English => format!("and {earlier} earlier: --all"),
            Language::Korean => format!("그 전 테이크 {earlier}개: --all"),
        };
        out += &format!("  {}\n", style.paint.dim(&text));
    }
    out + "\n"
}
