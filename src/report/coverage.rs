//! What of the written answer was said, as text.

use super::terminal::{Style, pad};
use super::words::{section_name, section_status};
use crate::coverage::{Coverage, FactStatus, SectionResult, Status};
use crate::review::finding::clock;

/// Columns of the bar that shows the share of time.
const BAR: usize = 12;

pub(super) fn render(coverage: &Coverage, style: Style) -> String {
    let title = style.pick("Your written answer", "적어 둔 답");
    let mut out = format!("\n{}\n", style.paint.bold(title));
    for (index, section) in coverage.sections.iter().enumerate() {
        out += &heading(section, index, style);
        for point in &section.points {
            let mark = mark(point.status, style);
            let when = point.evidence.first().map(|evidence| clock(evidence.start_s));
            let text = timed(&point.text, when.as_deref(), style);
            out += &format!("    {mark} {}\n", text.trim_start());
            if point.status == Status::Missed
                && let Some(nearest) = &point.nearest
            {
                let near = style.pick("nearest", "가장 가까운 말");
                let line = format!("{near}, {}: “{}”", clock(nearest.start_s), nearest.text);
                for line in style.wrap(&line, "      ", "      ").lines() {
                    out += &style.paint.dim(line);
                    out.push('\n');
                }
            }
        }
    }
    out + &facts(coverage, style)
}

/// A point with the time it was said, wrapped so that the time stays inside the columns too.
fn timed(text: &str, when: Option<&str>, style: Style) -> String {
    const INDENT: &str = "      ";
    let Some(when) = when else { return style.wrap(text, INDENT, INDENT) };
    let wrapped = style.wrap(&format!("{text} {when}"), INDENT, INDENT);
    let text = wrapped.strip_suffix(when).unwrap_or(&wrapped);
    format!("{text}{}", style.paint.dim(when))
}

fn heading(section: &SectionResult, index: usize, style: Style) -> String {
    let name = section_name(section, index, style.ui);
    let status = section_status(section.status, style.ui);
    let mut line =
        format!("  {} {}", mark(section.status, style), style.paint.bold(&pad(&name, 12)));
    line += &pad(status, 13);
    if let Some(share) = section.share.filter(|_| section.status != Status::Missed) {
        let filled = (share * BAR as f64).round() as usize;
        let bar = format!("{}{}", "█".repeat(filled), "░".repeat(BAR - filled.min(BAR)));
        line += &format!("{bar} {:>3.0} %  {}", share * 100.0, clock(section.spoken_s));
    }
    line.trim_end().to_owned() + "\n"
}

fn mark(status: Status, style: Style) -> String {
    match status {
        Status::Said => style.paint.good("✓"),
        Status::Partly => style.paint.note("~"),
        Status::Missed => style.paint.fix("✗"),
    }
}

fn facts(coverage: &Coverage, style: Style) -> String {
    let missed: Vec<&str> = coverage
        .facts
        .iter()
        .filter(|fact| fact.status == FactStatus::Missed)
        .map(|fact| fact.text.as_str())
        .collect();
    if coverage.facts.is_empty() {
        return String::new();
    }
    let said = coverage.facts.iter().filter(|fact| fact.status == FactStatus::Said).count();
    let title = style.pick("Numbers and names", "숫자와 이름");
    let mut text = format!("{said}/{} {}", coverage.facts.len(), style.pick("said", "말함"));
    if !missed.is_empty() {
        text += &format!("; {}: {}", style.pick("missed", "빠짐"), missed.join(", "));
    }
    format!("  {}\n", style.wrap(&format!("{title}: {text}"), "", "    "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::report::Paint;

    #[test]
    fn the_time_of_a_point_stays_inside_the_columns() {
        let style = Style::new(40, Paint { on: false }, Language::English);
        let text = "a few words that fill up a line of it";
        for cut in 20..text.len() {
            let shown = timed(&text[..cut], Some("10:44"), style);
            assert!(shown.lines().all(|line| line.len() <= 40) && shown.ends_with(" 10:44"));
        }
    }
}
