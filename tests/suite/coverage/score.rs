//! Runs coverage on labelled answers and counts what it got right.

use std::collections::HashMap;

use aloud::coverage::{
    Coverage, FactResult, FactStatus, Signs, Status, cover_with_signs, embedding::Embedding,
    guess_parts,
};
use aloud::filler;
use aloud::language::{Language, fillers_of};
use aloud::question::Question;
use aloud::span::Span;
use aloud::transcript::{Transcript, Word, WordKind};

use super::set::{Answer, Entry, Sentence, Truth};

/// Counts of one class.
#[derive(Default, Clone, Copy)]
pub struct Tally {
    pub right: usize,
    pub false_alarms: usize,
    pub lost: usize,
}

impl Tally {
    pub fn count(&mut self, predicted: bool, truth: bool) {
        match (predicted, truth) {
            (true, true) => self.right += 1,
            (true, false) => self.false_alarms += 1,
            (false, true) => self.lost += 1,
            (false, false) => {}
        }
    }

    pub fn precision(&self) -> f64 {
        ratio(self.right, self.right + self.false_alarms)
    }

    pub fn recall(&self) -> f64 {
        ratio(self.right, self.right + self.lost)
    }

    pub fn f1(&self) -> f64 {
        ratio(2 * self.right, 2 * self.right + self.false_alarms + self.lost)
    }
}

fn ratio(a: usize, b: usize) -> f64 {
    if b == 0 { 1.0 } else { a as f64 / b as f64 }
}

/// What a set of answers gave.
#[derive(Default, Clone)]
pub struct Score {
    /// Points called said. One said without its facts is `partly` by definition, so recall says
    /// nothing here.
    pub said: Tally,
    /// Points credited, said or partly.
    pub told: Tally,
    pub sections_right: usize,
    pub sections: usize,
    pub share_error: f64,
    pub shares: usize,
    pub facts_right: usize,
    pub facts: usize,
    /// Facts of sections that were left out, and those of them that were told as said otherwise.
    pub unsaid: usize,
    pub unsaid_different: usize,
    pub foreign_points: usize,
    pub foreign_said: f64,
    pub foreign_worst: f64,
    /// Parts of STAR answers guessed without the written answer: told or not, as labelled.
    pub guess: Guess,
    /// Seconds that belong to no part: found rightly, in all called so, in all labelled so.
    pub other_s: [f64; 3],
    /// The same where two sentences of another answer are put into the middle of each.
    pub digression_s: [f64; 3],
    pub wrong: Vec<String>,
    /// Score of each point with whether it was said, for choosing thresholds.
    pub points: Vec<(f32, bool)>,
    /// What the weights of the signs are fitted to: points, and sections of answers with several.
    pub point_rows: Vec<Row>,
    pub section_rows: Vec<Row>,
}

/// What spoke for a point or section of one answer, and whether it was told.
#[derive(Clone)]
pub struct Row {
    pub signs: Vec<f32>,
    pub told: bool,
    /// Whether the answer is whole, has parts left out, or is to another question.
    pub of: Of,
}

#[derive(Clone, Copy, PartialEq)]
pub enum Of {
    Whole,
    Rest,
    Another,
}

/// What guessing the parts of a story without its written answer gave.
#[derive(Default, Clone, Copy)]
pub struct Guess {
    /// Answers that gave too few signs to guess at.
    pub silent: usize,
    /// Answers guessed at.
    pub answers: usize,
    /// Parts told or not told, rightly.
    pub parts_right: usize,
    pub parts: usize,
    /// Sum over the answers of the seconds given to the wrong part, as a share.
    pub misplaced: f64,
}

/// Words at 2.5 a second with a pause of 0.7 s behind every other sentence.
pub fn transcript(sentences: &[&str], language: Language) -> (Transcript, Vec<Span>) {
    let (mut words, mut pauses) = (Vec::new(), Vec::new());
    let mut at = 0.5;
    for (index, sentence) in sentences.iter().enumerate() {
        for text in sentence.split_whitespace() {
            let span = Span::new(at, at + 0.36);
            words.push(Word { text: text.into(), span, confidence: 0.9, kind: WordKind::Word });
            at += 0.4;
        }
        if index % 2 == 1 {
            pauses.push(Span::new(at - 0.04, at + 0.66));
            at += 0.7;
        }
    }
    // As a review does before it looks at what was said.
    filler::part_stutters(&mut words);
    filler::mark(&mut words, &fillers_of(language));
    filler::mark_repeats(&mut words);
    (Transcript { language, words, untranscribed: Vec::new() }, pauses)
}

fn run(
    entry: &Entry,
    others: &[Question],
    sentences: &[&str],
    embedding: Option<&Embedding>,
) -> (Coverage, Signs) {
    let (transcript, pauses) = transcript(sentences, entry.question.language);
    cover_with_signs(&entry.question, others, &transcript, &pauses, embedding)
        .expect("a written answer")
}

/// Scores all answers of the entries; with every subset of the STAR parts left out.
pub fn score(entries: &[&Entry], embedding: Option<&Embedding>) -> Score {
    let mut score = Score::default();
    let questions: Vec<Question> = entries.iter().map(|entry| entry.question.clone()).collect();
    for entry in entries {
        for answer in &entry.answers {
            let count = entry.passages.len();
            let star = count == 4;
            for kept in 1..(1u32 << count) {
                let all = kept == (1 << count) - 1;
                if !star && !all {
                    continue;
                }
                let keeps = |section: Option<usize>| section.is_none_or(|s| kept >> s & 1 == 1);
                one(entry, answer, &keeps, all, &questions, embedding, &mut score);
            }
            if count == 4 {
                guess(answer, entry.question.language, &mut score);
            }
            let others: Vec<_> =
                entries.iter().filter(|other| other.question.id != entry.question.id).collect();
            if let Some(aside) = others.get(answer.sentences.len() % others.len().max(1)) {
                digress(entry, answer, aside, &questions, embedding, &mut score);
            }
            for other in others {
                foreign(other, answer, entry, embedding, &questions, &mut score);
            }
        }
    }
    score
}

/// Guesses the parts of a STAR answer and compares shares of time with the labels. What goes to the
/// wrong part is half the sum of the differences.
fn guess(answer: &Answer, language: Language, score: &mut Score) {
    let sentences: Vec<&str> = answer.sentences.iter().map(|s| s.text.as_str()).collect();
    let (transcript, pauses) = transcript(&sentences, language);
    let Some(found) = guess_parts(&transcript, &pauses) else {
        score.guess.silent += 1;
        return;
    };
    let words = |section: Option<usize>| -> f64 {
        let of = answer.sentences.iter().filter(|s| section.is_none_or(|at| s.section == Some(at)));
        of.map(|s| s.text.split(' ').count() as f64).sum()
    };
    let all = words(None).max(1.0);
    let mut differences = 0.0;
    for (index, section) in found.sections.iter().enumerate() {
        let told = words(Some(index));
        score.guess.parts += 1;
        score.guess.parts_right += usize::from((section.status != Status::Missed) == (told > 0.0));
        differences += (section.share.unwrap_or(0.0) - told / all).abs();
    }
    score.guess.answers += 1;
    score.guess.misplaced += differences / 2.0;
}

/// Two sentences of another answer are told in the middle of this one.
fn digress(
    entry: &Entry,
    answer: &Answer,
    aside: &Entry,
    questions: &[Question],
    embedding: Option<&Embedding>,
    score: &mut Score,
) {
    let aside: Vec<Sentence> = aside.answers[0]
        .sentences
        .iter()
        .skip(1)
        .take(2)
        .map(|sentence| Sentence { section: None, ..sentence.clone() })
        .collect();
    let (before, after) = answer.sentences.split_at(answer.sentences.len() / 2);
    let told: Vec<&Sentence> = before.iter().chain(&aside).chain(after).collect();
    let sentences: Vec<&str> = told.iter().map(|s| s.text.as_str()).collect();
    let (coverage, _) = run(entry, questions, &sentences, embedding);
    other(&told, &coverage, &mut score.digression_s);
}

/// Compares what belongs to no part with the sentences labelled so.
fn other(kept: &[&Sentence], coverage: &Coverage, seconds: &mut [f64; 3]) {
    let (mut at, mut spans) = (0.5, Vec::new());
    for (index, sentence) in kept.iter().enumerate() {
        let end = at + 0.4 * sentence.text.split_whitespace().count() as f64;
        if sentence.section.is_none() {
            spans.push((at, end));
        }
        at = end + if index % 2 == 1 { 0.7 } else { 0.0 };
    }
    let called: Vec<(f64, f64)> = coverage.other.iter().map(|o| (o.start_s, o.end_s)).collect();
    for (from, to) in &called {
        for (start, end) in &spans {
            seconds[0] += (to.min(*end) - from.max(*start)).max(0.0);
        }
    }
    seconds[1] += called.iter().map(|(from, to)| to - from).sum::<f64>();
    seconds[2] += spans.iter().map(|(from, to)| to - from).sum::<f64>();
}

fn one(
    entry: &Entry,
    answer: &Answer,
    keeps: &dyn Fn(Option<usize>) -> bool,
    all: bool,
    questions: &[Question],
    embedding: Option<&Embedding>,
    score: &mut Score,
) {
    let kept: Vec<_> = answer.sentences.iter().filter(|s| keeps(s.section)).collect();
    let sentences: Vec<&str> = kept.iter().map(|s| s.text.as_str()).collect();
    let (coverage, signs) = run(entry, questions, &sentences, embedding);
    let mut of_points = signs.points.iter();
    let of = if all { Of::Whole } else { Of::Rest };
    let mut truth: HashMap<u32, Truth> = HashMap::new();
    for (passage, said) in kept.iter().flat_map(|sentence| &sentence.passages) {
        let known = truth.entry(*passage).or_insert(Truth::Missed);
        *known = (*known).max(*said);
    }
    let name = format!("{}/{}", entry.question.id, answer.name);
    let star = entry.passages.len() == 4;
    let total: usize =
        kept.iter().filter(|s| s.section.is_some()).map(|s| s.text.split(' ').count()).sum();
    for (index, section) in coverage.sections.iter().enumerate() {
        let mine = kept.iter().filter(|s| s.section == Some(index));
        let words: usize = mine.map(|s| s.text.split(' ').count()).sum();
        score.sections += 1;
        if star {
            let signs = signs.sections[index].to_vec();
            score.section_rows.push(Row { signs, told: words > 0, of });
        }
        if (section.status != Status::Missed) == (words > 0) {
            score.sections_right += 1;
        } else {
            let parts: Vec<_> = kept.iter().filter_map(|s| s.section).collect();
            score.wrong.push(format!(
                "SECTION {name} kept {parts:?}: {index} is {:?} {:.2}",
                section.status, section.score
            ));
        }
        if all && star {
            let share = words as f64 / total.max(1) as f64;
            let error = (section.share.unwrap_or(0.0) - share).abs();
            score.share_error += error;
            if error > 0.08 {
                score.wrong.push(format!(
                    "SHARE {name} {index}: {:.2} is {share:.2}",
                    section.share.unwrap_or(0.0)
                ));
            }
            score.shares += 1;
        }
        // Points count once whole and once with each part left out alone.
        let text = &entry.question.reference.as_ref().unwrap().sections[index].text;
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut from = 0;
        for (point, signs) in section.points.iter().zip(of_points.by_ref()) {
            let at = text[from..].find(&point.text).map_or(from, |at| from + at);
            from = at + point.text.len();
            let Some(is) = passage_truth(&entry.passages[index], at, from, text.len(), &truth)
            else {
                continue;
            };
            if is != Truth::Partly {
                let row = Row { signs: signs.to_vec(), told: is == Truth::Said, of };
                score.point_rows.push(row);
                score.points.push((point.score, is == Truth::Said));
                score.said.count(point.status == Status::Said, is == Truth::Said);
                score.told.count(point.status != Status::Missed, is == Truth::Said);
                if (point.status == Status::Missed) != (is == Truth::Missed) && all {
                    let shown = point.evidence.first().or(point.nearest.as_ref());
                    score.wrong.push(format!(
                        "POINT {name} is {is:?}, got {:?} {:.2}: {} <- {}",
                        point.status,
                        point.score,
                        point.text,
                        shown.map_or("", |e| &e.text)
                    ));
                }
            }
        }
    }
    if !all {
        unsaid(entry, &kept, &coverage, &name, score);
    } else {
        if star {
            other(&kept, &coverage, &mut score.other_s);
        }
        for (text, status) in &answer.facts {
            score.facts += 1;
            // "March 2022" is a month and a year: said where both are, different where one is.
            let worst = |known: &&FactResult| match known.status {
                FactStatus::Different => 2,
                FactStatus::Missed => 1,
                FactStatus::Said => 0,
            };
            let facts = || coverage.facts.iter();
            let label = text.to_lowercase();
            let lower = |fact: &FactResult| fact.text.to_lowercase();
            let whole = facts().find(|fact| lower(fact) == label);
            let parts = || facts().filter(|fact| label.contains(&lower(fact))).max_by_key(worst);
            let more = || facts().find(|fact| lower(fact).contains(&label));
            // "150 tags" of a note that has "150 bluetooth tags"
            let has_words = |fact: &&FactResult| {
                let own = lower(fact);
                let own: Vec<&str> = own.split_whitespace().collect();
                label.split_whitespace().all(|word| own.contains(&word))
            };
            let words = || facts().find(has_words);
            // "team of 7" of a note that has "7 maths teachers"
            let number = |fact: &&FactResult| {
                let own = lower(fact);
                let first = own.split_whitespace().next().unwrap_or_default();
                first.contains(|c: char| c.is_ascii_digit())
                    && label.split_whitespace().any(|word| word == first)
            };
            let numbered: Vec<&FactResult> = facts().filter(number).collect();
            let by_number = || numbered.first().copied().filter(|_| numbered.len() == 1);
            let found = whole.or_else(parts).or_else(more).or_else(words).or_else(by_number);
            let got = found
                .map_or("absent".to_owned(), |fact| format!("{:?}", fact.status).to_lowercase());
            if got == *status {
                score.facts_right += 1;
            } else {
                let known: Vec<(&str, Option<&str>)> =
                    facts().map(|fact| (fact.text.as_str(), fact.heard.as_deref())).collect();
                score.wrong.push(format!(
                    "FACT {name} {text} is {status}, got {got} {:?} of {known:?}",
                    found.and_then(|f| f.heard.as_ref())
                ));
            }
        }
    }
}

/// Counts facts of sections of which no sentence is kept: none of them can be told otherwise.
fn unsaid(entry: &Entry, kept: &[&Sentence], coverage: &Coverage, name: &str, score: &mut Score) {
    let sections = &entry.question.reference.as_ref().unwrap().sections;
    let told = |index: usize| kept.iter().any(|sentence| sentence.section == Some(index));
    for fact in &coverage.facts {
        let mut of =
            (0..sections.len()).filter(|at| sections[*at].text.contains(&fact.text)).peekable();
        if of.peek().is_none() || of.any(told) {
            continue;
        }
        score.unsaid += 1;
        if fact.status == FactStatus::Different {
            score.unsaid_different += 1;
            score.wrong.push(format!("UNSAID {name} {} is told as {:?}", fact.text, fact.heard));
        }
    }
}

/// The truth about a point that spans `at..end` of its section: that of its passages, `Partly` when
/// they differ.
pub fn passage_truth(
    passages: &[(usize, u32)],
    at: usize,
    end: usize,
    length: usize,
    truth: &HashMap<u32, Truth>,
) -> Option<Truth> {
    let mut found: Vec<Truth> = Vec::new();
    for (index, (start, number)) in passages.iter().enumerate() {
        let stop = passages.get(index + 1).map_or(length, |next| next.0);
        let shared = end.min(stop).saturating_sub(at.max(*start));
        // A few letters over a border do not make a point part of a passage.
        if shared * 4 > end - at {
            found.push(truth.get(number).copied().unwrap_or(Truth::Missed));
        }
    }
    let first = *found.first()?;
    Some(if found.iter().all(|is| *is == first) { first } else { Truth::Partly })
}

fn foreign(
    other: &Entry,
    answer: &Answer,
    entry: &Entry,
    embedding: Option<&Embedding>,
    _questions: &[Question],
    score: &mut Score,
) {
    if other.question.language != entry.question.language {
        return;
    }
    let sentences: Vec<&str> = answer.sentences.iter().map(|s| s.text.as_str()).collect();
    // Alone: without the right question among the notes, which would be the better one.
    let (coverage, signs) = run(other, &[], &sentences, embedding);
    let missed = |signs| Row { signs, told: false, of: Of::Another };
    score.point_rows.extend(signs.points.iter().map(|signs| missed(signs.to_vec())));
    if other.passages.len() == 4 {
        score.section_rows.extend(signs.sections.iter().map(|signs| missed(signs.to_vec())));
    }
    let points = coverage.sections.iter().map(|section| section.points.len()).sum::<usize>();
    let said = coverage.covered().unwrap_or(0.0);
    score.foreign_points += points;
    score.foreign_said += said * points as f64;
    score.foreign_worst = score.foreign_worst.max(said);
    if said > 0.05 {
        let example = coverage
            .sections
            .iter()
            .flat_map(|s| &s.points)
            .find(|p| p.status != Status::Missed)
            .unwrap();
        score.wrong.push(format!(
            "FOREIGN {}/{} on {}: {said:.2} {} <- {}",
            entry.question.id,
            answer.name,
            other.question.id,
            example.text,
            example.evidence[0].text
        ));
    }
}
