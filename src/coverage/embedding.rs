//! Sentence embedding (optional).

/// A sentence encoder.
pub struct Embedding {}

impl Embedding {
    /// Unit vector of a text.
    pub fn embed(&self, _text: &str) -> Vec<f32> {
        Vec::new()
    }
}
