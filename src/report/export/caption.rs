//! Words cut into captions that can be read while they are heard.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use crate::report::sentence::sentences;
use crate::span::Span;
use crate::timing::PAUSE_LONG_S;
use crate::transcript::Word;

/// Widest caption in columns: two lines of 42, as subtitles commonly have (Netflix, BBC: 37 to 42
/// a line). Hangul takes two columns.
const WIDEST: usize = 84;

/// Longest time a caption stands, in seconds (Netflix Timed Text Style Guide).
const LONGEST_S: f64 = 7.0;

/// Caption times are whole milliseconds.
const SHORTEST_S: f64 = 0.001;

/// The words of one caption and when it stands.
pub(super) struct Caption {
    pub words: Range<usize>,
    pub span: Span,
}

/// Captions end with a sentence, before a long pause, and before they grow too wide or too long.
/// They never overlap and each stands for at least a millisecond.
pub(super) fn captions(words: &[Word]) -> Vec<Caption> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for sentence in sentences(words) {
        let mut start = sentence.start;
        let mut columns = 0;
        for index in sentence.clone() {
            let word = &words[index];
            columns += word.text.width() + 1;
            let fits = columns <= WIDEST
                && word.span.end_s - words[start].span.start_s <= LONGEST_S
                && (index == start
                    || word.span.start_s - words[index - 1].span.end_s < PAUSE_LONG_S);
            if !fits && index > start {
                ranges.push(start..index);
                start = index;
                columns = word.text.width() + 1;
            }
        }
        ranges.push(start..sentence.end);
    }
    let mut found: Vec<Caption> = Vec::new();
    for range in ranges {
        let before_s = found.last().map_or(0.0, |caption: &Caption| caption.span.end_s);
        let start_s = words[range.start].span.start_s.max(before_s);
        let end_s = words[range.end - 1].span.end_s.max(start_s + SHORTEST_S);
        found.push(Caption { words: range, span: Span::new(start_s, end_s) });
    }
    found
}

/// Hours, minutes, seconds and milliseconds: `01:02:03.456`, with `point` before the milliseconds.
pub(super) fn stamp(at_s: f64, point: char) -> String {
    let ms = (at_s.max(0.0) * 1000.0).round() as u64;
    let (s, ms) = (ms / 1000, ms % 1000);
    format!("{:02}:{:02}:{:02}{point}{ms:03}", s / 3600, s / 60 % 60, s % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::WordKind;

    fn word(text: &str, start_s: f64, end_s: f64) -> Word {
        let span = Span::new(start_s, end_s);
        Word { text: text.into(), span, confidence: 1.0, kind: WordKind::Word }
    }

    #[test]
    fn captions_stay_short_in_columns_and_time_and_never_overlap() {
        let mut words: Vec<Word> = (0..200)
            .map(|i| word("발표했습니다", f64::from(i) * 0.4, f64::from(i) * 0.4 + 0.45))
            .collect();
        words.push(word("끝.", 200.0, 200.0));
        let captions = captions(&words);
        let mut last_s = 0.0;
        for caption in &captions {
            let columns: usize =
                words[caption.words.clone()].iter().map(|word| word.text.width() + 1).sum();
            assert!(columns <= WIDEST && caption.span.duration_s() <= LONGEST_S);
            assert!(last_s <= caption.span.start_s && caption.span.duration_s() > 0.0);
            last_s = caption.span.end_s;
        }
        assert_eq!(captions.iter().map(|c| c.words.len()).sum::<usize>(), words.len());
    }

    #[test]
    fn times_round_to_milliseconds_and_carry() {
        assert_eq!(stamp(59.999_6, '.'), "00:01:00.000");
        assert_eq!(stamp(3723.25, ','), "01:02:03,250");
    }
}
