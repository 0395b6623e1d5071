//! What to practise next, for a terminal.

use super::terminal::{Style, pad, shortened};
use crate::history::next::Suggestion;
use crate::language::Language;
use crate::local_time;
use crate::question::Kind;
use crate::review::finding::clock;

/// Columns of the prompts of the questions that follow.
const PROMPT: usize = 46;

/// The first question with its reason in one sentence and how to practise it, then what follows.
/// `suggestions` are not empty.
pub fn render(suggestions: &[Suggestion<'_>], style: Style) -> String {
    let Some((first, rest)) = suggestions.split_first() else { return String::new() };
    let mut out = String::new();
    for line in style.wrap(first.prompt, "", "").lines() {
        out += &style.paint.bold(line);
        out.push('\n');
    }
    out += &style.wrap(&why(first, style.ui), "  ", "  ");
    out += "\n\n";
    let mut steps = Vec::new();
    if first.kind == Kind::Unanswered {
        let text = style.pick(
            "Write an answer into your notes, so that its points can be followed.",
            "노트에 답을 써 두면 핵심을 따라가며 확인할 수 있습니다.",
        );
        steps.push(text.to_owned());
    }
    if let Some(take) = first.last_take.filter(|_| first.quality.is_none()) {
        steps.push(format!("aloud review {take}"));
    }
    steps.push(format!("aloud record {}", first.question));
    for step in steps {
        out += &format!("{}\n", style.wrap(&step, "  ", "    "));
    }
    if !rest.is_empty() {
        out += &format!("\n{}\n", style.paint.dim(style.pick("Then", "그다음")));
    }
    for suggestion in rest {
        let prompt = pad(&shortened(suggestion.prompt, PROMPT), PROMPT + 2);
        let line = format!("  {prompt}{}", state(suggestion, style.ui));
        out += &format!("{}\n", line.trim_end());
    }
    out
}

/// Why a question is suggested, in one sentence.
pub fn why(suggestion: &Suggestion<'_>, ui: Language) -> String {
    let mut reasons = vec![practised(suggestion, ui)];
    if let Some(fix) = suggestion.fixes.iter().find_map(|kind| fix(kind, ui)) {
        reasons.push(fix.to_owned());
    }
    if let Some(principle) = suggestion.principle {
        reasons.push(match ui {
            Language::English => {
                format!("{} is principle {} of {}", principle.name, principle.rank, principle.of)
            }
            Language::Korean => {
                format!("{}: 원칙 {}개 중 {}번째", principle.name, principle.of, principle.rank)
            }
        });
    }
    if let Some(limit_s) = suggestion.limit_s {
        reasons.push(match ui {
            Language::English => format!("it has a limit of {}", clock(limit_s)),
            Language::Korean => format!("제한 시간 {}", clock(limit_s)),
        });
    }
    if !suggestion.is_due {
        reasons.push(match ui {
            Language::English => "nothing is due yet, and this is the weakest".into(),
            Language::Korean => "아직 때가 된 질문이 없어 가장 약한 것을 고름".into(),
        });
    }
    reasons.join(if ui == Language::English { "; " } else { ", " }) + "."
}

fn practised(suggestion: &Suggestion<'_>, ui: Language) -> String {
    let Some(days) = suggestion.days.filter(|_| suggestion.quality.is_some()) else {
        return match (suggestion.takes, ui) {
            (0, Language::English) => "You have not practised it yet".into(),
            (0, Language::Korean) => "아직 연습하지 않은 질문".into(),
            (_, Language::English) => "You recorded it, but it was not reviewed yet".into(),
            (_, Language::Korean) => "녹음했지만 아직 검토하지 않음".into(),
        };
    };
    let mut text = match (days, ui) {
        (0, Language::English) => "Last practised today".to_owned(),
        (1, Language::English) => "Last practised yesterday".to_owned(),
        (_, Language::English) => format!("Last practised {days} days ago"),
        (0, Language::Korean) => "오늘 연습함".to_owned(),
        (_, Language::Korean) => format!("{days}일 전에 연습함"),
    };
    if let Some(covered) = suggestion.covered {
        let percent = covered * 100.0;
        text += &match ui {
            Language::English => format!(" with {percent:.0} % of the key points said"),
            Language::Korean => format!(", 핵심의 {percent:.0}%를 말함"),
        };
    }
    text
}

/// What was to be fixed last time; `None` for kinds that speak of the recording.
fn fix(kind: &str, ui: Language) -> Option<&'static str> {
    let (english, korean) = match kind {
        "missed_part" => ("a STAR part was left out", "STAR 한 부분을 빠뜨림"),
        "different_fact" => ("a number was not that of your notes", "숫자가 노트와 다름"),
        "another_question" => ("it answered another question", "다른 질문의 답이었음"),
        "length" => ("it went over the limit", "제한 시간을 넘김"),
        "pace" => ("it was too fast", "너무 빨랐음"),
        "fillers" => ("it had many fillers", "군말이 많았음"),
        "no_speech" => ("no speech was heard", "말소리가 들리지 않음"),
        _ => return None,
    };
    Some(if ui == Language::English { english } else { korean })
}

/// Where a question stands, in a few words.
fn state(suggestion: &Suggestion<'_>, ui: Language) -> String {
    let Some(due) = &suggestion.due else {
        let new = if suggestion.takes == 0 {
            ("new", "새 질문")
        } else {
            ("not reviewed", "검토 전")
        };
        return if ui == Language::English { new.0.into() } else { new.1.into() };
    };
    let day = local_time::day_of(due).unwrap_or_else(|| due.clone());
    match (suggestion.is_due, suggestion.covered, ui) {
        (true, Some(covered), Language::English) => format!("due, {:.0} % said", covered * 100.0),
        (true, Some(covered), Language::Korean) => {
            format!("때가 됨, {:.0}% 말함", covered * 100.0)
        }
        (true, None, Language::English) => "due".into(),
        (true, None, Language::Korean) => "때가 됨".into(),
        (false, _, Language::English) => format!("due {day}"),
        (false, _, Language::Korean) => format!("{day}에 다시"),
    }
}
