//! Words in lines: a sentence each, and the stretches of the written answer's sections.

use std::ops::Range;

use crate::coverage::Coverage;
use crate::span::Span;
use crate::timing::Pause;
use crate::transcript::Word;

/// The words of each sentence. Speech without punctuation is one sentence.
pub(crate) fn sentences(words: &[Word]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (index, word) in words.iter().enumerate() {
        if word.text.ends_with(['.', '?', '!', '。', '…']) || index + 1 == words.len() {
            found.push(start..index + 1);
            start = index + 1;
        }
    }
    found
}

/// For each pause the number of words that were said before it.
pub(crate) fn words_before(pauses: &[Pause], words: &[Word]) -> Vec<usize> {
    pauses
        .iter()
        .map(|pause| words.partition_point(|word| word.span.middle_s() <= pause.span.middle_s()))
        .collect()
}

/// When a section of the written answer was spoken of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Band {
    /// Index of the section.
    pub section: usize,
    /// When.
    pub span: Span,
}

/// The sections in the order they were spoken of. A band ends where the next one begins, so they
/// never overlap, and one that would be left without time is dropped.
pub(crate) fn bands(coverage: &Coverage) -> Vec<Band> {
    let mut found: Vec<Band> = coverage
        .sections
        .iter()
        .enumerate()
        .filter_map(|(section, result)| {
            let (start_s, end_s) = result.start_s.zip(result.end_s)?;
            (start_s < end_s).then(|| Band { section, span: Span::new(start_s, end_s) })
        })
        .collect();
    found.sort_by(|a, b| a.span.start_s.total_cmp(&b.span.start_s));
    for index in 1..found.len() {
        let next_s = found[index].span.start_s;
        let before = &mut found[index - 1].span;
        before.end_s = before.end_s.min(next_s);
    }
    found.retain(|band| band.span.start_s < band.span.end_s);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timing::Place;
    use crate::transcript::WordKind;

    fn word(text: &str, start_s: f64) -> Word {
        let span = Span::new(start_s, start_s + 0.5);
        Word { text: text.into(), span, confidence: 1.0, kind: WordKind::Word }
    }

    #[test]
    fn a_sentence_ends_at_its_mark_and_the_last_one_with_the_words() {
        let words = [word("Yes.", 0.0), word("We", 1.0), word("did", 2.0)];
        assert_eq!(sentences(&words), [0..1, 1..3]);
        assert!(sentences(&[]).is_empty());
    }

    #[test]
    fn a_pause_stands_behind_the_words_before_it() {
        let words = [word("we", 0.0), word("did", 2.0)];
        let pause =
            |start_s, end_s| Pause { span: Span::new(start_s, end_s), place: Place::Within };
        assert_eq!(words_before(&[pause(0.5, 2.0), pause(2.5, 3.0)], &words), [1, 2]);
    }
}
