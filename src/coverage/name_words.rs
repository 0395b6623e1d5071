//! A name of the notes by its single words.

use std::ops::Range;

use super::beside::BEFORE_THINGS;
use super::fact::Speech;
use super::name_sound::{SHORT, acronym, hangul, is_spelled, least, run_phones};
use super::phone::{self, phones};
use super::point::{Fact, KeyPoint};
use super::token::{Script, Token, capital};
use super::{alternative, glossary, korean, series, short_form, sound, term};

/// A name counts as heard when this share of its words is, each at least this alike; ...
const NAME_SHARE: f32 = 0.6;
const NAME_ALIKE: f32 = 0.67;
/// ...where a word that says what is named ("University") weighs this much.
const COMMON_WORD: f32 = 0.3;

/// Words of English names that say what is named.
#[rustfmt::skip]
const COMMON: &[&str] = &[
    "theatre", "theater", "university", "uni", "college", "hospital", "bank", "school", "institute", "center",
    "centre", "estate", "street", "park", "hotel", "company", "group", "team", "lab", "labs", "inc",
    "corp", "corporation", "ltd", "museum", "library", "foundation", "airport", "station", "church",
    "festival", "club", "academy", "department", "ministry", "agency", "clinic", "systems", "services",
    "bakery", "cafe", "restaurant", "store", "market", "high", "elementary", "middle",
];

/// Whether a word of a name says what is named ("Hospital").
pub(super) fn says_what(token: &Token) -> bool {
    COMMON.contains(&token.surface.as_str())
}

/// By its single words.
pub(super) fn by_words(fact: &Fact, point: &KeyPoint, speech: &Speech) -> Option<Range<usize>> {
    let (mut said, mut all) = (0.0, 0.0);
    // "Airflow DAG": which Airflow is, the other word only says what of it.
    let product = alternative::is_part(fact);
    // "Sheets" of Google Sheets is a name as well.
    let named = |raw: &str| {
        raw.chars().skip(1).any(char::is_lowercase) && raw.starts_with(char::is_uppercase)
    };
    let of_product =
        |meant: &Token| product && !named(&meant.raw) && !alternative::is_name(&meant.surface);
    let mut found: Option<Range<usize>> = None;
    for meant in &fact.tokens {
        // "RFID tag": which the capitals are.
        let kind = meant.raw.starts_with(|c: char| c.is_ascii_lowercase())
            && fact.tokens[0].raw.len() >= SHORT
            && acronym(&fact.tokens[0]);
        let common = fact.tokens.len() > 1 && (says_what(meant) || of_product(meant) || kind);
        let weight = if common { COMMON_WORD } else { 1.0 };
        all += weight;
        let Some(range) = heard_word(meant, speech) else { continue };
        said += weight;
        match &mut found {
            None => found = Some(range),
            Some(known) if range.start >= known.end && range.start <= known.end + 2 => {
                known.end = range.end;
            }
            Some(_) => {}
        }
    }
    let found = found?;
    // Of somebody's two names one is often said alone; of a thing's that is another thing.
    let one_of_two = || {
        let first = &point.tokens;
        let at = first.iter().position(|token| token.word == fact.at);
        let before = at.and_then(|at| at.checked_sub(1)).map(|at| first[at].surface.as_str());
        let latin = speech.tokens[found.clone()].iter().all(|token| token.script == Script::Latin);
        let person = before.map_or(latin, |before| !BEFORE_THINGS.contains(&before))
            && speech.tokens[found.clone()]
                .iter()
                .all(|token| token.script != Script::Latin || capital(token))
            && fact.tokens.iter().all(|token| !token.raw.chars().skip(1).any(char::is_uppercase));
        let more = [found.start.checked_sub(1), Some(found.end)]
            .into_iter()
            .flatten()
            .any(|at| speech.tokens.get(at).is_some_and(|token| capital(token) && !token.stop));
        // "Private Subnet" is nobody.
        let thing =
            |token: &Token| glossary::is(&token.surface) || alternative::is_name(&token.surface);
        let person = person && !fact.tokens.iter().any(thing);
        let words = fact.tokens.iter().all(|token| token.raw.len() > 1)
            && fact.tokens[0].word < fact.tokens[fact.tokens.len() - 1].word;
        fact.tokens.len() == 2 && words && said == 1.0 && all == 2.0 && person && !more
    };
    (said / all >= NAME_SHARE || one_of_two()).then_some(found)
}

/// Where a word of a name was first heard: as it is written, or near it and alike in sound too.
fn heard_word(meant: &Token, speech: &Speech) -> Option<Range<usize>> {
    let sounds = phones(&meant.surface);
    let spelled = sound::spelled_out(&meant.surface).map(|spelled| korean::jamo(&spelled));
    // "Nottingham Trent": its neighbour may look like a piece of the word.
    let exact = |range: Range<usize>| {
        let own = range.clone().find(|at| speech.tokens[*at].surface == meant.surface);
        own.map_or(range, |at| at..at + 1)
    };
    if let Some(full) = short_form::in_full(&meant.surface)
        && let Some(at) = speech.tokens.iter().position(|heard| heard.surface == full)
    {
        return Some(at..at + 1);
    }
    speech.matching.all_heard(meant, NAME_ALIKE).map(exact).find(|range| {
        let tokens = &speech.tokens[range.clone()];
        let joined: String = tokens.iter().map(|token| token.surface.as_str()).collect();
        let stem = tokens.len() == 1 && tokens[0].stem == meant.stem;
        joined == meant.surface
            || stem
            || hangul(tokens) && spelled.as_ref().is_some_and(|spelled| is_spelled(spelled, tokens))
            || term::readable(&meant.surface)
                && !series::of_calendar(meant)
                && run_phones(range, sounds.len(), speech).iter().any(|heard| {
                    phone::alike(&sounds, heard, hangul(tokens)) >= least(&sounds, tokens)
                })
    })
}
