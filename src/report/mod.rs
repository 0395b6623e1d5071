//! Renders a review.

mod coverage;
mod paint;
pub mod terminal;
mod transcript;

pub use paint::Paint;
