//! Words of two takes in two columns.

use unicode_width::UnicodeWidthStr;

use super::terminal::Style;
use crate::history::word_diff::Run;

/// Between the columns.
const GUTTER: &str = " │ ";

/// Marks of words that only one take has, where there is no colour (as in GNU wdiff).
const ONLY_A: (&str, &str) = ("[-", "-]");
const ONLY_B: (&str, &str) = ("{+", "+}");

/// A column that is being filled.
struct Column {
    width: usize,
    lines: Vec<Line>,
}

#[derive(Default)]
struct Line {
    text: String,
    /// Columns of the text, colours left out.
    columns: usize,
}

/// The runs in two columns of `style.width` together. Words that both takes have stand in the same
/// line wherever they fit.
pub(super) fn side_by_side(runs: &[Run], style: Style) -> String {
    let width = (style.width - GUTTER.width()) / 2;
    let mut left = Column { width, lines: vec![Line::default()] };
    let mut right = Column { width, lines: vec![Line::default()] };
    for run in runs {
        if run.same {
            for (a, b) in run.a.iter().zip(&run.b) {
                level(&mut left, &mut right);
                if !left.fits(a) || !right.fits(b) {
                    left.break_line();
                    right.break_line();
                }
                left.push(a, |text| text.to_owned());
                right.push(b, |text| text.to_owned());
            }
        } else {
            let paint = style.paint;
            for word in marked(&run.a, ONLY_A, paint.on) {
                left.push(&word, |text| paint.fix(text));
            }
            for word in marked(&run.b, ONLY_B, paint.on) {
                right.push(&word, |text| paint.good(text));
            }
        }
    }
    level(&mut left, &mut right);
    let lines = left.lines.iter().zip(&right.lines).map(|(a, b)| {
        let gap = " ".repeat(width.saturating_sub(a.columns));
        format!("{}{gap}{GUTTER}{}", a.text, b.text).trim_end().to_owned() + "\n"
    });
    lines.collect()
}

/// Brings both columns to the same line.
fn level(left: &mut Column, right: &mut Column) {
    let lines = left.lines.len().max(right.lines.len());
    left.lines.resize_with(lines, Line::default);
    right.lines.resize_with(lines, Line::default);
}

/// The words with the marks around the first and last of them; colour needs none.
fn marked(words: &[String], (open, close): (&str, &str), colour: bool) -> Vec<String> {
    let mut words = words.to_vec();
    if !colour {
        if let Some(first) = words.first_mut() {
            first.insert_str(0, open);
        }
        if let Some(last) = words.last_mut() {
            last.push_str(close);
        }
    }
    words
}

impl Column {
    fn last(&mut self) -> &mut Line {
        if self.lines.is_empty() {
            self.break_line();
        }
        let last = self.lines.len() - 1;
        &mut self.lines[last]
    }

    fn fits(&mut self, word: &str) -> bool {
        let width = self.width;
        let used = self.last().columns;
        used == 0 || used + 1 + word.width() <= width
    }

    fn break_line(&mut self) {
        self.lines.push(Line::default());
    }

    /// Adds a word; one that is wider than the column is cut into pieces.
    fn push(&mut self, word: &str, paint: impl Fn(&str) -> String) {
        if !self.fits(word) {
            self.break_line();
        }
        for piece in textwrap::core::Word::from(word).break_apart(self.width) {
            let columns = piece.word.width();
            if !self.fits(piece.word) {
                self.break_line();
            }
            let line = self.last();
            if line.columns > 0 {
                line.text.push(' ');
                line.columns += 1;
            }
            line.text += &paint(piece.word);
            line.columns += columns;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::report::Paint;

    fn run(same: bool, a: &str, b: &str) -> Run {
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect();
        Run { same, a: words(a), b: words(b) }
    }

    fn shown(runs: &[Run]) -> String {
        side_by_side(runs, Style::new(40, Paint { on: false }, Language::English))
    }

    #[test]
    fn shared_words_stand_in_the_same_line() {
        let runs = [
            run(false, "well so you see", ""),
            run(true, "we moved", "We moved"),
            run(false, "", "in the end and after many long talks"),
            run(true, "it.", "it."),
        ];
        let text = shown(&runs);
        for shared in ["we moved", "it."] {
            let line = text.lines().find(|line| line.contains(shared)).expect(shared);
            let (left, right) = line.split_once('│').unwrap();
            assert!(left.contains(shared) && right.to_lowercase().contains(shared), "{text}");
        }
        assert!(text.contains("see-] we moved") && text.contains("talks+} it."), "{text}");
    }

    #[test]
    fn korean_columns_line_up_and_nothing_is_wider_than_the_screen() {
        let long = "가나다라마바사아자차카타파하".repeat(3);
        let runs = [run(true, "저희 팀은", "저희 팀은"), run(false, "처음에", &long)];
        let text = shown(&runs);
        let places: Vec<usize> =
            text.lines().map(|line| line.split('│').next().unwrap().width()).collect();
        assert!(places.iter().all(|place| *place == places[0]), "{text}");
        assert!(text.lines().all(|line| line.width() <= 40), "{text}");
    }
}
