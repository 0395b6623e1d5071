//! The written answers of the notes as key points: what speech is compared with.

use std::ops::Range;

use super::english::English;
use super::noted;
use super::point::{self, KeyPoint};
use super::quotation::Quoted;
use super::token::{Script, Token};
use crate::language::Language;
use crate::parallel;
use crate::question::{Part, Question};

/// Fewer other answers than this are read before another thread has started.
const PARALLEL_FROM: usize = 4;

/// With fewer of its words in a script, 0 to 1, speech answers no question of that language: the names it shares
/// with one are far from what [`super::fit`] asks for.
const LEAST_OF_SCRIPT: f32 = 0.1;

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
    /// `None` where the question has no written answer. Of the `others` only those count that are written in a
    /// script of the speech, of which `heard` are the words.
    pub fn new(
        question: &Question,
        others: &[Question],
        heard: &[Token],
        english: &English,
    ) -> Option<Self> {
        let reference = question.reference.as_ref()?;
        let mut points = Vec::new();
        let mut sections = Vec::new();
        let texts = std::iter::once(question).chain(others).flat_map(|known| &known.reference);
        let texts = texts.flat_map(|known| &known.sections).map(|section| section.text.as_str());
        let korean = question.language == Language::Korean;
        let quotes = if korean { Quoted::of(texts) } else { Quoted::default() };
        for section in &reference.sections {
            let from = points.len();
            points.extend(point::section_points(section, question.language, english, &quotes));
            sections.push((section.part, from..points.len()));
        }
        noted::add_ones(&mut points);
        let languages = languages(heard);
        let answered = |(_, other): &(usize, &Question)| {
            other.id != question.id
                && other.reference.is_some()
                && languages.contains(&other.language)
        };
        let answered: Vec<(usize, &Question)> =
            others.iter().enumerate().filter(answered).collect();
        let mut rivals = Vec::new();
        for (index, read) in
            parallel::map(&answered, PARALLEL_FROM, |(at, other)| (*at, points_of(other)))
        {
            let from = points.len();
            points.extend(read);
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

/// The points of another question's answer.
fn points_of(question: &Question) -> Vec<KeyPoint> {
    let english = English::new();
    let sections = question.reference.iter().flat_map(|reference| &reference.sections);
    sections
        .flat_map(|section| point::points_with(&section.text, question.language, &english))
        .collect()
}

/// The languages that the words of the speech are written in.
fn languages(heard: &[Token]) -> Vec<Language> {
    let content = || heard.iter().filter(|token| !token.stop);
    let least = LEAST_OF_SCRIPT * content().count() as f32;
    let written = |script| content().filter(|token| token.script == script).count() as f32;
    let of = [(Language::English, Script::Latin), (Language::Korean, Script::Hangul)];
    of.into_iter().filter(|(_, script)| written(*script) >= least).map(|(l, _)| l).collect()
}
