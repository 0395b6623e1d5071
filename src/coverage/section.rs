//! Sections of the written answer: how alike each clause is to them, and what became of each.

use std::ops::Range;

use super::clause::Unit;
use super::logistic::Weights;
use super::matching::Matching;
use super::path::Paths;
use super::person;
use super::reference::Reference;
use super::result::{Evidence, PointResult, SectionResult, Status};
use super::scores::Window;
use super::section_signs::{Aligned, SECTION_SIGNS, SectionSigns};
use super::token::Token;
use crate::question::Part;
use crate::transcript::Word;

/// Probabilities from which a section is said, and from which it is unsure...
const SAID: f32 = 0.6;
const UNSURE: f32 = 0.3;
/// ...where it is the only one: speech that fits the answer tells something of it.
const UNSURE_ALONE: f32 = 0.25;

/// From here on a clause is clearly of the section that it is aligned with.
pub(super) const CLEAR: f32 = 0.19;
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

/// How alike each section is to the clearest of its clauses along the `path`, 0 to 1.
pub(super) fn clearest(paths: &Paths, path: &[Option<usize>]) -> Vec<f32> {
    let of = |(index, part): (usize, &Option<Part>)| {
        let mine = (0..path.len()).filter(|&unit| path[unit] == Some(index));
        let cued = |unit: usize| part.is_some() && paths.cues[unit] == *part;
        let alike =
            mine.map(|unit| paths.likeness[unit][index] + if cued(unit) { CUE } else { 0.0 });
        alike.fold(0.0, f32::max)
    };
    paths.parts.iter().enumerate().map(of).collect()
}

/// What speaks for each section along the `path`, of which `clearest` is [`clearest`]; `of_points` has the section of each
/// of the `points`.
pub(super) fn aligned(
    paths: &Paths,
    path: &[Option<usize>],
    of_points: &[usize],
    points: &[PointResult],
    clearest: &[f32],
) -> Vec<Aligned> {
    let seconds = |section: Option<usize>| -> f64 {
        let told = paths.units.iter().zip(path);
        let told = told.filter(|(_, at)| at.is_some() && (section.is_none() || **at == section));
        told.map(|(unit, _)| unit.span.duration_s()).sum()
    };
    let all_s = seconds(None);
    let of = |(index, (part, needed)): (usize, (&Option<Part>, f32))| {
        let mut mine = paths.cues.iter().zip(path).filter(|(_, at)| **at == Some(index));
        let own = points.iter().zip(of_points).filter(|(_, section)| **section == index);
        Aligned {
            needed,
            clearest: clearest[index],
            share: if all_s > 0.0 { (seconds(Some(index)) / all_s) as f32 } else { 0.0 },
            cued: part.is_some() && mine.any(|(cue, _)| cue == part),
            points: own.map(|(point, _)| point.score).collect(),
        }
    };
    paths.parts.iter().zip(paths.needed()).enumerate().map(of).collect()
}

/// What evidence of a point adds to the likeness of its clauses to the section of the point.
const EVIDENCE: f32 = 0.2;

/// The likeness of clauses to sections once it is known which points they tell.
pub(super) fn with_evidence(
    units: &[Unit],
    likeness: &[Vec<f32>],
    of_points: &[usize],
    points: &[PointResult],
) -> Vec<Vec<f32>> {
    let mut likeness = likeness.to_vec();
    for (unit, row) in units.iter().zip(&mut likeness) {
        let mut more = vec![0.0f32; row.len()];
        for (point, &section) in points.iter().zip(of_points) {
            let tells =
                |at: &Evidence| at.start_s <= unit.span.start_s && unit.span.end_s <= at.end_s;
            if point.evidence.iter().any(tells) {
                more[section] = more[section].max(EVIDENCE * point.score);
            }
        }
        row.iter_mut().zip(more).for_each(|(alike, more)| *alike += more);
    }
    likeness
}

/// Gives each section that was told and has no clause the one that is most like it, unless that is all another one has.
pub(super) fn give_each_a_clause(
    path: &mut [Option<usize>],
    likeness: &[Vec<f32>],
    is_told: &dyn Fn(usize) -> bool,
) {
    let sections = likeness.first().map_or(0, Vec::len);
    for section in (0..sections).filter(|section| is_told(*section)) {
        let clauses = |of: Option<usize>| path.iter().filter(|at| **at == of).count();
        if clauses(Some(section)) > 0 {
            continue;
        }
        let may = |unit: &usize| {
            likeness[*unit][section] > 0.0 && (path[*unit].is_none() || clauses(path[*unit]) > 1)
        };
        let alike = |a: &usize, b: &usize| likeness[*a][section].total_cmp(&likeness[*b][section]);
        if let Some(unit) = (0..path.len()).filter(may).max_by(alike) {
            path[unit] = Some(section);
        }
    }
}

/// How likely each section was told, 0 to 1. The only one of an answer was where one of its `points` was.
pub(super) fn probabilities(
    signs: &[SectionSigns],
    weights: &Weights<SECTION_SIGNS>,
    points: &[PointResult],
    credited: bool,
) -> Vec<f32> {
    match signs {
        _ if !credited => vec![0.0; signs.len()],
        [_] => vec![points.iter().map(|point| point.score).fold(0.0, f32::max)],
        _ => signs.iter().map(|signs| weights.probability(signs)).collect(),
    }
}

/// Whether one of so many sections that was told with this probability counts as told.
pub(super) fn is_told(probability: f32, sections: usize) -> bool {
    probability >= if sections == 1 { UNSURE_ALONE } else { UNSURE }
}

/// What became of each section, which was told with the probability `likely`; their points are left empty.
pub(super) fn sections(
    parts: &[Option<Part>],
    spoken: &Spoken,
    likely: &[f32],
) -> Vec<SectionResult> {
    let Spoken { units, words, path } = *spoken;
    let of = |(index, (part, score)): (usize, (&Option<Part>, &f32))| {
        let mine: Vec<usize> = (0..units.len()).filter(|&unit| path[unit] == Some(index)).collect();
        let status = match *score {
            // What took no time was not told.
            _ if mine.is_empty() || !is_told(*score, parts.len()) => Status::Missed,
            SAID.. => Status::Said,
            _ => Status::Partly,
        };
        let said: Vec<&Word> = mine
            .iter()
            .flat_map(|&unit| words[units[unit].words.clone()].iter().copied())
            .collect();
        let (first_person_singular, first_person_plural) = person::first_person(&said);
        let spans = || mine.iter().map(|&unit| units[unit].span);
        SectionResult {
            part: *part,
            status,
            start_s: spans().next().map(|span| span.start_s),
            end_s: spans().next_back().map(|span| span.end_s),
            spoken_s: spans().fold(0.0, |sum, span| sum + span.duration_s()),
            share: None,
            score: *score,
            points: Vec::new(),
            first_person_singular,
            first_person_plural,
            measured: None,
        }
    };
    let mut sections: Vec<SectionResult> = parts.iter().zip(likely).enumerate().map(of).collect();
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
