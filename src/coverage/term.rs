//! How a Latin term may sound: as it is written, with its digits read out, half acronym and half word, or
//! with its first letter or its last part spelled.

use super::phone::phones;
use super::point::Fact;
use super::sound;
use super::token::Token;

/// The sounds of a name in each way that it may be read; `letters` are its [`letters`].
pub(super) fn sounds(fact: &Fact, letters: &str) -> Vec<Vec<char>> {
    let raw: String = fact.tokens.iter().map(|token| token.raw.as_str()).collect();
    let sounds = [
        readable(letters).then(|| phones(&read_out(letters))),
        mixed(&raw),
        letter_first(letters).filter(|_| raw.contains(|c: char| c.is_ascii_lowercase())),
        with_extension(&fact.tokens),
        spelled_head(&raw),
        // Korean leaves the s of a plural out ("GitHub Actions" is 깃허브 액션).
        (letters.len() > 5).then(|| letters.strip_suffix('s').map(phones)).flatten(),
        without_r(letters).map(|letters| phones(&letters)),
        letters.strip_suffix("ql").filter(|name| name.ends_with("res")).map(phones),
    ];
    sounds.into_iter().flatten().collect()
}

/// The letters as Korean hears them: an r behind a vowel is none, and a g before a final e is soft (머지 for merge,
/// 서버 for server).
fn without_r(letters: &str) -> Option<String> {
    let vowel = |c: char| "aeiou".contains(c);
    let all: Vec<char> = letters.chars().collect();
    let silent = |at: usize| {
        all[at] == 'r'
            && at.checked_sub(1).is_some_and(|before| vowel(all[before]))
            && all.get(at + 1).is_none_or(|next| !vowel(*next) && *next != 'r')
    };
    let kept: String = (0..all.len()).filter(|at| !silent(*at)).map(|at| all[at]).collect();
    let soft = kept.strip_suffix("ge").map(|head| format!("{head}j"));
    (kept.len() < letters.len()).then(|| soft.unwrap_or(kept))
}

/// The letters of a name written together, signs and digits as they are read.
pub(super) fn letters(fact: &Fact) -> String {
    let mut letters: String = fact.tokens.iter().map(|token| token.surface.as_str()).collect();
    if fact.text.ends_with("++") {
        letters += "plusplus";
    } else if fact.text.ends_with('#') {
        letters += "sharp";
    }
    letters
}

/// `letters` with its digits as Korean and English read them in names.
fn read_out(letters: &str) -> String {
    const DIGITS: [&str; 10] =
        ["zero", "one", "too", "three", "four", "five", "six", "seven", "eight", "nine"];
    letters
        .chars()
        .map(|c| c.to_digit(10).map_or(c.to_string(), |digit| DIGITS[digit as usize].to_owned()))
        .collect()
}

/// The sounds of a term that is half acronym, half word ("XGBoost", "MySQL") as Korean reads it.
fn mixed(raw: &str) -> Option<Vec<char>> {
    let letters: Vec<char> = raw.chars().collect();
    let upper = |at: usize| letters.get(at).is_some_and(char::is_ascii_uppercase);
    let lower = |at: usize| letters.get(at).is_some_and(char::is_ascii_lowercase);
    let (mut out, mut at, mut acronyms, mut words) = (Vec::new(), 0, 0, 0);
    while at < letters.len() {
        let start = at;
        while upper(at) && !lower(at + 1) {
            at += 1;
        }
        if at > start {
            acronyms += 1;
            out.extend(phones(&sound::spelled_out(&raw[start..at])?));
            continue;
        }
        at += 1;
        while lower(at) {
            at += 1;
        }
        words += 1;
        out.extend(phones(raw.get(start..at)?));
    }
    out.dedup();
    (acronyms > 0 && words > 0).then_some(out)
}

/// The sounds of a term whose head is a word of two consonants ("PgBouncer" is 피지바운서).
fn spelled_head(raw: &str) -> Option<Vec<char>> {
    let (head, word) = raw.split_at_checked(2)?;
    let consonants =
        head.chars().all(|c| c.is_ascii_alphabetic() && !"aeiouy".contains(c.to_ascii_lowercase()));
    if !consonants || !word.starts_with(|c: char| c.is_ascii_uppercase()) || word.len() < 3 {
        return None;
    }
    let mut out = phones(&sound::spelled_out(&head.to_lowercase())?);
    out.extend(phones(word));
    out.dedup();
    Some(out)
}

/// The sounds of a term whose last part is spelled ("Vue.js" is 뷰제이에스).
fn with_extension(tokens: &[Token]) -> Option<Vec<char>> {
    let (last, head) = tokens.split_last().filter(|(_, head)| !head.is_empty())?;
    let vowels = last.surface.contains(|c| "aeiou".contains(c));
    let spelled = sound::spelled_out(&last.surface).filter(|_| !vowels)?;
    let mut out: Vec<char> = head.iter().flat_map(|token| phones(&token.surface)).collect();
    out.extend(phones(&spelled));
    out.dedup();
    Some(out)
}

/// The sounds of a term whose first letter is read by itself, as no word begins so ("cgroup" is 씨그룹).
fn letter_first(letters: &str) -> Option<Vec<char>> {
    #[rustfmt::skip]
    const BEGINNINGS: &[&str] = &[
        "bl", "br", "ch", "cl", "cr", "dr", "dw", "fl", "fr", "gh", "gl", "gn", "gr", "kh", "kl", "kn", "kr", "ll",
        "mc", "ph", "pl", "pr", "ps", "py", "rh", "sc", "sh", "sk", "sl", "sm", "sn", "sp", "sq", "st", "sv", "sw", "th",
        "tr", "ts", "tw", "tz", "vl", "wh", "wr", "zh",
    ];
    let begins = letters.get(..2)?;
    let consonants = begins.chars().all(|c| c.is_ascii_lowercase() && !"aeiouy".contains(c));
    let vowels = letters[2..].contains(|c| "aeiouy".contains(c));
    if !consonants || !vowels || BEGINNINGS.contains(&begins) {
        return None;
    }
    let mut out = phones(&sound::spelled_out(&letters[..1])?);
    out.extend(phones(&letters[1..]));
    out.dedup();
    Some(out)
}

/// Whether letters can be read as a word.
pub(super) fn readable(letters: &str) -> bool {
    letters.contains(|c| "aeiouy".contains(c)) || letters.contains(|c: char| c.is_ascii_digit())
}
