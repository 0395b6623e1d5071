//! Numbers and names of the written answer: said, said differently, or missed.

use serde::{Deserialize, Serialize};

use super::matching::Matching;
use super::number;
use super::point::{Fact, FactKind, KeyPoint};
use super::similarity::{Form, similarity};
use super::synonym::Synonyms;
use super::token::{Script, Token};

/// Whether a fact was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FactStatus {
    /// The same value or name was heard.
    Said,
    /// Another value of the same thing was heard.
    Different,
    /// Nothing of it was heard.
    Missed,
}

/// What became of a fact.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FactResult {
    /// As the written answer has it.
    pub text: String,
    /// Number or name.
    pub kind: FactKind,
    /// Said, different or missed.
    pub status: FactStatus,
    /// What was heard, for said and different ones.
    pub heard: Option<String>,
    /// When it was heard, in seconds.
    pub start_s: Option<f64>,
}

/// Where a fact was heard.
pub(super) struct Heard {
    pub status: FactStatus,
    /// First and last+1 token of the speech.
    pub tokens: Option<std::ops::Range<usize>>,
}

/// Numbers from here on are rarely said of two things in one answer, so their value alone counts.
const DISTINCTIVE: f64 = 13.0;
/// A name counts as heard when this share of its words is, each at least this alike.
const NAME_SHARE: f32 = 0.6;
const NAME_ALIKE: f32 = 0.67;
/// What is counted may stand this many words of content behind its number.
const UNIT_REACH: usize = 4;
/// Words of a share of a hundred.
const PERCENT: &[&str] = &["percent", "퍼센트", "프로"];
/// Values this near, as a share, are one ("33.3 percent" and a third).
const SAME_VALUE: f64 = 0.01;
/// A number in speech that matches the point around a fact at least this well speaks of that fact.
const SAME_POINT: f32 = 0.3;

/// The speech with what fact checking needs.
pub(super) struct Speech<'a> {
    pub tokens: &'a [Token],
    pub synonyms: &'a Synonyms,
    pub matching: &'a Matching,
}

impl Speech<'_> {
    fn alike(&self, meant: &Token, name: bool, heard: &Token) -> f32 {
        similarity(&Form::of(meant, name, self.synonyms), &Form::of(heard, false, self.synonyms))
    }

    /// Words behind the number at `at`, up to the next number: of content, or Korean counters.
    fn counted(&self, at: usize) -> impl Iterator<Item = &Token> {
        self.tokens[at + 1..]
            .iter()
            .take_while(|token| token.script != Script::Number)
            .take(UNIT_REACH + 2)
            .filter(|token| !token.stop || token.script == Script::Hangul)
            .take(UNIT_REACH)
    }

    /// The number at `at` in the terms of a fact: a share is heard as percent too, and a time in
    /// another unit ("two days" for 48 hours).
    fn value_as(&self, fact: &Fact, at: usize) -> Option<f64> {
        let value = self.tokens[at].value?;
        let meant = fact.value.unwrap_or_default();
        let percent = |token: Option<&Token>| {
            token.is_some_and(|token| PERCENT.contains(&token.surface.as_str()))
        };
        let unit = self.tokens.get(at + 1);
        if percent(unit) && meant < 1.0 && fact.tokens.is_empty() {
            return Some(value / 100.0);
        }
        if value < 1.0 && percent(fact.tokens.first()) {
            return Some(value * 100.0);
        }
        let seconds =
            |token: Option<&Token>| token.and_then(|token| number::seconds_in(&token.surface));
        match (seconds(unit), seconds(fact.tokens.first())) {
            (Some(heard), Some(known)) if heard != known => Some(value * heard / known),
            _ => Some(value),
        }
    }

    /// Whether the number at `at` and the fact have different Korean counters: 달 is no 배.
    fn counts_otherwise(&self, fact: &Fact, at: usize) -> bool {
        let counter = |token: Option<&Token>| {
            let token = token.filter(|token| token.script == Script::Hangul)?;
            number::counter(&token.surface)
        };
        let (heard, meant) = (counter(self.tokens.get(at + 1)), counter(fact.tokens.first()));
        matches!((heard, meant), (Some(heard), Some(meant)) if heard != meant)
    }

    fn shares_unit(&self, fact: &Fact, at: usize) -> bool {
        if self.counts_otherwise(fact, at) {
            return false;
        }
        // Korean names the counted thing before the number ("회원 60명").
        let before = at.checked_sub(1).map(|before| &self.tokens[before]);
        let before = before.filter(|token| token.script == Script::Hangul && !token.stop);
        self.counted(at)
            .chain(before)
            .any(|heard| fact.tokens.iter().any(|unit| self.alike(unit, false, heard) >= 0.6))
    }
}

/// Checks one fact of the point with number `point` in the matching. `all` are the facts of the whole
/// answer.
pub(super) fn check(fact: &Fact, point: usize, all: &[&Fact], speech: &Speech) -> Heard {
    match fact.kind {
        FactKind::Number => check_number(fact, point, all, speech),
        FactKind::Name => check_name(fact, speech),
    }
}

fn check_number(fact: &Fact, point: usize, all: &[&Fact], speech: &Speech) -> Heard {
    let value = fact.value.unwrap_or_default();
    let around = |at: usize| at.saturating_sub(8)..(at + 9).min(speech.tokens.len());
    let mut different: Option<(f32, usize)> = None;
    for (at, token) in speech.tokens.iter().enumerate() {
        let Some(heard) = speech.value_as(fact, at) else { continue };
        let shares_unit = speech.shares_unit(fact, at);
        let context = speech.matching.recall(point, around(at));
        if (heard - value).abs() <= value.abs() * SAME_VALUE {
            let bare = fact.tokens.is_empty() || speech.counted(at).next().is_none();
            // "an hour and a half" has no word of "90 minutes", and is as long by no accident.
            let other_unit = token.value != Some(heard);
            if shares_unit || other_unit || bare || value >= DISTINCTIVE || context >= SAME_POINT {
                return Heard { status: FactStatus::Said, tokens: Some(at..at + 1) };
            }
            continue;
        }
        // A value that another fact has is that fact; "one" is no count.
        let explained = all.iter().any(|other| {
            let counts_it = other.tokens.is_empty() || speech.shares_unit(other, at);
            other.value == token.value && (counts_it || !shares_unit)
        });
        if explained || token.stop {
            continue;
        }
        // A count of the same thing; or a number of the same size where the point is said.
        let same_size = heard > 0.0 && value > 0.0 && (heard / value).log10().abs() <= 1.0;
        let shares = value < 1.0 && heard < 1.0 && context >= SAME_POINT;
        let speaks_of_it = shares
            || (shares_unit && context >= 0.15)
            || (same_size && context >= 0.5 && value >= DISTINCTIVE);
        if speaks_of_it && different.is_none_or(|(best, _)| context > best) {
            different = Some((context, at));
        }
    }
    match different {
        Some((_, at)) => Heard { status: FactStatus::Different, tokens: Some(at..at + 1) },
        None => Heard { status: FactStatus::Missed, tokens: None },
    }
}

fn check_name(fact: &Fact, speech: &Speech) -> Heard {
    let mut said = 0.0;
    let mut first: Option<usize> = None;
    let mut last = 0;
    let words = fact.tokens.len() as f32;
    let mut best_per_word = Vec::new();
    for meant in &fact.tokens {
        best_per_word.push(speech.matching.heard_at(meant, NAME_ALIKE));
    }
    for range in best_per_word.into_iter().flatten() {
        said += 1.0;
        if first.is_none() {
            first = Some(range.start);
            last = range.end;
        } else if range.start >= last && range.start <= last + 2 {
            last = range.end;
        }
    }
    if words > 0.0 && said / words >= NAME_SHARE {
        let first = first.unwrap_or(0);
        Heard { status: FactStatus::Said, tokens: Some(first..last.max(first + 1)) }
    } else {
        Heard { status: FactStatus::Missed, tokens: None }
    }
}

/// Facts of all points, each once: the same number of the same thing, the same name.
pub(super) fn distinct<'a>(points: &[&'a KeyPoint]) -> Vec<(usize, &'a Fact)> {
    let mut out: Vec<(usize, &Fact)> = Vec::new();
    for (index, point) in points.iter().enumerate() {
        for fact in &point.facts {
            if !out.iter().any(|(_, known)| same(known, fact)) {
                out.push((index, fact));
            }
        }
    }
    out
}

/// Whether two facts are one.
pub(super) fn same(a: &Fact, b: &Fact) -> bool {
    if a.kind != b.kind {
        return false;
    }
    match a.kind {
        FactKind::Number => {
            a.value == b.value
                && (a.tokens.is_empty()
                    || b.tokens.is_empty()
                    || a.tokens.iter().any(|x| b.tokens.iter().any(|y| x.stem == y.stem)))
        }
        FactKind::Name => {
            let stems = |fact: &Fact| -> Vec<String> {
                fact.tokens.iter().map(|token| token.stem.clone()).collect()
            };
            stems(a) == stems(b)
        }
    }
}
