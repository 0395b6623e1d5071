//! Loops: the decoder says the same again and again instead of ending.

use super::HeardWord;
use super::window::bare;
use crate::language::is_filled_pause;

/// From this many filled pauses on, and …
const LOOP_FROM: usize = 4;
/// … above this share of all words, they are a loop of the decoder: the most hesitant real speech
/// measured had one in seven.
const LOOP_SHARE: f64 = 0.3;
/// A phrase said this many times in a row is a loop …
const LOOP_TIMES: usize = 4;
/// … if it has at most this many words. "Very, very, very, very" is rarer than a loop.
const LOOP_PHRASE: usize = 6;

/// Tokens that repeat what stands before them, after which a run of the decoder is ended: about
/// nine words. Nobody says nine words twice in a row, and a loop ended here costs little time.
const ENDED_AFTER: usize = 12;

/// Whether the last tokens of `said` only repeat what stands right before them.
pub fn has_begun<T: PartialEq>(said: &[T]) -> bool {
    let Some(kept) = said.len().checked_sub(ENDED_AFTER) else { return false };
    (1..=kept).any(|period| repeats(said, ENDED_AFTER, period))
}

/// Whether each of the last `count` of the tokens is the one that stands `period` before it.
fn repeats<T: PartialEq>(said: &[T], count: usize, period: usize) -> bool {
    said.len() >= count + period
        && said[said.len() - count..] == said[said.len() - count - period..said.len() - period]
}

/// Longest phrase that is looked for in an endless text, in tokens.
const ENDLESS_PHRASE: usize = 12;

/// Whether the last tokens of `said` are one phrase so often that [`is_loop`] tells it, and nothing else will
/// come.
pub fn is_endless<T: PartialEq>(said: &[T]) -> bool {
    (1..=ENDLESS_PHRASE).any(|period| repeats(said, (period * LOOP_TIMES).max(ENDED_AFTER), period))
}

/// How many of the tokens `said` are there without the repetition that ended them, if one did.
pub fn without<T: PartialEq>(said: &[T]) -> usize {
    if has_begun(said) { said.len() - ENDED_AFTER } else { said.len() }
}

/// Whether the decoder fell into saying one thing again and again.
pub fn is_loop(heard: &[HeardWord]) -> bool {
    let is_filled = |word: &&HeardWord| is_filled_pause(&bare(&word.text).to_lowercase());
    let filled = heard.iter().filter(is_filled).count();
    loops(heard) || filled >= LOOP_FROM && filled as f64 > LOOP_SHARE * heard.len() as f64
}

/// The words with each phrase that is a loop said once: the first time is heard, the rest is not.
pub fn said_once(mut heard: Vec<HeardWord>) -> Vec<HeardWord> {
    for n in 1..=LOOP_PHRASE {
        let mut at = n;
        while at < heard.len() {
            let end = (at..heard.len()).find(|i| heard[*i].text != heard[*i - n].text);
            let run = end.unwrap_or(heard.len()) - at;
            if run >= n * (LOOP_TIMES - 1) {
                heard.drain(at..at + run);
            }
            at += 1;
        }
    }
    heard
}

/// Whether a phrase comes back at once again and again.
fn loops(heard: &[HeardWord]) -> bool {
    (1..=LOOP_PHRASE).any(|n| {
        let mut run = 0;
        (n..heard.len()).any(|i| {
            run = if heard[i].text == heard[i - n].text { run + 1 } else { 0 };
            run >= n * (LOOP_TIMES - 1)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_endless_when_a_phrase_came_back_four_times_after_it_was_said() {
        let phrase = [1, 2, 3];
        assert!(!is_endless(&phrase.repeat(4)));
        assert!(is_endless(&phrase.repeat(5)));
        assert!(!is_endless(&[&phrase.repeat(5)[..], &[4]].concat()));
    }

    #[test]
    fn a_phrase_that_comes_back_four_times_is_a_loop() {
        let heard = |text: &str| -> Vec<HeardWord> {
            text.split(' ')
                .map(|text| HeardWord {
                    text: text.into(),
                    start_s: 0.0,
                    end_s: 0.1,
                    confidence: 1.0,
                })
                .collect()
        };
        assert!(loops(&heard("so we did it we did it we did it we did it again")));
        assert!(!loops(&heard("we did it and we did it and then we did it once more")));
        assert!(!loops(&heard("it was very very very hot")));
    }

    #[test]
    fn a_loop_of_the_decoder_is_kept_once() {
        let heard = |text: &str| -> Vec<HeardWord> {
            let word = |text: &str| HeardWord {
                text: text.into(),
                start_s: 0.0,
                end_s: 0.1,
                confidence: 1.0,
            };
            text.split(' ').map(word).collect()
        };
        let once = |text: &str| -> String {
            let words: Vec<String> = said_once(heard(text)).into_iter().map(|w| w.text).collect();
            words.join(" ")
        };
        assert_eq!(once("so I think I think I think I think yes"), "so I think yes");
        assert_eq!(once("so I think I think yes"), "so I think I think yes");
        assert_eq!(once("um um um um um"), "um");
    }

    #[test]
    fn a_repetition_of_twelve_tokens_ends_the_decoder_and_is_left_out() {
        let phrase: Vec<u32> = (0..20).collect();
        let said = [&phrase[..], &phrase[..12]].concat();
        assert!(!has_begun(&said[..31]));
        assert!(has_begun(&said));
        assert_eq!(without(&said), 20);
        assert_eq!(without(&[7; 13]), 1);
        assert_eq!(without(&phrase), 20);
    }
}
