//! What speaks for a key point having been told, and against it.
//!
//! Its score alone cannot tell: of a short point one word by chance is half, an answer in other words than the note's
//! says little of each of its points, and a point whose number was heard was told.

use std::collections::HashSet;

use super::fact::FactStatus;
use super::facts::Facts;
use super::logistic::{Weights, flag};
use super::matching::Matching;
use super::other_points::OtherPoints;
use super::point::KeyPoint;
use super::result::Evidence;
use super::scores::Window;
use crate::language::korean;

/// How many signs a point has.
pub const POINT_SIGNS: usize = 21;

/// Score of the stretch of speech that says it best, 0 to 1; the same in Korean, else 0; log of how likely a clause
/// tells it by its place; how alike it is both ways to any stretch at best, 0 to 1; share of its words in that stretch,
/// each as much as any other; share of its letters by n-grams; words of the stretch that surely are its own, up to 4;
/// content of the stretch in tens of weight, up to 3; whether the stretch is one clause; 1 / its content words;
/// whether one of its facts was said; whether one was not; mean score of all points, up to 0.3; its score times
/// that mean; log of how many points there are; how well the speech fits the whole answer, up to 0.35; log
/// of how many clauses it has for each point; what the other points say of it (`OtherPoints`), three; whether the stretch
/// is of its own section.
pub type PointSigns = [f32; POINT_SIGNS];

/// By words alone.
pub(super) const BY_WORDS: Weights<POINT_SIGNS> = Weights {
    bias: -16.235,
    of: [
        4.651, 2.078, 0.931, -0.795, -6.367, 4.010, 0.404, 0.630, 0.448, 4.300, 0.794, -1.501,
        2.376, 4.827, 1.383, 24.054, -0.008, 1.838, 0.596, -1.423, 0.744,
    ],
};
/// With the sentence embedding.
pub(super) const BY_MEANING: Weights<POINT_SIGNS> = Weights {
    bias: -14.819,
    of: [
        5.076, 0.449, 0.584, -1.074, -3.468, 2.274, 0.413, 0.547, -0.143, 1.482, 0.738, -1.044,
        4.065, 10.215, 1.105, 17.205, -0.840, 1.960, 1.122, -2.946, 0.605,
    ],
};

/// Least probability by place: how little it is below says nothing.
const PLACE_LEAST: f32 = 0.01;
/// More words, weight and mean score than this say no more.
const SURE_MOST: f32 = 4.0;
const WEIGHT_MOST: f32 = 30.0;
const MEAN_MOST: f32 = 0.3;
const FIT_MOST: f32 = 0.35;

/// A point and the stretch of speech that says it best.
pub(super) struct Best<'a> {
    /// The point and its index among the own points.
    pub point: &'a KeyPoint,
    pub index: usize,
    /// Its score there, 0 to 1.
    pub score: f32,
    /// How alike it is to any stretch at best, 0 to 1.
    pub alike: f32,
    /// How likely any clause tells it by its place, 0 to 1.
    pub place: f32,
    /// The stretch and its words, where anything was said.
    pub window: Option<&'a Window>,
    /// Whether a clause of the stretch belongs to the section of the point.
    pub in_section: bool,
    pub evidence: Option<Evidence>,
}

/// The answer that a point is of.
pub(super) struct Answer {
    /// Mean of the scores of its points, 0 to 1.
    pub mean: f32,
    /// How many points it has, and how many clauses the speech.
    pub points: usize,
    pub clauses: usize,
    /// How well the speech fits it, 0 to 1.
    pub fit: f32,
    /// Whether it is in Korean.
    pub korean: bool,
}

/// Log of how many clauses the speech has for each point: a short answer tells several in one.
pub(super) fn brevity(clauses: usize, points: usize) -> f32 {
    (clauses.max(1) as f32 / points.max(1) as f32).ln()
}

/// The signs of a point.
pub(super) fn signs(
    best: &Best,
    others: &OtherPoints,
    answer: &Answer,
    matching: &Matching,
    facts: &Facts,
) -> PointSigns {
    let Best { point, index, score, .. } = *best;
    let tokens = best.window.map_or(0..0, |window| window.tokens.clone());
    let speech = best.evidence.as_ref().map_or("", |evidence| &evidence.text);
    let has = |status: FactStatus| point.facts.iter().any(|fact| facts.status(fact) == status);
    let sure = tokens.clone().filter(|&token| matching.surely_says(index, token)).count();
    [
        score,
        flag(answer.korean) * score,
        (best.place + PLACE_LEAST).ln(),
        best.alike,
        matching.words_said(index, tokens.clone()),
        letters_said(&point.text, speech),
        (sure as f32).min(SURE_MOST),
        matching.weight(tokens).min(WEIGHT_MOST) / 10.0,
        flag(best.window.is_some_and(|window| window.units.len() == 1)),
        1.0 / point.content_once().count().max(1) as f32,
        flag(has(FactStatus::Said)),
        flag(has(FactStatus::Missed)),
        answer.mean.min(MEAN_MOST),
        answer.mean * score,
        (answer.points.max(1) as f32).ln(),
        answer.fit.min(FIT_MOST),
        brevity(answer.clauses, answer.points),
        others.score,
        others.told_before,
        others.rival,
        flag(best.in_section),
    ]
}

/// Letters of a word that are compared together, and syllables of a Korean one.
const LETTERS: usize = 4;
const SYLLABLES: usize = 2;

/// Share of the n-grams within words of `point` that are in `speech`, 0 to 1.
fn letters_said(point: &str, speech: &str) -> f32 {
    let (own, heard) = (grams(point), grams(speech));
    own.intersection(&heard).count() as f32 / own.len().max(1) as f32
}

fn grams(text: &str) -> HashSet<Vec<char>> {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let of_word = |word: &str| {
        let letters: Vec<char> = word.chars().collect();
        let hangul = letters.iter().any(|&letter| korean::is_hangul(letter));
        let length = if hangul { SYLLABLES } else { LETTERS };
        letters.windows(length.min(letters.len())).map(<[char]>::to_vec).collect::<Vec<_>>()
    };
    words.flat_map(of_word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_said_in_other_forms_of_words() {
        assert_eq!(letters_said("Deploying it", "we deploy it"), 4.0 / 7.0);
        assert_eq!(letters_said("배포를 했다", "배포가 늦게 했다"), 2.0 / 3.0);
        assert_eq!(letters_said("", "anything"), 0.0);
    }
}
