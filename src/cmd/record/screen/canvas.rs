//! The terminal as a page that is drawn again and again, and given back as it was.

use std::io::Write;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the terminal shows our page.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// Columns and rows of the smallest page that is drawn; less is cut off by the terminal.
pub const SMALLEST: (usize, usize) = (40, 8);

/// A page on standard error. Dropping it, or a panic, gives the terminal back.
pub struct Canvas {
    shown: Vec<String>,
    size: (usize, usize),
}

impl Canvas {
    /// Takes the terminal's other page, so that what stood there before comes back in the end.
    pub fn enter() -> Self {
        static HOOK: Once = Once::new();
        HOOK.call_once(|| {
            let before = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |panic| {
                leave();
                before(panic);
            }));
        });
        if !ENTERED.swap(true, Ordering::SeqCst) {
            let _ = write!(std::io::stderr(), "\x1b[?1049h\x1b[?25l\x1b[2J");
        }
        Canvas { shown: Vec::new(), size: (0, 0) }
    }

    /// Columns and rows.
    pub fn size(&self) -> (usize, usize) {
        let (rows, columns) = console::Term::stderr().size_checked().unwrap_or((24, 80));
        (usize::from(columns).max(SMALLEST.0), usize::from(rows).max(SMALLEST.1))
    }

    /// Draws `lines`, which must fit; only those that changed are sent.
    pub fn draw(&mut self, lines: &[String]) {
        let mut out = String::new();
        let size = self.size();
        if self.size != size {
            self.size = size;
            self.shown.clear();
            out.push_str("\x1b[2J");
        }
        for (row, line) in lines.iter().enumerate().take(size.1) {
            if self.shown.get(row) != Some(line) {
                out.push_str(&format!("\x1b[{};1H{line}\x1b[0m\x1b[K", row + 1));
            }
        }
        if lines.len() < self.shown.len() {
            out.push_str(&format!("\x1b[{};1H\x1b[J", lines.len() + 1));
        }
        if !out.is_empty() {
            let mut err = std::io::stderr().lock();
            let _ = err.write_all(out.as_bytes());
            let _ = err.flush();
            self.shown = lines.to_vec();
        }
    }
}

impl Drop for Canvas {
    fn drop(&mut self) {
        leave();
    }
}

/// Gives the terminal back; nothing happens where it was not taken.
pub fn leave() {
    if ENTERED.swap(false, Ordering::SeqCst) {
        let _ = write!(std::io::stderr(), "\x1b[?25h\x1b[?1049l");
    }
}
