//! A progress bar on standard error.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::transcribe::recording::Progress;

/// Shows how far transcription has come; silent where standard error is no terminal.
pub struct Bar {
    bar: ProgressBar,
}

impl Bar {
    /// A bar behind `label`.
    pub fn new(label: &'static str) -> Self {
        let bar = ProgressBar::with_draw_target(
            Some(0),
            if std::io::stderr().is_terminal() {
                ProgressDrawTarget::stderr()
            } else {
                ProgressDrawTarget::hidden()
            },
        );
        if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {percent:>3} %") {
            bar.set_style(style);
        }
        bar.set_message(label);
        Self { bar }
    }

    /// No bar: something else is on the screen.
    pub fn unseen() -> Self {
        Self { bar: ProgressBar::hidden() }
    }

    /// Shows the state of the work.
    pub fn show(&self, progress: Progress) {
        self.bar.set_length((progress.total_s * 10.0) as u64);
        self.bar.set_position((progress.done_s * 10.0) as u64);
    }

    /// Takes the bar away.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}
