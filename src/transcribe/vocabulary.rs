//! Words of the written answer as other readings of what was misheard.
//!
//! A small model mishears Korean by single sounds: 재팅 for 채팅, 이 시토 for 이씨투. Where it was in
//! doubt and a word of the written answer sounds alike, that word is proposed as another reading.
//! Whether it is taken, the sound decides (`rescore`): a proposal alone changes nothing.

use std::collections::HashSet;
use std::ops::Range;

use super::HeardWord;
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
/// Most heard words that one reading replaces: "이 시토", "앰플 리파이".
const MOST_WORDS: usize = 3;
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
    sounds: Vec<char>,
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
    /// How alike both sound, 0 to 1.
    pub alike: f64,
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
                    sounds: sounds(&text),
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
        let mut found = Vec::new();
        for first in 0..heard.len() {
            for end in first + 1..=heard.len().min(first + MOST_WORDS) {
                found.extend(self.readings_of(heard, first..end));
            }
        }
        found
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

    fn readings_of(&self, heard: &[HeardWord], words: Range<usize>) -> Vec<Reading> {
        let window = &heard[words.clone()];
        let doubted = window.iter().any(|word| word.confidence < DOUBTED_BELOW);
        let (last, before) = (&window[window.len() - 1], &window[..window.len() - 1]);
        // A mark inside the window separates: "…, 이 시토" is one name only without it.
        let whole = before.iter().all(|word| bare(&word.text) == word.text);
        let texts: Vec<&str> = window.iter().map(|word| bare(&word.text)).collect();
        let hangul = texts.iter().all(|t| !t.is_empty() && t.chars().all(korean::is_hangul));
        let text = texts.concat();
        if !doubted || !whole || !hangul || self.has(&text) {
            return Vec::new();
        }
        let joined: Vec<char> = text.chars().collect();
        let before = joined.len() - bare(&last.text).chars().count();
        let mark = last.text.strip_prefix(bare(&last.text)).unwrap_or_default();
        let mut found: Vec<Reading> = Vec::new();
        for entry in &self.entries {
            let syllables = entry.text.chars().count();
            // Recognisers add and lose syllables inside a word, rarely where they part two.
            let slack = usize::from(before == 0);
            for taken in syllables.saturating_sub(slack).max(1)..=syllables + slack {
                // Where less than the last word begins is taken, a smaller window says the same.
                if taken > joined.len() || taken <= before {
                    continue;
                }
                let head: String = joined[..taken].iter().collect();
                let tail: String = joined[taken..].iter().collect();
                if head == entry.text || !korean::is_suffix(&tail) {
                    continue;
                }
                let alike = alike(&sounds(&head), &entry.sounds);
                if alike < ALIKE_FROM {
                    continue;
                }
                let more = if entry.spelled_out { SPELLED_OUT_MORE } else { 0.0 };
                let alike = alike + more * (1.0 - alike);
                let text = format!("{}{tail}{mark}", entry.text);
                found.push(Reading { words: words.clone(), text, alike });
            }
        }
        found.sort_by(|a, b| b.alike.total_cmp(&a.alike).then_with(|| a.text.cmp(&b.text)));
        found.dedup_by(|a, b| a.text == b.text);
        found.truncate(MOST_READINGS);
        found
    }
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

pub(super) fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphanumeric())
}

/// The sounds of Hangul text: a tail consonant is the same sound as a leading one, a silent ㅇ none.
fn sounds(text: &str) -> Vec<char> {
    korean::jamo(text).into_iter().map(sound).collect()
}

/// A jamo as one letter for each sound: plain, tense and aspirated consonants stay apart.
fn sound(jamo: char) -> char {
    const LEADS: [char; 19] = [
        'g', 'G', 'n', 'd', 'D', 'r', 'm', 'b', 'B', 's', 'S', '-', 'j', 'J', 'c', 'k', 't', 'p',
        'h',
    ];
    // Clusters by the consonant that is heard before another.
    const TAILS: [char; 27] = [
        'g', 'G', 'g', 'n', 'n', 'n', 'd', 'r', 'g', 'm', 'r', 'r', 'r', 'p', 'r', 'm', 'b', 'b',
        's', 'S', 'x', 'j', 'c', 'k', 't', 'p', 'h',
    ];
    match jamo as u32 {
        lead @ 0x1100..=0x1112 => LEADS[(lead - 0x1100) as usize],
        tail @ 0x11A8..=0x11C2 => TAILS[(tail - 0x11A8) as usize],
        _ => jamo,
    }
}

/// Sounds that recognisers take for each other more than for others.
const NEAR: [&str; 16] =
    ["gGk", "dDt", "bBp", "jJc", "sS", "nr", "nmx", "hk", "ᅢᅦ", "ᅥᅩ", "ᅮᅳ", "ᅥᅳ", "ᅩᅮ", "ᅴᅵ", "ᅬᅦ", "ᅡᅥ"];
/// What taking one of them for another costs, in edits.
const NEAR_COST: f64 = 0.5;

/// Likeness of two rows of sounds, 0 to 1: one less their edit distance over the longer length.
fn alike(a: &[char], b: &[char]) -> f64 {
    let mut row: Vec<f64> = (0..=b.len()).map(|j| j as f64).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i as f64 + 1.0;
        for (j, y) in b.iter().enumerate() {
            let other = diagonal + difference(*x, *y);
            diagonal = row[j + 1];
            row[j + 1] = other.min(row[j] + 1.0).min(diagonal + 1.0);
        }
    }
    1.0 - row[b.len()] / a.len().max(b.len()).max(1) as f64
}

fn difference(a: char, b: char) -> f64 {
    match a == b {
        true => 0.0,
        false if NEAR.iter().any(|near| near.contains(a) && near.contains(b)) => NEAR_COST,
        false => 1.0,
    }
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
