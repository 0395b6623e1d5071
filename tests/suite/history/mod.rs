//! What came of many takes: `history`, `compare`, `next` and `search`, run as users run them over
//! takes that the crate itself wrote.

mod compare;
mod index;
mod next;
mod search;
mod shown;

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use aloud::language::Language;
use aloud::review::{Review, derived};
use aloud::take::{self, QuestionRecord, State, Take};
use aloud::transcript::Transcript;
use jiff::Timestamp;
use serde_json::{Value, json};
use tempfile::TempDir;

/// A day in seconds.
const DAY_S: i64 = 86_400;

/// A practice folder with notes of two questions.
struct Practice {
    dir: TempDir,
}

/// An answer as the tests describe it.
struct Answer<'a> {
    /// Words, with fillers in square brackets; half a second each.
    text: &'a str,
    language: Language,
    words_per_minute: f64,
    /// Key points of the written answer, and whether they were said.
    points: &'a [(&'a str, &'a str)],
    /// Kinds of findings of severity `fix`.
    fixes: &'a [&'a str],
}

impl Default for Answer<'_> {
    fn default() -> Self {
        Answer {
            text: "I moved the queue.",
            language: Language::English,
            words_per_minute: 150.0,
            points: &[],
            fixes: &[],
        }
    }
}

impl Practice {
    fn new(note: &str) -> Practice {
        let dir = tempfile::tempdir().expect("a temporary folder");
        std::fs::create_dir(dir.path().join("notes")).expect("notes");
        std::fs::write(dir.path().join("notes/note.md"), note).expect("a note");
        std::fs::write(dir.path().join("aloud.toml"), "").expect("aloud.toml");
        Practice { dir }
    }

    fn recordings(&self) -> PathBuf {
        self.dir.path().join("recordings")
    }

    /// A take recorded `days_ago`, without review.
    fn take(&self, question: Option<(&str, &str)>, days_ago: i64) -> Take {
        let asked = question.map(|(id, prompt)| QuestionRecord {
            id: id.into(),
            prompt: prompt.into(),
            limit_s: None,
        });
        let at = Timestamp::from_second(Timestamp::now().as_second() - days_ago * DAY_S).unwrap();
        let (mut take, lock) =
            take::create(&self.recordings(), asked, None, 16_000, at).expect("a take");
        std::fs::write(take.audio(), "sound").expect("sound");
        take.record.state = State::Finished;
        take.record.audio.duration_s = 60.0;
        take.save().expect("take.json");
        drop(lock);
        take
    }

    /// A take with its review; its id.
    fn reviewed(
        &self,
        question: Option<(&str, &str)>,
        days_ago: i64,
        answer: &Answer<'_>,
    ) -> String {
        let take = self.take(question, days_ago);
        write_review(&take, answer);
        take.id().to_owned()
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_aloud"))
            .arg("--folder")
            .arg(self.dir.path())
            .args(arguments)
            .env("LC_ALL", "C.UTF-8")
            .env_remove("ALOUD_UI")
            .stdin(Stdio::null())
            .output()
            .expect("aloud runs")
    }

    /// Standard output of a run that must succeed.
    fn shown(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let shown = self.shown(&[arguments, &["--json"]].concat());
        serde_json::from_str(&shown).expect("JSON")
    }
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Writes transcript and review of a take, as `aloud review` does.
fn write_review(take: &Take, answer: &Answer<'_>) {
    let review = review(take, answer);
    let transcript = Transcript {
        language: answer.language,
        words: review.words.clone(),
        untranscribed: Vec::new(),
    };
    derived::write(take, &transcript, &review).expect("a review");
}

fn review(take: &Take, answer: &Answer<'_>) -> Review {
    let words: Vec<Value> = answer
        .text
        .split_whitespace()
        .enumerate()
        .map(|(at, word)| {
            let filler = word.starts_with('[');
            let start_s = at as f64 * 0.5;
            json!({
                "text": word.trim_matches(['[', ']']), "confidence": 0.9,
                "start_s": start_s, "end_s": start_s + 0.4,
                "kind": if filler { "filler" } else { "word" },
            })
        })
        .collect();
    let fillers: Vec<Value> = words
        .iter()
        .filter(|word| word["kind"] == "filler")
        .map(|word| {
            json!({"text": word["text"], "start_s": word["start_s"], "end_s": word["end_s"],
                   "source": "transcript"})
        })
        .collect();
    let points: Vec<Value> = answer
        .points
        .iter()
        .map(|(text, status)| {
            let said = *status != "missed";
            let evidence = json!({"start_s": 1.0, "end_s": 2.0, "text": text});
            json!({"text": text, "status": status, "score": 0.5, "nearest": null,
                   "evidence": if said { json!([evidence]) } else { json!([]) }})
        })
        .collect();
    let coverage = (!points.is_empty()).then(|| {
        json!({
            "sections": [{"part": null, "status": "partly", "start_s": 0.0, "end_s": 9.0,
                          "spoken_s": 9.0, "share": 1.0, "score": 0.5, "points": points}],
            "facts": [], "other": [], "first_person_singular": 1, "first_person_plural": 0,
            "fit": 0.5, "better_question": null,
        })
    });
    let findings: Vec<Value> = answer
        .fixes
        .iter()
        .map(|kind| {
            json!({"kind": kind, "severity": "fix", "message": format!("Mend {kind}."),
                   "start_s": null, "end_s": null})
        })
        .collect();
    let rate = answer.words_per_minute;
    let review = json!({
        "schema": "aloud.review/1", "take": take.id(), "language": answer.language,
        "audio": {"duration_s": 60.0, "sample_rate_hz": 16_000, "channels": 1, "gaps": [],
                  "cuts": [], "peak_dbfs": -6.0, "loudness_lufs": -20.0, "clipped_ms": 0.0},
        "model": {"name": "base", "sha256": "0"}, "question": take.record.question,
        "text": answer.text, "words": words, "untranscribed": [],
        "timing": {"speaking_s": 60.0, "speech_s": 50.0, "first_word_s": 0.5, "words": 100,
                   "syllables": 200, "words_per_minute": rate, "syllables_per_minute": rate * 2.0,
                   "articulation_words_per_minute": rate * 1.2,
                   "articulation_syllables_per_minute": rate * 2.4, "pauses": [], "pace": []},
        "fillers": {"count": fillers.len(), "per_minute": fillers.len(), "per_100_words": 1.0,
                    "items": fillers},
        "repetitions": [], "hedges": [],
        "voice": {"pitch_median_hz": null, "pitch_range_semitones": null,
                  "loudness_range_db": null},
        "coverage": coverage, "findings": findings,
        "elapsed": {"transcribe_s": 1.0, "analyse_s": 0.1, "total_s": 1.1},
    });
    serde_json::from_value(review).expect("a review of this version")
}

/// Moves the times of a take's files back, so that the index trusts them at once.
fn age(folder: &Path) {
    let long_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(60);
    for file in ["take.json", "review.json"] {
        if let Ok(file) = std::fs::File::options().write(true).open(folder.join(file)) {
            file.set_modified(long_ago).expect("a time");
        }
    }
}
