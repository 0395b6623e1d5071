//! Cuts a recording into chunks for the recogniser, at pauses.

use crate::audio::activity::{Activity, FRAMES_PER_S};
use crate::span::Span;

/// Longest chunk in seconds. Longer ones cost the encoder more than they bring, shorter ones make
/// islands of one word, which come out as fillers that nobody said.
pub const MAX_CHUNK_S: f64 = 20.0;

/// A pause from which on the cut may fall, in seconds: it must not sever a word.
const CUT_PAUSE_S: f64 = 0.15;

/// Silence kept on either side of a chunk, in seconds, so that soft onsets are heard: with 0.2 s
/// the word error of the English development recordings was 0.042, with 0.5 s 0.040.
const MARGIN_S: f64 = 0.5;

/// Packs the speech of `activity` into chunks of at most [`MAX_CHUNK_S`], cut at the longest
/// pauses that allow it. Stretches longer than that are cut at their quietest place. `workers`
/// chunks are transcribed at a time, so their number is rounded up to a multiple where that
/// keeps all of them busy.
pub fn pack(activity: &Activity, duration_s: f64, workers: usize) -> Vec<Span> {
    let pieces: Vec<Span> =
        activity.speech.iter().flat_map(|span| split_long(span, &activity.score)).collect();
    let total: f64 = pieces.iter().map(Span::duration_s).sum();
    if pieces.is_empty() {
        return Vec::new();
    }
    let rounds = (total / (MAX_CHUNK_S * workers as f64)).ceil().max(1.0);
    let wanted_s = (total / (rounds * workers as f64)).clamp(MAX_CHUNK_S / 2.0, MAX_CHUNK_S);
    let mut chunks: Vec<Span> = Vec::new();
    let mut begin = 0;
    while begin < pieces.len() {
        let start_s = pieces[begin].start_s;
        let fits = |end: usize| pieces[end].end_s - start_s <= MAX_CHUNK_S;
        let mut best = begin;
        let mut best_score = f64::MIN;
        for end in (begin..pieces.len()).take_while(|end| *end == begin || fits(*end)) {
            let length_s = pieces[end].end_s - start_s;
            let pause_s =
                pieces.get(end + 1).map_or(f64::MAX, |next| next.start_s - pieces[end].end_s);
            if pause_s < CUT_PAUSE_S && end + 1 < pieces.len() && fits(end + 1) {
                continue;
            }
            // A second of pause is worth as much as being ten seconds nearer to the wanted length.
            let score = pause_s.min(1.5) * 10.0 - (length_s - wanted_s).abs();
            let score = if length_s < MAX_CHUNK_S / 4.0 { score - 30.0 } else { score };
            if score >= best_score {
                (best, best_score) = (end, score);
            }
        }
        chunks.push(Span::new(start_s, pieces[best].end_s));
        begin = best + 1;
    }
    with_margins(chunks, duration_s)
}

/// Cuts a stretch of speech that is too long at the least likely speech of its second half.
fn split_long(span: &Span, score: &[f32]) -> Vec<Span> {
    let mut pieces = Vec::new();
    let mut rest = *span;
    while rest.duration_s() > MAX_CHUNK_S {
        let from = ((rest.start_s + MAX_CHUNK_S / 2.0) * FRAMES_PER_S) as usize;
        let to = (((rest.start_s + MAX_CHUNK_S - 0.5) * FRAMES_PER_S) as usize).min(score.len());
        // Twice 50 ms around the frame: a single quiet frame may be the closure of a plosive.
        let quiet = |frame: &usize| {
            score[frame.saturating_sub(5)..(frame + 5).min(score.len())].iter().sum::<f32>()
        };
        let cut = (from..to).min_by(|a, b| quiet(a).total_cmp(&quiet(b))).unwrap_or(to);
        let cut_s = (cut as f64 / FRAMES_PER_S).clamp(rest.start_s + 1.0, rest.end_s);
        pieces.push(Span::new(rest.start_s, cut_s));
        rest.start_s = cut_s;
    }
    pieces.push(rest);
    pieces
}

/// Widens chunks into the silence around them, never into each other.
fn with_margins(mut chunks: Vec<Span>, duration_s: f64) -> Vec<Span> {
    let bare = chunks.clone();
    for (i, chunk) in chunks.iter_mut().enumerate() {
        let before = if i == 0 { 0.0 } else { bare[i - 1].end_s };
        let after = bare.get(i + 1).map_or(duration_s, |next| next.start_s);
        chunk.start_s -= MARGIN_S.min((chunk.start_s - before) / if i == 0 { 1.0 } else { 2.0 });
        let share = if i + 1 == bare.len() { 1.0 } else { 2.0 };
        chunk.end_s += MARGIN_S.min((after - chunk.end_s).max(0.0) / share);
    }
    chunks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn activity(speech: &[(f64, f64)]) -> Activity {
        let speech: Vec<Span> = speech.iter().map(|(a, b)| Span::new(*a, *b)).collect();
        let end = speech.last().map_or(0.0, |s| s.end_s);
        let mut score = vec![0.0f32; (end * FRAMES_PER_S) as usize + 1];
        for span in &speech {
            let (a, b) = (span.start_s * FRAMES_PER_S, span.end_s * FRAMES_PER_S);
            score[a as usize..b as usize].fill(1.0);
        }
        Activity { speech, level_db: score.clone(), score }
    }

    #[test]
    fn no_speech_gives_no_chunks() {
        assert_eq!(pack(&activity(&[]), 10.0, 2), vec![]);
    }

    #[test]
    fn chunks_are_cut_at_the_long_pauses_and_hold_all_speech() {
        let speech = activity(&[(0.5, 6.0), (6.3, 12.0), (14.0, 20.0), (20.3, 26.0), (28.0, 33.0)]);
        let chunks = pack(&speech, 34.0, 1);
        let held = |s: &Span| chunks.iter().any(|c| c.start_s <= s.start_s && s.end_s <= c.end_s);
        assert!(speech.speech.iter().all(held), "{chunks:?}");
        assert!(chunks.iter().all(|c| c.duration_s() <= MAX_CHUNK_S + 2.0 * MARGIN_S));
        assert!((chunks[0].end_s - 12.5).abs() < 1e-9, "{chunks:?}");
    }

    #[test]
    fn a_minute_without_a_pause_is_cut_where_it_is_quietest() {
        let mut long = activity(&[(0.0, 60.0)]);
        long.score[1495..1505].fill(0.2);
        let chunks = pack(&long, 60.0, 1);
        assert!((chunks[0].end_s - 15.0).abs() < 0.1, "{chunks:?}");
        assert!(chunks.iter().all(|c| c.duration_s() <= MAX_CHUNK_S + 2.0 * MARGIN_S));
        assert!((chunks.last().unwrap().end_s - 60.0).abs() < 1e-9);
    }
}
