//! The transcript as text: a line a sentence with its time, fillers and long pauses marked.

use super::sentence::{sentences, words_before};
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
    let pauses = &review.timing.pauses;
    let behind = words_before(pauses, &review.words);
    for sentence in sentences(&review.words) {
        let mut text = Vec::new();
        for index in sentence.clone() {
            text.push(marked(&review.words[index]));
            let after = pauses.iter().zip(&behind).filter(|(_, before)| **before == index + 1);
            for (pause, _) in after.filter(|(pause, _)| pause.span.duration_s() >= PAUSE_LONG_S) {
                text.push(format!("({:.1})", pause.span.duration_s()));
            }
        }
        let time = format!("{:>5}  ", clock(review.words[sentence.start].span.start_s));
        let wrapped = style.wrap(&text.join(" "), "       ", "       ");
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
