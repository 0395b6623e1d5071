//! Words said twice at once, begun again, or broken off.

use super::normal;
use crate::language::korean::{is_hangul, stem};
use crate::transcript::{Word, WordKind};

/// Words that are said twice on purpose, or that grammar puts side by side.
#[rustfmt::skip]
const PROPER: &[&str] = &[
    "had", "that", "very", "really", "so", "many", "much", "far", "long", "no", "bye", "blah", "ha", "plus",
    "정말", "매우", "아주", "너무", "더", "점점", "많이", "자주", "계속", "열심히", "하나", "차근",
    "조금", "네", "예", "여러", "빨리", "서로", "각자", "하나씩", "조금씩", "차근차근", "진짜",
];

/// Numbers in words may stand twice as digits of a longer one, or as a year ("twenty twenty one").
#[rustfmt::skip]
const DIGITS: &[&str] = &[
    "zero", "oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "hundred", "twenty",
    "영", "공", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구",
];

/// Words that tie a phrase to itself: "over and over and over", "step by step by step".
const TIES: &[&str] = &["and", "by", "또", "그리고"];

/// Longest phrase that is looked for said twice, in words.
const LONGEST: usize = 4;

/// Two sayings of one phrase stand at most this far apart, in seconds.
const APART_S: f64 = 1.5;

/// Longest beginning of an English word that is taken for the word broken off, in letters: above,
/// both are more often words of a list ("data, database").
const BROKEN_LETTERS: usize = 3;

/// Marks the first saying of each repetition ("the the", "we had to, we had to", "못 먹, 못
/// 먹기도") and words that were broken off ("i-", "프로, 프로젝트"). Fillers in between do not
/// matter.
pub fn mark_repeats(words: &mut [Word]) {
    for word in words.iter_mut() {
        let broken = word.text.ends_with('-') && word.text.chars().count() > 1;
        if broken && word.kind == WordKind::Word {
            word.kind = WordKind::Cutoff;
        }
    }
    let spoken: Vec<usize> = (0..words.len())
        .filter(|i| matches!(words[*i].kind, WordKind::Word))
        .filter(|i| !normal(&words[*i].text).is_empty())
        .collect();
    let text: Vec<String> = spoken.iter().map(|i| normal(&words[*i].text)).collect();
    let said = |at: usize, length: usize| -> Option<Again> {
        let (first, second) = (text.get(at..at + length)?, text.get(at + length..at + 2 * length)?);
        let (last, next) = (&words[spoken[at + length - 1]], &words[spoken[at + length]]);
        let sentences =
            spoken[at..at + length].iter().any(|i| words[*i].text.ends_with(['.', '?', '!']));
        if sentences || next.span.start_s - last.span.end_s > APART_S {
            return None;
        }
        let cut = last.text.ends_with([',', '…', '-']);
        let is_tie = |word: &String| TIES.contains(&word.as_str());
        let tied = || {
            is_tie(&first[length - 1]) && text.get(at + 2 * length) == Some(&first[0])
                || is_tie(&first[0]) && at > 0 && text[at - 1] == first[length - 1]
        };
        again(first, second, cut).filter(|_| !tied())
    };
    let mut at = 0;
    let mut marks: Vec<(usize, WordKind)> = Vec::new();
    while at < text.len() {
        let found = (1..=LONGEST).rev().find_map(|length| Some((length, said(at, length)?)));
        let Some((length, again)) = found else {
            at += 1;
            continue;
        };
        let last = at + length - 1;
        marks.extend((at..last).map(|i| (spoken[i], WordKind::Repeat)));
        let kind = if again == Again::BrokenOff { WordKind::Cutoff } else { WordKind::Repeat };
        marks.push((spoken[last], kind));
        at += length;
    }
    for (index, kind) in marks {
        words[index].kind = kind;
    }
}

/// How a phrase came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Again {
    /// With all its words, or with another particle on the last.
    Whole,
    /// Its last word had only been begun the first time.
    BrokenOff,
}

/// Whether `second` says `first` again; `cut` where the recogniser heard a break between them.
fn again(first: &[String], second: &[String], cut: bool) -> Option<Again> {
    let number =
        |word: &String| DIGITS.contains(&word.as_str()) || word.chars().any(|c| c.is_ascii_digit());
    let (last, next) = (first.last()?, second.last()?);
    let head = first.len() - 1;
    if first[..head] != second[..head] || first.iter().all(number) {
        return None;
    }
    if last == next {
        let proper = head == 0 && PROPER.contains(&last.as_str());
        return (!proper).then_some(Again::Whole);
    }
    let hangul = last.chars().all(is_hangul);
    let begun = next.starts_with(last.as_str())
        && (hangul || head > 0 || last.chars().count() <= BROKEN_LETTERS);
    if cut && begun {
        // "프로젝트, 프로젝트를" was whole the first time.
        let whole = hangul && stem(last) == stem(next);
        return Some(if whole { Again::Whole } else { Again::BrokenOff });
    }
    let restarted = cut && hangul && last.chars().count() > 2 && stem(last) == stem(next);
    restarted.then_some(Again::Whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn marked(text: &str) -> Vec<WordKind> {
        let mut words: Vec<Word> = text
            .split_whitespace()
            .enumerate()
            .map(|(i, text)| Word {
                text: text.into(),
                span: Span::new(i as f64 * 0.3, i as f64 * 0.3 + 0.3),
                confidence: 1.0,
                kind: if text == "um," { WordKind::Filler } else { WordKind::Word },
            })
            .collect();
        mark_repeats(&mut words);
        words.into_iter().map(|word| word.kind).collect()
    }

    #[test]
    fn the_first_saying_of_a_repetition_is_marked_also_around_a_filler() {
        use WordKind::{Filler, Repeat, Word};
        assert_eq!(marked("to the the women"), [Word, Repeat, Word, Word]);
        assert_eq!(marked("we had um, we had to"), [Repeat, Repeat, Filler, Word, Word, Word]);
    }

    #[test]
    fn proper_pairs_numbers_and_new_sentences_are_no_repetition() {
        for text in [
            "he had had enough",
            "it was very very hot",
            "in twenty twenty one we began",
            "call 5 5 5",
            "five five five",
            "It works. It works.",
            "over and over and over again",
            "정말 정말 좋았습니다",
        ] {
            assert!(marked(text).iter().all(|kind| *kind == WordKind::Word), "{text}");
        }
    }

    #[test]
    fn a_word_broken_off_is_marked() {
        use WordKind::{Cutoff, Repeat, Word};
        assert_eq!(marked("i- I think")[0], Cutoff);
        assert_eq!(marked("못 먹, 못 먹기도"), [Repeat, Cutoff, Word, Word]);
        assert_eq!(marked("프로, 프로젝트를 했습니다"), [Cutoff, Word, Word]);
        assert_eq!(marked("with th, the team"), [Word, Cutoff, Word, Word]);
        assert_eq!(marked("the data, database and"), [Word; 4]);
    }

    #[test]
    fn another_particle_makes_a_restart() {
        use WordKind::{Repeat, Word};
        assert_eq!(marked("프로젝트를, 프로젝트가 끝났고"), [Repeat, Word, Word]);
        assert_eq!(marked("고객이 고객을 데려왔다"), [Word; 3]);
    }
}
