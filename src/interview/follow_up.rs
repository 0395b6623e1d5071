//! Follow-up questions: what an answer lacked first, then those of the notes.

use serde::{Deserialize, Serialize};

use super::told::{has_number, parts};
use super::{Item, Stage};
use crate::coverage::{self, Coverage, Status};
use crate::language::Language;
use crate::question::Part;
use crate::review::Review;

/// Why a follow-up is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// No result was told.
    NoResult,
    /// No number was said.
    NoNumber,
    /// "We" and hardly "I".
    We,
    /// The first key point of the written answer was left out.
    MissedPoint,
    /// The notes list it.
    Noted,
    /// What interviewers usually ask.
    Usual,
}

/// A follow-up question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// Why it is asked.
    pub reason: Reason,
    /// As it is asked, in the language of the question.
    pub text: String,
}

/// "We" this often and more often than "I" hides the speaker's own part; the same limit as the
/// finding of a review.
const WE_FROM: usize = 3;

/// The next follow-up to `item`. `review` is that of the main answer, where there is one yet;
/// `asked` are the follow-ups asked so far. `None` when nothing is left to ask.
pub fn next(item: &Item, review: Option<&Review>, asked: &[FollowUp]) -> Option<FollowUp> {
    let language = item.question.language;
    let lacking = review.map(|review| lacking(item, review)).unwrap_or_default();
    let noted =
        item.noted.iter().map(|text| FollowUp { reason: Reason::Noted, text: text.clone() });
    let usual = usual(item.stage, language)
        .iter()
        .map(|text| FollowUp { reason: Reason::Usual, text: (*text).to_owned() });
    let is_new = |follow_up: &FollowUp| !asked.iter().any(|before| before.text == follow_up.text);
    lacking.into_iter().chain(noted).chain(usual).find(is_new)
}

/// What the answer lacked, the gravest first. Only an answer with words can lack something.
fn lacking(item: &Item, review: &Review) -> Vec<FollowUp> {
    let language = item.question.language;
    let mut found = Vec::new();
    if review.words.is_empty() {
        return found;
    }
    let mut add = |reason, english: String, korean: String| {
        let text = match language {
            Language::English => english,
            Language::Korean => korean,
        };
        found.push(FollowUp { reason, text });
    };
    if item.stage == Stage::Behavioural {
        if !parts(review).contains(&Part::Result) {
            add(Reason::NoResult, "What was the outcome?".into(), "결과는 어땠나요?".into());
        }
        if !has_number(&review.text) {
            add(
                Reason::NoNumber,
                "How did you measure it?".into(),
                "그 성과를 어떻게 측정했나요? 수치로 말씀해 주시겠어요?".into(),
            );
        }
        let (one, many) = first_person(review);
        if many >= WE_FROM && many > one {
            add(
                Reason::We,
                "What was your own part?".into(),
                "그중 본인이 직접 한 일은 무엇이었나요?".into(),
            );
        }
    }
    if let Some(point) = credited(review).and_then(first_missed) {
        let point = shortened(point);
        add(
            Reason::MissedPoint,
            format!("Could you say more about this: “{point}”?"),
            format!("“{point}” 부분을 좀 더 말씀해 주시겠어요?"),
        );
    }
    found
}

fn credited(review: &Review) -> Option<&Coverage> {
    review.coverage.as_ref().filter(|coverage| coverage.better_question.is_none())
}

fn first_missed(coverage: &Coverage) -> Option<&str> {
    let points = coverage.sections.iter().flat_map(|section| &section.points);
    points.filter(|point| point.status == Status::Missed).map(|point| point.text.as_str()).next()
}

/// How often "I" and "we" were said: in the Action, where it can be told apart, else throughout.
fn first_person(review: &Review) -> (usize, usize) {
    let sections =
        credited(review).map(|coverage| coverage.sections.as_slice()).unwrap_or_default();
    let action = sections.iter().find(|section| section.part == Some(Part::Action));
    match action.filter(|section| section.status != Status::Missed) {
        Some(action) => (action.first_person_singular, action.first_person_plural),
        None => coverage::first_person(&review.words.iter().collect::<Vec<_>>()),
    }
}

/// A key point in at most sixteen words, without the word that ties it to the point before.
fn shortened(point: &str) -> String {
    const WORDS: usize = 16;
    const TIES: [&str; 10] =
        ["and", "but", "so", "or", "then", "which", "그리고", "그래서", "하지만", "또한"];
    let mut words: Vec<&str> = point.split_whitespace().collect();
    let ties = |word: &&str| TIES.contains(&word.to_lowercase().trim_end_matches(','));
    if words.len() > 2 && words.first().is_some_and(ties) {
        words.remove(0);
    }
    let more = if words.len() > WORDS { " …" } else { "" };
    let text = words[..words.len().min(WORDS)].join(" ");
    text.trim_end_matches(['.', ',', ';', ':']).to_owned() + more
}

/// What interviewers ask when nothing else is left.
fn usual(stage: Stage, language: Language) -> &'static [&'static str] {
    match (stage, language) {
        (Stage::Listed, _) => &[],
        (Stage::Behavioural, Language::English) => &[
            "What would you do differently today?",
            "What did you learn from it?",
            "What was the hardest decision in this?",
            "How did the others see it?",
        ],
        (Stage::Behavioural, Language::Korean) => &[
            "다시 한다면 무엇을 다르게 하시겠어요?",
            "그 경험에서 무엇을 배웠나요?",
            "가장 어려운 결정은 무엇이었나요?",
            "주변 사람들의 반응은 어땠나요?",
        ],
        (_, Language::English) => {
            &["Could you give an example?", "Why does that matter in practice?"]
        }
        (_, Language::Korean) => &["예를 하나 들어 주시겠어요?", "실무에서는 왜 중요한가요?"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interview::tests::{item, review};

    fn reasons(review: &Review) -> Vec<Reason> {
        lacking(&item("Tell me about a time.", Language::English), review)
            .into_iter()
            .map(|follow_up| follow_up.reason)
            .collect()
    }

    #[test]
    fn an_answer_without_a_result_a_number_and_an_i_is_asked_for_all_three() {
        let said = "We had a problem. Our team met and we talked about it, and then we decided.";
        assert_eq!(reasons(&review(said)), [Reason::NoResult, Reason::NoNumber, Reason::We]);
    }

    #[test]
    fn a_whole_answer_is_asked_nothing_of_that() {
        let said = "When I was a student I led a team of 4. As a result, I shipped it on time.";
        assert_eq!(reasons(&review(said)), []);
    }

    #[test]
    fn what_the_notes_list_comes_after_what_was_lacking_and_nothing_comes_twice() {
        let mut item = item("Tell me about a time.", Language::English);
        item.noted = vec!["Was it worth it?".into()];
        let review = review("I had 4 people and it was fine.");
        let mut asked = Vec::new();
        while let Some(follow_up) = next(&item, Some(&review), &asked) {
            asked.push(follow_up);
        }
        let order: Vec<Reason> = asked.iter().map(|follow_up| follow_up.reason).collect();
        assert_eq!(order[..3], [Reason::NoResult, Reason::Noted, Reason::Usual]);
        assert_eq!(asked.len(), 6);
    }

    #[test]
    fn a_point_is_quoted_without_the_word_that_ties_it_to_the_one_before() {
        assert_eq!(shortened("and I was the only member,"), "I was the only member");
        assert_eq!(shortened("So be it"), "be it");
        assert_eq!(shortened(&"word ".repeat(20)), "word ".repeat(16) + "…");
    }

    #[test]
    fn silence_lacks_nothing_and_korean_questions_are_followed_up_in_korean() {
        assert_eq!(reasons(&review("")), []);
        let item = item("경험을 말씀해 주세요.", Language::Korean);
        let text = next(&item, None, &[]).map(|follow_up| follow_up.text).unwrap();
        assert!(text.contains("다시 한다면"), "{text}");
    }
}
