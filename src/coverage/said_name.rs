//! Whether the speech has a name of the written answer, however it was heard or spelled.

use std::ops::Range;

use super::fact::Speech;
use super::name_sound::{SHORT, run_phones};
use super::name_words::by_words;
use super::phone::{self, phones};
use super::point::{Fact, KeyPoint};
use super::quantity::Quantity;
use super::token::{Script, Token, capital};
use super::unit::Kind;
use super::whole_name::whole;
use super::{alternative, glossary, said_korean, series, term};
use crate::align::pronounced_alike;

/// Least likeness by sound of what stands in the place of the name.
const NEARLY: f32 = 0.75;
/// From here on a number alone is a model of a product.
const MODEL: f64 = 100.0;

/// Where a name was heard: its tokens of the speech.
pub(super) fn said(fact: &Fact, point: &KeyPoint, speech: &Speech) -> Option<Range<usize>> {
    let listed = || glossary::said(fact, speech).or_else(|| alternative::said(fact, speech));
    if fact.tokens.iter().any(|token| token.script == Script::Hangul) {
        return said_korean::said(fact, speech).or_else(listed);
    }
    if glossary::is_term(fact) {
        let alone = || (fact.tokens.len() == 1).then(|| by_words(fact, point, speech)).flatten();
        return glossary::said(fact, speech)
            .or_else(|| glossary::said_apart(fact, speech))
            .or_else(alone)
            .or_else(|| whole(fact, speech));
    }
    by_words(fact, point, speech)
        .or_else(|| whole(fact, speech))
        .or_else(listed)
        .or_else(|| pronounced(fact, speech))
        .or_else(|| before_its_word(fact, point, speech))
        .or_else(|| by_both(fact, point, speech))
        .or_else(|| by_its_number(fact, speech))
}

/// Where both of two names with a slash between them were said ("AI and machine learning" for AI/ML): the first.
fn by_both(fact: &Fact, point: &KeyPoint, speech: &Speech) -> Option<Range<usize>> {
    if !fact.text.contains('/') || fact.tokens.len() < 2 {
        return None;
    }
    let alone = |token: &Token| {
        let one = Fact { text: token.raw.clone(), tokens: vec![token.clone()], ..fact.clone() };
        said(&one, point, speech)
    };
    let found: Vec<Range<usize>> = fact.tokens.iter().map_while(alone).collect();
    (found.len() == fact.tokens.len()).then(|| found[0].clone())
}

/// A product by the number of its model alone ("the 3090" for RTX 3090): it has so many digits that nothing else is it.
fn by_its_number(fact: &Fact, speech: &Speech) -> Option<Range<usize>> {
    let last = fact.tokens.last().filter(|_| fact.tokens.len() > 1)?;
    let number = last.value.filter(|value| *value >= MODEL && last.script == Script::Number)?;
    let is = |heard: &&Quantity| heard.kind == Kind::Plain && heard.written == number;
    speech.quantities.iter().find(is).map(|heard| heard.tokens.clone())
}

/// A name that is an everyday word in small letters, before the word that it stands before in the notes ("get requests"
/// for GET requests).
fn before_its_word(fact: &Fact, point: &KeyPoint, speech: &Speech) -> Option<Range<usize>> {
    let [own] = &fact.tokens[..] else { return None };
    let end = point.place_of(fact)?.end;
    let next = point.tokens.get(end).filter(|next| own.stop && !next.stop)?;
    let said = (1..speech.tokens.len()).find(|at| {
        let heard = &speech.tokens[*at];
        heard.stem == next.stem && speech.tokens[at - 1].surface == own.surface
    })?;
    Some(said - 1..said)
}

/// Whether a name in Latin letters that stands in the place of another sounds so much like it that it rather is this
/// one, misheard ("Yoast" for Joost).
pub(super) fn nearly(fact: &Fact, run: &Range<usize>, speech: &Speech) -> bool {
    let latin = |token: &Token| token.script == Script::Latin;
    let letters = term::letters(fact);
    let names = fact.tokens.iter().chain(&speech.tokens[run.clone()]);
    if letters.len() < SHORT
        || !names.clone().all(latin)
        || names.into_iter().any(series::of_calendar)
    {
        return false;
    }
    let meant = phones(&letters);
    run_phones(run, meant.len(), speech).iter().any(|heard| {
        let long = meant.len().max(heard.len()) > SHORT;
        let begins =
            meant.first().zip(heard.first()).is_some_and(|(a, b)| phone::may_begin(*a, *b));
        long && begins && phone::alike(&meant, heard, false) >= NEARLY
    })
}

/// By words that are pronounced like those of the name, a single one with a capital ("Skerry More" for Skerry Moor).
fn pronounced(fact: &Fact, speech: &Speech) -> Option<Range<usize>> {
    let names = &fact.tokens;
    let alike = |meant: &Token, heard: &Token| {
        meant.surface == heard.surface || pronounced_alike(&meant.surface, &heard.surface)
    };
    let last = speech.tokens.len().checked_sub(names.len())?;
    let starts = (0..=last).find(|start| {
        let run = &speech.tokens[*start..start + names.len()];
        let unbroken = (1..names.len()).all(|at| speech.joined(start + at));
        let named = capital(&run[0]) && (names.len() > 1 || names[0].raw.len() > 2);
        unbroken && named && names.iter().zip(run).all(|(meant, heard)| alike(meant, heard))
    })?;
    Some(starts..starts + names.len())
}
