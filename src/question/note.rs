//! One note's lines to its questions.
//!
//! 1. Headings are taken for a question, a topic, the interview's format, the ranked principles,
//!    or reading matter.
//! 2. A question opens at a `Q.` label, at a numbered or asking heading, or at an item of a list
//!    of questions; it ends where the next one opens, or a heading that is not inside it.
//! 3. A numbered list inside an answer stays in the answer: see [`Reader::opens_item_question`].

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::Path;

use super::draft::{Draft, Origin};
use super::heading::{self, Role, asks, numbered};
use super::label::{Label, label};
use super::line::{Line, Shape, Unclosed, lines};
use super::warning::{Problem, Warning};
use super::{Notes, Part};

/// Reads the text of one note; questions have no ids yet.
pub(super) fn read(text: &str, file: &Path) -> Notes {
    let (lines, unclosed) = lines(text);
    let mut reader = Reader {
        lines: &lines,
        left: items_left(&lines),
        file,
        notes: Notes::default(),
        open: None,
        headings: Vec::new(),
        format: Vec::new(),
        orphan: false,
    };
    for (line, what) in unclosed {
        reader.warn(
            line,
            match what {
                Unclosed::CodeFence => Problem::UnclosedFence,
                Unclosed::Comment => Problem::UnclosedComment,
            },
        );
    }
    for at in 0..lines.len() {
        reader.line(at);
    }
    reader.close();
    reader.finish()
}

/// An open heading.
struct Heading {
    level: u8,
    text: String,
    role: Role,
}

/// Items of a list from one of them on.
#[derive(Debug, Clone, Copy, Default)]
struct ItemsLeft {
    all: usize,
    /// Those that read as questions.
    asking: usize,
}

/// For each line that is an item, the items of its list from there on. In one pass: asked of each
/// item anew, a list of a hundred thousand would take minutes.
fn items_left(lines: &[Line]) -> Vec<ItemsLeft> {
    let mut of_list: HashMap<usize, ItemsLeft> = HashMap::new();
    let mut left = vec![ItemsLeft::default(); lines.len()];
    for (line, left) in lines.iter().zip(&mut left).rev() {
        if let Shape::Item { list, .. } = line.shape {
            let so_far = of_list.entry(list).or_default();
            so_far.all += 1;
            so_far.asking += usize::from(asks(&line.text));
            *left = *so_far;
        }
    }
    left
}

struct Reader<'a> {
    lines: &'a [Line],
    left: Vec<ItemsLeft>,
    file: &'a Path,
    notes: Notes,
    open: Option<Draft>,
    headings: Vec<Heading>,
    format: Vec<String>,
    /// A part without a question was already reported for this run of lines.
    orphan: bool,
}

impl Reader<'_> {
    fn warn(&mut self, line: usize, problem: Problem) {
        self.notes.warnings.push(Warning { file: self.file.to_path_buf(), line, problem });
    }

    fn finish(mut self) -> Notes {
        self.notes.format = (!self.format.is_empty()).then(|| self.format.join("\n"));
        if self.notes.questions.is_empty()
            && self.notes.principles.is_empty()
            && self.notes.format.is_none()
        {
            self.warn(1, Problem::NoQuestions);
        }
        let mut repeated = Vec::new();
        let mut first_of = HashMap::new();
        for question in &self.notes.questions {
            let Some(number) = question.number else { continue };
            match first_of.entry(number) {
                Entry::Vacant(first) => _ = first.insert(question.line),
                Entry::Occupied(first) => {
                    let line = *first.get();
                    repeated.push((question.line, Problem::RepeatedNumber { number, line }));
                }
            }
        }
        for (line, problem) in repeated {
            self.warn(line, problem);
        }
        self.notes.warnings.sort_by_key(|warning| warning.line);
        self.notes
    }

    fn role(&self) -> Option<Role> {
        self.headings.last().map(|heading| heading.role)
    }

    /// The nearest heading that names a subject rather than "Questions".
    fn topic(&self) -> Option<String> {
        self.headings
            .last()
            .filter(|heading| heading.role == Role::Topic || heading.role == Role::Principles)
            .map(|heading| heading.text.clone())
    }

    fn close(&mut self) {
        if let Some(draft) = self.open.take() {
            let (question, warnings) = draft.finish(self.file);
            self.notes.questions.extend(question);
            self.notes.warnings.extend(warnings);
        }
    }

    fn start(&mut self, origin: Origin, number: Option<u32>, prompt: &str, at: usize) {
        self.close();
        let mut draft = Draft::new(origin, number, prompt, &self.lines[at]);
        draft.topic = self.topic();
        self.open = Some(draft);
    }

    fn line(&mut self, at: usize) {
        let line = &self.lines[at];
        if line.contents_link {
            return;
        }
        match (line.shape, label(&line.text)) {
            (Shape::Rule, _) => {
                // A dividing line ends a list of questions, but may stand inside an answer.
                if matches!(&self.open, Some(draft) if draft.is_bare() && draft.origin != Origin::Label)
                {
                    self.close();
                }
            }
            (Shape::Heading { level }, found) => self.heading(level, found, at),
            (_, Some(Label::Question { number, rest })) => {
                self.start(Origin::Label, number, rest, at);
            }
            (_, Some(found)) => self.labelled(found, at),
            (Shape::Item { number, list, depth }, None) => self.item(number, list, depth, at),
            (Shape::Text, None) => self.text(at),
        }
    }

    fn heading(&mut self, level: u8, found: Option<Label<'_>>, at: usize) {
        self.orphan = false;
        let line = &self.lines[at];
        let inside = self.open.as_ref().is_some_and(|draft| match draft.origin {
            Origin::Heading(own) => level > own,
            // Under a `Q.` or a listed question only headings deeper than its topic belong to it.
            _ => self.headings.last().is_none_or(|heading| level > heading.level),
        });
        match found {
            Some(Label::Question { number, rest }) => {
                self.leave(level);
                self.start(Origin::Heading(level), number, rest, at);
                return;
            }
            Some(found @ (Label::Part { .. } | Label::Answer { .. })) if self.open.is_some() => {
                return self.labelled(found, at);
            }
            Some(found @ Label::FollowUp { .. }) if inside => return self.labelled(found, at),
            _ => {}
        }
        let role = heading::role(&line.text);
        let own = numbered(&line.text);
        let is_topic = self.holds_questions(level, at);
        let barred = matches!(role, Role::Format | Role::Principles | Role::Material)
            || matches!(self.role_above(level), Some(Role::Format | Role::Material));
        let asked = own.is_some() || (role == Role::Topic && asks(&line.text));
        if asked && !is_topic && (!barred || asks(&line.text)) {
            self.leave(level);
            let (number, prompt) = own.map_or((None, line.text.as_str()), |(n, p)| (Some(n), p));
            self.start(Origin::Heading(level), number, prompt, at);
        } else if inside && !is_topic && role == Role::Topic {
            // A heading that divides a long answer: its own words are not spoken.
            if let Some(draft) = &mut self.open {
                draft.in_follow_ups = false;
            }
        } else {
            self.leave(level);
            let text = own.map_or(line.text.as_str(), |(_, text)| text).to_owned();
            // What stands below a chapter of the format is of the format too.
            let role = match (role, self.role()) {
                (Role::Topic, Some(above @ (Role::Format | Role::Material))) => above,
                (role, _) => role,
            };
            self.headings.push(Heading { level, text, role });
        }
    }

    /// Ends what is open at a heading of this level.
    fn leave(&mut self, level: u8) {
        self.close();
        self.headings.retain(|heading| heading.level < level);
    }

    fn role_above(&self, level: u8) -> Option<Role> {
        self.headings.iter().rev().find(|heading| heading.level < level).map(|above| above.role)
    }

    /// Whether questions of their own stand under the heading at this place: it is then a topic.
    fn holds_questions(&self, level: u8, at: usize) -> bool {
        self.lines[at + 1..]
            .iter()
            .take_while(
                |line| !matches!(line.shape, Shape::Heading { level: next } if next <= level),
            )
            .find_map(|line| match (line.shape, label(&line.text)) {
                (_, Some(Label::Question { .. })) => Some(true),
                // The parts of an answer come first: the heading is the question itself.
                (_, Some(Label::Part { .. } | Label::Answer { .. })) => Some(false),
                (Shape::Heading { .. }, None) => {
                    (numbered(&line.text).is_some() || asks(&line.text)).then_some(true)
                }
                _ => None,
            })
            .unwrap_or(false)
    }

    fn labelled(&mut self, found: Label<'_>, at: usize) {
        let line = &self.lines[at];
        let Some(draft) = &mut self.open else {
            match found {
                Label::Part { part, rest } if !rest.is_empty() => {
                    self.part_without_question(part, at)
                }
                _ => self.text(at),
            }
            return;
        };
        match found {
            Label::Part { part, rest } => draft.push_answer(Some(part), rest, line),
            Label::Answer { rest } => draft.push_answer(None, rest, line),
            Label::FollowUp { rest } => {
                draft.in_follow_ups = true;
                if !rest.is_empty() {
                    draft.follow_ups.push(rest.to_owned());
                }
            }
            Label::Question { .. } => {}
        }
    }

    fn part_without_question(&mut self, part: Part, at: usize) {
        let prose = matches!(self.role(), Some(Role::Format | Role::Material | Role::Principles));
        if prose {
            self.text(at);
        } else if !self.orphan {
            self.orphan = true;
            self.warn(self.lines[at].number, Problem::PartWithoutQuestion(part));
        }
    }

    fn text(&mut self, at: usize) {
        let line = &self.lines[at];
        match (&mut self.open, self.headings.last().map(|heading| heading.role)) {
            (Some(draft), _) => draft.push(line),
            (None, Some(Role::Format)) => self.format.push(line.text.clone()),
            _ => {}
        }
    }

    fn item(&mut self, number: Option<u32>, list: usize, depth: usize, at: usize) {
        let line = &self.lines[at];
        if self.open.is_none() {
            match self.role() {
                Some(Role::Format) => return self.format.push(line.text.clone()),
                Some(Role::Principles) if depth == 0 => {
                    if number.is_some() {
                        self.notes.principles.push(line.text.clone());
                    }
                    return;
                }
                Some(Role::Material | Role::Principles) => return,
                _ => {}
            }
        }
        let opens = depth == 0
            && match number {
                Some(number) => self.opens_item_question(number, list, at),
                None => self.opens_bullet_question(list, at),
            };
        if opens {
            return self.start(Origin::Item(list), number, &line.text, at);
        }
        match &mut self.open {
            // A list of questions right under an unanswered `Q.` are its follow-ups.
            Some(draft) if draft.origin == Origin::Label && draft.is_bare() && asks(&line.text) => {
                draft.follow_ups.push(line.text.clone());
            }
            Some(draft) => draft.push(line),
            None => {}
        }
    }

    /// Whether a numbered item is a question of its own: it goes on with the list its forerunner
    /// opened in, or counts on from the numbered question before it ("### 6." then "7."). Any
    /// other numbered list behind a question is part of its answer. Where no question is open,
    /// the heading or the items themselves must say that these are questions.
    fn opens_item_question(&self, number: u32, list: usize, at: usize) -> bool {
        let line = &self.lines[at];
        let Some(draft) = &self.open else {
            return self.role() == Some(Role::Questions) || self.list_asks(list, at);
        };
        if draft.in_follow_ups {
            return false;
        }
        let counts_on = draft.number.is_some_and(|last| number == last.saturating_add(1));
        match draft.origin {
            Origin::Item(own) if own == list && list != 0 => counts_on || draft.is_bare(),
            Origin::Label => false,
            _ if list == 0 => counts_on && (draft.is_bare() || asks(&line.text)),
            _ => counts_on,
        }
    }

    /// A bullet is a question only in a list that asks, and never inside an answer.
    fn opens_bullet_question(&self, list: usize, at: usize) -> bool {
        match &self.open {
            None => self.list_asks(list, at) && asks(&self.lines[at].text),
            Some(draft) => {
                draft.origin == Origin::Item(list)
                    && list != 0
                    && draft.number.is_none()
                    && !draft.in_follow_ups
            }
        }
    }

    /// Whether at least half of the items of the list, from this one on, read as questions.
    fn list_asks(&self, list: usize, at: usize) -> bool {
        if list == 0 {
            return asks(&self.lines[at].text);
        }
        let ItemsLeft { all, asking } = self.left[at];
        asking * 2 >= all
    }
}
