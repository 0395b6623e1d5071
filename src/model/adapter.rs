//! Low-rank adapters: small changes that make a Whisper hear one kind of speech better.
//!
//! An adapter holds, for some matrices of the network, two thin ones whose product is added to it:
//! `W + up · down`. 1.3 MB so change 25 million weights. Source: Hu et al. 2021, "LoRA: Low-Rank
//! Adaptation of Large Language Models". It fits only the weights it was trained beside, so it
//! carries a hash of some that every encoding stores exactly, and is left out for all others.

use std::collections::BTreeMap;
use std::thread;

use safetensors::{Dtype, SafeTensors};
use sha2::{Digest, Sha256};

use super::ggml::check::{TensorAt, tensors_of};
use super::ggml::{F16, Q5_1, Q8_0};
use super::hash::hex;
use super::quantise;

/// Whose hash tells one Whisper from another: it is stored in 32 bits whatever the encoding.
const FINGERPRINT_OF: &str = "decoder.positional_embedding";
/// Under which name an adapter carries that hash.
const FINGERPRINT_KEY: &str = "base";

/// The base model in 16 bits has 148 MB: a larger file is another one and need not be read.
pub const LARGEST_BASE_BYTES: u64 = 150_000_000;

/// A change of low rank to one matrix.
struct LowRank {
    /// Rank × columns, row by row.
    down: Vec<f32>,
    /// Rows × rank, row by row.
    up: Vec<f32>,
    rank: usize,
}

impl LowRank {
    /// Adds the change of row `row` to `values`, that row of the matrix.
    fn add(&self, row: usize, values: &mut [f32]) {
        let weights = &self.up[row * self.rank..(row + 1) * self.rank];
        for (weight, down) in weights.iter().zip(self.down.chunks_exact(values.len())) {
            for (value, down) in values.iter_mut().zip(down) {
                *value += weight * down;
            }
        }
    }
}

/// Changes to some matrices of one Whisper, by their ggml names.
pub struct Adapter {
    base: String,
    changes: BTreeMap<String, LowRank>,
}

/// What OpenAI's base model was taught of spoken Korean; docs/korean-adapter.md tells how.
const SPOKEN_KOREAN: &[u8] = include_bytes!("data/spoken-korean.safetensors");

impl Adapter {
    /// The one for Korean answers, made for OpenAI's multilingual base model.
    pub fn spoken_korean() -> Option<Adapter> {
        Adapter::read(SPOKEN_KOREAN)
    }

    /// Reads a safetensors file with `NAME.down` (rank × columns) and `NAME.up` (rows × rank) in 16
    /// bits, and the hash of the base in its metadata. `None` where it is damaged.
    pub fn read(bytes: &[u8]) -> Option<Adapter> {
        let (_, metadata) = SafeTensors::read_metadata(bytes).ok()?;
        let base = metadata.metadata().as_ref()?.get(FINGERPRINT_KEY)?.clone();
        let tensors = SafeTensors::deserialize(bytes).ok()?;
        let values = |name: &str| {
            let tensor = tensors.tensor(name).ok().filter(|tensor| tensor.dtype() == Dtype::F16)?;
            let mut values = Vec::new();
            quantise::from_f16(tensor.data(), &mut values);
            Some((values, tensor.shape().first().copied()?))
        };
        let mut changes = BTreeMap::new();
        for name in tensors.names() {
            let Some(name) = name.strip_suffix(".down") else { continue };
            let ((down, rank), (up, _)) =
                (values(&format!("{name}.down"))?, values(&format!("{name}.up"))?);
            changes.insert(name.to_owned(), LowRank { down, up, rank });
        }
        Some(Adapter { base, changes })
    }

    /// Puts the changes into `model`, the bytes of a whole ggml file. Returns whether it is the
    /// Whisper they were made for, in an encoding that can be changed; else it stays as it was.
    pub fn apply(&self, model: &mut [u8]) -> bool {
        let Some(tensors) = tensors_of(model) else { return false };
        let positions = tensors.iter().find(|at| at.tensor.name == FINGERPRINT_OF);
        let fingerprint = positions.map(|at| hex(&Sha256::digest(&model[at.bytes.clone()])));
        let changed: Vec<&TensorAt> =
            tensors.iter().filter(|at| self.changes.contains_key(&at.tensor.name)).collect();
        if fingerprint.as_ref() != Some(&self.base)
            || changed.len() != self.changes.len()
            || !changed.iter().all(|at| self.fits(at))
        {
            return false;
        }
        self.apply_all(model, &changed);
        true
    }

    fn fits(&self, at: &TensorAt) -> bool {
        let change = &self.changes[&at.tensor.name];
        let [columns, rows] = at.tensor.sizes[..] else { return false };
        [F16, Q5_1, Q8_0].contains(&at.encoding)
            && change.down.len() == change.rank * columns as usize
            && change.up.len() == change.rank * rows as usize
    }

    /// Changes the tensors, which stand in the order of the file, on a thread for each core.
    fn apply_all(&self, model: &mut [u8], tensors: &[&TensorAt]) {
        let mut parts = Vec::new();
        let (mut rest, mut passed) = (model, 0);
        for at in tensors {
            let (_, behind) = rest.split_at_mut(at.bytes.start - passed);
            let (data, behind) = behind.split_at_mut(at.bytes.len());
            (rest, passed) = (behind, at.bytes.end);
            parts.push((*at, data));
        }
        let cores = thread::available_parallelism().map_or(1, |cores| cores.get());
        let share = parts.len().div_ceil(cores).max(1);
        thread::scope(|scope| {
            for parts in parts.chunks_mut(share) {
                scope.spawn(move || {
                    for (at, data) in parts {
                        self.change(at, data);
                    }
                });
            }
        });
    }

    fn change(&self, at: &TensorAt, data: &mut [u8]) {
        type Read = fn(&[u8], &mut Vec<f32>);
        type Write = fn(&[f32], &mut Vec<u8>);
        let (read, write): (Read, Write) = match at.encoding {
            Q8_0 => (quantise::from_q8_0, quantise::q8_0),
            Q5_1 => (quantise::from_q5_1, quantise::q5_1),
            _ => (quantise::from_f16, quantise::f16),
        };
        let change = &self.changes[&at.tensor.name];
        let row_bytes = data.len() / at.tensor.sizes[1] as usize;
        let (mut values, mut out) = (Vec::new(), Vec::new());
        for (row, data) in data.chunks_exact_mut(row_bytes).enumerate() {
            values.clear();
            out.clear();
            read(data, &mut values);
            change.add(row, &mut values);
            write(&values, &mut out);
            data.copy_from_slice(&out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ggml::check::tests::sound;

    /// A matrix of the sample: 32 rows of 32 ones.
    const MATRIX: &str = "decoder.blocks.0.attn.query.weight";

    fn positions(model: &[u8]) -> &[u8] {
        let tensors = tensors_of(model).expect("whole");
        let at = tensors.iter().find(|at| at.tensor.name == FINGERPRINT_OF).expect("positions");
        &model[at.bytes.clone()]
    }

    fn adapter(positions: &[u8]) -> Adapter {
        let up = [vec![0.0], vec![0.5; 31]].concat();
        let change = LowRank { down: vec![2.0; 32], up, rank: 1 };
        let base = hex(&Sha256::digest(positions));
        Adapter { base, changes: BTreeMap::from([(MATRIX.into(), change)]) }
    }

    #[test]
    fn the_product_of_the_thin_matrices_is_added_row_by_row() {
        let mut bytes = sound();
        assert!(adapter(positions(&bytes)).apply(&mut bytes));
        let tensors = tensors_of(&bytes).expect("whole");
        let at = tensors.iter().find(|at| at.tensor.name == MATRIX).expect("the matrix");
        let mut values = Vec::new();
        quantise::from_q8_0(&bytes[at.bytes.clone()], &mut values);
        assert!(values[..32].iter().all(|value| (value - 1.0).abs() < 0.01));
        assert!(values[32..].iter().all(|value| (value - 2.0).abs() < 0.02));
    }

    #[test]
    fn another_or_a_damaged_model_stays_as_it_is() {
        let own = sound();
        let mut another = own.clone();
        assert!(!adapter(&[0; 4]).apply(&mut another));
        assert_eq!(another, own);
        for length in [0, 3, 50, own.len() - 1] {
            let mut cut = own[..length].to_vec();
            assert!(!adapter(positions(&own)).apply(&mut cut), "{length} bytes");
        }
    }

    #[test]
    fn the_adapter_for_korean_changes_every_matrix_of_the_decoder() {
        let adapter = Adapter::spoken_korean().expect("whole");
        // Six layers with four matrices of each attention and two behind them.
        assert_eq!(adapter.changes.len(), 6 * (4 + 4 + 2));
        assert!(Adapter::read(&SPOKEN_KOREAN[..1000]).is_none());
    }
}
