//! Fits the weights by which the program tells how likely a point or section was told (logistic regression).

use aloud::coverage::logistic::Weights;

use super::score::{Of, Row, Tally};

/// What a point of an answer with parts left out counts, as there are fourteen of each, and what anything of an answer to
/// another question does. Sections count alike: hardly an answer leaves one out by itself.
pub const REST: f64 = 0.15;
const ANOTHER: f64 = 0.1;

/// Strength of the quadratic penalty on weights of signs of unit variance.
const PENALTY: f64 = 3.0;
/// Newton steps; the log likelihood has one maximum and is there after five.
const STEPS: usize = 8;

/// The weights of the greatest penalised likelihood. `N` is how many signs a row has, `rest` what one of an
/// answer with parts left out counts.
pub fn weights<const N: usize>(rows: &[&Row], rest: f64) -> Weights<N> {
    let counts = |of: Of| match of {
        Of::Whole => 1.0,
        Of::Rest => rest,
        Of::Another => ANOTHER,
    };
    let scales: Vec<(f64, f64)> = (0..N).map(|at| scale(rows, at)).collect();
    let standard = |row: &&Row| -> Vec<f64> {
        let signs = row.signs.iter().zip(&scales);
        let signs = signs.map(|(sign, (mean, deviation))| (f64::from(*sign) - mean) / deviation);
        signs.chain([1.0]).collect()
    };
    let signs: Vec<Vec<f64>> = rows.iter().map(standard).collect();
    let mut of = vec![0.0; N + 1];
    for _ in 0..STEPS {
        let penalty = |at: usize| if at < N { PENALTY } else { 0.0 };
        let mut gradient: Vec<f64> = (0..=N).map(|at| -penalty(at) * of[at]).collect();
        let mut curve = vec![vec![0.0; N + 1]; N + 1];
        (0..N).for_each(|at| curve[at][at] = PENALTY);
        for (row, signs) in rows.iter().zip(&signs) {
            let odds: f64 = signs.iter().zip(&of).map(|(sign, weight)| sign * weight).sum();
            let likely = 1.0 / (1.0 + (-odds).exp());
            let wrong = counts(row.of) * (f64::from(u8::from(row.told)) - likely);
            let weight = counts(row.of) * likely * (1.0 - likely);
            for ((sign, gradient), curve) in signs.iter().zip(&mut gradient).zip(&mut curve) {
                *gradient += wrong * sign;
                let with = signs.iter().zip(curve);
                with.for_each(|(other, curve)| *curve += weight * sign * other);
            }
        }
        let step = solve(curve, gradient);
        of.iter_mut().zip(step).for_each(|(weight, step)| *weight += step);
    }
    let moved: f64 = of.iter().zip(&scales).map(|(weight, (mean, dev))| weight * mean / dev).sum();
    let raw = std::array::from_fn(|at| (of[at] / scales[at].1) as f32);
    Weights { bias: (of[N] - moved) as f32, of: raw }
}

/// Mean and deviation of a sign.
fn scale(rows: &[&Row], at: usize) -> (f64, f64) {
    let values = || rows.iter().map(|row| f64::from(row.signs[at]));
    let count = rows.len().max(1) as f64;
    let mean = values().sum::<f64>() / count;
    let variance = values().map(|value| (value - mean).powi(2)).sum::<f64>() / count;
    (mean, variance.sqrt().max(1e-6))
}

/// Solves `matrix * x = right` (Gauss, with pivots).
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let all = right.len();
    for at in 0..all {
        let larger = |a: &usize, b: &usize| matrix[*a][at].abs().total_cmp(&matrix[*b][at].abs());
        let pivot = (at..all).max_by(larger).unwrap_or(at);
        matrix.swap(at, pivot);
        right.swap(at, pivot);
        for row in at + 1..all {
            let factor = matrix[row][at] / matrix[at][at];
            let pivot = matrix[at].clone();
            matrix[row].iter_mut().zip(pivot).for_each(|(value, pivot)| *value -= factor * pivot);
            right[row] -= factor * right[at];
        }
    }
    for at in (0..all).rev() {
        let known: f64 = (at + 1..all).map(|column| matrix[at][column] * right[column]).sum();
        right[at] = (right[at] - known) / matrix[at][at];
    }
    right
}

/// What is told from this probability on, and the same of answers to other questions.
pub fn tallies<const N: usize>(weights: &Weights<N>, rows: &[Row], least: f32) -> [Tally; 2] {
    let mut tallies = [Tally::default(); 2];
    for row in rows {
        let signs = std::array::from_fn(|at| row.signs[at]);
        let told = weights.probability(&signs) >= least;
        tallies[usize::from(row.of == Of::Another)].count(told, row.told);
    }
    tallies
}

/// Mean of what each answer was surprised by, in nats: 0 where all that was told was certain (log loss).
pub fn loss<const N: usize>(weights: &Weights<N>, rows: &[Row]) -> f64 {
    let own = rows.iter().filter(|row| row.of != Of::Another);
    let surprise = |row: &Row| {
        let likely = weights.probability(&std::array::from_fn(|at| row.signs[at]));
        let right = if row.told { likely } else { 1.0 - likely };
        -f64::from(right.max(1e-4)).ln()
    };
    own.clone().map(surprise).sum::<f64>() / own.count().max(1) as f64
}
