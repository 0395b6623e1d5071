//! Every key point with its number and the words that say it.

use super::coverage::mark;
use super::terminal::Style;
use super::words::section_name;
use crate::coverage::{By, Coverage, Evidence, FactStatus, PointResult, Priority, Status};
use crate::review::finding::clock;

const INDENT: &str = "        ";

/// The evidence of a whole answer: points in the order of the notes, then numbers and names, then
/// what belongs to no part.
pub fn render(coverage: &Coverage, style: Style) -> String {
    let mut out = String::new();
    let mut number = 0;
    for (index, section) in coverage.sections.iter().enumerate() {
        out += &format!("{}\n", style.paint.bold(&section_name(section, index, style.ui)));
        for point in &section.points {
            number += 1;
            out += &one(number, point, style);
        }
    }
    out + &facts(coverage, style) + &other(coverage, style)
}

fn one(number: usize, point: &PointResult, style: Style) -> String {
    let head = format!("{number:>4}  {} ", mark(point.status, style));
    let mut text = point.text.clone();
    match point.priority {
        Priority::Must => text += style.pick(" (must be said)", " (꼭 말할 것)"),
        Priority::Optional => text += style.pick(" (optional)", " (선택)"),
        Priority::Usual => {}
    }
    let wrapped = style.wrap(&text, INDENT, INDENT);
    let mut out = format!("{head}{}\n", wrapped.trim_start());
    if point.by == Some(By::User) {
        let by = style.pick("marked as said by you", "직접 말했다고 표시함");
        out += &format!("{INDENT}{}\n", style.paint.dim(by));
    }
    for evidence in &point.evidence {
        out += &quote(evidence, "", style);
    }
    if let Some(nearest) = point.nearest.as_ref().filter(|_| point.status == Status::Missed) {
        out += &quote(nearest, style.pick("nearest, ", "가장 가까운 말, "), style);
    }
    out
}

fn quote(evidence: &Evidence, before: &str, style: Style) -> String {
    let (from, to) = (clock(evidence.start_s), clock(evidence.end_s));
    let line = format!("{before}{from}–{to}: “{}”", evidence.text);
    let wrapped = style.wrap(&line, INDENT, INDENT);
    wrapped.lines().map(|line| style.paint.dim(line) + "\n").collect()
}

fn facts(coverage: &Coverage, style: Style) -> String {
    if coverage.facts.is_empty() {
        return String::new();
    }
    let title = style.pick("Numbers and names", "숫자와 이름");
    let mut out = format!("{}\n", style.paint.bold(title));
    // What was said differently stands first: it is what has to be mended.
    let order = [FactStatus::Different, FactStatus::Missed, FactStatus::Said];
    for fact in order.iter().flat_map(|order| coverage.facts.iter().filter(|f| f.status == *order))
    {
        let when = fact.start_s.map(|at| format!(", {}", clock(at))).unwrap_or_default();
        let heard = fact.heard.as_deref().unwrap_or_default();
        let (status, text) = match fact.status {
            FactStatus::Said => (Status::Said, format!("{} — “{heard}”{when}", fact.text)),
            FactStatus::Missed => (Status::Missed, fact.text.clone()),
            FactStatus::Different => {
                let said = style.pick("you said", "말한 것:");
                (Status::Partly, format!("{} — {said} “{heard}”{when}", fact.text))
            }
        };
        let wrapped = style.wrap(&text, INDENT, INDENT);
        out += &format!("      {} {}\n", mark(status, style), wrapped.trim_start());
    }
    out
}

fn other(coverage: &Coverage, style: Style) -> String {
    if coverage.other.is_empty() {
        return String::new();
    }
    let title = style.pick("Belongs to no part", "어느 부분에도 속하지 않음");
    let quotes: String = coverage.other.iter().map(|stretch| quote(stretch, "", style)).collect();
    format!("{}\n{quotes}", style.paint.bold(title))
}
