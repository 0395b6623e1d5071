//! Two takes side by side for a terminal.

use super::figure::{self, UNMEASURED};
use super::side_by_side::side_by_side;
use super::terminal::{Style, pad};
use crate::coverage::Status;
use crate::history::compare::{Change, Comparison};
use crate::history::measure::Measure;
use crate::history::point::{PointChange, PointChanges};
use crate::history::verdict::Verdict;
use crate::language::Language;
use crate::local_time;
use crate::review::Review;
use crate::review::finding::{clock, content::part_name};

/// Columns of the name of a measure and of a value.
const NAME: usize = 17;
const VALUE: usize = 16;

/// A take with its review.
pub struct Side<'a> {
    /// Id of the take.
    pub take: &'a str,
    /// Its review.
    pub review: &'a Review,
}

/// What changed from `a` to `b`.
pub fn render(comparison: &Comparison, a: &Side<'_>, b: &Side<'_>, style: Style) -> String {
    let mut out = head(comparison, a, b, style);
    out += &measures(comparison, style);
    if let Some(points) = &comparison.points {
        out += &self::points(points, style);
    }
    if let Some(runs) = &comparison.words {
        let title = style.paint.bold(style.pick("Words", "말"));
        let legend = if style.paint.on {
            style.pick("red: only in A, green: only in B", "빨강: A에만, 초록: B에만")
        } else {
            style.pick("[-only in A-]  {+only in B+}", "[-A에만-]  {+B에만+}")
        };
        out += &format!("\n{title}  {}\n{}", style.paint.dim(legend), side_by_side(runs, style));
    }
    out
}

fn head(comparison: &Comparison, a: &Side<'_>, b: &Side<'_>, style: Style) -> String {
    let mut out = String::new();
    if comparison.same_question {
        let prompt = b.review.question.as_ref().map_or("", |question| &question.prompt);
        for line in style.wrap(prompt, "", "").lines() {
            out += &style.paint.bold(line);
            out.push('\n');
        }
    }
    for (name, side) in [("A", a), ("B", b)] {
        let made = local_time::of_take(side.take);
        out += &format!("{}\n", style.paint.dim(&format!("{name}  {made}")));
        let question = side.review.question.as_ref().filter(|_| !comparison.same_question);
        if let Some(question) = question {
            out += &format!("{}\n", style.wrap(&question.prompt, "   ", "   "));
        }
    }
    out.push('\n');
    let mut notes = Vec::new();
    if !comparison.same_question {
        notes.push(style.pick(
            "These takes answer different questions: coverage, length and words are not compared.",
            "서로 다른 질문에 답한 테이크입니다. 말한 내용, 길이, 말은 견주지 않습니다.",
        ));
    }
    if a.review.language != b.review.language {
        notes.push(style.pick(
            "They are in different languages: pace cannot be compared.",
            "언어가 달라 속도는 견줄 수 없습니다.",
        ));
    }
    for note in notes {
        out += &format!("{}\n\n", style.paint.note(&style.wrap(note, "", "")));
    }
    out
}

fn measures(comparison: &Comparison, style: Style) -> String {
    let head = format!("{}{}B", " ".repeat(NAME), pad("A", VALUE));
    let mut out = format!("  {}\n", style.paint.dim(&head));
    for change in &comparison.measures {
        let mut line = pad(figure::name(change.measure, style), NAME);
        for value in [change.a, change.b] {
            line += &pad(&figure::with_unit(change.measure, value, style), VALUE);
        }
        match change.verdict {
            Some(verdict) => {
                line += &figure::word(verdict, style);
                line += &style.paint.dim(&difference(change, verdict));
            }
            None => line += UNMEASURED,
        }
        out += &format!("  {}\n", line.trim_end());
    }
    let count = |verdict: Verdict| {
        comparison.measures.iter().filter(|change| change.verdict == Some(verdict)).count()
    };
    let (better, worse, same) =
        (count(Verdict::Better), count(Verdict::Worse), count(Verdict::Same));
    let summary = match style.ui {
        Language::English => format!("{better} better, {worse} worse, {same} the same"),
        Language::Korean => format!("좋아짐 {better}, 나빠짐 {worse}, 같음 {same}"),
    };
    out + &format!("\n  {}\n", style.paint.bold(&summary))
}

/// How far a rate or a length moved, as a share of where it was; nothing for the rest, where both
/// values say it.
fn difference(change: &Change, verdict: Verdict) -> String {
    let shown = matches!(
        change.measure,
        Measure::WordsPerMinute
            | Measure::SyllablesPerMinute
            | Measure::ArticulationWordsPerMinute
            | Measure::ArticulationSyllablesPerMinute
            | Measure::SpeakingS
    );
    match change.a.zip(change.b) {
        Some((a, b)) if shown && a > 0.0 && verdict != Verdict::Same => {
            format!(" {:+.0} %", (b - a) / a * 100.0)
        }
        _ => String::new(),
    }
}

fn points(points: &PointChanges, style: Style) -> String {
    let mut out = String::new();
    let lists = [
        (style.pick("Gained", "새로 말한 것"), &points.gained, &points.facts_gained),
        (style.pick("Lost", "빠뜨린 것"), &points.lost, &points.facts_lost),
    ];
    for (title, changes, facts) in lists {
        if changes.is_empty() && facts.is_empty() {
            continue;
        }
        out += &format!("\n{}\n", style.paint.bold(title));
        for change in changes {
            out += &point(change, style);
        }
        if !facts.is_empty() {
            let name = style.pick("numbers and names", "숫자와 이름");
            let text = format!("{name}: {}", facts.join(", "));
            out += &format!("{}\n", style.wrap(&text, "  ", "    "));
        }
    }
    let mut rest = match (style.ui, out.is_empty()) {
        (Language::English, true) => {
            format!("All {} key points came out as before.", points.kept)
        }
        (Language::English, false) => format!("{} key points as before.", points.kept),
        (Language::Korean, true) => format!("핵심 {}개가 모두 그대로입니다.", points.kept),
        (Language::Korean, false) => format!("나머지 핵심 {}개는 그대로입니다.", points.kept),
    };
    if points.not_comparable > 0 {
        rest += &match style.ui {
            Language::English => format!(
                " {} are in one review only, because the written answer changed: `aloud review` \
                 both takes again to compare them.",
                points.not_comparable
            ),
            Language::Korean => format!(
                " 적어 둔 답이 바뀌어 {}개는 한쪽 검토에만 있습니다. 두 테이크를 `aloud review`로 \
                 다시 검토하면 견줄 수 있습니다.",
                points.not_comparable
            ),
        };
    }
    out += "\n";
    for line in style.wrap(&rest, "  ", "  ").lines() {
        out += &style.paint.dim(line);
        out.push('\n');
    }
    out
}

fn point(change: &PointChange, style: Style) -> String {
    let (before, after) = (mark(change.a, style), mark(change.b, style));
    let part = change.part.map(|part| format!("{}: ", part_name(part, style.ui)));
    let start_s = change.b_start_s.or(change.a_start_s).map(clock).unwrap_or_default();
    let text = format!("{}{} {start_s}", part.unwrap_or_default(), change.text);
    let wrapped = style.wrap(text.trim_end(), "        ", "        ");
    format!("  {before} → {after} {}\n", wrapped.trim_start())
}

fn mark(status: Status, style: Style) -> String {
    match status {
        Status::Said => style.paint.good("✓"),
        Status::Partly => style.paint.note("~"),
        Status::Missed => style.paint.fix("✗"),
    }
}
