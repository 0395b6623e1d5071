//! One table of everything that has a time.

use crate::language::Language;
use crate::report::words::section_name;
use crate::review::Review;
use crate::span::Span;
use crate::timing::Place;
use crate::transcript::WordKind;

/// Everything of the review that has a time as CSV (RFC 4180): words, pauses, fillers found in the
/// sound only, hedges, sections and points of the written answer, findings; in the order of their
/// start. Columns: `kind`, `start_s`, `end_s`, `duration_s`, `confidence` (words only), `text`.
///
/// # Errors
/// None in practice: the table is written to memory.
pub fn csv(review: &Review) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["kind", "start_s", "end_s", "duration_s", "confidence", "text"])?;
    for row in rows(review) {
        writer.write_record([
            row.kind,
            &format!("{:.3}", row.span.start_s),
            &format!("{:.3}", row.span.end_s),
            &format!("{:.3}", row.span.duration_s()),
            &row.confidence.map_or_else(String::new, |confidence| format!("{confidence:.3}")),
            &row.text,
        ])?;
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

struct Row {
    kind: &'static str,
    span: Span,
    confidence: Option<f32>,
    text: String,
}

fn rows(review: &Review) -> Vec<Row> {
    let plain = |kind, span, text: &str| Row { kind, span, confidence: None, text: text.into() };
    let mut rows: Vec<Row> = Vec::new();
    rows.extend(review.words.iter().map(|word| Row {
        kind: match word.kind {
            WordKind::Word => "word",
            WordKind::Filler => "filler",
            WordKind::Repeat => "repeat",
            WordKind::Cutoff => "cutoff",
        },
        span: word.span,
        confidence: Some(word.confidence),
        text: word.text.clone(),
    }));
    rows.extend(review.timing.pauses.iter().map(|pause| {
        let kind = match pause.place {
            Place::Within => "pause_within",
            Place::Between => "pause_between",
        };
        plain(kind, pause.span, "")
    }));
    let in_sound = review.fillers.items.iter();
    let in_sound = in_sound.filter(|filler| filler.source == crate::filler::Source::Sound);
    rows.extend(in_sound.map(|filler| plain("filler_in_sound", filler.span, &filler.text)));
    rows.extend(review.hedges.iter().map(|hedge| plain("hedge", hedge.span, &hedge.text)));
    let sections = review.coverage.iter().flat_map(|coverage| coverage.sections.iter().enumerate());
    for (index, section) in sections {
        if let Some((start_s, end_s)) = section.start_s.zip(section.end_s) {
            let name = section_name(section, index, Language::English);
            rows.push(plain("section", Span::new(start_s, end_s), &name));
        }
        for point in &section.points {
            let evidence = point.evidence.iter();
            rows.extend(evidence.map(|evidence| {
                plain("point", Span::new(evidence.start_s, evidence.end_s), &point.text)
            }));
        }
    }
    for finding in &review.findings {
        if let Some((start_s, end_s)) = finding.start_s.zip(finding.end_s) {
            rows.push(plain("finding", Span::new(start_s, end_s), &finding.message));
        }
    }
    rows.sort_by(|a, b| a.span.start_s.total_cmp(&b.span.start_s));
    rows
}
