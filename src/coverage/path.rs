//! The way of the speech through the sections of the written answer: the alignment, without digressions and without
//! the question read aloud.

use super::clause::Unit;
use super::{digression, star};
use crate::question::Part;

/// The clauses and how alike they are to the sections.
pub(super) struct Paths<'a> {
    /// The clauses.
    pub units: &'a [Unit],
    /// The parts that they announce.
    pub cues: &'a [Option<Part>],
    /// Which of them only read the question aloud.
    pub reads_prompt: &'a [bool],
    /// `likeness[clause][section]`, 0 to 1.
    pub likeness: &'a [Vec<f32>],
    /// The STAR part of each section.
    pub parts: &'a [Option<Part>],
}

impl Paths<'_> {
    /// For each clause its section, of those that `may` have been told; `None` where it belongs to none.
    pub fn among(&self, may: &dyn Fn(usize) -> bool) -> Vec<Option<usize>> {
        let mut path = star::align(self.units, self.likeness, self.cues, self.parts, may);
        digression::leave_out(self.units, self.likeness, &mut path);
        for (section, reads) in path.iter_mut().zip(self.reads_prompt) {
            section.take_if(|_| *reads);
        }
        path
    }

    /// What it costs the alignment to do without each section, in nats.
    pub fn needed(&self) -> Vec<f32> {
        star::needed(self.units, self.likeness, self.cues, self.parts)
    }
}
