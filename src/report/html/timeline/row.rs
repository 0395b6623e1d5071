//! The rows of the timeline, each a drawing of its own.

use maud::{Markup, html};

use super::super::Waveform;
use crate::language::Language;
use crate::report::sentence::bands;
use crate::report::words::section_name;
use crate::review::Review;
use crate::review::finding::clock;
use crate::span::Span;
use crate::timing::{PAUSE_LONG_S, Pace};

/// Height of a row, in pixels.
pub const PARTS: f64 = 20.0;
/// Height of a row, in pixels.
pub const WAVE: f64 = 64.0;
/// Height of a row, in pixels.
pub const PACE: f64 = 72.0;
/// Height of a row, in pixels.
pub const AXIS: f64 = 18.0;
/// Space between rows, in pixels.
pub const SPACE: f64 = 8.0;

/// Width of the nested drawings in their own units.
const WIDTH: f64 = 1000.0;

/// Most marks of the time axis: they stay apart on a phone.
const MOST_TICKS: f64 = 7.0;

/// Steps between marks in seconds.
const STEPS_S: [f64; 11] = [1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0];

/// Seconds to places.
#[derive(Clone, Copy)]
pub struct Scale {
    /// Length of the recording in seconds, above 0.
    pub duration_s: f64,
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

/// Where each part of the answer was told; `None` where none was.
pub fn parts(review: &Review, scale: Scale, ui: Language) -> Option<Markup> {
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

/// The waveform with pauses, fillers, gaps and cuts.
pub fn sound(review: &Review, waveform: Option<&Waveform>, scale: Scale) -> Markup {
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

/// The pace of each window as a curve over the target band.
pub fn pace_row(windows: &[Pace], of: fn(&Pace) -> f64, band: [f64; 2], scale: Scale) -> Markup {
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

/// Minutes and seconds.
pub fn axis(scale: Scale) -> Markup {
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
