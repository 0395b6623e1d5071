//! What the user says was said: marks on key points, which outrank what was measured.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::result::{By, Coverage, PointResult, Status};

/// Version of the JSON form.
pub const SCHEMA: &str = "aloud.marks/1";

/// The user's marks on one take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    /// [`SCHEMA`].
    pub schema: String,
    /// Texts of the points that were said. One whose point the notes no longer have is kept.
    pub said: Vec<String>,
}

impl Default for Marks {
    fn default() -> Self {
        Marks { schema: SCHEMA.into(), said: Vec::new() }
    }
}

impl Marks {
    /// Marks the point with this text as said, or takes the mark back.
    pub fn set(&mut self, text: &str, said: bool) {
        self.said.retain(|known| known != text);
        if said {
            self.said.push(text.to_owned());
        }
    }
}

/// Puts the marks into effect: marked points are said by the user, all others as measured. A section
/// with a marked point was spoken of.
pub fn apply(coverage: &mut Coverage, marks: &Marks) {
    for section in &mut coverage.sections {
        let mut marked = false;
        for point in &mut section.points {
            if let Some(measured) = point.measured.take() {
                point.status = measured;
            }
            point.by = None;
            if marks.said.contains(&point.text) {
                marked = true;
                point.measured = Some(point.status);
                point.status = Status::Said;
                point.by = Some(By::User);
            }
        }
        if let Some(measured) = section.measured.take() {
            section.status = measured;
        }
        if marked && section.status != Status::Said {
            section.measured = Some(section.status);
            section.status = Status::Said;
        }
    }
}

/// Why no point is meant.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum WhichPoint {
    /// None fits.
    #[error("no key point fits “{0}”")]
    None(String),
    /// Several fit.
    #[error("several key points fit “{query}”")]
    Several {
        /// What was asked for.
        query: String,
        /// Numbers and texts of those that fit.
        fit: Vec<(usize, String)>,
    },
}

/// The point that is meant by its number, from 1 in the order of the notes, or by a part of its text
/// (case folded, NFC).
///
/// # Errors
/// None or several fit.
pub fn find_point<'a>(coverage: &'a Coverage, query: &str) -> Result<&'a PointResult, WhichPoint> {
    let points: Vec<&PointResult> = coverage.points().collect();
    if let Ok(number) = query.trim().parse::<usize>() {
        let index = number.checked_sub(1);
        return index
            .and_then(|index| points.get(index).copied())
            .ok_or_else(|| WhichPoint::None(query.to_owned()));
    }
    let fold = |text: &str| text.nfc().collect::<String>().to_lowercase();
    let wanted = fold(query.trim());
    let fits: Vec<(usize, &PointResult)> = points
        .into_iter()
        .enumerate()
        .filter(|(_, point)| !wanted.is_empty() && fold(&point.text).contains(&wanted))
        .collect();
    match fits.as_slice() {
        [] => Err(WhichPoint::None(query.to_owned())),
        [(_, point)] => Ok(point),
        _ => Err(WhichPoint::Several {
            query: query.to_owned(),
            fit: fits.iter().map(|(index, point)| (index + 1, point.text.clone())).collect(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::result::sample;
    use super::*;

    #[test]
    fn a_mark_outranks_what_was_measured_and_can_be_taken_back() {
        let mut coverage =
            sample(&[("We moved house.", Status::Missed), ("It rained.", Status::Said)]);
        let before = coverage.clone();
        let mut marks = Marks::default();
        marks.set("We moved house.", true);
        marks.set("A point of older notes.", true);
        apply(&mut coverage, &marks);
        apply(&mut coverage, &marks);
        let point = &coverage.sections[0].points[0];
        assert_eq!((point.status, point.by), (Status::Said, Some(By::User)));
        assert_eq!(point.measured, Some(Status::Missed));
        assert_eq!(coverage.sections[0].status, Status::Said);
        marks.set("We moved house.", false);
        apply(&mut coverage, &marks);
        assert_eq!(coverage, before);
    }

    #[test]
    fn a_point_is_found_by_number_or_by_a_part_of_its_text() {
        let coverage =
            sample(&[("We moved house.", Status::Missed), ("We sold it.", Status::Said)]);
        assert_eq!(find_point(&coverage, "2").unwrap().text, "We sold it.");
        assert_eq!(find_point(&coverage, "MOVED").unwrap().text, "We moved house.");
        assert!(matches!(find_point(&coverage, "we"), Err(WhichPoint::Several { .. })));
        for query in ["0", "3", "", "castle"] {
            assert!(matches!(find_point(&coverage, query), Err(WhichPoint::None(_))), "{query}");
        }
    }
}
