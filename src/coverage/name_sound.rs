//! How alike in sound, or letter by letter, a run of words has to be to a name.

use std::ops::Range;

use super::fact::Speech;
use super::foreign::foreign;
use super::korean;
use super::token::{Script, Token, capital};
use crate::align::is_listed;

/// Least likeness by sound of a whole name, and of one of few sounds.
pub(super) const SOUNDS: f32 = 0.82;
pub(super) const SHORT_SOUNDS: f32 = 0.84;
/// The same of what Korean spells as it spells foreign words, and of such a name of few sounds; of a name of many; ...
const FOREIGN_SOUNDS: f32 = 0.8;
const SHORT_FOREIGN: f32 = 0.88;
const LONG_SOUNDS: f32 = 0.86;
const LONG: usize = 6;
/// ...of what looks like any other word, of one syllable of Korean, and of words that everybody says.
const WORD_SOUNDS: f32 = 0.92;
const ONE_SYLLABLE: f32 = 0.95;
const SAME_SOUNDS: f32 = 0.97;
pub(super) const SHORT: usize = 4;
/// Least share of equal jamo of an acronym as Korean spells it.
const SPELLED: f64 = 0.75;
/// Fewest jamo of one that is known by its sounds.
const SPELLED_LONG: usize = 5;

pub(super) fn hangul(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| token.script == Script::Hangul)
}

/// How alike in sound a run of tokens has to be to a name: the less it looks like one, the more.
pub(super) fn least(sounds: &[char], tokens: &[Token]) -> f32 {
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
pub(super) fn is_spelled(spelled: &Vec<char>, tokens: &[Token]) -> bool {
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

pub(super) fn acronym(token: &Token) -> bool {
    !token.raw.contains(|c: char| c.is_ascii_lowercase())
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
