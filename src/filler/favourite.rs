//! Phrases that come back again and again in an answer.
//!
//! Counted are runs of two to six words that carry something, and single worn words ("basically",
//! "진짜"); never across sentences. What the written answer says too is its subject, not a habit.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::normal;
use crate::language::{Language, is_function_word, worn_words};
use crate::transcript::{Word, WordKind};

/// From this many times on a phrase is a favourite.
pub const FAVOURITE_FROM: usize = 3;

/// Longest phrase that is counted, in words.
const LONGEST: usize = 6;

/// Most favourites that are told: a list of more says nothing.
const MOST: usize = 5;

/// A phrase and how often it was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Favourite {
    /// The phrase, lower case.
    pub text: String,
    /// How often.
    pub count: usize,
}

/// The phrases said at least [`FAVOURITE_FROM`] times, the most frequent first; none that stands
/// in one of the `written` texts.
pub fn favourites(words: &[Word], language: Language, written: &[&str]) -> Vec<Favourite> {
    let sentences = sentences(words);
    let written: Vec<String> = written.iter().map(|text| plain(text)).collect();
    let mut counts: HashMap<Vec<&str>, usize> = HashMap::new();
    for sentence in &sentences {
        for length in 1..=LONGEST {
            let mut free_from = HashMap::new();
            for (at, phrase) in sentence.windows(length).enumerate() {
                let phrase: Vec<&str> = phrase.iter().map(String::as_str).collect();
                // "no no no" holds "no no" once.
                if worth_counting(&phrase, language) && *free_from.get(&phrase).unwrap_or(&0) <= at
                {
                    free_from.insert(phrase.clone(), at + length);
                    *counts.entry(phrase).or_default() += 1;
                }
            }
        }
    }
    let mut found: Vec<(Vec<&str>, usize)> =
        counts.into_iter().filter(|(_, count)| *count >= FAVOURITE_FROM).collect();
    found.retain(|(phrase, _)| {
        let phrase = format!(" {} ", phrase.join(" "));
        !written.iter().any(|text| text.contains(&phrase))
    });
    // The longest first: what a longer phrase says as often need not be told again.
    found.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(b.1.cmp(&a.1)).then(a.0.cmp(&b.0)));
    let mut kept: Vec<(Vec<&str>, usize)> = Vec::new();
    for (phrase, count) in found {
        let part_of = |longer: &Vec<&str>| longer.windows(phrase.len()).any(|part| part == phrase);
        if !kept.iter().any(|(longer, times)| part_of(longer) && count < times + FAVOURITE_FROM) {
            kept.push((phrase, count));
        }
    }
    kept.sort_by_key(|(phrase, count)| (std::cmp::Reverse(*count), phrase.join(" ")));
    kept.truncate(MOST);
    let favourite =
        |(phrase, count): (Vec<&str>, usize)| Favourite { text: phrase.join(" "), count };
    kept.into_iter().map(favourite).collect()
}

/// The words of each sentence as they are compared, without fillers and first sayings.
fn sentences(words: &[Word]) -> Vec<Vec<String>> {
    let mut sentences = vec![Vec::new()];
    for word in words.iter().filter(|word| word.kind == WordKind::Word) {
        let text = normal(&word.text);
        if let Some(last) = sentences.last_mut().filter(|_| !text.is_empty()) {
            last.push(text);
        }
        if word.text.ends_with(['.', '?', '!', '。']) {
            sentences.push(Vec::new());
        }
    }
    sentences
}

/// A written text in the form phrases are looked for in it: bare words between single spaces.
fn plain(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(normal).collect();
    format!(" {} ", words.join(" "))
}

/// A single word only where it is a worn one; several where they begin and end with a word that
/// carries something, or hold two such words. "at the end of the day" does.
fn worth_counting(phrase: &[&str], language: Language) -> bool {
    if let [word] = phrase {
        return worn_words(language).contains(word);
    }
    let carries = |word: &&&str| !is_function_word(word, language);
    let content = phrase.iter().filter(carries).count();
    content >= 2 || content == 1 && phrase.len() >= 3 && carries(&&phrase[phrase.len() - 1])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn found(text: &str, language: Language, written: &[&str]) -> Vec<(String, usize)> {
        let words: Vec<Word> = text
            .split_whitespace()
            .map(|text| Word {
                text: text.into(),
                span: Span::new(0.0, 0.1),
                confidence: 1.0,
                kind: WordKind::Word,
            })
            .collect();
        favourites(&words, language, written).into_iter().map(|f| (f.text, f.count)).collect()
    }

    #[test]
    fn a_phrase_said_three_times_is_a_favourite_and_its_parts_are_not() {
        let text = "At the end of the day we won. At the end of the day it worked, and at the end \
                    of the day they paid. It was in the box, in the box.";
        let favourites = found(text, Language::English, &[]);
        assert_eq!(favourites.len(), 1, "{favourites:?}");
        assert!(favourites[0].0.contains("end of the day") && favourites[0].1 == 3);
    }

    #[test]
    fn the_subject_of_the_written_answer_is_no_habit() {
        let text = "the load balancer failed. my load balancer. our load balancer.";
        assert_eq!(found(text, Language::English, &[]), [("load balancer".to_string(), 3)]);
        assert_eq!(found(text, Language::English, &["A Load Balancer, of course."]), []);
    }

    #[test]
    fn worn_words_count_alone_and_others_do_not() {
        let text = "진짜 힘들었지만 진짜 좋았고 진짜 배웠습니다 팀 팀이 팀 팀";
        assert_eq!(found(text, Language::Korean, &[]), [("진짜".to_string(), 3)]);
        assert_eq!(found("", Language::Korean, &[]), []);
    }
}
