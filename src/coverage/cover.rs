//! Puts coverage together: from a question, the other questions of the notes and a transcript.

use super::alignment::{Alignment, Kinds};
use super::clause;
use super::credit::Told;
use super::cue::cue;
use super::embedding::Embedding;
use super::english::English;
use super::fact::{Parts, Speech};
use super::facts::Facts;
use super::fit;
use super::matching::Matching;
use super::negation;
use super::path::Paths;
use super::person;
use super::point::KeyPoint;
use super::point_signs::{self, PointSigns};
use super::reference::Reference;
use super::result::{Coverage, PointResult};
use super::scores::{self, Vectors};
use super::section::{self, Spoken};
use super::section_signs::{self, SectionSigns};
use super::synonym::Synonyms;
use super::token::{tokens, tokens_of};
use crate::language::Language;
use crate::question::{Part, Question};
use crate::span::Span;
use crate::transcript::Transcript;

/// What spoke for each point and section, in the order of the written answer.
pub struct Signs {
    /// Of each point.
    pub points: Vec<PointSigns>,
    /// Of each section.
    pub sections: Vec<SectionSigns>,
}

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
    cover_with_signs(question, others, transcript, pauses, embedding).map(|(coverage, _)| coverage)
}

/// [`cover`] with the signs that the weights of [`super::logistic`] are fitted to.
pub fn cover_with_signs(
    question: &Question,
    others: &[Question],
    transcript: &Transcript,
    pauses: &[Span],
    embedding: Option<&Embedding>,
) -> Option<(Coverage, Signs)> {
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

    let likeness = match credited {
        true => section::likeness(&clauses, &reference, &windows, &matching, &heard),
        // It belongs to no section.
        false => vec![vec![0.0; reference.sections.len()]; units.len()],
    };
    let parts: Vec<Option<Part>> = reference.sections.iter().map(|(part, _)| *part).collect();
    let cues: Vec<Option<Part>> = units.iter().map(|unit| cue(&unit.text)).collect();
    let paths = Paths {
        units: &units,
        cues: &cues,
        reads_prompt: &reads_prompt,
        likeness: &likeness,
        parts: &parts,
    };
    let path = paths.among(&|_| credited);

    let of_points: Vec<usize> = reference.own().map(|point| reference.section_of(point)).collect();
    let places = Parts { of_units: &path, of_points: &of_points, alignment: &alignment };
    let speech = Speech::new(&heard, &texts, &synonyms, &matching, reference.own(), &units, places);
    let facts = Facts::check(own_points, &speech, credited);
    let denied = negation::denied(&heard, &units);
    let clearest = section::clearest(&paths, &path);
    let untold: Vec<bool> = clearest.iter().map(|alike| *alike < section::CLEAR).collect();
    let told = Told {
        units: &units,
        windows: &windows,
        scores: &own,
        matching: &matching,
        denied: &denied,
        path: &path,
        untold: &untold,
        alignment: &alignment,
        fit,
        korean: question.language == Language::Korean,
    };
    let (of_point, of_section) = match vectors {
        None => (&point_signs::BY_WORDS, &section_signs::BY_WORDS),
        Some(_) => (&point_signs::BY_MEANING, &section_signs::BY_MEANING),
    };
    let (points, point_signs): (Vec<PointResult>, Vec<PointSigns>) = told
        .results(own_points, &of_points, &facts, credited.then_some(of_point))
        .into_iter()
        .unzip();

    let section_signs = section_signs::signs(
        &section::aligned(&paths, &path, &of_points, &points, &clearest),
        fit,
        units.len(),
    );
    let likely = section::probabilities(&section_signs, of_section, &points, credited);
    let likeness = section::with_evidence(&units, &likeness, &of_points, &points);
    let paths = Paths { likeness: &likeness, ..paths };
    let is_told = |section: usize| section::is_told(likely[section], parts.len());
    let mut path = paths.among(&is_told);
    section::give_each_a_clause(&mut path, &likeness, &is_told);
    let spoken = Spoken { units: &units, words: &words, path: &path };
    let mut sections = section::sections(&parts, &spoken, &likely);
    for (result, section) in points.into_iter().zip(&of_points) {
        sections[*section].points.push(result);
    }

    let (first_person_singular, first_person_plural) = person::first_person(&words);
    let coverage = Coverage {
        other: section::other(&units, &path),
        facts: facts.results(&heard, &words),
        sections,
        first_person_singular,
        first_person_plural,
        guessed: false,
        fit,
        better_question,
    };
    Some((coverage, Signs { points: point_signs, sections: section_signs }))
}
