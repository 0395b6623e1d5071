//! Which tellings are the same story, and which principle each story serves.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::coverage::english::English;
use crate::coverage::token::{Script, Token, tokens_of};

/// A story told once: a written answer, or a take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Telling {
    /// The principle it is told for.
    pub principle: Option<String>,
    /// Id of the question.
    pub question: String,
    /// The take; `None` for the written answer.
    pub take: Option<String>,
    /// What was written or said.
    #[serde(skip)]
    pub text: String,
}

/// Cosine of two tellings' words, weighed by rarity, from which they are the same story. Of the six
/// written answers of an on-site note, the two that tell one story measure about .14, all other
/// pairs .07 and less.
const SAME_STORY: f64 = 0.10;

/// A proper name weighs so many times a common word: two stories share verbs, seldom names.
const NAME_WEIGHT: f64 = 3.0;

/// Letters a name has at least: shorter ones are terms of the trade (AI, API, AWS) that many stories
/// share.
const NAME_LETTERS: usize = 4;

/// Which tellings belong together: for each the number of its story, from 0 in the order they
/// first come. A story is a chain: each telling is like at least one other.
pub fn group(tellings: &[Telling]) -> Vec<usize> {
    let vectors = vectors(tellings);
    let mut story: Vec<usize> = (0..tellings.len()).collect();
    for at in 0..tellings.len() {
        for before in 0..at {
            if cosine(&vectors[at], &vectors[before]) >= SAME_STORY {
                let (from, to) = (story[at].max(story[before]), story[at].min(story[before]));
                story.iter_mut().filter(|number| **number == from).for_each(|n| *n = to);
            }
        }
    }
    let mut order: Vec<usize> = Vec::new();
    for number in &mut story {
        let known = order.iter().position(|first| first == number);
        *number = known.unwrap_or_else(|| {
            order.push(*number);
            order.len() - 1
        });
    }
    story
}

/// The names, or else the rarest words, that tell a story apart from the others: at most three.
pub fn title(tellings: &[Telling], of: &[usize]) -> String {
    const WORDS: usize = 3;
    let english = English::new();
    let mut weights: HashMap<String, (f64, String)> = HashMap::new();
    let vectors = vectors(tellings);
    // What was written tells it in the candidate's own words; speech has chance ones.
    let written = |at: &&usize| tellings[**at].take.is_none();
    let any_written = of.iter().any(|at| written(&at));
    for &at in of.iter().filter(|at| !any_written || written(at)) {
        for token in tokens_of(&tellings[at].text, &english).iter().filter(|t| counts(t)) {
            let weight = vectors[at].get(&token.stem).copied().unwrap_or_default();
            let entry = weights.entry(token.stem.clone()).or_insert((0.0, token.raw.clone()));
            entry.0 = entry.0.max(weight);
        }
    }
    let mut words: Vec<(f64, String)> = weights.into_values().collect();
    words.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    words.into_iter().take(WORDS).map(|(_, word)| word).collect::<Vec<_>>().join(", ")
}

fn counts(token: &Token) -> bool {
    !token.stop && token.script != Script::Number && token.surface.chars().count() > 1
}

/// Words of each telling by stem, weighed by frequency and rarity over all tellings, of length 1.
fn vectors(tellings: &[Telling]) -> Vec<HashMap<String, f64>> {
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

fn cosine(a: &HashMap<String, f64>, b: &HashMap<String, f64>) -> f64 {
    a.iter().filter_map(|(stem, weight)| Some(weight * b.get(stem)?)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn telling(text: &str) -> Telling {
        Telling { principle: None, question: String::new(), take: None, text: text.into() }
    }

    #[test]
    fn the_same_story_is_known_in_other_words_and_across_languages() {
        let tellings = [
            telling("At the radio station Hanbit the stream failed, so I wrote an alarm for it."),
            telling("In the hospital I sorted letters and made a table of wards and doctors."),
            telling("Hanbit radio needed a queue before its stream; the alarm was my idea."),
            telling("한빛 방송국 Hanbit 에서 경보를 만들었습니다."),
        ];
        assert_eq!(group(&tellings), [0, 1, 0, 0]);
        assert!(title(&tellings, &[0, 2, 3]).contains("Hanbit"));
    }
}
