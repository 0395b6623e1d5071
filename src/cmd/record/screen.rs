//! What is seen while recording. All of it goes to standard error.

pub mod canvas;
mod draw;
mod full;

use std::io::IsTerminal;

use self::full::Full;
use super::notice::Notice;
use super::view::{About, Hearing, Phase, View};
use crate::language::Language;
use crate::review::finding::clock;

/// Shows a recording. The commands below it know nothing of terminals.
pub trait Screen {
    /// What is asked, before anything else is shown.
    fn about(&mut self, about: &About);
    /// The present moment, some 20 times a second.
    fn show(&mut self, view: &View);
    /// Something happened.
    fn notice(&mut self, notice: &Notice);
    /// Recording has ended; what follows is ordinary output.
    fn end(&mut self);
}

/// Whether there is a terminal to draw on, for somebody who wants it drawn on.
pub fn is_drawn(plain: bool) -> bool {
    !plain && std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// The screen that fits where standard error goes.
pub fn choose(plain: bool, ui: Language) -> Box<dyn Screen> {
    if is_drawn(plain) {
        Box::new(Full::new(ui))
    } else {
        let each_s = if plain { 10.0 } else { f64::INFINITY };
        Box::new(Lines {
            ui,
            limit_s: None,
            phase: None,
            told_s: 0.0,
            each_s,
            failed: false,
            thought: false,
            keys: std::io::stdin().is_terminal(),
            in_interview: false,
        })
    }
}

/// Simple lines, for logs, screen readers and `--plain`.
struct Lines {
    ui: Language,
    limit_s: Option<f64>,
    phase: Option<Phase>,
    told_s: f64,
    each_s: f64,
    failed: bool,
    /// Whether the length of the thinking was told.
    thought: bool,
    /// Whether there is a keyboard.
    keys: bool,
    in_interview: bool,
}

impl Screen for Lines {
    fn about(&mut self, about: &About) {
        self.limit_s = about.limit_s;
        self.in_interview = about.place.is_some();
        // Every question of an interview is a recording of its own.
        (self.phase, self.told_s, self.thought) = (None, 0.0, false);
        for line in heading(about, self.ui) {
            say(&line);
        }
    }

    fn show(&mut self, view: &View) {
        if self.phase != Some(view.phase) {
            self.phase = Some(view.phase);
            match (view.phase, self.ui) {
                (Phase::Prepare(left), _) if left % 10 != 0 => {}
                (Phase::Prepare(left), Language::English) => say(&format!("{left} s to read")),
                (Phase::Prepare(left), Language::Korean) => say(&format!("읽을 시간 {left}초")),
                (Phase::Countdown(left), _) => say(&left.to_string()),
                (Phase::Speaking, _) if self.in_interview && !self.keys => say(match self.ui {
                    Language::English => {
                        "Your answer is recorded. Silence ends it, Ctrl-C stops the interview."
                    }
                    Language::Korean => {
                        "답변을 녹음합니다. 말을 멈추면 다음으로, Ctrl-C로 면접을 중단합니다."
                    }
                }),
                (Phase::Speaking, _) if self.in_interview => say(match self.ui {
                    Language::English => {
                        "Your answer is recorded. Enter ends it, s skips, r asks again, p pauses, q stops."
                    }
                    Language::Korean => {
                        "답변을 녹음합니다. Enter 다음, s 건너뛰기, r 다시 듣기, p 일시정지, q 중단."
                    }
                }),
                (Phase::Asking | Phase::Between, _) => {}
                (Phase::Speaking, Language::English) if !self.keys => {
                    say("Recording. Ctrl-C stops.");
                }
                (Phase::Speaking, Language::Korean) if !self.keys => {
                    say("녹음 중입니다. Ctrl-C로 멈춥니다.");
                }
                (Phase::Speaking, Language::English) => {
                    say("Recording. Enter, q or Ctrl-C stops, p pauses, x abandons.");
                }
                (Phase::Speaking, Language::Korean) => {
                    say("녹음 중입니다. Enter, q 또는 Ctrl-C 정지, p 일시정지, x 포기.");
                }
                (Phase::Paused, Language::English) => say("Paused. p goes on."),
                (Phase::Paused, Language::Korean) => say("일시정지. p로 계속합니다."),
            }
        }
        if let Hearing::Failed(reason) = &view.hearing
            && !std::mem::replace(&mut self.failed, true)
        {
            say(reason);
        }
        if let Some(thought_s) = view.thought_s.filter(|_| view.answer_s() > 0.0)
            && self.each_s.is_finite()
            && !std::mem::replace(&mut self.thought, true)
        {
            say(&match self.ui {
                Language::English => format!("{} of thinking", clock(thought_s)),
                Language::Korean => format!("생각 {}", clock(thought_s)),
            });
        }
        if view.at_s - self.told_s >= self.each_s {
            self.told_s += self.each_s;
            say(&clock(self.told_s));
        }
        if view.asking {
            say(match self.ui {
                Language::English if self.in_interview => {
                    "Stop the interview? `aloud interview --resume` goes on. y: yes, any other key: no"
                }
                Language::Korean if self.in_interview => {
                    "면접을 중단할까요? `aloud interview --resume`으로 이어집니다. y: 예, 다른 키: 아니요"
                }
                Language::English => "Abandon this take? y: yes, any other key: no",
                Language::Korean => "이 녹음을 포기할까요? y: 예, 다른 키: 아니요",
            });
        }
    }

    fn notice(&mut self, notice: &Notice) {
        say(&notice.text(self.ui));
    }

    fn end(&mut self) {}
}

fn heading(about: &About, ui: Language) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(question) = &about.question {
        match &about.place {
            Some(place) => lines.extend([String::new(), place.text.clone()]),
            None => lines.extend(question.topic.clone()),
        }
        lines
            .extend(textwrap::wrap(&question.prompt, 78).into_iter().map(|line| line.into_owned()));
    }
    if let Some(limit_s) = about.limit_s {
        lines.push(match ui {
            Language::English => format!("Limit {}", clock(limit_s)),
            Language::Korean => format!("제한 시간 {}", clock(limit_s)),
        });
    }
    if let Some(predicted_s) = about.predicted_s {
        lines.push(match ui {
            Language::English => format!("The written answer takes {}", clock(predicted_s)),
            Language::Korean => format!("적어 둔 답변의 예상 길이 {}", clock(predicted_s)),
        });
    }
    lines
}

/// `text` in lines of the terminal on standard error, broken between words only: the id of a take
/// or a command that is cut in two cannot be copied.
fn wrapped(text: &str) -> Vec<String> {
    let columns = console::Term::stderr().size_checked().map_or(80, |(_, columns)| columns);
    let options = textwrap::Options::new(usize::from(columns))
        .break_words(false)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(text, options).into_iter().map(|line| line.into_owned()).collect()
}

/// Prints a line; a closed standard error is nobody's loss.
pub fn say(line: &str) {
    let _ = writeln!(crate::harmless::stderr(), "{line}");
}
