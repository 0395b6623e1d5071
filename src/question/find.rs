//! Which question the user means.

use unicode_normalization::UnicodeNormalization;

use super::Question;

/// Candidates that a message lists.
const LISTED: usize = 5;

/// The user's words fit no question, or several.
#[derive(Debug, thiserror::Error)]
pub enum FindError {
    /// There is no question at all.
    #[error("the notes have no questions: `aloud questions` says what was read")]
    NoQuestions,
    /// None fits.
    #[error("no question fits \"{query}\". Nearest:\n{}", .nearest.join("\n"))]
    Unknown {
        /// What the user asked for.
        query: String,
        /// The questions most like it, as `id  prompt`.
        nearest: Vec<String>,
    },
    /// Several fit.
    #[error("\"{query}\" fits {count} questions. Say which by its id:\n{}", .candidates.join("\n"))]
    Ambiguous {
        /// What the user asked for.
        query: String,
        /// How many fit.
        count: usize,
        /// The first of them, as `id  prompt`.
        candidates: Vec<String>,
    },
}

/// The question that `query` names: by its id, else by its number, else by a part of its prompt.
/// Case, Unicode form, spaces and punctuation do not matter.
///
/// # Errors
/// When no question or more than one fits; the error lists the candidates.
pub fn find_question<'a>(
    questions: &'a [Question],
    query: &str,
) -> Result<&'a Question, FindError> {
    if questions.is_empty() {
        return Err(FindError::NoQuestions);
    }
    let query = query.trim();
    let id: String = query.nfc().collect::<String>().to_lowercase();
    if let Some(question) = questions.iter().find(|question| question.id == id) {
        return Ok(question);
    }
    let wanted = folded(query);
    let numbered = by_number(questions, query);
    let whole = with(questions, |question| folded(&question.prompt) == wanted);
    // A number that no question has must not find the one that says "in 90 seconds".
    let is_part = |text: &str| !is_number(query) && folded(text).contains(&wanted);
    let part = with(questions, |question| is_part(&question.prompt));
    let of_id = with(questions, |question| is_part(&question.id));
    let fitting = if wanted.is_empty() {
        Vec::new()
    } else {
        [numbered, whole, part, of_id]
            .into_iter()
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    };
    match fitting.as_slice() {
        [only] => Ok(only),
        [] => Err(FindError::Unknown { query: query.into(), nearest: nearest(questions, &wanted) }),
        several => Err(FindError::Ambiguous {
            query: query.into(),
            count: several.len(),
            candidates: several.iter().take(LISTED).map(|question| listed(question)).collect(),
        }),
    }
}

/// The number each question is called by: that of its note, or its place in the list when no
/// question of the notes has a number.
pub fn call_numbers(questions: &[Question]) -> impl Iterator<Item = Option<u32>> + '_ {
    let numbered = questions.iter().any(|question| question.number.is_some());
    questions.iter().enumerate().map(move |(at, question)| {
        if numbered { question.number } else { u32::try_from(at + 1).ok() }
    })
}

fn is_number(query: &str) -> bool {
    query.chars().all(|c| c.is_ascii_digit())
}

fn by_number<'a>(questions: &'a [Question], query: &str) -> Vec<&'a Question> {
    let digits = query.trim_start_matches(['#', 'q', 'Q']).trim_end_matches(['.', '번']);
    let Ok(number) = digits.parse::<u32>() else { return Vec::new() };
    questions
        .iter()
        .zip(call_numbers(questions))
        .filter(|(_, own)| *own == Some(number))
        .map(|(question, _)| question)
        .collect()
}

fn with(questions: &[Question], fits: impl Fn(&Question) -> bool) -> Vec<&Question> {
    questions.iter().filter(|question| fits(question)).collect()
}

fn nearest(questions: &[Question], wanted: &str) -> Vec<String> {
    let mut scored: Vec<(f64, &Question)> =
        questions.iter().map(|question| (likeness(wanted, question), question)).collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    scored.into_iter().take(LISTED).map(|(_, question)| listed(question)).collect()
}

fn likeness(wanted: &str, question: &Question) -> f64 {
    let prompt = strsim::sorensen_dice(wanted, &folded(&question.prompt));
    prompt.max(strsim::jaro_winkler(wanted, &folded(&question.id)) * 0.8)
}

fn listed(question: &Question) -> String {
    format!("  {}  {}", question.id, question.prompt)
}

/// Letters and digits alone, lower case, NFC: what is left when spelling details are put aside.
pub(super) fn folded(text: &str) -> String {
    text.nfc().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::tests::question;

    fn questions() -> Vec<Question> {
        let mut questions = vec![
            question("Describe a conflict with a colleague."),
            question("가장 어려웠던 문제를 말씀해 주세요."),
            question("Describe a conflict with a customer."),
        ];
        for (at, question) in questions.iter_mut().enumerate() {
            question.number = Some(at as u32 + 1);
        }
        super::super::id::assign_ids(&mut questions);
        questions
    }

    #[test]
    fn id_number_and_part_of_the_prompt_all_work() {
        let questions = questions();
        for query in ["2", "#2", "어려웠던문제", "가장 어려웠던", "conflict-colleague", "COLLEAGUE"]
        {
            assert!(find_question(&questions, query).is_ok(), "{query}");
        }
        let decomposed: String = "어려웠던".nfd().collect();
        assert_eq!(find_question(&questions, &decomposed).unwrap().number, Some(2));
    }

    #[test]
    fn an_ambiguous_query_lists_what_it_fits() {
        let error = find_question(&questions(), "conflict").unwrap_err().to_string();
        assert!(error.contains("fits 2") && error.contains("conflict-customer"), "{error}");
    }

    #[test]
    fn an_unknown_query_lists_the_nearest_first() {
        let FindError::Unknown { nearest, .. } =
            find_question(&questions(), "conflict with a custmer").unwrap_err()
        else {
            panic!("should be unknown");
        };
        assert!(nearest[0].contains("customer"), "{nearest:?}");
    }

    #[test]
    fn a_number_is_no_part_of_a_prompt() {
        let mut questions = questions();
        questions[0].prompt = "Describe a conflict in 90 seconds.".into();
        assert!(find_question(&questions, "9").is_err());
        assert!(find_question(&questions, "90 seconds").is_ok());
    }

    #[test]
    fn an_empty_query_fits_nothing() {
        assert!(find_question(&questions(), " ").is_err());
    }
}
