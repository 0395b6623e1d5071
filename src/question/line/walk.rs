//! The line that is being put together.

use std::ops::Range;

use super::typed::typed_item;
use super::{Line, Shape, Unclosed};

/// Turns parser events into lines.
pub struct Walk<'a> {
    pub source: &'a str,
    /// Byte offset of each line's start.
    pub starts: Vec<usize>,
    pub lines: Vec<Line>,
    pub unclosed: Vec<(usize, Unclosed)>,
    /// Open lists: the list's index and, if ordered, the number of its next item.
    pub lists: Vec<(usize, Option<u64>)>,
    pub list_count: usize,
    pub shape: Shape,
    pub starts_block: bool,
    pub text: String,
    pub at: usize,
    /// Inside what is not spoken: images, footnotes, struck text, fenced code.
    pub silent: usize,
    pub contents_link: bool,
    pub link_chars: usize,
    pub in_code: bool,
    pub table_cells: usize,
    pub bold: Vec<String>,
    /// Where in `text` what is bold begins, while it is open.
    pub bold_from: Option<usize>,
}

impl<'a> Walk<'a> {
    /// Before the first event.
    pub fn new(source: &'a str) -> Self {
        let starts = std::iter::once(0)
            .chain(source.match_indices('\n').map(|(at, _)| at + 1))
            .collect::<Vec<_>>();
        Walk {
            source,
            starts,
            lines: Vec::new(),
            unclosed: Vec::new(),
            lists: Vec::new(),
            list_count: 0,
            shape: Shape::Text,
            starts_block: true,
            text: String::new(),
            at: 0,
            silent: 0,
            contents_link: false,
            link_chars: 0,
            in_code: false,
            table_cells: 0,
            bold: Vec::new(),
            bold_from: None,
        }
    }

    /// Line of the file of a byte, from 1.
    pub fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset)
    }

    /// Keeps what is bold up to here.
    pub fn close_bold(&mut self) {
        let Some(text) = self.bold_from.and_then(|from| self.text.get(from..)) else { return };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            self.bold.push(text);
        }
    }

    /// Ends the line.
    pub fn flush(&mut self) {
        self.close_bold();
        let bold = std::mem::take(&mut self.bold);
        let text = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let heading = matches!(self.shape, Shape::Heading { .. });
        if !text.is_empty() {
            let (shape, text) = typed_item(self.shape, text);
            let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
            self.lines.push(Line {
                number: self.line_of(self.at),
                shape,
                contents_link: letters > 0 && self.link_chars >= letters,
                text,
                starts_block: self.starts_block,
                bold,
            });
            self.starts_block = false;
            self.shape = Shape::Text;
        } else if heading {
            self.shape = Shape::Text;
        }
        self.text.clear();
        self.bold_from = self.bold_from.map(|_| 0);
        self.link_chars = 0;
    }

    /// Starts a block.
    pub fn begin(&mut self, shape: Shape, range: &Range<usize>) {
        self.flush();
        self.shape = shape;
        self.starts_block = true;
        self.at = range.start;
    }

    /// Adds text to the line, where it is read aloud.
    pub fn push(&mut self, text: &str, range: &Range<usize>) {
        if self.silent > 0 {
            return;
        }
        if self.text.is_empty() {
            self.at = range.start;
        }
        if self.contents_link {
            self.link_chars += text.chars().filter(|c| c.is_alphanumeric()).count();
        }
        self.text.push_str(text);
    }
}
