//! The written answer with what was said of it.

use maud::{Markup, html};

use super::{code, definition, play_from};
use crate::coverage::{Coverage, FactResult, FactStatus, PointResult, SectionResult, Status};
use crate::language::Language;
use crate::report::words::{pick, section_name, section_status};
use crate::review::finding::clock;

/// Sections, points and facts; each said one leads to the sound.
pub(super) fn answer(coverage: &Coverage, language: Language, ui: Language) -> Markup {
    html! {
        section.answer aria-labelledby="answer" {
            h2 #answer { (pick(ui, "Your written answer", "적어 둔 답")) }
            (definition(
                pick(ui, "said, in part, missed", "말함, 일부 말함, 빠짐"),
                pick(
                    ui,
                    "A point is said ✓ when its meaning-bearing words were, in any order or form; \
                     ~ when that is unsure or one of its numbers or names is missing; missed ✗ \
                     otherwise. Percent: seconds spent on a part, of those spent on all parts.",
                    "핵심은 뜻을 담은 말이 어떤 순서나 꼴로든 나왔으면 말한 것 ✓, 확실하지 않거나 숫자나 \
                     이름이 빠졌으면 일부 말한 것 ~, 아니면 빠진 것 ✗입니다. 퍼센트는 모든 부분에 쓴 \
                     시간 가운데 그 부분에 쓴 시간입니다.",
                ),
                ui,
            ))
            @for (index, section) in coverage.sections.iter().enumerate() {
                (one_section(section, index, language, ui))
            }
            @if !coverage.facts.is_empty() {
                h3 { (pick(ui, "Numbers and names", "숫자와 이름")) }
                ul.points lang=(code(language)) {
                    @for fact in &coverage.facts { (one_fact(fact, ui)) }
                }
            }
        }
    }
}

fn one_section(section: &SectionResult, index: usize, language: Language, ui: Language) -> Markup {
    let share = section.share.filter(|_| section.status != Status::Missed);
    html! {
        h3 {
            span class={ "swatch part-" (index % 4) } {}
            (section_name(section, index, ui)) " "
            span.aside {
                (section_status(section.status, ui))
                @if let Some(share) = share {
                    " · " (format!("{:.0} %", share * 100.0)) " · " (clock(section.spoken_s))
                }
            }
        }
        ul.points lang=(code(language)) {
            @for point in &section.points { (one_point(point, ui)) }
        }
    }
}

fn one_point(point: &PointResult, ui: Language) -> Markup {
    let (class, mark, name) = match point.status {
        Status::Said => ("good", "✓", pick(ui, "said", "말함")),
        Status::Partly => ("note", "~", pick(ui, "said in part", "일부 말함")),
        Status::Missed => ("fix", "✗", pick(ui, "missed", "빠짐")),
    };
    let nearest = point.nearest.as_ref().filter(|_| point.status == Status::Missed);
    html! {
        li class=(class) data-status=(class) {
            span.mark role="img" lang=(code(ui)) aria-label=(name) { (mark) }
            span dir="auto" { (point.text) }
            @if let Some(evidence) = point.evidence.first() { " " (play_from(evidence.start_s, ui)) }
            @if let Some(nearest) = nearest {
                p.nearest {
                    span lang=(code(ui)) { (pick(ui, "Nearest: ", "가장 가까운 말: ")) }
                    q dir="auto" { (nearest.text) } " " (play_from(nearest.start_s, ui))
                }
            }
        }
    }
}

fn one_fact(fact: &FactResult, ui: Language) -> Markup {
    let (class, mark, name) = match fact.status {
        FactStatus::Said => ("good", "✓", pick(ui, "said", "말함")),
        FactStatus::Different => ("note", "≠", pick(ui, "said differently", "다르게 말함")),
        FactStatus::Missed => ("fix", "✗", pick(ui, "missed", "빠짐")),
    };
    let heard = fact.heard.as_ref().filter(|_| fact.status == FactStatus::Different);
    html! {
        li class=(class) {
            span.mark role="img" lang=(code(ui)) aria-label=(name) { (mark) }
            bdi { (fact.text) }
            @if let Some(heard) = heard { " → " q dir="auto" { (heard) } }
            @if let Some(at_s) = fact.start_s { " " (play_from(at_s, ui)) }
        }
    }
}
