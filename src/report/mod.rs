//! Renders a review, and what came of many: for the terminal, and as files that other programs
//! read.

mod chart;
pub mod compare;
mod coverage;
pub mod evidence;
pub mod export;
mod figure;
pub mod history;
pub mod html;
pub mod interview;
pub mod interview_html;
mod measures;
pub mod next;
mod paint;
pub mod search;
mod sentence;
mod side_by_side;
pub mod terminal;
mod transcript;
mod words;

pub use measures::{Measure, measures};
pub use paint::Paint;
