//! Hits of a search for a terminal.

use super::terminal::Style;
use crate::history::Row;
use crate::history::search::Line;
use crate::review::finding::clock;

/// Marks of a hit where there is no colour.
const MARKS: (char, char) = ('»', '«');

/// Every take with its question, and under it the sentences with their times.
pub fn render(found: &[(&Row, Vec<Line>)], style: Style) -> String {
    let mut out = String::new();
    for (row, lines) in found {
        if !out.is_empty() {
            out.push('\n');
        }
        let free = style.pick("Take without a question", "질문 없는 테이크");
        for line in style.wrap(row.prompt.as_deref().unwrap_or(free), "", "").lines() {
            out += &style.paint.bold(line);
            out.push('\n');
        }
        let named = format!("{} · {}", row.local_time(), row.take);
        for line in style.wrap(&named, "", "").lines() {
            out += &format!("{}\n", style.paint.dim(line));
        }
        for line in lines {
            let text = style.wrap(&marked(line), "       ", "       ");
            let time = style.paint.dim(&format!("{:>5}", clock(line.start_s)));
            out += &format!("{time}  {}\n", painted(text.trim_start(), style));
        }
    }
    out
}

fn marked(line: &Line) -> String {
    let mut out = String::new();
    let mut at = 0;
    for hit in &line.hits {
        out += &line.text[at..hit.start];
        out.push(MARKS.0);
        out += &line.text[hit.clone()];
        out.push(MARKS.1);
        at = hit.end;
    }
    out + &line.text[at..]
}

/// Colour in place of the marks, after wrapping: a hit may go over the end of a line.
fn painted(text: &str, style: Style) -> String {
    if !style.paint.on {
        return text.to_owned();
    }
    let mut inside = false;
    let mut out = Vec::new();
    for line in text.lines() {
        let mut painted = String::new();
        for piece in line.split_inclusive([MARKS.0, MARKS.1]) {
            let words = piece.trim_end_matches([MARKS.0, MARKS.1]);
            painted += &if inside { style.paint.good(words) } else { words.to_owned() };
            if piece.ends_with(MARKS.0) {
                inside = true;
            } else if piece.ends_with(MARKS.1) {
                inside = false;
            }
        }
        out.push(painted);
    }
    out.join("\n")
}
