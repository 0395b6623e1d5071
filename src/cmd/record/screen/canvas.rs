//! The terminal as a page that is drawn again and again, and given back as it was.

use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use crate::harmless::harmless;

/// Whether the terminal shows our page.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// Panics of other threads while the page was shown.
static HELD: Mutex<Vec<String>> = Mutex::new(Vec::new());

fn held() -> MutexGuard<'static, Vec<String>> {
    HELD.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Columns and rows of the smallest page that is drawn; less is cut off by the terminal.
pub const SMALLEST: (usize, usize) = (40, 8);

/// A page on standard error. Dropping it, or a panic of its thread, gives the terminal back.
pub struct Canvas {
    shown: Vec<String>,
    size: (usize, usize),
}

impl Canvas {
    /// Takes the terminal's other page, so that what stood there before comes back in the end.
    pub fn enter() -> Self {
        static HOOK: Once = Once::new();
        HOOK.call_once(|| {
            let owner = std::thread::current().id();
            let before = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |panic| {
                if std::thread::current().id() == owner {
                    leave();
                }
                // What another thread has to say would stand in the page, which goes on.
                if ENTERED.load(Ordering::SeqCst) {
                    held().push(panic.to_string());
                } else {
                    before(panic);
                }
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
                let line = harmless(line);
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
        let mut err = std::io::stderr();
        let _ = write!(err, "\x1b[?25h\x1b[?1049l");
        for message in held().drain(..) {
            let _ = writeln!(err, "{message}");
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::process::Command;

    use super::super::super::keys::Keys;
    use super::*;

    /// Set in the process that is to panic.
    const PANIC: &str = "ALOUD_TEST_PANIC";

    #[test]
    #[ignore = "run by the test below, in a process and on a terminal of its own"]
    fn panics_on_its_page() {
        if std::env::var_os(PANIC).is_none() {
            return;
        }
        let _keys = Keys::listen(true, false);
        let mut canvas = Canvas::enter();
        canvas.draw(&["a page".into()]);
        let other = std::thread::spawn(|| panic!("of another thread"));
        assert!(other.join().is_err());
        canvas.draw(&["the page goes on".into()]);
        panic!("of the thread that draws");
    }

    #[test]
    fn a_panic_gives_the_terminal_back_as_it_was() {
        let dir = tempfile::tempdir().unwrap();
        let test = "cmd::record::screen::canvas::tests::panics_on_its_page";
        let program = std::env::current_exe().unwrap();
        let line = format!(
            "stty -a > before; {} --exact {test} --ignored --nocapture; stty -a > after",
            program.display()
        );
        let ran = Command::new("script")
            .args(["-qec", &line, "/dev/null"])
            .current_dir(dir.path())
            .env(PANIC, "1")
            .env("TERM", "xterm")
            .stdin(std::process::Stdio::piped())
            .output();
        let Ok(output) = ran else {
            eprintln!("SKIPPED: the program `script` is not installed");
            return;
        };
        let screen = String::from_utf8_lossy(&output.stdout);
        let (page, rest) = screen.split_once("\x1b[?1049l").expect("the page is left");
        assert!(page.contains("the page goes on") && !page.contains("of another"), "{screen}");
        assert!(rest.contains("of another thread"), "{screen}");
        assert!(rest.contains("of the thread that draws"), "{screen}");
        let read = |name: &str| std::fs::read_to_string(dir.path().join(name)).unwrap();
        assert_eq!(read("before"), read("after"));
    }
}
