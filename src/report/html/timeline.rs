//! The recording from left to right: parts, waveform with pauses and fillers, pace.
//!
//! Drawn as SVG with places in percent of the width, so that it fits every screen and paper
//! without script; what has to stretch stands in nested drawings of their own scale.

mod row;

use maud::{Markup, html};

use self::row::{AXIS, PACE, PARTS, SPACE, Scale, WAVE, axis, pace_row, parts, sound};
use super::{TakePage, definition};
use crate::language::Language;
use crate::report::words::pick;
use crate::review::Review;
use crate::review::finding::clock;
use crate::timing::Pace;

/// The timeline of a take; nothing for a recording without length.
pub(super) fn timeline(page: &TakePage<'_>) -> Markup {
    let TakePage { review, ui, .. } = *page;
    let duration_s = review.audio.duration_s;
    if duration_s <= 0.0 {
        return html! {};
    }
    let scale = Scale { duration_s };
    let mut y = 0.0;
    let mut rows = Vec::new();
    if let Some(drawn) = parts(review, scale, ui) {
        rows.push((y, drawn));
        y += PARTS + SPACE;
    }
    rows.push((y, sound(review, page.waveform, scale)));
    y += WAVE + SPACE;
    let (pace, band) = match review.language {
        Language::English => (words as fn(&Pace) -> f64, page.targets.words_per_minute_band),
        Language::Korean => (syllables as fn(&Pace) -> f64, page.targets.syllables_per_minute_band),
    };
    let has_pace = !review.timing.pace.is_empty();
    if has_pace {
        rows.push((y, pace_row(&review.timing.pace, pace, band, scale)));
        y += PACE + SPACE;
    }
    rows.push((y, axis(scale)));
    let height = y + AXIS;
    html! {
        section.timeline aria-labelledby="timeline" {
            h2 #timeline { (pick(ui, "Timeline", "시간 흐름")) }
            svg #chart width="100%" height=(height) role="img" aria-label=(summary(review, ui))
                data-duration=(format!("{duration_s:.3}")) {
                @for (y, drawn) in &rows { svg x="0" y=(y) width="100%" overflow="visible" { (drawn) } }
                line #playhead x1="0%" x2="0%" y1="0" y2=(height - AXIS) {}
            }
            (legend(review, has_pace.then_some(band), ui))
        }
    }
}

/// What the colours stand for; of gaps and cuts only where there are some.
fn legend(review: &Review, band: Option<[f64; 2]>, ui: Language) -> Markup {
    let rate = match review.language {
        Language::English => pick(ui, "words a minute", "분당 단어 수"),
        Language::Korean => pick(ui, "syllables a minute", "분당 음절 수"),
    };
    let entries = [
        (!review.timing.pauses.is_empty(), "key-pause", pick(ui, "pause", "쉼").to_owned()),
        (review.fillers.count > 0, "key-filler", pick(ui, "filler", "군말").to_owned()),
        (!review.audio.gaps.is_empty(), "key-gap", pick(ui, "sound lost", "놓친 소리").to_owned()),
        (
            !review.audio.cuts.is_empty(),
            "key-cut",
            pick(ui, "paused here", "여기서 멈춤").to_owned(),
        ),
        (band.is_some(), "key-pace", rate.to_owned()),
    ];
    html! {
        p.legend {
            @for (_, class, name) in entries.iter().filter(|(shown, ..)| *shown) {
                span class=(class) {} (name) " "
            }
            @if let Some([low, high]) = band {
                span.key-band {} (format!("{} {low:.0}–{high:.0}", pick(ui, "target", "목표")))
            }
        }
        @if band.is_some() {
            (definition(
                pick(ui, "the pace curve", "속도 곡선"),
                pick(
                    ui,
                    "Each point is the pace of the 15 seconds around it, pauses included; there is \
                     one every 5 seconds. The band is the target of aloud.toml.",
                    "점 하나는 앞뒤 15초 동안의 속도이며 쉼도 들어갑니다. 5초마다 하나씩 있습니다. 띠는 \
                     aloud.toml의 목표입니다.",
                ),
                ui,
            ))
        }
    }
}

fn words(pace: &Pace) -> f64 {
    pace.words_per_minute
}

fn syllables(pace: &Pace) -> f64 {
    pace.syllables_per_minute
}

/// What the drawing shows, for those who do not see it.
fn summary(review: &Review, ui: Language) -> String {
    let (fillers, pauses) = (review.fillers.count, review.timing.pauses.len());
    let length = clock(review.audio.duration_s);
    match ui {
        Language::English => format!(
            "Recording of {length}: {pauses} pauses and {fillers} fillers over time, parts of the \
             answer and pace. The same stands as text below."
        ),
        Language::Korean => format!(
            "{length} 길이의 녹음: 쉼 {pauses}번, 군말 {fillers}번, 답의 부분과 말 속도. 같은 내용이 \
             아래에 글로 있습니다."
        ),
    }
}
