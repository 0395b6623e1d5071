//! The user's settings: flag, then environment, then `aloud.toml`, then default.

/// Settings of a practice folder.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Config {}
