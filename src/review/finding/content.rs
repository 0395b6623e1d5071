//! What was said of the written answer, and what was not.

use super::{Finding, Say, Severity, clock};
use crate::config::Targets;
use crate::coverage::{
    Coverage, Evidence, FactStatus, PointResult, Priority, SectionResult, Status,
};
use crate::language::Language;
use crate::question::Part;
use crate::review::Review;
use crate::span::Span;

/// A part that takes this much more or less of the time than its target is worth a word, as a
/// share of the whole.
const BALANCE_SLACK: f64 = 0.20;

/// Answers with less speech than this have no balance worth judging, in seconds.
const BALANCE_FROM_S: f64 = 30.0;

/// Below this fit the speech answers something else; see `docs/coverage.md`.
const FITS_NONE: f32 = 0.31;

/// A digression of this length is worth a word, in seconds: about a tenth of a two-minute answer.
const OFF_TOPIC_S: f64 = 12.0;

/// Name of a part in the language of the program.
pub fn part_name(part: Part, ui: Language) -> &'static str {
    match (part, ui) {
        (Part::Situation, Language::English) => "Situation",
        (Part::Task, Language::English) => "Task",
        (Part::Action, Language::English) => "Action",
        (Part::Result, Language::English) => "Result",
        (Part::Situation, Language::Korean) => "상황",
        (Part::Task, Language::Korean) => "과제",
        (Part::Action, Language::Korean) => "행동",
        (Part::Result, Language::Korean) => "결과",
    }
}

fn credited(review: &Review) -> Option<&Coverage> {
    review.coverage.as_ref().filter(|coverage| coverage.better_question.is_none())
}

pub(super) fn another_question(review: &Review, say: Say) -> Option<Finding> {
    let better = review.coverage.as_ref()?.better_question.as_ref()?;
    let message = say.pick(
        format!(
            "This fits another question better: “{}”. Nothing is credited; review it with \
             `--question {}`.",
            better.prompt, better.id
        ),
        format!(
            "다른 질문의 답에 더 가깝습니다: “{}”. 그래서 아무것도 인정하지 않았습니다. \
             `--question {}`로 다시 검토하세요.",
            better.prompt, better.id
        ),
    );
    Some(Finding::new("another_question", Severity::Fix, message, None))
}

pub(super) fn different_numbers(review: &Review, say: Say) -> Vec<Finding> {
    let Some(coverage) = credited(review) else { return Vec::new() };
    coverage
        .facts
        .iter()
        .filter(|fact| fact.status == FactStatus::Different)
        .filter_map(|fact| {
            let heard = fact.heard.as_ref()?;
            let at = clock(fact.start_s.unwrap_or_default());
            let message = say.pick(
                format!("You said “{heard}” at {at}; your notes say “{}”.", fact.text),
                format!("{at}에 “{heard}”라고 했는데, 노트에는 “{}”입니다.", fact.text),
            );
            let mut finding = Finding::new("different_fact", Severity::Fix, message, None);
            finding.start_s = fact.start_s;
            Some(finding)
        })
        .collect()
}

pub(super) fn missed_parts(review: &Review, say: Say) -> Vec<Finding> {
    let Some(coverage) = credited(review) else { return Vec::new() };
    let parts: Vec<(&SectionResult, Part)> =
        coverage.sections.iter().filter_map(|s| Some((s, s.part?))).collect();
    let missed: Vec<&str> = parts
        .iter()
        .filter(|(section, _)| section.status == Status::Missed)
        .map(|(_, part)| part_name(*part, say.ui))
        .collect();
    if parts.is_empty() || fits_nothing(coverage) {
        return Vec::new();
    }
    if coverage.guessed {
        return guessed_parts(&missed, say);
    }
    if missed.is_empty() {
        let message = say.pick(
            "All STAR parts of your written answer were told.".into(),
            "적어 둔 답의 STAR 네 부분을 모두 말했습니다.".into(),
        );
        return vec![Finding::new("star_parts", Severity::Good, message, None)];
    }
    let names = missed.join(", ");
    let message = say.pick(format!("Not told: {names}."), format!("말하지 않은 부분: {names}."));
    vec![Finding::new("missed_part", Severity::Fix, message, None)]
}

/// Without a written answer the parts are told from cue phrases: what is missing may be a wrong guess.
fn guessed_parts(missed: &[&str], say: Say) -> Vec<Finding> {
    if missed.is_empty() {
        return Vec::new();
    }
    let names = missed.join(", ");
    let message = say.pick(
        format!("No sign of: {names} (a guess; there is no written answer to compare with)."),
        format!("들리지 않은 부분: {names} (적어 둔 답이 없어 짐작한 것입니다)."),
    );
    vec![Finding::new("missed_part", Severity::Note, message, None)]
}

/// Whether the speech has so little of the written answer that its parts are not worth a word.
fn fits_nothing(coverage: &Coverage) -> bool {
    !coverage.guessed && coverage.fit < FITS_NONE && coverage.covered().unwrap_or(0.0) < 0.2
}

pub(super) fn another_topic(review: &Review, say: Say) -> Option<Finding> {
    let coverage = credited(review)?;
    if !fits_nothing(coverage) || coverage.points().next().is_none() {
        return None;
    }
    let message = say.pick(
        "Hardly anything of this is in your written answer, nor in another one of the notes."
            .into(),
        "적어 둔 답의 내용이 거의 없습니다. 노트의 다른 질문에 대한 답도 아닙니다.".into(),
    );
    Some(Finding::new("another_topic", Severity::Fix, message, None))
}

pub(super) fn missed_must(review: &Review, say: Say) -> Option<Finding> {
    let coverage = credited(review)?;
    let missed: Vec<String> = coverage
        .points()
        .filter(|point| point.priority == Priority::Must && point.status == Status::Missed)
        .map(|point| format!("“{}”", shortened(&point.text)))
        .collect();
    if missed.is_empty() {
        return None;
    }
    let points = missed.join(", ");
    let message = say.pick(
        format!("Not said, though your notes have it in bold: {points}."),
        format!("노트에 굵게 적었는데 말하지 않았습니다: {points}."),
    );
    Some(Finding::new("missed_must", Severity::Fix, message, None))
}

/// The first part that was begun before one that the notes have in front of it.
pub(super) fn part_order(review: &Review, say: Say) -> Option<Finding> {
    let coverage = credited(review)?;
    let told: Vec<(Part, f64)> = coverage
        .sections
        .iter()
        .filter(|section| section.status != Status::Missed)
        .filter_map(|section| Some((section.part?, section.start_s?)))
        .collect();
    let pair = told.windows(2).find(|pair| pair[1].1 < pair[0].1)?;
    let (late, early) = (part_name(pair[0].0, say.ui), part_name(pair[1].0, say.ui));
    let (at, later) = (clock(pair[1].1), clock(pair[0].1));
    let message = say.pick(
        format!("{early} began at {at}, before {late} at {later}."),
        format!("{early}({at})을(를) {late}({later})보다 먼저 말했습니다."),
    );
    let mut finding = Finding::new("part_order", Severity::Note, message, None);
    finding.start_s = Some(pair[1].1);
    Some(finding)
}

/// The longest stretch of speech that belongs to no part.
pub(super) fn off_topic(review: &Review, say: Say) -> Option<Finding> {
    let coverage = credited(review).filter(|coverage| !coverage.guessed)?;
    if fits_nothing(coverage) {
        return None;
    }
    let length = |stretch: &&Evidence| stretch.end_s - stretch.start_s;
    let longest = coverage.other.iter().max_by(|a, b| length(a).total_cmp(&length(b)))?;
    if length(&longest) < OFF_TOPIC_S {
        return None;
    }
    let (from, to) = (clock(longest.start_s), clock(longest.end_s));
    let text = shortened(&longest.text);
    let message = say.pick(
        format!("{from} to {to} belongs to no part of your written answer: “{text}”."),
        format!("{from}부터 {to}까지는 적어 둔 답에 없는 말입니다: “{text}”."),
    );
    let span = Span { start_s: longest.start_s, end_s: longest.end_s };
    Some(Finding::new("off_topic", Severity::Note, message, Some(span)))
}

pub(super) fn missed_points(review: &Review, say: Say) -> Option<Finding> {
    let coverage = credited(review)?;
    let points: Vec<_> = coverage
        .sections
        .iter()
        .filter(|section| section.status != Status::Missed || section.part.is_none())
        .flat_map(|section| &section.points)
        .collect();
    let counts = |p: &&&PointResult| {
        p.status == Status::Missed && p.priority != Priority::Optional && !fits_nothing(coverage)
    };
    let missed: Vec<_> = points.iter().filter(counts).collect();
    let first = missed.first()?;
    let (count, all, text) = (missed.len(), points.len(), shortened(&first.text));
    let text = text.trim_end_matches([',', '.']);
    let message = if count == 1 {
        say.pick(
            format!("1 of {all} key points was left out: “{text}”."),
            format!("핵심 {all}개 가운데 1개를 빠뜨렸습니다: “{text}”."),
        )
    } else {
        say.pick(
            format!("{count} of {all} key points were left out, the first: “{text}”."),
            format!("핵심 {all}개 가운데 {count}개를 빠뜨렸습니다. 첫 번째: “{text}”."),
        )
    };
    Some(Finding::new("missed_points", Severity::Note, message, None))
}

/// A point in at most some 60 characters, cut between words.
pub fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let mut out = String::new();
    for word in text.split_whitespace() {
        if out.chars().count() + word.chars().count() > LONGEST {
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out + "…"
}

pub(super) fn we_in_the_action(review: &Review, say: Say) -> Option<Finding> {
    let coverage = credited(review)?;
    let action = coverage.sections.iter().find(|s| s.part == Some(Part::Action))?;
    let (one, many) = (action.first_person_singular, action.first_person_plural);
    if many < 3 || many <= one {
        return None;
    }
    let message = say.pick(
        format!("In the Action “we” {many} times, “I” {one} times: say what you did yourself."),
        format!("행동에서 “저희/우리” {many}번, “저/제가” {one}번: 본인이 한 일을 말하세요."),
    );
    Some(Finding::new("we", Severity::Note, message, None))
}

pub(super) fn balance(review: &Review, targets: &Targets, say: Say) -> Option<Finding> {
    let coverage = credited(review)?;
    review.timing.speaking_s.filter(|s| *s >= BALANCE_FROM_S)?;
    if coverage.sections.iter().any(|s| s.part.is_some() && s.status == Status::Missed) {
        return None;
    }
    let (section, share, target) = coverage
        .sections
        .iter()
        .filter_map(|s| Some((s, s.share?, targets.star_share(s.part?))))
        .max_by(|a, b| (a.1 - a.2).abs().total_cmp(&(b.1 - b.2).abs()))?;
    if (share - target).abs() < BALANCE_SLACK {
        return None;
    }
    let name = part_name(section.part?, say.ui);
    let (share, target) = (share * 100.0, target * 100.0);
    let message = say.pick(
        format!("{name} took {share:.0} % of the answer; about {target:.0} % is usual."),
        format!("{name}에 답의 {share:.0}%를 썼습니다. 보통은 {target:.0}%쯤입니다."),
    );
    Some(Finding::new("balance", Severity::Note, message, None))
}
