//! Key points and facts that were gained or lost from one take to another.

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

use crate::coverage::{Coverage, FactStatus, PointResult, Status};
use crate::question::Part;

/// What became of key points and facts.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct PointChanges {
    /// Points said better in the second take: missed, then partly or wholly said; or partly, then
    /// wholly.
    pub gained: Vec<PointChange>,
    /// Points said worse in the second take.
    pub lost: Vec<PointChange>,
    /// Points with the same status in both.
    pub kept: usize,
    /// Points that only one of the reviews knows, because the written answer changed in between;
    /// they are neither gained nor lost.
    pub not_comparable: usize,
    /// Numbers and names said as written in the second take only.
    pub facts_gained: Vec<String>,
    /// Numbers and names said as written in the first take only.
    pub facts_lost: Vec<String>,
}

/// A key point with its status in both takes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PointChange {
    /// The STAR part it belongs to; `None` in a plain answer.
    pub part: Option<Part>,
    /// The point as the written answer has it.
    pub text: String,
    /// Its status in the first take.
    pub a: Status,
    /// Its status in the second take.
    pub b: Status,
    /// When it was said in the first take, in seconds.
    pub a_start_s: Option<f64>,
    /// When it was said in the second take, in seconds.
    pub b_start_s: Option<f64>,
}

/// Compares what two answers to one question covered. A point is the same where part and text are.
pub fn point_changes(a: &Coverage, b: &Coverage) -> PointChanges {
    let mut changes = PointChanges::default();
    let mut before = points(a);
    for (part, text, point) in points(b) {
        let Some(at) = before.iter().position(|(p, t, _)| *p == part && *t == text) else {
            changes.not_comparable += 1;
            continue;
        };
        let (_, _, old) = before.swap_remove(at);
        let change = PointChange {
            part,
            text: point.text.clone(),
            a: old.status,
            b: point.status,
            a_start_s: start_s(old),
            b_start_s: start_s(point),
        };
        match rank(point.status).cmp(&rank(old.status)) {
            std::cmp::Ordering::Greater => changes.gained.push(change),
            std::cmp::Ordering::Less => changes.lost.push(change),
            std::cmp::Ordering::Equal => changes.kept += 1,
        }
    }
    changes.not_comparable += before.len();
    for fact in &b.facts {
        let Some(old) = a.facts.iter().find(|old| old.text == fact.text && old.kind == fact.kind)
        else {
            continue;
        };
        match (old.status == FactStatus::Said, fact.status == FactStatus::Said) {
            (false, true) => changes.facts_gained.push(fact.text.clone()),
            (true, false) => changes.facts_lost.push(fact.text.clone()),
            _ => {}
        }
    }
    changes
}

fn points(coverage: &Coverage) -> Vec<(Option<Part>, String, &PointResult)> {
    let sections = coverage.sections.iter();
    sections
        .flat_map(|section| section.points.iter().map(|point| (section.part, point)))
        .map(|(part, point)| (part, point.text.nfc().collect(), point))
        .collect()
}

fn rank(status: Status) -> u8 {
    match status {
        Status::Missed => 0,
        Status::Partly => 1,
        Status::Said => 2,
    }
}

fn start_s(point: &PointResult) -> Option<f64> {
    point.evidence.first().map(|evidence| evidence.start_s)
}
