//! STAR parts without a written answer, told from the speech itself: a guess, and marked as one.
//!
//! Only for questions that ask for a story. Each clause is as much like a part as its cue phrase and
//! its place in the answer make it; then the same order-aware alignment as with a written answer.

use super::clause::Unit;
use super::cue::cue;
use super::person;
use super::result::{Coverage, SectionResult, Status};
use super::section::{self, Spoken};
use super::star;
use crate::question::Part;
use crate::span::Span;
use crate::transcript::{Transcript, Word};

/// Likeness that a cue phrase is worth; a cue outweighs the place.
const CUED: f32 = 0.4;
/// Likeness at the usual place of a part.
const PLACED: f32 = 0.25;
/// Where in an answer the parts usually are, as shares of its time: the middles of the default
/// target split, 20 % situation, 10 % task, 50 % action, 20 % result.
const PLACES: [f64; 4] = [0.10, 0.25, 0.55, 0.90];
/// How far from its place a part may be, as a share of the time.
const SPREAD: f64 = 0.18;
/// Fewer parts with a cue phrase say nothing.
const LEAST_CUED: usize = 2;

/// Words by which a prompt asks for a story.
#[rustfmt::skip]
const ASKS_FOR_A_STORY: &[&str] = &[
    "tell me about a time", "a time when", "a time you", "a situation", "give me an example",
    "give an example", "describe a time", "have you ever", "경험", "사례", "적이 있", "있었던",
];

/// Whether a prompt asks for a story, whose parts can be guessed.
pub fn asks_for_a_story(prompt: &str) -> bool {
    let prompt = prompt.to_lowercase();
    ASKS_FOR_A_STORY.iter().any(|phrase| prompt.contains(phrase))
}

/// The parts of an answer that was never written. `pauses` are silences of the recording in seconds.
/// `None` where the speech gives too few signs.
pub fn guess_parts(transcript: &Transcript, pauses: &[Span]) -> Option<Coverage> {
    let words = super::clause::content_words(transcript);
    let units = super::clause::units(&words, pauses, transcript.language);
    let cues: Vec<Option<Part>> = units.iter().map(|unit| cue(&unit.text)).collect();
    let cued = Part::ALL.iter().filter(|part| cues.contains(&Some(**part))).count();
    let (first, last) = (units.first()?, units.last()?);
    if cued < LEAST_CUED {
        return None;
    }
    let total = (last.span.end_s - first.span.start_s).max(f64::EPSILON);
    let likeness: Vec<Vec<f32>> = units
        .iter()
        .zip(&cues)
        .map(|(unit, cue)| {
            let place = (unit.span.middle_s() - first.span.start_s) / total;
            let of = |part: usize| {
                let off = (place - PLACES[part]) / SPREAD;
                let placed = PLACED * (-0.5 * off * off).exp() as f32;
                placed + if *cue == Some(Part::ALL[part]) { CUED } else { 0.0 }
            };
            (0..Part::ALL.len()).map(of).collect()
        })
        .collect();
    let path = star::align(&units, &likeness, &cues, &Part::ALL.map(Some), &|_| true);
    let spoken = Spoken { units: &units, words: &words, path: &path };
    let mut sections: Vec<SectionResult> =
        (0..Part::ALL.len()).map(|index| guessed(index, &cues, &likeness, &spoken)).collect();
    section::shares(&mut sections);
    let (first_person_singular, first_person_plural) = person::first_person(&words);
    Some(Coverage {
        sections,
        facts: Vec::new(),
        other: Vec::new(),
        first_person_singular,
        first_person_plural,
        guessed: true,
        fit: 0.0,
        better_question: None,
    })
}

/// A part is said where one of its clauses has its cue phrase, unsure where only the place speaks for
/// it.
fn guessed(
    index: usize,
    cues: &[Option<Part>],
    likeness: &[Vec<f32>],
    spoken: &Spoken,
) -> SectionResult {
    let part = Part::ALL[index];
    let mine: Vec<usize> =
        (0..spoken.units.len()).filter(|&at| spoken.path[at] == Some(index)).collect();
    let units: Vec<&Unit> = mine.iter().map(|&at| &spoken.units[at]).collect();
    let status = if mine.is_empty() {
        Status::Missed
    } else if mine.iter().any(|&at| cues[at] == Some(part)) {
        Status::Said
    } else {
        Status::Partly
    };
    let said: Vec<&Word> =
        units.iter().flat_map(|unit| spoken.words[unit.words.clone()].iter().copied()).collect();
    let (first_person_singular, first_person_plural) = person::first_person(&said);
    SectionResult {
        part: Some(part),
        status,
        start_s: units.first().map(|unit| unit.span.start_s),
        end_s: units.last().map(|unit| unit.span.end_s),
        spoken_s: units.iter().map(|unit| unit.span.duration_s()).sum(),
        share: None,
        score: mine.iter().map(|&at| likeness[at][index]).fold(0.0, f32::max),
        points: Vec::new(),
        first_person_singular,
        first_person_plural,
        measured: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::transcript::WordKind;

    fn spoken(text: &str, language: Language) -> Transcript {
        let words = text
            .split_whitespace()
            .enumerate()
            .map(|(at, text)| {
                let start_s = at as f64 * 0.4;
                let span = Span::new(start_s, start_s + 0.36);
                Word { text: text.into(), span, confidence: 0.9, kind: WordKind::Word }
            })
            .collect();
        Transcript { language, words, untranscribed: Vec::new() }
    }

    #[test]
    fn parts_are_told_from_cue_phrases_in_both_languages() {
        let english = "Last year I was working at a small hotel and our booking page broke. My task was to \
                       keep the guests happy until it was repaired. So I wrote every booking down by hand. \
                       Then I called each guest to confirm the room. I also asked the cook for help. \
                       As a result nobody lost a room, and the manager thanked me.";
        let korean = "당시 저는 작은 호텔에서 일하고 있었는데 예약 페이지가 고장 났습니다. 제 역할은 복구될 때까지 손님을 \
                      안내하는 것이었습니다. 그래서 저는 예약을 전부 손으로 적었습니다. 먼저 손님께 전화를 드렸습니다. \
                      결과적으로 방을 놓친 손님이 한 분도 없었습니다.";
        for (text, language) in [(english, Language::English), (korean, Language::Korean)] {
            let found = guess_parts(&spoken(text, language), &[]).unwrap();
            assert!(found.guessed);
            let status: Vec<Status> = found.sections.iter().map(|s| s.status).collect();
            assert_eq!(status, [Status::Said; 4], "{text}");
            let shares: f64 = found.sections.iter().filter_map(|s| s.share).sum();
            assert!((shares - 1.0).abs() < 1e-9);
        }
    }

    #[test]
    fn speech_without_signs_is_not_guessed_at() {
        let text = "A load balancer spreads requests over several servers and checks their health.";
        assert_eq!(guess_parts(&spoken(text, Language::English), &[]), None);
        assert_eq!(guess_parts(&spoken("", Language::English), &[]), None);
        assert!(!asks_for_a_story("Explain what a load balancer does."));
        assert!(asks_for_a_story("Tell me about a time you failed."));
        assert!(asks_for_a_story("실패한 경험을 말해 주세요."));
    }
}
