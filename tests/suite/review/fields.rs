//! The form of `aloud review --json` that scripts rely on.

use serde_json::Value;

/// Every field: its place (`[]` stands for each member of a list) and its type. `?` allows null;
/// words parted by `|` are the strings that are allowed. Members of null are not looked for.
const FIELDS: &[(&str, &str)] = &[
    ("schema", "aloud.review/1"),
    ("language", "en|ko"),
    ("audio.duration_s", "number"),
    ("audio.sample_rate_hz", "integer"),
    ("audio.channels", "integer"),
    ("audio.gaps[].start_s", "number"),
    ("audio.gaps[].end_s", "number"),
    ("audio.cuts[].at_s", "number"),
    ("audio.cuts[].removed_s", "number"),
    ("audio.peak_dbfs", "number?"),
    ("audio.loudness_lufs", "number?"),
    ("audio.clipped_ms", "number?"),
    ("audio.noise_floor_dbfs", "number?"),
    ("audio.signal_to_noise_db", "number?"),
    ("model.name", "string"),
    ("model.sha256", "string"),
    ("question", "object?"),
    ("question.id", "string"),
    ("question.prompt", "string"),
    ("question.limit_s", "number?"),
    ("text", "string"),
    ("words[].text", "string"),
    ("words[].start_s", "number"),
    ("words[].end_s", "number"),
    ("words[].confidence", "number?"),
    ("words[].kind", "word|filler|repeat|cutoff"),
    ("timing.speaking_s", "number?"),
    ("timing.speech_s", "number?"),
    ("timing.first_word_s", "number?"),
    ("timing.words", "integer?"),
    ("timing.syllables", "integer?"),
    ("timing.words_per_minute", "number?"),
    ("timing.syllables_per_minute", "number?"),
    ("timing.articulation_words_per_minute", "number?"),
    ("timing.articulation_syllables_per_minute", "number?"),
    ("timing.pauses[].start_s", "number"),
    ("timing.pauses[].end_s", "number"),
    ("timing.pauses[].place", "within|between"),
    ("timing.pace[].start_s", "number"),
    ("timing.pace[].end_s", "number"),
    ("timing.pace[].words_per_minute", "number?"),
    ("timing.pace[].syllables_per_minute", "number?"),
    ("usual_pace", "object?"),
    ("usual_pace.takes", "integer"),
    ("usual_pace.per_minute", "number"),
    ("usual_pace.change", "number"),
    ("fillers.count", "integer"),
    ("fillers.per_minute", "number?"),
    ("fillers.per_100_words", "number?"),
    ("fillers.items[].text", "string"),
    ("fillers.items[].start_s", "number"),
    ("fillers.items[].end_s", "number"),
    ("fillers.items[].source", "transcript|sound"),
    ("repetitions[].text", "string"),
    ("repetitions[].start_s", "number"),
    ("repetitions[].end_s", "number"),
    ("hedges[].text", "string"),
    ("hedges[].start_s", "number"),
    ("hedges[].end_s", "number"),
    ("voice.pitch_median_hz", "number?"),
    ("voice.pitch_range_semitones", "number?"),
    ("voice.loudness_range_db", "number?"),
    ("voice.monotone[].start_s", "number"),
    ("voice.monotone[].end_s", "number"),
    ("favourites[].text", "string"),
    ("favourites[].count", "integer"),
    ("coverage", "object?"),
    ("coverage.sections[].part", "situation|task|action|result?"),
    ("coverage.sections[].status", "said|partly|missed"),
    ("coverage.sections[].start_s", "number?"),
    ("coverage.sections[].end_s", "number?"),
    ("coverage.sections[].spoken_s", "number"),
    ("coverage.sections[].share", "number?"),
    ("coverage.sections[].points[].text", "string"),
    ("coverage.sections[].points[].status", "said|partly|missed"),
    ("coverage.sections[].points[].score", "number"),
    ("coverage.sections[].points[].evidence[].start_s", "number"),
    ("coverage.sections[].points[].evidence[].end_s", "number"),
    ("coverage.sections[].points[].evidence[].text", "string"),
    ("coverage.facts[].text", "string"),
    ("coverage.facts[].kind", "number|name"),
    ("coverage.facts[].status", "said|different|missed"),
    ("coverage.facts[].heard", "string?"),
    ("coverage.facts[].start_s", "number?"),
    ("coverage.other[].start_s", "number"),
    ("coverage.other[].end_s", "number"),
    ("coverage.other[].text", "string"),
    ("coverage.first_person_singular", "integer"),
    ("coverage.first_person_plural", "integer"),
    ("findings[].kind", "string"),
    ("findings[].severity", "good|note|fix"),
    ("findings[].message", "string"),
    ("findings[].start_s", "number?"),
    ("findings[].end_s", "number?"),
    ("elapsed.transcribe_s", "number"),
    ("elapsed.analyse_s", "number"),
    ("elapsed.total_s", "number"),
];

/// Fails where a field is missing or of another type.
pub fn assert_fields(review: &Value) {
    for (place, kind) in FIELDS {
        assert_value(review, place, kind);
    }
}

/// Fails where the field at `place` is missing or not of this type.
pub fn assert_value(value: &Value, place: &str, kind: &str) {
    let (step, rest) = place.split_once('.').map_or((place, None), |(a, b)| (a, Some(b)));
    let name = step.strip_suffix("[]").unwrap_or(step);
    let member = value.get(name).unwrap_or_else(|| panic!("{name} is missing in {value}"));
    let members = if name == step {
        vec![member]
    } else {
        member.as_array().unwrap_or_else(|| panic!("{name} is no list")).iter().collect()
    };
    for member in members {
        match rest {
            Some(_) if member.is_null() => {}
            Some(rest) => assert_value(member, rest, kind),
            None => assert!(is(member, kind), "{name} is {member}, not {kind}"),
        }
    }
}

fn is(value: &Value, kind: &str) -> bool {
    if let Some(kind) = kind.strip_suffix('?') {
        return value.is_null() || is(value, kind);
    }
    match kind {
        "null" => value.is_null(),
        "object" => value.is_object(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_u64(),
        words => value.as_str().is_some_and(|text| words.split('|').any(|word| word == text)),
    }
}

#[test]
fn a_field_of_another_type_or_none_is_noticed() {
    let value = serde_json::json!({"a": [{"b": 1}, {"b": null}], "c": null, "d": "said"});
    assert_value(&value, "a[].b", "number?");
    assert_value(&value, "c.x", "string");
    assert_value(&value, "d", "said|missed");
    for (place, kind) in [("a[].b", "number"), ("e", "string?"), ("d", "missed"), ("c[].x", "null")]
    {
        let wrong = std::panic::catch_unwind(|| assert_value(&value, place, kind));
        assert!(wrong.is_err(), "{place} {kind}");
    }
}
