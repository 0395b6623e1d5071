//! Renders a review, and what came of many: for the terminal, and as files that other programs
//! read.

mod chart;
mod coverage;
pub mod export;
pub mod history;
pub mod interview;
pub mod interview_html;
mod measure;
mod measures;
mod paint;
mod sentence;
pub mod terminal;
mod transcript;
mod words;

pub use measures::{Measure, measures};
pub use paint::Paint;
