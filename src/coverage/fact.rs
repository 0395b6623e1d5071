//! Numbers and names of the written answer: said, said differently, or missed.

use serde::{Deserialize, Serialize};

use super::alignment::Alignment;
use super::calendar::months;
use super::clause::Unit;
use super::form::Form;
use super::lexicon::{Found, letters};
use super::matching::Matching;
use super::phone::phones;
use super::point::{Fact, FactKind, KeyPoint};
use super::quantity::Quantity;
use super::ratio::ratios;
use super::reader::quantities;
use super::similarity::similarity;
use super::synonym::Synonyms;
use super::token::{Script, Token, ends_sentence, joined};
use super::{alternative, glossary, korean};

/// Whether a fact was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FactStatus {
    /// The same value or name was heard.
    Said,
    /// Another value or name of the same thing was heard.
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
#[derive(Debug, Clone)]
pub(super) struct Heard {
    pub status: FactStatus,
    /// First and last+1 token of the speech.
    pub tokens: Option<std::ops::Range<usize>>,
}

impl Heard {
    pub const MISSED: Heard = Heard { status: FactStatus::Missed, tokens: None };

    pub fn said(tokens: std::ops::Range<usize>) -> Self {
        Heard { status: FactStatus::Said, tokens: Some(tokens) }
    }

    pub fn different(tokens: std::ops::Range<usize>) -> Self {
        Heard { status: FactStatus::Different, tokens: Some(tokens) }
    }
}

/// This many tokens on both sides of a number or name tell what it is said of.
const AROUND: usize = 8;

/// What a name has behind it where something is called so...
pub(super) const CALLED: &[&str] = &["이라는", "이라고", "라는", "라고"];
/// ...or is that, where so many syllables are left: 바꿨고요 is a verb.
const IS: &[&str] =
    &["이고요", "고요", "이구요", "구요", "이에요", "예요", "이었어요", "였어요", "인데요"];
const IS_LEAST: usize = 3;

/// Which section of the answer what belongs to.
#[derive(Clone, Copy)]
pub(super) struct Parts<'a> {
    /// For each clause of the speech.
    pub of_units: &'a [Option<usize>],
    /// For each point of the answer.
    pub of_points: &'a [usize],
    /// Which point each clause tells.
    pub alignment: &'a Alignment,
}

/// The speech with what fact checking needs.
pub(super) struct Speech<'a> {
    pub tokens: &'a [Token],
    pub words: &'a [&'a str],
    pub synonyms: &'a Synonyms,
    pub matching: &'a Matching,
    /// How many points of the matching are of this answer; they are its first ones.
    pub own: std::ops::Range<usize>,
    pub units: &'a [Unit],
    /// For each clause the section it tells, for each point of this answer the one it is of.
    pub parts: Parts<'a>,
    pub quantities: Vec<Quantity>,
    /// Technical terms ([`glossary`]).
    pub terms: Vec<Found>,
    /// Things that are taken for one another ([`alternative`]).
    pub things: Vec<Found>,
    /// The sounds of each token, ...
    pub phones: Vec<Vec<char>>,
    /// ...and of a Korean one without its particles, where it has some.
    pub stem_phones: Vec<Vec<Vec<char>>>,
}

impl<'a> Speech<'a> {
    pub fn new(
        tokens: &'a [Token],
        words: &'a [&'a str],
        synonyms: &'a Synonyms,
        matching: &'a Matching,
        own: std::ops::Range<usize>,
        units: &'a [Unit],
        parts: Parts<'a>,
    ) -> Self {
        let mut quantities = quantities(tokens, words);
        quantities.extend(ratios(tokens, words));
        // A month in English is a name in the notes, and another day of the year in the speech.
        let dated: Vec<usize> =
            quantities.iter().flat_map(|quantity| quantity.tokens.clone()).collect();
        let months = months(tokens, words).into_iter();
        quantities.extend(months.filter(|month| !dated.contains(&month.tokens.start)));
        let terms = glossary::all(tokens, words);
        let things = alternative::all(tokens, words);
        let bare = |token: &Token| {
            // 그라파나에서 is 그라파나, of which the stem has one particle less.
            let once = korean::without_particle(&token.surface);
            // 리밸런싱될 is 리밸런싱 made a verb.
            let verb = token.surface.char_indices().skip(2);
            let verb = verb.filter(|(_, c)| "되될된돼됐됩하할한해했합".contains(*c)).last();
            let noun = verb.map_or(once, |(at, _)| &token.surface[..at]);
            // 모아라는, 한결이라고, 아이캔씨고요
            let ends = |end: &&str| token.surface.strip_suffix(*end);
            let is = || IS.iter().find_map(ends).filter(|name| name.chars().count() >= IS_LEAST);
            let called = CALLED.iter().find_map(ends).or_else(is).unwrap_or(once);
            let mut forms = vec![token.stem.as_str(), once, noun, called];
            forms.dedup();
            forms.retain(|form| token.script == Script::Hangul && *form != token.surface);
            forms.into_iter().map(phones).collect()
        };
        let stem_phones = tokens.iter().map(bare).collect();
        let phones = tokens.iter().map(|token| phones(&token.surface)).collect();
        Self {
            tokens,
            words,
            synonyms,
            matching,
            own,
            units,
            parts,
            quantities,
            terms,
            things,
            phones,
            stem_phones,
        }
    }

    pub fn alike(&self, meant: &Token, name: bool, heard: &Token) -> f32 {
        similarity(&Form::of(meant, name, self.synonyms), &Form::of(heard, false, self.synonyms))
    }

    /// How much of the point is said around these tokens, 0 to 1.
    pub fn context(&self, point: usize, tokens: &std::ops::Range<usize>) -> f32 {
        self.matching.recall(point, self.around(tokens))
    }

    /// The tokens that tell what these ones are said of.
    pub fn around(&self, tokens: &std::ops::Range<usize>) -> std::ops::Range<usize> {
        tokens.start.saturating_sub(AROUND)..(tokens.end + AROUND).min(self.tokens.len())
    }

    /// [`Self::context`] by the words of the point that are neither names nor numbers, which may be the very
    /// ones that were said otherwise; by all of them where fewer than two others are left.
    pub fn context_beside(
        &self,
        point: usize,
        written: &KeyPoint,
        tokens: &std::ops::Range<usize>,
    ) -> f32 {
        let plain: Vec<bool> = written
            .content_once()
            .map(|(at, token)| !written.names[at] && token.value.is_none())
            .collect();
        let all = self.context(point, tokens);
        if plain.iter().filter(|plain| **plain).count() < 2 {
            return all;
        }
        self.matching.recall_of(point, self.around(tokens), &plain).max(all)
    }

    /// The number of the clause that these tokens begin in.
    pub fn clause(&self, tokens: &std::ops::Range<usize>) -> Option<usize> {
        let word = self.tokens[tokens.start].word;
        let at = self.units.partition_point(|unit| unit.words.end <= word);
        (at < self.units.len()).then_some(at)
    }

    /// How likely the clause of these tokens tells the point or one beside it, 0 to 1.
    pub fn placed(&self, point: usize, tokens: &std::ops::Range<usize>) -> f32 {
        self.clause(tokens).map_or(0.0, |unit| self.parts.alignment.near(unit, point))
    }

    /// Whether the clause of these tokens is of the section of the point, and tells it or one beside it with at least
    /// this probability.
    pub fn stands_at(&self, point: usize, tokens: &std::ops::Range<usize>, least: f32) -> bool {
        self.placed(point, tokens) >= least && self.in_section(point, tokens)
    }

    /// Whether the token is of a technical term.
    pub fn is_of_term(&self, at: usize) -> bool {
        self.terms.iter().any(|term| term.tokens.contains(&at))
    }

    /// Whether the clause of these tokens tells the section of the point.
    pub fn in_section(&self, point: usize, tokens: &std::ops::Range<usize>) -> bool {
        let told = self.clause(tokens).and_then(|unit| self.parts.of_units[unit]);
        told == Some(self.parts.of_points[point])
    }

    /// The tokens of a stretch of words.
    pub fn tokens_of(&self, words: &std::ops::Range<usize>) -> std::ops::Range<usize> {
        let from = |word: usize| self.tokens.partition_point(|token| token.word < word);
        from(words.start)..from(words.end)
    }

    /// Whether a sentence ends with the token.
    pub fn ends_sentence(&self, token: usize) -> bool {
        ends_sentence(self.words[self.tokens[token].last_word])
    }

    /// Whether the clause of these tokens, or one beside it in its sentence, says anything else of the point.
    pub fn says_beside(&self, point: usize, tokens: &std::ops::Range<usize>) -> bool {
        let Some(at) = self.clause(tokens) else { return false };
        let unit = &self.units[at];
        let stops = |unit: &Unit| ends_sentence(self.words[unit.words.end - 1]);
        let before = at.checked_sub(1).map(|at| &self.units[at]).filter(|unit| !stops(unit));
        let behind = self.units.get(at + 1).filter(|_| !stops(unit));
        let from = before.unwrap_or(unit).words.start;
        let to = behind.unwrap_or(unit).words.end;
        let says = |token: usize| !self.tokens[token].stop && self.matching.says(point, token);
        self.tokens_of(&(from..to)).any(|token| !tokens.contains(&token) && says(token))
    }

    /// Whether another point of the answer is told around these tokens rather than this one.
    pub fn tells_another(
        &self,
        point: usize,
        tokens: &std::ops::Range<usize>,
        margin: f32,
    ) -> bool {
        let own = self.context(point, tokens);
        self.own.clone().any(|other| other != point && self.context(other, tokens) > own + margin)
    }

    /// Where the sentence of the token at `at` begins.
    pub fn sentence_of(&self, at: usize) -> usize {
        (0..at).rev().find(|before| self.ends_sentence(*before)).map_or(0, |before| before + 1)
    }

    /// The same within the sentence of these tokens, by any margin.
    pub fn sentence_tells_another(&self, point: usize, tokens: &std::ops::Range<usize>) -> bool {
        let stops = |at: &usize| self.ends_sentence(*at);
        let from = self.sentence_of(tokens.start);
        let to =
            (tokens.end - 1..self.tokens.len()).find(stops).map_or(self.tokens.len(), |at| at + 1);
        let around = self.around(tokens);
        let sentence = around.start.max(from)..around.end.min(to);
        let told = |point: usize| self.matching.recall(point, sentence.clone());
        let own = told(point);
        self.own.clone().any(|other| other != point && told(other) > own)
    }

    /// Whether the token stands for a word of any point of the answer.
    pub fn written(&self, token: usize) -> bool {
        self.own.clone().any(|point| self.matching.surely_says(point, token))
    }

    pub fn joined(&self, at: usize) -> bool {
        joined(self.tokens, self.words, at)
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
    match (&a.quantity, &b.quantity) {
        (Some(x), Some(y)) => {
            x.kind == y.kind
                && x.value == y.value
                && (a.tokens.is_empty() && b.tokens.is_empty()
                    || a.tokens.iter().any(|x| b.tokens.iter().any(|y| x.stem == y.stem)))
        }
        (None, None) => {
            let stems = |fact: &Fact| -> Vec<String> {
                fact.tokens.iter().map(|token| token.stem.clone()).collect()
            };
            // "back end" and "backend" are one.
            let letters = |fact: &Fact| letters(&fact.text);
            a.kind == FactKind::Name && (stems(a) == stems(b) || letters(a) == letters(b))
        }
        _ => false,
    }
}
