//! Whether the speech answers this question at all: it may answer another one of the notes, fit
//! none, or only read the question aloud.

use std::ops::Range;

use super::clause::Unit;
use super::matching::Matching;
use super::reference::Reference;
use super::result::BetterQuestion;
use super::scores::{self, Score, Window};
use super::token::Token;
use crate::question::Question;

/// Another question fits clearly better when its fit is this many times this one's...
const BETTER: f32 = 1.3;
/// ...and at least this (right questions measured at .31 and more, wrong ones at .26 and less).
const FITS: f32 = 0.28;
/// A clause that says this share of the prompt's clause, and nothing else, reads the prompt.
const READS_PROMPT: f32 = 0.9;
const READS_PROMPT_PART: f32 = 0.5;

/// How well the speech fits this question, 0 to 1, and another one that it fits clearly better.
/// Words alone decide, for all questions alike.
pub fn fit_and_better(
    reference: &Reference,
    others: &[Question],
    units: &[Unit],
    windows: &[Window],
    matching: &Matching,
) -> (f32, Option<BetterQuestion>) {
    let by_words = |range: &Range<usize>| {
        let scored = scores::scores(matching, range.clone(), windows, None);
        fit(&scored, units, windows, matching)
    };
    let own = by_words(&reference.own());
    let better = reference
        .others
        .iter()
        .map(|(index, range)| (index, by_words(range)))
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .filter(|(_, score)| *score >= FITS && *score >= BETTER * own)
        .map(|(&index, score)| BetterQuestion {
            id: others[index].id.clone(),
            prompt: others[index].prompt.clone(),
            score,
        });
    (own, better)
}

/// Mean over the clauses, by their weight of content, of how alike their best point is.
fn fit(scored: &[Vec<Score>], units: &[Unit], windows: &[Window], matching: &Matching) -> f32 {
    let mut best = vec![0.0f32; units.len()];
    let mut weights = vec![0.0; units.len()];
    for (at, window) in windows.iter().enumerate() {
        if window.units.len() == 1 {
            weights[window.units.start] = matching.weight(window.tokens.clone());
        }
        let alike = scored.iter().map(|row| row[at].alike).fold(0.0, f32::max);
        for unit in window.units.clone() {
            best[unit] = best[unit].max(alike);
        }
    }
    let sum: f32 = best.iter().zip(&weights).map(|(best, weight)| best * weight).sum();
    let total: f32 = weights.iter().sum();
    if total == 0.0 { 0.0 } else { sum / total }
}

/// Which clauses only read the question aloud: by what they mean, or word by word. `prompt` are the
/// prompt's clauses, `prompt_words` its words; a short part of it ("and what did you learn?") is no
/// clause of its own.
pub fn prompt_read(
    units: &[Unit],
    heard: &[Token],
    matching: &Matching,
    prompt: &Range<usize>,
    prompt_words: &[Token],
) -> Vec<bool> {
    let clauses: Vec<usize> = prompt.clone().collect();
    units
        .iter()
        .map(|unit| {
            let first = heard.partition_point(|token| token.word < unit.words.start);
            let last = heard.partition_point(|token| token.word < unit.words.end);
            if clauses.is_empty() || first == last {
                return false;
            }
            let said = &heard[first..last];
            let same = |at: &[Token]| at.iter().zip(said).all(|(a, b)| a.surface == b.surface);
            if prompt_words.windows(said.len()).any(same) {
                return true;
            }
            let only_prompt = matching.precision_of(&clauses, first..last) >= READS_PROMPT;
            let much_of_it = clauses
                .iter()
                .any(|&clause| matching.recall(clause, first..last) >= READS_PROMPT_PART);
            only_prompt && much_of_it
        })
        .collect()
}
