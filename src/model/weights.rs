//! Weights of a Whisper network in a file of another program, under ggml's names.
//!
//! [`super::ctranslate2`] and [`super::safetensors`] each find where the tensors stand in their
//! kind of file; [`super::convert`] then need not know which kind it was.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::PathBuf;

use super::error::ModelError;
use super::ggml::Hyperparameters;
use super::quantise;

/// Values read at a time: a whole number of blocks of every encoding, 256 KB as 32-bit values.
const CHUNK: usize = 1 << 16;

/// How a number stands in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// 32-bit floating point.
    F32,
    /// IEEE 16-bit floating point.
    F16,
    /// The upper half of a 32-bit floating point number.
    Bf16,
}

impl Number {
    /// Bytes of one number.
    pub fn bytes(self) -> u64 {
        match self {
            Number::F32 => 4,
            Number::F16 | Number::Bf16 => 2,
        }
    }
}

/// Where one tensor stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stored {
    /// First byte in the file.
    pub offset: u64,
    /// Numbers in the tensor.
    pub values: u64,
    /// How each is written.
    pub number: Number,
}

/// A network ready to be converted.
#[derive(Debug, Clone)]
pub struct Weights {
    /// The file that holds the tensors.
    pub path: PathBuf,
    /// Its sizes.
    pub hyperparameters: Hyperparameters,
    /// Where each tensor stands, by its ggml name.
    pub tensors: BTreeMap<String, Stored>,
    /// Bytes of each ordinary token, in the order of their numbers.
    pub tokens: Vec<Vec<u8>>,
}

impl Weights {
    /// Opens the file for [`Weights::read`].
    ///
    /// # Errors
    /// [`ModelError::Io`] where it cannot be opened.
    pub fn open(&self) -> Result<File, ModelError> {
        File::open(&self.path).map_err(ModelError::io("read", &self.path))
    }

    /// Gives the values of one tensor to `take`, some thousand at a time, so that a tensor of
    /// any size needs little memory.
    ///
    /// # Errors
    /// [`ModelError::Io`] where the file cannot be read; what `take` returns.
    pub fn read(
        &self,
        file: &mut File,
        stored: Stored,
        mut take: impl FnMut(&[f32]) -> Result<(), ModelError>,
    ) -> Result<(), ModelError> {
        file.seek(SeekFrom::Start(stored.offset)).map_err(ModelError::io("read", &self.path))?;
        let mut bytes = Vec::new();
        let mut values = Vec::new();
        let mut left = stored.values;
        while left > 0 {
            let count = left.min(CHUNK as u64);
            bytes.resize((count * stored.number.bytes()) as usize, 0);
            file.read_exact(&mut bytes).map_err(ModelError::io("read", &self.path))?;
            values.clear();
            decode(stored.number, &bytes, &mut values);
            take(&values)?;
            left -= count;
        }
        Ok(())
    }
}

fn decode(number: Number, bytes: &[u8], values: &mut Vec<f32>) {
    match number {
        Number::F32 => {
            values.extend(bytes.as_chunks().0.iter().map(|&b| f32::from_le_bytes(b)));
        }
        Number::F16 => {
            quantise::from_f16(bytes, values);
        }
        Number::Bf16 => {
            values
                .extend(bytes.as_chunks().0.iter().map(|&b| half::bf16::from_le_bytes(b).to_f32()));
        }
    }
}
