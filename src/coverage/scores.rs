//! Scores of reference points against windows of speech: words alone, or words and meaning fused.

use std::ops::Range;

use super::clause::Unit;
use super::embedding::{Embedding, Feature};
use super::matching::Matching;
use super::point::KeyPoint;
use super::token::Token;

/// Most clauses that together may say one point.
const LONGEST_WINDOW: usize = 3;
/// Each further clause in a window costs this factor, so the shortest evidence wins.
const LONGER: f32 = 0.97;
/// Shares of word match and sentence embedding, as they measured best together.
const LEXICAL: f32 = 0.35;
const EMBEDDED: f32 = 0.65;

/// Neighbouring clauses taken together.
#[derive(Debug, Clone, PartialEq)]
pub struct Window {
    /// Clauses.
    pub units: Range<usize>,
    /// Tokens of the speech.
    pub tokens: Range<usize>,
}

/// All windows of one to three clauses; one never crosses a clause marked in `skip`.
pub fn windows(units: &[Unit], tokens: &[Token], skip: &[bool]) -> Vec<Window> {
    let mut out = Vec::new();
    for start in 0..units.len() {
        for length in 1..=LONGEST_WINDOW.min(units.len() - start) {
            if skip[start + length - 1] {
                break;
            }
            let units_range = start..start + length;
            let words = units[start].words.start..units[start + length - 1].words.end;
            let first = tokens.partition_point(|token| token.word < words.start);
            let last = tokens.partition_point(|token| token.word < words.end);
            if first < last {
                out.push(Window { units: units_range, tokens: first..last });
            }
        }
    }
    out
}

/// A point against a window.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Score {
    /// How much of the point the window says, 0 to 1.
    pub said: f32,
    /// How well they say the same, both ways, 0 to 1.
    pub alike: f32,
}

/// Vectors of points and windows, where the embedding is installed.
pub struct Vectors {
    points: Vec<Vec<f32>>,
    windows: Vec<Vec<f32>>,
}

impl Vectors {
    /// Embeds the points and the windows. Each clause is read once; a window of several is their
    /// sum.
    pub fn new(
        embedding: &Embedding,
        points: &[KeyPoint],
        units: &[Unit],
        windows: &[Window],
    ) -> Self {
        let texts: Vec<&str> = units
            .iter()
            .map(|unit| unit.text.as_str())
            .chain(points.iter().map(|point| point.text.as_str()))
            .collect();
        let features = embedding.features(&texts);
        let (spoken, written) = features.split_at(units.len());
        let stretches: Vec<&[Feature]> = written
            .iter()
            .map(std::slice::from_ref)
            .chain(windows.iter().map(|window| &spoken[window.units.clone()]))
            .collect();
        let mut points_and_windows = embedding.vectors(&stretches);
        let windows = points_and_windows.split_off(points.len());
        Self { points: points_and_windows, windows }
    }

    fn cosine(&self, point: usize, window: usize) -> f32 {
        self.points[point].iter().zip(&self.windows[window]).map(|(a, b)| a * b).sum()
    }
}

/// `scores[point][window]` for the points in `points`.
pub fn scores(
    matching: &Matching,
    points: Range<usize>,
    windows: &[Window],
    vectors: Option<&Vectors>,
) -> Vec<Vec<Score>> {
    points
        .map(|point| {
            windows
                .iter()
                .enumerate()
                .map(|(at, window)| score(matching, point, at, window, vectors))
                .collect()
        })
        .collect()
}

/// What a window of two clauses says of each of them.
const SHARED: f32 = 0.8;

/// How alike each of so many clauses is to each point, `[clause][point]`, 0 to 1: by itself or with a neighbour. `scores`
/// are `[point][window]`.
pub fn clause_likeness(scores: &[Vec<Score>], clauses: usize, windows: &[Window]) -> Vec<Vec<f32>> {
    let mut likeness = vec![vec![0.0f32; scores.len()]; clauses];
    for (at, window) in windows.iter().enumerate().filter(|(_, window)| window.units.len() <= 2) {
        let share = if window.units.len() == 1 { 1.0 } else { SHARED };
        for clause in &mut likeness[window.units.clone()] {
            for (alike, row) in clause.iter_mut().zip(scores) {
                *alike = alike.max(share * row[at].alike);
            }
        }
    }
    likeness
}

fn score(
    matching: &Matching,
    point: usize,
    at: usize,
    window: &Window,
    vectors: Option<&Vectors>,
) -> Score {
    let recall = matching.recall(point, window.tokens.clone());
    let precision =
        if recall == 0.0 { 0.0 } else { matching.precision(point, window.tokens.clone()) };
    let longer = LONGER.powi(window.units.len() as i32 - 1);
    let both = (recall * precision).sqrt();
    match vectors {
        None => Score { said: recall * longer, alike: both * longer },
        Some(vectors) => {
            let cosine = vectors.cosine(point, at).max(0.0);
            Score {
                said: (LEXICAL * recall + EMBEDDED * cosine) * longer,
                alike: (LEXICAL * both + EMBEDDED * cosine) * longer,
            }
        }
    }
}
