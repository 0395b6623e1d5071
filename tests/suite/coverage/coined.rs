//! Coined Korean names (`aloud::coverage::candidates`) against the names that the facts of labelled answers list.

use std::collections::HashSet;

use aloud::coverage::logistic::Weights;
use aloud::coverage::{COINED_NAME, COINED_SIGNS, candidates, key_points};
use aloud::language::Language;

use super::fit;
use super::score::{Of, Row};
use super::set;

/// The nouns of the written answers of a file that may be names, with their signs, each as often as it stands there.
fn nouns(file: &str) -> Vec<(String, Row)> {
    let entries = set::read(&std::fs::read_to_string(file).expect("readable"));
    let labels = entries.iter().flat_map(|entry| &entry.answers).flat_map(|answer| &answer.facts);
    let labels: HashSet<&str> = labels
        .filter(|(text, _)| !text.contains(|c: char| c.is_ascii_digit()))
        .flat_map(|(text, _)| text.split(|c: char| !c.is_alphanumeric()))
        .collect();
    let labelled = entries.iter().filter(|entry| entry.answers.iter().any(|a| !a.facts.is_empty()));
    let points = labelled
        .flat_map(|entry| &entry.question.reference.as_ref().expect("a written answer").sections)
        .flat_map(|section| key_points(section, Language::Korean));
    let row = |signs: &[f32], noun: &str| Row {
        signs: signs.to_vec(),
        told: labels.contains(noun),
        of: Of::Whole,
    };
    points
        .flat_map(|point| {
            let found = candidates(&point).into_iter();
            found.map(|one| (one.noun.to_owned(), row(&one.signs, one.noun))).collect::<Vec<_>>()
        })
        .collect()
}

/// Prints the weights of coined names fitted to the Korean files of `ALOUD_EVAL` (separated by colons), and for each file
/// which nouns are names by weights that were fitted without it, labelled ones with a star.
#[test]
#[ignore = "needs ALOUD_EVAL, files of labelled Korean answers"]
fn fits_the_weights_of_coined_names() {
    let files = std::env::var("ALOUD_EVAL").expect("ALOUD_EVAL names files of labelled answers");
    let all: Vec<(&str, Vec<(String, Row)>)> =
        files.split(':').map(|file| (file, nouns(file))).collect();
    let weights = |without: &str| -> Weights<COINED_SIGNS> {
        let rows = all.iter().filter(|(file, _)| *file != without).flat_map(|(_, rows)| rows);
        fit::weights(&rows.map(|(_, row)| row).collect::<Vec<_>>(), 1.0)
    };
    for (file, rows) in &all {
        let weights = weights(file);
        let mut names: Vec<String> = rows
            .iter()
            .filter(|(_, row)| {
                weights.probability(&std::array::from_fn(|at| row.signs[at])) >= COINED_NAME
            })
            .map(|(noun, row)| format!("{noun}{}", if row.told { "*" } else { "" }))
            .collect();
        names.sort_unstable();
        names.dedup();
        println!("{file}: {}", names.join(" "));
    }
    println!("{:?}", weights(""));
}
