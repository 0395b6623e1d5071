//! Words said twice at once, and words broken off.

use super::normal;
use crate::transcript::{Word, WordKind};

/// Pairs that are proper English or Korean although both words are the same.
const PROPER: [&str; 8] = ["had", "that", "very", "really", "so", "정말", "매우", "아주"];

/// Longest phrase that is looked for said twice, in words.
const LONGEST: usize = 3;

/// Two sayings of one phrase stand at most this far apart, in seconds.
const APART_S: f64 = 1.5;

/// Marks the first saying of each repetition ("the the", "we had to, we had to") and words that
/// were broken off ("i-"). Fillers in between do not matter. Numbers may stand twice.
pub fn mark_repeats(words: &mut [Word]) {
    for word in words.iter_mut() {
        let broken = word.text.ends_with('-') && word.text.chars().count() > 1;
        if broken && word.kind == WordKind::Word {
            word.kind = WordKind::Cutoff;
        }
    }
    let spoken: Vec<usize> = (0..words.len())
        .filter(|i| matches!(words[*i].kind, WordKind::Word))
        .filter(|i| !normal(&words[*i].text).is_empty())
        .collect();
    let text: Vec<String> = spoken.iter().map(|i| normal(&words[*i].text)).collect();
    let mut at = 0;
    while at < text.len() {
        let repeated = (1..=LONGEST).rev().find(|n| {
            let (a, b) = (at..at + n, at + n..at + 2 * n);
            b.end <= text.len()
                && text[a.clone()] == text[b.clone()]
                && !text[a.clone()].iter().any(|w| w.chars().any(|c| c.is_ascii_digit()))
                && !(*n == 1 && PROPER.contains(&text[at].as_str()))
                && ends_sentence(words, &spoken[a.clone()]).is_none()
                && words[spoken[b.start]].span.start_s - words[spoken[a.end - 1]].span.end_s
                    <= APART_S
        });
        let step = repeated.unwrap_or(1);
        if let Some(n) = repeated {
            for i in &spoken[at..at + n] {
                words[*i].kind = WordKind::Repeat;
            }
        }
        at += step;
    }
}

/// A sentence that ends between the two sayings makes them two sentences, not a repetition.
fn ends_sentence(words: &[Word], spoken: &[usize]) -> Option<usize> {
    spoken.iter().copied().find(|i| words[*i].text.ends_with(['.', '?', '!']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn marked(text: &str) -> Vec<WordKind> {
        let mut words: Vec<Word> = text
            .split_whitespace()
            .enumerate()
            .map(|(i, text)| Word {
                text: text.into(),
                span: Span::new(i as f64 * 0.3, i as f64 * 0.3 + 0.3),
                confidence: 1.0,
                kind: if text == "um," { WordKind::Filler } else { WordKind::Word },
            })
            .collect();
        mark_repeats(&mut words);
        words.into_iter().map(|word| word.kind).collect()
    }

    #[test]
    fn the_first_saying_of_a_repetition_is_marked_also_around_a_filler() {
        use WordKind::{Filler, Repeat, Word};
        assert_eq!(marked("to the the women"), [Word, Repeat, Word, Word]);
        assert_eq!(marked("we had um, we had to"), [Repeat, Repeat, Filler, Word, Word, Word]);
    }

    #[test]
    fn proper_pairs_numbers_and_new_sentences_are_no_repetition() {
        for text in ["he had had enough", "call 5 5 5", "It works. It works."] {
            assert!(marked(text).iter().all(|kind| *kind == WordKind::Word), "{text}");
        }
    }

    #[test]
    fn a_word_broken_off_is_marked() {
        assert_eq!(marked("i- I think")[0], WordKind::Cutoff);
    }
}
