//! What to practise next: weakness and age, weighed by importance.

use jiff::Timestamp;
use serde::Serialize;

use super::quality::quality;
use super::row::Row;
use super::schedule::memory;
use super::trend::by_question;
use crate::local_time;
use crate::question::{Kind, Notes, Question};

/// Need of a question that was never practised: that of an answer of quality 0.4 just given. So
/// weak answers that are due come before new questions, and those before good answers. Our own
/// choice, like the weights below.
const NEW_NEED: f64 = 0.6;

/// Weight of a question that sets a time limit, as the introduction of nearly every interview does.
const LIMIT_WEIGHT: f64 = 1.5;

/// Weight of a question without a written answer: writing one comes first.
const UNANSWERED_WEIGHT: f64 = 0.5;

/// A question with what speaks for practising it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Suggestion<'a> {
    /// Its id.
    pub question: &'a str,
    /// The question as it is asked.
    pub prompt: &'a str,
    /// Whether it has a written answer, and of what kind.
    pub kind: Kind,
    /// Its time limit in seconds.
    pub limit_s: Option<f64>,
    /// Where it stands among the principles of the notes.
    pub principle: Option<Rank<'a>>,
    /// Takes there are.
    pub takes: usize,
    /// The newest take.
    pub last_take: Option<&'a str>,
    /// Midnights since its newest reviewed take, on the clock of this machine.
    pub days: Option<i64>,
    /// Quality of that take, 0 to 1, see [`quality`].
    pub quality: Option<f64>,
    /// Share of key points said in that take, 0 to 1.
    pub covered: Option<f64>,
    /// Kinds of findings to fix in that take.
    pub fixes: &'a [String],
    /// Chance that the answer would come as well again now, 0 to 1.
    pub recall: Option<f64>,
    /// When it should be practised again, UTC, RFC 3339; `None` for a new question.
    pub due: Option<String>,
    /// Whether that time has come; true for a new question.
    pub is_due: bool,
    /// 1 for a plain question, more for one with a limit or a high principle, less without a
    /// written answer.
    pub importance: f64,
    /// Importance × need, by which questions are ordered. Need is 1 − quality × recall, and 0.6
    /// for a new question.
    pub score: f64,
}

/// A principle's place in the notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Rank<'a> {
    /// The principle.
    pub name: &'a str,
    /// Its place, from 1.
    pub rank: usize,
    /// How many there are.
    pub of: usize,
}

/// The questions of the notes, the one to practise now first: those that are due or new before the
/// others, each by its score, equal ones in the order of the notes.
pub fn next<'a>(notes: &'a Notes, rows: &'a [Row], now: Timestamp) -> Vec<Suggestion<'a>> {
    let groups = by_question(rows);
    let mut suggestions: Vec<Suggestion> = notes
        .questions
        .iter()
        .map(|question| {
            let group = groups.iter().find(|group| group.id == question.id);
            let takes: Vec<&Row> = group
                .iter()
                .flat_map(|group| &group.takes)
                .filter(|row| !row.is_discarded())
                .copied()
                .collect();
            suggestion(question, notes, &takes, now)
        })
        .collect();
    // A stable sort keeps the order of the notes.
    suggestions.sort_by(|a, b| b.is_due.cmp(&a.is_due).then_with(|| b.score.total_cmp(&a.score)));
    suggestions
}

fn suggestion<'a>(
    question: &'a Question,
    notes: &'a Notes,
    takes: &[&'a Row],
    now: Timestamp,
) -> Suggestion<'a> {
    let reviewed = takes.iter().rev().find(|row| row.is_reviewed()).copied();
    let quality = reviewed.and_then(quality);
    let memory = memory(takes, now);
    let need = match quality.zip(memory) {
        Some((quality, memory)) => 1.0 - quality * memory.recall,
        None => NEW_NEED,
    };
    let principle = rank(question, notes);
    let importance = importance(question, principle);
    let since = reviewed.and_then(|row| row.started.parse::<Timestamp>().ok());
    Suggestion {
        question: &question.id,
        prompt: &question.prompt,
        kind: question.kind,
        limit_s: question.limit_s,
        principle,
        takes: takes.len(),
        last_take: takes.last().map(|row| row.take.as_str()),
        days: since.map(|since| local_time::days_between(since, now)),
        quality,
        covered: reviewed.and_then(|row| row.covered),
        fixes: reviewed.map_or(&[], |row| &row.fixes),
        recall: memory.map(|memory| memory.recall),
        due: memory.map(|memory| memory.due.to_string()),
        is_due: memory.is_none_or(|memory| memory.due <= now),
        importance,
        score: importance * need,
    }
}

/// The first of n principles doubles the weight of its questions, the last adds one nth.
fn importance(question: &Question, principle: Option<Rank<'_>>) -> f64 {
    let mut importance = 1.0;
    if question.limit_s.is_some() {
        importance *= LIMIT_WEIGHT;
    }
    if let Some(Rank { rank, of, .. }) = principle {
        importance *= 1.0 + (of + 1 - rank) as f64 / of as f64;
    }
    if question.kind == Kind::Unanswered {
        importance *= UNANSWERED_WEIGHT;
    }
    importance
}

fn rank<'a>(question: &Question, notes: &'a Notes) -> Option<Rank<'a>> {
    let letters = |text: &str| {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect::<String>()
    };
    let topic = letters(question.topic.as_deref()?);
    let at = notes.principles.iter().position(|principle| letters(principle) == topic)?;
    Some(Rank { name: &notes.principles[at], rank: at + 1, of: notes.principles.len() })
}

#[cfg(test)]
mod tests {
    use super::super::row::tests::row;
    use super::*;
    use crate::language::Language;
    use crate::question::parse_notes;

    const DAY_S: i64 = 86_400;

    fn notes() -> Notes {
        let text = "# Principles in order of relevance\n1. Own It\n2. Think Long\n\n\
                    # Questions\n## Think Long\nQ. Alpha?\nA: One.\n\n## Own It\nQ. Beta?\nA: Two.\n\n\
                    ## Other\nQ. Gamma?\nA: Three.\n\nQ. Delta?\n\nQ. Epsilon within two minutes?\nA: Four.\n";
        parse_notes(&[("note.md".into(), text.into())])
    }

    fn take(id: &str, days_ago: i64, covered: f64) -> Row {
        let at = Timestamp::from_second(1_800_000_000 - days_ago * DAY_S).unwrap();
        Row {
            take: format!("{id}/{}", at.strftime("%Y-%m-%dT%H-%M-%SZ")),
            started: at.to_string(),
            language: Some(Language::English),
            speaking_s: Some(60.0),
            covered: Some(covered),
            ..row(id)
        }
    }

    fn order(rows: &[Row]) -> Vec<String> {
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        next(&notes(), rows, now).iter().map(|found| found.question.to_owned()).collect()
    }

    #[test]
    fn before_the_first_take_importance_decides() {
        assert_eq!(order(&[]), ["beta", "alpha", "epsilon", "gamma", "delta"]);
    }

    #[test]
    fn what_is_not_due_comes_last_whatever_its_importance() {
        let found = order(&[take("beta", 0, 0.3)]);
        assert_eq!(found.last().map(String::as_str), Some("beta"));
    }

    #[test]
    fn a_weak_answer_that_is_due_comes_before_a_new_question_and_a_good_one_after() {
        let rows = [take("gamma", 9, 0.0)];
        let found = order(&rows);
        let place = |id: &str| found.iter().position(|found| found == id);
        // The same importance as delta would have with a written answer.
        assert!(place("gamma") < place("delta"));
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        let (notes, good) = (notes(), [take("gamma", 90, 1.0)]);
        let of = |rows: &'static [Row]| {
            next(&notes, rows, now).iter().find(|s| s.question == "gamma").unwrap().score
        };
        let good_score = of(Box::leak(Box::new(good)));
        assert!(good_score < NEW_NEED && of(Box::leak(Box::new(rows))) > NEW_NEED);
    }

    #[test]
    fn a_take_without_review_leaves_the_question_new() {
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        let (notes, rows) = (notes(), [row("beta")]);
        let first = &next(&notes, &rows, now)[0];
        assert_eq!((first.question, first.takes, first.quality), ("beta", 1, None));
        assert_eq!(first.last_take, Some(rows[0].take.as_str()));
    }
}
