//! Pace and pauses.
//!
//! - *Speaking rate*: words (or syllables) divided by the time from first to last speech.
//! - *Articulation rate*: the same divided by that time without pauses of [`PAUSE_MIN_S`] and more.
//! - Filled pauses are speech in time but never words or syllables; repeats and cut-off words
//!   count; numbers and abbreviations count as they are spoken.

use serde::{Deserialize, Serialize};

use crate::audio::activity::Activity;
use crate::language::{self, Language};
use crate::span::Span;
use crate::transcript::{Word, WordKind};

/// Shortest silence that counts as a pause, in seconds. Below, silences belong to articulation
/// (de Jong & Bosker 2013, Choosing a threshold for silent pauses).
pub const PAUSE_MIN_S: f64 = 0.25;

/// From here on a pause is long, in seconds.
pub const PAUSE_LONG_S: f64 = 1.0;

/// From here on a pause is very long, in seconds.
pub const PAUSE_VERY_LONG_S: f64 = 2.5;

/// Length of the window that pace over time looks through, in seconds: long enough for some 40
/// words, so that one long word does not move it by more than a few per cent.
pub const PACE_WINDOW_S: f64 = 15.0;

/// Seconds between two windows.
pub const PACE_STEP_S: f64 = 5.0;

/// Where a pause stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// Inside a sentence.
    Within,
    /// Between two sentences.
    Between,
}

/// A silence of [`PAUSE_MIN_S`] and more between speech.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Pause {
    /// When.
    #[serde(flatten)]
    pub span: Span,
    /// Inside a sentence or between sentences.
    pub place: Place,
}

/// Pace within one window.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Pace {
    /// The window.
    #[serde(flatten)]
    pub span: Span,
    /// Words a minute, pauses included.
    pub words_per_minute: f64,
    /// Syllables a minute, pauses included.
    pub syllables_per_minute: f64,
}

/// All measures of time. A value that could not be measured is `None`, never 0.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Timing {
    /// Seconds from first to last speech.
    pub speaking_s: Option<f64>,
    /// The same without pauses.
    pub speech_s: Option<f64>,
    /// Seconds from the start of the audio to the first speech.
    pub first_word_s: Option<f64>,
    /// Words said, fillers left out, numbers as they are spoken. Korean: eojeol.
    pub words: usize,
    /// Syllables said, fillers left out.
    pub syllables: usize,
    /// Speaking rate in words a minute.
    pub words_per_minute: Option<f64>,
    /// Speaking rate in syllables a minute.
    pub syllables_per_minute: Option<f64>,
    /// Articulation rate in words a minute.
    pub articulation_words_per_minute: Option<f64>,
    /// Articulation rate in syllables a minute.
    pub articulation_syllables_per_minute: Option<f64>,
    /// Pauses in order.
    pub pauses: Vec<Pause>,
    /// Pace over time, a window every [`PACE_STEP_S`].
    pub pace: Vec<Pace>,
}

/// Words and syllables of a word as it is spoken.
#[derive(Debug, Clone, Copy, Default)]
struct Size {
    words: usize,
    syllables: usize,
}

/// Measures pace and pauses from the words (fillers already marked) and the sound.
pub fn measure(words: &[Word], activity: &Activity, language: Language) -> Timing {
    let sized: Vec<(Span, Size)> = words
        .iter()
        .filter(|word| word.kind != WordKind::Filler)
        .map(|word| (word.span, size(&word.text, language)))
        .collect();
    let total = sized.iter().fold(Size::default(), |sum, (_, size)| Size {
        words: sum.words + size.words,
        syllables: sum.syllables + size.syllables,
    });
    let pauses = pauses(activity, words);
    let ends = activity.speech.first().zip(activity.speech.last());
    let whole = ends.map(|(first, last)| Span::new(first.start_s, last.end_s));
    let speaking_s = whole.map(|whole| whole.duration_s());
    let paused_s: f64 = pauses.iter().map(|pause| pause.span.duration_s()).sum();
    let speech_s = speaking_s.map(|speaking_s| speaking_s - paused_s);
    let rate = |count: usize, over_s: Option<f64>| {
        over_s.filter(|s| *s > 0.0 && count > 0).map(|s| count as f64 * 60.0 / s)
    };
    Timing {
        speaking_s,
        speech_s,
        first_word_s: whole.map(|whole| whole.start_s),
        words: total.words,
        syllables: total.syllables,
        words_per_minute: rate(total.words, speaking_s),
        syllables_per_minute: rate(total.syllables, speaking_s),
        articulation_words_per_minute: rate(total.words, speech_s),
        articulation_syllables_per_minute: rate(total.syllables, speech_s),
        pace: whole.map(|whole| pace(&sized, whole)).unwrap_or_default(),
        pauses,
    }
}

fn size(text: &str, language: Language) -> Size {
    let count = language::count(text, language);
    Size { words: count.words, syllables: count.syllables }
}

fn pauses(activity: &Activity, words: &[Word]) -> Vec<Pause> {
    activity
        .gaps()
        .into_iter()
        .filter(|gap| gap.duration_s() >= PAUSE_MIN_S)
        .map(|span| Pause { span, place: place(&span, words) })
        .collect()
}

/// A pause stands between sentences where the last word before it, fillers aside, ends one.
fn place(pause: &Span, words: &[Word]) -> Place {
    let before = words
        .iter()
        .take_while(|word| word.span.middle_s() < pause.middle_s())
        .filter(|word| word.kind != WordKind::Filler)
        .last();
    match before {
        Some(word) if !word.text.ends_with(['.', '?', '!', '。', '…']) => Place::Within,
        _ => Place::Between,
    }
}

fn pace(words: &[(Span, Size)], whole: Span) -> Vec<Pace> {
    let mut out = Vec::new();
    let mut start_s = whole.start_s;
    while start_s + PACE_WINDOW_S <= whole.end_s + 1e-9 {
        let window = Span::new(start_s, start_s + PACE_WINDOW_S);
        // A word on the border counts with the share of it that lies inside.
        let (mut count, mut syllables) = (0.0, 0.0);
        for (span, size) in words {
            let inside = if span.duration_s() > 0.0 {
                window.overlap_s(span) / span.duration_s()
            } else {
                f64::from(u8::from(window.contains(span.start_s)))
            };
            count += inside * size.words as f64;
            syllables += inside * size.syllables as f64;
        }
        out.push(Pace {
            span: window,
            words_per_minute: count * 60.0 / PACE_WINDOW_S,
            syllables_per_minute: syllables * 60.0 / PACE_WINDOW_S,
        });
        start_s += PACE_STEP_S;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, start_s: f64, end_s: f64, kind: WordKind) -> Word {
        Word { text: text.into(), span: Span::new(start_s, end_s), confidence: 1.0, kind }
    }

    fn activity(speech: &[(f64, f64)]) -> Activity {
        let speech = speech.iter().map(|(a, b)| Span::new(*a, *b)).collect();
        Activity { speech, score: vec![], level_db: vec![] }
    }

    #[test]
    fn nothing_said_has_no_rates_rather_than_rates_of_zero() {
        let timing = measure(&[], &activity(&[]), Language::English);
        assert_eq!(timing.speaking_s, None);
        assert_eq!(timing.words_per_minute, None);
        assert_eq!(timing.pace, vec![]);
    }

    #[test]
    fn rates_count_words_without_fillers_and_articulation_leaves_pauses_out() {
        let words = [
            word("Um,", 1.0, 1.5, WordKind::Filler),
            word("we", 1.5, 2.0, WordKind::Word),
            word("did", 2.0, 2.5, WordKind::Word),
            word("it.", 2.5, 3.0, WordKind::Word),
            word("Good.", 4.0, 5.0, WordKind::Word),
        ];
        let timing = measure(&words, &activity(&[(1.0, 3.0), (4.0, 5.0)]), Language::English);
        assert_eq!(timing.speaking_s, Some(4.0));
        assert_eq!(timing.speech_s, Some(3.0));
        assert_eq!(timing.words, 4);
        assert_eq!(timing.words_per_minute, Some(60.0));
        assert_eq!(timing.articulation_words_per_minute, Some(80.0));
    }

    #[test]
    fn a_pause_after_a_filler_at_the_start_of_a_sentence_stands_between_sentences() {
        let words = [
            word("done.", 0.0, 1.0, WordKind::Word),
            word("Um,", 1.0, 1.4, WordKind::Filler),
            word("and", 2.0, 2.4, WordKind::Word),
            word("then", 3.0, 3.4, WordKind::Word),
        ];
        let sound = activity(&[(0.0, 1.4), (2.0, 2.4), (3.0, 3.4)]);
        let places: Vec<Place> = pauses(&sound, &words).iter().map(|p| p.place).collect();
        assert_eq!(places, [Place::Between, Place::Within]);
    }

    #[test]
    fn silences_under_a_quarter_of_a_second_are_no_pauses() {
        assert_eq!(pauses(&activity(&[(0.0, 1.0), (1.24, 2.0)]), &[]), vec![]);
    }
}
