//! The top of the page: where the take stands, what is asked, and the time.

use unicode_width::UnicodeWidthStr;

use super::{LABEL, Page, bar, cut, pad};
use crate::cmd::record::view::{Phase, Place};
use crate::language::Language;
use crate::review::finding::clock;

/// The clock turns this many seconds before the limit.
const TURNS_S: f64 = 15.0;

/// Lines of the question at most.
const PROMPT_LINES: usize = 4;

impl Page<'_> {
    /// State and topic.
    pub(super) fn head(&self) -> String {
        let (text, painted) = match self.view.phase {
            Phase::Prepare(left) => {
                let text = match self.ui {
                    Language::English => format!(" Read the question: {left} s"),
                    Language::Korean => format!(" 질문을 읽으세요: {left}초"),
                };
                (text.clone(), self.paint.note(&text))
            }
            Phase::Countdown(left) => {
                let text = match self.ui {
                    Language::English => format!(" Starts in {left} …"),
                    Language::Korean => format!(" {left}초 뒤 시작 …"),
                };
                (text.clone(), self.paint.note(&text))
            }
            Phase::Speaking => {
                let text = self.pick(" ● Recording", " ● 녹음 중");
                (text.to_owned(), self.paint.fix(text))
            }
            Phase::Paused => {
                let text = self.pick(" ‖ Paused: p goes on", " ‖ 일시정지: p로 계속");
                (text.to_owned(), self.paint.note(text))
            }
            Phase::Between => {
                let text = self.pick(" The next question is coming", " 다음 질문을 준비하는 중");
                (text.to_owned(), self.paint.note(text))
            }
            Phase::Asking => {
                let text = self.pick(" The question is being read", " 질문을 읽는 중");
                (text.to_owned(), self.paint.note(text))
            }
        };
        let (topic, left) = match &self.about.place {
            Some(place) => (place.text.clone(), self.round_left(place)),
            None => {
                let topic = self.about.question.as_ref().and_then(|q| q.topic.clone());
                (topic.unwrap_or_default(), String::new())
            }
        };
        // Of a long place its end is cut, never the clock of the round.
        let room = self.width.saturating_sub(text.width() + 3);
        let topic = cut(&topic, room.saturating_sub(left.width()));
        let topic = cut(&format!("{topic}{left}"), room);
        let space = self.width.saturating_sub(text.width() + topic.width() + 1);
        format!("{painted}{}{}", " ".repeat(space), self.paint.dim(&topic))
    }

    /// Time left of the round, where it has a budget.
    fn round_left(&self, place: &Place) -> String {
        let left = place.round_left_s.map(|left_s| match (left_s - self.view.at_s, self.ui) {
            (left_s, Language::English) if left_s >= 0.0 => format!(" · {} left", clock(left_s)),
            (left_s, Language::English) => format!(" · {} over", clock(-left_s)),
            (left_s, Language::Korean) if left_s >= 0.0 => format!(" · {} 남음", clock(left_s)),
            (left_s, Language::Korean) => format!(" · {} 초과", clock(-left_s)),
        });
        left.unwrap_or_default()
    }

    /// The question.
    pub(super) fn prompt(&self) -> Vec<String> {
        let text = match &self.about.question {
            Some(question) => question.prompt.as_str(),
            None => self.pick("A free take", "질문 없는 녹음"),
        };
        let mut lines: Vec<String> = textwrap::wrap(text, self.width - 2)
            .into_iter()
            .map(|line| format!(" {}", self.paint.bold(&line)))
            .collect();
        if lines.len() > PROMPT_LINES {
            lines.truncate(PROMPT_LINES);
            if let Some(last) = lines.last_mut() {
                *last = format!(" {}", self.paint.bold(" …"));
            }
        }
        lines
    }

    /// Thinking before the first speech, in an interview.
    pub(super) fn thinking(&self) -> Option<String> {
        let text = clock(self.view.thought_s?.floor());
        let text = if self.view.answer_s() > 0.0 { self.paint.dim(&text) } else { text };
        Some(format!("{}{text}", pad(self.pick(" Think", " 생각"), LABEL)))
    }

    /// Time so far and time left: of the answer, where thinking has a clock of its own.
    pub(super) fn clock(&self) -> String {
        // Whole seconds: time so far and time left make the limit together.
        let at_s = self.view.answer_s().floor();
        let label = match self.view.thought_s {
            Some(_) => pad(self.pick(" Speak", " 답변"), LABEL),
            None => " ".to_owned(),
        };
        let Some(limit_s) = self.about.limit_s else {
            let written = self.about.predicted_s.map(|predicted_s| match self.ui {
                Language::English => format!("   the written answer takes {}", clock(predicted_s)),
                Language::Korean => format!("   적어 둔 답변은 {}", clock(predicted_s)),
            });
            return format!(
                "{label}{}{}",
                clock(at_s),
                self.paint.dim(&written.unwrap_or_default())
            );
        };
        let left_s = limit_s - at_s;
        let text = if left_s >= 0.0 {
            let left = clock(left_s);
            match self.ui {
                Language::English => format!("{left} left"),
                Language::Korean => format!("{left} 남음"),
            }
        } else {
            let over = clock(-left_s);
            match self.ui {
                Language::English => format!("{over} over"),
                Language::Korean => format!("{over} 초과"),
            }
        };
        let before = format!("{label}{} / {}  ", clock(at_s), clock(limit_s));
        let columns = self.width.saturating_sub(before.width() + text.width() + 3);
        let bar = bar(at_s / limit_s, columns);
        let tone = |text: &str| match left_s {
            left_s if left_s < 0.0 => self.paint.fix(text),
            left_s if left_s <= TURNS_S => self.paint.note(text),
            _ => self.paint.good(text),
        };
        format!("{before}{}  {}", tone(&bar), tone(&text))
    }
}
