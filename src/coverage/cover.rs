//! Puts coverage together: from a question, the other questions of the notes and a transcript.

use super::clause::{self, Unit};
use super::embedding::Embedding;
use super::english::English;
use super::fact::{self, FactResult, FactStatus, Speech};
use super::matching::Matching;
use super::person;
use super::point::{self, Fact, KeyPoint};
use super::result::*;
use super::scores::{self, Score, Vectors, Window};
use super::star;
use super::synonym::Synonyms;
use super::token::{Token, tokens};
use crate::question::{Part, Question};
use crate::span::Span;
use crate::transcript::Transcript;

/// Scores from which a point is said, and from which it is unsure.
struct Thresholds {
    said: f32,
    unsure: f32,
}

/// By words alone. On the tuning half of the labelled answers the best F1 lies at .29 in both
/// languages (English .934, Korean .956); precision counts more, as a point never said must not be
/// credited, so "said" begins a little above.
const BY_WORDS: Thresholds = Thresholds { said: 0.33, unsure: 0.27 };
/// With the sentence embedding the best F1 lies at .41 (English .946, Korean .962).
const BY_MEANING: Thresholds = Thresholds { said: 0.40, unsure: 0.34 };
/// A section is said when a clause aligned with it is this much like one of its points.
const SECTION_SAID: f32 = 0.24;
/// From here to [`SECTION_SAID`] it is unsure.
const SECTION_UNSURE: f32 = 0.19;
/// How strongly a point is damped where another point says the same words better.
const RIVAL: f32 = 0.3;
/// Another question fits clearly better when its fit is this many times this one's...
const BETTER: f32 = 1.3;
/// ...and at least this (right questions measured at .31 and more, wrong ones at .26 and less).
const FITS: f32 = 0.28;
/// A clause that says this share of the prompt's clause, and nothing else, reads the prompt.
const READS_PROMPT: f32 = 0.9;
const READS_PROMPT_PART: f32 = 0.5;

/// All key points of the notes: the question's own first.
struct Reference {
    points: Vec<KeyPoint>,
    /// For each own section its points.
    sections: Vec<(Option<Part>, std::ops::Range<usize>)>,
    /// For each other question its points.
    others: Vec<(usize, std::ops::Range<usize>)>,
    /// The prompt's clauses.
    prompt: std::ops::Range<usize>,
}

impl Reference {
    fn new(question: &Question, others: &[Question], english: &English) -> Option<Self> {
        let reference = question.reference.as_ref()?;
        let mut points = Vec::new();
        let mut sections = Vec::new();
        for section in &reference.sections {
            let from = points.len();
            points.extend(point::points_with(&section.text, question.language, english));
            sections.push((section.part, from..points.len()));
        }
        let mut rivals = Vec::new();
        for (index, other) in others.iter().enumerate() {
            if other.id == question.id {
                continue;
            }
            let Some(reference) = &other.reference else { continue };
            let from = points.len();
            for section in &reference.sections {
                points.extend(point::points_with(&section.text, other.language, english));
            }
            rivals.push((index, from..points.len()));
        }
        let from = points.len();
        points.extend(point::points_with(&question.prompt, question.language, english));
        let prompt = from..points.len();
        Some(Self { points, sections, others: rivals, prompt })
    }

    fn own(&self) -> std::ops::Range<usize> {
        0..self.sections.last().map_or(0, |(_, range)| range.end)
    }
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
    let english = English::new();
    let synonyms = Synonyms::new(&english);
    let reference = Reference::new(question, others, &english)?;
    let words = clause::content_words(transcript);
    let units = clause::units(&words, pauses, transcript.language);
    let heard = tokens(words.iter().map(|word| word.text.as_str()), &english);
    let all: Vec<&KeyPoint> = reference.points.iter().collect();
    let matching = Matching::new(&all, &heard, &synonyms);

    let reads_prompt = prompt_read(&units, &heard, &matching, &reference.prompt);
    let windows = scores::windows(&units, &heard, &reads_prompt);
    let vectors = embedding.map(|embedding| {
        Vectors::new(embedding, &reference.points[reference.own()], &units, &windows)
    });
    let own = scores::scores(&matching, reference.own(), &windows, vectors.as_ref());
    let own = own.as_slice();

    // Whether another question fits better is decided by words alone, for all questions alike.
    let words_of = |range: &std::ops::Range<usize>| {
        let scored = scores::scores(&matching, range.clone(), &windows, None);
        fit(&scored, &units, &windows, &matching)
    };
    let fit = words_of(&reference.own());
    let better_question = reference
        .others
        .iter()
        .map(|(index, range)| (index, words_of(range)))
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .filter(|(_, score)| *score >= FITS && *score >= BETTER * fit)
        .map(|(&index, score)| BetterQuestion {
            id: others[index].id.clone(),
            prompt: others[index].prompt.clone(),
            score,
        });
    let credit = better_question.is_none();
    let by = if vectors.is_some() { &BY_MEANING } else { &BY_WORDS };
    let thresholds = credit.then_some(by);

    let aligned = if credit {
        let likeness = likeness(own, &reference, &units, &windows, &matching);
        let parts: Vec<_> = reference.sections.iter().map(|(part, _)| *part).collect();
        let path = star::align(&units, &likeness, &parts);
        (likeness, path)
    } else {
        (Vec::new(), vec![None; units.len()])
    };
    let (likeness, path) = aligned;

    let speech = Speech { tokens: &heard, synonyms: &synonyms, matching: &matching };
    let facts = Facts::check(&reference.points[reference.own()], &speech, credit);
    let points: Vec<PointResult> = reference
        .own()
        .map(|index| {
            let damped = damped(index, own, &windows);
            point_result(&reference.points[index], &damped, &windows, &units, &facts, thresholds)
        })
        .collect();

    let mut sections = sections(&reference, &units, &path, &likeness, points);
    shares(&mut sections);
    let (first_person_singular, first_person_plural) = person::first_person(transcript);
    Some(Coverage {
        other: other(&units, &path),
        facts: facts.results(&heard, &words),
        sections,
        first_person_singular,
        first_person_plural,
        fit,
        better_question,
    })
}

fn text(units: &[Unit], window: &Window) -> String {
    units[window.units.clone()].iter().map(|unit| unit.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// Which clauses only read the question aloud.
fn prompt_read(
    units: &[Unit],
    heard: &[Token],
    matching: &Matching,
    prompt: &std::ops::Range<usize>,
) -> Vec<bool> {
    let clauses: Vec<usize> = prompt.clone().collect();
    units
        .iter()
        .map(|unit| {
            let first = heard.partition_point(|token| token.word < unit.words.start);
            let last = heard.partition_point(|token| token.word < unit.words.end);
            if clauses.is_empty() || first == last {
                return false;
            }
            let only_prompt = matching.precision_of(&clauses, first..last) >= READS_PROMPT;
            let much_of_it = clauses
                .iter()
                .any(|&clause| matching.recall(clause, first..last) >= READS_PROMPT_PART);
            only_prompt && much_of_it
        })
        .collect()
}

/// Mean over the clauses, by their weight of content, of how alike their best point is.
fn fit(scored: &[Vec<Score>], units: &[Unit], windows: &[Window], matching: &Matching) -> f32 {
    let (mut sum, mut total) = (0.0, 0.0);
    for unit in 0..units.len() {
        let mut best = 0.0f32;
        let mut weight = 0.0;
        for (at, window) in windows.iter().enumerate() {
            if !window.units.contains(&unit) {
                continue;
            }
            if window.units.len() == 1 {
                weight = matching.weight(window.tokens.clone());
            }
            best = scored.iter().map(|row| row[at].alike).fold(best, f32::max);
        }
        sum += best * weight;
        total += weight;
    }
    if total == 0.0 { 0.0 } else { sum / total }
}

/// `likeness[unit][section]`, 0 to 1.
fn likeness(
    own: &[Vec<Score>],
    reference: &Reference,
    units: &[Unit],
    windows: &[Window],
    matching: &Matching,
) -> Vec<Vec<f32>> {
    (0..units.len())
        .map(|unit| {
            reference
                .sections
                .iter()
                .map(|(_, range)| {
                    let points: Vec<usize> = range.clone().collect();
                    let mut best = 0.0f32;
                    let mut whole = 0.0f32;
                    for (at, window) in windows.iter().enumerate() {
                        if !window.units.contains(&unit) || window.units.len() > 2 {
                            continue;
                        }
                        let shared = if window.units.len() == 1 { 1.0 } else { 0.8 };
                        let alike = points.iter().map(|&point| own[point][at].alike);
                        best = best.max(shared * alike.fold(0.0, f32::max));
                        if window.units.len() == 1 {
                            whole = matching.precision_of(&points, window.tokens.clone());
                        }
                    }
                    0.75 * best + 0.25 * whole
                })
                .collect()
        })
        .collect()
}

/// The scores of a point over the windows, damped where another point of the answer is more alike.
fn damped(point: usize, own: &[Vec<Score>], windows: &[Window]) -> Vec<f32> {
    (0..windows.len())
        .map(|at| {
            let score = own[point][at];
            let rival = own
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != point)
                .map(|(_, row)| row[at].alike)
                .fold(0.0, f32::max);
            if rival <= score.alike || rival == 0.0 {
                score.said
            } else {
                score.said * (score.alike / rival).powf(RIVAL)
            }
        })
        .collect()
}

fn evidence(units: &[Unit], window: &Window) -> Evidence {
    let inside = &units[window.units.clone()];
    Evidence {
        start_s: inside[0].span.start_s,
        end_s: inside[inside.len() - 1].span.end_s,
        text: text(units, window),
    }
}

fn point_result(
    point: &KeyPoint,
    damped: &[f32],
    windows: &[Window],
    units: &[Unit],
    facts: &Facts,
    thresholds: Option<&Thresholds>,
) -> PointResult {
    let best = damped.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1));
    let (at, score) = best.map_or((0, 0.0), |(at, score)| (at, *score));
    let missing_fact = point.facts.iter().any(|fact| facts.status(fact) != FactStatus::Said);
    // Without thresholds nothing is credited: the speech answers another question.
    let credit = thresholds.is_some();
    let (said, unsure) =
        thresholds.map_or((f32::INFINITY, f32::INFINITY), |known| (known.said, known.unsure));
    let status = match score {
        score if score >= said && !missing_fact => Status::Said,
        score if score >= unsure => Status::Partly,
        _ => Status::Missed,
    };
    let shown = (score > 0.0).then(|| evidence(units, &windows[at]));
    let (evidence, nearest) = match status {
        Status::Missed => (Vec::new(), shown.filter(|_| credit)),
        _ => (shown.into_iter().collect(), None),
    };
    PointResult {
        text: point.text.clone(),
        status,
        score: if credit { score.min(1.0) } else { 0.0 },
        evidence,
        nearest,
    }
}

fn sections(
    reference: &Reference,
    units: &[Unit],
    path: &[Option<usize>],
    likeness: &[Vec<f32>],
    points: Vec<PointResult>,
) -> Vec<SectionResult> {
    let mut points = points.into_iter();
    reference
        .sections
        .iter()
        .enumerate()
        .map(|(index, (part, range))| {
            let points: Vec<PointResult> = points.by_ref().take(range.len()).collect();
            let mine: Vec<usize> =
                (0..units.len()).filter(|&unit| path[unit] == Some(index)).collect();
            let score = mine.iter().map(|&unit| likeness[unit][index]).fold(0.0, f32::max);
            let status = if score >= SECTION_SAID {
                Status::Said
            } else if score >= SECTION_UNSURE {
                Status::Partly
            } else {
                Status::Missed
            };
            let spoken = status != Status::Missed;
            let spans = || mine.iter().filter(|_| spoken).map(|&unit| units[unit].span);
            SectionResult {
                part: *part,
                status,
                start_s: spans().next().map(|span| span.start_s),
                end_s: spans().next_back().map(|span| span.end_s),
                spoken_s: spans().fold(0.0, |sum, span| sum + span.duration_s()),
                share: None,
                score,
                points,
            }
        })
        .collect()
}

fn shares(sections: &mut [SectionResult]) {
    let total: f64 = sections.iter().map(|section| section.spoken_s).sum();
    if total > 0.0 {
        for section in sections {
            section.share = Some(section.spoken_s / total);
        }
    }
}

/// Neighbouring clauses that belong to no section, as one stretch.
fn other(units: &[Unit], path: &[Option<usize>]) -> Vec<Evidence> {
    let mut out: Vec<Evidence> = Vec::new();
    for (at, unit) in units.iter().enumerate() {
        if path[at].is_some() {
            continue;
        }
        if at > 0
            && path[at - 1].is_none()
            && let Some(last) = out.last_mut()
        {
            last.end_s = unit.span.end_s;
            last.text = format!("{} {}", last.text, unit.text);
        } else {
            out.push(Evidence {
                start_s: unit.span.start_s,
                end_s: unit.span.end_s,
                text: unit.text.clone(),
            });
        }
    }
    out
}

/// The facts of the answer with what became of each.
struct Facts<'a> {
    checked: Vec<(&'a Fact, fact::Heard)>,
}

impl<'a> Facts<'a> {
    fn check(points: &'a [KeyPoint], speech: &Speech, credit: bool) -> Self {
        let points: Vec<&KeyPoint> = points.iter().collect();
        let distinct = fact::distinct(&points);
        let all: Vec<&Fact> = distinct.iter().map(|(_, fact)| *fact).collect();
        let checked = distinct
            .iter()
            .map(|(point, fact)| {
                let heard = if credit {
                    fact::check(fact, *point, &all, speech)
                } else {
                    fact::Heard { status: FactStatus::Missed, tokens: None }
                };
                (*fact, heard)
            })
            .collect();
        Self { checked }
    }

    fn status(&self, fact: &Fact) -> FactStatus {
        self.checked
            .iter()
            .find(|(known, _)| fact::same(known, fact))
            .map_or(FactStatus::Missed, |(_, heard)| heard.status)
    }

    fn results(&self, heard: &[Token], words: &[&crate::transcript::Word]) -> Vec<FactResult> {
        self.checked
            .iter()
            .map(|(fact, found)| {
                let word_range = found
                    .tokens
                    .as_ref()
                    .map(|range| heard[range.start].word..heard[range.end - 1].word + 1);
                FactResult {
                    text: fact.text.clone(),
                    kind: fact.kind,
                    status: found.status,
                    heard: found.tokens.as_ref().map(|range| {
                        heard[range.clone()]
                            .iter()
                            .map(|token| token.raw.as_str())
                            .collect::<Vec<_>>()
                            .join(" ")
                    }),
                    start_s: word_range.map(|range| words[range.start].span.start_s),
                }
            })
            .collect()
    }
}
