//! Coverage: which parts and key points of the written answer were said, when, and which were not.
//!
//! 1. [`point`] splits each section of the written answer into key points with their facts.
//! 2. [`clause`] splits the speech into clauses; windows of one to three of them are matched.
//! 3. [`token`], [`number`], [`english`], [`crate::language::korean`], [`sound`], [`synonym`] and `similarity` make words
//!    comparable: stems, numbers by value, synonyms, names by sound, across Hangul and Latin.
//! 4. `matching` weighs the words by their rarity in the notes (inverse document frequency) and sums
//!    what a window says of a point; `scores` fuses that with the optional sentence [`embedding`].
//! 5. [`star`] aligns clauses with sections in an order-aware way, which gives each section its
//!    status, seconds and share; [`fact`] checks numbers and names.
//! 6. [`cover`](cover()) puts it together. When another question of the notes fits clearly better, it says so
//!    and credits nothing; clauses that only read the question aloud count for nothing.
//!
//! A section's status says whether it was spoken of at all, as one sentence may stand for a long
//! paragraph; its points say how much of it. A point is `partly` said when its score is unsure or a
//! fact of it is missing. Known weaknesses: negation is not understood, and two near-duplicate
//! points of one answer may both be credited by one sentence.
//!
//! Figures and the labelled answers they were measured on stand in `docs/coverage.md`.

pub mod clause;
mod cover;
pub mod embedding;
pub mod english;
pub mod fact;
mod matching;
pub mod number;
mod person;
pub mod point;
mod result;
mod scores;
mod similarity;
pub mod sound;
pub mod star;
pub mod synonym;
pub mod token;

use crate::language::korean;

pub use cover::cover;
pub use fact::{FactResult, FactStatus};
pub use person::pronouns;
pub use point::{Fact, FactKind, KeyPoint, key_points};
pub use result::{BetterQuestion, Coverage, Evidence, PointResult, SectionResult, Status};
