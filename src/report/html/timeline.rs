//! The recording from left to right: parts, waveform with pauses and fillers, pace.
//!
//! Drawn as SVG with places in percent of the width, so that it fits every screen and paper
//! without script; what has to stretch stands in nested drawings of their own scale.

use maud::{Markup, html};

use super::{TakePage, Waveform, definition};
use crate::language::Language;
use crate::report::sentence::bands;
use crate::report::words::{pick, section_name};
use crate::review::Review;
use crate::review::finding::clock;
use crate::span::Span;
use crate::timing::{PAUSE_LONG_S, Pace};

/// Heights of the rows and the space between them, in pixels.
const PARTS: f64 = 20.0;
const WAVE: f64 = 64.0;
const PACE: f64 = 72.0;
const AXIS: f64 = 18.0;
const SPACE: f64 = 8.0;

/// Width of the nested drawings in their own units.
const WIDTH: f64 = 1000.0;

/// Most marks of the time axis: they stay apart on a phone.
const MOST_TICKS: f64 = 7.0;

/// Steps between marks in seconds.
const STEPS_S: [f64; 11] = [1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0];

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

/// Seconds to places.
#[derive(Clone, Copy)]
struct Scale {
    duration_s: f64,
}

impl Scale {
    /// Share of the width in percent.
    fn percent(self, seconds: f64) -> String {
        format!("{:.3}%", (seconds / self.duration_s * 100.0).clamp(0.0, 100.0))
    }

    /// Place in a nested drawing.
    fn inner(self, seconds: f64) -> f64 {
        (seconds / self.duration_s * WIDTH).clamp(0.0, WIDTH)
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

fn parts(review: &Review, scale: Scale, ui: Language) -> Option<Markup> {
    let coverage = review.coverage.as_ref().filter(|c| c.better_question.is_none())?;
    let bands = bands(coverage);
    if bands.is_empty() {
        return None;
    }
    Some(html! {
        @for band in bands {
            svg x=(scale.percent(band.span.start_s)) y="0" height=(PARTS)
                width=(scale.percent(band.span.duration_s())) {
                rect class={ "part part-" (band.section % 4) } width="100%" height=(PARTS) rx="3" {}
                text.part-name x="5" y="14.5" {
                    (section_name(&coverage.sections[band.section], band.section, ui))
                }
            }
        }
    })
}

fn sound(review: &Review, waveform: Option<&Waveform>, scale: Scale) -> Markup {
    let column = |class: &str, span: &Span, y: f64, height: f64| {
        html! {
            rect class=(class) x=(scale.percent(span.start_s)) y=(y) height=(height)
                width=(scale.percent(span.duration_s())) {}
        }
    };
    html! {
        @for pause in &review.timing.pauses {
            @let long = pause.span.duration_s() >= PAUSE_LONG_S;
            (column(if long { "pause long" } else { "pause" }, &pause.span, 0.0, WAVE))
        }
        @if let Some(waveform) = waveform {
            svg viewBox=(format!("0 0 {WIDTH} {WAVE}")) preserveAspectRatio="none" width="100%"
                height=(WAVE) { path.wave d=(outline(waveform)) {} }
        }
        @for gap in &review.audio.gaps { (column("gap", gap, 0.0, WAVE)) }
        @for cut in &review.audio.cuts {
            @let x = scale.percent(cut.at_s);
            line.cut x1=(x) x2=(x) y1="0" y2=(WAVE) {}
        }
        @for filler in &review.fillers.items { (column("filler", &filler.span, WAVE - 6.0, 6.0)) }
    }
}

/// The waveform as one shape around the middle.
fn outline(waveform: &Waveform) -> String {
    let step = WIDTH / waveform.peaks.len().max(1) as f64;
    let middle = WAVE / 2.0;
    let mut path = String::new();
    for (index, peak) in waveform.peaks.iter().enumerate() {
        let half = (f64::from(*peak) / 1000.0 * (middle - 1.0)).max(0.3);
        let x = (index as f64 + 0.5) * step;
        path += &format!("M{x:.1} {:.1}V{:.1}", middle - half, middle + half);
    }
    path
}

fn pace_row(windows: &[Pace], of: fn(&Pace) -> f64, band: [f64; 2], scale: Scale) -> Markup {
    let values = || windows.iter().map(of);
    let low = values().fold(band[0], f64::min) * 0.9;
    let high = values().fold(band[1], f64::max) * 1.1;
    let y = |value: f64| (high - value) / (high - low) * PACE;
    let points: Vec<String> = windows
        .iter()
        .map(|pace| format!("{:.1},{:.1}", scale.inner(pace.span.middle_s()), y(of(pace))))
        .collect();
    html! {
        rect.band x="0" width="100%" y=(y(band[1])) height=(y(band[0]) - y(band[1])) {}
        svg viewBox=(format!("0 0 {WIDTH} {PACE}")) preserveAspectRatio="none" width="100%"
            height=(PACE) { polyline.pace points=(points.join(" ")) {} }
        // One window alone has no line.
        @if let [only] = windows {
            circle.dot cx=(scale.percent(only.span.middle_s())) cy=(y(of(only))) r="3" {}
        }
        text.limit x="2" y=(y(band[1]) - 3.0) { (format!("{:.0}", band[1])) }
        text.limit x="2" y=(y(band[0]) + 11.0) { (format!("{:.0}", band[0])) }
    }
}

fn axis(scale: Scale) -> Markup {
    let step_s = STEPS_S
        .into_iter()
        .find(|step_s| scale.duration_s / step_s <= MOST_TICKS)
        .unwrap_or(scale.duration_s / MOST_TICKS);
    let count = (scale.duration_s / step_s).floor() as usize;
    html! {
        @for number in 0..=count {
            @let at_s = number as f64 * step_s;
            // A label at the very end would be cut off.
            @if number == 0 || at_s <= scale.duration_s * 0.96 {
                text.tick x=(scale.percent(at_s)) y="13"
                    text-anchor=(if number == 0 { "start" } else { "middle" }) { (clock(at_s)) }
            }
        }
    }
}
