//! What came of all takes together: measures take by take, and how they went.
//!
//! takes and their reviews ─► [`load`] rows, through a cache ─► [`trend`], judged by [`verdict`]
//!
//! Everything but [`load`] is plain functions over rows and reviews.

pub mod compare;
mod index;
mod load;
pub mod measure;
pub mod next;
pub(crate) mod parallel;
pub mod point;
pub mod quality;
mod row;
pub mod schedule;
pub mod search;
mod stamp;
pub mod trend;
pub mod verdict;
pub mod word_diff;

pub use load::{History, HistoryFault, INDEX_FILE, load};
pub use row::Row;
