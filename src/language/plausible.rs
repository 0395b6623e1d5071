//! How plausible a Korean word is, whatever was heard: 채팅을 is, 재팅을 is none.
//!
//! An eojeol is split into the morphemes that cost least together, as mecab does (Kudo and others
//! 2004, "Applying conditional random fields to Japanese morphological analysis").

use super::korean::{is_hangul, syllable};
use super::morphemes::{Class, MORPHEMES, PER_NAT};

/// Most syllables of a morpheme that are tried.
const MOST_SYLLABLES: usize = 12;
/// A stretch of at most this many syllables may be a noun that is not known …
const MOST_UNKNOWN: usize = 4;
/// … which costs this much, and as much more for each of its syllables: more than any known noun.
const UNKNOWN_COST: i32 = 5500;
const UNKNOWN_SYLLABLE_COST: i32 = 2000;

/// How unlikely a word of Hangul syllables is, in nats, up to a constant: commonest words −5, plain
/// ones 0 to 3, words with a noun that is not known 8 and more. `None` for words in other letters.
pub fn implausibility(word: &str) -> Option<f32> {
    if word.is_empty() || !word.chars().all(is_hangul) {
        return None;
    }
    let morphemes = &*MORPHEMES;
    // Where a morpheme may begin, the cheapest way there for each class it may end in.
    let mut ways: Vec<Vec<(Class, i32)>> = vec![Vec::new(); word.len() + 1];
    ways[0].push((morphemes.begin, 0));
    for start in word.char_indices().map(|(at, _)| at) {
        if ways[start].is_empty() {
            continue;
        }
        for (length, (at, last)) in word[start..].char_indices().take(MOST_SYLLABLES).enumerate() {
            let end = start + at + last.len_utf8();
            let open = syllable(last).is_some_and(|(_, _, tail)| tail == 0);
            let cost = UNKNOWN_COST + UNKNOWN_SYLLABLE_COST * (length as i32 + 1);
            let unknown = (length < MOST_UNKNOWN).then(|| morphemes.unknown(cost, open));
            for reading in morphemes.readings(&word[start..end]).chain(unknown) {
                let costs = ways[start].iter().map(|(class, cost)| {
                    cost + morphemes.neighbours(*class, reading.left) + reading.cost
                });
                let Some(cost) = costs.min() else { continue };
                match ways[end].iter_mut().find(|(class, _)| *class == reading.right) {
                    Some((_, least)) => *least = cost.min(*least),
                    None => ways[end].push((reading.right, cost)),
                }
            }
        }
    }
    let ends = ways[word.len()].iter();
    let cost =
        ends.map(|(class, cost)| cost + morphemes.neighbours(*class, morphemes.end)).min()?;
    Some(cost as f32 / PER_NAT)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_likelier(right: &str, wrong: &str) {
        let of = |word: &str| implausibility(word).unwrap();
        assert!(of(right) + 0.5 < of(wrong), "{right} {}, {wrong} {}", of(right), of(wrong));
    }

    #[test]
    fn words_of_the_language_are_likelier_than_what_is_heard_in_their_place() {
        is_likelier("채팅을", "재팅을");
        is_likelier("분석하고", "문석하고");
        is_likelier("실패한", "질패한");
        is_likelier("어렵게", "아랫게");
        is_likelier("따로", "타로");
        is_likelier("썸네일이", "섭내위이");
    }

    #[test]
    fn an_ending_that_does_not_fit_costs() {
        is_likelier("만들지", "만드지");
        is_likelier("데이터를", "데이터을");
    }

    #[test]
    fn only_hangul_is_judged() {
        assert_eq!(implausibility("Kafka를"), None);
        assert_eq!(implausibility(""), None);
        assert!(implausibility("가").is_some());
    }
}
