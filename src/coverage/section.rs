//! Sections of the written answer: how alike each clause is to them, and what became of each.

use super::clause::Unit;
use super::cue::cue;
use super::matching::Matching;
use super::person;
use super::reference::Reference;
use super::result::{Evidence, PointResult, SectionResult, Status};
use super::scores::{Score, Window};
use crate::transcript::Word;

/// A section is said when a clause aligned with it is this much like one of its points.
const SECTION_SAID: f32 = 0.24;
/// From here to [`SECTION_SAID`] it is unsure.
const SECTION_UNSURE: f32 = 0.19;
/// What a cue phrase of the part ("as a result") adds to the likeness.
const CUE: f32 = 0.06;

/// `likeness[unit][section]`, 0 to 1.
pub fn likeness(
    own: &[Vec<Score>],
    reference: &Reference,
    units: &[Unit],
    windows: &[Window],
    matching: &Matching,
) -> Vec<Vec<f32>> {
    (0..units.len())
        .map(|unit| {
            reference
                .sections
                .iter()
                .map(|(_, range)| {
                    let points: Vec<usize> = range.clone().collect();
                    let mut best = 0.0f32;
                    let mut whole = 0.0f32;
                    for (at, window) in windows.iter().enumerate() {
                        if !window.units.contains(&unit) || window.units.len() > 2 {
                            continue;
                        }
                        let shared = if window.units.len() == 1 { 1.0 } else { 0.8 };
                        let alike = points.iter().map(|&point| own[point][at].alike);
                        best = best.max(shared * alike.fold(0.0, f32::max));
                        if window.units.len() == 1 {
                            whole = matching.precision_of(&points, window.tokens.clone());
                        }
                    }
                    0.75 * best + 0.25 * whole
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

/// What became of each section. `points` are the results of the own points, in order.
pub fn sections(
    reference: &Reference,
    spoken: &Spoken,
    likeness: &[Vec<f32>],
    points: Vec<PointResult>,
) -> Vec<SectionResult> {
    let Spoken { units, words, path } = *spoken;
    let mut points = points.into_iter();
    let mut sections: Vec<SectionResult> = reference
        .sections
        .iter()
        .enumerate()
        .map(|(index, (part, range))| {
            let points: Vec<PointResult> = points.by_ref().take(range.len()).collect();
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
                points,
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
