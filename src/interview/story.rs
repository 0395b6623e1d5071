//! Which tellings are the same story, and what a story is called.

mod title;
mod vector;

use serde::{Deserialize, Serialize};

pub use title::{opening, title};
use vector::{cosine, vectors};

/// A story told once: a written answer, or a take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Telling {
    /// The principle it is told for.
    pub principle: Option<String>,
    /// Id of the question.
    pub question: String,
    /// The take; `None` for the written answer.
    pub take: Option<String>,
    /// What was written or said.
    #[serde(skip)]
    pub text: String,
    /// Where of it the title is taken from: the Situation, see [`opening`].
    #[serde(skip)]
    pub opening: String,
}

/// Cosine of two tellings' words, weighed by rarity, from which they are the same story. Of the six
/// written answers of an on-site note, the two that tell one story measure about .14, all other
/// pairs .07 and less.
const SAME_STORY: f64 = 0.10;

/// Which tellings belong together: for each the number of its story, from 0 in the order they
/// first come. A story is a chain: each telling is like at least one other.
pub fn group(tellings: &[Telling]) -> Vec<usize> {
    let vectors = vectors(tellings);
    let mut story: Vec<usize> = (0..tellings.len()).collect();
    for at in 0..tellings.len() {
        for before in 0..at {
            if cosine(&vectors[at], &vectors[before]) >= SAME_STORY {
                let (from, to) = (story[at].max(story[before]), story[at].min(story[before]));
                story.iter_mut().filter(|number| **number == from).for_each(|n| *n = to);
            }
        }
    }
    let mut order: Vec<usize> = Vec::new();
    for number in &mut story {
        let known = order.iter().position(|first| first == number);
        *number = known.unwrap_or_else(|| {
            order.push(*number);
            order.len() - 1
        });
    }
    story
}

#[cfg(test)]
mod tests {
    use super::*;

    fn telling(text: &str) -> Telling {
        let (text, opening) = (text.to_owned(), opening(text));
        Telling { principle: None, question: String::new(), take: None, text, opening }
    }

    #[test]
    fn the_same_story_is_known_in_other_words_and_across_languages() {
        let tellings = [
            telling("At the radio station Hanbit the stream failed, so I wrote an alarm for it."),
            telling("In the hospital I sorted letters and made a table of wards and doctors."),
            telling("Hanbit radio needed a queue before its stream; the alarm was my idea."),
            telling("한빛 방송국 Hanbit 에서 경보를 만들었습니다."),
        ];
        assert_eq!(group(&tellings), [0, 1, 0, 0]);
        assert!(title(&tellings, &[0, 2, 3]).contains("Hanbit"));
    }
}
