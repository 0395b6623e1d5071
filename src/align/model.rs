//! The acoustic model: how well a frame of sound fits each state of each phone.

use std::sync::LazyLock;

use half::f16;

use super::features::{CEPSTRUM, Frame};

/// States of a phone, passed from left to right.
pub const STATES: usize = 3;

const DATA: &[u8] = include_bytes!("data/phones.bin");
const STREAMS: usize = 3;
const NAME: usize = 8;

/// Nats a step of a mixture weight: weights are bytes, minus a logarithm to the base 1.0001^1024.
const WEIGHT_NATS: f32 = 0.102_395;

/// Gaussians less likely than the best one by this many nats add nothing.
const NEGLIGIBLE_NATS: f32 = 5.0;

/// Gaussian mixtures of all phones.
pub struct Model {
    /// Phone names as in the CMU dictionary; silence is `SIL`, noise `+NSN+`.
    names: Vec<String>,
    densities: usize,
    /// By stream: rows of 2·13 factors for [x², x], one column a Gaussian of a phone.
    factors: Vec<Vec<f32>>,
    /// By stream: constant of each Gaussian, in nats.
    constants: Vec<Vec<f32>>,
    /// [phone][stream][Gaussian][state], 0 to 1.
    weights: Vec<[f32; STATES]>,
}

static MODEL: LazyLock<Model> = LazyLock::new(Model::read);

/// The model, unpacked at first use.
pub fn model() -> &'static Model {
    &MODEL
}

impl Model {
    fn read() -> Model {
        let number = |at: usize| {
            u32::from_le_bytes([DATA[at], DATA[at + 1], DATA[at + 2], DATA[at + 3]]) as usize
        };
        let (phones, densities, streams, length) = (number(0), number(4), number(8), number(12));
        assert!((streams, length) == (STREAMS, CEPSTRUM), "data/phones.bin is of another shape");
        let (names, rest) = DATA[16..].split_at(NAME * phones);
        let names = names
            .chunks(NAME)
            .map(|name| String::from_utf8_lossy(name).trim_end_matches('\0').to_owned());
        let values = phones * streams * densities * length;
        let half = |i: usize| f16::from_le_bytes([rest[2 * i], rest[2 * i + 1]]).to_f32();
        let columns = phones * densities;
        let mut factors = vec![vec![0.0; 2 * length * columns]; streams];
        let mut constants = vec![vec![0.0; columns]; streams];
        for phone in 0..phones {
            for stream in 0..streams {
                for density in 0..densities {
                    let column = phone * densities + density;
                    let from = ((phone * streams + stream) * densities + density) * length;
                    for i in 0..length {
                        let (mean, deviation) = (half(from + i), half(values + from + i));
                        let precision = 1.0 / (deviation * deviation);
                        factors[stream][i * columns + column] = -0.5 * precision;
                        factors[stream][(length + i) * columns + column] = mean * precision;
                        constants[stream][column] -= 0.5 * mean * mean * precision
                            + (deviation * (2.0 * std::f32::consts::PI).sqrt()).ln();
                    }
                }
            }
        }
        let bytes = &rest[4 * values..];
        let mut weights = vec![[0.0; STATES]; phones * streams * densities];
        for (i, byte) in bytes.iter().enumerate() {
            let (density, stream) = (i % densities, i / densities % streams);
            let (state, phone) =
                (i / densities / streams % STATES, i / densities / streams / STATES);
            weights[(phone * streams + stream) * densities + density][state] =
                (-f32::from(*byte) * WEIGHT_NATS).exp();
        }
        Model { names: names.collect(), densities, factors, constants, weights }
    }

    /// Number of phones.
    pub fn phones(&self) -> usize {
        self.names.len()
    }

    /// Number of the phone called `name` in the CMU dictionary.
    pub fn phone(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|own| own == name)
    }

    /// Log likelihood in nats of each state of each phone, [frame][phone · 3 + state].
    pub fn scores(&self, frames: &[Frame]) -> Vec<Vec<f32>> {
        let phones = self.phones();
        let columns = phones * self.densities;
        let mut scores = vec![vec![0.0f32; phones * STATES]; frames.len()];
        /// Frames at once: the products of more would not stay in the cache.
        const BLOCK: usize = 32;
        let mut products = vec![0.0f32; BLOCK * columns];
        for (block, scores) in frames.chunks(BLOCK).zip(scores.chunks_mut(BLOCK)) {
            for stream in 0..STREAMS {
                let values: Vec<f32> = block
                    .iter()
                    .flat_map(|frame| {
                        let x = frame[stream];
                        x.map(|x| x * x).into_iter().chain(x)
                    })
                    .collect();
                for row in products.chunks_mut(columns).take(block.len()) {
                    row.copy_from_slice(&self.constants[stream]);
                }
                multiply(&values, &self.factors[stream], block.len(), columns, &mut products);
                for (row, scores) in products.chunks_mut(columns).zip(scores.iter_mut()) {
                    self.mix(stream, row, scores);
                }
            }
        }
        scores
    }

    /// Adds one stream's share: the logarithm of the weighted sum of the Gaussians. `nats` has
    /// those of each Gaussian of each phone and is used up.
    fn mix(&self, stream: usize, nats: &mut [f32], scores: &mut [f32]) {
        for (phone, nats) in nats.chunks_mut(self.densities).enumerate() {
            let best = nats.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let weights = &self.weights[(phone * STREAMS + stream) * self.densities..];
            let mut sums = [0.0f32; STATES];
            for (value, weights) in nats.iter().zip(weights) {
                if *value > best - NEGLIGIBLE_NATS {
                    let likelihood = (value - best).exp();
                    for (sum, weight) in sums.iter_mut().zip(weights) {
                        *sum += likelihood * weight;
                    }
                }
            }
            for (state, sum) in sums.into_iter().enumerate() {
                scores[phone * STATES + state] += best + sum.max(1e-30).ln();
            }
        }
    }
}

/// Adds `values` (rows of 26) times `factors` (26 rows) to `out` (rows of `columns`).
#[allow(unsafe_code)]
fn multiply(values: &[f32], factors: &[f32], rows: usize, columns: usize, out: &mut [f32]) {
    let inner = 2 * CEPSTRUM;
    assert!(values.len() >= rows * inner && out.len() >= rows * columns);
    assert!(factors.len() == inner * columns);
    // SAFETY: the pointers cover the matrices of the given shapes and strides, as asserted above,
    // and `out` is borrowed mutably, hence overlaps neither of the others.
    unsafe {
        matrixmultiply::sgemm(
            rows,
            inner,
            columns,
            1.0,
            values.as_ptr(),
            inner as isize,
            1,
            factors.as_ptr(),
            columns as isize,
            1,
            1.0,
            out.as_mut_ptr(),
            columns as isize,
            1,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phone_of_the_dictionary_has_states_that_score_finitely() {
        let model = model();
        for name in ["SIL", "+NSN+", "AH", "M", "ZH"] {
            assert!(model.phone(name).is_some(), "{name}");
        }
        let scores = model.scores(&[[[0.5; CEPSTRUM]; 3]; 40]);
        assert_eq!((scores.len(), scores[0].len()), (40, model.phones() * STATES));
        assert!(scores.iter().flatten().all(|score| score.is_finite()));
        assert!((scores[0][7] - scores[39][7]).abs() < 1e-3, "blocks differ");
    }
}
