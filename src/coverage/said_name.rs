//! Whether the speech has a name of the written answer, however it was heard or spelled.

use std::ops::Range;

use super::fact::Speech;
use super::other_name::{BEFORE_THINGS, calendar, foreign};
use super::phone::{self, phones};
use super::point::{Fact, KeyPoint};
use super::token::{Script, Token};
use super::{alternative, glossary, korean, said_korean, short_form, sound, term};
use crate::align::{is_listed, pronounced_alike};

/// A name counts as heard when this share of its words is, each at least this alike; ...
const NAME_SHARE: f32 = 0.6;
const NAME_ALIKE: f32 = 0.67;
/// ...where a word that says what is named ("University") weighs this much.
const COMMON_WORD: f32 = 0.3;
/// Least likeness by sound of a whole name, and of one of few sounds.
const SOUNDS: f32 = 0.82;
const SHORT_SOUNDS: f32 = 0.84;
/// The same of what Korean spells as it spells foreign words, and of such a name of few sounds; of a name of many; ...
const FOREIGN_SOUNDS: f32 = 0.8;
const SHORT_FOREIGN: f32 = 0.88;
const LONG_SOUNDS: f32 = 0.86;
const LONG: usize = 6;
/// ...of what looks like any other word, of one syllable of Korean, and of words that everybody says.
const WORD_SOUNDS: f32 = 0.92;
const ONE_SYLLABLE: f32 = 0.95;
const SAME_SOUNDS: f32 = 0.97;
const SHORT: usize = 4;
/// Most words that a term is looked for in by its capitals.
const MOST_HUMPS: usize = 4;
/// Least likeness by sound of what stands in the place of the name.
const NEARLY: f32 = 0.75;
/// Most letters of an acronym that is told in full.
const LONGEST_ACRONYM: usize = 5;
/// Least share of equal jamo of an acronym as Korean spells it.
const SPELLED: f64 = 0.75;
/// Fewest jamo of one that is known by its sounds.
const SPELLED_LONG: usize = 5;

/// Words of English names that say what is named.
#[rustfmt::skip]
const COMMON: &[&str] = &[
    "theatre", "theater", "university", "college", "hospital", "bank", "school", "institute", "center",
    "centre", "estate", "street", "park", "hotel", "company", "group", "team", "lab", "labs", "inc",
    "corp", "corporation", "ltd", "museum", "library", "foundation", "airport", "station", "church",
    "festival", "club", "academy", "department", "ministry", "agency", "clinic", "systems", "services",
    "bakery", "cafe", "restaurant", "store", "market", "high", "elementary", "middle",
];

/// Whether a word of a name says what is named ("Hospital").
pub(super) fn says_what(token: &Token) -> bool {
    COMMON.contains(&token.surface.as_str())
}

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
}

/// Whether a name in Latin letters that stands in the place of another sounds so much like it that it rather is this
/// one, misheard ("Yoast" for Joost).
pub(super) fn nearly(fact: &Fact, run: &Range<usize>, speech: &Speech) -> bool {
    let latin = |token: &Token| token.script == Script::Latin;
    let letters = term::letters(fact);
    let names = fact.tokens.iter().chain(&speech.tokens[run.clone()]);
    if letters.len() < SHORT || !names.clone().all(latin) || names.into_iter().any(calendar) {
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

/// By its single words.
fn by_words(fact: &Fact, point: &KeyPoint, speech: &Speech) -> Option<Range<usize>> {
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
        let person = before.is_some_and(|before| !BEFORE_THINGS.contains(&before))
            && speech.tokens[found.clone()]
                .iter()
                .all(|token| token.script != Script::Latin || capital(token))
            && fact.tokens.iter().all(|token| !token.raw.chars().skip(1).any(char::is_uppercase));
        let more = [found.start.checked_sub(1), Some(found.end)]
            .into_iter()
            .flatten()
            .any(|at| speech.tokens.get(at).is_some_and(|token| capital(token) && !token.stop));
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
    speech.matching.all_heard(meant, NAME_ALIKE).map(exact).find(|range| {
        let tokens = &speech.tokens[range.clone()];
        let joined: String = tokens.iter().map(|token| token.surface.as_str()).collect();
        let stem = tokens.len() == 1 && tokens[0].stem == meant.stem;
        joined == meant.surface
            || stem
            || hangul(tokens) && spelled.as_ref().is_some_and(|spelled| is_spelled(spelled, tokens))
            || term::readable(&meant.surface)
                && !calendar(meant)
                && run_phones(range, sounds.len(), speech).iter().any(|heard| {
                    phone::alike(&sounds, heard, hangul(tokens)) >= least(&sounds, tokens)
                })
    })
}

fn hangul(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| token.script == Script::Hangul)
}

/// How alike in sound a run of tokens has to be to a name: the less it looks like one, the more.
fn least(sounds: &[char], tokens: &[Token]) -> f32 {
    const NEVER: f32 = 2.0;
    if hangul(tokens) {
        let syllables = |token: &Token| token.stem.chars().count();
        let long = sounds.len() >= LONG;
        return if tokens.iter().all(foreign) {
            if sounds.len() <= SHORT { SHORT_FOREIGN } else { FOREIGN_SOUNDS }
        } else if tokens.iter().map(syllables).sum::<usize>() < 2 {
            ONE_SYLLABLE
        } else if long {
            LONG_SOUNDS
        } else {
            WORD_SOUNDS
        };
    }
    let i = sounds.first() == Some(&'i');
    let letter = |token: &Token| token.raw.len() == 1 && capital(token) && (i || token.raw != "I");
    let worn = |token: &Token| token.stop && !letter(token);
    if tokens.iter().any(|token| token.value.is_some()) {
        return NEVER;
    }
    if tokens.iter().any(worn) {
        // "Nor Bank" for Norrbank: with an everyday word in it only the very sounds of a long name are one.
        let named = sounds.len() >= LONG || tokens.iter().all(capital);
        return if tokens.len() > 1 && named { SAME_SOUNDS } else { NEVER };
    }
    match tokens.iter().any(capital) {
        true if sounds.len() <= SHORT => SHORT_SOUNDS,
        true => SOUNDS,
        // In small letters it may be any word, where there is one.
        false
            if sounds.len() <= SHORT + 1 && tokens.len() == 1 && is_listed(&tokens[0].surface) =>
        {
            NEVER
        }
        false => WORD_SOUNDS,
    }
}

/// The jamo that stands for those that are hardly told apart: tense and plain consonants, ㅗ and ㅜ, ㅐ and ㅔ.
fn sounded(jamo: char) -> char {
    match jamo {
        '\u{1101}' => '\u{1100}',
        '\u{1104}' => '\u{1103}',
        '\u{1108}' => '\u{1107}',
        '\u{110a}' => '\u{1109}',
        '\u{110d}' => '\u{110c}',
        '\u{116e}' => '\u{1169}',
        '\u{1162}' => '\u{1166}',
        jamo => jamo,
    }
}

/// Whether Hangul tokens are an acronym as Korean spells it.
fn is_spelled(spelled: &Vec<char>, tokens: &[Token]) -> bool {
    let last = &tokens[tokens.len() - 1];
    let head: String =
        tokens[..tokens.len() - 1].iter().map(|token| token.surface.as_str()).collect();
    // "에스큐엘로요"
    let bare = korean::without_particle(last.surface.trim_end_matches('요'));
    // "이 시토인데"
    let is = ["인데", "인데요", "입니다", "이고", "이며", "이라서"];
    let noun = is.iter().find_map(|end| last.surface.strip_suffix(end)).unwrap_or(bare);
    [last.surface.as_str(), &last.stem, bare, noun].into_iter().any(|end| {
        let heard = korean::jamo(&format!("{head}{end}"));
        let longer = spelled.len().max(heard.len()) as f64;
        let distance = strsim::generic_levenshtein(spelled, &heard) as f64;
        // 이시토 for 이씨투: other letters, nearly the same sounds.
        let near = |jamo: &[char]| jamo.iter().map(|jamo| sounded(*jamo)).collect::<Vec<char>>();
        1.0 - distance / longer >= SPELLED
            || spelled.len() >= SPELLED_LONG && near(spelled) == near(&heard)
    })
}

pub(super) fn capital(token: &Token) -> bool {
    token.raw.starts_with(|c: char| c.is_ascii_uppercase())
}

fn acronym(token: &Token) -> bool {
    !token.raw.contains(|c: char| c.is_ascii_lowercase())
}

/// A Latin name as a whole: written in other pieces, misheard, or in Hangul.
pub(super) fn whole(fact: &Fact, speech: &Speech) -> Option<Range<usize>> {
    let letters = term::letters(fact);
    let signed = fact.text.ends_with(['+', '#']);
    if signed && let Some(at) = speech.words.iter().position(|word| word.contains(&fact.text)) {
        let at = speech.tokens.iter().position(|token| token.word == at)?;
        return Some(at..at + 1);
    }
    let sounds = term::sounds(fact, &letters);
    let spelled = sound::spelled_out(&letters).map(|spelled| korean::jamo(&spelled));
    // Each letter of an acronym may be a word, and there may be a word between.
    let spelled_out =
        fact.tokens.len() == 1 && letters.len() <= LONGEST_ACRONYM && acronym(&fact.tokens[0]);
    // OutOfMemoryError is told in four words.
    let humps =
        fact.tokens.iter().flat_map(|token| token.raw.chars()).filter(|c| c.is_ascii_uppercase());
    let humps = if spelled_out { letters.len() } else { humps.count().min(MOST_HUMPS) };
    let most = (humps + 1).max(fact.tokens.len() + 2);
    let mut best: Option<(f32, Range<usize>)> = None;
    for start in 0..speech.tokens.len() {
        for end in start + 1..=(start + most).min(speech.tokens.len()) {
            if end > start + 1 && !speech.joined(end - 1) {
                break;
            }
            let alike = heard_as(&letters, &sounds, spelled.as_ref(), start..end, fact, speech);
            if alike > best.as_ref().map_or(0.0, |best| best.0) {
                best = Some((alike, start..end));
            }
        }
    }
    best.map(|(_, range)| range)
}

/// How well a run of tokens is heard as the name, 0 where it is not.
fn heard_as(
    letters: &str,
    sounds: &[Vec<char>],
    spelled: Option<&Vec<char>>,
    run: Range<usize>,
    fact: &Fact,
    speech: &Speech,
) -> f32 {
    let tokens = &speech.tokens[run.clone()];
    let together: usize = tokens.iter().map(|token| token.surface.len()).sum();
    let latin = tokens.iter().all(|token| token.script != Script::Hangul);
    if latin {
        let same = together == letters.len()
            && tokens.iter().map(|token| token.surface.as_str()).collect::<String>() == letters;
        let worn = tokens.len() == 1 && tokens[0].stop;
        if same && (!worn || tokens[0].raw == fact.tokens[0].raw) {
            return 1.0;
        }
        let capitals = fact.tokens.iter().all(acronym);
        if capitals && tokens.len() >= 2 && short_form::spells(letters, tokens)
            || tokens.len() == 1 && short_form::shortens(&fact.tokens, &tokens[0])
        {
            return 0.95;
        }
        let word = || tokens.len() != 1 || letters.len() < SHORT || is_listed(&tokens[0].surface);
        let acronym = letters.len() <= SHORT && capitals && word();
        if letters.len() < 3 || acronym || fact.tokens.iter().any(calendar) {
            return 0.0;
        }
    } else if let [first, second] = tokens
        && first.script == Script::Hangul
        && second.script == Script::Latin
    {
        return if half_spelled(letters, first, second, run.start, speech) { 0.9 } else { 0.0 };
    } else if tokens.iter().any(|token| token.script != Script::Hangul) {
        return 0.0;
    }
    if !latin && spelled.is_some_and(|spelled| is_spelled(spelled, tokens)) {
        return 0.9;
    }
    // 또 is no DAU.
    let word = !latin && tokens.iter().all(|token| token.stop);
    if letters.len() < 3 || together < 3 || word {
        return 0.0;
    }
    let names = &fact.tokens;
    let shared = latin
        && tokens.len() > 1
        && tokens.len() == names.len()
        && capital(&tokens[0])
        && names
            .iter()
            .zip(tokens)
            .any(|(a, b)| a.surface == b.surface && !says_what(a) && a.raw.len() > 3);
    let first = speech.phones[run.start].first();
    let mut best = 0.0_f32;
    for meant in sounds {
        let begins = first.zip(meant.first());
        if !begins.is_some_and(|(a, b)| phone::may_begin(*a, *b)) {
            continue;
        }
        for heard in run_phones(&run, meant.len(), speech) {
            let alike = phone::alike(meant, &heard, !latin);
            // "Skerry More" for Skerry Moor: where a word of it is heard, the others may be everyday words.
            let enough = if shared { SOUNDS } else { least(meant, tokens) };
            if alike >= enough {
                best = best.max(alike);
            }
        }
    }
    best
}

/// Whether a name is told with its beginning in Hangul and its end in Latin letters ("마이 SQL", "패스트 API").
fn half_spelled(letters: &str, first: &Token, second: &Token, at: usize, speech: &Speech) -> bool {
    let Some(head) = letters.strip_suffix(second.surface.as_str()) else { return false };
    let spelled = sound::spelled_out(head).map(|spelled| korean::jamo(&spelled));
    let sounds = phones(head);
    head.len() >= 2
        && second.surface.len() >= 2
        && (phone::alike(&sounds, &speech.phones[at], true) >= SHORT_SOUNDS
            || spelled.is_some_and(|spelled| is_spelled(&spelled, std::slice::from_ref(first))))
}

/// The sounds of a run of tokens, with the last one's particles and without, where they are not far more or
/// fewer than `length`.
pub(super) fn run_phones(run: &Range<usize>, length: usize, speech: &Speech) -> Vec<Vec<char>> {
    let head = &speech.phones[run.start..run.end - 1];
    let before: usize = head.iter().map(Vec::len).sum();
    let last = run.end - 1;
    let ends = std::iter::once(&speech.phones[last]).chain(&speech.stem_phones[last]);
    let near = |end: &&Vec<char>| {
        let together = before + end.len();
        together * 2 >= length && length * 2 >= together
    };
    ends.filter(near)
        .map(|end| {
            let mut heard = head.concat();
            heard.extend(end);
            heard.dedup();
            heard
        })
        .collect()
}
