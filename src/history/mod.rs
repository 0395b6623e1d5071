//! What came of all takes together: how measures went over them, two of them side by side, words in
//! their transcripts, and what to practise next.
//!
//! ```text
//! takes and reviews ─► load (through an index) ─► rows ─► trend ─┐
//!                                                  │             ├─ measure, verdict
//!                                    two reviews ──┼─► compare ──┘
//!                                                  └─► quality ─► schedule ─► next
//! ```
//!
//! Only [`load()`] reads files: the rest is plain functions over rows, reviews and transcripts.

pub mod compare;
mod index;
mod load;
pub mod measure;
pub mod next;
pub mod point;
pub mod quality;
mod row;
pub mod schedule;
pub mod search;
mod stamp;
pub mod trend;
pub mod verdict;
pub mod word_diff;

pub(crate) use load::PARALLEL_FROM;
pub use load::{History, HistoryFault, INDEX_FILE, load};
pub use row::Row;
