//! One chunk of Korean to words, with the English in it, in letters of its own.
//!
//! A model that was taught of English phrases in spoken Korean hears them (see [`crate::model::adapter`]). Others
//! leave them out or write odd Hangul, though by what it heard Whisper knows whether there is English between the
//! Korean: its odds of the one against the other were −4.9 to −2.0 nats in nine chunks with English phrases and −5.8
//! and less in 47 of 51 without (the four had been heard so badly that other scripts were written). So such chunks
//! are decoded again, told by a prompt that English is written in its own letters, and searched for what was left
//! out. Character error of six synthetic answers with English phrases, untaught: .067, and .188 when doubtful
//! chunks were searched and what surrounded the phrases was decoded again. Taught, the second decode and the search
//! take 2.6 times the time and find no more: .069 with them, .063 without (the mean of eight answers).

use super::chunk::Chunk;
use super::hear::{Heard, align_words, completed, part_of, recognise};
use super::mixed;
use super::{ChunkAudio, HeardWord, Letters, Prompt, TranscribeError, Transcriber};
use crate::align::is_listed;
use crate::language::Language;
use crate::span::Span;

/// Log odds of English against Korean (see [`Transcriber::missing_english_odds`]) from which on a Korean chunk
/// has English in it: in the middle between those with and without.
const ENGLISH_FROM: f32 = -5.3;
/// The same for a chunk with less speech than so many seconds, of which less can be told: three without
/// English had −4.7 to −4.1, windows of two seconds with a phrase in the middle −1.9 and more.
const SHORT_S: f64 = 5.0;
const ENGLISH_IN_SHORT_FROM: f32 = -3.0;

/// Decodes one chunk, whose sound is `samples`. Where there is English in it, its words have the times
/// that the sound tells.
///
/// # Errors
/// Those of the transcriber.
pub fn recognise_korean<T: Transcriber>(
    samples: &[f32],
    chunk: &Chunk,
    transcriber: &mut T,
) -> Result<Heard, TranscribeError> {
    let audio =
        |prompt, letters| ChunkAudio { samples, language: Language::Korean, prompt, letters };
    let first = audio(Prompt::Fillers, Letters::Any);
    let heard = transcriber.transcribe(&part_of(&first, chunk, &chunk.span))?;
    let short = chunk.speech_s() < SHORT_S;
    let english_from = if short { ENGLISH_IN_SHORT_FROM } else { ENGLISH_FROM };
    let has_english = transcriber.missing_english_odds()? >= english_from;
    let mut heard = completed(heard, &first, chunk, transcriber)?;
    let again = if is_romanised(&heard.words) {
        Some(audio(Prompt::Fillers, Letters::Hangul))
    } else if has_english {
        Some(audio(Prompt::FillersAndEnglish, Letters::HangulAndEnglish))
    } else {
        None
    };
    if let Some(again) = again {
        heard = recognise(&again, chunk, transcriber)?;
    }
    if has_english {
        align_words(&mut heard, samples, Language::Korean);
        let mut unsure = mixed::unsure(&heard.words);
        unsure.extend(heard.untranscribed.iter().map(|lost| from_start(chunk, lost)));
        let phrases = mixed::phrases(samples, &unsure, transcriber)?;
        heard.words = mixed::with_phrases(heard.words, phrases);
        let (words, start_s) = (&heard.words, chunk.span.start_s);
        let has_word =
            |lost: &Span| words.iter().any(|word| lost.contains(start_s + word.span().middle_s()));
        heard.untranscribed.retain(|lost| !has_word(lost));
    }
    Ok(heard)
}

/// A stretch of the recording in seconds from the start of a chunk.
fn from_start(chunk: &Chunk, span: &Span) -> Span {
    Span::new(span.start_s - chunk.span.start_s, span.end_s - chunk.span.start_s)
}

/// Words of English letters that are none, from which on they are taken for Korean: a single one may be
/// a name.
const ROMANISED_WORDS: usize = 2;
/// Fewest letters of such a word: shorter ones are abbreviations.
const ROMANISED_LETTERS: usize = 4;

/// Whether Korean is written in English letters: "yogumi dobe" for 요금이 두 배, 공com함 for 꼼꼼함.
fn is_romanised(words: &[HeardWord]) -> bool {
    words.iter().any(|word| is_mingled(&word.text))
        || words.iter().filter(|word| is_no_word(&word.text)).count() >= ROMANISED_WORDS
}

/// Whether a word goes on in small English letters that are no word behind those of another script.
fn is_mingled(word: &str) -> bool {
    let foreign = |c: char| c.is_alphabetic() && !c.is_ascii();
    let behind = word.split_inclusive(foreign).skip(1).map(small_letters);
    behind
        .filter(|small| !small.is_empty())
        .any(|small| small.len() < ROMANISED_LETTERS || !is_listed(small))
}

/// Whether a word begins with small English letters that the dictionary does not have.
fn is_no_word(word: &str) -> bool {
    let small = small_letters(word);
    small.len() >= ROMANISED_LETTERS && !is_listed(small)
}

/// The small English letters that a text begins with.
fn small_letters(text: &str) -> &str {
    &text[..text.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(text.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_romanised_text(text: &str) -> bool {
        let word =
            |text: &str| HeardWord { text: text.into(), start_s: 0.0, end_s: 0.0, confidence: 0.5 };
        is_romanised(&text.split(' ').map(word).collect::<Vec<_>>())
    }

    #[test]
    fn korean_in_english_letters_is_told_from_english() {
        for romanised in ["cloud, yogumi, dobe, 가까이", "후에도 공com함은", "어,グランデe"]
        {
            assert!(is_romanised_text(romanised), "{romanised}");
        }
        for english in [
            "Kafka Streams 를",
            "data pipeline 이",
            "dbt와 snowplay 로",
            "API를 EC2에",
            "iOS 앱",
            "데일리quest, 를",
        ] {
            assert!(!is_romanised_text(english), "{english}");
        }
    }
}
