//! A mock interview from the candidate's own notes.
//!
//! 1. [`format`] reads how long an interview has for what, as far as a note tells.
//! 2. [`practised`] tells which questions need practice most.
//! 3. [`plan`] puts rounds together from both.

pub mod format;
pub mod plan;
pub mod practised;
mod seed;
mod stock;

pub use format::Format;
pub use plan::{Item, Plan, PlanError, Round, Stage, Wishes, plan};
pub use practised::Practised;
