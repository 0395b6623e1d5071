//! Models: which there are, where they are kept, how they get there, and whether a file is one.
//!
//! ```text
//! catalog ─► pull ─► download (Hugging Face) ──────────────────────────────┐
//!                └─► packages (pip, zip) ─► ctranslate2 ─┐                 ▼
//!            import ─► ctranslate2 · safetensors ─► convert ─► store ─► models/ ─► find ─► check
//! ```
//!
//! Nothing reaches whisper.cpp that [`ggml::check`] has not walked through.

pub mod adapter;
pub mod catalog;
pub mod convert;
pub mod ctranslate2;
pub mod download;
pub mod error;
pub mod find;
pub mod ggml;
pub mod hash;
pub mod import;
pub mod mel;
pub mod memory;
pub mod packages;
pub mod pull;
pub mod quantise;
pub mod remember;
pub mod report;
pub mod safetensors;
#[cfg(test)]
mod sample;
pub mod store;
pub mod vocabulary;
pub mod weights;

pub use error::ModelError;
pub use find::{Installed, locate};
pub use ggml::check::{ModelInfo, check_ggml};
