//! Renders a review, and what came of many.

mod chart;
pub mod compare;
mod coverage;
pub mod history;
mod measure;
pub mod next;
mod paint;
pub mod search;
mod side_by_side;
pub mod terminal;
mod transcript;

pub use paint::Paint;
