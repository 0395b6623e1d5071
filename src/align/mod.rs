//! When each word was said: the words that were heard, laid over the sound by a small acoustic
//! model.
//!
//! The recogniser's own word times come from its attention and miss by 100 ms and more. Here the
//! phones of each word, from a dictionary or from spelling, are aligned with the sound (Viterbi
//! over Gaussian mixtures; Young et al., The HTK Book, chapters 1 and 13). Between two words there
//! may be silence, noise or a filled pause. The recogniser's times are a soft prior only.
//!
//! The model is the context-independent part of CMU's US English one; `scripts/make-acoustic-model`
//! makes the files in `data/` from the package that holds it. Korean phones are read as the nearest
//! English ones, which is enough to find where words begin and end.

mod absent;
mod aligner;
mod dictionary;
mod features;
mod hangul;
mod model;
mod pronunciation;
mod search;
mod spelling;

pub use absent::{Said, align_said};
pub use aligner::{Aligned, align};

/// Whether the dictionary of English words has this one (lower case, bare).
pub fn is_listed(word: &str) -> bool {
    !dictionary::pronunciations(word).is_empty()
}

/// Whether two English words (lower case) can be pronounced alike, by the dictionary.
pub fn pronounced_alike(one: &str, other: &str) -> bool {
    let said = dictionary::pronunciations(one);
    !said.is_empty() && dictionary::pronunciations(other).iter().any(|other| said.contains(other))
}

/// Frames a second of the alignment: words begin and end on a 10 ms grid.
pub const FRAMES_PER_S: f64 = 100.0;
