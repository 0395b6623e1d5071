//! A whole recording to a transcript: chunks go to the transcribers in parallel, what has speech
//! and no words is decoded again, and every word ends up inside speech.

use std::sync::atomic::{AtomicBool, Ordering};

use super::chunk::Chunk;
use super::loops::{is_loop, said_once};
use super::mixed;
use super::place::{lost_speech, place};
use super::{ChunkAudio, HeardWord, TranscribeError, Transcriber};
use crate::align::{Said, align_said};
use crate::audio::activity::Activity;
use crate::audio::excerpt::Excerpt;
use crate::audio::leveller::usual_loudness;
use crate::audio::sample_at;
use crate::language::{ANSWERS, Language};
use crate::span::Span;
use crate::transcript::{Transcript, Word, WordKind};

/// Fewest and most words a second of speech that are believed. Outside, Whisper skipped or looped
/// and the chunk is decoded again without the filler prompt.
const WORDS_PER_S: std::ops::RangeInclusive<f64> = 0.7..=6.0;

/// Chunks with less speech than this are not judged by their rate, in seconds.
const JUDGED_FROM_S: f64 = 2.0;

/// Speech that the language is told from, in seconds.
const LANGUAGE_FROM_S: f64 = 3.0;

/// Words that fit the sound worse than the likeliest phones by more than this, in nats a frame,
/// keep the recogniser's times.
const MISFIT_MOST: f32 = 8.0;

/// How far the transcription of a recording has come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// Seconds of the recording that are done.
    pub done_s: f64,
    /// Seconds that hold speech and will be done.
    pub total_s: f64,
}

/// Transcribes the `chunks` of `samples` (16 kHz mono). Each of `transcribers` works on chunks of
/// its own at the same time. Chunks that are among `known` are not decoded again. `stop` ends the work early with an error.
///
/// # Errors
/// Those of the transcribers, and [`TranscribeError::Interrupted`].
pub fn transcribe<T: Transcriber + Send>(
    samples: &[f32],
    chunks: &[Chunk],
    known: &[Heard],
    language: Language,
    transcribers: &mut [T],
    stop: &AtomicBool,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Vec<Heard>, TranscribeError> {
    let mut heard: Vec<Option<Heard>> = chunks
        .iter()
        .map(|chunk| known.iter().find(|known| known.chunk == *chunk).cloned())
        .collect();
    let length_s = |index: usize| chunks[index].span.duration_s();
    let mut order: Vec<usize> = (0..chunks.len()).filter(|i| heard[*i].is_none()).collect();
    let total_s: f64 = order.iter().map(|index| length_s(*index)).sum();
    let (job_in, jobs) = crossbeam_channel::unbounded();
    let (result_in, results) = crossbeam_channel::unbounded();
    // The longest first: the last worker to finish then has the least left to do.
    order.sort_by(|a, b| length_s(*b).total_cmp(&length_s(*a)));
    for index in order {
        let _ = job_in.send(index);
    }
    drop(job_in);
    std::thread::scope(|scope| {
        for transcriber in transcribers.iter_mut() {
            let (jobs, result_in) = (jobs.clone(), result_in.clone());
            scope.spawn(move || {
                for index in jobs {
                    if stop.load(Ordering::Relaxed) {
                        break;
                    }
                    let chunk = &chunks[index];
                    let heard = hear(sound(samples, &chunk.span), chunk, language, transcriber);
                    if result_in.send((index, heard)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(result_in);
        let mut done_s = 0.0;
        progress(Progress { done_s, total_s });
        for (index, result) in results {
            heard[index] = Some(result?);
            done_s += length_s(index);
            progress(Progress { done_s, total_s });
        }
        Ok(())
    })?;
    if stop.load(Ordering::Relaxed) {
        return Err(TranscribeError::Interrupted);
    }
    Ok(heard.into_iter().flatten().collect())
}

/// The part of a recording that `span` covers.
pub fn sound<'a>(samples: &'a [f32], span: &Span) -> &'a [f32] {
    &samples[sample_at(span.start_s, samples.len())..sample_at(span.end_s, samples.len())]
}

/// Tells the language from the first chunk with enough speech in it, else from the one with most;
/// `None` without any.
pub fn language_from(chunks: &[Chunk]) -> Option<&Chunk> {
    let most = || chunks.iter().max_by(|a, b| a.speech_s().total_cmp(&b.speech_s()));
    chunks.iter().find(|chunk| tells_language(chunk)).or_else(most)
}

/// Whether a chunk has enough speech in it to tell the language from.
pub fn tells_language(chunk: &Chunk) -> bool {
    chunk.speech_s() >= LANGUAGE_FROM_S
}

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
    let mut heard = recognise_mixed(samples, chunk, language, transcriber)?;
    align_words(&mut heard, samples, language);
    heard.islands = islands(&heard, samples);
    Ok(heard)
}

/// Gives the words the times that the sound tells, where it fits them, and takes out filled pauses
/// that it does not have.
fn align_words(heard: &mut Heard, samples: &[f32], language: Language) {
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

/// Words of a Korean chunk that are less sure than this on average, or do not fill its speech, may
/// have English between them: those of clear Korean had .78 and more, mixed ones .68 and less.
const DOUBTFUL_BELOW: f32 = 0.72;

/// Log likelihood of Korean without English in it, in nats a letter: of 31 doubtful chunks the three with English
/// had −4.2 and less, of the others nine had more.
const LIKE_KOREAN: f32 = -4.2;

/// Decodes one chunk, whose sound is `samples`; a doubtful Korean one also with the English in it.
fn recognise_mixed<T: Transcriber>(
    samples: &[f32],
    chunk: &Chunk,
    language: Language,
    transcriber: &mut T,
) -> Result<Heard, TranscribeError> {
    let heard = recognise(samples, chunk, language, transcriber)?;
    if language != Language::Korean || !is_doubtful(&heard) || is_like_korean(&heard.words) {
        return Ok(heard);
    }
    let start_s = chunk.span.start_s;
    let speech: Vec<Span> = chunk
        .speech
        .iter()
        .map(|speech| Span::new(speech.start_s - start_s, speech.end_s - start_s))
        .collect();
    let phrases = mixed::phrases(samples, &speech, transcriber)?;
    if phrases.is_empty() {
        return Ok(heard);
    }
    let rest = Chunk { span: chunk.span, speech: mixed::rest_of(&chunk.speech, &phrases, start_s) };
    let samples = mixed::muted(samples, &phrases);
    let mut korean = recognise(&samples, &rest, language, transcriber)?;
    align_words(&mut korean, &samples, language);
    korean.chunk = chunk.clone();
    korean.words = mixed::with_phrases(korean.words, phrases);
    Ok(korean)
}

fn is_doubtful(heard: &Heard) -> bool {
    let (words, chunk) = (&heard.words, &heard.chunk);
    let sure: f32 = words.iter().map(|word| word.confidence).sum();
    sure < DOUBTFUL_BELOW * words.len() as f32
        || !heard.untranscribed.is_empty()
        || !plausible(words, &chunk.span, &chunk.activity())
}

/// Whether what was heard is Korean as people speak it, all of it.
fn is_like_korean(heard: &[HeardWord]) -> bool {
    let text: Vec<&str> = heard.iter().map(|word| word.text.as_str()).collect();
    let text = text.join(" ");
    let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
    ANSWERS.nats("", &text) > LIKE_KOREAN * letters as f32
}

/// Decodes one chunk, whose sound is `samples`; where it holds speech that got no words, decodes
/// that again another way.
fn recognise<T: Transcriber>(
    samples: &[f32],
    chunk: &Chunk,
    language: Language,
    transcriber: &mut T,
) -> Result<Heard, TranscribeError> {
    let (span, activity) = (&chunk.span, &chunk.activity());
    let mut decode = |part: &Span, filler_prompt: bool| {
        let at = |at_s: f64| sample_at(at_s - span.start_s, samples.len());
        let samples = &samples[at(part.start_s)..at(part.end_s)];
        transcriber.transcribe(&ChunkAudio { samples, language, filler_prompt })
    };
    let mut heard = decode(span, true)?;
    if !plausible(&heard, span, activity) {
        let again = decode(span, false)?;
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
    let again = if lost.is_empty() { Vec::new() } else { said_once(decode(span, false)?) };
    for lost in lost {
        let offset_s = lost.start_s - span.start_s;
        let passage = Span::new(offset_s, offset_s + lost.duration_s());
        let inside = |word: &&HeardWord| passage.contains(word.span().middle_s());
        let mut fresh: Vec<HeardWord> = again.iter().filter(inside).cloned().collect();
        if fresh.is_empty() {
            fresh = said_once(decode(&lost, false)?);
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

/// Puts what was heard in the chunks of a recording together: each word inside the speech of
/// `activity`, and none where nobody speaks.
pub fn join(heard: &[Heard], activity: &Activity, language: Language) -> Transcript {
    let words = heard.iter().flat_map(|heard| words(heard, activity)).collect();
    let lost = heard.iter().flat_map(|heard| heard.untranscribed.clone());
    let untranscribed = lost.filter(|span| activity.speech_within_s(span) > 0.0).collect();
    Transcript { language, words, untranscribed }
}

/// A gap in which aligned words fill more than this share is none: somebody speaks softly there.
const WORDS_IN_GAP: f64 = 0.4;

/// The speech of a recording, without the gaps in which aligned words are heard.
pub fn heard_speech(heard: &[Heard], activity: Activity) -> Activity {
    let words: Vec<Span> = heard
        .iter()
        .filter(|heard| heard.aligned)
        .flat_map(|heard| {
            let start_s = heard.chunk.span.start_s;
            heard.words.iter().map(move |w| Span::new(w.start_s + start_s, w.end_s + start_s))
        })
        .collect();
    let mut speech: Vec<Span> = Vec::new();
    for next in &activity.speech {
        match speech.last_mut() {
            Some(last) => {
                let gap = Span::new(last.end_s, next.start_s);
                let said_s: f64 = words.iter().map(|word| word.overlap_s(&gap)).sum();
                if said_s > WORDS_IN_GAP * gap.duration_s() {
                    last.end_s = next.end_s;
                } else {
                    speech.push(*next);
                }
            }
            None => speech.push(*next),
        }
    }
    Activity { speech, ..activity }
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

    /// Says a word each half second, but skips `skipped` when it was given the filler prompt, and says
    /// one word all through it without where it `loops`.
    #[derive(Default)]
    struct Fake {
        skipped: Option<(f64, f64)>,
        loops: bool,
    }

    impl Transcriber for Fake {
        fn transcribe(&mut self, c: &ChunkAudio<'_>) -> Result<Vec<HeardWord>, TranscribeError> {
            let duration_s = c.samples.len() as f64 / SAMPLE_RATE_HZ as f64;
            let count = (duration_s * 2.0) as usize;
            let inside =
                |i: usize| self.skipped.is_some_and(|(a, b)| (a..b).contains(&(i as f64 * 0.5)));
            let all = (0..count).map(|i| HeardWord {
                text: if self.loops && inside(i) { "again".into() } else { format!("w{i}") },
                start_s: i as f64 * 0.5,
                end_s: (i + 1) as f64 * 0.5,
                confidence: 1.0,
            });
            let skipped = self.skipped.filter(|_| c.filler_prompt);
            Ok(all
                .filter(|w| skipped.is_none_or(|(a, b)| w.end_s <= a || w.start_s >= b))
                .collect())
        }

        fn detect_language(&mut self, _: &[f32]) -> Result<(Language, f32), TranscribeError> {
            Ok((Language::English, 1.0))
        }
    }

    /// Each stretch a chunk of its own.
    fn chunks(speech: &[(f64, f64)]) -> (Vec<Chunk>, Activity) {
        let speech: Vec<Span> = speech.iter().map(|(a, b)| Span::new(*a, *b)).collect();
        let chunks = speech.iter().map(|s| Chunk { span: *s, speech: vec![*s] }).collect();
        (chunks, Activity { score: vec![], level_db: vec![], speech })
    }

    #[test]
    fn a_passage_lost_to_the_filler_prompt_is_decoded_again() {
        let (chunks, activity) = chunks(&[(0.0, 18.0)]);
        let samples = vec![0.0; 18 * SAMPLE_RATE_HZ];
        let mut fakes = [Fake { skipped: Some((4.0, 12.0)), ..Fake::default() }];
        let stop = AtomicBool::new(false);
        let heard =
            transcribe(&samples, &chunks, &[], Language::English, &mut fakes, &stop, &|_| {})
                .unwrap();
        let transcript = join(&heard, &activity, Language::English);
        assert!(transcript.words.len() >= 33, "{}", transcript.words.len());
        assert!(
            transcript.words.windows(2).all(|w| w[0].span.end_s <= w[1].span.start_s + 1e-6),
            "{:?}",
            transcript.words
        );
        assert_eq!(transcript.untranscribed, vec![]);
    }

    #[test]
    fn a_loop_in_what_is_decoded_again_is_kept_once() {
        let (chunks, activity) = chunks(&[(0.0, 18.0)]);
        let samples = vec![0.0; 18 * SAMPLE_RATE_HZ];
        let mut fakes = [Fake { skipped: Some((4.0, 12.0)), loops: true }];
        let stop = AtomicBool::new(false);
        let heard =
            transcribe(&samples, &chunks, &[], Language::English, &mut fakes, &stop, &|_| {})
                .unwrap();
        let words = join(&heard, &activity, Language::English).words;
        assert_eq!(words.iter().filter(|word| word.text == "again").count(), 1, "{words:?}");
    }

    #[test]
    fn words_of_parallel_workers_come_back_in_order() {
        let (chunks, activity) = chunks(&[(0.0, 18.0), (19.0, 37.0), (38.0, 55.0)]);
        let samples = vec![0.0; 56 * SAMPLE_RATE_HZ];
        let mut fakes = [Fake::default(), Fake::default()];
        let stop = AtomicBool::new(false);
        let heard =
            transcribe(&samples, &chunks, &[], Language::English, &mut fakes, &stop, &|_| {})
                .unwrap();
        let transcript = join(&heard, &activity, Language::English);
        assert!(transcript.words.windows(2).all(|w| w[0].span.start_s <= w[1].span.start_s));
        assert!(transcript.words.len() > 100);
    }
}
