//! Words of the written answer as other readings of what was misheard.
//!
//! A small model mishears Korean by single sounds: 재팅 for 채팅, 이 시토 for 이씨투. Where it was in
//! doubt and a word of the written answer sounds alike, that word is proposed as another reading.
//! Whether it is taken, the sound decides (`rescore`): a proposal alone changes nothing.

use std::collections::HashSet;
use std::ops::Range;

use super::HeardWord;
use super::sounds::Sounds;
use super::window::{Window, bare, windows};
use crate::language::{korean, spelled_out};

/// Words this sure or surer are not doubted.
const DOUBTED_BELOW: f32 = 0.85;
/// Words at least this sure tell whether the speech is about the written answer.
const SURE_FROM: f32 = 0.8;
/// The speech is about the written answer when it holds at least this many of its words …
const SHARED_WORDS: usize = 2;
/// … and they are at least this share of its sure words, …
const SHARED_SHARE: f64 = 0.25;
/// … or this one where only one answer may be spoken: people say their answers in words of their own.
const SHARED_SHARE_ASKED: f64 = 0.1;
/// Least likeness of two readings, 0 to 1: on the development recordings the right ones had 0.79 and
/// more, wrong ones that the sound did not rule out 0.75 and less.
const ALIKE_FROM: f64 = 0.78;
/// The names of letters are no words, so the decoder believes in them less: by this share of what it lacks a row of
/// them counts as more alike ("이 시토" for 이씨투 had 0.8 and was 4.7 and 5.1 nats less likely, of 4.2 allowed).
const SPELLED_OUT_MORE: f64 = 0.5;
/// How much less likely, in nats, a reading may be than what was heard, which was chosen for its likelihood, by how
/// alike both are: from 0 at [`ALLOWED_FROM`] to this at 1.
const ALLOWANCE: f32 = 7.5;
/// Likeness from which on a reading is allowed to be less likely.
const ALLOWED_FROM: f64 = 0.5;
/// Readings proposed for one place, the most alike first.
const MOST_READINGS: usize = 4;

/// The words of written answers, as they may be misheard.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    answers: Vec<Answer>,
}

/// The words of one written answer.
#[derive(Debug, Clone)]
struct Answer {
    entries: Vec<Entry>,
    stems: HashSet<String>,
}

#[derive(Debug, Clone)]
struct Entry {
    text: String,
    syllables: usize,
    sounds: Sounds,
    /// Whether it is the names of letters.
    spelled_out: bool,
}

/// Another reading of neighbouring words.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The words it would replace, by their place in the chunk.
    pub words: Range<usize>,
    /// What would stand there.
    pub text: String,
    /// How much less likely it may be than what was heard, in nats; negative where it has to be likelier.
    pub allowance: f32,
}

impl Reading {
    /// A word in the place of the beginning of a window, whose `ending` stays.
    pub(super) fn of(window: &Window<'_>, word: &str, ending: &str, allowance: f32) -> Reading {
        let text = format!("{word}{ending}{}", window.mark);
        Reading { words: window.words.clone(), text, allowance }
    }
}

impl Vocabulary {
    /// Of written answers, one of which may be spoken, each with its English terms as Korean says them.
    pub fn of(answers: &[(String, Vec<&str>)]) -> Self {
        let answers = answers.iter().map(|(text, terms)| Answer::of(text, terms)).collect();
        Vocabulary { answers }
    }

    /// Whether a written answer has a Hangul word, with whatever particle.
    pub fn has(&self, word: &str) -> bool {
        self.answers.iter().any(|answer| answer.has(word))
    }

    /// Other readings of the doubtful words of a chunk, in the order of their first word: words of the
    /// answer that the chunk speaks of most clearly, none when it speaks of none.
    pub fn readings(&self, heard: &[HeardWord]) -> Vec<Reading> {
        let sure = sure_stems(heard);
        let share = if self.answers.len() == 1 { SHARED_SHARE_ASKED } else { SHARED_SHARE };
        let best = self
            .answers
            .iter()
            .filter_map(|answer| Some((answer.shared(&sure, share)?, answer)))
            .max_by_key(|(shared, _)| *shared);
        best.map_or(Vec::new(), |(_, answer)| answer.readings(heard))
    }
}

impl Answer {
    /// The Hangul words of `text` with and without their particles, its acronyms spelled out
    /// ("EC2" as 이씨투), and the words of the `terms`. Words of one syllable are too like others to be told apart.
    fn of(text: &str, terms: &[&str]) -> Self {
        let in_terms = terms.iter().flat_map(|term| term.split(' '));
        let mut words: Vec<String> = in_terms.clone().map(str::to_owned).collect();
        let mut acronyms: Vec<String> = Vec::new();
        let mut stems: HashSet<String> = in_terms.map(korean::stem).collect();
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            let latin: String = word.chars().take_while(char::is_ascii_alphanumeric).collect();
            if latin.chars().filter(char::is_ascii_uppercase).count() >= 2 {
                acronyms.extend(spelled_out(&latin));
            }
            if word.chars().all(korean::is_hangul) {
                let stem = korean::stem(word);
                if !korean::is_stop(word, &stem) {
                    // An opened past tense ("배우" of "배웠") is nothing one can hear.
                    words.extend(word.starts_with(&stem).then(|| stem.clone()));
                    stems.insert(stem);
                }
                words.push(word.to_owned());
            }
        }
        let entries =
            [(words, false), (acronyms, true)].into_iter().flat_map(|(mut words, spelled_out)| {
                words.retain(|word| word.chars().count() >= 2);
                words.sort();
                words.dedup();
                words.into_iter().map(move |text| Entry {
                    syllables: text.chars().count(),
                    sounds: Sounds::of(&text),
                    text,
                    spelled_out,
                })
            });
        Answer { entries: entries.collect(), stems }
    }

    /// Whether it has a Hangul word, with whatever particle.
    fn has(&self, word: &str) -> bool {
        self.stems.contains(&korean::stem(word))
    }

    fn readings(&self, heard: &[HeardWord]) -> Vec<Reading> {
        windows(heard, DOUBTED_BELOW).flat_map(|window| self.readings_of(&window)).collect()
    }

    /// How many different ones of these [`sure_stems`] stand in the written answer; `None` where it is not
    /// enough to speak of it.
    fn shared(&self, sure: &[String], share: f64) -> Option<usize> {
        let shared: HashSet<&String> =
            sure.iter().filter(|stem| self.stems.contains(*stem)).collect();
        let enough =
            shared.len() >= SHARED_WORDS && shared.len() as f64 >= share * sure.len() as f64;
        enough.then_some(shared.len())
    }

    fn readings_of(&self, window: &Window<'_>) -> Vec<Reading> {
        if self.has(&window.text) {
            return Vec::new();
        }
        let slack = window.slack();
        let mut found: Vec<Reading> = Vec::new();
        for (head, ending) in window.beginnings() {
            let (syllables, sounds) = (head.chars().count(), Sounds::of(head));
            let near = |entry: &&Entry| entry.syllables.abs_diff(syllables) <= slack;
            for entry in self.entries.iter().filter(near).filter(|entry| entry.text != head) {
                let Some(alike) = sounds.alike(&entry.sounds, ALIKE_FROM) else { continue };
                let more = if entry.spelled_out { SPELLED_OUT_MORE } else { 0.0 };
                let alike = alike + more * (1.0 - alike);
                found.push(Reading::of(window, &entry.text, ending, allowance(alike)));
            }
        }
        likeliest(found, MOST_READINGS)
    }
}

/// Nats by which a reading that is so `alike` (0 to 1) may be less likely than what was heard.
fn allowance(alike: f64) -> f32 {
    ALLOWANCE * (alike - ALLOWED_FROM).max(0.0) as f32 / (1.0 - ALLOWED_FROM) as f32
}

/// The readings of one place that are allowed most, at most so many.
pub(super) fn likeliest(mut readings: Vec<Reading>, most: usize) -> Vec<Reading> {
    readings.sort_by(|a, b| b.allowance.total_cmp(&a.allowance).then_with(|| a.text.cmp(&b.text)));
    readings.dedup_by(|a, b| a.text == b.text);
    readings.truncate(most);
    readings
}

/// Stems of the words that were surely heard, as often as they were.
fn sure_stems(heard: &[HeardWord]) -> Vec<String> {
    let sure = heard.iter().filter(|word| word.confidence >= SURE_FROM);
    sure.map(|word| bare(&word.text))
        .filter(|text| text.chars().count() >= 2)
        .map(|text| (text, korean::stem(text)))
        .filter(|(text, stem)| !korean::is_stop(text, stem))
        .map(|(_, stem)| stem)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(text: &str) -> Vec<HeardWord> {
        let words = text.split(' ').enumerate();
        words
            .map(|(i, text)| HeardWord {
                text: text.trim_start_matches('?').into(),
                start_s: i as f64,
                end_s: i as f64 + 0.5,
                confidence: if text.starts_with('?') { 0.4 } else { 0.95 },
            })
            .collect()
    }

    fn texts(reference: &str, speech: &str) -> Vec<String> {
        let other = "주말마다 도서관에서 책을 빌려 읽고 본석해서 발표했습니다.";
        let answers = [(other.to_owned(), vec![]), (reference.to_owned(), vec!["로드 밸런서"])];
        let readings = Vocabulary::of(&answers).readings(&heard(speech));
        readings.into_iter().map(|reading| reading.text).collect()
    }

    const REFERENCE: &str = "서버 기록을 수집하고 결제 오류를 분석해서 EC2 인스턴스를 줄였습니다.";

    #[test]
    fn a_doubtful_word_may_be_one_of_the_written_answer() {
        let found = texts(REFERENCE, "서버 기록을 ?본석해서 결제 오류를 찾았습니다.");
        assert!(found.contains(&"분석해서".to_owned()), "{found:?}");
    }

    #[test]
    fn an_acronym_heard_as_two_words_is_proposed_with_its_particle() {
        let found = texts(REFERENCE, "서버 기록을 ?이 ?시토에서 수집하고");
        assert!(found.contains(&"이씨투에서".to_owned()), "{found:?}");
    }

    #[test]
    fn an_english_term_is_proposed_as_korean_says_it() {
        let found = texts(REFERENCE, "서버 기록을 ?밸런사로 수집하고");
        assert!(found.contains(&"밸런서로".to_owned()), "{found:?}");
    }

    #[test]
    fn a_word_of_the_written_answer_keeps_the_particle_it_was_heard_with() {
        assert_eq!(texts(REFERENCE, "서버 ?기록은 결제 오류를 분석해서"), [""; 0]);
    }

    #[test]
    fn a_word_of_a_written_answer_is_known_with_any_particle() {
        let vocabulary = Vocabulary::of(&[(REFERENCE.to_owned(), vec![])]);
        assert!(vocabulary.has("인스턴스") && vocabulary.has("인스턴스가"));
        assert!(!vocabulary.has("본석해서"));
    }

    #[test]
    fn a_sure_word_is_left_alone() {
        assert_eq!(texts(REFERENCE, "서버 기록을 본석해서 결제 오류를"), [""; 0]);
    }

    #[test]
    fn speech_about_something_else_is_left_alone() {
        assert_eq!(texts(REFERENCE, "어제는 공원에서 ?본석해서 친구와 산책했습니다"), [""; 0]);
    }
}
