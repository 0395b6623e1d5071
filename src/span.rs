//! The one representation of time in a recording.

use serde::{Deserialize, Serialize};

/// A stretch of a recording, in seconds from the start of the audio. `start_s <= end_s`, which is
/// also asked of one that is read from a file.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Written")]
pub struct Span {
    /// First instant, in seconds.
    pub start_s: f64,
    /// Instant after the last, in seconds.
    pub end_s: f64,
}

/// A span as it stands in a file.
#[derive(Deserialize)]
struct Written {
    start_s: f64,
    end_s: f64,
}

impl TryFrom<Written> for Span {
    type Error = String;

    fn try_from(Written { start_s, end_s }: Written) -> Result<Self, Self::Error> {
        if start_s <= end_s {
            Ok(Self { start_s, end_s })
        } else {
            Err(format!("a stretch of time ends at {end_s} s, before it starts at {start_s} s"))
        }
    }
}

impl Span {
    /// A span from `start_s` to `end_s`, both in seconds.
    pub fn new(start_s: f64, end_s: f64) -> Self {
        debug_assert!(start_s <= end_s, "span ends before it starts: {start_s} > {end_s}");
        Self { start_s, end_s }
    }

    /// Length in seconds.
    pub fn duration_s(&self) -> f64 {
        self.end_s - self.start_s
    }

    /// Seconds shared with `other`, 0 when they do not meet.
    pub fn overlap_s(&self, other: &Span) -> f64 {
        (self.end_s.min(other.end_s) - self.start_s.max(other.start_s)).max(0.0)
    }

    /// Instant halfway between start and end, in seconds.
    pub fn middle_s(&self) -> f64 {
        (self.start_s + self.end_s) / 2.0
    }

    /// Whether `at_s` lies inside (start included, end not).
    pub fn contains(&self, at_s: f64) -> bool {
        self.start_s <= at_s && at_s < self.end_s
    }
}
