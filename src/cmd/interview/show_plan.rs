//! A plan as text.

use crate::interview::{Item, Plan, Practised, Round, Stage};
use crate::language::Language;
use crate::report::terminal::Style;
use crate::review::finding::clock;

/// The plan for a terminal.
pub fn render(plan: &Plan, style: Style) -> String {
    let english = style.ui == Language::English;
    let rounds = plan.rounds.len();
    let total = clock(plan.planned_s());
    let mut out = match (english, plan.phone) {
        (true, true) => format!("Phone interview: {total}"),
        (false, true) => format!("전화 면접: {total}"),
        (true, false) => {
            format!("Interview of {rounds} round{}: {total}", if rounds == 1 { "" } else { "s" })
        }
        (false, false) => format!("면접 {rounds}라운드: {total}"),
    };
    if let Some(budget_s) = plan.rounds.first().and_then(|round| round.budget_s)
        && plan.phone
    {
        let budget = clock(budget_s);
        out += &if english { format!(" of {budget}") } else { format!(" / {budget}") };
    }
    out = style.paint.bold(&out) + "\n";
    for round in &plan.rounds {
        out += &round_text(round, plan.phone, style);
    }
    let note = match english {
        true => format!(
            "Times: answer with thinking, follow-ups at 1:15 each. \
             `--seed {}` plans the same again.",
            plan.seed
        ),
        false => format!(
            "시간: 생각하는 시간을 포함한 답변, 꼬리 질문은 하나에 1:15. \
             `--seed {}`이면 같은 계획이 됩니다.",
            plan.seed
        ),
    };
    out + "\n" + &style.paint.dim(&style.wrap(&note, "", "")) + "\n"
}

fn round_text(round: &Round, phone: bool, style: Style) -> String {
    let english = style.ui == Language::English;
    let mut out = String::from("\n");
    if !phone {
        let planned = clock(round.planned_s());
        let mut head = match english {
            true => format!("Round {0}, interviewer {0}: {planned}", round.number),
            false => format!("{0}라운드, 면접관 {0}: {planned}", round.number),
        };
        if let Some(budget_s) = round.budget_s {
            head += &match english {
                true => format!(" of {}", clock(budget_s)),
                false => format!(" / {}", clock(budget_s)),
            };
        }
        out += &style.paint.bold(&head);
        out.push('\n');
    }
    if round.budget_s.is_some_and(|budget_s| round.planned_s() > budget_s) {
        let text = style.pick(
            "Longer than the time there is: one question is the least.",
            "주어진 시간보다 깁니다: 질문 하나는 남깁니다.",
        );
        out += &format!("  {}\n", style.paint.note(text));
    }
    let mut under: Option<String> = None;
    for item in &round.items {
        let heading = heading(item, style);
        if heading != under
            && let Some(text) = &heading
        {
            out += &format!("\n  {text}\n");
        }
        under = heading;
        out += &item_text(item, style);
    }
    out
}

fn heading(item: &Item, style: Style) -> Option<String> {
    let pick = |english: &str, korean: &str| match style.ui {
        Language::English => english.to_owned(),
        Language::Korean => korean.to_owned(),
    };
    match item.stage {
        Stage::Introduction => Some(pick("Introduction", "소개")),
        Stage::Functional => Some(pick("Functional questions", "직무 질문")),
        Stage::Behavioural => item.principle.clone(),
        Stage::Closing => Some(pick("Your questions", "지원자 질문")),
        Stage::Listed => None,
    }
}

fn item_text(item: &Item, style: Style) -> String {
    let time = clock(item.answer_s);
    let number = match item.stage {
        Stage::Listed => item.question.number.map_or(String::new(), |number| format!("{number}. ")),
        _ => String::new(),
    };
    let first = format!("  {time:>6}  {number}");
    let rest = " ".repeat(10);
    let mut out = style.wrap(&item.question.prompt, &first, &rest) + "\n";
    let mut facts = Vec::new();
    if !matches!(item.stage, Stage::Closing) {
        facts.push(practised(&item.practised, style.ui));
    }
    if item.follow_ups > 0 {
        facts.push(match style.ui {
            Language::English if item.follow_ups == 1 => "1 follow-up".into(),
            Language::English => format!("up to {} follow-ups", item.follow_ups),
            Language::Korean => format!("꼬리 질문 {}개까지", item.follow_ups),
        });
    }
    if !facts.is_empty() {
        let text = style.wrap(&facts.join(" · "), &rest, &rest);
        out += &style.paint.dim(&text);
        out.push('\n');
    }
    out
}

/// Why the question is asked.
fn practised(practised: &Practised, ui: Language) -> String {
    let english = ui == Language::English;
    let mut text = match (practised.takes, english) {
        (0, true) => return "not practised yet".into(),
        (0, false) => return "아직 연습하지 않음".into(),
        (1, true) => "1 take".to_owned(),
        (takes, true) => format!("{takes} takes"),
        (takes, false) => format!("녹음 {takes}개"),
    };
    if let Some(covered) = practised.covered {
        let percent = covered * 100.0;
        text += &match english {
            true => format!(", {percent:.0} % of the key points in the last"),
            false => format!(", 최근 핵심 {percent:.0}%"),
        };
    }
    text
}
