//! Digressions: speech in the middle of an answer that has nothing to do with what is written.
//!
//! The alignment of [`star`](super::star) keeps a clause with its neighbours unless it clearly is
//! another part's, as one clause says little. Here sentences are judged, and several in a row as one.

use std::ops::Range;

use super::clause::Unit;

/// Shortest digression, in seconds: less is a remark.
const LEAST_S: f64 = 4.0;
/// Most that a sentence of one is like any section, 0 to 1, as a mean over its time, and …
const MEAN_MOST: f64 = 0.2;
/// … most that one of its clauses is. Both chosen on the tuning answers with two sentences of another
/// answer put into each (docs/coverage.md): what was told there kept its section.
const CLAUSE_MOST: f32 = 0.4;

/// Takes the clauses of digressions out of the `path`, which has a section for each.
/// `likeness[unit][section]` is 0 to 1.
pub fn leave_out(units: &[Unit], likeness: &[Vec<f32>], path: &mut [Option<usize>]) {
    let best = |at: usize| likeness[at].iter().copied().fold(0.0, f32::max);
    let seconds = |at: usize| units[at].span.duration_s();
    let is_strange = |sentence: &Range<usize>| {
        let told_s: f64 = sentence.clone().map(seconds).sum();
        let alike_s: f64 = sentence.clone().map(|at| f64::from(best(at)) * seconds(at)).sum();
        alike_s <= MEAN_MOST * told_s && sentence.clone().all(|at| best(at) < CLAUSE_MOST)
    };
    let sentences = sentences(units);
    for stretch in sentences.chunk_by(|a, b| is_strange(a) == is_strange(b)) {
        let all = stretch[0].start..stretch[stretch.len() - 1].end;
        if is_strange(&stretch[0]) && all.clone().map(seconds).sum::<f64>() >= LEAST_S {
            path[all].fill(None);
        }
    }
}

/// The clauses of each sentence.
fn sentences(units: &[Unit]) -> Vec<Range<usize>> {
    let ends = (0..units.len()).filter(|&at| units[at].ends_sentence || at + 1 == units.len());
    let mut from = 0;
    ends.map(|at| std::mem::replace(&mut from, at + 1)..at + 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    /// Clauses of 2 s; the second, fourth, … ends a sentence.
    fn clauses(count: usize) -> Vec<Unit> {
        let unit = |at: usize| Unit {
            words: at..at + 1,
            span: Span::new(2.0 * at as f64, 2.0 * at as f64 + 2.0),
            text: String::new(),
            ends_sentence: at % 2 == 1,
        };
        (0..count).map(unit).collect()
    }

    #[test]
    fn a_sentence_like_no_section_leaves_the_answer_and_a_remark_stays() {
        let likeness = |best: [f32; 6]| -> Vec<Vec<f32>> {
            best.iter().map(|alike| vec![0.0, *alike]).collect()
        };
        let mut path = vec![Some(1); 6];
        leave_out(&clauses(6), &likeness([0.5, 0.1, 0.1, 0.2, 0.1, 0.6]), &mut path);
        assert_eq!(path, [Some(1), Some(1), None, None, Some(1), Some(1)]);
        let mut path = vec![Some(1); 1];
        leave_out(&clauses(1), &likeness([0.0; 6])[..1], &mut path);
        assert_eq!(path, [Some(1)]);
    }
}
