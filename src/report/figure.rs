//! How measures and verdicts read in the terminal.

use super::chart::bars;
use super::terminal::Style;
use crate::config::Targets;
use crate::history::measure::Measure;
use crate::history::trend::Trend;
use crate::history::verdict::Verdict;
use crate::review::SAME_TEMPO;
use crate::review::finding::clock;

/// What stands for a value that was not measured.
pub(super) const UNMEASURED: &str = "–";

/// Name of a measure, short enough for the head of a column.
pub(super) fn name(measure: Measure, style: Style) -> &'static str {
    match measure {
        Measure::WordsPerMinute | Measure::SyllablesPerMinute => style.pick("pace", "속도"),
        Measure::ArticulationWordsPerMinute | Measure::ArticulationSyllablesPerMinute => {
            style.pick("without pauses", "쉼 제외")
        }
        Measure::FillersPerMinute => style.pick("fillers", "군말"),
        Measure::RepetitionsPerMinute => style.pick("repeated words", "반복한 말"),
        Measure::HedgesPerMinute => style.pick("hedges", "흐리는 말"),
        Measure::LongPausesPerMinute => style.pick("long pauses", "긴 쉼"),
        Measure::Covered => style.pick("covered", "말한 내용"),
        Measure::FactsSaid => style.pick("numbers, names", "숫자와 이름"),
        Measure::SpeakingS => style.pick("length", "길이"),
    }
}

/// Unit behind a value; empty where the value itself shows it.
pub(super) fn unit(measure: Measure, style: Style) -> &'static str {
    match measure {
        Measure::WordsPerMinute | Measure::ArticulationWordsPerMinute => {
            style.pick("w/min", "단어/분")
        }
        Measure::SyllablesPerMinute | Measure::ArticulationSyllablesPerMinute => {
            style.pick("syl/min", "음절/분")
        }
        Measure::FillersPerMinute
        | Measure::RepetitionsPerMinute
        | Measure::HedgesPerMinute
        | Measure::LongPausesPerMinute => style.pick("/min", "/분"),
        Measure::Covered | Measure::FactsSaid | Measure::SpeakingS => "",
    }
}

/// A value without its unit.
pub(super) fn value(measure: Measure, value: Option<f64>) -> String {
    let Some(value) = value else { return UNMEASURED.into() };
    match measure {
        Measure::Covered | Measure::FactsSaid => format!("{:.0} %", value * 100.0),
        Measure::SpeakingS => clock(value),
        Measure::FillersPerMinute
        | Measure::RepetitionsPerMinute
        | Measure::HedgesPerMinute
        | Measure::LongPausesPerMinute => format!("{value:.1}"),
        _ => format!("{value:.0}"),
    }
}

/// A value with its unit.
pub(super) fn with_unit(measure: Measure, of: Option<f64>, style: Style) -> String {
    let text = value(measure, of);
    let unit = unit(measure, style);
    let space = if unit.is_empty() || unit.starts_with('/') { "" } else { " " };
    if of.is_some() { format!("{text}{space}{unit}") } else { text }
}

/// The values of a trend as bars. Pace spans what was measured, and at least what counts as the
/// same, so that chance does not look like progress; fillers begin at none and reach at least the
/// target; coverage spans all points; length begins at 0 and reaches at least the limit.
pub(super) fn chart(
    trend: &Trend,
    limit_s: Option<f64>,
    targets: &Targets,
    columns: usize,
) -> String {
    let measured = || trend.values.iter().flatten().copied();
    let most = measured().fold(0.0, f64::max);
    let (low, high) = match trend.measure {
        Measure::WordsPerMinute | Measure::SyllablesPerMinute => {
            let least = measured().fold(f64::INFINITY, f64::min);
            let middle = (least + most) / 2.0;
            (least.min(middle * (1.0 - SAME_TEMPO)), most.max(middle * (1.0 + SAME_TEMPO)))
        }
        Measure::FillersPerMinute => (0.0, most.max(targets.fillers_per_minute)),
        Measure::Covered | Measure::FactsSaid => (0.0, 1.0),
        _ => (0.0, limit_s.map_or(most, |limit_s| most.max(limit_s))),
    };
    bars(&trend.values, low, high, columns)
}

/// A sign of one column for a verdict.
pub(super) fn sign(verdict: Verdict, style: Style) -> String {
    match verdict {
        Verdict::Better => style.paint.good("▲"),
        Verdict::Worse => style.paint.fix("▼"),
        Verdict::Same => style.paint.dim("="),
        Verdict::Changed => style.paint.dim("~"),
    }
}

/// The verdict in a word.
pub(super) fn word(verdict: Verdict, style: Style) -> String {
    match verdict {
        Verdict::Better => style.paint.good(style.pick("better", "좋아짐")),
        Verdict::Worse => style.paint.fix(style.pick("worse", "나빠짐")),
        Verdict::Same => style.paint.dim(style.pick("same", "같음")),
        Verdict::Changed => style.paint.dim(style.pick("changed", "달라짐")),
    }
}
