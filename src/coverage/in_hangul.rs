//! How the English terms and names of a written answer are said in Korean, by the lists of terms and of names.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::lexicon::{Thing, letters, things};
use super::{alternative, glossary};
use crate::language::korean;

/// The things of both lists.
fn all_things() -> impl Iterator<Item = Thing> {
    [glossary::LIST, alternative::LIST].into_iter().flat_map(things)
}

/// The Hangul spellings of an entry by the letters of each of its English ones: read once for all notes.
static SPELLINGS: LazyLock<HashMap<String, Vec<&str>>> = LazyLock::new(|| {
    // The letters of abbreviations are read by their names, not as some people spell these.
    let is_word = |spelling: &&str| spelling.contains(|c: char| c.is_lowercase());
    let mut spellings: HashMap<String, Vec<&str>> = HashMap::new();
    for thing in all_things() {
        for spelling in thing.english.split('|').filter(is_word) {
            spellings.entry(letters(spelling)).or_default().push(thing.hangul);
        }
    }
    spellings
});

/// Most words of a term.
const LONGEST: usize = 4;

/// The Hangul spellings of the English terms and names of a text that the lists have: 엘라스틱 빈스톡 for "Elastic
/// Beanstalk".
pub fn in_hangul(text: &str) -> Vec<&'static str> {
    let found = english_runs(text).into_iter().filter_map(|run| SPELLINGS.get(&run));
    found
        .flatten()
        .flat_map(|hangul| hangul.split('|'))
        .map(|spelling| spelling.trim().trim_start_matches('~'))
        .filter(|spelling| is_hangul(spelling))
        .collect()
}

/// Words of Hangul alone that spell terms and names of the lists and are no everyday words.
pub fn hangul_terms() -> impl Iterator<Item = &'static str> {
    let spellings = all_things().flat_map(|thing| thing.hangul.split('|')).map(str::trim);
    spellings.filter(|spelling| is_hangul(spelling))
}

/// Whether a spelling is of Hangul alone.
fn is_hangul(spelling: &str) -> bool {
    !spelling.is_empty() && spelling.chars().all(|c| korean::is_hangul(c) || c == ' ')
}

/// The letters of every run of neighbouring English words, as far as a term may reach.
fn english_runs(text: &str) -> HashSet<String> {
    let english = |c: char| c.is_ascii_alphanumeric() || "-./+#' ".contains(c);
    let mut runs = HashSet::new();
    for stretch in text.split(|c: char| !english(c)) {
        let words: Vec<&str> = stretch.split_whitespace().collect();
        for from in 0..words.len() {
            for to in from + 1..=words.len().min(from + LONGEST) {
                runs.insert(letters(&words[from..to].concat()));
            }
        }
    }
    runs.retain(|letters| letters.contains(|c: char| c.is_ascii_alphabetic()));
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_terms_and_names_have_their_korean_spellings() {
        let found = in_hangul("Load balancer 뒤의 Elastic Beanstalk에서 VPC를 썼습니다.");
        for spelling in ["로드 밸런서", "빈스톡", "엘라스틱 빈스톡"] {
            assert!(found.contains(&spelling), "{spelling}: {found:?}");
        }
    }

    #[test]
    fn korean_has_none() {
        assert_eq!(in_hangul("서버를 세 대로 늘렸습니다."), [""; 0]);
    }
}
