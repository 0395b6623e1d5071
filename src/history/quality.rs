//! How good an answer was, and the grade the scheduler gets for it.

use rs_fsrs::Rating;

use super::row::Row;

/// Weight of the content, the rest being delivery, where there is a written answer to measure
/// content by. What was said matters more to interviewers than how; the figure is our own choice.
const CONTENT_WEIGHT: f64 = 0.7;

/// Findings about delivery, as [`crate::review::finding`] names them.
const DELIVERY: [&str; 3] = ["length", "pace", "fillers"];

/// Qualities from which an answer is graded hard, good and easy; below, it has to be learned again.
/// Our own choice: with all delivery in order they stand for a coverage of about 15 %, 50 % and
/// 80 %.
const GRADES: [f64; 3] = [0.40, 0.65, 0.85];

/// Quality of an answer, 0 to 1; `None` until it is reviewed.
///
/// 0.7 × share of key points said + 0.3 × share of the three rules of delivery (length, pace,
/// fillers) without a finding to fix. Without a written answer it is delivery alone; without speech
/// it is 0.
pub fn quality(row: &Row) -> Option<f64> {
    row.language?;
    if row.speaking_s.is_none() {
        return Some(0.0);
    }
    let faults = row.fixes.iter().filter(|kind| DELIVERY.contains(&kind.as_str())).count();
    let delivery = 1.0 - faults.min(DELIVERY.len()) as f64 / DELIVERY.len() as f64;
    Some(match row.covered {
        Some(covered) => CONTENT_WEIGHT * covered + (1.0 - CONTENT_WEIGHT) * delivery,
        None => delivery,
    })
}

/// The grade of an answer of this quality: from "again" to "easy".
pub fn grade(quality: f64) -> Rating {
    let reached = GRADES.iter().filter(|from| quality >= **from).count();
    [Rating::Again, Rating::Hard, Rating::Good, Rating::Easy][reached]
}

#[cfg(test)]
mod tests {
    use super::super::row::tests::row;
    use super::*;
    use crate::language::Language;

    fn reviewed(covered: Option<f64>, fixes: &[&str]) -> Row {
        Row {
            language: Some(Language::English),
            speaking_s: Some(60.0),
            covered,
            fixes: fixes.iter().map(|kind| kind.to_string()).collect(),
            ..row("why")
        }
    }

    #[test]
    fn content_weighs_more_than_delivery() {
        let of = |covered, fixes: &[&str]| quality(&reviewed(covered, fixes)).unwrap();
        assert_eq!(of(Some(1.0), &[]), 1.0);
        assert_eq!(of(Some(0.0), &["missed_part"]), 1.0 - CONTENT_WEIGHT);
        assert!((of(Some(1.0), &["pace", "fillers", "length"]) - CONTENT_WEIGHT).abs() < 1e-9);
        assert!((of(None, &["pace"]) - 2.0 / 3.0).abs() < 1e-9);
    }

    #[test]
    fn silence_has_no_quality_and_no_review_none_at_all() {
        assert_eq!(quality(&row("why")), None);
        let silent = Row { speaking_s: None, ..reviewed(None, &["no_speech"]) };
        assert_eq!(quality(&silent), Some(0.0));
    }

    #[test]
    fn grades_follow_quality() {
        let grades = [0.0, 0.39, 0.4, 0.65, 0.85, 1.0].map(grade);
        use Rating::{Again, Easy, Good, Hard};
        assert_eq!(grades, [Again, Again, Hard, Good, Easy, Easy]);
    }
}
