//! Parts words that were written together with their broken-off beginning: "i-I" is "i-" and "I".

use crate::span::Span;
use crate::transcript::Word;

/// Beginnings with a hyphen that are prefixes, and words that double.
const WHOLE: &[&str] = &["re", "co", "pre", "de", "so", "bye", "no", "ha", "tip", "e", "x"];

/// Parts stutters in place; each part gets the share of the time that its letters have.
pub fn part_stutters(words: &mut Vec<Word>) {
    let mut at = 0;
    while at < words.len() {
        let Some(cut) = stutter(&words[at].text) else {
            at += 1;
            continue;
        };
        let whole = words[at].clone();
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count() as f64;
        let (first, second) = whole.text.split_at(cut);
        let share = letters(first) / letters(&whole.text).max(1.0);
        let middle_s = whole.span.start_s + share * whole.span.duration_s();
        let part = |text: &str, span| Word { text: text.to_owned(), span, ..whole.clone() };
        words[at] = part(first, Span::new(whole.span.start_s, middle_s));
        words.insert(at + 1, part(second, Span::new(middle_s, whole.span.end_s)));
        at += 1;
    }
}

/// Where the whole word begins, in bytes, if what stands before the first hyphen begins it.
fn stutter(text: &str) -> Option<usize> {
    let (first, second) = text.split_once('-')?;
    let (begun, word) = (first.to_lowercase(), second.to_lowercase());
    let begins = !begun.is_empty()
        && begun.chars().all(char::is_alphabetic)
        && word.starts_with(&begun)
        && !WHOLE.contains(&begun.as_str());
    begins.then_some(first.len() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::WordKind;

    fn parted(text: &str) -> Vec<String> {
        let span = Span::new(1.0, 2.0);
        let kind = WordKind::Word;
        let mut words = vec![Word { text: text.into(), span, confidence: 1.0, kind }];
        part_stutters(&mut words);
        assert!(words.windows(2).all(|pair| pair[0].span.end_s == pair[1].span.start_s));
        assert_eq!((words[0].span.start_s, words[words.len() - 1].span.end_s), (1.0, 2.0));
        words.into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn a_beginning_is_parted_from_its_word() {
        assert_eq!(parted("i-I"), ["i-", "I"]);
        assert_eq!(parted("w-w-we"), ["w-", "w-", "we"]);
        assert_eq!(parted("th-the,"), ["th-", "the,"]);
    }

    #[test]
    fn compounds_and_prefixes_stay_whole() {
        for text in ["re-read", "so-so", "well-known", "e-email", "A/B-test", "-", "x-"] {
            assert_eq!(parted(text), [text]);
        }
    }
}
