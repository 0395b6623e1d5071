//! A whole recording to a transcript: chunks go to the transcribers in parallel, what has speech
//! and no words is decoded again, and every word ends up inside speech.

use std::sync::atomic::{AtomicBool, Ordering};

use super::place::{lost_speech, place};
use super::{ChunkAudio, HeardWord, TranscribeError, Transcriber, chunk};
use crate::audio::activity::Activity;
use crate::audio::{SAMPLE_RATE_HZ, sample_at};
use crate::language::Language;
use crate::span::Span;
use crate::transcript::{Transcript, Word, WordKind};

/// Fewest and most words a second of speech that are believed. Outside, Whisper skipped or looped
/// and the chunk is decoded again without the filler prompt.
const WORDS_PER_S: std::ops::RangeInclusive<f64> = 0.7..=6.0;

/// Chunks with less speech than this are not judged by their rate, in seconds.
const JUDGED_FROM_S: f64 = 2.0;

/// From this many filled pauses on, and …
const LOOP_FROM: usize = 4;
/// … above this share of all words, they are a loop of the decoder: the most hesitant real speech
/// measured had one in seven.
const LOOP_SHARE: f64 = 0.3;
/// A phrase said this many times in a row is a loop …
const LOOP_TIMES: usize = 4;
/// … if it has at most this many words. "Very, very, very, very" is rarer than a loop.
const LOOP_PHRASE: usize = 6;

/// How far the transcription of a recording has come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// Seconds of the recording that are done.
    pub done_s: f64,
    /// Seconds that hold speech and will be done.
    pub total_s: f64,
}

/// Transcribes `samples` (16 kHz mono) whose speech is `activity`. Each of `transcribers` works
/// on chunks of its own at the same time. `stop` ends the work early with an error.
pub fn transcribe<T: Transcriber + Send>(
    samples: &[f32],
    activity: &Activity,
    language: Language,
    transcribers: &mut [T],
    stop: &AtomicBool,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Transcript, TranscribeError> {
    let duration_s = samples.len() as f64 / SAMPLE_RATE_HZ as f64;
    let chunks = chunk::pack(activity, duration_s, transcribers.len());
    let total_s: f64 = chunks.iter().map(Span::duration_s).sum();
    let (job_in, jobs) = crossbeam_channel::unbounded();
    let (result_in, results) = crossbeam_channel::unbounded();
    // The longest first: the last worker to finish then has the least left to do.
    let mut order: Vec<usize> = (0..chunks.len()).collect();
    order.sort_by(|a, b| chunks[*b].duration_s().total_cmp(&chunks[*a].duration_s()));
    for index in order {
        let _ = job_in.send(index);
    }
    drop(job_in);
    let mut parts: Vec<Option<Part>> = (0..chunks.len()).map(|_| None).collect();
    std::thread::scope(|scope| {
        for transcriber in transcribers.iter_mut() {
            let (jobs, result_in, chunks) = (jobs.clone(), result_in.clone(), &chunks);
            scope.spawn(move || {
                for index in jobs {
                    if stop.load(Ordering::Relaxed) {
                        break;
                    }
                    let part = hear(samples, &chunks[index], activity, language, transcriber);
                    if result_in.send((index, part)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(result_in);
        let mut done_s = 0.0;
        progress(Progress { done_s, total_s });
        for (index, part) in results {
            parts[index] = Some(part?);
            done_s += chunks[index].duration_s();
            progress(Progress { done_s, total_s });
        }
        Ok(())
    })?;
    if stop.load(Ordering::Relaxed) {
        return Err(TranscribeError::Interrupted);
    }
    let parts: Vec<Part> = parts.into_iter().flatten().collect();
    Ok(Transcript {
        language,
        words: parts.iter().flat_map(|part| part.words.clone()).collect(),
        untranscribed: parts.into_iter().flat_map(|part| part.untranscribed).collect(),
    })
}

/// What came of one chunk.
struct Part {
    words: Vec<Word>,
    untranscribed: Vec<Span>,
}

/// Decodes one chunk; where it holds speech that got no words, decodes that again another way.
fn hear<T: Transcriber>(
    samples: &[f32],
    span: &Span,
    activity: &Activity,
    language: Language,
    transcriber: &mut T,
) -> Result<Part, TranscribeError> {
    let mut decode = |span: &Span, filler_prompt: bool| {
        let (from, to) =
            (sample_at(span.start_s, samples.len()), sample_at(span.end_s, samples.len()));
        transcriber.transcribe(&ChunkAudio { samples: &samples[from..to], language, filler_prompt })
    };
    let mut heard = decode(span, true)?;
    if !plausible(&heard, span, activity) {
        let again = decode(span, false)?;
        if plausible(&again, span, activity)
            || lost_s(&again, span, activity) < lost_s(&heard, span, activity)
        {
            heard = again;
        }
    }
    let mut untranscribed = Vec::new();
    for lost in lost_speech(&heard, span, activity) {
        let again = decode(&lost, false)?;
        if again.is_empty() {
            untranscribed.push(lost);
            continue;
        }
        let offset_s = lost.start_s - span.start_s;
        let at = heard.partition_point(|word| word.end_s <= offset_s + 0.01);
        let fresh = again.into_iter().map(|word| HeardWord {
            start_s: word.start_s + offset_s,
            end_s: word.end_s + offset_s,
            ..word
        });
        heard.splice(at..at, fresh);
    }
    let words = place(&heard, span, activity)
        .into_iter()
        .map(|(word, span)| Word {
            text: word.text,
            span,
            confidence: word.confidence,
            kind: WordKind::Word,
        })
        .collect();
    Ok(Part { words, untranscribed })
}

fn plausible(heard: &[HeardWord], span: &Span, activity: &Activity) -> bool {
    let speech_s = activity.speech_within_s(span);
    let filled = heard.iter().filter(|word| is_filled_pause(&word.text)).count();
    let too_many = filled >= LOOP_FROM && filled as f64 > LOOP_SHARE * heard.len() as f64;
    if too_many || loops(heard) {
        return false;
    }
    speech_s < JUDGED_FROM_S && !heard.is_empty()
        || WORDS_PER_S.contains(&(heard.len() as f64 / speech_s))
}

/// Whether a phrase comes back at once again and again.
fn loops(heard: &[HeardWord]) -> bool {
    (1..=LOOP_PHRASE).any(|n| {
        let mut run = 0;
        (n..heard.len()).any(|i| {
            run = if heard[i].text == heard[i - n].text { run + 1 } else { 0 };
            run >= n * (LOOP_TIMES - 1)
        })
    })
}

fn is_filled_pause(text: &str) -> bool {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    ["um", "uh", "음", "어"].contains(&text.as_str())
}

fn lost_s(heard: &[HeardWord], span: &Span, activity: &Activity) -> f64 {
    lost_speech(heard, span, activity).iter().map(Span::duration_s).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Says a word each half second, but skips `skipped` when it was given the filler prompt.
    struct Fake {
        skipped: Option<(f64, f64)>,
    }

    impl Transcriber for Fake {
        fn transcribe(&mut self, c: &ChunkAudio<'_>) -> Result<Vec<HeardWord>, TranscribeError> {
            let duration_s = c.samples.len() as f64 / SAMPLE_RATE_HZ as f64;
            let count = (duration_s * 2.0) as usize;
            let all = (0..count).map(|i| HeardWord {
                text: format!("w{i}"),
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

    fn activity(speech: &[(f64, f64)]) -> Activity {
        let speech: Vec<Span> = speech.iter().map(|(a, b)| Span::new(*a, *b)).collect();
        Activity { score: vec![1.0; 6000], level_db: vec![], speech }
    }

    #[test]
    fn a_passage_lost_to_the_filler_prompt_is_decoded_again() {
        let sound = activity(&[(0.0, 18.0)]);
        let samples = vec![0.0; 18 * SAMPLE_RATE_HZ];
        let mut fakes = [Fake { skipped: Some((4.0, 12.0)) }];
        let stop = AtomicBool::new(false);
        let transcript =
            transcribe(&samples, &sound, Language::English, &mut fakes, &stop, &|_| {}).unwrap();
        assert!(transcript.words.len() >= 33, "{}", transcript.words.len());
        assert!(
            transcript.words.windows(2).all(|w| w[0].span.end_s <= w[1].span.start_s + 1e-6),
            "{:?}",
            transcript.words
        );
        assert_eq!(transcript.untranscribed, vec![]);
    }

    #[test]
    fn a_phrase_that_comes_back_four_times_is_a_loop() {
        let heard = |text: &str| -> Vec<HeardWord> {
            text.split(' ')
                .map(|text| HeardWord {
                    text: text.into(),
                    start_s: 0.0,
                    end_s: 0.1,
                    confidence: 1.0,
                })
                .collect()
        };
        assert!(loops(&heard("so we did it we did it we did it we did it again")));
        assert!(!loops(&heard("we did it and we did it and then we did it once more")));
        assert!(!loops(&heard("it was very very very hot")));
    }

    #[test]
    fn words_of_parallel_workers_come_back_in_order() {
        let sound = activity(&[(0.0, 18.0), (19.0, 37.0), (38.0, 55.0)]);
        let samples = vec![0.0; 56 * SAMPLE_RATE_HZ];
        let mut fakes = [Fake { skipped: None }, Fake { skipped: None }];
        let stop = AtomicBool::new(false);
        let transcript =
            transcribe(&samples, &sound, Language::English, &mut fakes, &stop, &|_| {}).unwrap();
        assert!(transcript.words.windows(2).all(|w| w[0].span.start_s <= w[1].span.start_s));
        assert!(transcript.words.len() > 100);
    }
}
