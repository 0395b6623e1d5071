//! Puts coverage together: from a question, the other questions of the notes and a transcript.

use super::alignment::{Alignment, Kinds};
use super::clause;
use super::credit::{self, Told};
use super::digression;
use super::embedding::Embedding;
use super::english::English;
use super::fact::{Parts, Speech};
use super::facts::Facts;
use super::fit;
use super::matching::Matching;
use super::negation;
use super::person;
use super::point::KeyPoint;
use super::reference::Reference;
use super::result::{Coverage, Status};
use super::scores::{self, Vectors};
use super::section::{self, Spoken};
use super::star;
use super::synonym::Synonyms;
use super::token::{tokens, tokens_of};
use crate::question::{Part, Question};
use crate::span::Span;
use crate::transcript::Transcript;

/// Measures how much of the question's written answer the transcript says.
///
/// `others` are the questions of the notes (the question itself may be among them): they tell what
/// words are rare, and whether one of them fits better. `pauses` are silences of the recording, in
/// seconds; they may be empty. `embedding` is the optional sentence encoder. `None` when the question
/// has no written answer.
pub fn cover(
    question: &Question,
    others: &[Question],
    transcript: &Transcript,
    pauses: &[Span],
    embedding: Option<&Embedding>,
) -> Option<Coverage> {
    let english = English::new();
    let synonyms = Synonyms::new(&english);
    let words = clause::content_words(transcript);
    let units = clause::units(&words, pauses, transcript.language);
    let heard = tokens(words.iter().map(|word| word.text.as_str()), &english);
    let reference = Reference::new(question, others, &heard, &english)?;
    let all: Vec<&KeyPoint> = reference.points.iter().collect();
    let matching = Matching::new(&all, &heard, &synonyms);

    let reads_prompt = {
        let prompt = tokens_of(&question.prompt, &english);
        fit::prompt_read(&units, &heard, &matching, &reference.prompt, &prompt)
    };
    let windows = scores::windows(&units, &heard, &reads_prompt);
    let own_points = &reference.points[reference.own()];
    let vectors = embedding.map(|known| Vectors::new(known, own_points, &units, &windows));
    let own = scores::scores(&matching, reference.own(), &windows, vectors.as_ref());

    let (fit, better_question) =
        fit::fit_and_better(&reference, others, &units, &windows, &matching);
    let credited = better_question.is_none();

    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let clauses = scores::clause_likeness(&own, units.len(), &windows);
    let alignment = match credited {
        true => {
            let kinds = Kinds::of(own_points, &heard, &texts, &units);
            Alignment::new(&clauses, |unit, point| kinds.shared(unit, point))
        }
        false => Alignment::none(units.len()),
    };

    let (likeness, path) = if credited {
        let likeness = section::likeness(&clauses, &reference, &windows, &matching, &heard);
        let parts: Vec<Option<Part>> = reference.sections.iter().map(|(part, _)| *part).collect();
        let mut path = star::align(&units, &likeness, &parts);
        digression::leave_out(&units, &likeness, &mut path);
        // To read the question aloud is no part of an answer.
        path.iter_mut()
            .zip(&reads_prompt)
            .filter(|(_, reads)| **reads)
            .for_each(|(at, _)| *at = None);
        (likeness, path)
    } else {
        (Vec::new(), vec![None; units.len()])
    };

    let of_points: Vec<usize> = reference.own().map(|point| reference.section_of(point)).collect();
    let parts = Parts { of_units: &path, of_points: &of_points, alignment: &alignment };
    let speech = Speech::new(&heard, &texts, &synonyms, &matching, reference.own(), &units, parts);
    let facts = Facts::check(own_points, &speech, credited);
    let by = if vectors.is_some() { credit::BY_MEANING } else { credit::BY_WORDS };
    let thresholds = credited.then(|| by.at_fit(fit));
    let denied = negation::denied(&heard, &units);
    let spoken = Spoken { units: &units, words: &words, path: &path };
    let mut sections = section::sections(&reference, &spoken, &likeness);
    let untold: Vec<bool> = sections.iter().map(|s| s.status == Status::Missed).collect();
    let told = Told {
        units: &units,
        windows: &windows,
        scores: &own,
        matching: &matching,
        denied: &denied,
        path: &path,
        alignment: &alignment,
        fits: fit >= credit::FITS_NONE,
        untold: &untold,
    };
    for (index, point) in own_points.iter().enumerate() {
        let section = reference.section_of(index);
        let result = told.result(index, section, point, &facts, thresholds);
        sections[section].points.push(result);
    }

    let (first_person_singular, first_person_plural) = person::first_person(&words);
    Some(Coverage {
        other: section::other(&units, &path),
        facts: facts.results(&heard, &words),
        sections,
        first_person_singular,
        first_person_plural,
        guessed: false,
        fit,
        better_question,
    })
}
