//! Technical terms, which have no capital: those of many trades in both languages, from a list written for
//! it (`glossary.txt`) without regard to any answer.

use std::ops::Range;
use std::sync::LazyLock;

use super::alternative;
use super::fact::Speech;
use super::lexicon::{Found, Lexicon, letters};
use super::point::{Fact, FactKind};
use super::token::Token;

static TERMS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("glossary.txt")));

/// The terms of a clause of the written answer that are no everyday words and of which nothing is a name already, and
/// what somebody is told to have studied.
pub(super) fn noted(tokens: &[Token], names: &[bool], words: &[&str]) -> Vec<Found> {
    let mut terms = TERMS.all(tokens, words, |_| true);
    terms.retain(|term| !term.entry.everyday);
    terms.extend(alternative::studied(tokens));
    terms.retain(|term| !term.tokens.clone().any(|at| names[at]));
    terms
}

/// The fact that a term is.
pub(super) fn fact(term: &Found, tokens: &[Token], words: &[&str]) -> Fact {
    let run = &tokens[term.tokens.clone()];
    let (first, last) = (&run[0], &run[run.len() - 1]);
    let written = words[first.word..=last.last_word].join(" ");
    let from = written.find(&first.raw).unwrap_or(0);
    let to = written.rfind(&last.raw).map_or(written.len(), |at| at + last.raw.len());
    // Letters in parts (NFD) are found nowhere: then as the tokens have them.
    let plain = || run.iter().map(|token| token.raw.as_str()).collect::<Vec<_>>().join(" ");
    let whole = written.contains(&first.raw) && written.contains(&last.raw);
    let text = to.checked_sub(term.particles).and_then(|to| written.get(from..to));
    let text = text.filter(|_| whole).map_or_else(plain, str::to_owned);
    Fact { text, kind: FactKind::Name, quantity: None, tokens: run.to_vec(), at: first.word }
}

/// Whether a fact is a term in small letters.
pub(super) fn is_term(fact: &Fact) -> bool {
    fact.quantity.is_none()
        && !fact.text.contains(char::is_uppercase)
        && TERMS.of(&letters(&fact.text)).is_some()
}

/// The lines of the terms that were said, with their tokens.
pub(super) fn said_terms(tokens: &[Token], words: &[&str]) -> Vec<(u16, Range<usize>)> {
    TERMS
        .all(tokens, words, |_| true)
        .into_iter()
        .map(|term| (term.entry.kind, term.tokens))
        .collect()
}

/// Where the term that a fact is was said, in this spelling or another, or in the other language.
pub(super) fn said(fact: &Fact, speech: &Speech) -> Option<Range<usize>> {
    let line = TERMS.of(&letters(&fact.text))?.kind;
    let found = speech.terms.iter().find(|(known, _)| *known == line)?;
    Some(found.1.clone())
}

/// Where a clause says all words of a term of several, in any order or form: "tested it under load".
pub(super) fn said_apart(fact: &Fact, speech: &Speech) -> Option<Range<usize>> {
    TERMS.of(&letters(&fact.text))?;
    let wanted: Vec<&Token> = fact.tokens.iter().filter(|token| !token.stop).collect();
    if wanted.len() < 2 {
        return None;
    }
    speech.units.iter().find_map(|unit| {
        let of_unit = speech.tokens_of(&unit.words);
        let said =
            |meant: &&&Token| of_unit.clone().find(|at| speech.tokens[*at].stem == meant.stem);
        let places: Vec<usize> = wanted.iter().map_while(|meant| said(&meant)).collect();
        let (first, last) = (places.iter().min()?, places.iter().max()?);
        (places.len() == wanted.len()).then_some(*first..last + 1)
    })
}
