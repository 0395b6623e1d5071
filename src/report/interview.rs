//! A mock interview as text for a terminal.

pub mod wording;

use super::terminal::Style;
use crate::interview::summary::{RoundSummary, Summary};
use crate::language::Language;
use wording::{draftable, facts, head, recurring, round_head, totals};

/// The whole report.
pub fn render(summary: &Summary, style: Style) -> String {
    let paint = style.paint;
    let mut out = paint.bold(&head(summary, style.ui)) + "\n";
    for line in totals(summary, style.ui) {
        out += &style.wrap(&line, "", "  ");
        out.push('\n');
    }
    for round in &summary.rounds {
        out += &round_text(round, summary.rounds.len(), style);
    }
    let recurring = recurring(&summary.recurring, style.ui);
    if !recurring.is_empty() {
        out += &format!("\n{}\n", paint.bold(style.pick("What comes back", "되풀이되는 것")));
        for line in recurring {
            out += &style.wrap(&line, "  ", "    ");
            out.push('\n');
        }
    }
    if !summary.practise.is_empty() {
        out += &format!("\n{}\n", paint.bold(style.pick("Practise next", "다음에 연습할 것")));
        for (number, practise) in (1..).zip(&summary.practise) {
            out += &style.wrap(&practise.message, &format!("  {number}. "), "     ");
            out.push('\n');
            if let Some(question) = &practise.question {
                out += &format!("     {}\n", paint.dim(&format!("aloud record {question}")));
            }
        }
    }
    if let Some(text) = draftable(summary, style.ui) {
        out += &format!("\n{}\n", style.wrap(&text, "", ""));
    }
    out
}

fn round_text(round: &RoundSummary, rounds: usize, style: Style) -> String {
    let mut out = String::from("\n");
    if rounds > 1 {
        out += &style.paint.bold(&round_head(round, style.ui));
        out.push('\n');
    }
    for answer in &round.answers {
        let mark = if answer.follow_up.is_some() { "    ↳ " } else { "  " };
        let rest = " ".repeat(if answer.follow_up.is_some() { 6 } else { 4 });
        let prompt = match (&answer.principle, &answer.follow_up) {
            (Some(principle), None) => format!("{principle}: {}", answer.prompt),
            _ => answer.prompt.clone(),
        };
        out += &style.wrap(&prompt, mark, &rest);
        out.push('\n');
        out += &style.wrap(&facts(answer, style.ui).join(" · "), &rest, &rest);
        out.push('\n');
        if let Some(point) = answer.missed.first() {
            let text = match style.ui {
                Language::English => format!("first left out: “{point}”"),
                Language::Korean => format!("처음 빠뜨린 것: “{point}”"),
            };
            out += &style.paint.dim(&style.wrap(&text, &rest, &rest));
            out.push('\n');
        }
        if let Some(take) = &answer.take {
            out += &format!("{rest}{}\n", style.paint.dim(take));
        }
    }
    out
}
