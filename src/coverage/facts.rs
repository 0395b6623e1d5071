//! The facts of the whole answer, each once, with what became of it.

use std::ops::Range;

use super::enumerated::{self, Item};
use super::fact::{self, FactResult, FactStatus, Heard, Speech};
use super::other_name::Beyond;
use super::point::{Fact, KeyPoint};
use super::said_name;
use super::token::Token;
use super::{
    alternative, assigned, called, glossary, lettered, other_name, other_word, slot, substance,
};
use crate::transcript::Word;

/// The facts of the answer with what became of each.
pub struct Facts<'a> {
    checked: Vec<(&'a Fact, Heard)>,
}

impl<'a> Facts<'a> {
    /// Checks every fact of `points`; where `credit` is false all are missed.
    pub fn check(points: &'a [KeyPoint], speech: &Speech, credit: bool) -> Self {
        let known: Vec<&KeyPoint> = points.iter().collect();
        let distinct = fact::distinct(&known);
        let mut heard = vec![Heard::MISSED; distinct.len()];
        if credit {
            // Before the numbers: 피 구십구 is p99.
            for (heard, (_, fact)) in heard.iter_mut().zip(&distinct) {
                if fact.quantity.is_none()
                    && let Some(tokens) = lettered::said(fact, speech)
                {
                    *heard = Heard::said(tokens);
                }
            }
            assigned::numbers(&distinct, points, speech, &mut heard);
            names(&distinct, points, speech, &mut heard);
        }
        let facts = distinct.into_iter().map(|(_, fact)| fact);
        Self { checked: facts.zip(heard).collect() }
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
                let tokens = found.tokens.as_ref().map(|range| &heard[range.clone()]);
                let said = |tokens: &[Token]| {
                    let said = words[tokens[0].word..=tokens[tokens.len() - 1].last_word].iter();
                    let text = said.map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
                    text.trim_matches(|c: char| ".,;:!?\"()".contains(c)).to_owned()
                };
                FactResult {
                    text: fact.text.clone(),
                    kind: fact.kind,
                    status: found.status,
                    heard: tokens.map(said),
                    start_s: tokens.map(|tokens| words[tokens[0].word].span.start_s),
                }
            })
            .collect()
    }
}

/// Names that were said; then those in whose place another one was.
fn names(facts: &[(usize, &Fact)], points: &[KeyPoint], speech: &Speech, heard: &mut [Heard]) {
    let are: Vec<usize> =
        (0..facts.len()).filter(|index| facts[*index].1.quantity.is_none()).collect();
    let all: Vec<&Fact> = are.iter().map(|index| facts[*index].1).collect();
    for &index in &are {
        let (point, fact) = facts[index];
        if let Some(tokens) = said_name::said(fact, &points[point], speech) {
            heard[index] = Heard::said(tokens);
        }
    }
    let mut taken: Vec<usize> = heard.iter().filter_map(|h| h.tokens.clone()).flatten().collect();
    let noted = alternative::noted(points);
    for &index in &are {
        let fact = facts[index].1;
        if heard[index].status == FactStatus::Missed
            && let Some(tokens) =
                other_name::other_number(fact, speech).or_else(|| lettered::other(fact, speech))
        {
            taken.extend(tokens.clone());
            heard[index] = Heard::different(tokens);
        }
    }
    // A name stands rather in place of a name ("XGBoost" for LightGBM) than of a common noun (for logistic regression).
    for any in [false, true] {
        // Each thing stands in one place: where most is told around it.
        let mut places: Vec<(f32, usize, Range<usize>)> = Vec::new();
        for &index in &are {
            let (point, fact) = facts[index];
            if heard[index].status != FactStatus::Missed {
                continue;
            }
            let written = &points[point];
            let others = alternative::instead(fact, point, written, speech, &taken, &noted, any);
            places.extend(others.into_iter().map(|(context, tokens)| (context, index, tokens)));
        }
        places.sort_by(|a, b| b.0.total_cmp(&a.0));
        for (_, index, tokens) in places {
            let free = !tokens.clone().any(|at| taken.contains(&at));
            if heard[index].status == FactStatus::Missed && free {
                taken.extend(tokens.clone());
                heard[index] = Heard::different(tokens);
            }
        }
    }
    let others = |by_place: bool, heard: &mut [Heard], taken: &mut Vec<usize>| {
        for &index in &are {
            let (point, fact) = facts[index];
            if heard[index].status == FactStatus::Missed
                && (!glossary::is_term(fact) || substance::korean(&fact.text).is_some())
            {
                let alone = !are.iter().any(|&other| {
                    other != index
                        && facts[other].0 == point
                        && heard[other].status == FactStatus::Missed
                });
                let beyond = Beyond { taken, names: &all, alone, by_place };
                if let Some(tokens) =
                    other_name::instead(fact, point, &points[point], speech, &beyond)
                {
                    taken.extend(tokens.clone());
                    let nearly = said_name::nearly(fact, &tokens, speech);
                    heard[index] =
                        if nearly { Heard::said(tokens) } else { Heard::different(tokens) };
                }
            }
        }
    };
    others(false, heard, &mut taken);
    for &index in &are {
        let (point, fact) = facts[index];
        if heard[index].status == FactStatus::Missed
            && let Some(tokens) = slot::instead(fact, point, &points[point], speech, &taken)
        {
            taken.extend(tokens.clone());
            heard[index] = Heard::different(tokens);
        }
    }
    others(true, heard, &mut taken);
    for &index in &are {
        let (point, fact) = facts[index];
        if heard[index].status == FactStatus::Missed
            && let Some(tokens) = other_word::instead(fact, point, speech, &taken)
                .or_else(|| called::instead(fact, point, speech, &taken))
        {
            taken.extend(tokens.clone());
            heard[index] = Heard::different(tokens);
        }
    }
    in_enumerations(facts, points, speech, heard, &mut taken);
    in_brackets(facts, points, heard);
}

/// A name and what stands in brackets right behind it are one: "Northbridge Chess Club (NCC)" is said by either.
fn in_brackets(facts: &[(usize, &Fact)], points: &[KeyPoint], heard: &mut [Heard]) {
    let names = |at: usize| facts[at].1.quantity.is_none();
    for short in (0..facts.len()).filter(|at| names(*at)) {
        let (point, fact) = facts[short];
        let bracket = points[point].text.split_whitespace().nth(fact.at);
        if !bracket.is_some_and(|word| word.starts_with('(')) {
            continue;
        }
        let ends = |at: &usize| {
            let last = facts[*at].1.tokens.last();
            facts[*at].0 == point && last.is_some_and(|last| last.last_word + 1 == fact.at)
        };
        let Some(long) = (0..facts.len()).filter(|at| names(*at)).find(ends) else { continue };
        for (one, other) in [(short, long), (long, short)] {
            if heard[one].status == FactStatus::Said {
                heard[other] = heard[one].clone();
            }
        }
    }
}

/// Other names in the place of those that are missing in an enumeration.
fn in_enumerations(
    facts: &[(usize, &Fact)],
    points: &[KeyPoint],
    speech: &Speech,
    heard: &mut [Heard],
    taken: &mut Vec<usize>,
) {
    for (point, written) in points.iter().enumerate() {
        let mut own: Vec<usize> = (0..facts.len())
            .filter(|at| facts[*at].0 == point && facts[*at].1.quantity.is_none())
            .collect();
        own.sort_by_key(|at| facts[*at].1.at);
        let said = |at: usize| heard[at].tokens.clone();
        let mut items: Vec<Item> =
            own.iter().map(|at| Item { fact: facts[*at].1, said: said(*at) }).collect();
        for run in enumerated::runs(written, &items) {
            for at in run.clone() {
                if heard[own[at]].status != FactStatus::Missed {
                    continue;
                }
                let free = |tokens: &Range<usize>| !tokens.clone().any(|at| taken.contains(&at));
                let place = enumerated::instead(&items[run.clone()], at - run.start, speech, free);
                if let Some(tokens) = place {
                    taken.extend(tokens.clone());
                    items[at].said = Some(tokens.clone());
                    heard[own[at]] = Heard::different(tokens);
                }
            }
        }
    }
}
