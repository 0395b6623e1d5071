//! `aloud` records spoken interview answers, transcribes them on the user's own machine and
//! measures them: pace, filled pauses, pauses, and how much of each part of the written answer
//! was said.
//!
//! Modules stand in the order the data flows, and knowledge runs left to right only:
//!
//! ```text
//! notes/*.md ─► question ──────────────────────────────────────────────┐
//!                                                                      ▼
//! mic ─► capture ─► take ─► audio ─► transcribe ─► transcript ─► timing · filler · coverage ─► review ─► report
//! ```

/// Shadows the standard macro, so that no file forgets to make harmless what it prints.
macro_rules! eprintln {
    ($($text:tt)*) => {{
        // Standard error may be closed, which is no reason to panic.
        let _ = writeln!($crate::harmless::stderr(), $($text)*);
    }};
}

pub mod align;
pub mod audio;
pub mod capture;
pub mod cli;
pub mod cmd;
pub mod config;
pub mod coverage;
pub mod filler;
pub mod folder;
mod front_coded;
pub mod harmless;
pub mod heap;
pub mod history;
pub mod interview;
pub mod language;
pub mod local_time;
pub mod model;
mod parallel;
pub mod question;
pub mod refusal;
pub mod report;
pub mod review;
pub mod span;
pub mod take;
pub mod timing;
pub mod transcribe;
pub mod transcript;
pub mod voice;
