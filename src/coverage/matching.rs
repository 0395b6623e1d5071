//! Matches the words of reference points with the words of the speech.
//!
//! Every distinct form of the reference is compared once with every distinct form of the speech;
//! after that a point against a window of speech is a sum over a small table.

use std::collections::HashMap;
use std::ops::Range;

use super::idf::Idf;
use super::noted_form::NotedForms;
use super::point::KeyPoint;
use super::spoken::{Row, SpokenForms, best_of_each};
use super::synonym::Synonyms;
use super::token::Token;
use crate::parallel;

/// From here on a soft match is the word itself in another form.
const SURE_MATCH: f32 = 0.75;
/// Points of fewer content words than this are matched by chance too easily: the missing words
/// count as unsaid at a fraction ([`FILL_WEIGHT`]) of the mean weight.
const FULL_POINT: usize = 4;
const FILL_WEIGHT: f32 = 0.25;
/// Fewer forms than this are looked for before another thread has started.
const FORMS_PARALLEL: usize = 200;

/// One reference point ready to be matched.
struct PointForms {
    /// For each content word: the rows of its forms (itself, and written with a neighbour).
    words: Vec<Vec<usize>>,
    /// How well the tokens of the speech stand for any of its words.
    said: Row,
    /// Weight of each content word.
    weights: Vec<f32>,
    /// Their sum.
    weight: f32,
}

impl PointForms {
    fn new(words: Vec<Vec<usize>>, weights: Vec<f32>, rows: &[Row]) -> Self {
        let said = best_of_each(words.iter().flatten().flat_map(|&row| &rows[row]).copied());
        let weight = weights.iter().sum();
        Self { words, said, weights, weight }
    }
}

/// The table of a reference against one speech.
pub struct Matching {
    points: Vec<PointForms>,
    /// For each form of the reference the tokens of the speech (or one with a neighbour) that stand for it.
    rows: Vec<Row>,
    /// Weight of each spoken token; 0 for those that carry nothing.
    heard_weights: Vec<f32>,
    /// Rows of names, by surface.
    names: HashMap<String, Vec<usize>>,
}

impl Matching {
    /// Compares all `points` with all tokens of the speech. Weights are ln(1 + N/df) over the given
    /// points, so what every point says weighs little.
    pub fn new(points: &[&KeyPoint], heard: &[Token], synonyms: &Synonyms) -> Self {
        let idf = Idf::new(points);
        let spoken = SpokenForms::new(heard, synonyms);
        let noted = NotedForms::of(points);
        let found =
            parallel::map(&noted.forms, FORMS_PARALLEL, |form| form.said(&spoken, synonyms));
        // Most forms of the notes match nothing that was said; they share the first, empty row.
        let mut rows = vec![Row::new()];
        let mut row_of = Vec::with_capacity(found.len());
        for row in found {
            row_of.push(if row.is_empty() { 0 } else { rows.len() });
            if !row.is_empty() {
                rows.push(row);
            }
        }
        let mut names: HashMap<String, Vec<usize>> = HashMap::new();
        let make = |(point, words): (&&KeyPoint, Vec<Vec<usize>>)| {
            let forms_of_word =
                |forms: Vec<usize>| forms.iter().map(|&form| row_of[form]).collect();
            let words: Vec<Vec<usize>> = words.into_iter().map(forms_of_word).collect();
            for ((at, token), rows) in point.content_once().zip(&words) {
                if point.names[at] {
                    names.entry(token.surface.clone()).or_insert_with(|| rows.clone());
                }
            }
            let weights = point.content_once().map(|(_, token)| idf.of(&token.stem)).collect();
            PointForms::new(words, weights, &rows)
        };
        let points = points.iter().zip(noted.words).map(make).collect();
        let heard_weights =
            heard.iter().map(|token| if token.stop { 0.0 } else { idf.of(&token.stem) }).collect();
        Self { points, rows, heard_weights, names }
    }

    /// Share of the point's weight that is said within these tokens of the speech, 0 to 1.
    pub fn recall(&self, point: usize, window: Range<usize>) -> f32 {
        let point = &self.points[point];
        let count = point.words.len();
        if count == 0 || inside(&point.said, &window).is_empty() {
            return 0.0;
        }
        let said = self.weight_said(point, &window, |_| true);
        let missing = FULL_POINT.saturating_sub(count) as f32;
        said / (point.weight + missing * FILL_WEIGHT * point.weight / count as f32)
    }

    /// [`Self::recall`] over the words of the point whose flag in `which` is set.
    pub fn recall_of(&self, point: usize, window: Range<usize>, which: &[bool]) -> f32 {
        let point = &self.points[point];
        let total = weight_of(point, |word| which[word]);
        if total == 0.0 {
            return 0.0;
        }
        self.weight_said(point, &window, |word| which[word]) / total
    }

    /// Weight of what the window says of the words of the point, by their place in it, that are `wanted`.
    fn weight_said(
        &self,
        point: &PointForms,
        window: &Range<usize>,
        wanted: impl Fn(usize) -> bool,
    ) -> f32 {
        let words = point.words.iter().zip(&point.weights).enumerate();
        let wanted = words.filter(|(word, _)| wanted(*word));
        wanted.fold(0.0, |said, (_, (forms, weight))| said + weight * self.best(forms, window))
    }

    /// Share of the point's words that are said within these tokens, each as much as any other, 0 to 1.
    pub fn words_said(&self, point: usize, window: Range<usize>) -> f32 {
        let words = &self.points[point].words;
        let said: f32 = words.iter().map(|forms| self.best(forms, &window)).sum();
        said / words.len().max(1) as f32
    }

    /// How well the best token of the window stands for one of the forms.
    fn best(&self, forms: &[usize], window: &Range<usize>) -> f32 {
        let rows = forms.iter().filter(|&&row| row != 0);
        rows.flat_map(|&row| inside(&self.rows[row], window))
            .map(|(_, score)| *score)
            .fold(0.0, f32::max)
    }

    /// [`Self::recall`] over the words of the point that `rival` does not have; `None` where it has
    /// no such words.
    pub fn recall_beside(&self, point: usize, rival: usize, window: Range<usize>) -> Option<f32> {
        let has = |row: &usize| self.points[rival].words.iter().flatten().any(|known| known == row);
        let point = &self.points[point];
        // Row 0 stands for all forms that nobody said.
        let own = |word: usize| point.words[word][0] == 0 || !has(&point.words[word][0]);
        let total = weight_of(point, own);
        (total > 0.0).then(|| self.weight_said(point, &window, own) / total)
    }

    /// How well the token of the speech stands for a word of the point, 0 where it does not.
    fn said_of(&self, point: usize, token: usize) -> f32 {
        inside(&self.points[point].said, &(token..token + 1))
            .first()
            .map_or(0.0, |(_, score)| *score)
    }

    /// Whether the token of the speech is surely a word of the point, not only near one.
    pub fn surely_says(&self, point: usize, token: usize) -> bool {
        self.said_of(point, token) >= SURE_MATCH
    }

    /// Whether the token of the speech stands for a word of the point.
    pub fn says(&self, point: usize, token: usize) -> bool {
        self.said_of(point, token) > 0.0
    }

    /// Share of the weight of what is said in the window that belongs to the point, 0 to 1.
    pub fn precision(&self, point: usize, window: Range<usize>) -> f32 {
        let said = inside(&self.points[point].said, &window);
        let shared =
            said.iter().fold(0.0, |sum, (token, score)| sum + self.heard_weights[*token] * score);
        let total = self.weight(window);
        if total == 0.0 { 0.0 } else { shared / total }
    }

    /// The same against several points together.
    pub fn precision_of(&self, points: &[usize], window: Range<usize>) -> f32 {
        let shared = window.clone().fold(0.0, |sum, token| {
            let best = points.iter().map(|&point| self.said_of(point, token)).fold(0.0, f32::max);
            sum + self.heard_weights[token] * best
        });
        let total = self.weight(window);
        if total == 0.0 { 0.0 } else { shared / total }
    }

    /// Where a word of a name was heard, at least `least` alike: its tokens of the speech, in their order.
    pub fn all_heard<'a>(
        &'a self,
        name: &Token,
        least: f32,
    ) -> impl Iterator<Item = Range<usize>> + 'a {
        let rows = self.names.get(&name.surface).map_or(&[][..], Vec::as_slice);
        let alike = move |at: usize| self.best(rows, &(at..at + 1));
        let count = if rows.is_empty() { 0 } else { self.heard_weights.len() };
        (0..count).filter(move |&at| alike(at) >= least).map(move |first| {
            // A name heard in pieces ("Poza Labs") is as alike at each of them.
            let mut last = first + 1;
            while last < count && last < first + 3 && alike(last) == alike(first) {
                last += 1;
            }
            first..last
        })
    }

    /// Weight of content in the window.
    pub fn weight(&self, window: Range<usize>) -> f32 {
        self.heard_weights[window].iter().sum()
    }
}

/// The entries of a row that are of tokens in the window.
fn inside<'a>(row: &'a Row, window: &Range<usize>) -> &'a [(usize, f32)] {
    let from = row.partition_point(|(token, _)| *token < window.start);
    let length = row[from..].iter().take_while(|(token, _)| *token < window.end).count();
    &row[from..from + length]
}

fn weight_of(point: &PointForms, wanted: impl Fn(usize) -> bool) -> f32 {
    let weights = point.weights.iter().enumerate().filter(|(word, _)| wanted(*word));
    weights.fold(0.0, |sum, (_, weight)| sum + weight)
}
