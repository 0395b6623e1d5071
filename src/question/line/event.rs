//! What each part of the Markdown means for the lines.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::typed::written_number;
use super::walk::Walk;
use super::{Line, Shape, Unclosed};
use crate::question::label::label;

impl Walk<'_> {
    /// Takes the next part in.
    pub fn event(&mut self, event: Event<'_>, range: Range<usize>) {
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
                    Shape::Heading { level: level as u8 }
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
        source.starts_with('#') || (source.lines().count() == 2 && label(source).is_none())
    }
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
