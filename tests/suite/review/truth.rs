//! What was truly said in a recording of `tests/speech/`.

use serde_json::Value;

use super::score::Times;
use super::{speech, text};

/// The truth beside a recording.
pub struct Truth(Value);

impl Truth {
    /// Reads `tests/speech/<name>.json`.
    pub fn of(name: &str) -> Truth {
        let file = speech(&format!("{name}.json"));
        let json = std::fs::read_to_string(&file).expect("the truth");
        Truth(serde_json::from_str(&json).expect("JSON"))
    }

    fn segments<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Value> {
        self.0["segments"].as_array().expect("segments").iter().filter(move |s| s["kind"] == kind)
    }

    /// The spoken text without fillers that stand apart.
    pub fn text(&self) -> String {
        self.segments("speech").map(|segment| text(&segment["text"])).collect::<Vec<_>>().join(" ")
    }

    /// Fillers that stand apart.
    pub fn fillers(&self) -> Vec<Times> {
        self.segments("filler").map(|filler| times(filler, "start", "end")).collect()
    }

    /// Spans of silence between speech.
    pub fn pauses(&self) -> Vec<Times> {
        let silences = self.0["silences"].as_array().expect("silences");
        silences.iter().map(|silence| times(silence, "start", "end")).collect()
    }
}

/// Two members of an object as start and end.
pub fn times(value: &Value, start: &str, end: &str) -> Times {
    let seconds = |name| value[name].as_f64().unwrap_or_else(|| panic!("no {name} in {value}"));
    (seconds(start), seconds(end))
}
