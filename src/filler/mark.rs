//! Tells filler words from ordinary ones.

use crate::language::{FillerWords, Language};
use crate::timing::PAUSE_MIN_S;
use crate::transcript::{Word, WordKind};

/// Words that open a sentence properly: as fillers they count only right behind another filler
/// ("um, so,"); "the levels are okay, um" has one filler.
const OPENERS: [&str; 16] = [
    "so",
    "well",
    "right",
    "okay",
    "actually",
    "basically",
    "literally",
    "whatever",
    "저",
    "이",
    "사실",
    "아무튼",
    "글쎄",
    "그런",
    "이런",
    "그러니까",
];

/// Several words that make one filler, as the lists have them.
const PHRASES: [(&str, &str); 8] = [
    ("you", "know"),
    ("i", "mean"),
    ("kind", "of"),
    ("sort", "of"),
    ("you", "see"),
    ("or", "something"),
    ("and", "stuff"),
    ("그", "뭐"),
];

/// A word in the form it is compared in: lower case, no punctuation at its ends, letters that are
/// drawn out ("ummm") said once.
pub fn normal(text: &str) -> String {
    text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// "ummm" and "uhhh" are "um" and "uh": every run of one letter is shortened to one.
fn short(word: &str) -> String {
    let mut out = String::new();
    for c in word.chars() {
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

/// Whether `next` continues the filler `so_far`.
pub(super) fn is_phrase_part(so_far: &str, next: &str) -> bool {
    PHRASES.iter().any(|(a, b)| *a == so_far && *b == next)
}

/// Marks the fillers among `words`.
pub fn mark(words: &mut [Word], list: &FillerWords, language: Language) {
    let normals: Vec<String> = words.iter().map(|word| normal(&word.text)).collect();
    let always = |word: &str| {
        list.always.iter().any(|w| w == word || (word.chars().count() > 1 && *w == short(word)))
    };
    for (word, normal) in words.iter_mut().zip(&normals) {
        if always(normal) {
            word.kind = WordKind::Filler;
        }
    }
    for i in 0..words.len() {
        let one = list.ambiguous.iter().any(|w| *w == normals[i]);
        let pair = normals.get(i + 1).map(|next| format!("{} {next}", normals[i]));
        let two = pair.is_some_and(|pair| list.ambiguous.contains(&pair));
        let length = if two { 2 } else { 1 };
        if !(one || two) || words[i].kind == WordKind::Filler {
            continue;
        }
        if stands_alone(words, i, length, &normals[i], language) {
            words[i..i + length].iter_mut().for_each(|word| word.kind = WordKind::Filler);
        }
    }
}

/// Whether the words `at..at + length` stand by themselves, as fillers do.
fn stands_alone(
    words: &[Word],
    at: usize,
    length: usize,
    normal: &str,
    language: Language,
) -> bool {
    let last = &words[at + length - 1];
    let before = at.checked_sub(1).map(|i| &words[i]);
    let after = words.get(at + length);
    let filler = |word: Option<&Word>| word.is_some_and(|w| w.kind == WordKind::Filler);
    let gap = |a: Option<&Word>, b: Option<&Word>| {
        a.zip(b).is_some_and(|(a, b)| b.span.start_s - a.span.end_s >= PAUSE_MIN_S)
    };
    let first = before.is_none_or(|w| w.text.ends_with(['.', '?', '!']));
    let comma_before = before.is_some_and(|w| w.text.ends_with([',', '…', '-']));
    let comma_after = last.text.ends_with([',', '…', '-']) || last.text.ends_with("..");
    if OPENERS.contains(&normal) {
        return filler(before) && (comma_after || filler(after));
    }
    match language {
        // "like, you know," is cut off on both sides; "I like EC2" on neither.
        Language::English => {
            let left = comma_before || filler(before) || (!first && gap(before, words.get(at)));
            let right = comma_after || filler(after) || gap(Some(last), after);
            left && right
        }
        // A determiner (그 회사) leads into its noun without a break; the filler breaks off.
        Language::Korean => {
            comma_after || filler(after) || gap(Some(last), after) && (first || comma_before)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::fillers_of;
    use crate::span::Span;

    fn fillers(text: &str, language: Language) -> Vec<String> {
        let mut words: Vec<Word> = text
            .split_whitespace()
            .enumerate()
            .map(|(i, text)| Word {
                text: text.into(),
                span: Span::new(i as f64 * 0.3, i as f64 * 0.3 + 0.3),
                confidence: 1.0,
                kind: WordKind::Word,
            })
            .collect();
        mark(&mut words, &fillers_of(language), language);
        super::super::count(&words, Vec::new(), 1, Some(60.0))
            .items
            .into_iter()
            .map(|f| f.text)
            .collect()
    }

    #[test]
    fn filled_pauses_count_however_they_are_drawn_out() {
        assert_eq!(
            fillers("Um, we, uhhh, ummm did it.", Language::English),
            ["um", "uhhh", "ummm"]
        );
        assert_eq!(fillers("음, 저는 어, 했습니다.", Language::Korean), ["음", "어"]);
    }

    #[test]
    fn like_is_a_filler_only_where_it_stands_alone() {
        assert_eq!(fillers("I like EC2 and kids like to play.", Language::English), [""; 0]);
        assert_eq!(
            fillers("It was, like, you know, hard.", Language::English),
            ["like", "you know"]
        );
        assert_eq!(fillers("Do you know him? So I left. Well, no.", Language::English), [""; 0]);
    }

    #[test]
    fn a_korean_determiner_is_no_filler() {
        assert_eq!(fillers("그 회사 에서 이제 일합니다.", Language::Korean), [""; 0]);
        assert_eq!(fillers("그, 음, 회사에서", Language::Korean), ["그", "음"]);
    }
}
