//! One finding of the doctor, and the page of all of them.

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use crate::language::Language;
use crate::report::Paint;
use crate::report::terminal::{Style, pad};

/// What is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// The practice folder and the right to write in it.
    Folder,
    /// `aloud.toml` and the environment.
    Settings,
    /// Questions.
    Notes,
    /// Takes that were cut off or are damaged.
    Takes,
    /// Room for recordings.
    Disk,
    /// The speech recognition model.
    Model,
    /// The sentence embedding, which sees through paraphrase.
    Embedding,
    /// The microphone.
    Microphone,
    /// How loud it is.
    Level,
    /// What the recording screen is drawn on.
    Terminal,
}

impl Subject {
    fn label(self, ui: Language) -> &'static str {
        let (english, korean) = match self {
            Subject::Folder => ("folder", "연습 폴더"),
            Subject::Settings => ("settings", "설정"),
            Subject::Notes => ("notes", "노트"),
            Subject::Takes => ("takes", "녹음"),
            Subject::Disk => ("disk", "디스크"),
            Subject::Model => ("model", "모델"),
            Subject::Embedding => ("embedding", "문장 임베딩"),
            Subject::Microphone => ("microphone", "마이크"),
            Subject::Level => ("level", "음량"),
            Subject::Terminal => ("terminal", "터미널"),
        };
        if ui == Language::English { english } else { korean }
    }
}

/// How a subject stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// As it should be.
    Fit,
    /// Works, and could be better.
    Note,
    /// Must be mended before a recording or its review works.
    Mend,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// What was checked.
    pub subject: Subject,
    /// How it stands.
    pub status: Status,
    /// What was found.
    pub message: String,
    /// What to do, where there is something to do.
    pub mend: Option<String>,
}

impl Check {
    /// All is well.
    pub fn fit(subject: Subject, message: impl Into<String>) -> Check {
        Check { subject, status: Status::Fit, message: message.into(), mend: None }
    }

    /// Could be better.
    pub fn note(
        subject: Subject,
        message: impl Into<String>,
        mend: impl Into<Option<String>>,
    ) -> Check {
        Check { subject, status: Status::Note, message: message.into(), mend: mend.into() }
    }

    /// Must be mended.
    pub fn mend(
        subject: Subject,
        message: impl Into<String>,
        mend: impl Into<Option<String>>,
    ) -> Check {
        Check { subject, status: Status::Mend, message: message.into(), mend: mend.into() }
    }
}

/// All findings for a terminal, `versions` below them.
pub fn page(checks: &[Check], versions: &str, style: Style) -> String {
    let paint = style.paint;
    let labels = checks.iter().map(|check| check.subject.label(style.ui).width());
    let columns = labels.max().unwrap_or(0) + 2;
    let indent = " ".repeat(columns + 2);
    let mut out = String::new();
    for check in checks {
        let (mark, colour): (&str, fn(Paint, &str) -> String) = match check.status {
            Status::Fit => ("✓", Paint::good),
            Status::Note => ("!", Paint::note),
            Status::Mend => ("✗", Paint::fix),
        };
        let label = pad(check.subject.label(style.ui), columns);
        let text = wrap(&check.message, &indent, style.width);
        out += &format!("{} {label}{}\n", colour(paint, mark), text.trim_start());
        if let Some(mend) = &check.mend {
            out += &wrap(&format!("→ {mend}"), &indent, style.width);
            out.push('\n');
        }
    }
    out += &format!("\n{}\n", paint.dim(versions));
    out + &verdict(checks, style) + "\n"
}

fn wrap(text: &str, indent: &str, width: usize) -> String {
    let options = textwrap::Options::new(width).initial_indent(indent).subsequent_indent(indent);
    // Paths and commands stay in one piece, to be copied.
    textwrap::fill(text, options.break_words(false))
}

fn verdict(checks: &[Check], style: Style) -> String {
    let faults = checks.iter().filter(|check| check.status == Status::Mend).count();
    match (faults, style.ui) {
        (0, Language::English) => style.paint.good("Ready to record and review."),
        (0, Language::Korean) => style.paint.good("녹음하고 리뷰할 준비가 되었습니다."),
        (1, Language::English) => style.paint.fix("One thing must be mended."),
        (n, Language::English) => style.paint.fix(&format!("{n} things must be mended.")),
        (n, Language::Korean) => style.paint.fix(&format!("고쳐야 할 것이 {n}가지 있습니다.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_fits_80_columns_in_both_languages_and_counts_what_must_be_mended() {
        let message = "노트북 내장 마이크 ".repeat(8);
        let checks = [
            Check::fit(Subject::Folder, message.clone()),
            Check::mend(Subject::Microphone, message, "plug one in ".repeat(9)),
        ];
        for (ui, said) in [(Language::English, "One thing"), (Language::Korean, "1가지")] {
            let text = page(&checks, "aloud 0.1.0", Style::new(80, Paint { on: false }, ui));
            assert!(text.lines().all(|line| line.width() <= 80), "{text}");
            assert!(text.contains(said) && text.contains("→ plug one in"), "{text}");
        }
    }
}
