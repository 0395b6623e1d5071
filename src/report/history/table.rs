//! A line of charts and a line of figures for each question.

use unicode_width::UnicodeWidthStr;

use super::{limit_s, takes_in, title};
use crate::config::Targets;
use crate::history::measure::Measure;
use crate::history::trend::{Group, Trend, trends};
use crate::language::Language;
use crate::report::figure::{self, UNMEASURED};
use crate::report::terminal::{Style, pad, shortened};

/// Columns of a chart.
const NARROW: usize = 8;

/// Columns of the table of questions: prompt, pace, fillers, coverage, length.
const TABLE: [usize; 5] = [32, 15, 11, 11, 9];

/// The first `count` questions.
pub fn table(groups: &[Group<'_>], count: usize, targets: &Targets, style: Style) -> String {
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
