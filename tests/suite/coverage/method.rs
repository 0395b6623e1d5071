//! Single ways to match a key point with speech, for the table that compares them: what each gives
//! alone on the labelled answers, beside what the program puts together.

use std::collections::{HashMap, HashSet};

use aloud::coverage::clause::{content_words, units};
use aloud::coverage::embedding::Embedding;
use aloud::coverage::english::English;
use aloud::coverage::token::{Token, tokens_of};
use aloud::coverage::{cover, key_points, sound};
use aloud::language::{Language, korean};

use super::score::{Tally, passage_truth, transcript};
use super::set::{Entry, Split, Truth};

pub const METHODS: [&str; 6] = [
    "weighted words (stems, numbers by value)",
    "character 3-grams (jamo in Korean)",
    "words by sound (consonant skeletons)",
    "sentence embedding alone",
    "the program, words alone",
    "the program, words and meaning",
];

/// A point of one answer: the score of each method, whether it was said, and its split.
pub struct Row {
    pub scores: [f32; METHODS.len()],
    pub said: bool,
    pub split: Split,
}

fn content(text: &str, english: &English) -> Vec<Token> {
    tokens_of(text, english).into_iter().filter(|token| !token.stop).collect()
}

fn stems(text: &str, english: &English) -> HashSet<String> {
    content(text, english).into_iter().map(|token| token.stem).collect()
}

fn sounds(text: &str, english: &English) -> HashSet<String> {
    let heard = |token: Token| match token.value {
        Some(_) => token.stem,
        None => sound::skeleton(&token.stem),
    };
    content(text, english).into_iter().map(heard).filter(|sound| sound.len() >= 2).collect()
}

fn grams(text: &str, language: Language) -> HashSet<String> {
    let plain: String = text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    let letters =
        if language == Language::Korean { korean::jamo(&plain) } else { plain.chars().collect() };
    letters.windows(3).map(|three| three.iter().collect()).collect()
}

/// Share of the weight of `point` that is in `said`, by rarity over the points of the notes.
fn weighed(
    point: &HashSet<String>,
    said: &HashSet<String>,
    df: &HashMap<String, f32>,
    n: f32,
) -> f32 {
    let weight = |item: &String| (1.0 + n / df.get(item).copied().unwrap_or(1.0)).ln();
    let all: f32 = point.iter().map(weight).sum();
    let shared: f32 = point.intersection(said).map(weight).sum();
    if all == 0.0 { 0.0 } else { shared / all }
}

fn frequencies(sets: &[HashSet<String>]) -> HashMap<String, f32> {
    let mut df = HashMap::new();
    sets.iter().flatten().for_each(|item| *df.entry(item.clone()).or_default() += 1.0);
    df
}

/// Rows of every point of every answer, whole and never with parts left out.
pub fn rows(entries: &[Entry], embedding: &Embedding) -> Vec<Row> {
    let english = English::new();
    let sections = |entry: &Entry| entry.question.reference.clone().unwrap().sections;
    let all: Vec<String> = entries
        .iter()
        .flat_map(|entry| sections(entry).into_iter().map(|s| (s, entry.question.language)))
        .flat_map(|(section, language)| key_points(&section, language))
        .map(|point| point.text)
        .collect();
    let language = entries[0].question.language;
    let n = all.len() as f32;
    let words = frequencies(&all.iter().map(|text| stems(text, &english)).collect::<Vec<_>>());
    let by_sound = frequencies(&all.iter().map(|text| sounds(text, &english)).collect::<Vec<_>>());
    let letters = frequencies(&all.iter().map(|text| grams(text, language)).collect::<Vec<_>>());
    let mut out = Vec::new();
    for entry in entries {
        for answer in &entry.answers {
            let sentences: Vec<&str> = answer.sentences.iter().map(|s| s.text.as_str()).collect();
            let (transcript, pauses) = transcript(&sentences, language);
            let spoken = units(&content_words(&transcript), &pauses, language);
            let windows: Vec<String> = (1..=3)
                .flat_map(|length| spoken.windows(length))
                .map(|run| run.iter().map(|u| u.text.as_str()).collect::<Vec<_>>().join(" "))
                .collect();
            let vectors: Vec<Vec<f32>> = windows.iter().map(|text| embedding.embed(text)).collect();
            let [alone, meaning] = [None, Some(embedding)]
                .map(|known| cover(&entry.question, &[], &transcript, &pauses, known).unwrap());
            let mut truth: HashMap<u32, Truth> = HashMap::new();
            for (passage, said) in answer.sentences.iter().flat_map(|s| &s.passages) {
                let known = truth.entry(*passage).or_insert(Truth::Missed);
                *known = (*known).max(*said);
            }
            let best =
                |score: &dyn Fn(usize) -> f32| (0..windows.len()).map(score).fold(0.0, f32::max);
            for (index, section) in sections(entry).iter().enumerate() {
                let text = section.text.split_whitespace().collect::<Vec<_>>().join(" ");
                let mut from = 0;
                for (at, point) in alone.sections[index].points.iter().enumerate() {
                    let start = text[from..].find(&point.text).map_or(from, |at| from + at);
                    from = start + point.text.len();
                    let is = passage_truth(&entry.passages[index], start, from, text.len(), &truth);
                    let Some(is) = is.filter(|is| *is != Truth::Partly) else { continue };
                    let [s, g, p] = [
                        stems(&point.text, &english),
                        grams(&point.text, language),
                        sounds(&point.text, &english),
                    ];
                    let vector = embedding.embed(&point.text);
                    let cosine = |at: usize| {
                        vector.iter().zip(&vectors[at]).map(|(a, b)| a * b).sum::<f32>()
                    };
                    let scores = [
                        best(&|at| weighed(&s, &stems(&windows[at], &english), &words, n)),
                        best(&|at| weighed(&g, &grams(&windows[at], language), &letters, n)),
                        best(&|at| weighed(&p, &sounds(&windows[at], &english), &by_sound, n)),
                        best(&cosine),
                        point.score,
                        meaning.sections[index].points[at].score,
                    ];
                    out.push(Row { scores, said: is == Truth::Said, split: entry.split });
                }
            }
        }
    }
    out
}

fn tally<'a>(rows: impl Iterator<Item = &'a Row>, method: usize, least: f32) -> Tally {
    let mut tally = Tally::default();
    rows.for_each(|row| tally.count(row.scores[method] >= least, row.said));
    tally
}

/// For a method: the threshold of the best F1 on the tuning part, and P, R, F1 and area under the curve
/// on the part never looked at.
pub fn figures(rows: &[Row], method: usize) -> (f32, Tally, f64) {
    let of = |split: Split| rows.iter().filter(move |row| row.split == split);
    let thresholds = (1..100).map(|percent| percent as f32 / 100.0);
    let f1 = |least: &f32| tally(of(Split::Tune), method, *least).f1();
    let least = thresholds.max_by(|a, b| f1(a).total_cmp(&f1(b))).unwrap_or(0.5);
    let (mut above, mut pairs) = (0.0, 0.0);
    for said in of(Split::Check).filter(|row| row.said) {
        for missed in of(Split::Check).filter(|row| !row.said) {
            let (a, b) = (said.scores[method], missed.scores[method]);
            above += if a > b {
                1.0
            } else if a == b {
                0.5
            } else {
                0.0
            };
            pairs += 1.0;
        }
    }
    (least, tally(of(Split::Check), method, least), above / pairs)
}
