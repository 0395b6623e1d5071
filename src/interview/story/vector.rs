//! Tellings as words weighed by how well they tell one story from the others.

use std::collections::{HashMap, HashSet};

use super::Telling;
use crate::coverage::english::English;
use crate::coverage::token::{Script, Token, tokens_of};

/// A proper name weighs so many times a common word: two stories share verbs, seldom names.
const NAME_WEIGHT: f64 = 3.0;

/// Letters a name has at least: shorter ones are terms of the trade (AI, API, AWS) that many stories
/// share.
const NAME_LETTERS: usize = 4;

/// Whether a word can tell a story apart.
pub(super) fn counts(token: &Token) -> bool {
    !token.stop && token.script != Script::Number && token.surface.chars().count() > 1
}

/// Words of each telling by stem, weighed by frequency and rarity over all tellings, of length 1.
pub(super) fn vectors(tellings: &[Telling]) -> Vec<HashMap<String, f64>> {
    let english = English::new();
    let all: Vec<Vec<Token>> =
        tellings.iter().map(|telling| tokens_of(&telling.text, &english)).collect();
    let mut among: HashMap<&str, HashSet<usize>> = HashMap::new();
    for (at, tokens) in all.iter().enumerate() {
        for token in tokens.iter().filter(|token| counts(token)) {
            among.entry(&token.stem).or_default().insert(at);
        }
    }
    let names = names(&all, tellings);
    let rarity = |stem: &str| {
        let of = among.get(stem).map_or(1, HashSet::len);
        ((1 + tellings.len()) as f64 / of as f64).ln()
    };
    all.iter()
        .map(|tokens| {
            let mut vector: HashMap<String, f64> = HashMap::new();
            for token in tokens.iter().filter(|token| counts(token)) {
                *vector.entry(token.stem.clone()).or_default() += 1.0;
            }
            for (stem, weight) in &mut vector {
                let name = if names.contains(stem.as_str()) { NAME_WEIGHT } else { 1.0 };
                *weight = (1.0 + weight.ln()) * rarity(stem) * name;
            }
            let length = vector.values().map(|weight| weight * weight).sum::<f64>().sqrt();
            vector.values_mut().for_each(|weight| *weight /= length.max(f64::MIN_POSITIVE));
            vector
        })
        .collect()
}

/// Stems that are written with a capital inside a word or a sentence, and never small.
fn names<'a>(all: &'a [Vec<Token>], tellings: &[Telling]) -> HashSet<&'a str> {
    let (mut small, mut names) = (HashSet::new(), HashSet::new());
    for (tokens, telling) in all.iter().zip(tellings) {
        let words: Vec<&str> = telling.text.split_whitespace().collect();
        let begins = |word: usize| word == 0 || words[word - 1].ends_with(['.', '!', '?', ':']);
        for token in tokens.iter().filter(|token| token.script == Script::Latin) {
            let inside = token.raw.chars().skip(1).any(char::is_uppercase);
            let capital = token.raw.chars().any(char::is_uppercase);
            if !capital {
                small.insert(token.stem.as_str());
            } else if (inside || !begins(token.word)) && token.raw.len() >= NAME_LETTERS {
                names.insert(token.stem.as_str());
            }
        }
    }
    names.difference(&small).copied().collect()
}

/// Likeness of two tellings, 0 to 1.
pub(super) fn cosine(a: &HashMap<String, f64>, b: &HashMap<String, f64>) -> f64 {
    a.iter().filter_map(|(stem, weight)| Some(weight * b.get(stem)?)).sum()
}
