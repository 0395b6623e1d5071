//! Sections of the written answer: how alike each clause is to them, and what became of each.

use std::ops::Range;

use super::clause::Unit;
use super::cue::cue;
use super::matching::Matching;
use super::person;
use super::reference::Reference;
use super::result::{Evidence, SectionResult, Status};
use super::scores::Window;
use super::token::Token;
use crate::transcript::Word;

/// A section is said when a clause aligned with it is this much like one of its points.
const SECTION_SAID: f32 = 0.24;
/// From here to [`SECTION_SAID`] it is unsure.
const SECTION_UNSURE: f32 = 0.19;
/// What a cue phrase of the part ("as a result") adds to the likeness.
const CUE: f32 = 0.06;

/// What a number adds that no other section has: "seventy minutes" is told of one part only.
const OWN_NUMBER: f32 = 0.12;
/// Smaller numbers are said of many things.
const OWN_NUMBER_FROM: f64 = 10.0;

/// For each section the numbers that only it has.
fn own_numbers(reference: &Reference) -> Vec<Vec<f64>> {
    let of = |range: &Range<usize>| -> Vec<f64> {
        let points = &reference.points[range.clone()];
        points.iter().flat_map(|point| &point.tokens).filter_map(|token| token.value).collect()
    };
    let all: Vec<Vec<f64>> = reference.sections.iter().map(|(_, range)| of(range)).collect();
    let only = |index: usize, value: f64| {
        value >= OWN_NUMBER_FROM
            && all.iter().enumerate().all(|(at, known)| at == index || !known.contains(&value))
    };
    let own = |(index, known): (usize, &Vec<f64>)| {
        known.iter().copied().filter(|value| only(index, *value)).collect()
    };
    all.iter().enumerate().map(own).collect()
}

/// `likeness[unit][section]`, 0 to 1, from that of each clause and own point, `clauses[unit][point]`.
pub fn likeness(
    clauses: &[Vec<f32>],
    reference: &Reference,
    windows: &[Window],
    matching: &Matching,
    heard: &[Token],
) -> Vec<Vec<f32>> {
    let own_numbers = own_numbers(reference);
    clauses
        .iter()
        .enumerate()
        .map(|(unit, clause)| {
            reference
                .sections
                .iter()
                .zip(&own_numbers)
                .map(|((_, range), own_numbers)| {
                    let points: Vec<usize> = range.clone().collect();
                    let best = points.iter().map(|&point| clause[point]).fold(0.0, f32::max);
                    let (mut whole, mut number) = (0.0f32, 0.0f32);
                    if let Some(window) = windows.iter().find(|w| w.units == (unit..unit + 1)) {
                        whole = matching.precision_of(&points, window.tokens.clone());
                        let values = heard[window.tokens.clone()].iter();
                        if values.filter_map(|t| t.value).any(|v| own_numbers.contains(&v)) {
                            number = OWN_NUMBER;
                        }
                    }
                    0.75 * best + 0.25 * whole + number
                })
                .collect()
        })
        .collect()
}

/// The clauses of the speech on their way through the sections.
#[derive(Clone, Copy)]
pub struct Spoken<'a> {
    /// The clauses.
    pub units: &'a [Unit],
    /// The words they are made of.
    pub words: &'a [&'a Word],
    /// For each clause its section.
    pub path: &'a [Option<usize>],
}

/// What became of each section; their points are left empty.
pub fn sections(
    reference: &Reference,
    spoken: &Spoken,
    likeness: &[Vec<f32>],
) -> Vec<SectionResult> {
    let Spoken { units, words, path } = *spoken;
    let mut sections: Vec<SectionResult> = reference
        .sections
        .iter()
        .enumerate()
        .map(|(index, (part, _))| {
            let mine: Vec<usize> =
                (0..units.len()).filter(|&unit| path[unit] == Some(index)).collect();
            let cued = |unit: usize| part.is_some() && cue(&units[unit].text) == *part;
            let score = mine
                .iter()
                .map(|&unit| likeness[unit][index] + if cued(unit) { CUE } else { 0.0 })
                .fold(0.0, f32::max);
            let status = if score >= SECTION_SAID {
                Status::Said
            } else if score >= SECTION_UNSURE {
                Status::Partly
            } else {
                Status::Missed
            };
            let spoken = status != Status::Missed;
            let said: Vec<&Word> = mine
                .iter()
                .flat_map(|&unit| words[units[unit].words.clone()].iter().copied())
                .collect();
            let (first_person_singular, first_person_plural) = person::first_person(&said);
            let spans = || mine.iter().filter(|_| spoken).map(|&unit| units[unit].span);
            SectionResult {
                part: *part,
                status,
                start_s: spans().next().map(|span| span.start_s),
                end_s: spans().next_back().map(|span| span.end_s),
                spoken_s: spans().fold(0.0, |sum, span| sum + span.duration_s()),
                share: None,
                score,
                points: Vec::new(),
                first_person_singular,
                first_person_plural,
                measured: None,
            }
        })
        .collect();
    shares(&mut sections);
    sections
}

/// Gives each section its share of the seconds spent on all.
pub fn shares(sections: &mut [SectionResult]) {
    let total: f64 = sections.iter().map(|section| section.spoken_s).sum();
    if total > 0.0 {
        for section in sections {
            section.share = Some(section.spoken_s / total);
        }
    }
}

/// Neighbouring clauses that belong to no section, as one stretch.
pub fn other(units: &[Unit], path: &[Option<usize>]) -> Vec<Evidence> {
    let mut out: Vec<Evidence> = Vec::new();
    for (at, unit) in units.iter().enumerate() {
        if path[at].is_some() {
            continue;
        }
        if at > 0
            && path[at - 1].is_none()
            && let Some(last) = out.last_mut()
        {
            last.end_s = unit.span.end_s;
            last.text = format!("{} {}", last.text, unit.text);
        } else {
            out.push(Evidence {
                start_s: unit.span.start_s,
                end_s: unit.span.end_s,
                text: unit.text.clone(),
            });
        }
    }
    out
}
