//! Markdown to lines: every heading, list item and line of a paragraph as plain text with its line
//! number. What is not read aloud is left out: front matter, comments, images, code, struck text.

mod event;
mod front_matter;
mod typed;
mod walk;

use pulldown_cmark::{Options, Parser};

use self::front_matter::without_front_matter;
use self::walk::Walk;

/// What a line is in the Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A heading; level 1 to 6.
    Heading { level: u8 },
    /// The first line of a list item.
    Item {
        /// Its number in an ordered list.
        number: Option<u32>,
        /// Which list of the note, from 1; 0 for what only looks like an item in a paragraph.
        list: usize,
        /// Lists around its list.
        depth: usize,
    },
    /// Any other line of text.
    Text,
    /// A thematic break.
    Rule,
}

/// One line of a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Line of the file, from 1.
    pub number: usize,
    pub shape: Shape,
    /// Plain text, Markdown removed, trimmed.
    pub text: String,
    /// Whether a paragraph, heading or item starts here (else the line goes on with one).
    pub starts_block: bool,
    /// What of the text is bold.
    pub bold: Vec<String>,
    /// Whether all of it is links to headings of this note: a table of contents.
    pub contents_link: bool,
}

/// What is open at the end of a note and should have been closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unclosed {
    CodeFence,
    Comment,
}

/// The lines of a Markdown text, and where a code fence or comment is never closed.
pub(super) fn lines(text: &str) -> (Vec<Line>, Vec<(usize, Unclosed)>) {
    let text = without_front_matter(text);
    let mut walk = Walk::new(&text);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES;
    for (event, range) in Parser::new_ext(&text, options).into_offset_iter() {
        walk.event(event, range);
    }
    walk.flush();
    (walk.lines, walk.unclosed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<(usize, String)> {
        lines(source).0.into_iter().map(|line| (line.number, line.text)).collect()
    }

    fn pairs(expected: &[(usize, &str)]) -> Vec<(usize, String)> {
        expected.iter().map(|(number, text)| (*number, text.to_string())).collect()
    }

    #[test]
    fn what_is_not_read_aloud_is_left_out() {
        let source = "---\ntitle: x\n---\n# A <!-- hidden -->\n![alt](i.png)\n\
                      b **bold** [link](u) ~~gone~~ `code`\n\n```\nfenced\n```\n";
        assert_eq!(texts(source), pairs(&[(4, "A"), (6, "b bold link code")]));
    }

    #[test]
    fn lines_of_one_paragraph_stay_apart() {
        assert_eq!(texts("S: one\nT: two"), pairs(&[(1, "S: one"), (2, "T: two")]));
    }

    #[test]
    fn a_dividing_line_under_several_lines_makes_no_heading() {
        let (lines, _) = lines("R: it worked\nwell\n---\n");
        assert!(lines.iter().all(|line| !matches!(line.shape, Shape::Heading { .. })));
    }

    #[test]
    fn items_keep_the_number_they_are_written_with() {
        let (lines, _) = lines("7. a\n8. b\n\n10. c\n");
        let numbers: Vec<_> = lines
            .iter()
            .map(|line| match line.shape {
                Shape::Item { number, .. } => number,
                _ => None,
            })
            .collect();
        assert_eq!(numbers, [Some(7), Some(8), Some(10)]);
    }

    #[test]
    fn an_unclosed_fence_or_comment_is_reported_with_its_line() {
        assert_eq!(lines("a\n\n```\nb\n").1, [(3, Unclosed::CodeFence)]);
        assert_eq!(lines("a\n\n<!-- b\n\nc\n").1, [(3, Unclosed::Comment)]);
        assert!(lines("```\nb\n```\n\n<!-- c -->\n").1.is_empty());
    }

    #[test]
    fn a_table_of_contents_is_marked() {
        let (lines, _) = lines("- [1. Why?](#1-why)\n- [site](https://example.org)\n");
        assert_eq!(lines.iter().map(|l| l.contents_link).collect::<Vec<_>>(), [true, false]);
    }

    #[test]
    fn a_table_row_reads_as_label_and_text() {
        assert_eq!(texts("| a | b |\n|--|--|\n| S | went |\n")[1], (3, "S: went".into()));
    }
}
