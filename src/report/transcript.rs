//! The transcript as text: a line a sentence with its time, fillers and long pauses marked.

use super::terminal::Style;
use crate::review::Review;
use crate::review::finding::clock;
use crate::timing::PAUSE_LONG_S;
use crate::transcript::{Word, WordKind};

pub(super) fn render(review: &Review, style: Style) -> String {
    let title = style.pick("Transcript", "받아쓴 말");
    let legend =
        style.pick("[filler]  {said twice}  (pause in seconds)", "[군말]  {반복한 말}  (쉼, 초)");
    let mut out = format!("\n{}  {}\n", style.paint.bold(title), style.paint.dim(legend));
    let mut line: Vec<String> = Vec::new();
    let mut line_start_s = None;
    let mut ready: Vec<(f64, String)> = Vec::new();
    let pauses = &review.timing.pauses;
    let mut next_pause = 0;
    for (index, word) in review.words.iter().enumerate() {
        line_start_s.get_or_insert(word.span.start_s);
        line.push(marked(word));
        while let Some(pause) = pauses.get(next_pause) {
            let after_word = review
                .words
                .get(index + 1)
                .is_none_or(|next| next.span.middle_s() > pause.span.middle_s());
            if !after_word {
                break;
            }
            if pause.span.duration_s() >= PAUSE_LONG_S {
                line.push(format!("({:.1})", pause.span.duration_s()));
            }
            next_pause += 1;
        }
        if word.text.ends_with(['.', '?', '!']) || index + 1 == review.words.len() {
            ready.push((line_start_s.take().unwrap_or_default(), line.join(" ")));
            line.clear();
        }
    }
    for (start_s, text) in ready {
        let time = format!("{:>5}  ", clock(start_s));
        let wrapped = style.wrap(&text, "       ", "       ");
        out += &format!("{}{}\n", style.paint.dim(&time), wrapped.trim_start());
    }
    out
}

/// A word with marks that also read without colour.
fn marked(word: &Word) -> String {
    match word.kind {
        WordKind::Word => word.text.clone(),
        WordKind::Filler => format!("[{}]", word.text),
        WordKind::Repeat | WordKind::Cutoff => format!("{{{}}}", word.text),
    }
}
