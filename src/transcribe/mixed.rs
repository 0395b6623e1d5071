//! English phrases inside a Korean answer, for a model that was not taught of them.
//!
//! Told that the speech is Korean, the recogniser leaves English phrases out or writes odd Hangul for
//! them. Told that it is English, it writes the phrases and little else; what it makes of the Korean it
//! is unsure of, and the sound does not fit it. So a chunk with English in it is heard in English too,
//! whole and in short windows, and what both the recogniser and the acoustic model believe is taken for
//! English.

use super::recording::sound;
use super::window::bare;
use super::{ChunkAudio, HeardWord, TranscribeError, Transcriber};
use crate::align::{align, is_listed};
use crate::audio::SAMPLE_RATE_HZ;
use crate::language::Language;
use crate::span::Span;

/// Windows and their distance, in seconds: two seconds hold a phrase, and longer ones make the
/// recogniser translate the Korean.
const WINDOW_S: f64 = 2.0;
const HOP_S: f64 = 1.0;
/// Windows with less unsure speech than this are passed over, in seconds.
const UNSURE_S: f64 = 0.2;
/// Hangul words that are less sure are unsure: of 11 that had been heard for English after the prompt in
/// both languages none had more than 0.69, and half of the windows have such a word.
const UNSURE_BELOW: f32 = 0.7;
/// Least confidence of a word, and mean of a phrase, 0 to 1.
const WORD_SURE: f32 = 0.35;
const PHRASE_SURE: f32 = 0.45;
/// Least confidence of a word that no dictionary has: "Kafka" is one, and so is Korean spelled out.
const UNLISTED_SURE: f32 = 0.5;
/// Most that a phrase may fit worse than the likeliest phones, in nats a frame: English phrases had
/// 0.6 to 1.7, English words made of Korean speech mostly 2 and more.
const MISFIT_MOST: f32 = 1.7;
/// Words further apart than this are not one phrase, in seconds.
const APART_S: f64 = 0.2;
/// Shortest phrase in seconds, and in letters: "I'm" and "the" are heard anywhere.
const PHRASE_MIN_S: f64 = 0.35;
const PHRASE_LETTERS: usize = 4;
/// Log odds of English against Korean in a window: with less there is none in it (one made of Korean had
/// −7.4, those with English −3.7 and more), with more it is not asked what Korean could be heard instead.
const WINDOW_FROM: f32 = -4.0;
const WINDOW_SURE: f32 = -0.5;
/// Most letters a second of a phrase: English phrases had 12 to 16, what was made of Korean 34.
const LETTERS_PER_S: f64 = 22.0;
/// An English word this close to where it is found again is the same one, in seconds: between Korean,
/// its time is not exact.
const NEAR_S: f64 = 2.0;
/// A word this close to the edge of a window may go on behind it, in seconds.
const EDGE_S: f64 = 0.05;

/// English words said one after the other; times in seconds from the start of the sound.
#[derive(Debug, Clone, PartialEq)]
pub struct Phrase {
    /// The words, in order, at least one.
    pub words: Vec<HeardWord>,
}

impl Phrase {
    /// From the first word to the last.
    pub fn span(&self) -> Span {
        let (first, last) = (&self.words[0], &self.words[self.words.len() - 1]);
        Span::new(first.start_s, last.end_s)
    }

    fn confidence(&self) -> f32 {
        self.words.iter().map(|word| word.confidence).sum::<f32>() / self.words.len() as f32
    }
}

/// Where the `words` of a chunk may have been heard for English, in seconds from its start: those of Hangul
/// that the recogniser is unsure of.
pub fn unsure(words: &[HeardWord]) -> Vec<Span> {
    let unsure = |word: &&HeardWord| !is_english(word) && word.confidence < UNSURE_BELOW;
    words.iter().filter(unsure).map(HeardWord::span).collect()
}

/// The English phrases in `samples` (16 kHz mono) where it is `unsure` what is said, in seconds from their
/// start: in order, none over another.
///
/// # Errors
/// Those of the transcriber.
pub fn phrases<T: Transcriber>(
    samples: &[f32],
    unsure: &[Span],
    transcriber: &mut T,
) -> Result<Vec<Phrase>, TranscribeError> {
    let length_s = samples.len() as f64 / SAMPLE_RATE_HZ as f64;
    let mut found = Vec::new();
    let mut start_s = 0.0;
    while start_s < length_s {
        let window = Span::new(start_s, (start_s + WINDOW_S).min(length_s));
        let unsure_s: f64 = unsure.iter().map(|unsure| unsure.overlap_s(&window)).sum();
        if unsure_s >= UNSURE_S {
            let heard = heard_within(samples, &window, length_s, transcriber)?;
            found.extend(not_korean(heard, samples, &window, transcriber)?);
        }
        start_s += HOP_S;
    }
    Ok(without_overlaps(found))
}

/// The phrases heard in one `window` of a sound that is `length_s` long.
fn heard_within<T: Transcriber>(
    samples: &[f32],
    window: &Span,
    length_s: f64,
    transcriber: &mut T,
) -> Result<Vec<Phrase>, TranscribeError> {
    let samples = sound(samples, window);
    let chunk = ChunkAudio::plain(samples, Language::English);
    let words = transcriber.transcribe(&chunk)?;
    let believed: Vec<(&str, Span)> =
        words.iter().map(|word| (word.text.as_str(), word.span())).collect();
    let Some(aligned) = align(samples, &believed, Language::English) else { return Ok(Vec::new()) };
    let mut phrases: Vec<(Phrase, f32)> = Vec::new();
    let mut open = false;
    for ((mut word, span), misfit) in words.into_iter().zip(aligned.words).zip(aligned.misfits) {
        (word.start_s, word.end_s) = (window.start_s + span.start_s, window.start_s + span.end_s);
        // The window ends there, not the sentence.
        word.text.truncate(word.text.trim_end_matches(['.', ',', '?', '!']).len());
        let cut = word.start_s < window.start_s + EDGE_S && window.start_s > 0.0
            || word.end_s > window.end_s - EDGE_S && window.end_s < length_s;
        if cut || !is_sure(&word) {
            open = false;
            continue;
        }
        let lack = misfit * span.duration_s() as f32;
        match phrases.last_mut() {
            Some((last, lacks)) if open && word.start_s - last.span().end_s <= APART_S => {
                last.words.push(word);
                *lacks += lack;
            }
            _ => phrases.push((Phrase { words: vec![word] }, lack)),
        }
        open = true;
    }
    let believable = |(phrase, lack): &(Phrase, f32)| {
        let said_s: f64 = phrase.words.iter().map(|word| word.end_s - word.start_s).sum();
        let text = phrase.words.iter().flat_map(|word| word.text.chars());
        let letters = text.filter(|c| c.is_alphabetic()).count();
        phrase.confidence() >= PHRASE_SURE
            && phrase.words.iter().any(is_known)
            && lack / said_s as f32 <= MISFIT_MOST
            && said_s >= PHRASE_MIN_S
            && letters >= PHRASE_LETTERS
            && letters as f64 <= LETTERS_PER_S * said_s
    };
    Ok(phrases.into_iter().filter(believable).map(|(phrase, _)| phrase).collect())
}

/// Those of the `phrases` of a window that the recogniser is surer of than of the Korean it hears in
/// their place when told that the window is Korean, or that are English beyond doubt.
fn not_korean<T: Transcriber>(
    phrases: Vec<Phrase>,
    samples: &[f32],
    window: &Span,
    transcriber: &mut T,
) -> Result<Vec<Phrase>, TranscribeError> {
    if phrases.is_empty() {
        return Ok(phrases);
    }
    let samples = sound(samples, window);
    let chunk = ChunkAudio::plain(samples, Language::Korean);
    let korean = transcriber.transcribe(&chunk)?;
    let odds = transcriber.missing_english_odds()?;
    if odds < WINDOW_FROM {
        return Ok(Vec::new());
    }
    if odds > WINDOW_SURE {
        return Ok(phrases);
    }
    let surer = |phrase: &Phrase| {
        let inside =
            |word: &&HeardWord| phrase.span().contains(window.start_s + word.span().middle_s());
        let instead: Vec<f32> = korean.iter().filter(inside).map(|word| word.confidence).collect();
        instead.iter().sum::<f32>() <= phrase.confidence() * instead.len() as f32
    };
    Ok(phrases.into_iter().filter(surer).collect())
}

/// Whether a word has English letters.
fn is_english(word: &HeardWord) -> bool {
    word.text.contains(|c: char| c.is_ascii_alphabetic())
}

fn is_sure(word: &HeardWord) -> bool {
    word.confidence >= if is_known(word) { WORD_SURE } else { UNLISTED_SURE }
}

/// Whether the dictionary has a word.
fn is_known(word: &HeardWord) -> bool {
    is_listed(&bare(&word.text).to_lowercase())
}

/// Of phrases over one another the longest, and of equally long ones the surest.
fn without_overlaps(mut found: Vec<Phrase>) -> Vec<Phrase> {
    found.sort_by(|a, b| {
        let letters = |p: &Phrase| {
            p.words.iter().map(|w| w.text.trim_end_matches(['.', ',']).len()).sum::<usize>()
        };
        letters(b).cmp(&letters(a)).then(b.confidence().total_cmp(&a.confidence()))
    });
    let mut kept: Vec<Phrase> = Vec::new();
    for phrase in found {
        if kept.iter().all(|other| other.span().overlap_s(&phrase.span()) <= 0.0) {
            kept.push(phrase);
        }
    }
    kept.sort_by(|a, b| a.span().start_s.total_cmp(&b.span().start_s));
    kept
}

/// The Korean `words`, whose times are true, with the phrases in the place of what was heard for them.
/// Where English was heard already, it stays.
pub fn with_phrases(mut words: Vec<HeardWord>, phrases: Vec<Phrase>) -> Vec<HeardWord> {
    for phrase in phrases {
        let span = phrase.span();
        let same = |word: &HeardWord| {
            phrase.words.iter().any(|own| bare(&own.text).eq_ignore_ascii_case(bare(&word.text)))
        };
        let around = Span::new(span.start_s - NEAR_S, span.end_s + NEAR_S);
        let heard = |word: &HeardWord| {
            let within = if same(word) { &around } else { &span };
            is_english(word) && word.span().overlap_s(within) > 0.0
        };
        if words.iter().any(heard) {
            continue;
        }
        words.retain(|word| 2.0 * word.span().overlap_s(&span) <= word.span().duration_s());
        let at = words.partition_point(|word| word.span().middle_s() <= span.start_s);
        words.splice(at..at, phrase.words);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, start_s: f64, end_s: f64, confidence: f32) -> HeardWord {
        HeardWord { text: text.into(), start_s, end_s, confidence }
    }

    #[test]
    fn of_two_windows_the_longer_phrase_is_kept() {
        let long =
            Phrase { words: vec![word("slow", 1.0, 1.3, 0.5), word("queries", 1.3, 2.0, 0.9)] };
        let short = Phrase { words: vec![word("queries.", 1.3, 2.0, 0.95)] };
        let other = Phrase { words: vec![word("cache", 0.2, 0.8, 0.7)] };
        let kept = without_overlaps(vec![short, long.clone(), other.clone()]);
        assert_eq!(kept, [other, long]);
    }

    #[test]
    fn a_phrase_takes_the_place_of_what_was_heard_for_it() {
        let korean = vec![
            word("저희는", 0.1, 0.6, 0.9),
            word("카페", 0.7, 1.1, 0.3),
            word("를", 1.6, 1.8, 0.9),
        ];
        let phrase =
            Phrase { words: vec![word("Kafka", 0.7, 1.0, 0.6), word("Streams", 1.0, 1.5, 0.7)] };
        let texts = |words: Vec<HeardWord>| -> Vec<String> {
            with_phrases(words, vec![phrase.clone()]).into_iter().map(|word| word.text).collect()
        };
        assert_eq!(texts(korean), ["저희는", "Kafka", "Streams", "를"]);
        let own = [("Kafka", 0.6), ("kafka,", 2.4), ("stream", 0.8)];
        for (english, from_s) in own {
            assert_eq!(texts(vec![word(english, from_s, from_s + 0.4, 0.8)]), [english]);
        }
        assert_eq!(texts(vec![word("API", 2.4, 2.8, 0.8)]), ["Kafka", "Streams", "API"]);
    }
}
