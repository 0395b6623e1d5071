//! Standard input while recording: keys on a terminal, its end elsewhere.

use std::io::Read;
use std::time::Duration;

use crossbeam_channel::Receiver;

/// What standard input had to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// Enter, Space or q.
    Stop,
    /// Standard input has ended.
    End,
}

/// Listens to standard input on a thread of its own, which is left behind when the program ends:
/// a blocking read cannot be called off.
pub struct Keys {
    keys: Receiver<Key>,
    _mode: Option<terminal::KeyMode>,
}

impl Keys {
    /// Starts to listen. `ignore_end`: something else ends the recording.
    pub fn listen(on_terminal: bool, ignore_end: bool) -> Self {
        let (sender, keys) = crossbeam_channel::unbounded();
        let mode = on_terminal.then(terminal::KeyMode::enter).flatten();
        if !on_terminal && ignore_end {
            // The sender must live as long as the receiver asks: kept by the thread below.
            std::mem::forget(sender);
            return Self { keys, _mode: mode };
        }
        std::thread::spawn(move || {
            let mut input = std::io::stdin().lock();
            let mut byte = [0u8; 64];
            loop {
                match input.read(&mut byte) {
                    Ok(0) => break,
                    Ok(length) if on_terminal => {
                        if byte[..length].iter().any(|key| b"\r\n qQ".contains(key)) {
                            let _ = sender.send(Key::Stop);
                        }
                    }
                    Ok(_) => {}
                    Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                    Err(_) => break,
                }
            }
            let _ = sender.send(Key::End);
        });
        Self { keys, _mode: mode }
    }

    /// Waits for a key, at most so long.
    pub fn pressed(&self, at_most: Duration) -> Option<Key> {
        self.keys.recv_timeout(at_most).ok()
    }
}

#[cfg(unix)]
mod terminal {
    /// While it lives, the terminal gives each key at once and does not print it. Ctrl-C stays a
    /// signal.
    pub struct KeyMode {
        before: libc::termios,
    }

    impl KeyMode {
        /// `None` where the terminal refuses; Enter works all the same.
        // Unsafe because a terminal's mode can only be had from the C library.
        #[allow(unsafe_code)]
        pub fn enter() -> Option<Self> {
            let mut before = std::mem::MaybeUninit::<libc::termios>::uninit();
            // SAFETY: tcgetattr fills the struct when it returns 0, and only then is it read.
            let before = unsafe {
                if libc::tcgetattr(libc::STDIN_FILENO, before.as_mut_ptr()) != 0 {
                    return None;
                }
                before.assume_init()
            };
            let mut keys = before;
            keys.c_lflag &= !(libc::ICANON | libc::ECHO);
            // SAFETY: both point to initialised structs for the length of the call.
            let done = unsafe { libc::tcsetattr(libc::STDIN_FILENO, libc::TCSANOW, &keys) };
            (done == 0).then_some(Self { before })
        }
    }

    impl Drop for KeyMode {
        #[allow(unsafe_code)]
        fn drop(&mut self) {
            // SAFETY: as in `enter`.
            unsafe { libc::tcsetattr(libc::STDIN_FILENO, libc::TCSANOW, &self.before) };
        }
    }
}

#[cfg(not(unix))]
mod terminal {
    /// Keys arrive a line at a time.
    pub struct KeyMode;

    impl KeyMode {
        pub fn enter() -> Option<Self> {
            None
        }
    }
}
