//! Things of one kind that are taken for one another: where the notes say Snowflake and the speech BigQuery, another
//! one was said in its place. The list (`kinds.txt`) was written for it without regard to any answer.

use std::ops::Range;
use std::sync::LazyLock;

use super::fact::Speech;
use super::lexicon::{Entry, Found, Lexicon, letters};
use super::point::{Fact, KeyPoint};
use super::token::{Script, Token, capital};
use super::{glossary, placed};

/// Least of the point that is said around another thing of the kind.
const AROUND: f32 = 0.1;
/// The same where the name is also an everyday word.
const AROUND_WORN: f32 = 0.35;
/// From this probability on that its clause tells the point another name of the kind stands in its place.
const PLACED: f32 = 0.5;

/// The kinds of things, as [`super::lexicon`] reads them.
pub(super) static LIST: &str = include_str!("kinds.txt");

static KINDS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(LIST));

/// The proper names of the list in a text, and what kinds of thing else, with their tokens; everyday words only
/// with a capital.
pub(super) fn all(tokens: &[Token], words: &[&str]) -> Vec<Found> {
    let counts = |found: &Found| {
        let first = &tokens[found.tokens.start];
        let hangul = found.tokens.len() == 1 && first.script == Script::Hangul;
        !found.entry.everyday
            || first.script == Script::Latin && capital(first)
            || hangul && found.particles > 0
    };
    KINDS.all(tokens, words, counts)
}

/// The fields that somebody is told to have studied, in English.
pub(super) fn studied(tokens: &[Token]) -> Vec<Found> {
    #[rustfmt::skip]
    const DEGREES: &[&str] = &[
        "degree", "bachelor", "bachelors", "master", "masters", "major", "majored", "majoring", "minor", "phd",
        "diploma", "doctorate",
    ];
    const STUDIES: &[&str] = &["studied", "study", "studying"];
    let word = |at: usize| tokens[at].surface.as_str();
    let led = |at: usize| {
        at >= 1 && STUDIES.contains(&word(at - 1))
            || at >= 2 && word(at - 1) == "in" && DEGREES.contains(&word(at - 2))
    };
    let field = |at| KINDS.at(tokens, at, |_| true).filter(|found| found.entry.common);
    (0..tokens.len()).filter(|at| led(*at)).filter_map(field).collect()
}

/// The things of the list that the written answer has.
pub(super) fn noted(points: &[KeyPoint]) -> Vec<Entry> {
    let of = |point: &KeyPoint| {
        let words: Vec<&str> = point.text.split_whitespace().collect();
        all(&point.tokens, &words).into_iter().map(|found| found.entry).collect::<Vec<_>>()
    };
    points.iter().flat_map(of).collect()
}

/// What a name is, by all of it or by the only one of its words that the list has ("Kafka consumer").
fn entry(fact: &Fact) -> Option<Entry> {
    let by_word = || {
        let mut known = fact.tokens.iter().filter_map(|token| KINDS.of(&token.surface));
        known.next().filter(|entry| entry.is_proper() && known.next().is_none())
    };
    KINDS.of(&letters(&fact.text)).or_else(by_word)
}

/// Whether a name is a thing of the list.
pub(super) fn is_thing(fact: &Fact) -> bool {
    entry(fact).is_some()
}

/// Whether a name is known to be of another kind than a thing.
pub(super) fn of_another_kind(fact: &Fact, thing: Entry) -> bool {
    entry(fact).is_some_and(|own| !own.is_beside(thing))
}

/// How many tokens of a run are a product that stands before a term ("Debezium CDC"), where the run is none itself.
pub(super) fn product(run: &[Token]) -> Option<usize> {
    let of = |run: &[Token]| run.iter().map(|token| token.surface.as_str()).collect::<String>();
    let apart = run.windows(2).all(|pair| pair[0].last_word < pair[1].word);
    if run.len() < 2 || !apart || KINDS.of(&of(run)).is_some() || glossary::is(&of(run)) {
        return None;
    }
    (1..run.len()).find(|head| {
        let (product, term) = run.split_at(*head);
        // "Brighton Half Marathon" is one name.
        let title =
            |token: &Token| capital(token) && token.raw.chars().skip(1).any(char::is_lowercase);
        let named = product[0].raw.len() >= 3 && capital(&product[0]) && !title(&term[0]);
        named
            && KINDS.of(&of(product)).is_some_and(|entry| !entry.common)
            && glossary::is(&of(term))
    })
}

/// Least bytes of a name that what is of it begins with.
const WHOSE_LEAST: usize = 5;

/// Where a name was said in another of its spellings (빅 쿼리 for BigQuery, 카톡 for 카카오톡).
pub(super) fn said(fact: &Fact, speech: &Speech) -> Option<Range<usize>> {
    let written = letters(&fact.text);
    let own = KINDS.of(&written)?;
    // "YOLO" does not say which of its versions.
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let same = |tokens: &Range<usize>| {
        let heard = speech.tokens[tokens.clone()].iter();
        digits(&heard.map(|token| token.surface.as_str()).collect::<String>()) == digits(&written)
    };
    // Who tells of Kafka Streams tells of Kafka.
    let part_of_it = |thing: &&Found| {
        let first = &speech.tokens[thing.tokens.start];
        thing.tokens.len() > 1
            && first.surface.len() >= WHOSE_LEAST
            && KINDS.of(&first.surface).is_some_and(|of| of.is(own))
    };
    let whole = |thing: &&Found| thing.entry.is(own) && same(&thing.tokens);
    let found = || speech.things.iter();
    Some(found().find(whole).or_else(|| found().find(part_of_it))?.tokens.clone())
}

/// Where another thing of its kind was said in place of a name that was not, and how much of its point is told there: one
/// that the written answer (`noted`) has nowhere; a name for a common noun only where `any` may be. `taken` are tokens that
/// are facts already.
pub(super) fn instead(
    fact: &Fact,
    point: usize,
    written: &KeyPoint,
    speech: &Speech,
    taken: &[usize],
    noted: &[Entry],
    any: bool,
) -> Vec<(f32, Range<usize>)> {
    let Some(own) = entry(fact) else { return Vec::new() };
    let context = |tokens: &Range<usize>| speech.context_beside(point, written, tokens);
    speech
        .things
        .iter()
        .filter(|Found { entry: other, tokens, .. }| {
            other.is_beside(own)
                && (any || other.common == own.common)
                && !other.is(own)
                && !noted.iter().any(|known| known.is(*other))
                && !tokens.clone().any(|at| taken.contains(&at))
        })
        .map(|thing| (context(&thing.tokens), thing))
        .filter(|(context, Found { entry: other, tokens, .. })| {
            // 뷰 for React is also a view.
            let worn = other.everyday && speech.tokens[tokens.start].script == Script::Hangul;
            let least = if worn { AROUND_WORN } else { AROUND };
            let told = *context >= least && speech.says_beside(point, tokens);
            let placed = speech.placed(point, tokens) >= PLACED;
            told || !worn && (placed || placed::alone_in_place(point, tokens, speech))
        })
        .map(|(context, thing)| (context, thing.tokens.clone()))
        .collect()
}

/// Whether a name is not of the list itself, but one of its words is.
pub(super) fn is_part(fact: &Fact) -> bool {
    KINDS.of(&letters(&fact.text)).is_none()
        && fact.tokens.iter().any(|token| {
            let worn = || KINDS.of(&token.surface).is_some_and(|entry| !entry.common);
            is_name(&token.surface) || capital(token) && token.raw.len() > 3 && worn()
        })
}

/// Whether a Latin word in small letters is a proper name of the list.
pub(super) fn is_name(word: &str) -> bool {
    KINDS.of(word).is_some_and(Entry::is_proper)
}

/// The proper name that a Korean word, perhaps with particles, is.
pub(super) fn korean_name(word: &str) -> Option<&str> {
    let (entry, name) = KINDS.korean(word)?;
    entry.is_proper().then_some(name)
}
