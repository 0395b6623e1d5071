//! Filled pauses that were written and not said: the recogniser is asked for them and writes some that
//! the sound is likelier without (docs/timing.md).

use super::FRAMES_PER_S;
use super::aligner::{Aligned, chains, on_sound};
use super::features::features;
use super::model::model;
use super::pronunciation::is_filler;
use super::search::search;
use crate::language::Language;
use crate::span::Span;

/// How many words on either side may move when the sound is tried without a word.
const NEIGHBOURS: usize = 2;

/// Words on the sound, without the filled pauses that it does not have.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// Numbers of the filled pauses that the sound is likelier without.
    pub absent: Vec<usize>,
    /// All other words on the sound; `None` where they are none.
    pub aligned: Option<Aligned>,
}

/// [`super::align`] of the words that the sound has. `None` where it is.
pub fn align_said(samples: &[f32], words: &[(&str, Span)], language: Language) -> Option<Said> {
    if words.is_empty() {
        return None;
    }
    let scores = model().scores(&features(samples));
    let aligned = on_sound(&scores, words, language)?;
    let absent: Vec<usize> = (0..words.len())
        .filter(|word| is_filler(words[*word].0))
        .filter(|word| is_absent(*word, words, &aligned.words, &scores, language))
        .collect();
    if absent.is_empty() {
        return Some(Said { absent, aligned: Some(aligned) });
    }
    let kept = (0..words.len()).filter(|word| !absent.contains(word));
    let kept: Vec<(&str, Span)> = kept.map(|word| words[word]).collect();
    let aligned = on_sound(&scores, &kept, language);
    Some(Said { absent, aligned })
}

/// Whether the sound around a word is likelier without it, its neighbours staying inside the time that
/// was found to be theirs.
fn is_absent(
    word: usize,
    words: &[(&str, Span)],
    aligned: &[Span],
    scores: &[Vec<f32>],
    language: Language,
) -> bool {
    let frame = |at_s: f64| (at_s * FRAMES_PER_S).round() as usize;
    let from = word.saturating_sub(NEIGHBOURS);
    let until = (word + NEIGHBOURS + 1).min(words.len());
    let start = if from == 0 { 0 } else { frame(aligned[from].start_s) };
    let end = aligned.get(until).map_or(scores.len(), |next| frame(next.start_s));
    let start_s = start as f64 / FRAMES_PER_S;
    let nats = |skipped: Option<usize>| {
        let words: Vec<(&str, Span)> = (from..until)
            .filter(|at| Some(*at) != skipped)
            .map(|at| words[at])
            .map(|(text, at)| (text, Span::new(at.start_s - start_s, at.end_s - start_s)))
            .collect();
        let chains = chains(&words, language, end - start);
        search(&chains, words.len(), &scores[start..end]).map(|way| way.nats)
    };
    nats(Some(word)).zip(nats(None)).is_some_and(|(without, with)| without > with)
}

#[cfg(test)]
mod tests {
    use super::super::aligner::tests::{anywhere, clip};
    use super::*;

    #[test]
    fn a_filled_pause_that_nobody_said_is_absent_and_one_that_was_said_is_not() {
        let absent = |from_s: f64, text: &str| {
            let sound = clip("en-deliver-results.flac", from_s, 20.90);
            let words = anywhere(text, 20.90 - from_s);
            align_said(&sound, &words, Language::English).unwrap().absent
        };
        assert_eq!(absent(18.70, "uh and I was the only one of the team"), Vec::<usize>::new());
        assert_eq!(absent(19.20, "and I was the uh only one of um the team"), vec![4, 8]);
    }
}
