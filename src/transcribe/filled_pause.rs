//! The filled pause 어 where 아 was written.
//!
//! The two vowels lie close, and many a voice says the one like the other. The decoder is all but undecided
//! then and knows nothing of how often each is said in an answer, where 어 is a hesitation and 아 mostly an
//! interjection ("아, 네"). Of 32 어 in forty-one synthetic answers nine were written 아, all of them with 어 less
//! likely by 2.5 nats at most.

use std::ops::Range;

use super::token::{Group, Replacement, Token};
use super::window::bare;

const HESITATION: &str = "어";
const INTERJECTION: &str = "아";

/// How much less likely by the sound, in nats, 어 may be than 아: the logarithm of 43 to 3, of which there were so
/// many in the labelled answers of nine writers.
const PRIOR: f32 = 2.7;

/// What follows 아 when it answers or remembers and is no hesitation.
const ACKNOWLEDGED: [&str; 5] = ["네", "예", "맞다", "맞아요", "참"];

/// The filled pauses of a text that had better be 어. `written` tells what a token writes.
pub fn hesitations<'a>(
    tokens: &[Token],
    groups: &[Group],
    written: impl Fn(i32) -> &'a [u8],
) -> Vec<Replacement> {
    let said = groups.iter().enumerate().filter(|(at, word)| {
        let acknowledges =
            groups.get(at + 1).is_some_and(|next| ACKNOWLEDGED.contains(&bare(&next.heard.text)));
        bare(&word.heard.text) == INTERJECTION && !acknowledges
    });
    said.filter_map(|(_, word)| hesitation(&word.tokens, tokens, &written)).collect()
}

/// 어 in the place of the first of the tokens of a word, which is 아 alone.
fn hesitation<'a>(
    word: &Range<usize>,
    tokens: &[Token],
    written: impl Fn(i32) -> &'a [u8],
) -> Option<Replacement> {
    let own = &tokens[word.start];
    let space = own.bytes.strip_suffix(INTERJECTION.as_bytes())?;
    let other = [space, HESITATION.as_bytes()].concat();
    let least = own.probability.max(f32::MIN_POSITIVE).ln() - PRIOR;
    let mut nearly = own.runners_up.iter().filter(|other| other.nats >= least);
    let hesitation = nearly.find(|runner_up| written(runner_up.id) == other)?;
    Some(Replacement {
        tokens: word.start..word.start + 1,
        with: vec![(hesitation.id, other)],
        confidence: hesitation.nats.exp(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::token::{RunnerUp, group, replace};
    use super::*;

    const WRITTEN: [&str; 3] = [" 어", " 어�", "어"];

    /// What stands in the place of these tokens, for each of which 어 is less likely by so many nats.
    fn with_hesitations(texts: &[&str], less: f32) -> String {
        let runners_up = (0..3).rev().map(|id| RunnerUp { id, nats: 0.5f32.ln() - less });
        let runners_up: Vec<RunnerUp> = runners_up.collect();
        let token = |text: &&str| Token {
            id: 9,
            bytes: text.as_bytes().to_vec(),
            probability: 0.5,
            end_s: 0.0,
            runners_up: runners_up.clone(),
        };
        let mut tokens: Vec<Token> = texts.iter().map(token).collect();
        let groups = group(&tokens);
        let others = hesitations(&tokens, &groups, |id| WRITTEN[id as usize].as_bytes());
        replace(&mut tokens, others);
        let words = group(&tokens).into_iter().map(|word| word.heard.text);
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_hesitation_is_written_as_such_unless_the_sound_says_otherwise() {
        assert_eq!(with_hesitations(&[" 아", ",", " 그리고"], 2.0), "어, 그리고");
        assert_eq!(with_hesitations(&[" 아", ",", " 그리고"], 3.0), "아, 그리고");
    }

    #[test]
    fn an_interjection_and_a_word_that_begins_alike_stay() {
        assert_eq!(with_hesitations(&[" 아", ",", " 네", "."], 1.0), "아, 네.");
        assert_eq!(with_hesitations(&[" 아", "무튼"], 1.0), "아무튼");
        assert_eq!(with_hesitations(&[" 안", " 했다"], 1.0), "안 했다");
    }
}
