//! How likely Korean goes on with some syllables after others, as in spoken answers of interviews.
//!
//! An n-gram model of syllables over answers of all trades that were written for it
//! (`data/answers.ko.txt`; none of them is a recording's or a note's). Counts of longer contexts are
//! smoothed with what shorter ones say (MacKay and Peto 1995, "A hierarchical Dirichlet language
//! model").

use std::sync::LazyLock;

const TEXT: &str = include_str!("data/answers.ko.txt");

/// Characters of an n-gram: with four before it the errors of recognition were as few as with twelve.
const ORDER: usize = 5;
/// Characters before a text that are read: as many as an n-gram has, with marks and spaces between.
const NEAR: usize = 3 * ORDER;
/// Bits of a character: there are some 1,500 different ones.
const BITS: u32 = 12;
/// So many occurrences of a context weigh as much as all shorter contexts: from 3 to 6 the same.
const SHORTER: f32 = 4.0;
/// Likelihood of any character where nothing is known.
const ANY: f32 = 1.0 / 3000.0;

/// The n-grams of the answers.
pub static ANSWERS: LazyLock<Ngrams> = LazyLock::new(|| Ngrams::of(TEXT));

/// A text by its stretches of so many characters as an n-gram has.
pub struct Ngrams {
    /// The number of a character, from 1; 0 for one that the text does not have.
    numbers: Vec<u16>,
    /// The stretch from each place of the text, its characters' numbers one behind the other, sorted.
    stretches: Vec<u64>,
}

/// What the model reads of a text: a mark ends a sentence or is none, and a space stands before each word.
fn read(text: &str) -> impl Iterator<Item = char> {
    let words = text.split_whitespace().map(|word| word.chars().filter(|c| *c != ','));
    words.flat_map(|word| std::iter::once(' ').chain(word)).map(|c| match c {
        '?' | '!' | '…' => '.',
        other => other,
    })
}

impl Ngrams {
    /// Counts a text.
    fn of(text: &str) -> Self {
        let mut numbers = vec![0; 1 << 16];
        let mut different = 0;
        let mut number = |c: char| {
            let number = numbers.get_mut(c as usize)?;
            if *number == 0 && different + 1 < 1 << BITS {
                different += 1;
                *number = different;
            }
            Some(*number)
        };
        let row: Vec<u64> = read(text).map(|c| u64::from(number(c).unwrap_or_default())).collect();
        let stretch = |from: usize| {
            (from..from + ORDER).fold(0, |all, at| all << BITS | row.get(at).copied().unwrap_or(0))
        };
        let mut stretches: Vec<u64> = (0..row.len()).map(stretch).collect();
        stretches.sort_unstable();
        Ngrams { numbers, stretches }
    }

    /// Log likelihood of `text` after `before`, in nats: never above 0, less the longer it is.
    pub fn nats(&self, before: &str, text: &str) -> f32 {
        let number = |c: char| self.numbers.get(c as usize).map_or(0, |number| u64::from(*number));
        let near = before.char_indices().rev().nth(NEAR).map_or(0, |(at, _)| at);
        let mut row: Vec<u64> = read(&before[near..]).map(number).collect();
        let from = row.len();
        // A word goes on where no space is.
        let spaced = text.starts_with(char::is_whitespace) || before.ends_with(char::is_whitespace);
        row.extend(read(text).skip(usize::from(!spaced && from > 0)).map(number));
        (from..row.len())
            .map(|at| self.likelihood(&row[at.saturating_sub(ORDER - 1)..at], row[at]).ln())
            .sum()
    }

    /// How likely a character comes after others, 0 to 1.
    fn likelihood(&self, before: &[u64], next: u64) -> f32 {
        let mut likelihood = ANY;
        for length in 0..=before.len() {
            let context = &before[before.len() - length..];
            let here = self.with(&self.stretches, context, None);
            if here.is_empty() {
                break;
            }
            let both = self.with(here, context, Some(next));
            likelihood = (both.len() as f32 + SHORTER * likelihood) / (here.len() as f32 + SHORTER);
        }
        likelihood
    }

    /// Those of the stretches that begin with `context` and perhaps `next`.
    fn with<'a>(&self, stretches: &'a [u64], context: &[u64], next: Option<u64>) -> &'a [u64] {
        let begin = context.iter().chain(&next).fold(0, |all, number| all << BITS | number);
        let open = BITS * (ORDER - context.len() - usize::from(next.is_some())) as u32;
        let from = stretches.partition_point(|stretch| *stretch < begin << open);
        let rest = &stretches[from..];
        &rest[..rest.partition_point(|stretch| *stretch < (begin + 1) << open)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_text_has_is_likelier_than_what_it_has_not() {
        let text = Ngrams::of("발표를 준비했습니다.\n발표를 마쳤습니다.");
        assert!(text.nats("", " 발표를") > text.nats("", " 말표를"));
        assert!(text.nats(" 발표", "를") > text.nats(" 발표", "로"));
        assert!(text.nats(" 발표를", " 준") > text.nats(" 발표를", " 준비했"));
    }

    #[test]
    fn a_longer_context_tells_what_a_shorter_one_leaves_open() {
        let text = Ngrams::of("서버 배포를 했습니다. 국내 대표를 만났습니다.");
        let after = |before: &str| text.nats(before, " 배포를") - text.nats(before, " 대표를");
        assert!(after(" 서버") > 0.0 && after(" 국내") < 0.0);
    }

    #[test]
    fn marks_and_unknown_characters_are_no_trouble() {
        let text = Ngrams::of("발표를 준비했습니다.");
        assert_eq!(text.nats(" 발표,", " 준비"), text.nats(" 발표", " 준비"));
        assert!(text.nats("𝄞", "Ω 뷁").is_finite());
        assert_eq!(text.nats("", ""), 0.0);
    }
}
