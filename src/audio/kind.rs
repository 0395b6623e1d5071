//! What a file that cannot be read as sound seems to be, told by how it begins.

use std::fs::File;
use std::io::Read;
use std::path::Path;

/// How much of a file is looked at, in bytes. Matroska and Ogg name their codecs within it.
const LOOKED_AT: u64 = 4096;

/// What to say of a file that no reader takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// No sound at all; in words, such as "text".
    NotSound(&'static str),
    /// Sound, but compressed or packed as no reader here knows; in words.
    Foreign(&'static str),
    /// It begins as a file does that is read, so the rest must be damaged.
    Damaged,
    /// It begins like nothing that is known.
    Unknown,
}

/// Looks at the beginning of a file that could not be read.
pub fn of(path: &Path) -> Kind {
    let mut start = Vec::new();
    let read = File::open(path).and_then(|file| file.take(LOOKED_AT).read_to_end(&mut start));
    if read.is_ok() { of_bytes(&start) } else { Kind::Unknown }
}

fn of_bytes(start: &[u8]) -> Kind {
    let at =
        |offset: usize, magic: &[u8]| start.get(offset..).is_some_and(|s| s.starts_with(magic));
    let holds = |name: &[u8]| start.windows(name.len()).any(|window| window == name);
    // https://en.wikipedia.org/wiki/List_of_file_signatures
    match () {
        () if at(0, b"OggS") && holds(b"OpusHead") => Kind::Foreign("Opus"),
        () if at(0, b"OggS") && holds(b"Speex   ") => Kind::Foreign("Speex"),
        () if at(0, b"\x1a\x45\xdf\xa3") => Kind::Foreign("WebM or Matroska"),
        () if at(0, b"#!AMR") => Kind::Foreign("AMR"),
        () if at(0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11") => Kind::Foreign("Windows Media"),
        () if at(0, b"caff") => Kind::Foreign("Apple Core Audio (CAF)"),
        () if at(0, b"RIFF") && at(8, b"AVI ") => Kind::Foreign("AVI"),
        () if at(0, b"FLV") => Kind::Foreign("Flash video"),
        () if at(0, b".snd") => Kind::Foreign("Sun audio"),
        () if at(4, b"ftyp") && holds(b"Opus") => Kind::Foreign("Opus in MP4"),
        () if at(0, b"\x89PNG") || at(0, b"\xff\xd8\xff") || at(0, b"GIF8") => {
            Kind::NotSound("a picture")
        }
        () if at(0, b"%PDF") => Kind::NotSound("a PDF"),
        () if at(0, b"PK\x03\x04") => Kind::NotSound("a zip archive"),
        () if at(0, b"lmgg") => Kind::NotSound("a Whisper model"),
        () if at(0, b"RIFF") || at(0, b"fLaC") || at(0, b"OggS") => Kind::Damaged,
        () if at(0, b"ID3") || at(0, b"FORM") || at(4, b"ftyp") => Kind::Damaged,
        () if is_text(start) => Kind::NotSound("text"),
        () => Kind::Unknown,
    }
}

/// Whether nothing but text stands there; its last character may be cut in two.
fn is_text(start: &[u8]) -> bool {
    let text = match std::str::from_utf8(start) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(&start[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(_) => return false,
    };
    !text.is_empty() && !text.contains(|c: char| c.is_control() && !c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_how_they_begin() {
        for (start, expected) in [
            (&b"# Notes\n\n1. Why us?\n"[..], Kind::NotSound("text")),
            ("질문".as_bytes(), Kind::NotSound("text")),
            (&"질문".as_bytes()[..4], Kind::NotSound("text")),
            (b"OggS\0\x02\0\0OpusHead\x01", Kind::Foreign("Opus")),
            (b"\x1a\x45\xdf\xa3\x9f", Kind::Foreign("WebM or Matroska")),
            (b"RIFF\x24\0\0\0WAVEfmt ", Kind::Damaged),
            (b"\0\0\0\x18ftypM4A ", Kind::Damaged),
            (b"\x00\x01\x02\x03", Kind::Unknown),
            (b"", Kind::Unknown),
        ] {
            assert_eq!(of_bytes(start), expected, "{start:?}");
        }
    }
}
