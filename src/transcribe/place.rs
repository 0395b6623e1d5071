//! Places heard words inside the speech that was heard, and finds speech left without words.

use super::HeardWord;
use crate::audio::activity::Activity;
use crate::span::Span;

/// A word whose time lies this far from any speech was not said: Whisper invents text on silence.
const INVENTED_S: f64 = 0.5;

/// Shortest time a word is given, in seconds: one short syllable.
const WORD_MIN_S: f64 = 0.06;

/// Longest time that is a word's own, in seconds: what it claims before that may be a passage the
/// recogniser left out. An eojeol is a phrase rather than a word, and a long one has ten syllables.
const WORD_LONGEST_S: f64 = 0.6;
const EOJEOL_LONGEST_S: f64 = 1.0;
const SYLLABLE_LONGEST_S: f64 = 0.22;

/// Such a passage is looked into from this much speech on, in seconds: 1.3 s were lost between two
/// words of a synthetic answer, and the longest words of slow speakers last about 1.2 s in all.
const LOST_SPEECH_S: f64 = 0.8;

/// Moves the words of a chunk that starts at `chunk.start_s` into the speech of `activity`:
/// a start in a silence moves to the next onset, an end in a silence back to where speech stopped.
/// Words without any speech near them are dropped. Times are from the start of the recording.
pub fn place(heard: &[HeardWord], chunk: &Span, activity: &Activity) -> Vec<(HeardWord, Span)> {
    let speech: Vec<Span> = activity
        .speech
        .iter()
        .filter(|s| s.overlap_s(chunk) > 0.0)
        .map(|s| Span::new(s.start_s.max(chunk.start_s), s.end_s.min(chunk.end_s)))
        .collect();
    let mut placed: Vec<(HeardWord, Span)> = Vec::new();
    let mut earliest_s = chunk.start_s;
    for word in heard {
        let start_s = (word.start_s + chunk.start_s).max(earliest_s);
        let end_s = (word.end_s + chunk.start_s).max(start_s);
        let Some(span) = nearest(&Span::new(start_s, end_s), &speech) else { continue };
        earliest_s = span.end_s;
        placed.push((word.clone(), span));
    }
    spread(&mut placed);
    placed
}

/// The part of `word` that lies in speech: in the stretch it shares most time with.
fn nearest(word: &Span, speech: &[Span]) -> Option<Span> {
    let distance = |s: &Span| (s.start_s - word.end_s).max(word.start_s - s.end_s).max(0.0);
    let best = speech.iter().max_by(|a, b| {
        let key = |s: &Span| (word.overlap_s(s), -distance(s));
        key(a).partial_cmp(&key(b)).unwrap_or(std::cmp::Ordering::Equal)
    })?;
    if distance(best) > INVENTED_S {
        return None;
    }
    let start_s = word.start_s.clamp(best.start_s, best.end_s);
    Some(Span::new(start_s, word.end_s.clamp(start_s, best.end_s)))
}

/// Gives words that were left with no time a share of their neighbour's: attention sometimes puts
/// two short words on one instant.
fn spread(words: &mut [(HeardWord, Span)]) {
    for i in 0..words.len() {
        if words[i].1.duration_s() >= WORD_MIN_S {
            continue;
        }
        let need_s = WORD_MIN_S - words[i].1.duration_s();
        let room_after =
            words.get(i + 1).filter(|next| next.1.start_s - words[i].1.end_s < 0.01).map(|n| n.1);
        let before = i.checked_sub(1).map(|j| words[j].1);
        if let Some(next) = room_after.filter(|n| n.duration_s() > 2.0 * WORD_MIN_S) {
            words[i].1.end_s = (next.start_s + need_s).max(words[i].1.end_s);
            words[i + 1].1.start_s = words[i].1.end_s;
        } else if let Some(last) = before
            .filter(|l| l.duration_s() > 2.0 * WORD_MIN_S && words[i].1.start_s - l.end_s < 0.01)
        {
            words[i].1.start_s = last.end_s - need_s;
            words[i - 1].1.end_s = words[i].1.start_s;
        }
    }
}

/// Stretches of a chunk in which somebody speaks but no word came back: before the first word,
/// between two words, after the last, or swallowed by a word that "lasts" implausibly long.
pub fn lost_speech(heard: &[HeardWord], chunk: &Span, activity: &Activity) -> Vec<Span> {
    let mut lost = Vec::new();
    let mut from_s = chunk.start_s;
    let own_s = |text: &str| {
        let hangul = text.chars().filter(|c| ('가'..='힣').contains(c)).count();
        match hangul {
            0 => WORD_LONGEST_S,
            _ => EOJEOL_LONGEST_S.max(SYLLABLE_LONGEST_S * hangul as f64),
        }
    };
    let ends = heard.iter().map(|word| (word.end_s + chunk.start_s, own_s(&word.text)));
    for (end_s, own_s) in ends.chain([(chunk.end_s, 0.0)]) {
        let until_s = end_s - own_s;
        if until_s > from_s {
            let span = Span::new(from_s, until_s);
            if activity.speech_within_s(&span) >= LOST_SPEECH_S {
                lost.push(span);
            }
        }
        from_s = from_s.max(end_s);
    }
    lost
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(text: &str, start_s: f64, end_s: f64) -> HeardWord {
        HeardWord { text: text.into(), start_s, end_s, confidence: 1.0 }
    }

    fn activity(speech: &[(f64, f64)]) -> Activity {
        let speech = speech.iter().map(|(a, b)| Span::new(*a, *b)).collect();
        Activity { speech, score: vec![], level_db: vec![] }
    }

    #[test]
    fn a_word_never_swallows_the_pause_before_it() {
        let sound = activity(&[(1.0, 2.0), (7.0, 8.0)]);
        let words = [heard("before", 1.0, 2.0), heard("after", 2.0, 7.6)];
        let placed = place(&words, &Span::new(0.8, 8.2), &sound);
        // Times of heard words are from the start of the chunk.
        assert!((placed[1].1.start_s - 7.0).abs() < 1e-9, "{placed:?}");
        assert!(placed[1].1.end_s <= 8.0);
    }

    #[test]
    fn words_on_silence_are_dropped() {
        let sound = activity(&[(0.0, 1.0)]);
        let words = [heard("said", 0.2, 0.9), heard("invented", 4.0, 5.0)];
        let placed = place(&words, &Span::new(0.0, 6.0), &sound);
        assert_eq!(placed.len(), 1);
    }

    #[test]
    fn words_on_one_instant_share_the_time_and_keep_their_order() {
        let sound = activity(&[(0.0, 2.0)]);
        let words = [heard("a", 0.0, 0.5), heard("b", 0.5, 0.5), heard("c", 0.5, 1.0)];
        let placed = place(&words, &Span::new(0.0, 2.0), &sound);
        assert!(placed.iter().all(|(_, s)| s.duration_s() > 0.0), "{placed:?}");
        assert!(placed.windows(2).all(|w| w[0].1.end_s <= w[1].1.start_s + 1e-9));
    }

    #[test]
    fn a_passage_swallowed_by_one_word_is_found() {
        let sound = activity(&[(0.0, 20.0)]);
        let words = [heard("one", 0.0, 0.5), heard("two", 0.5, 12.0), heard("end", 12.0, 19.8)];
        let lost = lost_speech(&words, &Span::new(0.0, 20.0), &sound);
        assert_eq!(lost.len(), 2);
        let whole: Vec<_> =
            (0..40).map(|i| heard("w", f64::from(i) * 0.5, f64::from(i + 1) * 0.5)).collect();
        assert_eq!(lost_speech(&whole, &Span::new(0.0, 20.0), &sound), vec![]);
    }
}
