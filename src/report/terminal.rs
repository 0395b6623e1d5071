//! A review as text for a terminal of 80 columns and more.

use super::paint::Paint;
use super::words::{language_name, pick, title};
use super::{coverage, transcript};
use crate::language::Language;
use crate::local_time;
use crate::review::finding::clock;
use crate::review::{Review, Severity};

/// Narrowest and widest text that reads well, in columns.
const NARROWEST: usize = 40;
const WIDEST: usize = 100;

/// How a review is rendered.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Columns that may be used.
    pub width: usize,
    /// Colours or none.
    pub paint: Paint,
    /// Language of the program's own words.
    pub ui: Language,
}

impl Style {
    /// A style for a terminal of `columns`.
    pub fn new(columns: usize, paint: Paint, ui: Language) -> Self {
        Style { width: columns.clamp(NARROWEST, WIDEST), paint, ui }
    }

    /// The English or the Korean text.
    pub fn pick<'a>(&self, english: &'a str, korean: &'a str) -> &'a str {
        pick(self.ui, english, korean)
    }

    /// Wraps `text` behind `first`, with `rest` before the other lines. Wide characters count two.
    /// Commands in backticks stay whole where they fit into a line, so that they can be copied.
    pub fn wrap(&self, text: &str, first: &str, rest: &str) -> String {
        let options =
            textwrap::Options::new(self.width).initial_indent(first).subsequent_indent(rest);
        textwrap::fill(&held(text), options).replace(NO_BREAK, " ").replace(NO_BREAK_HYPHEN, "-")
    }
}

/// A space and a hyphen at which no line is broken.
const NO_BREAK: char = '\u{a0}';
const NO_BREAK_HYPHEN: char = '\u{2011}';

/// `text` with commands that cannot be broken.
fn held(text: &str) -> String {
    let mut inside = false;
    let held = text.chars().map(|c| {
        inside ^= c == '`';
        match c {
            ' ' if inside => NO_BREAK,
            '-' if inside => NO_BREAK_HYPHEN,
            c => c,
        }
    });
    held.collect()
}

/// The whole review.
pub fn render(review: &Review, style: Style) -> String {
    let mut out = head(review, style);
    if review.timing.speaking_s.is_some() {
        out += &measures(review, style);
    }
    out += &findings(review, style);
    if let Some(found) = review.coverage.as_ref().filter(|c| c.better_question.is_none()) {
        out += &coverage::render(found, style);
    }
    if !review.words.is_empty() {
        out += &transcript::render(review, style);
    }
    out
}

fn head(review: &Review, style: Style) -> String {
    let paint = style.paint;
    let mut out = String::new();
    for line in style.wrap(title(review, style.ui), "", "").lines() {
        out += &paint.bold(line);
        out.push('\n');
    }
    let language = language_name(review.language, style.ui);
    let mut facts =
        vec![clock(review.audio.duration_s), language.into(), review.model.name.clone()];
    if let Some(take) = &review.take {
        facts.insert(0, local_time::of_take(take));
    }
    facts = vec![facts.join(" · ")];
    facts.extend(review.take.clone());
    for line in facts.iter().flat_map(|line| textwrap::wrap(line, style.width)) {
        out += &format!("{}\n", paint.dim(&line));
    }
    out
}

fn measures(review: &Review, style: Style) -> String {
    let mut out = String::from("\n");
    for measure in super::measures(review, style.ui) {
        let indent = if measure.detail { "  " } else { "" };
        out += &format!("  {}{}\n", pad(&format!("{indent}{}", measure.name), 18), measure.value);
    }
    out
}

/// `text` filled up with spaces to `columns`; wide characters count two.
pub fn pad(text: &str, columns: usize) -> String {
    use unicode_width::UnicodeWidthStr;
    format!("{text}{}", " ".repeat(columns.saturating_sub(text.width()).max(1)))
}

/// `text` in at most `columns`, cut with "…" where it is longer; wide characters count two.
pub(super) fn shortened(text: &str, columns: usize) -> String {
    use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut used = 1;
    let kept = text.chars().take_while(|c| {
        used += c.width().unwrap_or(0);
        used <= columns
    });
    let kept: String = kept.collect();
    kept.trim_end().to_owned() + "…"
}

fn findings(review: &Review, style: Style) -> String {
    let mut out = String::from("\n");
    for finding in &review.findings {
        let text = style.wrap(&finding.message, "    ", "    ");
        let (mark, paint): (&str, fn(Paint, &str) -> String) = match finding.severity {
            Severity::Fix => ("✗", Paint::fix),
            Severity::Note => ("!", Paint::note),
            Severity::Good => ("✓", Paint::good),
        };
        out += &format!("  {} {}\n", paint(style.paint, mark), text.trim_start());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn korean_labels_line_up_with_english_ones() {
        use unicode_width::UnicodeWidthStr;
        assert_eq!(pad("말 속도", 18).width(), pad("Speaking rate", 18).width());
    }

    #[test]
    fn a_command_is_not_broken() {
        let style = Style::new(40, Paint { on: false }, Language::English);
        let text = style.wrap("Check the microphone with `aloud devices --test`.", "", "");
        assert!(text.contains("\n`aloud devices --test`."), "{text}");
    }

    #[test]
    fn wrapped_korean_stays_inside_the_columns() {
        use unicode_width::UnicodeWidthStr;
        let style = Style::new(40, Paint { on: false }, Language::Korean);
        let text = "문장 중간에 오래 멈춘 곳이 여러 군데입니다. 가장 긴 것은 아주 길었습니다.";
        assert!(style.wrap(text, "    ", "    ").lines().all(|line| line.width() <= 40));
    }
}
