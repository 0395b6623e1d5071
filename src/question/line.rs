//! Markdown to lines: every heading, list item and line of a paragraph as plain text with its line
//! number. What is not read aloud is left out: front matter, comments, images, code, struck text.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

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

/// Blanks YAML (`---`) or TOML (`+++`) front matter, keeping line numbers.
fn without_front_matter(text: &str) -> String {
    let mut lines: Vec<&str> = text.split('\n').collect();
    let fence = lines[0].trim_end();
    if fence == "---" || fence == "+++" {
        let end = lines.iter().skip(1).position(|line| {
            let line = line.trim_end();
            line == fence || (fence == "---" && line == "...")
        });
        // Front matter holds `key: value` lines; without any, `---` is a rule of the text.
        if let Some(end) = end
            && lines[1..=end].iter().any(|line| line.contains(':') || line.contains('='))
        {
            lines[..=end + 1].fill("");
        }
    }
    lines.join("\n")
}

/// Turns parser events into lines.
struct Walk<'a> {
    source: &'a str,
    /// Byte offset of each line's start.
    starts: Vec<usize>,
    lines: Vec<Line>,
    unclosed: Vec<(usize, Unclosed)>,
    /// Open lists: the list's index and, if ordered, the number of its next item.
    lists: Vec<(usize, Option<u64>)>,
    list_count: usize,
    shape: Shape,
    starts_block: bool,
    text: String,
    at: usize,
    /// Inside what is not spoken: images, footnotes, struck text, fenced code.
    silent: usize,
    contents_link: bool,
    link_chars: usize,
    in_code: bool,
    table_cells: usize,
    bold: Vec<String>,
    /// Where in `text` what is bold begins, while it is open.
    bold_from: Option<usize>,
}

impl<'a> Walk<'a> {
    fn new(source: &'a str) -> Self {
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

    fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset)
    }

    /// Keeps what is bold up to here.
    fn close_bold(&mut self) {
        let Some(text) = self.bold_from.and_then(|from| self.text.get(from..)) else { return };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            self.bold.push(text);
        }
    }

    fn flush(&mut self) {
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

    fn begin(&mut self, shape: Shape, range: &Range<usize>) {
        self.flush();
        self.shape = shape;
        self.starts_block = true;
        self.at = range.start;
    }

    fn push(&mut self, text: &str, range: &Range<usize>) {
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

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) if self.in_code => {
                for line in text.lines() {
                    self.push(line, &range);
                    self.flush();
                }
            }
            Event::Text(text) | Event::Code(text) => self.push(&text, &range),
            Event::SoftBreak | Event::HardBreak => self.flush(),
            Event::InlineHtml(html) if html.starts_with("<br") => self.flush(),
            Event::Rule => {
                self.flush();
                let number = self.line_of(range.start);
                self.lines.push(Line {
                    number,
                    shape: Shape::Rule,
                    text: String::new(),
                    starts_block: true,
                    contents_link: false,
                    bold: Vec::new(),
                });
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => {
                let shape = if self.is_real_heading(&range) {
                    Shape::Heading { level: level_number(level) }
                } else {
                    Shape::Text
                };
                self.begin(shape, &range);
            }
            Tag::Paragraph => {
                // The first paragraph of an item is the item itself.
                let item = matches!(self.shape, Shape::Item { .. }) && self.text.is_empty();
                let shape = if item { self.shape } else { Shape::Text };
                self.begin(shape, &range);
            }
            Tag::List(first) => {
                self.flush();
                self.list_count += 1;
                self.lists.push((self.list_count, first));
            }
            Tag::Item => {
                let depth = self.lists.len().saturating_sub(1);
                let written = written_number(&self.source[range.clone()]);
                let (list, number) = match self.lists.last_mut() {
                    Some((list, Some(next))) => {
                        let counted = *next;
                        *next += 1;
                        // Take the number as written unless the list repeats one number
                        // (`1.` `1.` `1.`), which Markdown counts up by itself.
                        let number = match written {
                            Some(number) if u64::from(number) != 1 => number,
                            _ => u32::try_from(counted).unwrap_or(u32::MAX),
                        };
                        (*list, Some(number))
                    }
                    Some((list, None)) => (*list, None),
                    None => (0, None),
                };
                self.begin(Shape::Item { number, list, depth }, &range);
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) => {
                self.flush();
                self.silent += 1;
                if !is_closed_fence(&self.source[range.clone()]) {
                    self.unclosed.push((self.line_of(range.start), Unclosed::CodeFence));
                }
            }
            // Text indented by four spaces is text to whoever wrote the note.
            Tag::CodeBlock(CodeBlockKind::Indented) => {
                self.begin(Shape::Text, &range);
                self.in_code = true;
            }
            Tag::HtmlBlock => {
                self.flush();
                let html = self.source[range.clone()].trim_start();
                if html.starts_with("<!--") && !html.contains("-->") {
                    self.unclosed.push((self.line_of(range.start), Unclosed::Comment));
                }
            }
            Tag::Image { .. } | Tag::Strikethrough | Tag::FootnoteDefinition(_) => {
                self.silent += 1;
            }
            Tag::Strong => self.bold_from = Some(self.text.len()),
            Tag::Link { dest_url, .. } => self.contents_link = dest_url.starts_with('#'),
            Tag::TableHead | Tag::TableRow => {
                self.begin(Shape::Text, &range);
                self.table_cells = 0;
            }
            Tag::TableCell => {
                // A row `| S | text |` reads as `S: text`, a longer one as a list.
                match self.table_cells {
                    0 => {}
                    1 => self.push(": ", &range),
                    _ => self.push(", ", &range),
                }
                self.table_cells += 1;
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, _range: Range<usize>) {
        match tag {
            TagEnd::Heading(_)
            | TagEnd::Paragraph
            | TagEnd::Item
            | TagEnd::TableHead
            | TagEnd::TableRow => {
                self.flush();
                self.shape = Shape::Text;
                self.starts_block = true;
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
                self.shape = Shape::Text;
                self.starts_block = true;
            }
            TagEnd::CodeBlock if self.in_code => self.in_code = false,
            TagEnd::CodeBlock
            | TagEnd::Image
            | TagEnd::Strikethrough
            | TagEnd::FootnoteDefinition => {
                self.silent = self.silent.saturating_sub(1);
            }
            TagEnd::Strong => {
                self.close_bold();
                self.bold_from = None;
            }
            TagEnd::Link => self.contents_link = false,
            _ => {}
        }
    }

    /// A paragraph with `---` right under it is a heading to Markdown, but to whoever typed
    /// several lines, or a label, and then a dividing line it is a paragraph.
    fn is_real_heading(&self, range: &Range<usize>) -> bool {
        let source = self.source[range.clone()].trim();
        source.starts_with('#')
            || (source.lines().count() == 2 && super::label::label(source).is_none())
    }
}

fn level_number(level: HeadingLevel) -> u8 {
    level as u8
}

/// The number an ordered item is written with.
fn written_number(source: &str) -> Option<u32> {
    let source = source.trim_start();
    let digits = source.len() - source.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    source[..digits].parse().ok()
}

fn is_closed_fence(source: &str) -> bool {
    let mut lines = source.trim_end().lines();
    let opening = lines.next().unwrap_or("").trim_start();
    let mark = opening.chars().next().unwrap_or('`');
    let length = opening.chars().take_while(|&c| c == mark).count();
    lines.last().is_some_and(|line| {
        let line = line.trim_start_matches(['>', ' ', '\t']).trim_end();
        line.chars().count() >= length && line.chars().all(|c| c == mark)
    })
}

/// Bullets that people copy out of documents, which Markdown does not know.
const BULLETS: [char; 9] = ['◦', '•', '·', '∙', '‣', '▪', '●', '○', '※'];

/// Most digits of a list number: longer ones are years.
const ITEM_DIGITS: usize = 3;

/// Recognises a list item inside a paragraph: a copied bullet, or a number in the middle of a
/// paragraph, where Markdown sees none unless it is 1.
fn typed_item(shape: Shape, text: String) -> (Shape, String) {
    if shape != Shape::Text {
        return (shape, text);
    }
    if let Some(rest) = text.strip_prefix(BULLETS) {
        return (Shape::Item { number: None, list: 0, depth: 0 }, rest.trim().to_owned());
    }
    // "①" to "⑳"
    if let Some(circled) = text.chars().next().filter(|c| ('①'..='⑳').contains(c)) {
        let number = Some(circled as u32 - '①' as u32 + 1);
        let rest = text[circled.len_utf8()..].trim().to_owned();
        return (Shape::Item { number, list: 0, depth: 0 }, rest);
    }
    // "3. …", "3) …", "(3) …"
    let inner = text.strip_prefix('(').unwrap_or(&text);
    let digits = inner.chars().take_while(char::is_ascii_digit).count();
    let marks: &[char] = if inner.len() < text.len() { &[')'] } else { &['.', ')'] };
    if (1..=ITEM_DIGITS).contains(&digits)
        && let Some(rest) = inner[digits..].strip_prefix(marks)
        && rest.starts_with(' ')
    {
        let number = inner[..digits].parse().ok();
        return (Shape::Item { number, list: 0, depth: 0 }, rest.trim().to_owned());
    }
    (shape, text)
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
