//! The recording page as lines of text: plain data in, strings out. One file a part of the page,
//! from top to bottom.

mod cues;
mod foot;
mod gauge;
mod head;
mod said;

use unicode_width::UnicodeWidthStr;

use crate::cmd::record::view::{About, Phase, View};
use crate::language::Language;
use crate::report::Paint;

/// Columns of the labels before time, level and pace.
const LABEL: usize = 8;

struct Page<'a> {
    about: &'a About,
    view: &'a View,
    width: usize,
    paint: Paint,
    ui: Language,
}

/// The page at one moment, in at most `size` columns and rows.
pub fn draw(
    about: &About,
    view: &View,
    message: Option<&str>,
    (width, height): (usize, usize),
    paint: Paint,
    ui: Language,
) -> Vec<String> {
    let page = Page { about, view, width, paint, ui };
    let mut lines = vec![page.head()];
    lines.extend(page.prompt());
    lines.push(String::new());
    lines.extend(page.thinking());
    lines.push(page.clock());
    lines.push(page.level());
    lines.push(page.pace());
    let foot = page.foot(message);
    let room = height.saturating_sub(lines.len() + foot.len());
    if view.help || page.waits() {
        lines.extend(page.help().into_iter().take(room));
    } else {
        // Half of what is left for cues, the rest for what was said.
        lines.extend(page.cues(room / 2 + 1));
        let room = height.saturating_sub(lines.len() + foot.len());
        lines.extend(page.transcript(room));
    }
    lines.resize(height.saturating_sub(foot.len()), String::new());
    lines.extend(foot);
    // A line that goes on in the next row would push the whole page down.
    lines.iter().map(|line| cut(line, width)).collect()
}

impl Page<'_> {
    fn pick<'b>(&self, english: &'b str, korean: &'b str) -> &'b str {
        match self.ui {
            Language::English => english,
            Language::Korean => korean,
        }
    }

    /// Whether recording has yet to start: the time to learn the keys.
    fn waits(&self) -> bool {
        matches!(self.view.phase, Phase::Prepare(_) | Phase::Countdown(_))
    }

    fn rule(&self, text: &str, right: &str) -> String {
        let text = format!("─ {text} ");
        let right = if right.is_empty() { String::new() } else { format!(" {right} ") };
        let columns = self.width.saturating_sub(text.width() + right.width() + 1);
        self.paint.dim(&format!("{text}{}{right}─", "─".repeat(columns)))
    }
}

/// A bar of `columns`, filled to `share`.
fn bar(share: f64, columns: usize) -> String {
    let share = if share.is_nan() { 0.0 } else { share.clamp(0.0, 1.0) };
    let filled = (share * columns as f64).round() as usize;
    format!("{}{}", "█".repeat(filled), "░".repeat(columns - filled))
}

/// `text` with spaces up to `columns`.
fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(text.width())))
}

/// `text` in at most `columns`.
fn cut(text: &str, columns: usize) -> String {
    console::truncate_str(text, columns, "…").into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cmd::record::view::{Cue, CueMode, Hearing, Place};
    use crate::span::Span;
    use crate::transcript::{Word, WordKind};

    fn about() -> About {
        About {
            limit_s: Some(120.0),
            predicted_s: Some(110.0),
            cues: CueMode::Full,
            pace: [300.0, 380.0],
            language: Some(Language::Korean),
            question: None,
            place: None,
        }
    }

    fn view() -> View {
        let word = |i: usize| Word {
            text: if i.is_multiple_of(9) { "음," } else { "만들었습니다" }.into(),
            span: Span::new(i as f64, i as f64 + 0.5),
            confidence: 1.0,
            kind: if i.is_multiple_of(9) { WordKind::Filler } else { WordKind::Word },
        };
        let mut view = View::new(Phase::Speaking);
        view.at_s = 108.0;
        view.words = (0..200).map(word).collect();
        view.hearing = Hearing::Behind(32.0);
        view.cues =
            (0..12).map(|i| Cue { text: "서비스를 배포했다 ".repeat(8), said: i < 3 }).collect();
        view
    }

    #[test]
    fn every_page_fits_its_terminal_in_both_languages() {
        for size in [(40, 8), (80, 24), (120, 40), (200, 60)] {
            for ui in [Language::English, Language::Korean] {
                for (help, thought_s) in [(false, None), (true, None), (false, Some(3.0))] {
                    let mut view = view();
                    (view.help, view.thought_s) = (help, thought_s);
                    let paint = Paint { on: true };
                    let lines = draw(&about(), &view, Some(&"긴 ".repeat(99)), size, paint, ui);
                    assert_eq!(lines.len(), size.1);
                    for line in &lines {
                        let columns = console::measure_text_width(line);
                        assert!(columns <= size.0, "{columns} > {}: {line}", size.0);
                    }
                }
            }
        }
    }

    #[test]
    fn fillers_stand_in_brackets_and_the_last_words_are_shown() {
        let paint = Paint { on: false };
        let page = draw(&about(), &view(), None, (80, 24), paint, Language::English).join("\n");
        assert!(page.contains("[음,]") && page.contains("32 s behind"), "{page}");
        assert!(page.contains("0:12 left") && page.contains("3 of 12 said"), "{page}");
    }

    #[test]
    fn short_cues_stand_in_two_columns_and_keep_their_order() {
        let mut view = view();
        let about = About { cues: CueMode::Points, ..about() };
        view.cues = (0..16)
            .map(|at| Cue { text: format!("point {at} of the written answer"), said: at == 3 })
            .collect();
        let paint = Paint { on: false };
        let page = draw(&about, &view, None, (80, 24), paint, Language::English);
        let row = |text: &str| page.iter().position(|line| line.contains(text));
        assert!(row("· point 0 ").is_some() && row("· point 0 ") == row("· point 8 "), "{page:?}");
        assert_eq!(row("✓ point 3 ").unwrap(), row("· point 0 ").unwrap() + 3);
    }

    #[test]
    fn in_an_interview_the_limit_is_that_of_the_speaking_and_thinking_has_a_clock_of_its_own() {
        let mut view = view();
        let place = Place { text: "Round 1 of 2 · ".repeat(9), round_left_s: Some(600.0) };
        let about = About { place: Some(place), ..about() };
        let paint = Paint { on: false };
        let mut rows = |thought_s| {
            view.thought_s = thought_s;
            draw(&about, &view, None, (80, 24), paint, Language::English)
        };
        let page = rows(Some(18.0));
        assert!(page.iter().any(|line| line == " Think  0:18"), "{page:?}");
        let speaking = |line: &&String| line.starts_with(" Speak  1:30 / 2:00 ");
        assert!(page.iter().find(speaking).is_some_and(|line| line.ends_with("0:30 left")));
        assert!(page[0].ends_with(" 8:12 left"), "{}", page[0]);
        let page = rows(None).join("\n");
        assert!(page.contains(" 1:48 / 2:00") && !page.contains("Think"), "{page}");
    }

    #[test]
    fn the_keys_are_shown_before_it_starts() {
        let view = View::new(Phase::Countdown(3));
        let paint = Paint { on: false };
        let page = draw(&about(), &view, None, (80, 24), paint, Language::English).join("\n");
        assert!(page.contains("stop and review") && page.contains("Esc leaves"), "{page}");
    }

    #[test]
    fn time_over_the_limit_is_told() {
        let mut view = view();
        view.at_s = 125.4;
        let paint = Paint { on: false };
        let page = draw(&about(), &view, None, (80, 24), paint, Language::Korean).join("\n");
        assert!(page.contains("0:05 초과"), "{page}");
    }
}
