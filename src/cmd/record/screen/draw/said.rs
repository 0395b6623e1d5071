//! What was said so far.

use unicode_width::UnicodeWidthStr;

use super::Page;
use crate::cmd::record::view::Hearing;
use crate::language::Language;
use crate::transcript::WordKind;

/// Seconds of speech without words from which on it is told: one chunk is always under way.
const BEHIND_SHOWN_S: f64 = 20.0;

impl Page<'_> {
    /// The last of what was said, in `room` lines.
    pub(super) fn transcript(&self, room: usize) -> Vec<String> {
        let state = match &self.view.hearing {
            Hearing::Off => String::new(),
            Hearing::Failed(_) => self.pick("no transcript", "받아쓰기 없음").to_owned(),
            Hearing::Behind(seconds) if *seconds >= BEHIND_SHOWN_S => match self.ui {
                Language::English => format!("{seconds:.0} s behind"),
                Language::Korean => format!("{seconds:.0}초 밀림"),
            },
            Hearing::Behind(_) => String::new(),
        };
        let mut out = vec![self.rule(self.pick("What you said", "말한 내용"), &state)];
        if let Hearing::Failed(reason) = &self.view.hearing {
            out.extend(textwrap::wrap(reason, self.width - 2).iter().map(|l| format!(" {l}")));
            out.truncate(room);
            return out;
        }
        let lines = self.words();
        let room = room.saturating_sub(1);
        out.extend(lines.into_iter().rev().take(room).rev());
        out
    }

    fn words(&self) -> Vec<String> {
        let mut lines = Vec::new();
        let (mut line, mut columns) = (String::new(), 0);
        for word in &self.view.words {
            // Brackets too: colour alone is lost on some eyes and terminals.
            let text = match word.kind {
                WordKind::Filler => format!("[{}]", word.text),
                _ => word.text.clone(),
            };
            let width = text.width();
            if columns > 0 && columns + 1 + width > self.width - 2 {
                lines.push(std::mem::take(&mut line));
                columns = 0;
            }
            line.push(' ');
            columns += 1 + width;
            line.push_str(&match word.kind {
                WordKind::Filler => self.paint.note(&text),
                WordKind::Repeat | WordKind::Cutoff => self.paint.dim(&text),
                WordKind::Word => text,
            });
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }
}
