//! How a written word may sound.

use super::dictionary;
use super::hangul;
use super::model::{STATES, model};
use super::spelling::sounded_out;
use crate::language::{Language, is_filled_pause, spoken};

/// Vowels that filled pauses are held on.
const HELD_VOWELS: [&str; 6] = ["AH", "ER", "UH", "AA", "AE", "EH"];

/// Shortest filled pause, and its shortest vowel and hum where it has both, in frames: hesitations
/// of less than 0.1 s are not heard as such.
const HELD: usize = 10;
const HELD_BEFORE_HUM: usize = 6;
const HUM: usize = 5;

/// Whether a written word, punctuation and all, is a filled pause.
pub fn is_filler(text: &str) -> bool {
    is_filled_pause(&text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
}

/// What a written word, punctuation and all, may sound like: rows of states to pass.
pub fn readings(text: &str, language: Language) -> Vec<Vec<usize>> {
    if is_filler(text) {
        return HELD_VOWELS.iter().flat_map(|vowel| [held(vowel), hummed(vowel)]).collect();
    }
    let mut said = pronunciations(text, language);
    if said.is_empty() {
        said.push(phones(&["+SPN+"]));
    }
    said.iter().map(|phones| states_of(phones)).collect()
}

/// A vowel that is held.
pub fn held(vowel: &str) -> Vec<usize> {
    drawn_out(vowel, HELD)
}

/// A vowel that ends in a hum.
pub fn hummed(vowel: &str) -> Vec<usize> {
    [drawn_out(vowel, HELD_BEFORE_HUM), drawn_out("M", HUM)].concat()
}

/// The states of a phone repeated until they take so many frames at least.
fn drawn_out(phone: &str, frames: usize) -> Vec<usize> {
    let phone = phones(&[phone])[0];
    (0..frames).map(|i| phone * STATES + i * STATES / frames).collect()
}

/// The states of phones one after the other.
pub fn states_of(phones: &[usize]) -> Vec<usize> {
    phones.iter().flat_map(|phone| (0..STATES).map(move |state| phone * STATES + state)).collect()
}

/// Numbers of phones that the model has.
pub fn phones(names: &[&str]) -> Vec<usize> {
    names.iter().filter_map(|name| model().phone(name)).collect()
}

/// Pronunciations of a written word, punctuation and all, each a list of numbers of phones.
/// Empty where nothing of it can be said.
fn pronunciations(text: &str, language: Language) -> Vec<Vec<usize>> {
    let mut whole: Vec<Vec<usize>> = vec![Vec::new()];
    for word in spoken(text, language).words {
        for part in parts(&word) {
            let said = part_pronunciations(&part);
            // Several pronunciations only where they do not multiply.
            whole = match (whole.len(), said.len()) {
                (_, 0) => whole,
                (1, _) => said.iter().map(|said| [&whole[0][..], said].concat()).collect(),
                _ => whole.iter().map(|first| [first, &said[0][..]].concat()).collect(),
            };
        }
    }
    whole.retain(|phones| !phones.is_empty());
    whole
}

/// Stretches of one script: "Kafka를" is "kafka" and "를", "E-C-two" is "e", "c" and "two".
fn parts(word: &str) -> Vec<String> {
    let hangul = |c: char| ('가'..='힣').contains(&c);
    let mut parts: Vec<String> = Vec::new();
    let mut last = None;
    for c in word.replace('’', "'").chars() {
        let kind = (c.is_alphabetic() || c == '\'').then(|| hangul(c));
        if kind.is_some() && kind == last {
            parts.last_mut().expect("the last one has this kind").push(c);
        } else if kind.is_some() {
            parts.push(c.to_string());
        }
        last = kind;
    }
    parts
}

fn part_pronunciations(part: &str) -> Vec<Vec<usize>> {
    if part.starts_with(|c: char| ('가'..='힣').contains(&c)) {
        return vec![phones(&hangul::phones(part))];
    }
    let word = part.to_lowercase();
    let capital = part.chars().count() == 1 && part.chars().all(char::is_uppercase);
    let letter = (capital && part != "I" && part != "A").then(|| format!("{word}."));
    let bare = word.trim_matches('\'');
    [letter.as_deref().unwrap_or(&word), &word, bare]
        .into_iter()
        .map(dictionary::pronunciations)
        .find(|said| !said.is_empty())
        .unwrap_or_else(|| vec![phones(&sounded_out(bare))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_letters_and_mixed_scripts_are_said() {
        let first = |text, language| pronunciations(text, language)[0].clone();
        assert_eq!(first("Team,", Language::English), phones(&["T", "IY", "M"]));
        assert_eq!(first("10", Language::English), phones(&["T", "EH", "N"]));
        assert_eq!(first("EC2", Language::English), phones(&["IY", "S", "IY", "T", "UW"]));
        let mixed = ["K", "AA", "F", "K", "AH", "R", "UH", "L"];
        assert_eq!(first("Kafka를", Language::Korean), phones(&mixed));
        assert_eq!(pronunciations("…", Language::English), Vec::<Vec<usize>>::new());
        assert!(pronunciations("the", Language::English).len() > 1);
    }
}
