//! A note's bytes to text: encodings, size, line ends.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::harmless::is_hostile;

/// Largest note that is read, in bytes. A year of daily notes is well under 1 MB; what is larger is
/// a recording or an export named by mistake.
pub const LARGEST_NOTE_BYTES: u64 = 4 * 1024 * 1024;

/// Why a note could not be read at all.
#[derive(Debug, thiserror::Error)]
pub enum NoteError {
    /// The file system refused.
    #[error("cannot read {}: {source}", path.display())]
    Io {
        /// The note.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A folder stands where a note was expected.
    #[error("{} is a folder: name a Markdown file in it", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
    },
    /// Larger than [`LARGEST_NOTE_BYTES`].
    #[error(
        "{} has {bytes} bytes, more than the {LARGEST_NOTE_BYTES} a note may have: \
         is it a Markdown note? Split it if it is",
        path.display()
    )]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size, or the size at which reading stopped.
        bytes: u64,
    },
    /// Holds zero bytes, which text never does.
    #[error("{} is not a text file: name a Markdown note", path.display())]
    Binary {
        /// The file.
        path: PathBuf,
    },
    /// Text, but neither UTF-8 nor UTF-16 with a byte order mark.
    #[error(
        "{}, line {line}: not UTF-8 text. Old Korean Windows files are often CP949: convert \
         with `iconv -f CP949 -t UTF-8 OLD.md > NEW.md`, or save it as UTF-8 in the editor",
        path.display()
    )]
    Encoding {
        /// The file.
        path: PathBuf,
        /// Line of the first byte that is not UTF-8, from 1.
        line: usize,
    },
}

/// Reads a note as text in Unicode NFC with `\n` line ends and no byte order mark.
///
/// # Errors
/// When the file cannot be read, is a folder, too large, binary, or not Unicode text.
pub fn read_note(path: &Path) -> Result<String, NoteError> {
    let io_error = |source| NoteError::Io { path: path.to_path_buf(), source };
    let file = File::open(path).map_err(io_error)?;
    if file.metadata().map_err(io_error)?.is_dir() {
        return Err(NoteError::Folder { path: path.to_path_buf() });
    }
    let mut bytes = Vec::new();
    // Read one byte more than allowed rather than trust the size: a device or a pipe has none.
    file.take(LARGEST_NOTE_BYTES + 1).read_to_end(&mut bytes).map_err(io_error)?;
    if bytes.len() as u64 > LARGEST_NOTE_BYTES {
        let bytes = std::fs::metadata(path).map_or(bytes.len() as u64, |data| data.len());
        return Err(NoteError::TooLarge { path: path.to_path_buf(), bytes });
    }
    decode(path, &bytes)
}

/// Decodes UTF-8, or UTF-16 that says so by its byte order mark.
fn decode(path: &Path, bytes: &[u8]) -> Result<String, NoteError> {
    let text = match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ if bytes.contains(&0) => return Err(NoteError::Binary { path: path.to_path_buf() }),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(error) => {
                let before = &bytes[..error.valid_up_to()];
                let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count();
                return Err(NoteError::Encoding { path: path.to_path_buf(), line });
            }
        },
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    // macOS writes Hangul decomposed in places; no-break and zero-width spaces come with copies
    // from web pages and would keep labels from being recognised.
    // Hardly any note needs it, and to look is many times faster than to do it.
    let text = if is_nfc(&text) { text } else { text.nfc().collect() };
    Ok(text
        .chars()
        .filter(|c| !matches!(c, '\u{200b}' | '\u{feff}'))
        // What a terminal would obey is in no answer; see `harmless`.
        .map(|c| if c == '\u{a0}' || is_hostile(c) && c.is_control() { ' ' } else { c })
        .filter(|c| !is_hostile(*c))
        .collect())
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> Result<String, NoteError> {
        decode(Path::new("note.md"), bytes)
    }

    #[test]
    fn a_byte_order_mark_and_windows_line_ends_disappear() {
        assert_eq!(decoded("\u{feff}a\r\nb\rc".as_bytes()).unwrap(), "a\nb\nc");
    }

    #[test]
    fn utf_16_of_either_order_is_read() {
        let little: Vec<u8> = "\u{feff}질문".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "\u{feff}질문".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decoded(&little).unwrap(), "질문");
        assert_eq!(decoded(&big).unwrap(), "질문");
    }

    #[test]
    fn cp949_is_refused_with_its_line_and_the_way_to_convert() {
        let error = decoded(b"# ok\n\xc1\xfa\xb9\xae").unwrap_err().to_string();
        assert!(error.contains("line 2") && error.contains("iconv -f CP949"), "{error}");
    }

    #[test]
    fn zero_bytes_are_no_text() {
        assert!(matches!(decoded(b"RIFF\0\0"), Err(NoteError::Binary { .. })));
    }

    #[test]
    fn decomposed_hangul_is_composed() {
        assert_eq!(decoded("\u{1112}\u{1161}\u{11ab}".as_bytes()).unwrap(), "한");
    }

    #[test]
    fn a_large_file_is_refused_without_reading_it_all() {
        let file = tempfile::NamedTempFile::new().unwrap();
        file.as_file().set_len(50_000_000).unwrap();
        assert!(matches!(
            read_note(file.path()),
            Err(NoteError::TooLarge { bytes: 50_000_000, .. })
        ));
    }
}
