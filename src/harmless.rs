//! Text of others made harmless for a terminal.
//!
//! Notes, transcripts, models, names of files and devices may hold what a terminal obeys: escape
//! sequences that clear the screen or set its title, marks that turn the order of letters around.
//! Everything the program prints goes through [`harmless`].

use std::borrow::Cow;
use std::fmt;
use std::io::{self, Write};

/// Whether a terminal, or a reader's eye, could be misled by this character: control characters but
/// line feed and tab (Unicode category Cc), the marks, embeddings, overrides and isolates that
/// change the direction of text (Unicode Standard Annex 9), and the line and paragraph separators.
pub fn is_hostile(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
            | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    )
}

/// The text with every hostile character replaced by U+FFFD, so that one sees that something was
/// there. Colours as this program sets them stay; text in hidden letters is none of them.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hostile) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(is_hostile) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let kept = colour(rest);
        out.push_str(&rest[..kept]);
        if kept > 0 {
            rest = &rest[kept..];
        } else {
            out.push(char::REPLACEMENT_CHARACTER);
            rest = rest.strip_prefix(is_hostile).unwrap_or_default();
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Length in bytes of the colour that `text` begins with; 0 where it begins with none.
fn colour(text: &str) -> usize {
    let Some(codes) = text.strip_prefix("\u{1b}[") else { return 0 };
    let Some(length) = codes.find(|c: char| !c.is_ascii_digit() && c != ';') else { return 0 };
    let known = |code: &str| {
        // Plain, bold, dim, underlined, reversed, their ends, and the sixteen colours of letters.
        let code = code.parse().unwrap_or(if code.is_empty() { 0 } else { u8::MAX });
        matches!(code, 0..=2 | 4 | 7 | 22 | 24 | 27 | 30..=37 | 39 | 90..=97)
    };
    let is_colour = codes[length..].starts_with('m') && codes[..length].split(';').all(known);
    if is_colour { 2 + length + 1 } else { 0 }
}

/// Standard output or error through [`harmless`]. `write!` and `writeln!` write to it.
pub struct Out<W>(W);

/// Standard output.
pub fn stdout() -> Out<io::Stdout> {
    Out(io::stdout())
}

/// Standard error.
pub fn stderr() -> Out<io::Stderr> {
    Out(io::stderr())
}

impl<W: Write> Out<W> {
    /// Writes what is formatted, at once.
    ///
    /// # Errors
    /// Those of the stream.
    pub fn write_fmt(&mut self, text: fmt::Arguments<'_>) -> io::Result<()> {
        self.0.write_all(harmless(&text.to_string()).as_bytes())
    }

    /// Sends what the stream has kept back.
    ///
    /// # Errors
    /// Those of the stream.
    pub fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// A stream through [`harmless`] for what is written piece by piece, each of them whole text, as
/// serde_json does.
pub struct Pieces<W>(pub W);

impl<W: Write> Write for Pieces<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match std::str::from_utf8(bytes) {
            Ok(text) => self.0.write_all(harmless(text).as_bytes())?,
            Err(_) => self.0.write_all(harmless(&String::from_utf8_lossy(bytes)).as_bytes())?,
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_is_shown_and_not_obeyed() {
        let hostile = [
            ("\u{1b}[2J\u{1b}]0;title\u{7}", "\u{fffd}[2J\u{fffd}]0;title\u{fffd}"),
            ("a\u{1b}[8mhidden", "a\u{fffd}[8mhidden"),
            ("\u{9b}31m", "\u{fffd}31m"),
            ("a\rb\u{8}c\u{7f}", "a\u{fffd}b\u{fffd}c\u{fffd}"),
            ("gpj\u{202e}exe\u{2066}", "gpj\u{fffd}exe\u{fffd}"),
            ("\u{1b}[", "\u{fffd}["),
            ("\u{1b}[38;5;8m\u{1b}[1;;31", "\u{fffd}[38;5;8m\u{fffd}[1;;31"),
        ];
        for (text, shown) in hostile {
            assert_eq!(harmless(text), shown);
            assert!(!shown.contains(is_hostile));
        }
    }

    #[test]
    fn our_own_colours_and_all_usual_text_stay() {
        for text in
            ["\u{1b}[1mbold\u{1b}[0m \u{1b}[31;1m\u{1b}[m", "자기소개를\t해 주세요\n", "👩‍👩‍👧‍👦 é Ω"]
        {
            assert_eq!(harmless(text), text);
        }
    }

    #[test]
    fn a_stream_is_filtered_whatever_is_written_to_it() {
        let mut out = Out(Vec::new());
        let (escape, x) = ('\u{1b}', 'x');
        writeln!(out, "{escape}[2J {x:>4}").unwrap();
        assert_eq!(String::from_utf8(out.0).unwrap(), "\u{fffd}[2J    x\n");
    }
}
