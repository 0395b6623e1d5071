//! A review as a Markdown page.

use super::one_line;
use crate::coverage::{Coverage, FactStatus, Status};
use crate::language::Language;
use crate::local_time;
use crate::report::measures;
use crate::report::sentence::{sentences, words_before};
use crate::report::words::{language_name, pick, section_name, section_status, title};
use crate::review::finding::clock;
use crate::review::{Review, Severity};
use crate::timing::PAUSE_LONG_S;
use crate::transcript::WordKind;

/// The review as Markdown (CommonMark with tables): findings, measures, the written answer with
/// what was said of it, and the transcript with fillers in italics and long pauses in brackets.
pub fn markdown(review: &Review, ui: Language) -> String {
    let mut facts = vec![
        clock(review.audio.duration_s),
        language_name(review.language, ui).to_owned(),
        escape(&review.model.name),
    ];
    if let Some(take) = &review.take {
        facts.insert(0, escape(&local_time::of_take(take)));
        facts.push(escape(take));
    }
    let mut out = format!("# {}\n\n{}\n", escape(title(review, ui)), facts.join(" · "));
    out += &findings(review, ui);
    let measures = measures(review, ui);
    if !measures.is_empty() {
        out += &format!("\n| {} | |\n|---|---|\n", pick(ui, "Measure", "측정값"));
        for measure in measures {
            out += &format!("| {} | {} |\n", measure.name, measure.value);
        }
    }
    if let Some(coverage) = review.coverage.as_ref().filter(|c| c.better_question.is_none()) {
        out += &answer(coverage, ui);
    }
    out + &transcript(review, ui)
}

fn findings(review: &Review, ui: Language) -> String {
    if review.findings.is_empty() {
        return String::new();
    }
    let mut out = format!("\n## {}\n\n", pick(ui, "Findings", "알아 둘 점"));
    for finding in &review.findings {
        let mark = match finding.severity {
            Severity::Fix => "✗",
            Severity::Note => "!",
            Severity::Good => "✓",
        };
        out += &format!("- {mark} {}\n", escape(&finding.message));
    }
    out
}

fn answer(coverage: &Coverage, ui: Language) -> String {
    let mut out = format!("\n## {}\n", pick(ui, "Your written answer", "적어 둔 답"));
    for (index, section) in coverage.sections.iter().enumerate() {
        let name = section_name(section, index, ui);
        out += &format!("\n### {name}: {}\n\n", section_status(section.status, ui));
        for point in &section.points {
            let mark = match point.status {
                Status::Said => "✓",
                Status::Partly => "~",
                Status::Missed => "✗",
            };
            let when = point.evidence.first().map(|evidence| clock(evidence.start_s));
            let when = when.map(|when| format!(" ({when})")).unwrap_or_default();
            out += &format!("- {mark} {}{when}\n", escape(&point.text));
        }
    }
    if !coverage.facts.is_empty() {
        let title = pick(ui, "Numbers and names", "숫자와 이름");
        out += &format!("\n### {title}\n\n");
        for fact in &coverage.facts {
            let mark = match fact.status {
                FactStatus::Said => "✓",
                FactStatus::Different => "~",
                FactStatus::Missed => "✗",
            };
            let heard = fact.heard.as_ref().filter(|_| fact.status == FactStatus::Different);
            let heard = heard.map(|heard| format!(" → {}", escape(heard))).unwrap_or_default();
            out += &format!("- {mark} {}{heard}\n", escape(&fact.text));
        }
    }
    out
}

fn transcript(review: &Review, ui: Language) -> String {
    if review.words.is_empty() {
        return String::new();
    }
    let mut out = format!("\n## {}\n", pick(ui, "Transcript", "받아쓴 말"));
    let pauses = &review.timing.pauses;
    let behind = words_before(pauses, &review.words);
    for sentence in sentences(&review.words) {
        let start = clock(review.words[sentence.start].span.start_s);
        let mut line = vec![format!("**{start}**")];
        for index in sentence {
            let word = &review.words[index];
            let text = escape(&word.text);
            line.push(match word.kind {
                WordKind::Word => text,
                WordKind::Filler => format!("*{text}*"),
                WordKind::Repeat | WordKind::Cutoff => format!("~~{text}~~"),
            });
            let after = pauses.iter().zip(&behind).filter(|(_, before)| **before == index + 1);
            for (pause, _) in after.filter(|(pause, _)| pause.span.duration_s() >= PAUSE_LONG_S) {
                line.push(format!("({:.1} s)", pause.span.duration_s()));
            }
        }
        out += &format!("\n{}\n", line.join(" "));
    }
    out
}

/// Text on one line whose marks mean nothing in Markdown or HTML.
fn escape(text: &str) -> String {
    let mut out = String::new();
    for c in one_line(text).chars() {
        if r"\`*_[]<>#|~&$".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_tags_in_the_users_words_stay_text() {
        use pulldown_cmark::{Event, Parser};
        let shown = escape("<script>*x*\n| # [a](b)");
        let text: String = Parser::new(&shown)
            .filter_map(|event| match event {
                Event::Text(text) => Some(text),
                Event::Start(_) | Event::End(_) => None,
                other => panic!("{other:?}"),
            })
            .map(|text| text.into_string())
            .collect();
        assert_eq!(text, "<script>*x* | # [a](b)");
    }
}
