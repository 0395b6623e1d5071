//! What can be told from the speech alone, without a written answer to hold it against.

use crate::coverage::english::English;
use crate::coverage::token::tokens_of;
use crate::coverage::{Coverage, Status, star};
use crate::question::Part;
use crate::review::Review;

/// The STAR parts that were told: by the written answer where it has parts, otherwise by the
/// phrases that announce them ("my task was", "as a result", 결과적으로). A part told without such
/// a phrase is not seen then.
pub fn parts(review: &Review) -> Vec<Part> {
    let by_answer = |found: &&Coverage| found.better_question.is_none() && !found.guessed;
    let coverage = review.coverage.as_ref().filter(by_answer);
    let sections = coverage.map(|found| found.sections.as_slice()).unwrap_or_default();
    let by_notes = sections.iter().any(|section| section.part.is_some());
    Part::ALL
        .into_iter()
        .filter(|part| match by_notes {
            true => sections
                .iter()
                .any(|section| section.part == Some(*part) && section.status != Status::Missed),
            false => announced(&review.text).contains(part),
        })
        .collect()
}

/// Parts whose phrases stand in `text`, clause by clause.
fn announced(text: &str) -> Vec<Part> {
    let clauses = text.split(['.', '?', '!', ',', ';']);
    let mut found: Vec<Part> = clauses.filter_map(star::cue).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether a number is said that counts something: more than "one".
pub fn has_number(text: &str) -> bool {
    let tokens = tokens_of(text, &English::new());
    tokens.iter().any(|token| token.value.is_some_and(|value| value != 1.0 && value != 0.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interview::tests::review;

    #[test]
    fn parts_are_told_from_the_phrases_that_announce_them() {
        let told =
            review("When I was a student we met. My task was the backend. As a result it ran.");
        assert_eq!(parts(&told), [Part::Situation, Part::Task, Part::Result]);
        let told = review("당시 팀이 작았습니다. 결과적으로 잘 끝났습니다.");
        assert_eq!(parts(&told), [Part::Situation, Part::Result]);
    }

    #[test]
    fn numbers_count_in_digits_and_in_words_of_both_languages() {
        for text in ["It took 3 weeks.", "four hundred users", "고객이 16개 회사였습니다."]
        {
            assert!(has_number(text), "{text}");
        }
        for text in ["One day it broke.", "어느 날 고장 났습니다."] {
            assert!(!has_number(text), "{text}");
        }
    }
}
