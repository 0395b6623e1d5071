//! How far a download or a conversion is.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::model::report::Report;

/// Progress on standard error: a bar on a terminal, a line for each quarter elsewhere.
pub struct Bar {
    bar: ProgressBar,
    terminal: bool,
    step: String,
    quarter: u64,
}

impl Bar {
    /// Nothing has begun.
    pub fn new() -> Self {
        let terminal = std::io::stderr().is_terminal();
        Bar { bar: ProgressBar::hidden(), terminal, step: String::new(), quarter: 0 }
    }
}

impl Report for Bar {
    fn say(&mut self, message: &str) {
        self.bar.suspend(|| eprintln!("{message}"));
    }

    fn progress(&mut self, step: &str, done: u64, total: u64) {
        if step != self.step {
            self.step = step.to_owned();
            self.quarter = 0;
            self.bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
            let template = "{msg} {wide_bar} {decimal_bytes}/{decimal_total_bytes} {eta}";
            if let Ok(style) = ProgressStyle::with_template(template) {
                self.bar.set_style(style);
            }
            self.bar.set_message(self.step.clone());
        }
        self.bar.set_position(done.min(total));
        let quarter = (done.min(total) * 4).checked_div(total).unwrap_or(4);
        if !self.terminal && quarter > self.quarter {
            self.quarter = quarter;
            eprintln!("{step}: {} % of {} MB", quarter * 25, total.div_ceil(1_000_000));
        }
        if done >= total && self.terminal {
            self.bar.finish_and_clear();
            self.step.clear();
        }
    }
}
