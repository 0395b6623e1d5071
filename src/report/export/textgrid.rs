//! Praat TextGrid: tiers of intervals over the whole recording.

use super::one_line;
use crate::language::Language;
use crate::report::sentence::bands;
use crate::report::words::section_name;
use crate::review::Review;
use crate::span::Span;
use crate::transcript::WordKind;

/// The review as a Praat TextGrid in the long text form, UTF-8, with the interval tiers `words`,
/// `fillers`, `pauses` and, where there is a written answer, `parts` (its STAR parts in the order
/// they were spoken of). Intervals of a tier fill the recording without overlap, as Praat asks;
/// those without a label are empty.
pub fn textgrid(review: &Review) -> String {
    let words = review.words.iter();
    let spoken = words.filter(|word| word.kind != WordKind::Filler);
    let mut tiers = vec![
        ("words", spoken.map(|word| (word.span, word.text.clone())).collect()),
        ("fillers", review.fillers.items.iter().map(|f| (f.span, f.text.clone())).collect()),
        ("pauses", review.timing.pauses.iter().map(|p| (p.span, "pause".into())).collect()),
    ];
    if let Some(coverage) = &review.coverage {
        let parts: Vec<(Span, String)> = bands(coverage)
            .into_iter()
            .map(|band| {
                let section = &coverage.sections[band.section];
                (band.span, section_name(section, band.section, Language::English))
            })
            .collect();
        tiers.push(("parts", parts));
    }
    let tiers: Vec<(&str, Vec<Label>)> =
        tiers.into_iter().map(|(name, labels)| (name, place(labels))).collect();
    let ends = tiers.iter().filter_map(|(_, labels)| labels.last()).map(|(span, _)| span.end_s);
    let end_s = ends.fold(micro(review.audio.duration_s), f64::max);
    let mut out = format!(
        "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\nxmin = 0\nxmax = {end_s:.6}\n\
         tiers? <exists>\nsize = {}\nitem []:\n",
        tiers.len()
    );
    for (index, (name, labels)) in tiers.into_iter().enumerate() {
        out += &tier(index + 1, name, &fill(labels, end_s), end_s);
    }
    out
}

type Label = (Span, String);

/// Shortest interval in seconds: Praat has none without length, and words may have none.
const SHORTEST_S: f64 = 0.001;

/// Labels in order, the later one cut where two overlap. None is lost.
fn place(mut labels: Vec<Label>) -> Vec<Label> {
    labels.sort_by(|a, b| a.0.start_s.total_cmp(&b.0.start_s));
    let mut at_s = 0.0;
    for (span, _) in &mut labels {
        let start_s = micro(span.start_s).max(at_s);
        at_s = micro(span.end_s).max(micro(start_s + SHORTEST_S));
        *span = Span::new(start_s, at_s);
    }
    labels
}

/// Placed labels with empty intervals between them, up to `end_s`.
fn fill(labels: Vec<Label>, end_s: f64) -> Vec<Label> {
    let mut filled: Vec<Label> = Vec::new();
    let mut at_s = 0.0;
    for (span, text) in labels {
        if span.start_s > at_s {
            filled.push((Span::new(at_s, span.start_s), String::new()));
        }
        at_s = span.end_s;
        filled.push((span, text));
    }
    if end_s > at_s {
        filled.push((Span::new(at_s, end_s), String::new()));
    }
    filled
}

/// Times are written in whole microseconds.
fn micro(at_s: f64) -> f64 {
    (at_s * 1e6).round() / 1e6
}

fn tier(number: usize, name: &str, labels: &[Label], end_s: f64) -> String {
    let mut out = format!(
        "    item [{number}]:\n        class = \"IntervalTier\"\n        name = \"{name}\"\n        \
         xmin = 0\n        xmax = {end_s:.6}\n        intervals: size = {}\n",
        labels.len()
    );
    for (index, (span, text)) in labels.iter().enumerate() {
        out += &format!(
            "        intervals [{}]:\n            xmin = {:.6}\n            xmax = {:.6}\n            \
             text = \"{}\"\n",
            index + 1,
            span.start_s,
            span.end_s,
            one_line(text).replace('"', "\"\"")
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_fill_the_recording_without_overlap_and_lose_no_label() {
        let labels = vec![
            (Span::new(3.0, 4.0), "c".into()),
            (Span::new(1.0, 2.0), "a".into()),
            (Span::new(1.5, 2.5), "b".into()),
            (Span::new(2.0, 2.5), "no length".into()),
        ];
        let filled = fill(place(labels), 5.0);
        let shown: Vec<(f64, f64, &str)> =
            filled.iter().map(|(span, text)| (span.start_s, span.end_s, text.as_str())).collect();
        let wanted = [
            (0.0, 1.0, ""),
            (1.0, 2.0, "a"),
            (2.0, 2.5, "b"),
            (2.5, 2.501, "no length"),
            (2.501, 3.0, ""),
            (3.0, 4.0, "c"),
            (4.0, 5.0, ""),
        ];
        assert_eq!(shown, wanted);
    }
}
