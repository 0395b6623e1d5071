//! The recording screen on a terminal.

use super::super::notice::Notice;
use super::super::view::{About, View};
use super::canvas::Canvas;
use super::draw::draw;
use super::{Screen, heading, say, wrapped};
use crate::language::Language;
use crate::report::Paint;

/// Draws the whole page at each moment.
pub struct Full {
    ui: Language,
    paint: Paint,
    canvas: Option<Canvas>,
    about: About,
    message: Option<String>,
    /// What happened, to be said again on the ordinary page.
    notices: Vec<String>,
}

impl Full {
    /// A page in the language `ui`.
    pub fn new(ui: Language) -> Self {
        let paint = Paint::for_page();
        let about = About::default();
        Full { ui, paint, canvas: None, about, message: None, notices: Vec::new() }
    }
}

impl Screen for Full {
    fn about(&mut self, about: &About) {
        self.about = about.clone();
        self.message = None;
        self.canvas.get_or_insert_with(Canvas::enter);
    }

    fn show(&mut self, view: &View) {
        if let Some(canvas) = &mut self.canvas {
            let message = self.message.as_deref();
            let lines = draw(&self.about, view, message, canvas.size(), self.paint, self.ui);
            canvas.draw(&lines);
        }
    }

    fn notice(&mut self, notice: &Notice) {
        let text = notice.text(self.ui);
        if self.canvas.is_none() {
            wrapped(&text).iter().for_each(|line| say(line));
            return;
        }
        self.message = Some(text.clone());
        if !matches!(notice, Notice::LimitReached(_)) {
            self.notices.push(text);
        }
    }

    fn end(&mut self) {
        if self.canvas.take().is_none() {
            return;
        }
        for line in heading(&self.about, self.ui).iter().chain(&self.notices) {
            wrapped(line).iter().for_each(|line| say(line));
        }
        self.notices.clear();
    }
}
