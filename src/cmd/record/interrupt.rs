//! Signals: the first ends the take properly, one during the review ends the program.

use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

/// The signals that are listened for.
const SIGNALS: &[i32] = &[
    SIGINT,
    SIGTERM,
    #[cfg(unix)]
    signal_hook::consts::SIGHUP,
    #[cfg(unix)]
    signal_hook::consts::SIGQUIT,
];

/// Longest time the parting words may take: a terminal that is held does not keep the program.
const PARTING: Duration = Duration::from_millis(300);

/// Exit code of a program ended by an interrupt.
const INTERRUPTED: i32 = 130;

/// Listens for SIGINT, SIGTERM and, where there are such, SIGHUP (the terminal was closed) and
/// SIGQUIT.
pub struct Interrupt {
    came: Arc<AtomicBool>,
    ever: Arc<AtomicBool>,
    exit: Arc<AtomicBool>,
}

impl Interrupt {
    /// Starts to listen.
    ///
    /// # Errors
    /// The system refuses.
    pub fn install() -> std::io::Result<Self> {
        let this = Self { came: Arc::default(), ever: Arc::default(), exit: Arc::default() };
        for &signal in SIGNALS {
            let exit = this.exit.clone();
            signal_hook::flag::register_conditional_shutdown(signal, INTERRUPTED, exit)?;
            signal_hook::flag::register(signal, this.came.clone())?;
            signal_hook::flag::register(signal, this.ever.clone())?;
        }
        // Without a handler a limit on the size of files kills the process; with one the write fails
        // and the recording ends properly.
        #[cfg(unix)]
        signal_hook::flag::register(libc::SIGXFSZ, Arc::default())?;
        Ok(this)
    }

    /// Whether a signal has come.
    pub fn came(&self) -> bool {
        self.came.load(Ordering::Relaxed)
    }

    /// Whether a signal has ever come, forgotten or not.
    pub fn ever_came(&self) -> bool {
        self.ever.load(Ordering::Relaxed)
    }

    /// Forgets the signal that ended the recording: the next one means something else.
    pub fn forget(&self) {
        self.came.store(false, Ordering::Relaxed);
    }

    /// From here on a signal ends the program with exit code 130. Called once the take is safe.
    pub fn exit_at_next(&self) {
        self.exit.store(true, Ordering::Relaxed);
    }

    /// As [`Self::exit_at_next`], with `words` on standard error.
    pub fn exit_saying(&self, words: String) {
        let Ok(mut signals) = Signals::new(SIGNALS) else { return self.exit_at_next() };
        thread::spawn(move || {
            if signals.forever().next().is_none() {
                return;
            }
            let (told, heard) = mpsc::channel();
            thread::spawn(move || {
                let mut err = std::io::stderr();
                // A progress bar may stand there.
                let clear = if err.is_terminal() { "\r\x1b[2K" } else { "" };
                let _ = writeln!(err, "{clear}{words}");
                let _ = told.send(());
            });
            let _ = heard.recv_timeout(PARTING);
            signal_hook::low_level::exit(INTERRUPTED);
        });
    }
}
