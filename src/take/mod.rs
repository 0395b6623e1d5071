//! One recording on disk: `audio.wav` beside `take.json`, in
//! `recordings/<question id or free>/<UTC time>/`.
//!
//! A take is never overwritten. While it is being recorded its folder holds a lock, so that
//! another process can tell a recording that goes on from one whose process is gone.

mod atomic;
mod error;
mod find;
mod lock;
mod record;
pub mod recover;
mod store;
mod wav_header;

pub(crate) use atomic::UNFINISHED;
pub use atomic::write_atomic;
pub use error::TakeError;
pub use find::{last, list, open};
pub(crate) use find::{order, subfolders};
pub use lock::Lock;
pub use record::{Audio, Cut, DeviceRecord, QuestionRecord, SCHEMA, State, TakeRecord};
pub use recover::{Recovered, recover_all};
pub(crate) use store::RECORD_FILE;
pub use store::{AUDIO_FILE, FREE, Take, create, delete};
