//! Words in transcripts.

use std::ops::Range;

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

use crate::transcript::Transcript;

/// What is looked for.
///
/// Case, Unicode form, spaces and punctuation make no difference. A term of Latin letters or digits
/// is found at the start of words ("queue" in "queues", "art" not in "start"); a Korean term
/// anywhere, because particles and compounds are written without a space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    terms: Vec<Vec<char>>,
}

/// A sentence in which every term was said.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    /// When the first hit in it was said, in seconds.
    pub start_s: f64,
    /// The sentence as recognised.
    pub text: String,
    /// Where in `text` the hits are, in bytes; in order, apart from each other.
    pub hits: Vec<Range<usize>>,
}

impl Query {
    /// A query for all of these terms in one sentence; a term may be a phrase. `None` where nothing
    /// is left to look for.
    pub fn new<S: AsRef<str>>(terms: &[S]) -> Option<Query> {
        let terms: Vec<Vec<char>> = terms
            .iter()
            .map(|term| folded(&normal(term.as_ref())).into_iter().map(|(c, ..)| c).collect())
            .filter(|term: &Vec<char>| !term.is_empty())
            .collect();
        (!terms.is_empty()).then_some(Query { terms })
    }

    /// The sentences of a transcript in which every term was said, in order.
    pub fn find(&self, transcript: &Transcript) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut start = 0;
        for (at, word) in transcript.words.iter().enumerate() {
            if word.text.ends_with(['.', '?', '!']) || at + 1 == transcript.words.len() {
                lines.extend(self.in_sentence(&transcript.words[start..=at]));
                start = at + 1;
            }
        }
        lines
    }

    fn in_sentence(&self, words: &[crate::transcript::Word]) -> Option<Line> {
        let mut text = String::new();
        let mut ends = Vec::new();
        for word in words {
            if !text.is_empty() {
                text.push(' ');
            }
            text += &normal(&word.text);
            ends.push(text.len());
        }
        let letters = folded(&text);
        let mut hits: Vec<Range<usize>> = Vec::new();
        for term in &self.terms {
            let before = hits.len();
            hits.extend(places(term, &letters));
            if hits.len() == before {
                return None;
            }
        }
        let hits = joined(hits);
        let word = ends.iter().position(|end| hits[0].start < *end)?;
        Some(Line { start_s: words[word].span.start_s, text, hits })
    }
}

/// A letter or digit in lower case, the bytes it stands at, and whether a word starts with it.
type Letter = (char, Range<usize>, bool);

fn normal(text: &str) -> String {
    text.nfc().collect()
}

/// Letters and digits of a text in NFC.
fn folded(text: &str) -> Vec<Letter> {
    let mut letters = Vec::new();
    let mut starts_word = true;
    for (at, c) in text.char_indices() {
        if !c.is_alphanumeric() {
            // "don't" is one word.
            starts_word = !matches!(c, '\'' | '’');
            continue;
        }
        for lower in c.to_lowercase().filter(|c| c.is_alphanumeric()) {
            letters.push((lower, at..at + c.len_utf8(), starts_word));
        }
        starts_word = false;
    }
    letters
}

fn places(term: &[char], letters: &[Letter]) -> Vec<Range<usize>> {
    let anywhere = !term[0].is_ascii();
    letters
        .windows(term.len())
        .filter(|window| anywhere || window[0].2)
        .filter(|window| window.iter().zip(term).all(|((letter, ..), wanted)| letter == wanted))
        .map(|window| window[0].1.start..window[window.len() - 1].1.end)
        .collect()
}

/// The ranges in order, those that touch made one.
fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| range.start);
    let mut out: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match out.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::span::Span;
    use crate::transcript::{Word, WordKind};

    fn transcript(text: &str) -> Transcript {
        let word = |(at, text): (usize, &str)| Word {
            text: text.into(),
            span: Span::new(at as f64, at as f64 + 0.5),
            confidence: 1.0,
            kind: WordKind::Word,
        };
        let words = text.split_whitespace().enumerate().map(word).collect();
        Transcript { language: Language::English, words, untranscribed: Vec::new() }
    }

    fn found(text: &str, terms: &[&str]) -> Vec<String> {
        let query = Query::new(terms).unwrap();
        let lines = query.find(&transcript(text));
        lines
            .iter()
            .flat_map(|line| line.hits.iter().map(|hit| line.text[hit.clone()].to_owned()))
            .collect()
    }

    #[test]
    fn words_are_found_whatever_their_case_and_form() {
        assert_eq!(found("We ran Kafka. Then KAFKA's queues.", &["kafka"]), ["Kafka", "KAFKA"]);
        assert_eq!(found("the art of a start", &["art"]), ["art"]);
        let decomposed: String = "카프카를 썼습니다.".nfd().collect();
        assert_eq!(found(&decomposed, &["카프카"]), ["카프카"]);
        assert_eq!(found("데이터 베이스를 옮겼다.", &["데이터베이스"]), ["데이터 베이스"]);
        assert_eq!(found("메시지큐가 밀렸다.", &["큐"]), ["큐"]);
        assert_eq!(found("I can't stop", &["cant", "stop"]), ["can't", "stop"]);
        assert_eq!(found("EC2에서 돌렸다", &["ec2"]), ["EC2"]);
    }

    #[test]
    fn all_terms_stand_in_one_sentence_and_a_phrase_in_its_order() {
        let text = "The queue was full. We moved the consumer lag.";
        assert_eq!(found(text, &["queue", "lag"]), Vec::<String>::new());
        assert_eq!(found(text, &["lag", "moved"]), ["moved", "lag"]);
        assert_eq!(found(text, &["consumer lag"]), ["consumer lag"]);
        assert_eq!(found(text, &["lag consumer"]), Vec::<String>::new());
    }

    #[test]
    fn a_line_tells_when_its_first_hit_was_said() {
        let lines = Query::new(&["lag"]).unwrap().find(&transcript("The queue. We saw lag."));
        assert_eq!((lines[0].start_s, lines[0].text.as_str()), (4.0, "We saw lag."));
    }

    #[test]
    fn nothing_is_no_query() {
        assert_eq!(Query::new(&["…", " "]), None);
        assert_eq!(found("", &["a"]), Vec::<String>::new());
    }
}
