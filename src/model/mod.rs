//! Models: which there are, where they are kept, how they get there, and whether a file is one.

pub mod convert;
pub mod ctranslate2;
pub mod error;
pub mod ggml;
pub mod hash;
pub mod mel;
pub mod quantise;
pub mod vocabulary;
pub mod weights;
