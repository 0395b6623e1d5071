//! Changes whole files into damaged ones.

use super::json;

/// Numbers on which sizes and lengths go wrong.
const NUMBERS: [u64; 14] = [
    0,
    1,
    2,
    0x7f,
    0x80,
    0xff,
    0x7fff,
    0x8000,
    0xffff,
    0x7fff_ffff,
    0x8000_0000,
    0xffff_ffff,
    0x7fff_ffff_ffff_ffff,
    u64::MAX,
];

/// Text on which readers of notes, settings and JSON go wrong.
pub const WORDS: [&str; 31] = [
    "\0",
    "\u{feff}",
    "\r\n\r\n",
    "../../x",
    "/etc/passwd",
    "C:\\con",
    "Q. ",
    "S: ",
    "- ",
    "> > > > ",
    "# ",
    "| a | b |\n|---|---|\n",
    "```",
    "---\n",
    "<!--",
    "2분 내로",
    "within 99999999999999999999 minutes",
    "1e999",
    "-0",
    "NaN",
    "[[[[[[[[",
    "{\"a\":{\"a\":{\"a\":",
    "null",
    "\u{1100}\u{1161}\u{11a8}",
    "👩‍👩‍👧‍👦",
    "e\u{301}\u{301}\u{301}",
    "\u{202e}",
    "\u{1b}[2J\u{9b}",
    "1월 32일",
    "2026-13-45T99:99:99Z",
    "\u{10ffff}",
];

/// Longest input that is made, in bytes, unless the whole file is longer.
const LONGEST: usize = 5 << 20;

/// A source of changes.
pub struct Mutator(u64);

impl Mutator {
    /// The same seed makes the same changes.
    pub fn new(seed: u64) -> Self {
        Mutator(seed | 1)
    }

    /// xorshift64* (Vigna 2016).
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number below `limit`; 0 where that is 0.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    /// A place in `length` bytes: half of them among the first 200, where headers stand.
    fn place(&mut self, length: usize) -> usize {
        let among = if self.next() & 1 == 0 { length.min(200) } else { length };
        self.below(among)
    }

    /// One of the whole files with some changes.
    pub fn change(&mut self, whole: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = whole[self.below(whole.len())].clone();
        // What is JSON is changed as such two times of three: other changes seldom leave it JSON.
        if self.below(3) > 0
            && let Some(changed) = json::change(&bytes, self)
        {
            return changed;
        }
        let longest = LONGEST.max(bytes.len() + (1 << 16));
        for _ in 0..=self.below(6) {
            self.change_once(&mut bytes, whole);
        }
        bytes.truncate(longest);
        bytes
    }

    fn change_once(&mut self, bytes: &mut Vec<u8>, whole: &[Vec<u8>]) {
        let at = self.place(bytes.len());
        match self.below(9) {
            0 if !bytes.is_empty() => bytes[at] ^= 1 << self.below(8),
            1 if !bytes.is_empty() => bytes[at] = self.next() as u8,
            2 => {
                let number = NUMBERS[self.below(NUMBERS.len())].to_le_bytes();
                let width = [1, 2, 4, 8][self.below(4)];
                for (byte, new) in bytes.iter_mut().skip(at).zip(&number[..width]) {
                    *byte = *new;
                }
            }
            3 => bytes.truncate(at),
            4 => {
                let end = (at + self.below(64)).min(bytes.len());
                bytes.drain(at.min(end)..end);
            }
            5 => {
                let end = (at + self.below(256)).min(bytes.len());
                let piece = bytes[at.min(end)..end].to_vec();
                let times = 1 + self.below(20);
                let piece = piece.repeat(times);
                bytes.splice(at.min(end)..at.min(end), piece);
            }
            6 => {
                let other = &whole[self.below(whole.len())];
                let from = self.place(other.len());
                let end = (from + self.below(512)).min(other.len());
                bytes.splice(at..at, other[from.min(end)..end].iter().copied());
            }
            7 => {
                let word = WORDS[self.below(WORDS.len())];
                let times = [1, 1, 1, 3, 2_000][self.below(5)];
                bytes.splice(at..at, word.repeat(times).bytes());
            }
            _ => {
                // A decimal number in text becomes another.
                let Some(start) = bytes[at.min(bytes.len())..].iter().position(u8::is_ascii_digit)
                else {
                    return;
                };
                let start = at + start;
                let digits = bytes[start..].iter().take_while(|b| b.is_ascii_digit()).count();
                let number = NUMBERS[self.below(NUMBERS.len())].to_string();
                bytes.splice(start..start + digits, number.bytes());
            }
        }
    }
}
