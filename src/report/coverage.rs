//! What of the written answer was said, as text.

use super::terminal::{Style, pad};
use super::words::{section_name, section_status};
use crate::coverage::{Coverage, FactStatus, PointResult, Priority, SectionResult, Status};
use crate::language::Language;
use crate::review::finding::clock;
use crate::review::finding::content::shortened;

/// Columns of the bar that shows the share of time.
const BAR: usize = 12;

/// Most prompts for the next try: more are not kept in mind.
const MOST_PROMPTS: usize = 5;

pub(super) fn render(coverage: &Coverage, style: Style) -> String {
    let title = if coverage.guessed {
        style.pick("Parts, guessed from the speech", "말에서 짐작한 부분")
    } else {
        style.pick("Your written answer", "적어 둔 답")
    };
    let mut out = format!("\n{}\n", style.paint.bold(title));
    for (index, section) in coverage.sections.iter().enumerate() {
        out += &heading(section, index, style);
        for point in &section.points {
            let mark = mark(point.status, style);
            let when = point.evidence.first().map(|evidence| clock(evidence.start_s));
            let text = timed(&point.text, when.as_deref(), style);
            out += &format!("    {mark} {}\n", text.trim_start());
        }
    }
    out + &facts(coverage, style) + &prompts(coverage, style)
}

/// What to say the next time: points that were missed, those that must be said first.
fn prompts(coverage: &Coverage, style: Style) -> String {
    let mut missed: Vec<&PointResult> = coverage
        .points()
        .filter(|point| point.status == Status::Missed && point.priority != Priority::Optional)
        .collect();
    if missed.is_empty() {
        return String::new();
    }
    missed.sort_by_key(|point| point.priority != Priority::Must);
    let title = style.pick("Next time, say too", "다음에는 이것도");
    let mut out = format!("\n{}\n", style.paint.bold(title));
    for point in missed.iter().take(MOST_PROMPTS) {
        out += &style.wrap(&shortened(&point.text), "  • ", "    ");
        out.push('\n');
        if let Some(nearest) = &point.nearest {
            let near = style.pick("nearest", "가장 가까운 말");
            let text = shortened(&nearest.text);
            let line = format!("{near}, {}: “{text}”", clock(nearest.start_s));
            for line in style.wrap(&line, "    ", "    ").lines() {
                out += &style.paint.dim(line);
                out.push('\n');
            }
        }
    }
    let more = missed.len().saturating_sub(MOST_PROMPTS);
    let said = style.pick(
        "You did say one of them? `aloud show --evidence` lists all, `--said NUMBER` marks it.",
        "이미 말했다면 `aloud show --evidence`에서 번호를 보고 `--said 번호`로 표시하세요.",
    );
    let hint = match (more, style.ui) {
        (0, _) => said.to_owned(),
        (_, Language::English) => format!("And {more} more. {said}"),
        (_, Language::Korean) => format!("그 밖에 {more}개. {said}"),
    };
    let hint = style.wrap(&hint, "  ", "  ");
    hint.lines().fold(out, |out, line| out + &style.paint.dim(line) + "\n")
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
        // A review that somebody else wrote may tell any share.
        let filled = ((share * BAR as f64).round() as usize).min(BAR);
        let bar = format!("{}{}", "█".repeat(filled), "░".repeat(BAR - filled));
        line += &format!("{bar} {:>3.0} %  {}", share * 100.0, clock(section.spoken_s));
    }
    line.trim_end().to_owned() + "\n"
}

pub(super) fn mark(status: Status, style: Style) -> String {
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
    let different: Vec<String> = coverage
        .facts
        .iter()
        .filter(|fact| fact.status == FactStatus::Different)
        .map(|fact| format!("{} (“{}”)", fact.text, fact.heard.as_deref().unwrap_or_default()))
        .collect();
    if !different.is_empty() {
        text += &format!("; {}: {}", style.pick("different", "다르게"), different.join(", "));
    }
    if !missed.is_empty() {
        text += &format!("; {}: {}", style.pick("missed", "빠짐"), missed.join(", "));
    }
    format!("  {}\n", style.wrap(&format!("{title}: {text}"), "", "    "))
}

#[cfg(test)]
mod tests {
    use super::*;
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
