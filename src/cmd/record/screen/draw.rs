//! The recording page as lines of text: plain data in, strings out.

use unicode_width::UnicodeWidthStr;

use super::super::notice::clock;
use super::super::view::{About, CueMode, Hearing, Phase, Place, Verdict, View};
use crate::language::Language;
use crate::report::Paint;
use crate::transcript::WordKind;

/// The clock turns this many seconds before the limit.
const TURNS_S: f64 = 15.0;

/// Lines of the question at most, and how many of its words a short cue has.
const PROMPT_LINES: usize = 4;
const CUE_WORDS: usize = 7;

/// Seconds of speech without words from which on it is told: one chunk is always under way.
const BEHIND_SHOWN_S: f64 = 20.0;

/// Level at the left end of the bar, in dBFS.
const LEVEL_LOW_DBFS: f32 = -60.0;

type KeyText = (&'static str, &'static str, &'static str);

/// Keys while recording, in English and Korean.
const KEYS: &[KeyText] = &[
    ("Enter q", "stop and review", "정지하고 검토"),
    (
        "p",
        "pause and go on; the pause is not in the recording",
        "일시정지와 계속 (녹음에 남지 않음)",
    ),
    (
        "r",
        "start again; this take is kept as abandoned",
        "다시 시작 (이 녹음은 포기한 것으로 보관)",
    ),
    ("x", "abandon, after asking", "포기 (먼저 묻습니다)"),
    ("?", "this help", "이 도움말"),
    (
        "Ctrl-C",
        "stop; once more during the review ends the program",
        "정지, 검토 중에 한 번 더 누르면 종료",
    ),
];

/// Keys in an interview.
const INTERVIEW_KEYS: &[KeyText] = &[
    ("Enter", "end the answer; the next question", "답변 끝내고 다음 질문"),
    ("s", "skip; what was said is kept as abandoned", "건너뛰기 (말한 것은 포기한 것으로 보관)"),
    ("r", "hear the question again", "질문 다시 듣기"),
    ("p", "pause and go on", "일시정지와 계속"),
    ("q", "stop the interview; --resume goes on", "면접 중단 (--resume으로 이어 하기)"),
    ("?", "this help", "이 도움말"),
    ("Ctrl-C", "stop the interview at once", "면접을 바로 중단"),
];

struct Page<'a> {
    about: &'a About,
    view: &'a View,
    width: usize,
    paint: Paint,
    ui: Language,
}

/// The page at one moment, in at most `size` columns and rows.
pub fn draw(
    about: &About,
    view: &View,
    message: Option<&str>,
    (width, height): (usize, usize),
    paint: Paint,
    ui: Language,
) -> Vec<String> {
    let page = Page { about, view, width, paint, ui };
    let mut lines = vec![page.head()];
    lines.extend(page.prompt());
    lines.push(String::new());
    lines.push(page.clock());
    lines.push(page.level());
    lines.push(page.pace());
    let foot = page.foot(message);
    let room = height.saturating_sub(lines.len() + foot.len());
    if view.help {
        lines.extend(page.help().into_iter().take(room));
    } else {
        let cues = page.cues();
        // Half of what is left for cues, the rest for what was said.
        lines.extend(cues.into_iter().take(room / 2 + 1));
        let room = height.saturating_sub(lines.len() + foot.len());
        lines.extend(page.transcript(room));
    }
    lines.truncate(height.saturating_sub(foot.len()));
    lines.resize(height.saturating_sub(foot.len()), String::new());
    lines.extend(foot);
    lines
}

impl Page<'_> {
    fn pick<'b>(&self, english: &'b str, korean: &'b str) -> &'b str {
        match self.ui {
            Language::English => english,
            Language::Korean => korean,
        }
    }

    fn head(&self) -> String {
        let (text, painted) = match self.view.phase {
            Phase::Prepare(left) => {
                let text = match self.ui {
                    Language::English => format!(" Read the question: {left} s. Any key starts"),
                    Language::Korean => {
                        format!(" 질문을 읽으세요: {left}초. 아무 키나 누르면 시작")
                    }
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
            Phase::Asking => {
                let text = self.pick(" The question once more", " 질문을 다시 읽는 중");
                (text.to_owned(), self.paint.note(text))
            }
        };
        let topic = match &self.about.place {
            Some(place) => self.place(place),
            None => self.about.question.as_ref().and_then(|q| q.topic.clone()).unwrap_or_default(),
        };
        let room = self.width.saturating_sub(text.width() + 3);
        let topic = cut(&topic, room);
        let space = self.width.saturating_sub(text.width() + topic.width() + 1);
        format!("{painted}{}{}", " ".repeat(space), self.paint.dim(&topic))
    }

    fn place(&self, place: &Place) -> String {
        let left = place.round_left_s.map(|left_s| match (left_s - self.view.at_s, self.ui) {
            (left_s, Language::English) if left_s >= 0.0 => format!(" · {} left", clock(left_s)),
            (left_s, Language::English) => format!(" · {} over", clock(-left_s)),
            (left_s, Language::Korean) if left_s >= 0.0 => format!(" · {} 남음", clock(left_s)),
            (left_s, Language::Korean) => format!(" · {} 초과", clock(-left_s)),
        });
        format!("{}{}", place.text, left.unwrap_or_default())
    }

    fn prompt(&self) -> Vec<String> {
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

    fn clock(&self) -> String {
        let at_s = self.view.at_s;
        let Some(limit_s) = self.about.limit_s else {
            let written = self.about.predicted_s.map(|predicted_s| match self.ui {
                Language::English => format!("   the written answer takes {}", clock(predicted_s)),
                Language::Korean => format!("   적어 둔 답변은 {}", clock(predicted_s)),
            });
            return format!(" {}{}", clock(at_s), self.paint.dim(&written.unwrap_or_default()));
        };
        let left_s = limit_s - at_s;
        let text = if left_s >= 0.0 {
            // Rounded up: "0:00 left" only when there is none.
            let left = clock(left_s.ceil());
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
        let before = format!(" {} / {}  ", clock(at_s), clock(limit_s));
        let columns = self.width.saturating_sub(before.width() + text.width() + 3);
        let bar = bar(at_s / limit_s, columns);
        let tone = |text: &str| match left_s {
            left_s if left_s < 0.0 => self.paint.fix(text),
            left_s if left_s <= TURNS_S => self.paint.note(text),
            _ => self.paint.good(text),
        };
        format!("{before}{}  {}", tone(&bar), tone(&text))
    }

    fn level(&self) -> String {
        let label = self.pick(" Level", " 음량");
        let (verdict, tone): (&str, fn(Paint, &str) -> String) = match self.view.verdict {
            Verdict::Fine => ("", Paint::good),
            Verdict::Quiet => (self.pick("too quiet", "너무 작음"), Paint::note),
            Verdict::Clipping => (self.pick("too loud, clipping", "너무 큼, 찢어짐"), Paint::fix),
        };
        let share = (self.view.peak_dbfs - LEVEL_LOW_DBFS) / -LEVEL_LOW_DBFS;
        let bar = bar(f64::from(share), 30);
        let value = if self.view.peak_dbfs.is_finite() {
            format!("{:>4.0} dB", self.view.peak_dbfs)
        } else {
            "  -- dB".into()
        };
        format!(
            "{}{}  {value}  {}",
            pad(label, 8),
            tone(self.paint, &bar),
            tone(self.paint, verdict)
        )
    }

    fn pace(&self) -> String {
        let label = pad(self.pick(" Pace", " 속도"), 8);
        let unit = match (self.about.language.unwrap_or(Language::English), self.ui) {
            (Language::English, Language::English) => "words a minute",
            (Language::English, Language::Korean) => "단어/분",
            (Language::Korean, Language::English) => "syllables a minute",
            (Language::Korean, Language::Korean) => "음절/분",
        };
        let [low, high] = self.about.pace;
        let aim = match self.ui {
            Language::English => format!("aim at {low:.0} to {high:.0}"),
            Language::Korean => format!("목표 {low:.0}~{high:.0}"),
        };
        let Some(pace) = self.view.pace else {
            let none = self.pick("after 15 s of speech", "15초 이상 말하면 표시됩니다");
            return format!("{label}{}", self.paint.dim(&format!("{none}; {aim}")));
        };
        let value = format!("{pace:.0} {unit}");
        let value = if (low..=high).contains(&pace) {
            self.paint.good(&value)
        } else {
            self.paint.note(&value)
        };
        format!("{label}{value}  {}", self.paint.dim(&aim))
    }

    fn rule(&self, text: &str, right: &str) -> String {
        let text = format!("─ {text} ");
        let right = if right.is_empty() { String::new() } else { format!(" {right} ") };
        let columns = self.width.saturating_sub(text.width() + right.width() + 1);
        self.paint.dim(&format!("{text}{}{right}─", "─".repeat(columns)))
    }

    fn cues(&self) -> Vec<String> {
        let cues = &self.view.cues;
        if self.about.cues == CueMode::Off || cues.is_empty() {
            return Vec::new();
        }
        let said = cues.iter().filter(|cue| cue.said).count();
        let title = match self.ui {
            Language::English => format!("Key points: {said} of {} said", cues.len()),
            Language::Korean => format!("핵심: {}개 중 {said}개 말함", cues.len()),
        };
        let mut lines = vec![self.rule(&title, "")];
        // Those still to be said come first where not all fit.
        let order = cues.iter().filter(|cue| !cue.said).chain(cues.iter().filter(|cue| cue.said));
        for cue in order {
            let mark = if cue.said { " ✓ " } else { " · " };
            let text = match self.about.cues {
                CueMode::Full => cue.text.clone(),
                _ => short(&cue.text),
            };
            for (i, line) in textwrap::wrap(&text, self.width - 4).into_iter().enumerate() {
                let mark = if i == 0 { mark } else { "   " };
                let line = format!("{mark}{line}");
                lines.push(if cue.said { self.paint.good(&line) } else { line });
            }
        }
        lines
    }

    /// The last of what was said, in `room` lines.
    fn transcript(&self, room: usize) -> Vec<String> {
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

    fn help(&self) -> Vec<String> {
        let rows = if self.about.place.is_some() { INTERVIEW_KEYS } else { KEYS };
        let mut lines = vec![self.rule(self.pick("Keys", "키"), "")];
        lines.extend(
            rows.iter().map(|(key, en, ko)| format!("  {}{}", pad(key, 10), self.pick(en, ko))),
        );
        lines
    }

    fn foot(&self, message: Option<&str>) -> Vec<String> {
        let keys = if self.view.asking {
            let interview = self.pick(
                "Stop the interview? --resume goes on. y: yes, any other key: no",
                "면접을 중단할까요? --resume으로 이어집니다. y: 예, 다른 키: 아니요",
            );
            let take = self.pick(
                "Abandon this take? y: yes, any other key: no",
                "이 녹음을 포기할까요? y: 예, 다른 키: 아니요",
            );
            let ask = if self.about.place.is_some() { interview } else { take };
            return vec![String::new(), format!(" {}", self.paint.fix(&cut(ask, self.width - 2)))];
        } else if self.about.place.is_some() {
            self.pick(
                "Enter next · s skip · r ask again · p pause · q stop · ? help",
                "Enter 다음 · s 건너뛰기 · r 다시 듣기 · p 일시정지 · q 중단 · ? 도움말",
            )
        } else {
            self.pick(
                "Enter stop · p pause · r restart · x abandon · ? help",
                "Enter 정지 · p 일시정지 · r 다시 · x 포기 · ? 도움말",
            )
        };
        let message = message.map(|text| cut(text, self.width - 2)).unwrap_or_default();
        vec![
            format!(" {}", self.paint.note(&message)),
            format!(" {}", self.paint.dim(&cut(keys, self.width - 2))),
        ]
    }
}

/// A bar of `columns`, filled to `share`.
fn bar(share: f64, columns: usize) -> String {
    let share = if share.is_nan() { 0.0 } else { share.clamp(0.0, 1.0) };
    let filled = (share * columns as f64).round() as usize;
    format!("{}{}", "█".repeat(filled), "░".repeat(columns - filled))
}

/// `text` with spaces up to `columns`.
fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(text.width())))
}

/// `text` in at most `columns`.
fn cut(text: &str, columns: usize) -> String {
    console::truncate_str(text, columns, "…").into_owned()
}

/// The first words of a point.
fn short(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let more = if words.len() > CUE_WORDS { " …" } else { "" };
    format!("{}{more}", words[..words.len().min(CUE_WORDS)].join(" "))
}

#[cfg(test)]
mod tests {
    use super::super::super::view::Cue;
    use super::*;
    use crate::span::Span;
    use crate::transcript::Word;

    fn about() -> About {
        About {
            limit_s: Some(120.0),
            predicted_s: Some(110.0),
            cues: CueMode::Full,
            pace: [300.0, 380.0],
            language: Some(Language::Korean),
            question: None,
            place: None,
        }
    }

    fn view() -> View {
        let word = |i: usize| Word {
            text: if i.is_multiple_of(9) { "음," } else { "만들었습니다" }.into(),
            span: Span::new(i as f64, i as f64 + 0.5),
            confidence: 1.0,
            kind: if i.is_multiple_of(9) { WordKind::Filler } else { WordKind::Word },
        };
        let mut view = View::new(Phase::Speaking);
        view.at_s = 108.0;
        view.words = (0..200).map(word).collect();
        view.hearing = Hearing::Behind(32.0);
        view.cues =
            (0..12).map(|i| Cue { text: "서비스를 배포했다 ".repeat(8), said: i < 3 }).collect();
        view
    }

    #[test]
    fn every_page_fits_its_terminal_in_both_languages() {
        for size in [(40, 8), (80, 24), (120, 40), (200, 60)] {
            for ui in [Language::English, Language::Korean] {
                for help in [false, true] {
                    let mut view = view();
                    view.help = help;
                    let paint = Paint { on: true };
                    let lines = draw(&about(), &view, Some(&"긴 ".repeat(99)), size, paint, ui);
                    assert_eq!(lines.len(), size.1);
                    for line in lines.iter().filter(|_| size.0 >= 80) {
                        let columns = console::measure_text_width(line);
                        assert!(columns <= size.0, "{columns} > {}: {line}", size.0);
                    }
                }
            }
        }
    }

    #[test]
    fn fillers_stand_in_brackets_and_the_last_words_are_shown() {
        let paint = Paint { on: false };
        let page = draw(&about(), &view(), None, (80, 24), paint, Language::English).join("\n");
        assert!(page.contains("[음,]") && page.contains("32 s behind"), "{page}");
        assert!(page.contains("0:12 left") && page.contains("3 of 12 said"), "{page}");
    }

    #[test]
    fn time_over_the_limit_is_told() {
        let mut view = view();
        view.at_s = 125.4;
        let paint = Paint { on: false };
        let page = draw(&about(), &view, None, (80, 24), paint, Language::Korean).join("\n");
        assert!(page.contains("0:05 초과"), "{page}");
    }
}
