//! Words that weaken a statement ("I think", "~인 것 같습니다").

use super::{Heard, normal};
use crate::span::Span;
use crate::transcript::{Word, WordKind};

/// Finds the hedges of `list` (lower case, words separated by single spaces) among `words`; the
/// longer one wins where two begin at the same word. In Korean the first word may carry a stem.
pub fn hedges(words: &[Word], list: &[String]) -> Vec<Heard> {
    let spoken: Vec<&Word> = words.iter().filter(|w| w.kind != WordKind::Filler).collect();
    let text: Vec<String> = spoken.iter().map(|word| normal(&word.text)).collect();
    let mut phrases: Vec<Vec<&str>> = list.iter().map(|p| p.split(' ').collect()).collect();
    phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let fits = |phrase: &&Vec<&str>| {
            text.len() - at >= phrase.len()
                && phrase.iter().enumerate().all(|(i, word)| {
                    text[at + i] == *word
                        || i == 0
                            && phrase.len() > 1
                            && !word.is_ascii()
                            && text[at].ends_with(word)
                })
        };
        match phrases.iter().find(fits) {
            Some(phrase) => {
                let last = at + phrase.len() - 1;
                found.push(Heard {
                    text: text[at..=last].join(" "),
                    span: Span::new(spoken[at].span.start_s, spoken[last].span.end_s),
                });
                at = last + 1;
            }
            None => at += 1,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Language, fillers_of};

    fn found(text: &str, language: Language) -> Vec<String> {
        let words: Vec<Word> = text
            .split_whitespace()
            .enumerate()
            .map(|(i, text)| Word {
                text: text.into(),
                span: Span::new(i as f64, i as f64 + 1.0),
                confidence: 1.0,
                kind: WordKind::Word,
            })
            .collect();
        hedges(&words, &fillers_of(language).hedges).into_iter().map(|h| h.text).collect()
    }

    #[test]
    fn hedges_of_one_and_of_several_words_are_found() {
        assert_eq!(found("Maybe I think, it works.", Language::English), ["maybe", "i think"]);
        assert_eq!(found("도움이 된 것 같습니다.", Language::Korean), ["것 같습니다"]);
        assert_eq!(found("It works.", Language::English), [""; 0]);
    }
}
