//! Tells filler words from ordinary ones.
//!
//! A filled pause is a filler wherever it stands. An ambiguous word is one where it stands apart
//! from its sentence: behind and before commas, pauses and other fillers, as its
//! [`When`] asks.

use crate::language::{Ambiguous, FillerWords, When, undrawn};
use crate::timing::PAUSE_MIN_S;
use crate::transcript::{Word, WordKind};

/// A word in the form it is compared in: lower case, no punctuation at its ends.
pub fn normal(text: &str) -> String {
    text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace('’', "'")
}

/// Marks the fillers among `words`.
pub fn mark(words: &mut [Word], list: &FillerWords) {
    let normals: Vec<String> = words.iter().map(|word| normal(&word.text)).collect();
    for at in 0..words.len() {
        let sure = list.always.iter().filter_map(|text| phrase(&normals, at, text)).max();
        let drawn_out =
            || normals[at].chars().count() > 1 && list.always.contains(&undrawn(&normals[at]));
        let length = sure.or_else(|| drawn_out().then_some(1)).unwrap_or(0);
        fill(&mut words[at..at + length]);
    }
    // Twice, for a word may stand behind or before another that the first round finds.
    for _ in 0..2 {
        for at in 0..words.len() {
            let fits = |one: &Ambiguous| {
                let length = phrase(&normals, at, one.text)?;
                is_filler(words, &normals, at, length, one).then_some(length)
            };
            let length = list.ambiguous.iter().filter_map(fits).max().unwrap_or(0);
            fill(&mut words[at..at + length]);
        }
    }
}

fn fill(words: &mut [Word]) {
    words.iter_mut().for_each(|word| word.kind = WordKind::Filler);
}

/// How many words `text` has, where they stand at `at`.
fn phrase(normals: &[String], at: usize, text: &str) -> Option<usize> {
    let mut length = 0;
    for word in text.split(' ') {
        if normals.get(at + length)? != word {
            return None;
        }
        length += 1;
    }
    Some(length)
}

/// Whether the `length` words at `at` are `one` as a filler.
fn is_filler(
    words: &[Word],
    normals: &[String],
    at: usize,
    length: usize,
    one: &Ambiguous,
) -> bool {
    if words[at].kind == WordKind::Filler {
        return false;
    }
    let last = &words[at + length - 1];
    let before = at.checked_sub(1).map(|i| &words[i]);
    let after = words.get(at + length);
    let opens = before.is_none_or(|word| ends_sentence(&word.text));
    // What stands before and behind the fillers next to it, in the same sentence.
    let said_before = (0..at).rev().find(|i| words[*i].kind != WordKind::Filler);
    let excluded_by_before = !opens
        && said_before.is_some_and(|i| {
            !words[i].text.ends_with(CUT) && one.not_after.contains(&normals[i].as_str())
        });
    let excluded_by_after =
        normals.get(at + length).is_some_and(|next| one.not_before.contains(&next.as_str()));
    if excluded_by_before || (excluded_by_after && !last.text.ends_with(CUT)) {
        return false;
    }
    let filler = |word: Option<&Word>| word.is_some_and(|w| w.kind == WordKind::Filler);
    let paused = |a: Option<&Word>, b: Option<&Word>| {
        a.zip(b).is_some_and(|(a, b)| b.span.start_s - a.span.end_s >= PAUSE_MIN_S)
    };
    let written_left = before.is_some_and(|w| w.text.ends_with(CUT)) || filler(before);
    let paused_left = !opens && paused(before, words.get(at));
    let left = written_left || paused_left;
    let ends = ends_sentence(&last.text) || after.is_none();
    let paused_right = !ends && paused(Some(last), after);
    let right = last.text.ends_with(CUT) || filler(after) || paused_right;
    match one.when {
        // A pause before the last word of a sentence is common: "the levels are … okay."
        When::Inside => !opens && (written_left && (right || ends) || paused_left && paused_right),
        When::Before => right || (ends && length > 1),
        When::Either => left || right,
        When::BehindFiller => filler(before) && right,
    }
}

/// What cuts a word off from the next.
const CUT: [char; 5] = [',', '…', '-', '—', ';'];

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', '?', '!', '。']) && !text.ends_with("..")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Language, fillers_of};
    use crate::span::Span;

    fn fillers_with(text: &str, list: &FillerWords) -> Vec<String> {
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
        mark(&mut words, list);
        let found = super::super::count(&words, Vec::new(), list, 1, Some(60.0));
        found.items.into_iter().map(|filler| filler.text).collect()
    }

    fn fillers(text: &str, language: Language) -> Vec<String> {
        fillers_with(text, &fillers_of(language))
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

    #[test]
    fn a_phrase_counts_once_also_beside_other_fillers() {
        assert_eq!(fillers("그 뭐냐 음, 서버가", Language::Korean), ["그 뭐냐", "음"]);
        assert_eq!(
            fillers("tests, or something like that.", Language::English),
            ["or something like that"]
        );
    }

    #[test]
    fn phrases_of_the_user_count_wherever_they_stand() {
        let mut list = fillers_of(Language::English);
        list.extend(&["at the end of the day".into(), "like".into()]);
        let found = fillers_with("I like that at the end of the day we won.", &list);
        assert_eq!(found, ["like", "at the end of the day"]);
    }
}
