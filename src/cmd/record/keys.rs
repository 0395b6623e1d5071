//! Standard input while recording: keys on a terminal, its end elsewhere.

use std::io::Read;
use std::time::Duration;

use crossbeam_channel::Receiver;

/// What standard input had to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// A character, Space too.
    Char(char),
    /// Enter.
    Enter,
    /// Backspace.
    Backspace,
    /// Cursor up.
    Up,
    /// Cursor down.
    Down,
    /// Escape alone.
    Escape,
    /// Standard input has ended.
    End,
}

/// Listens to standard input on a thread of its own, which is left behind when the program ends:
/// a blocking read cannot be called off.
pub struct Keys {
    keys: Receiver<Key>,
    mode: Option<terminal::KeyMode>,
}

impl Keys {
    /// Starts to listen. `ignore_end`: something else ends the recording.
    pub fn listen(on_terminal: bool, ignore_end: bool) -> Self {
        let (sender, keys) = crossbeam_channel::unbounded();
        let mode = on_terminal.then(terminal::KeyMode::enter).flatten();
        if !on_terminal && ignore_end {
            // Never dropped: a closed channel would answer at once instead of waiting.
            std::mem::forget(sender);
            return Self { keys, mode };
        }
        std::thread::spawn(move || {
            let mut input = std::io::stdin().lock();
            let mut bytes = [0u8; 64];
            let mut pending = Vec::new();
            loop {
                match input.read(&mut bytes) {
                    Ok(0) => break,
                    Ok(length) if on_terminal => {
                        pending.extend_from_slice(&bytes[..length]);
                        for key in parse(&mut pending) {
                            let _ = sender.send(key);
                        }
                    }
                    Ok(_) => {}
                    Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                    Err(_) => break,
                }
            }
            let _ = sender.send(Key::End);
        });
        Self { keys, mode }
    }

    /// Waits for a key, at most so long.
    pub fn pressed(&self, at_most: Duration) -> Option<Key> {
        self.keys.recv_timeout(at_most).ok()
    }

    /// Gives the terminal back as it was.
    pub fn release(&mut self) {
        self.mode = None;
    }
}

/// Reads the keys that are complete; half a character stays in `bytes`. A terminal sends the bytes
/// of a cursor key at once, so an escape with nothing behind it is the Escape key.
fn parse(bytes: &mut Vec<u8>) -> Vec<Key> {
    let mut keys = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        let (key, length) = match rest[0] {
            0x1b if rest.len() == 1 => (Some(Key::Escape), 1),
            0x1b if rest[1] == b'[' || rest[1] == b'O' => {
                let end = rest.iter().skip(2).position(|byte| (0x40..=0x7e).contains(byte));
                let length = end.map_or(rest.len(), |end| end + 3);
                let key = match rest[length - 1] {
                    b'A' => Some(Key::Up),
                    b'B' => Some(Key::Down),
                    _ => None,
                };
                (key, length)
            }
            0x1b => (Some(Key::Escape), 1),
            b'\r' | b'\n' => (Some(Key::Enter), 1),
            0x7f | 0x08 => (Some(Key::Backspace), 1),
            byte if byte < 0x20 => (None, 1),
            _ => match std::str::from_utf8(&rest[..rest.len().min(4)]) {
                Ok(text) => first(text),
                Err(error) if error.valid_up_to() > 0 => {
                    let valid = &rest[..error.valid_up_to()];
                    first(std::str::from_utf8(valid).unwrap_or_default())
                }
                Err(error) if error.error_len().is_none() && rest.len() < 4 => break,
                Err(_) => (None, 1),
            },
        };
        keys.extend(key);
        at += length;
    }
    bytes.drain(..at);
    keys
}

fn first(text: &str) -> (Option<Key>, usize) {
    text.chars().next().map_or((None, 1), |c| (Some(Key::Char(c)), c.len_utf8()))
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
            // Ctrl-Z would stop the recorder and leave its page on the terminal.
            keys.c_cc[libc::VSUSP] = libc::_POSIX_VDISABLE;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_across_reads_and_escape_sequences() {
        let mut bytes = "q\x1b[A\x1b[B\x1b[15~\r가".as_bytes().to_vec();
        let half = bytes.split_off(bytes.len() - 1);
        let keys = parse(&mut bytes);
        assert_eq!(keys, [Key::Char('q'), Key::Up, Key::Down, Key::Enter]);
        bytes.extend(half);
        assert_eq!(parse(&mut bytes), [Key::Char('가')]);
        assert_eq!(parse(&mut vec![0x1b]), [Key::Escape]);
        assert_eq!(parse(&mut vec![0xff, b'x', 0x7f, 0x01]), [Key::Char('x'), Key::Backspace]);
    }
}
