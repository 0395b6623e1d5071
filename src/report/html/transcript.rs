//! The transcript: a line a sentence, every word with its time, marks that can be turned off.

use std::ops::Range;

use maud::{Markup, html};

use super::{code, play_from, seconds};
use crate::filler::{Filler, Source};
use crate::language::Language;
use crate::report::sentence::{sentences, words_before};
use crate::report::words::pick;
use crate::review::Review;
use crate::timing::{PAUSE_LONG_S, Pause};
use crate::transcript::WordKind;

/// The transcript with its filters; a remark where there are no words.
pub(super) fn transcript(review: &Review, ui: Language) -> Markup {
    let filters = [
        ("filler", pick(ui, "Fillers", "군말"), review.fillers.count),
        ("repeat", pick(ui, "Repeated", "반복"), review.repetitions.len()),
        ("hedge", pick(ui, "Hedges", "흐리는 말"), review.hedges.len()),
        ("pause", pick(ui, "Pauses", "쉼"), review.timing.pauses.len()),
    ];
    let behind = words_before(&review.timing.pauses, &review.words);
    html! {
        section.transcript aria-labelledby="transcript" {
            h2 #transcript { (pick(ui, "Transcript", "받아쓴 말")) }
            @if review.words.is_empty() {
                p { (pick(ui, "No words were heard.", "들린 말이 없습니다.")) }
            } @else {
                div.filters role="group" aria-label=(pick(ui, "Marks", "표시")) {
                    @for (kind, name, count) in filters {
                        button type="button" class={ "filter " (kind) } data-filter=(kind)
                            aria-pressed="true" disabled[count == 0] {
                            (name) " " (count)
                        }
                    }
                    button type="button" data-filter="only" aria-pressed="false" {
                        (pick(ui, "Only sentences with marks", "표시가 있는 문장만"))
                    }
                }
                ol #lines lang=(code(review.language)) {
                    @for sentence in sentences(&review.words) {
                        (line(review, &behind, sentence, ui))
                    }
                }
            }
        }
    }
}

/// Something with a time in a line of the transcript.
enum Piece<'a> {
    Word(usize),
    Pause(&'a Pause),
    Filler(&'a Filler),
}

fn line(review: &Review, behind: &[usize], sentence: Range<usize>, ui: Language) -> Markup {
    let start_s = review.words[sentence.start].span.start_s;
    html! {
        li {
            span.when lang=(code(ui)) { (play_from(start_s, ui)) }
            p dir="auto" {
                @for piece in pieces(review, behind, sentence) {
                    (one(review, &piece, ui)) " "
                }
            }
        }
    }
}

/// The words of a sentence with the pauses behind them and the fillers that only the sound has.
fn pieces<'a>(review: &'a Review, behind: &[usize], sentence: Range<usize>) -> Vec<Piece<'a>> {
    let from_s = if sentence.start == 0 {
        f64::NEG_INFINITY
    } else {
        review.words[sentence.start].span.start_s
    };
    let to_s = review.words.get(sentence.end).map_or(f64::INFINITY, |next| next.span.start_s);
    let mut found: Vec<(f64, Piece)> = Vec::new();
    for index in sentence.clone() {
        found.push((review.words[index].span.start_s, Piece::Word(index)));
    }
    let pauses = review.timing.pauses.iter().zip(behind);
    let first = sentence.start == 0;
    let inside = pauses.filter(|(_, before)| {
        sentence.contains(&before.wrapping_sub(1)) || (first && **before == 0)
    });
    found.extend(inside.map(|(pause, _)| (pause.span.start_s, Piece::Pause(pause))));
    let in_sound = review.fillers.items.iter().filter(|filler| filler.source == Source::Sound);
    let inside = in_sound.filter(|filler| (from_s..to_s).contains(&filler.span.start_s));
    found.extend(inside.map(|filler| (filler.span.start_s, Piece::Filler(filler))));
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    found.into_iter().map(|(_, piece)| piece).collect()
}

fn one(review: &Review, piece: &Piece<'_>, ui: Language) -> Markup {
    match piece {
        Piece::Word(index) => {
            let word = &review.words[*index];
            let middle_s = word.span.middle_s();
            let hedge = review.hedges.iter().any(|hedge| hedge.span.contains(middle_s));
            let (class, name) = match word.kind {
                WordKind::Filler => (" filler", Some(pick(ui, "Filler", "군말"))),
                WordKind::Repeat => (" repeat", Some(pick(ui, "Repeated", "반복한 말"))),
                WordKind::Cutoff => (" repeat", Some(pick(ui, "Broken off", "말하다 만 단어"))),
                WordKind::Word if hedge => (" hedge", Some(pick(ui, "Hedge", "흐리는 말"))),
                WordKind::Word => ("", None),
            };
            html! {
                span class={ "w" (class) } title=[name]
                    data-start=(seconds(word.span.start_s)) data-end=(seconds(word.span.end_s)) {
                    (word.text)
                }
            }
        }
        Piece::Pause(pause) => {
            let length = format!("{:.1}", pause.span.duration_s());
            let class =
                if pause.span.duration_s() >= PAUSE_LONG_S { "pause long" } else { "pause" };
            html! {
                span class=(class) lang=(code(ui)) title=(pick(ui, "Pause", "쉼"))
                    data-start=(seconds(pause.span.start_s)) data-end=(seconds(pause.span.end_s)) {
                    (length) (pick(ui, " s", "초"))
                }
            }
        }
        Piece::Filler(filler) => html! {
            span.filler.sound title=(pick(ui, "Filler heard in the sound", "소리에서 들린 군말"))
                data-start=(seconds(filler.span.start_s)) data-end=(seconds(filler.span.end_s)) {
                "(" (filler.text) ")"
            }
        },
    }
}
