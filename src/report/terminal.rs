//! A review as text for a terminal of 80 columns and more.

use super::paint::Paint;
use super::{coverage, transcript};
use crate::language::Language;
use crate::review::finding::clock;
use crate::review::{Review, Severity};

/// Narrowest and widest text that reads well, in columns.
const NARROWEST: usize = 40;
const WIDEST: usize = 100;

/// How a review is rendered.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Columns that may be used.
    pub width: usize,
    /// Colours or none.
    pub paint: Paint,
    /// Language of the program's own words.
    pub ui: Language,
}

impl Style {
    /// A style for a terminal of `columns`.
    pub fn new(columns: usize, paint: Paint, ui: Language) -> Self {
        Style { width: columns.clamp(NARROWEST, WIDEST), paint, ui }
    }

    /// The English or the Korean text.
    pub(super) fn pick<'a>(&self, english: &'a str, korean: &'a str) -> &'a str {
        match self.ui {
            Language::English => english,
            Language::Korean => korean,
        }
    }

    /// Wraps `text` behind `first`, with `rest` before the other lines. Wide characters count two.
    pub(super) fn wrap(&self, text: &str, first: &str, rest: &str) -> String {
        let options =
            textwrap::Options::new(self.width).initial_indent(first).subsequent_indent(rest);
        textwrap::fill(text, options)
    }
}

/// The whole review.
pub fn render(review: &Review, style: Style) -> String {
    let mut out = head(review, style);
    if review.timing.speaking_s.is_some() {
        out += &measures(review, style);
    }
    out += &findings(review, style);
    if let Some(found) = review.coverage.as_ref().filter(|c| c.better_question.is_none()) {
        out += &coverage::render(found, style);
    }
    if !review.words.is_empty() {
        out += &transcript::render(review, style);
    }
    out
}

fn head(review: &Review, style: Style) -> String {
    let paint = style.paint;
    let mut out = String::new();
    match &review.question {
        Some(question) => {
            for line in style.wrap(&question.prompt, "", "").lines() {
                out += &paint.bold(line);
                out.push('\n');
            }
        }
        None => {
            out += &paint.bold(style.pick("Answer without a question", "질문 없는 답변"));
            out.push('\n');
        }
    }
    let language = match (review.language, style.ui) {
        (Language::English, Language::English) => "English",
        (Language::Korean, Language::English) => "Korean",
        (Language::English, Language::Korean) => "영어",
        (Language::Korean, Language::Korean) => "한국어",
    };
    let mut facts =
        vec![clock(review.audio.duration_s), language.into(), review.model.name.clone()];
    if let Some(take) = &review.take {
        facts.insert(0, take.clone());
    }
    out += &paint.dim(&style.wrap(&facts.join(" · "), "", ""));
    out + "\n"
}

fn measures(review: &Review, style: Style) -> String {
    let timing = &review.timing;
    let mut lines: Vec<(String, String)> = Vec::new();
    let mut add = |english: &str, korean: &str, value: String| {
        lines.push((style.pick(english, korean).to_owned(), value));
    };
    if let Some(speaking_s) = timing.speaking_s {
        let limit = review.question.as_ref().and_then(|q| q.limit_s);
        add(
            "Spoken",
            "말한 시간",
            match limit {
                Some(limit_s) => {
                    format!("{} {} {}", clock(speaking_s), style.pick("of", "/"), clock(limit_s))
                }
                None => clock(speaking_s),
            },
        );
    }
    let english = review.language == Language::English;
    let rate = |words: Option<f64>, syllables: Option<f64>| {
        let words = format!("{:.0} {}", words?, style.pick("words/min", "단어/분"));
        let syllables = format!("{:.0} {}", syllables?, style.pick("syllables/min", "음절/분"));
        Some(if english {
            format!("{words} · {syllables}")
        } else {
            format!("{syllables} · {words}")
        })
    };
    if let Some(rate) = rate(timing.words_per_minute, timing.syllables_per_minute) {
        add("Speaking rate", "말 속도", rate);
    }
    let articulation =
        rate(timing.articulation_words_per_minute, timing.articulation_syllables_per_minute);
    if let Some(rate) = articulation {
        add("  without pauses", "  쉼 제외", rate);
    }
    let paused: f64 = timing.pauses.iter().map(|pause| pause.span.duration_s()).sum();
    let longest = timing.pauses.iter().map(|p| p.span.duration_s()).fold(0.0, f64::max);
    add(
        "Pauses",
        "쉼",
        match timing.pauses.len() {
            0 => style.pick("none", "없음").to_owned(),
            count => format!(
                "{count} · {paused:.1} s {} · {} {longest:.1} s",
                style.pick("in all", "합계"),
                style.pick("longest", "최장")
            ),
        },
    );
    let fillers = &review.fillers;
    let rates = fillers.per_minute.zip(fillers.per_100_words).filter(|_| fillers.count > 0);
    add(
        "Fillers",
        "군말",
        match rates {
            None => fillers.count.to_string(),
            Some((minute, hundred)) => format!(
                "{} · {minute:.1} {} · {hundred:.1} {}",
                fillers.count,
                style.pick("a minute", "/분"),
                style.pick("in 100 words", "/100단어")
            ),
        },
    );
    if !review.repetitions.is_empty() {
        add("Repeated words", "반복한 말", review.repetitions.len().to_string());
    }
    if !review.hedges.is_empty() {
        add("Hedges", "흐리는 말", review.hedges.len().to_string());
    }
    let voice = &review.voice;
    if let Some((median, range)) = voice.pitch_median_hz.zip(voice.pitch_range_semitones) {
        let (range_name, unit) = (style.pick("range", "폭"), style.pick("semitones", "반음"));
        add("Pitch", "목소리 높이", format!("{median:.0} Hz · {range_name} {range:.0} {unit}"));
    }
    let mut out = String::from("\n");
    for (name, value) in lines {
        out += &format!("  {}{value}\n", pad(&name, 18));
    }
    out
}

/// `text` filled up with spaces to `columns`; wide characters count two.
pub fn pad(text: &str, columns: usize) -> String {
    use unicode_width::UnicodeWidthStr;
    format!("{text}{}", " ".repeat(columns.saturating_sub(text.width()).max(1)))
}

fn findings(review: &Review, style: Style) -> String {
    let mut out = String::from("\n");
    for finding in &review.findings {
        let text = style.wrap(&finding.message, "    ", "    ");
        let (mark, paint): (&str, fn(Paint, &str) -> String) = match finding.severity {
            Severity::Fix => ("✗", Paint::fix),
            Severity::Note => ("!", Paint::note),
            Severity::Good => ("✓", Paint::good),
        };
        out += &format!("  {} {}\n", paint(style.paint, mark), text.trim_start());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn korean_labels_line_up_with_english_ones() {
        use unicode_width::UnicodeWidthStr;
        assert_eq!(pad("말 속도", 18).width(), pad("Speaking rate", 18).width());
    }

    #[test]
    fn wrapped_korean_stays_inside_the_columns() {
        use unicode_width::UnicodeWidthStr;
        let style = Style::new(40, Paint { on: false }, Language::Korean);
        let text = "문장 중간에 오래 멈춘 곳이 여러 군데입니다. 가장 긴 것은 아주 길었습니다.";
        assert!(style.wrap(text, "    ", "    ").lines().all(|line| line.width() <= 40));
    }
}
