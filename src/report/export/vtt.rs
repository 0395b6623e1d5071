//! WebVTT captions with the time of each word.

use super::caption::{captions, stamp};
use super::one_line;
use crate::review::Review;
use crate::transcript::WordKind;

/// The transcript as WebVTT (`.vtt`): captions in which each word has its time, and fillers the
/// class `filler`, repeated and broken-off words the class `repeat` or `cutoff`.
pub fn vtt(review: &Review) -> String {
    let mut out = String::from("WEBVTT\n\n");
    for caption in captions(&review.words) {
        let span = caption.span;
        let mut text = String::new();
        let mut last_s = span.start_s;
        for word in &review.words[caption.words] {
            let class = match word.kind {
                WordKind::Word => None,
                WordKind::Filler => Some("filler"),
                WordKind::Repeat => Some("repeat"),
                WordKind::Cutoff => Some("cutoff"),
            };
            if !text.is_empty() {
                text.push(' ');
            }
            // A time inside a caption must lie behind the one before it and within the caption.
            let at_s = word.span.start_s;
            if ms(at_s) > ms(last_s) && ms(at_s) < ms(span.end_s) {
                text += &format!("<{}>", stamp(at_s, '.'));
                last_s = at_s;
            }
            let escaped = escape(&one_line(&word.text));
            text += &match class {
                Some(class) => format!("<c.{class}>{escaped}</c>"),
                None => escaped,
            };
        }
        let (start, end) = (stamp(span.start_s, '.'), stamp(span.end_s, '.'));
        out += &format!("{start} --> {end}\n{text}\n\n");
    }
    out
}

fn ms(at_s: f64) -> u64 {
    (at_s * 1000.0).round() as u64
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
