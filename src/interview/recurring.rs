//! What comes back over the answers of an interview.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::language::Language;

/// A phrase that was used again and again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrase {
    /// Its words, lower case, without punctuation.
    pub text: String,
    /// How often it was said.
    pub count: usize,
    /// In how many answers.
    pub answers: usize,
}

/// A phrase is said so often, in so many answers, before it is a habit.
const LEAST_COUNT: usize = 3;
const LEAST_ANSWERS: usize = 2;

/// Phrases that are told at most.
const MOST: usize = 3;

/// Longest phrase in words.
const LONGEST: usize = 5;

/// A phrase that ends with one of these goes on, in other words each time.
const OPEN_ENDS: [&str; 6] = ["and", "but", "or", "the", "a", "an"];

/// Shortest phrase in words. Two English words are mostly grammar ("in the"); two Korean ones are
/// as much as three or four of them.
fn shortest(language: Language) -> usize {
    match language {
        Language::English => 3,
        Language::Korean => 2,
    }
}

/// Where a sentence ends, among the words of [`phrases`].
pub const END: &str = "";

/// Favourite phrases, the most used first. `answers` are the words of each answer, with [`END`]
/// behind each sentence, and its language. No phrase goes over the end of a sentence.
pub fn phrases(answers: &[(Vec<String>, Language)]) -> Vec<Phrase> {
    let mut found: BTreeMap<Vec<&str>, (usize, BTreeSet<usize>)> = BTreeMap::new();
    for (at, (words, language)) in answers.iter().enumerate() {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        for length in shortest(*language)..=LONGEST {
            let whole = |phrase: &&[&str]| {
                let ends = phrase.last().is_some_and(|word| !OPEN_ENDS.contains(word));
                ends && !phrase.contains(&END)
            };
            for phrase in words.windows(length).filter(whole) {
                let (count, of) = found.entry(phrase.to_vec()).or_default();
                *count += 1;
                of.insert(at);
            }
        }
    }
    found.retain(|_, (count, of)| *count >= LEAST_COUNT && of.len() >= LEAST_ANSWERS);
    let inside = |short: &[&str], long: &[&str]| {
        short.len() < long.len() && long.windows(short.len()).any(|part| part == short)
    };
    let mut phrases: Vec<(usize, Phrase)> = found
        .iter()
        // "I was able" says nothing where "I was able to" is said as often.
        .filter(|(words, (count, _))| {
            !found.iter().any(|(long, (of_long, _))| inside(words, long) && of_long >= count)
        })
        .map(|(words, (count, of))| {
            let phrase = Phrase { text: words.join(" "), count: *count, answers: of.len() };
            (count * words.len(), phrase)
        })
        .collect();
    phrases.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.text.cmp(&b.1.text)));
    let mut told: Vec<Phrase> = Vec::new();
    for (_, phrase) in phrases {
        // Two parts of one longer phrase are one habit.
        if told.len() < MOST && !told.iter().any(|before| overlap(&before.text, &phrase.text)) {
            told.push(phrase);
        }
    }
    told
}

/// Whether two phrases have three words in a row in common.
fn overlap(a: &str, b: &str) -> bool {
    const SHARED: usize = 3;
    let (a, b): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    a.windows(SHARED).any(|run| b.windows(SHARED).any(|other| run == other))
}

/// A word without punctuation, in lower case; `None` when nothing is left.
pub fn plain(word: &str) -> Option<String> {
    let plain: String = word
        .chars()
        .filter(|c| c.is_alphanumeric() || *c == '\'')
        .flat_map(char::to_lowercase)
        .collect();
    (!plain.is_empty()).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().filter_map(plain).collect()
    }

    #[test]
    fn the_longest_phrase_stands_for_its_parts() {
        let answers = [
            (words("I was able to ship it, and I was able to sleep."), Language::English),
            (words("In the end I was able to help."), Language::English),
        ];
        let found = phrases(&answers);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].text.as_str(), found[0].count), ("i was able to", 3));
    }

    #[test]
    fn parts_of_one_longer_phrase_are_told_once_and_none_ends_in_the_middle() {
        let answer = || (words("to be honest with you all"), Language::English);
        let found = phrases(&[answer(), answer(), answer()]);
        assert_eq!(found.len(), 1, "{found:?}");
        let cut = || (vec!["so".into(), "it".into(), END.into(), "ran".into()], Language::English);
        assert!(phrases(&[cut(), cut(), cut()]).is_empty());
        let answer = |end: &str| (words(&format!("it was the {end}")), Language::English);
        assert!(phrases(&[answer("end"), answer("team"), answer("plan")]).is_empty());
    }

    #[test]
    fn what_one_answer_repeats_is_its_topic_and_no_habit() {
        let answers =
            [(words("the sound model the sound model the sound model"), Language::English)];
        assert!(phrases(&answers).is_empty());
    }
}
