//! Renders a review: for the terminal, and as files that other programs read.

mod coverage;
pub mod export;
mod measures;
mod paint;
mod sentence;
pub mod terminal;
mod transcript;
mod words;

pub use measures::{Measure, measures};
pub use paint::Paint;
