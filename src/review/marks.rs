//! The user's marks on a take, in `marks.json` beside its review. A review is written again at any
//! time; the marks stay.

use super::derived::{self, DerivedError};
use super::{Review, finding};
use crate::config::Targets;
use crate::coverage::marks::{self, Marks, SCHEMA};
use crate::language::Language;
use crate::take::Take;

/// Name of the file with the user's marks.
pub(crate) const MARKS_FILE: &str = "marks.json";

/// The marks on a take; none where nobody marked anything.
///
/// # Errors
/// The file is damaged, or was written by another version.
pub fn read(take: &Take) -> Result<Marks, DerivedError> {
    let found = derived::read_file(&take.folder.join(MARKS_FILE), take.id(), SCHEMA)?;
    Ok(found.unwrap_or_default())
}

/// Keeps the marks with the take.
///
/// # Errors
/// The folder is gone or the disk is full; the older marks then stand.
pub fn write(take: &Take, marks: &Marks) -> Result<(), DerivedError> {
    derived::write_file(&take.folder.join(MARKS_FILE), marks)
}

/// Puts marks into effect in a review, whose findings are judged anew.
pub fn apply(review: &mut Review, marks: &Marks, targets: &Targets, ui: Language) {
    let Some(coverage) = &mut review.coverage else { return };
    marks::apply(coverage, marks);
    review.findings = finding::find(review, targets, ui);
}
