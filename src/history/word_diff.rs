//! Which words two takes share.

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_normalization::UnicodeNormalization;

use crate::transcript::Word;

/// A stretch of words that both takes have, or that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Run {
    /// Whether both takes have these words, punctuation and case aside.
    pub same: bool,
    /// The words as recognised in the first take; empty where it has none here.
    pub a: Vec<String>,
    /// The words as recognised in the second take.
    pub b: Vec<String>,
}

/// The words of two takes as runs, in order. The fewest words differ (Myers' algorithm).
pub fn word_diff(a: &[Word], b: &[Word]) -> Vec<Run> {
    let keys = |words: &[Word]| words.iter().map(|word| key(&word.text)).collect::<Vec<_>>();
    let texts = |words: &[Word], range: std::ops::Range<usize>| {
        words[range].iter().map(|word| word.text.clone()).collect::<Vec<_>>()
    };
    capture_diff_slices(Algorithm::Myers, &keys(a), &keys(b))
        .into_iter()
        .map(|op| Run {
            same: matches!(op, DiffOp::Equal { .. }),
            a: texts(a, op.old_range()),
            b: texts(b, op.new_range()),
        })
        .collect()
}

/// Letters and digits in lower case: how a word is the same whatever stands around it.
fn key(word: &str) -> String {
    let letters: String =
        word.nfc().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    if letters.is_empty() { word.to_owned() } else { letters }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;
    use crate::transcript::WordKind;

    fn words(text: &str) -> Vec<Word> {
        let word = |text: &str| Word {
            text: text.into(),
            span: Span::new(0.0, 1.0),
            confidence: 1.0,
            kind: WordKind::Word,
        };
        text.split_whitespace().map(word).collect()
    }

    #[test]
    fn case_and_punctuation_make_no_difference_and_every_word_stays() {
        let (a, b) = (words("So, we moved the queue."), words("We moved a big queue, then left."));
        let runs = word_diff(&a, &b);
        let same: Vec<&str> =
            runs.iter().filter(|run| run.same).flat_map(|run| &run.b).map(|w| w.as_str()).collect();
        assert_eq!(same, ["We", "moved", "queue,"]);
        let left: Vec<&String> = runs.iter().flat_map(|run| &run.a).collect();
        let right: Vec<&String> = runs.iter().flat_map(|run| &run.b).collect();
        assert_eq!(left, a.iter().map(|word| &word.text).collect::<Vec<_>>());
        assert_eq!(right, b.iter().map(|word| &word.text).collect::<Vec<_>>());
    }

    #[test]
    fn nothing_said_differs_from_everything() {
        assert_eq!(word_diff(&[], &[]), []);
        let runs = word_diff(&[], &words("네 그렇습니다"));
        assert_eq!((runs.len(), runs[0].same, runs[0].a.len()), (1, false, 0));
    }
}
