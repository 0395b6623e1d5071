//! Technical terms, which have no capital: those of many trades in both languages, from a list written for
//! it (`glossary.txt`) without regard to any answer.

use std::ops::Range;
use std::sync::LazyLock;

use super::alternative;
use super::fact::Speech;
use super::lexicon::{Found, Lexicon, letters};
use super::point::{Fact, FactKind};
use super::token::{Token, written};

/// The terms, as [`super::lexicon`] reads them.
pub(super) static LIST: &str = include_str!("glossary.txt");

static TERMS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(LIST));

/// The terms of a text.
pub(super) fn all(tokens: &[Token], words: &[&str]) -> Vec<Found> {
    TERMS.all(tokens, words, |_| true)
}

/// The terms of a clause of the written answer that are no everyday words and of which nothing is a name already, and
/// what somebody is told to have studied.
pub(super) fn noted(tokens: &[Token], names: &[bool], words: &[&str]) -> Vec<Found> {
    let mut terms = all(tokens, words);
    terms.retain(|term| !term.entry.everyday);
    terms.extend(alternative::studied(tokens));
    // A chatbot is in the list of things that are taken for one another.
    let taken: Vec<Range<usize>> = terms.iter().map(|term| term.tokens.clone()).collect();
    let free = |thing: &Found| {
        !taken.iter().any(|run| run.start < thing.tokens.end && thing.tokens.start < run.end)
    };
    let things = alternative::all(tokens, words).into_iter();
    let term = |thing: &Found| {
        let entry = thing.entry;
        entry.common && !entry.plain && !entry.everyday && free(thing)
    };
    terms.extend(things.filter(term));
    terms.retain(|term| !term.tokens.clone().any(|at| names[at]));
    terms
}

/// The fact that a term is.
pub(super) fn fact(term: &Found, tokens: &[Token], words: &[&str]) -> Fact {
    let run = &tokens[term.tokens.clone()];
    let cut = written(run, words)
        .and_then(|(text, run)| Some(text.get(run.start..run.end - term.particles)?.to_owned()));
    // Letters in parts (NFD) are found nowhere: then as the tokens have them.
    let plain = || run.iter().map(|token| token.raw.as_str()).collect::<Vec<_>>().join(" ");
    let (text, at) = (cut.unwrap_or_else(plain), run[0].word);
    Fact { text, kind: FactKind::Name, quantity: None, tokens: run.to_vec(), at }
}

/// Whether a fact is a term in small letters.
pub(super) fn is_term(fact: &Fact) -> bool {
    fact.quantity.is_none() && !fact.text.contains(char::is_uppercase) && has(fact)
}

/// Whether letters ([`letters`]) are a term of the list.
pub(super) fn is(text: &str) -> bool {
    TERMS.of(text).is_some()
}

/// Whether a fact is a term of the list, an abbreviation perhaps.
pub(super) fn has(fact: &Fact) -> bool {
    is(&letters(&fact.text))
}

/// Where the term that a fact is was said, in this spelling or another, or in the other language.
pub(super) fn said(fact: &Fact, speech: &Speech) -> Option<Range<usize>> {
    let own = TERMS.of(&letters(&fact.text))?;
    let found = speech.terms.iter().find(|term| term.entry.is_beside(own))?;
    Some(found.tokens.clone())
}

/// Words that "multi" is made of.
const MULTIPLE: &[&str] = &["multiple", "several", "many"];

/// Where a clause says all words of a term of several, in any order or form: "tested it under load".
pub(super) fn said_apart(fact: &Fact, speech: &Speech) -> Option<Range<usize>> {
    TERMS.of(&letters(&fact.text))?;
    let wanted: Vec<&Token> = fact.tokens.iter().filter(|token| !token.stop).collect();
    if wanted.len() < 2 {
        return None;
    }
    speech.units.iter().find_map(|unit| {
        let of_unit = speech.tokens_of(&unit.words);
        // "Systems with multiple agents" are multi-agent systems.
        let many = |meant: &Token, heard: &Token| {
            meant.surface == "multi" && MULTIPLE.contains(&heard.surface.as_str())
        };
        let is = |meant: &Token, heard: &Token| heard.stem == meant.stem || many(meant, heard);
        let said = |meant: &&&Token| of_unit.clone().find(|at| is(meant, &speech.tokens[*at]));
        let places: Vec<usize> = wanted.iter().map_while(|meant| said(&meant)).collect();
        let (first, last) = (places.iter().min()?, places.iter().max()?);
        (places.len() == wanted.len()).then_some(*first..last + 1)
    })
}
