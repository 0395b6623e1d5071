//! The key points of the written answer, each ticked off once it was said.

use super::{Page, cut, pad};
use crate::cmd::record::view::{Cue, CueMode};
use crate::language::Language;

/// Words of a short cue at most.
const WORDS: usize = 7;

/// Narrowest page that has room for two short cues side by side.
const TWO_COLUMNS: usize = 76;

impl Page<'_> {
    /// A title and the cues, in `room` lines at most. In the order of the answer where all fit;
    /// otherwise those still to be said come first.
    pub(super) fn cues(&self, room: usize) -> Vec<String> {
        let cues = &self.view.cues;
        if self.about.cues == CueMode::Off || cues.is_empty() || room < 2 {
            return Vec::new();
        }
        let said = cues.iter().filter(|cue| cue.said).count();
        let title = match self.ui {
            Language::English => format!("Key points: {said} of {} said", cues.len()),
            Language::Korean => format!("핵심: {}개 중 {said}개 말함", cues.len()),
        };
        let mut shown: Vec<&Cue> = cues.iter().collect();
        let mut lines = self.lines(&shown, room - 1);
        if lines.len() > room - 1 {
            shown.sort_by_key(|cue| cue.said);
            lines = self.lines(&shown, room - 1);
        }
        lines.truncate(room - 1);
        lines.insert(0, self.rule(&title, ""));
        lines
    }

    /// The cues as lines; short ones stand in two columns where they would not fit in one.
    fn lines(&self, cues: &[&Cue], room: usize) -> Vec<String> {
        if self.about.cues == CueMode::Full {
            return cues.iter().flat_map(|cue| self.full(cue)).collect();
        }
        if cues.len() <= room || self.width < TWO_COLUMNS {
            return cues.iter().map(|cue| self.short(cue, self.width)).collect();
        }
        let rows = cues.len().div_ceil(2);
        let shown_rows = rows.min(room);
        let columns = self.width / 2;
        let mut lines: Vec<String> = (0..shown_rows)
            .map(|row| {
                let right = cues.get(row + shown_rows);
                let right = right.map(|cue| self.short(cue, columns)).unwrap_or_default();
                format!("{}{right}", self.short(cues[row], columns))
            })
            .collect();
        lines.resize(rows, String::new());
        lines
    }

    fn full(&self, cue: &Cue) -> Vec<String> {
        let lines = textwrap::wrap(&cue.text, self.width - 4);
        let lines = lines.iter().enumerate().map(|(at, line)| {
            self.ticked(&format!("{}{line}", if at == 0 { mark(cue) } else { "   " }), cue)
        });
        lines.collect()
    }

    /// The first words of a cue, filled up to `columns`.
    fn short(&self, cue: &Cue, columns: usize) -> String {
        let words: Vec<&str> = cue.text.split_whitespace().collect();
        let start = words[..words.len().min(WORDS)].join(" ");
        // Two for the sign that there is more, one before the next column.
        let lines = textwrap::wrap(&start, columns.saturating_sub(mark(cue).len() + 3).max(1));
        let whole = words.len() <= WORDS && lines.len() <= 1;
        let start = lines.first().map(|line| line.as_ref()).unwrap_or_default();
        let text = format!("{}{start}{}", mark(cue), if whole { "" } else { " …" });
        self.ticked(&pad(&cut(&text, columns), columns), cue)
    }

    fn ticked(&self, line: &str, cue: &Cue) -> String {
        if cue.said { self.paint.good(line) } else { line.to_owned() }
    }
}

fn mark(cue: &Cue) -> &'static str {
    if cue.said { " ✓ " } else { " · " }
}
