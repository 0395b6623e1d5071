//! The written answers of the notes as key points: what speech is compared with.

use std::ops::Range;

use super::english::English;
use super::noted;
use super::point::{self, KeyPoint};
use crate::question::{Part, Question};

/// All key points of the notes: the question's own first.
pub struct Reference {
    /// Every point, of the own sections, then of the other questions, then the prompt's clauses.
    pub points: Vec<KeyPoint>,
    /// For each own section its points.
    pub sections: Vec<(Option<Part>, Range<usize>)>,
    /// For each other question its points.
    pub others: Vec<(usize, Range<usize>)>,
    /// The prompt's clauses.
    pub prompt: Range<usize>,
}

impl Reference {
    /// `None` where the question has no written answer.
    pub fn new(question: &Question, others: &[Question], english: &English) -> Option<Self> {
        let reference = question.reference.as_ref()?;
        let mut points = Vec::new();
        let mut sections = Vec::new();
        for section in &reference.sections {
            let from = points.len();
            points.extend(point::section_points(section, question.language, english));
            sections.push((section.part, from..points.len()));
        }
        noted::add_ones(&mut points);
        let mut rivals = Vec::new();
        for (index, other) in others.iter().enumerate() {
            if other.id == question.id {
                continue;
            }
            let Some(reference) = &other.reference else { continue };
            let from = points.len();
            for section in &reference.sections {
                points.extend(point::points_with(&section.text, other.language, english));
            }
            rivals.push((index, from..points.len()));
        }
        let from = points.len();
        points.extend(point::points_with(&question.prompt, question.language, english));
        let prompt = from..points.len();
        Some(Self { points, sections, others: rivals, prompt })
    }

    /// The points of the question's own answer.
    pub fn own(&self) -> Range<usize> {
        0..self.sections.last().map_or(0, |(_, range)| range.end)
    }

    /// The section an own point stands in.
    pub fn section_of(&self, point: usize) -> usize {
        self.sections.iter().position(|(_, range)| range.contains(&point)).unwrap_or(0)
    }
}
