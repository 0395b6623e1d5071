//! What coverage found, in the shape of the `coverage` object of a review.

use serde::{Deserialize, Serialize};

use super::fact::FactResult;
use super::point::Priority;
use crate::question::Part;

/// Whether something was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Said.
    Said,
    /// Unsure, or said without one of its facts.
    Partly,
    /// Not said.
    Missed,
}

/// Who says so, where it is not the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum By {
    /// The user marked it.
    User,
}

/// Words that show something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Seconds from the start of the audio.
    pub start_s: f64,
    /// Seconds from the start of the audio.
    pub end_s: f64,
    /// The words as recognised.
    pub text: String,
}

/// A key point and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PointResult {
    /// As the written answer has it.
    pub text: String,
    /// Said, partly or missed.
    pub status: Status,
    /// How likely it was told, 0 to 1.
    pub score: f32,
    /// What shows it, empty when missed.
    pub evidence: Vec<Evidence>,
    /// For a point that is not said: the nearest thing that was.
    pub nearest: Option<Evidence>,
    /// How much the author wants it said.
    #[serde(default)]
    pub priority: Priority,
    /// Who says that it was said, where the program did not find out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<By>,
    /// What was measured, where the user says otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measured: Option<Status>,
}

/// A section of the written answer and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SectionResult {
    /// STAR part, `None` in a plain answer.
    pub part: Option<Part>,
    /// Said, partly or missed.
    pub status: Status,
    /// When it was first spoken of, in seconds.
    pub start_s: Option<f64>,
    /// When it was last spoken of, in seconds.
    pub end_s: Option<f64>,
    /// Speech spent on it, in seconds; 0 when missed.
    pub spoken_s: f64,
    /// Share of the seconds spent on all sections, 0 to 1; `None` when nothing was said.
    pub share: Option<f64>,
    /// How likely it was told, 0 to 1.
    pub score: f32,
    /// Its key points.
    pub points: Vec<PointResult>,
    /// How often "I", "my", "me" (저, 제가, 나) was said in it.
    #[serde(default)]
    pub first_person_singular: usize,
    /// How often "we", "our", "us" (저희, 우리) was said in it.
    #[serde(default)]
    pub first_person_plural: usize,
    /// What was measured, where the user says otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measured: Option<Status>,
}

/// Another question of the notes that the speech answers better.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BetterQuestion {
    /// Its id.
    pub id: String,
    /// Its prompt.
    pub prompt: String,
    /// How well it fits, 0 to 1.
    pub score: f32,
}

/// Coverage of a written answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Coverage {
    /// Sections in the order of the notes.
    pub sections: Vec<SectionResult>,
    /// Numbers and names, each once.
    pub facts: Vec<FactResult>,
    /// Stretches of speech that belong to no section.
    pub other: Vec<Evidence>,
    /// How often "I", "my", "me" (저, 제가, 나) was said.
    pub first_person_singular: usize,
    /// How often "we", "our", "us" (저희, 우리) was said.
    pub first_person_plural: usize,
    /// The parts were told from the speech itself, as there is no written answer.
    #[serde(default)]
    pub guessed: bool,
    /// How well the speech fits the written answer as a whole, 0 to 1.
    pub fit: f32,
    /// Another question of the notes that fits clearly better; then nothing is credited.
    pub better_question: Option<BetterQuestion>,
}

impl Coverage {
    /// All key points, in the order of the notes.
    pub fn points(&self) -> impl Iterator<Item = &PointResult> {
        self.sections.iter().flat_map(|section| &section.points)
    }

    /// Share of key points said, partly said ones counting half; `None` without points. Optional
    /// points count only where they were said.
    pub fn covered(&self) -> Option<f64> {
        let points: Vec<&PointResult> = self
            .points()
            .filter(|p| p.priority != Priority::Optional || p.status == Status::Said)
            .collect();
        let said: f64 = points
            .iter()
            .map(|point| match point.status {
                Status::Said => 1.0,
                Status::Partly => 0.5,
                Status::Missed => 0.0,
            })
            .sum();
        (!points.is_empty()).then(|| said / points.len() as f64)
    }
}

/// A coverage of one section with these points, for tests.
#[cfg(test)]
pub(crate) fn sample(points: &[(&str, Status)]) -> Coverage {
    let points: Vec<PointResult> = points
        .iter()
        .map(|(text, status)| PointResult {
            text: (*text).to_owned(),
            status: *status,
            score: 0.0,
            evidence: Vec::new(),
            nearest: None,
            priority: Priority::Usual,
            by: None,
            measured: None,
        })
        .collect();
    let section = SectionResult {
        part: None,
        status: Status::Missed,
        start_s: None,
        end_s: None,
        spoken_s: 0.0,
        share: None,
        score: 0.0,
        points,
        first_person_singular: 0,
        first_person_plural: 0,
        measured: None,
    };
    Coverage {
        sections: vec![section],
        facts: Vec::new(),
        other: Vec::new(),
        first_person_singular: 0,
        first_person_plural: 0,
        guessed: false,
        fit: 0.0,
        better_question: None,
    }
}
