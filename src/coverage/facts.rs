//! The facts of the whole answer, each once, with what became of it.

use super::fact::{self, FactResult, FactStatus, Speech};
use super::point::{Fact, KeyPoint};
use super::token::Token;
use crate::transcript::Word;

/// The facts of the answer with what became of each.
pub struct Facts<'a> {
    checked: Vec<(&'a Fact, fact::Heard)>,
}

impl<'a> Facts<'a> {
    /// Checks every fact of `points`; where `credit` is false all are missed.
    pub fn check(points: &'a [KeyPoint], speech: &Speech, credit: bool) -> Self {
        let points: Vec<&KeyPoint> = points.iter().collect();
        let distinct = fact::distinct(&points);
        let all: Vec<&Fact> = distinct.iter().map(|(_, fact)| *fact).collect();
        let checked = distinct
            .iter()
            .map(|(point, fact)| {
                let heard = if credit {
                    fact::check(fact, *point, &all, speech)
                } else {
                    fact::Heard { status: FactStatus::Missed, tokens: None }
                };
                (*fact, heard)
            })
            .collect();
        Self { checked }
    }

    /// What became of a fact of one of the points.
    pub fn status(&self, fact: &Fact) -> FactStatus {
        self.checked
            .iter()
            .find(|(known, _)| fact::same(known, fact))
            .map_or(FactStatus::Missed, |(_, heard)| heard.status)
    }

    /// For the review: `heard` are the tokens of the speech, `words` what they were made from.
    pub fn results(&self, heard: &[Token], words: &[&Word]) -> Vec<FactResult> {
        self.checked
            .iter()
            .map(|(fact, found)| {
                let word_range = found
                    .tokens
                    .as_ref()
                    .map(|range| heard[range.start].word..heard[range.end - 1].word + 1);
                FactResult {
                    text: fact.text.clone(),
                    kind: fact.kind,
                    status: found.status,
                    heard: found.tokens.as_ref().map(|range| {
                        heard[range.clone()]
                            .iter()
                            .map(|token| token.raw.as_str())
                            .collect::<Vec<_>>()
                            .join(" ")
                    }),
                    start_s: word_range.map(|range| words[range.start].span.start_s),
                }
            })
            .collect()
    }
}
