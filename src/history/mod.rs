//! What came of all takes together: measures take by take, and how they went.
//!
//! takes and their reviews ─► [`load`] rows, through a cache ─► [`trend`], judged by [`verdict`]
//!
//! Everything but [`load`] is plain functions over rows and reviews.

mod index;
mod load;
mod row;
mod stamp;
pub mod trend;
pub mod verdict;

pub use load::{History, HistoryFault, INDEX_FILE, load};
pub use row::Row;
