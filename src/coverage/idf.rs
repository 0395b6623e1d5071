//! How rare a word is in the notes.

use std::collections::HashMap;

use super::point::KeyPoint;

/// Document frequencies over key points (inverse document frequency, Spärck Jones 1972).
pub(super) struct Idf<'a> {
    frequency: HashMap<&'a str, usize>,
    points: usize,
}

impl<'a> Idf<'a> {
    /// Counts in how many of the points each stem stands.
    pub fn new(points: &[&'a KeyPoint]) -> Self {
        let mut frequency: HashMap<&str, usize> = HashMap::new();
        for point in points {
            let mut stems: Vec<&str> = point.content().map(|token| token.stem.as_str()).collect();
            stems.sort_unstable();
            stems.dedup();
            for stem in stems {
                *frequency.entry(stem).or_default() += 1;
            }
        }
        Self { frequency, points: points.len().max(1) }
    }

    /// ln(1 + N/df), so what every point says weighs little.
    pub fn of(&self, stem: &str) -> f32 {
        // A word no point has is as rare as one that two have: rarity is unknown, not extreme.
        let frequency = self.frequency.get(stem).copied().unwrap_or(2);
        (1.0 + self.points as f32 / frequency as f32).ln()
    }
}
