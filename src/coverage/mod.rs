//! Coverage of the written answer by what was said.

pub mod clause;
mod cover;
pub mod embedding;
pub mod english;
pub mod fact;
pub mod korean;
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

pub use cover::cover;
pub use fact::{FactResult, FactStatus};
pub use point::{Fact, FactKind, KeyPoint, key_points};
pub use result::{BetterQuestion, Coverage, Evidence, PointResult, SectionResult, Status};
