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

use super::ggml::tensors::{TensorAt, tensors_of};
use super::ggml::{F16, Q5_1, Q8_0};
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
            let numbers = tensor.data().as_chunks().0.iter();
            let values = numbers.map(|&bytes| half::f16::from_le_bytes(bytes).to_f32()).collect();
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
        let fingerprint =
            tensors.iter().find(|tensor| tensor.name == FINGERPRINT_OF).map(|tensor| {
                Sha256::digest(&model[tensor.bytes.clone()])
                    .iter()
                    .map(|b| format!("{b:02x}"))
                    .collect()
            });
        let changed: Vec<&TensorAt> =
            tensors.iter().filter(|tensor| self.changes.contains_key(&tensor.name)).collect();
        if fingerprint.as_ref() != Some(&self.base)
            || changed.len() != self.changes.len()
            || !changed.iter().all(|tensor| self.fits(tensor))
        {
            return false;
        }
        self.apply_all(model, &changed);
        true
    }

    fn fits(&self, tensor: &TensorAt) -> bool {
        let change = &self.changes[&tensor.name];
        let (columns, rows) = (tensor.sizes[0], tensor.values() / tensor.sizes[0].max(1));
        [F16, Q5_1, Q8_0].contains(&tensor.encoding)
            && change.down.len() == change.rank * columns
            && change.up.len() == change.rank * rows
    }

    /// Changes the tensors, which stand in the order of the file, on two threads.
    fn apply_all(&self, model: &mut [u8], tensors: &[&TensorAt]) {
        let mut parts = Vec::new();
        let (mut rest, mut at) = (model, 0);
        for tensor in tensors {
            let (_, behind) = rest.split_at_mut(tensor.bytes.start - at);
            let (data, behind) = behind.split_at_mut(tensor.bytes.len());
            (rest, at) = (behind, tensor.bytes.end);
            parts.push((*tensor, data));
        }
        let cores = thread::available_parallelism().map_or(1, |cores| cores.get());
        let share = parts.len().div_ceil(cores).max(1);
        thread::scope(|scope| {
            for parts in parts.chunks_mut(share) {
                scope.spawn(move || {
                    for (tensor, data) in parts {
                        self.change(tensor, data);
                    }
                });
            }
        });
    }

    fn change(&self, tensor: &TensorAt, data: &mut [u8]) {
        let change = &self.changes[&tensor.name];
        let columns = tensor.sizes[0];
        let row_bytes = data.len() / (tensor.values() / columns);
        let (mut values, mut out) = (Vec::new(), Vec::new());
        for (row, data) in data.chunks_exact_mut(row_bytes).enumerate() {
            values.clear();
            out.clear();
            match tensor.encoding {
                Q8_0 => quantise::from_q8_0(data, &mut values),
                Q5_1 => quantise::from_q5_1(data, &mut values),
                _ => quantise::from_f16(data, &mut values),
            }
            change.add(row, &mut values);
            match tensor.encoding {
                Q8_0 => quantise::q8_0(&values, &mut out),
                Q5_1 => quantise::q5_1(&values, &mut out),
                _ => quantise::f16(&values, &mut out),
            }
            data.copy_from_slice(&out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POSITIONS: [u8; 4] = [0, 0, 128, 63];

    /// A model of one matrix, 2 rows of 32 ones, beside its positions.
    fn model() -> Vec<u8> {
        let number = |n: i32| n.to_le_bytes().to_vec();
        let mut bytes = super::super::ggml::MAGIC.to_le_bytes().to_vec();
        bytes.extend([0; 44]);
        bytes.extend([1, 1].into_iter().flat_map(number));
        bytes.extend([0; 4]);
        bytes.extend([1, 2].into_iter().flat_map(number));
        bytes.extend(*b"ab");
        let mut tensor = |sizes: &[i32], kind: i32, name: &str, data: &[u8]| {
            bytes.extend(number(sizes.len() as i32));
            bytes.extend(number(name.len() as i32));
            bytes.extend(number(kind));
            bytes.extend(sizes.iter().flat_map(|size| number(*size)));
            bytes.extend(name.as_bytes());
            bytes.extend(data);
        };
        tensor(&[1], 0, FINGERPRINT_OF, &POSITIONS);
        let mut ones = Vec::new();
        quantise::q8_0(&[1.0; 64], &mut ones);
        tensor(&[32, 2], 8, "matrix", &ones);
        bytes
    }

    fn adapter(positions: &[u8]) -> Adapter {
        let base = Sha256::digest(positions).iter().map(|b| format!("{b:02x}")).collect();
        let change = LowRank { down: vec![2.0; 32], up: vec![0.0, 0.5], rank: 1 };
        Adapter { base, changes: BTreeMap::from([("matrix".into(), change)]) }
    }

    #[test]
    fn the_product_of_the_thin_matrices_is_added_row_by_row() {
        let mut bytes = model();
        assert!(adapter(&POSITIONS).apply(&mut bytes));
        let tensors = tensors_of(&bytes).expect("whole");
        let mut values = Vec::new();
        quantise::from_q8_0(&bytes[tensors[1].bytes.clone()], &mut values);
        assert!(values[..32].iter().all(|value| (value - 1.0).abs() < 0.01));
        assert!(values[32..].iter().all(|value| (value - 2.0).abs() < 0.02));
    }

    #[test]
    fn another_or_a_damaged_model_stays_as_it_is() {
        let (mut another, own) = (model(), model());
        assert!(!adapter(&[0; 4]).apply(&mut another));
        assert_eq!(another, own);
        for length in [0, 3, 50, own.len() - 1] {
            let mut cut = own[..length].to_vec();
            assert!(!adapter(&POSITIONS).apply(&mut cut), "{length} bytes");
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
