//! What comes back over the answers.

use std::collections::HashMap;

use super::{AnswerSummary, MissedPart, Recurring, SameStory};
use crate::interview::recurring::{END, phrases, plain};
use crate::interview::story::{Telling, group, opening, title};
use crate::language::Language;
use crate::question::Part;
use crate::review::Review;
use crate::transcript::WordKind;

/// What comes back over the answers `rows`; `reviews` are those of their takes, by id.
pub(super) fn recurring(rows: &[&AnswerSummary], reviews: &HashMap<String, Review>) -> Recurring {
    let of_row = |row: &AnswerSummary| reviews.get(row.take.as_ref()?);
    let spoken: Vec<(Vec<String>, Language)> = rows
        .iter()
        .filter_map(|row| of_row(row))
        .map(|review| {
            let words = review.words.iter().filter(|word| word.kind != WordKind::Filler);
            let ended = |text: &str| text.ends_with(['.', '?', '!']).then(|| END.to_owned());
            let plain =
                words.flat_map(|word| plain(&word.text).into_iter().chain(ended(&word.text)));
            (plain.collect(), review.language)
        })
        .collect();
    let stories: Vec<&AnswerSummary> = rows.iter().copied().filter(|r| r.parts.is_some()).collect();
    let missed = |part: Part| {
        let without = stories.iter().filter(|row| !row.parts.iter().flatten().any(|p| *p == part));
        MissedPart { part, missed: without.count(), of: stories.len() }
    };
    // The later part counts more among equals: a story without a Result is the graver one.
    let missed_part = Part::ALL.into_iter().map(missed).max_by_key(|missed| missed.missed);
    let tellings: Vec<Telling> = stories
        .iter()
        .filter_map(|row| {
            let text = of_row(row)?.text.clone();
            Some(Telling {
                principle: row.principle.clone(),
                question: row.question.clone(),
                take: row.take.clone(),
                opening: opening(&text),
                text,
            })
        })
        .collect();

    Recurring {
        phrases: phrases(&spoken),
        missed_part: missed_part.filter(|missed| missed.missed > 1),
        stories: same_stories(&tellings),
    }
}

/// Stories told for more than one principle.
fn same_stories(tellings: &[Telling]) -> Vec<SameStory> {
    let numbers = group(tellings);
    let stories = numbers.iter().max().map_or(0, |last| last + 1);
    (0..stories)
        .filter_map(|story| {
            let at: Vec<usize> = (0..tellings.len()).filter(|at| numbers[*at] == story).collect();
            let of: Vec<&Telling> = at.iter().map(|at| &tellings[*at]).collect();
            let mut principles: Vec<String> = Vec::new();
            for name in of.iter().filter_map(|telling| telling.principle.clone()) {
                if !principles.contains(&name) {
                    principles.push(name);
                }
            }
            let takes = of.iter().filter_map(|telling| telling.take.clone()).collect();
            (principles.len() > 1).then(|| SameStory {
                title: title(tellings, &at),
                principles,
                takes,
            })
        })
        .collect()
}
