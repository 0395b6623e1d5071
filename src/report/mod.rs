//! Renders a review, and what came of many.

mod chart;
mod coverage;
pub mod history;
mod measure;
mod paint;
pub mod terminal;
mod transcript;

pub use paint::Paint;
