//! How long a written answer takes to say.

use super::{Count, Language, count};
use crate::config::Targets;
use crate::question::Reference;

/// Predicted speaking time in seconds of a written answer at the target pace: English by words,
/// Korean by syllables. Pauses are in it, as the target pace counts the time from the first to
/// the last word. Infinite never: the target paces are above 0 by [`Targets`]' own check.
pub fn predicted_s(reference: &Reference, language: Language, targets: &Targets) -> f64 {
    let seconds = |text: &str| seconds_of(count(text, language), language, targets);
    reference.sections.iter().map(|section| seconds(&section.text)).sum()
}

/// The same for what was counted already.
pub fn seconds_of(count: Count, language: Language, targets: &Targets) -> f64 {
    match language {
        Language::English => 60.0 * count.words as f64 / targets.words_per_minute,
        Language::Korean => 60.0 * count.syllables as f64 / targets.syllables_per_minute,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::Section;

    fn reference(text: &str) -> Reference {
        Reference { sections: vec![Section { part: None, text: text.into(), bold: Vec::new() }] }
    }

    #[test]
    fn time_is_count_over_target_pace() {
        let targets = Targets::default();
        let english = reference(&"word ".repeat(150));
        let korean = reference(&"말해요 ".repeat(265));
        assert!((predicted_s(&english, Language::English, &targets) - 60.0).abs() < 1e-9);
        assert!((predicted_s(&korean, Language::Korean, &targets) - 180.0).abs() < 1e-9);
    }
}
