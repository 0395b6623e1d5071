//! A whole recording to a transcript: chunks go to the transcribers in parallel, and every word ends up inside
//! speech.

use std::sync::atomic::{AtomicBool, Ordering};

use super::chunk::Chunk;
use super::hear::{Heard, hear, words};
use super::{TranscribeError, Transcriber};
use crate::audio::activity::Activity;
use crate::audio::sample_at;
use crate::language::Language;
use crate::span::Span;
use crate::transcript::Transcript;

/// Speech that the language is told from, in seconds.
const LANGUAGE_FROM_S: f64 = 3.0;

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

#[cfg(test)]
mod tests {
    use super::super::{ChunkAudio, HeardWord, Prompt};
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
            let skipped = self.skipped.filter(|_| c.prompt != Prompt::None);
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
