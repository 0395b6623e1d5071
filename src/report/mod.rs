//! Renders a review.

mod coverage;
pub mod evidence;
mod paint;
pub mod terminal;
mod transcript;

pub use paint::Paint;
