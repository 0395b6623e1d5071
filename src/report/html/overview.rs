//! What is read first: about the take, findings, measures.

use maud::{Markup, html};

use super::{code, definition, play_from};
use crate::language::Language;
use crate::local_time;
use crate::report::words::{language_name, pick};
use crate::review::finding::clock;
use crate::review::{Review, Severity};

/// One line about the take.
pub(super) fn facts(review: &Review, ui: Language) -> Markup {
    html! {
        p.facts {
            @if let Some(take) = &review.take {
                span title=(take) { (local_time::of_take(take)) } " · "
            }
            (clock(review.audio.duration_s)) " · " (language_name(review.language, ui)) " · "
            bdi { (review.model.name) }
        }
    }
}

/// The findings, the most important first.
pub(super) fn findings(review: &Review, ui: Language) -> Markup {
    html! {
        section.findings aria-labelledby="findings" {
            h2 #findings { (pick(ui, "Findings", "알아 둘 점")) }
            @if review.findings.is_empty() {
                p { (pick(ui, "Nothing stands out.", "눈에 띄는 점이 없습니다.")) }
            }
            ul {
                @for finding in &review.findings {
                    @let (class, mark, name) = match finding.severity {
                        Severity::Fix => ("fix", "✗", pick(ui, "to mend", "고칠 점")),
                        Severity::Note => ("note", "!", pick(ui, "to know", "알아 둘 점")),
                        Severity::Good => ("good", "✓", pick(ui, "went well", "잘한 점")),
                    };
                    li class=(class) {
                        span.mark role="img" aria-label=(name) { (mark) }
                        span dir="auto" { (finding.message) }
                        @if let Some(at_s) = finding.start_s { " " (play_from(at_s, ui)) }
                    }
                }
            }
        }
    }
}

/// The measures, each with its definition on demand.
pub(super) fn measures(review: &Review, ui: Language) -> Markup {
    let measures = crate::report::measures(review, ui);
    html! {
        @if !measures.is_empty() {
            section.measures aria-labelledby="measures" {
                h2 #measures { (pick(ui, "Measures", "측정값")) }
                dl lang=(code(ui)) {
                    @for measure in &measures {
                        div {
                            dt { (measure.name) }
                            dd {
                                (measure.value)
                                (definition(measure.name, measure.definition, ui))
                            }
                        }
                    }
                }
            }
        }
    }
}
