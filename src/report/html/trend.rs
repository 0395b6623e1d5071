//! How one measure went, as a line.

use maud::{Markup, html};

use crate::history::trend::Trend;
use crate::language::Language;
use crate::report::figure::{name, with_unit, word};
use crate::report::paint::Paint;
use crate::report::terminal::Style;

/// Size of a trend line in its own units.
const WIDTH: f64 = 144.0;
const HEIGHT: f64 = 40.0;

/// One measure over takes: its name, its last value with the verdict, and a line.
pub(super) fn trend_line(trend: &Trend, ui: Language) -> Markup {
    let style = Style::new(80, Paint { on: false }, ui);
    let measured: Vec<(usize, f64)> = trend
        .values
        .iter()
        .enumerate()
        .filter_map(|(index, value)| Some((index, (*value)?)))
        .collect();
    let most = measured.iter().fold(f64::MIN, |most, (_, value)| most.max(*value));
    let least = measured.iter().fold(f64::MAX, |least, (_, value)| least.min(*value));
    // Small changes stay small: the line spans at least a fifth of the highest value.
    let span = (most - least).max(most.abs() * 0.2).max(f64::MIN_POSITIVE);
    let low = (most + least - span) / 2.0;
    let step = WIDTH / (trend.values.len().max(2) - 1) as f64;
    let place = |index: usize, value: f64| {
        (index as f64 * step, HEIGHT - 4.0 - (value - low) / span * (HEIGHT - 8.0))
    };
    let points: Vec<String> = measured
        .iter()
        .map(|(index, value)| {
            let (x, y) = place(*index, *value);
            format!("{x:.1},{y:.1}")
        })
        .collect();
    let last = measured.last().map(|(index, value)| place(*index, *value));
    html! {
        div {
            p.facts {
                (name(trend.measure, style)) " "
                strong { (with_unit(trend.measure, trend.last, style)) }
                @if let Some(verdict) = trend.verdict { " · " (word(verdict, style)) }
            }
            @if measured.len() > 1 {
                svg viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) aria-hidden="true" {
                    polyline.line points=(points.join(" ")) {}
                    @if let Some((x, y)) = last { circle.dot cx=(x) cy=(y) r="3" {} }
                }
            }
        }
    }
}
