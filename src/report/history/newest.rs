//! The newest takes, a line each.

use crate::history::Row;
use crate::history::measure::Measure;
use crate::language::Language;
use crate::report::figure::{self, UNMEASURED};
use crate::report::terminal::{Style, pad, shortened};
use crate::review::finding::clock;

/// What names a take in the list of newest takes.
pub enum Named {
    /// Its question and its time.
    Question,
    /// Its time alone: the question stands above.
    Time,
}

/// The newest `count` takes.
pub fn newest(takes: &[&Row], count: usize, named: &Named, style: Style) -> String {
    let mut heads = vec![
        (style.pick("newest takes", "최근 테이크"), 18),
        (style.pick("length", "길이"), 8),
        (style.pick("pace", "속도"), 13),
        (style.pick("fillers", "군말"), 9),
        (style.pick("pauses", "쉼"), 8),
        (style.pick("covered", "말한 내용"), 9),
    ];
    if matches!(named, Named::Question) {
        heads.remove(4);
        heads.push((style.pick("question", "질문"), 20));
    }
    let head: String = heads.iter().map(|(name, columns)| pad(name, *columns)).collect();
    let mut out = format!("  {}\n", style.paint.dim(head.trim_end()));
    for row in takes.iter().rev().take(count) {
        let mut cells = vec![
            row.local_time(),
            clock(row.speaking_s.unwrap_or(row.duration_s)),
            row.language.map_or(UNMEASURED.into(), |language| {
                let pace = Measure::pace(language);
                figure::with_unit(pace, pace.of_row(row), style)
            }),
            row.fillers.map_or(UNMEASURED.into(), |count| count.to_string()),
            row.pauses.map_or(UNMEASURED.into(), |count| count.to_string()),
            figure::value(Measure::Covered, row.covered),
        ];
        if matches!(named, Named::Question) {
            cells.remove(4);
            let room =
                style.width.saturating_sub(2 + heads[..5].iter().map(|head| head.1).sum::<usize>());
            let question = row.prompt.as_deref().unwrap_or(UNMEASURED);
            cells.push(shortened(question, room));
        }
        let line: String =
            cells.iter().zip(&heads).map(|(text, (_, columns))| pad(text, *columns)).collect();
        out += &format!("  {}\n", line.trim_end());
    }
    if takes.len() > count {
        let earlier = takes.len() - count;
        let text = match style.ui {
            Language::English => format!("and {earlier} earlier: --all"),
            Language::Korean => format!("그 전 테이크 {earlier}개: --all"),
        };
        out += &format!("  {}\n", style.paint.dim(&text));
    }
    out + "\n"
}
