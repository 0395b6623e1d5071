//! What is seen while recording. All of it goes to standard error.

use std::io::{IsTerminal, Write};

use super::notice::{Notice, clock};
use crate::capture::Meter;
use crate::language::Language;
use crate::question::Question;

/// Shows a recording. The commands below it know nothing of terminals.
pub trait Screen {
    /// What is asked, and the time for it.
    fn question(&mut self, question: Option<&Question>, limit_s: Option<f64>);
    /// Whole seconds until recording starts.
    fn countdown(&mut self, left_s: u32);
    /// Recording has started.
    fn speak(&mut self);
    /// Clock and level, some 20 times a second.
    fn level(&mut self, at_s: f64, limit_s: Option<f64>, meter: &Meter);
    /// Something happened.
    fn notice(&mut self, notice: &Notice);
    /// Recording has ended; what follows is ordinary output.
    fn end(&mut self);
}

/// The screen that fits where standard error goes.
pub fn choose(plain: bool, stdin_is_terminal: bool, ui: Language) -> Box<dyn Screen> {
    if !plain && stdin_is_terminal && std::io::stderr().is_terminal() {
        Box::new(MovingLine { ui, drawn: false })
    } else {
        Box::new(Lines { ui, told_s: 0.0, each_s: if plain { 10.0 } else { f64::INFINITY } })
    }
}

/// Simple lines, for logs, screen readers and `--plain`.
struct Lines {
    ui: Language,
    told_s: f64,
    each_s: f64,
}

impl Screen for Lines {
    fn question(&mut self, question: Option<&Question>, limit_s: Option<f64>) {
        for line in heading(question, limit_s, self.ui) {
            say(&line);
        }
    }
    fn countdown(&mut self, left_s: u32) {
        say(&left_s.to_string());
    }
    fn speak(&mut self) {
        say(speak(self.ui));
    }
    fn level(&mut self, at_s: f64, _: Option<f64>, _: &Meter) {
        if at_s - self.told_s >= self.each_s {
            self.told_s += self.each_s;
            say(&clock(self.told_s));
        }
    }
    fn notice(&mut self, notice: &Notice) {
        say(&notice.text(self.ui));
    }
    fn end(&mut self) {}
}

/// One line that is drawn again and again: clock, limit and level.
struct MovingLine {
    ui: Language,
    drawn: bool,
}

/// Columns of the level bar; each is 3 dB, from -60 dBFS up.
const BAR: usize = 20;

impl MovingLine {
    fn draw(&mut self, line: &str) {
        let mut err = std::io::stderr().lock();
        let _ = write!(err, "\r\x1b[K{line}");
        let _ = err.flush();
        self.drawn = true;
    }

    fn clear(&mut self) {
        if self.drawn {
            self.draw("");
            self.drawn = false;
        }
    }
}

impl Screen for MovingLine {
    fn question(&mut self, question: Option<&Question>, limit_s: Option<f64>) {
        for line in heading(question, limit_s, self.ui) {
            say(&line);
        }
    }
    fn countdown(&mut self, left_s: u32) {
        self.draw(&format!("  {left_s} …"));
    }
    fn speak(&mut self) {
        self.clear();
        say(speak(self.ui));
    }
    fn level(&mut self, at_s: f64, limit_s: Option<f64>, meter: &Meter) {
        let limit = limit_s.map(|limit_s| format!(" / {}", clock(limit_s))).unwrap_or_default();
        let clipped = match (meter.clipped_frames() > 0, self.ui) {
            (false, _) => "",
            (true, Language::English) => "  too loud",
            (true, Language::Korean) => "  소리가 너무 큼",
        };
        let bar = bar(meter.peak_dbfs());
        self.draw(&format!("● {}{limit}  [{bar}]{clipped}", clock(at_s)));
    }
    fn notice(&mut self, notice: &Notice) {
        self.clear();
        say(&notice.text(self.ui));
    }
    fn end(&mut self) {
        self.clear();
    }
}

fn bar(peak_dbfs: f32) -> String {
    let filled = ((peak_dbfs + 60.0) / 3.0).ceil().clamp(0.0, BAR as f32) as usize;
    format!("{}{}", "#".repeat(filled), "-".repeat(BAR - filled))
}

fn heading(question: Option<&Question>, limit_s: Option<f64>, ui: Language) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(question) = question {
        if let Some(topic) = &question.topic {
            lines.push(topic.clone());
        }
        lines
            .extend(textwrap::wrap(&question.prompt, 78).into_iter().map(|line| line.into_owned()));
    }
    if let Some(limit_s) = limit_s {
        lines.push(match ui {
            Language::English => format!("Limit {}", clock(limit_s)),
            Language::Korean => format!("제한 시간 {}", clock(limit_s)),
        });
    }
    lines
}

fn speak(ui: Language) -> &'static str {
    match ui {
        Language::English => "Recording. Enter, q or Ctrl-C stops.",
        Language::Korean => "녹음 중입니다. Enter, q 또는 Ctrl-C로 멈춥니다.",
    }
}

/// Prints a line; a closed standard error is nobody's loss.
fn say(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_level_bar_runs_from_minus_sixty_to_full_scale() {
        assert_eq!(bar(f32::NEG_INFINITY), "-".repeat(BAR));
        assert_eq!(bar(0.0), "#".repeat(BAR));
        assert_eq!(bar(-30.0).matches('#').count(), 10);
    }
}
