//! A mock interview from the candidate's own notes.
//!
//! 1. [`mod@format`] reads how long an interview has for what, as far as a note tells.
//! 2. [`practised`] tells which questions need practice most, [`principle`] which principle is meant.
//! 3. [`mod@plan`] puts rounds together from both.
//! 4. [`session`] keeps what was asked and answered, on disk after every step.
//! 5. [`follow_up`] asks for what an answer lacked; [`told`] is what can be told of it.
//! 6. [`summary`] puts together what it was like; [`recurring`] finds what comes back, [`story`]
//!    which answers are the same story.
//! 7. [`written`] makes a first written answer of a spoken one.

pub mod follow_up;
pub mod format;
pub mod plan;
pub mod practised;
pub mod principle;
pub mod recurring;
mod seed;
pub mod session;
mod stock;
pub mod story;
pub mod summary;
pub mod told;
pub mod written;

pub use follow_up::FollowUp;
pub use format::Format;
pub use plan::{Item, Plan, PlanError, Round, Stage, Wishes, plan};
pub use practised::Practised;
pub use session::Session;
pub use stock::{INTRODUCTION, principle_id as principle_question_id};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::question::{Kind, Question};
    use crate::review::Review;

    /// A question for a story that nothing more is known of.
    pub(super) fn item(prompt: &str, language: Language) -> Item {
        let question = Question {
            id: prompt.to_lowercase().replace(|c: char| !c.is_alphanumeric(), "-"),
            number: None,
            file: "notes/sample.md".into(),
            line: 1,
            prompt: prompt.into(),
            language,
            topic: None,
            kind: Kind::Unanswered,
            limit_s: None,
            reference: None,
            follow_ups: Vec::new(),
        };
        Item {
            stage: Stage::Behavioural,
            principle: None,
            question,
            practised: Practised::default(),
            answer_s: 120.0,
            follow_ups: 0,
            noted: Vec::new(),
        }
    }

    /// A plan with these items by round.
    pub(super) fn plan(rounds: Vec<Vec<Item>>) -> Plan {
        let rounds = (1..).zip(rounds).map(|(number, items)| Round {
            number,
            principles: Vec::new(),
            items,
            budget_s: None,
        });
        Plan { schema: plan::SCHEMA.into(), seed: 0, phone: false, rounds: rounds.collect() }
    }

    /// A review of an answer with this text, two words a second.
    pub(super) fn review(text: &str) -> Review {
        let words: Vec<serde_json::Value> = (0..)
            .zip(text.split_whitespace())
            .map(|(at, word)| {
                let start_s = f64::from(at) * 0.5;
                serde_json::json!({"text": word, "start_s": start_s, "end_s": start_s + 0.4,
                    "confidence": 1.0, "kind": "word"})
            })
            .collect();
        let count = words.len();
        let language = crate::language::detect(text);
        serde_json::from_value(serde_json::json!({
            "schema": crate::review::SCHEMA, "language": language,
            "audio": {"duration_s": count as f64 / 2.0, "sample_rate_hz": 16_000, "channels": 1,
                "gaps": [], "cuts": [], "peak_dbfs": -6.0, "loudness_lufs": null,
                "clipped_ms": 0.0},
            "model": {"name": "none", "sha256": ""}, "question": null, "text": text,
            "words": words,
            "timing": {"speaking_s": count as f64 / 2.0, "speech_s": count as f64 / 2.0,
                "first_word_s": 1.0, "words": count, "syllables": count,
                "words_per_minute": 120.0, "syllables_per_minute": 120.0,
                "articulation_words_per_minute": null, "articulation_syllables_per_minute": null,
                "pauses": [], "pace": []},
            "fillers": {"count": 0, "per_minute": 0.0, "per_100_words": 0.0, "items": []},
            "repetitions": [], "hedges": [],
            "voice": {"pitch_median_hz": null, "pitch_range_semitones": null,
                "loudness_range_db": null},
            "coverage": null, "findings": [],
            "elapsed": {"transcribe_s": 0.0, "analyse_s": 0.0, "total_s": 0.0}
        }))
        .expect("a review")
    }
}
