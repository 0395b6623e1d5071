//! One chunk to words: what has speech and no words is decoded again, English in a Korean one is looked for,
//! and the words get the times that the sound tells.

use super::chunk::Chunk;
use super::korean::recognise_korean;
use super::loops::{is_loop, said_once};
use super::place::{lost_speech, place};
use super::window::bare;
use super::{ChunkAudio, HeardWord, Letters, Prompt, TranscribeError, Transcriber};
use crate::align::{Said, align_said};
use crate::audio::activity::Activity;
use crate::audio::excerpt::Excerpt;
use crate::audio::leveller::usual_loudness;
use crate::audio::sample_at;
use crate::language::Language;
use crate::span::Span;
use crate::transcript::{Word, WordKind};

/// Fewest and most words a second of speech that are believed. Outside, Whisper skipped or looped
/// and the chunk is decoded again without the filler prompt.
const WORDS_PER_S: std::ops::RangeInclusive<f64> = 0.7..=6.0;

/// Chunks with less speech than this are not judged by their rate, in seconds.
const JUDGED_FROM_S: f64 = 2.0;

/// Words that fit the sound worse than the likeliest phones by more than this, in nats a frame,
/// keep the recogniser's times.
const MISFIT_MOST: f32 = 8.0;

/// What the recogniser heard in one chunk.
#[derive(Debug, Clone, PartialEq)]
pub struct Heard {
    /// The chunk.
    pub chunk: Chunk,
    /// Its words, with times from the start of the chunk.
    pub words: Vec<HeardWord>,
    /// Speech of it that got no words, in seconds from the start of the recording.
    pub untranscribed: Vec<Span>,
    /// Whether the times of the words come from the sound rather than from the recogniser.
    pub aligned: bool,
    /// Sound of short stretches of its speech that got no words: there may be filled pauses.
    pub islands: Vec<Excerpt>,
}

/// Decodes one chunk, whose sound is `samples`, and finds out when its words were said.
///
/// # Errors
/// Those of the transcriber.
pub fn hear<T: Transcriber>(
    samples: &[f32],
    chunk: &Chunk,
    language: Language,
    transcriber: &mut T,
) -> Result<Heard, TranscribeError> {
    let samples = &usual_loudness(samples);
    let mut heard = match language {
        Language::English => {
            let (prompt, letters) = (Prompt::Fillers, Letters::Any);
            recognise(&ChunkAudio { samples, language, prompt, letters }, chunk, transcriber)?
        }
        Language::Korean => recognise_korean(samples, chunk, transcriber)?,
    };
    if !heard.aligned {
        align_words(&mut heard, samples, language);
    }
    heard.islands = islands(&heard, samples);
    Ok(heard)
}

/// Gives the words the times that the sound tells, where it fits them, and takes out filled pauses
/// that it does not have.
pub(super) fn align_words(heard: &mut Heard, samples: &[f32], language: Language) {
    let words: Vec<(&str, Span)> =
        heard.words.iter().map(|word| (word.text.as_str(), word.span())).collect();
    let Some(Said { absent, aligned }) = align_said(samples, &words, language) else { return };
    let mut at = 0..;
    heard.words.retain(|_| !at.next().is_some_and(|at| absent.contains(&at)));
    let Some(aligned) = aligned.filter(|aligned| aligned.misfit <= MISFIT_MOST) else { return };
    heard.aligned = true;
    for (word, span) in heard.words.iter_mut().zip(&aligned.words) {
        (word.start_s, word.end_s) = (span.start_s, span.end_s);
    }
}

/// Decodes one `chunk`, whose sound is `audio`; where it holds speech that got no words, decodes that
/// again another way.
pub(super) fn recognise<T: Transcriber>(
    audio: &ChunkAudio<'_>,
    chunk: &Chunk,
    transcriber: &mut T,
) -> Result<Heard, TranscribeError> {
    let heard = transcriber.transcribe(&part_of(audio, chunk, &chunk.span))?;
    completed(heard, audio, chunk, transcriber)
}

/// The sound of `part` of a `chunk`, whose sound is `audio`; both in seconds of the recording.
pub(super) fn part_of<'a>(audio: &ChunkAudio<'a>, chunk: &Chunk, part: &Span) -> ChunkAudio<'a> {
    let at = |at_s: f64| sample_at(at_s - chunk.span.start_s, audio.samples.len());
    ChunkAudio { samples: &audio.samples[at(part.start_s)..at(part.end_s)], ..*audio }
}

/// What was `heard` in a chunk at first, without loops and with what it left out.
pub(super) fn completed<T: Transcriber>(
    mut heard: Vec<HeardWord>,
    audio: &ChunkAudio<'_>,
    chunk: &Chunk,
    transcriber: &mut T,
) -> Result<Heard, TranscribeError> {
    let (span, activity) = (&chunk.span, &chunk.activity());
    let plain = ChunkAudio { prompt: Prompt::None, ..*audio };
    let mut decode = |part: &Span| transcriber.transcribe(&part_of(&plain, chunk, part));
    if !plausible(&heard, span, activity) {
        let again = decode(span)?;
        // A loop fills the speech with words nobody said, so it loses to whatever is none.
        let rank = |heard: &[HeardWord]| (is_loop(heard), lost_s(heard, span, activity));
        if plausible(&again, span, activity) || rank(&again) < rank(&heard) {
            heard = again;
        }
        heard = said_once(heard);
    }
    let mut untranscribed = Vec::new();
    let lost = lost_speech(&heard, span, activity);
    // The whole chunk again, for its words are better than those of a passage cut out of it.
    let again = if lost.is_empty() { Vec::new() } else { said_once(decode(span)?) };
    for lost in lost {
        let offset_s = lost.start_s - span.start_s;
        let passage = Span::new(offset_s, offset_s + lost.duration_s());
        let inside = |word: &&HeardWord| passage.contains(word.span().middle_s());
        // The word that seems to last through the passage comes back where it is left out again.
        let is_fresh = |word: &&HeardWord| !heard.iter().any(|old| is_again(word, old));
        let mut fresh: Vec<HeardWord> =
            again.iter().filter(inside).filter(is_fresh).cloned().collect();
        if fresh.is_empty() {
            fresh = said_once(decode(&lost)?);
            for word in &mut fresh {
                word.start_s += offset_s;
                word.end_s += offset_s;
            }
        }
        if fresh.is_empty() {
            untranscribed.push(lost);
        }
        let at = heard.partition_point(|word| word.end_s <= offset_s + 0.01);
        heard.splice(at..at, fresh);
    }
    Ok(Heard { words: heard, untranscribed, ..Heard::nothing(chunk) })
}

/// Two words that end so near each other, in seconds, are one that was heard twice.
const SAME_END_S: f64 = 0.3;

/// Whether a word of another decode is one that was heard before.
fn is_again(word: &HeardWord, old: &HeardWord) -> bool {
    bare(&word.text) == bare(&old.text) && (word.end_s - old.end_s).abs() < SAME_END_S
}

impl Heard {
    /// No words of `chunk`.
    pub fn nothing(chunk: &Chunk) -> Heard {
        Heard {
            chunk: chunk.clone(),
            words: Vec::new(),
            untranscribed: Vec::new(),
            aligned: false,
            islands: Vec::new(),
        }
    }
}

/// Longest stretch of speech that is kept for a search for filled pauses, and how much of the sound
/// around it, as its edges may be judged otherwise later; both in seconds.
const ISLAND_S: f64 = 1.3;
const ISLAND_EDGE_S: f64 = 0.25;

/// The short stretches of speech in a chunk that got no words.
fn islands(heard: &Heard, samples: &[f32]) -> Vec<Excerpt> {
    let span = heard.chunk.span;
    let words = words(heard, &heard.chunk.activity());
    let silent = |s: &&Span| words.iter().all(|word| word.span.overlap_s(s) <= 0.0);
    let short = heard.chunk.speech.iter().filter(|speech| speech.duration_s() <= ISLAND_S);
    short
        .filter(silent)
        .map(|speech| {
            let start_s = (speech.start_s - ISLAND_EDGE_S).max(span.start_s);
            let end_s = (speech.end_s + ISLAND_EDGE_S).min(span.end_s);
            let at = |at_s: f64| sample_at(at_s - span.start_s, samples.len());
            let samples = samples[at(start_s)..at(end_s)].to_vec();
            Excerpt { span: Span::new(start_s, end_s), samples }
        })
        .collect()
}

/// The words of one chunk, placed inside the speech of `activity`.
pub fn words(heard: &Heard, activity: &Activity) -> Vec<Word> {
    let placed = place(&heard.words, &heard.chunk.span, activity).into_iter();
    placed
        .map(|(word, span)| Word {
            text: word.text,
            span,
            confidence: word.confidence,
            kind: WordKind::Word,
        })
        .collect()
}

fn plausible(heard: &[HeardWord], span: &Span, activity: &Activity) -> bool {
    let speech_s = activity.speech_within_s(span);
    if is_loop(heard) {
        return false;
    }
    speech_s < JUDGED_FROM_S && !heard.is_empty()
        || WORDS_PER_S.contains(&(heard.len() as f64 / speech_s))
}

fn lost_s(heard: &[HeardWord], span: &Span, activity: &Activity) -> f64 {
    lost_speech(heard, span, activity).iter().map(Span::duration_s).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audio::SAMPLE_RATE_HZ;

    /// Has a word last through what stands before it, however often it hears a whole chunk.
    struct Swallowing;

    impl Transcriber for Swallowing {
        fn transcribe(&mut self, c: &ChunkAudio<'_>) -> Result<Vec<HeardWord>, TranscribeError> {
            let whole = c.samples.len() == 8 * SAMPLE_RATE_HZ;
            let ends: &[(&str, f64)] = match whole {
                true => &[("a", 0.5), ("b", 1.0), ("c", 1.5), ("d", 5.5), ("e", 6.0), ("f", 7.0)],
                false => &[("lost", 1.0), ("words", 2.0)],
            };
            let starts = [0.0].into_iter().chain(ends.iter().map(|(_, end_s)| *end_s));
            let words = ends.iter().zip(starts).map(|((text, end_s), start_s)| HeardWord {
                text: (*text).into(),
                start_s,
                end_s: *end_s,
                confidence: 1.0,
            });
            Ok(words.collect())
        }

        fn detect_language(&mut self, _: &[f32]) -> Result<(Language, f32), TranscribeError> {
            Ok((Language::English, 1.0))
        }
    }

    #[test]
    fn a_passage_that_is_left_out_twice_is_decoded_alone() {
        let span = Span::new(0.0, 8.0);
        let chunk = Chunk { span, speech: vec![Span::new(0.0, 7.2)] };
        let samples = vec![0.0; 8 * SAMPLE_RATE_HZ];
        let audio = ChunkAudio {
            samples: &samples,
            language: Language::English,
            prompt: Prompt::Fillers,
            letters: Letters::Any,
        };
        let heard = recognise(&audio, &chunk, &mut Swallowing).unwrap();
        let texts: Vec<&str> = heard.words.iter().map(|word| word.text.as_str()).collect();
        assert_eq!(texts, ["a", "b", "c", "lost", "words", "d", "e", "f"]);
    }
}
