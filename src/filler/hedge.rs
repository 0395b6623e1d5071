//! Words that weaken a statement ("I think", "~인 것 같습니다").

use super::{Heard, normal};
use crate::language::Hedge;
use crate::span::Span;
use crate::transcript::{Word, WordKind};

/// Finds the hedges of `list` among `words`, fillers left out; the longer one wins where two begin
/// at the same word.
pub fn hedges(words: &[Word], list: &[Hedge]) -> Vec<Heard> {
    let spoken: Vec<&Word> = words.iter().filter(|w| w.kind != WordKind::Filler).collect();
    let text: Vec<String> = spoken.iter().map(|word| normal(&word.text)).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        match list.iter().filter_map(|hedge| length(&text, at, hedge)).max() {
            Some(length) => {
                let last = at + length - 1;
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

/// How many words `hedge` has, where it stands at `at`.
fn length(text: &[String], at: usize, hedge: &Hedge) -> Option<usize> {
    let any_stem = hedge.text.starts_with('*');
    let any_ending = hedge.text.ends_with('*');
    let words: Vec<&str> = hedge.text.trim_matches('*').split(' ').collect();
    for (index, word) in words.iter().enumerate() {
        let heard = text.get(at + index)?.as_str();
        let fits = match (any_stem && index == 0, any_ending && index + 1 == words.len()) {
            (false, false) => heard == *word,
            (true, false) => heard.ends_with(word),
            (false, true) => heard.starts_with(word),
            (true, true) => heard.contains(word),
        };
        if !fits {
            return None;
        }
    }
    let before = at.checked_sub(1).map(|i| text[i].as_str());
    let after = text.get(at + words.len()).map(String::as_str);
    let excluded = before.is_some_and(|before| hedge.not_after.contains(&before))
        || after.is_some_and(|after| hedge.not_before.contains(&after));
    (!excluded).then_some(words.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Language, hedges_of};

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
        hedges(&words, hedges_of(language)).into_iter().map(|h| h.text).collect()
    }

    #[test]
    fn hedges_of_one_and_of_several_words_are_found() {
        assert_eq!(found("Maybe I think, it works.", Language::English), ["maybe", "i think"]);
        assert_eq!(found("도움이 된 것 같습니다.", Language::Korean), ["것 같습니다"]);
        assert_eq!(found("It works.", Language::English), [""; 0]);
    }

    #[test]
    fn endings_and_stems_of_korean_hedges_do_not_matter() {
        for text in
            ["될 것 같은데요.", "좋은거 같아요.", "그럴지도 모르겠습니다.", "좋지 않을까 싶습니다."]
        {
            assert_eq!(found(text, Language::Korean).len(), 1, "{text}");
        }
        assert_eq!(found("같은 회사에서 일했습니다.", Language::Korean), [""; 0]);
    }

    #[test]
    fn a_kind_of_something_is_no_hedge() {
        assert_eq!(found("What kind of team? I kind of led it.", Language::English), ["kind of"]);
    }
}
