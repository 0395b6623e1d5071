//! Signals: the first ends the take properly, one during the review ends the program.

use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
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

/// Exit code of a take that a signal ended during its review, whatever the signal.
pub const INTERRUPTED: u8 = 130;

/// Exit code of a program that a signal ended, as shells give it: 130 for SIGINT, 143 for SIGTERM.
pub fn by_signal(signal: i32) -> u8 {
    u8::try_from(128 + signal).unwrap_or(INTERRUPTED)
}

/// Listens for SIGINT, SIGTERM and, where there are such, SIGHUP (the terminal was closed) and
/// SIGQUIT.
pub struct Interrupt {
    came: Arc<AtomicBool>,
    /// The last signal that came, 0 before any.
    last: Arc<AtomicUsize>,
    exit: Arc<AtomicBool>,
    code: fn(i32) -> u8,
}

impl Interrupt {
    /// Starts to listen; `code` gives the exit code for a signal.
    ///
    /// # Errors
    /// The system refuses.
    pub fn install(code: fn(i32) -> u8) -> std::io::Result<Self> {
        let (came, last, exit) = Default::default();
        let this = Self { came, last, exit, code };
        for &signal in SIGNALS {
            let exit = this.exit.clone();
            let status = i32::from(code(signal));
            signal_hook::flag::register_conditional_shutdown(signal, status, exit)?;
            signal_hook::flag::register_usize(signal, this.last.clone(), signal as usize)?;
            signal_hook::flag::register(signal, this.came.clone())?;
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

    /// The exit code for the last signal that came, forgotten or not.
    pub fn exit_code(&self) -> Option<u8> {
        let signal = i32::try_from(self.last.load(Ordering::Relaxed)).ok()?;
        (signal != 0).then(|| (self.code)(signal))
    }

    /// Forgets the signal that ended the recording: the next one means something else.
    pub fn forget(&self) {
        self.came.store(false, Ordering::Relaxed);
    }

    /// From here on a signal ends the program at once. Called once the take is safe.
    pub fn exit_at_next(&self) {
        self.exit.store(true, Ordering::Relaxed);
    }

    /// As [`Self::exit_at_next`], with `words` on standard error.
    pub fn exit_saying(&self, words: String) {
        let Ok(mut signals) = Signals::new(SIGNALS) else { return self.exit_at_next() };
        let code = self.code;
        thread::spawn(move || {
            let Some(signal) = signals.forever().next() else { return };
            let (told, heard) = mpsc::channel();
            thread::spawn(move || {
                let mut err = std::io::stderr();
                // A progress bar may stand there.
                let clear = if err.is_terminal() { "\r\x1b[2K" } else { "" };
                let _ = writeln!(err, "{clear}{words}");
                let _ = told.send(());
            });
            let _ = heard.recv_timeout(PARTING);
            signal_hook::low_level::exit(i32::from(code(signal)));
        });
    }
}
