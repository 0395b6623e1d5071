//! The forward pass, in the shape of the wheel's own `backends/numpy.py`.

use super::product::add_product;

/// Numbers in a word piece's row, and in a text's vector.
pub const ROW: usize = 512;
const CONV: usize = 256;
/// Length of n-grams and how many pieces of them stand before the one they belong to.
const ORDERS: [(usize, usize); 3] = [(2, 0), (3, 1), (5, 2)];
/// Numbers in a word piece's feature: its row and one convolution an order.
pub const FEATURE: usize = ROW + ORDERS.len() * CONV;
const DENSE: usize = 320;

/// One n-gram convolution.
pub struct Branch {
    pub project: Vec<f32>,
    pub project_bias: Vec<f32>,
    pub gain: Vec<f32>,
    pub bias: Vec<f32>,
    pub first: Vec<f32>,
    pub first_bias: Vec<f32>,
    pub second: Vec<f32>,
    pub second_bias: Vec<f32>,
}

/// All weights but the table of word pieces.
pub struct Network {
    pub branches: [Branch; 3],
    pub gain: Vec<f32>,
    pub bias: Vec<f32>,
    pub output: Vec<f32>,
    pub output_bias: Vec<f32>,
    pub dense: [Vec<f32>; 4],
    pub skip: [Vec<f32>; 2],
    pub epsilon: f32,
}

/// Names in the wheel, with rows and columns, in the order of the file.
pub fn shapes() -> Vec<(String, usize, usize)> {
    let mut out = Vec::new();
    for (order, _) in ORDERS {
        out.push((format!("proj{order}"), ROW, CONV));
        out.push((format!("proj_b{order}"), 1, CONV));
        out.push((format!("ln_g{order}"), 1, CONV));
        out.push((format!("ln_b{order}"), 1, CONV));
        out.push((format!("w1_{order}"), order * CONV, CONV));
        out.push((format!("b1_{order}"), 1, CONV));
        out.push((format!("w2_{order}"), order * CONV, CONV));
        out.push((format!("b2_{order}"), 1, CONV));
    }
    for (name, rows, columns) in [
        ("ln_g", 1, FEATURE),
        ("ln_b", 1, FEATURE),
        ("cnn_W", FEATURE, ROW),
        ("cnn_b", 1, ROW),
        ("d0", ROW, DENSE),
        ("d1", DENSE, DENSE),
        ("d2", DENSE, ROW),
        ("d3", ROW, ROW),
        ("p1", ROW, DENSE),
        ("p3", DENSE, ROW),
    ] {
        out.push((name.to_owned(), rows, columns));
    }
    out
}

impl Network {
    /// Takes the weights in the order of [`shapes`].
    pub fn new(weights: Vec<Vec<f32>>, epsilon: f32) -> Option<Self> {
        let mut weights = weights.into_iter();
        let mut next = || weights.next();
        let mut branch = || {
            Some(Branch {
                project: next()?,
                project_bias: next()?,
                gain: next()?,
                bias: next()?,
                first: next()?,
                first_bias: next()?,
                second: next()?,
                second_bias: next()?,
            })
        };
        let branches = [branch()?, branch()?, branch()?];
        Some(Self {
            branches,
            gain: next()?,
            bias: next()?,
            output: next()?,
            output_bias: next()?,
            dense: [next()?, next()?, next()?, next()?],
            skip: [next()?, next()?],
            epsilon,
        })
    }

    /// For each text the sum of the features of its word pieces. `rows` are the pieces' rows, text
    /// after text; `lengths` the pieces of each text. Texts do not touch each other; all of them
    /// together only share the reading of the weights.
    pub fn features(&self, rows: &[f32], lengths: &[usize]) -> Vec<Vec<f32>> {
        let count: usize = lengths.iter().sum();
        let mut features = vec![0.0; count * FEATURE];
        for (row, feature) in rows.chunks_exact(ROW).zip(features.chunks_exact_mut(FEATURE)) {
            feature[..ROW].copy_from_slice(row);
        }
        let mut inputs: Vec<Vec<f32>> = self
            .branches
            .iter()
            .map(|branch| {
                let mut input = repeat(&branch.project_bias, count);
                add_product(rows, &branch.project, &mut input, (count, ROW, CONV));
                input
            })
            .collect();
        self.normalise_together(&mut inputs, count);
        for (index, (branch, input)) in self.branches.iter().zip(&inputs).enumerate() {
            let order = ORDERS[index];
            let hidden = convolve(input, &branch.first, &branch.first_bias, order, lengths);
            let out = convolve(&hidden, &branch.second, &branch.second_bias, order, lengths);
            let from = ROW + index * CONV;
            for (row, feature) in out.chunks_exact(CONV).zip(features.chunks_exact_mut(FEATURE)) {
                feature[from..from + CONV].copy_from_slice(row);
            }
        }
        let mut pieces = features.chunks_exact_mut(FEATURE);
        lengths
            .iter()
            .map(|&length| {
                let mut sum = vec![0.0; FEATURE];
                for feature in pieces.by_ref().take(length) {
                    let (mean, scale) = moments(&[feature], self.epsilon);
                    apply(feature, mean, scale, &self.gain, &self.bias);
                    sum.iter_mut().zip(feature).for_each(|(sum, part)| *sum += *part);
                }
                sum
            })
            .collect()
    }

    /// The three projections of a piece are normalised as one row.
    fn normalise_together(&self, inputs: &mut [Vec<f32>], count: usize) {
        for at in 0..count {
            let range = at * CONV..(at + 1) * CONV;
            let parts: Vec<&[f32]> = inputs.iter().map(|input| &input[range.clone()]).collect();
            let (mean, scale) = moments(&parts, self.epsilon);
            for (input, branch) in inputs.iter_mut().zip(&self.branches) {
                apply(&mut input[range.clone()], mean, scale, &branch.gain, &branch.bias);
            }
        }
    }

    /// The unit vectors of summed features, each with its number of word pieces.
    pub fn vectors(&self, sums: &[f32], pieces: &[f32]) -> Vec<Vec<f32>> {
        let count = pieces.len();
        let mut mean: Vec<f32> = Vec::with_capacity(count * ROW);
        for &pieces in pieces {
            mean.extend(self.output_bias.iter().map(|bias| bias * pieces));
        }
        add_product(sums, &self.output, &mut mean, (count, FEATURE, ROW));
        for (row, &pieces) in mean.chunks_exact_mut(ROW).zip(pieces) {
            let scale = 1.0 / pieces.max(1.0).sqrt();
            row.iter_mut().for_each(|value| *value *= scale);
        }
        let [d0, d1, d2, d3] = &self.dense;
        let [p1, p3] = &self.skip;
        let first = dense(count, &[(&mean, d0)], DENSE, true);
        let second = dense(count, &[(&mean, p1), (&first, d1)], DENSE, true);
        let third = dense(count, &[(&second, d2)], ROW, true);
        let out = dense(count, &[(&second, p3), (&third, d3)], ROW, false);
        out.chunks_exact(ROW)
            .map(|row| {
                let row: Vec<f32> = row.iter().map(|value| value.tanh()).collect();
                let square = row.iter().map(|value| value * value).sum::<f32>();
                let length = square.max(self.epsilon).sqrt();
                row.into_iter().map(|value| value / length).collect()
            })
            .collect()
    }
}

fn repeat(bias: &[f32], count: usize) -> Vec<f32> {
    let mut out = Vec::with_capacity(bias.len() * count);
    (0..count).for_each(|_| out.extend_from_slice(bias));
    out
}

/// Mean and one over the deviation of all numbers of the parts together.
fn moments(parts: &[&[f32]], epsilon: f32) -> (f32, f32) {
    let all = || parts.iter().flat_map(|part| part.iter());
    let count = parts.iter().map(|part| part.len()).sum::<usize>().max(1) as f32;
    let mean = all().sum::<f32>() / count;
    let variance = all().map(|value| (value - mean) * (value - mean)).sum::<f32>() / count;
    (mean, 1.0 / (variance + epsilon).sqrt())
}

fn apply(row: &mut [f32], mean: f32, scale: f32, gain: &[f32], bias: &[f32]) {
    for ((value, gain), bias) in row.iter_mut().zip(gain).zip(bias) {
        *value = (*value - mean) * scale * gain + bias;
    }
}

/// relu(n-grams × weights + bias) + input; beyond the ends of each text stand zeros.
fn convolve(
    input: &[f32],
    weights: &[f32],
    bias: &[f32],
    (order, left): (usize, usize),
    lengths: &[usize],
) -> Vec<f32> {
    let count: usize = lengths.iter().sum();
    let width = order * CONV;
    let mut grams = vec![0.0; count * width];
    let mut first = 0;
    for &length in lengths {
        for at in 0..length {
            for slot in 0..order {
                let Some(from) = (at + slot).checked_sub(left).filter(|&from| from < length) else {
                    continue;
                };
                let from = (first + from) * CONV;
                let to = (first + at) * width + slot * CONV;
                grams[to..to + CONV].copy_from_slice(&input[from..from + CONV]);
            }
        }
        first += length;
    }
    let mut out = repeat(bias, count);
    add_product(&grams, weights, &mut out, (count, width, CONV));
    out.iter_mut().zip(input).for_each(|(out, input)| *out = out.max(0.0) + input);
    out
}

/// The sum of `count` rows of each input times its weights.
fn dense(count: usize, inputs: &[(&Vec<f32>, &Vec<f32>)], columns: usize, relu: bool) -> Vec<f32> {
    let mut out = vec![0.0; count * columns];
    for (input, weights) in inputs {
        add_product(input, weights, &mut out, (count, input.len() / count.max(1), columns));
    }
    if relu {
        out.iter_mut().for_each(|value| *value = value.max(0.0));
    }
    out
}
