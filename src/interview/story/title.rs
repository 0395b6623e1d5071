//! What a story is called: the words of its Situation that tell it apart.

use std::collections::{HashMap, HashSet};

use super::Telling;
use super::vector::{counts, vectors};
use crate::coverage::english::English;
use crate::coverage::star;
use crate::coverage::token::{Script, Token, tokens_of};
use crate::language::{Language, detect, is_function_word, sentences};
use crate::question::Part;

/// Words of a title at most, by language: Korean words carry their particles.
const WORDS_ENGLISH: usize = 8;
const WORDS_KOREAN: usize = 6;

/// Sentences of what was said that open a story at most.
const OPENING_SENTENCES: usize = 3;

/// Endings of a Korean verb made of a noun: what stands before them is that noun.
const VERBAL: [char; 9] = ['하', '했', '합', '한', '할', '해', '되', '됐', '된'];

/// Particles that a title leaves off its last noun. 은 and 는 stand behind verbs as well.
const PARTICLES: [&str; 13] =
    ["이", "가", "을", "를", "에", "도", "로", "으로", "에서", "에게", "까지", "부터", "입니다"];

/// The beginning of a spoken story: its first sentences, until a phrase announces another part than
/// the Situation.
pub fn opening(text: &str) -> String {
    let later = |sentence: &String| star::cue(sentence).is_some_and(|part| part > Part::Situation);
    let sentences = sentences(text);
    let end = sentences.iter().skip(1).position(later).map_or(sentences.len(), |at| at + 1);
    sentences[..end.min(OPENING_SENTENCES)].join(" ")
}

/// The run of words in the opening of a story that tells it best from the others, as it was
/// written; where nothing was written, as it was said. Without such words the id of its question.
/// `of` are its tellings.
pub fn title(tellings: &[Telling], of: &[usize]) -> String {
    let vectors = vectors(tellings);
    let written = of.iter().filter(|at| tellings[**at].take.is_none());
    let spoken = of.iter().filter(|at| tellings[**at].take.is_some());
    // What was written tells it in the candidate's own words; speech has chance ones.
    let mut titles =
        written.chain(spoken).filter_map(|&at| run(&tellings[at].opening, &vectors[at]));
    let question = || of.first().map_or(String::new(), |at| tellings[*at].question.clone());
    titles.next().unwrap_or_else(question)
}

/// A word of an opening.
struct Word<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    /// What its words weigh together; 0 for a word that says nothing by itself.
    weight: f64,
}

impl Word<'_> {
    /// Whether it may belong to the phrase of the word before ("real | time").
    fn is_content(&self) -> bool {
        let english = |token: &Token| is_function_word(&token.surface, Language::English);
        self.weight > 0.0 || !self.is_hangul() && !self.tokens.iter().all(english)
    }

    fn is_hangul(&self) -> bool {
        self.tokens.last().is_some_and(|token| token.script == Script::Hangul)
    }
}

/// The heaviest run of words inside a clause that begins and ends where a phrase does; where there
/// is none, the heaviest of all.
fn run(opening: &str, weights: &HashMap<String, f64>) -> Option<String> {
    let most = match detect(opening) {
        Language::English => WORDS_ENGLISH,
        Language::Korean => WORDS_KOREAN,
    };
    let words = words(opening, weights);
    let mut best: Option<((bool, f64), String)> = None;
    for first in (0..words.len()).filter(|at| words[*at].weight > 0.0) {
        for last in first..words.len().min(first + most) {
            if last > first && ends_clause(words[last - 1].text) {
                break;
            }
            let Some(end) = ending(&words, last) else { continue };
            let run = &words[first..=last];
            let rank = (begins_phrase(&words, first) && end.whole, weight(run));
            if best.as_ref().is_none_or(|(before, _)| rank > *before) {
                best = Some((rank, text(run, &end.text)));
            }
        }
    }
    best.map(|(_, title)| title)
}

/// Whether an English phrase may begin with this word: the word before says nothing by itself
/// ("of our | Yonsei Big Data club"). Korean marks phrases at their end.
fn begins_phrase(words: &[Word], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| &words[before]) else { return true };
    before.weight <= 0.0 || ends_clause(before.text) || before.is_hangul()
}

fn words<'a>(opening: &'a str, weights: &HashMap<String, f64>) -> Vec<Word<'a>> {
    let english = English::new();
    let texts = opening.split_whitespace();
    let weigh = |text: &'a str| {
        let tokens = tokens_of(text, &english);
        let known = tokens.iter().filter(|token| counts(token));
        let weight = known.filter_map(|token| weights.get(&token.stem)).sum();
        Word { text, tokens, weight }
    };
    texts.map(weigh).collect()
}

/// What a run weighs: a word that comes twice counts once.
fn weight(run: &[Word]) -> f64 {
    let mut seen = HashSet::new();
    let new = |word: &&Word| word.tokens.iter().any(|token| seen.insert(token.stem.clone()));
    run.iter().filter(new).map(|word| word.weight).sum()
}

fn ends_clause(word: &str) -> bool {
    let word = word.trim_end_matches([')', '"', '”', '’']);
    word.ends_with(['.', ',', '!', '?', ';'])
}

/// The last word of a title.
struct Ending {
    /// Without the marks and the particle behind it.
    text: String,
    /// Whether a phrase ends with it.
    whole: bool,
}

/// The word at `at` as the last one of a title. `None` where no title can end with it: it says
/// nothing by itself, or is a Korean verb in the middle of its sentence.
fn ending(words: &[Word], at: usize) -> Option<Ending> {
    let word = &words[at];
    if word.weight <= 0.0 {
        return None;
    }
    let text = word.text.trim_matches(|c: char| !c.is_alphanumeric() && !"()[]‘’".contains(c));
    let goes_on = words.get(at + 1).is_some_and(Word::is_content) && !ends_clause(word.text);
    let last = word.tokens.last()?;
    if last.script != Script::Hangul {
        return Some(Ending { text: text.to_owned(), whole: !goes_on });
    }
    let tail = last.surface.strip_prefix(last.stem.as_str())?;
    // A stem of one syllable is as often the stem of a verb.
    let long = last.stem.chars().count() > 1;
    let marked = long && (PARTICLES.contains(&tail) || tail.starts_with(VERBAL));
    let text = text.strip_suffix(tail).unwrap_or(text).to_owned();
    (marked || tail.is_empty()).then_some(Ending { text, whole: marked || !goes_on })
}

fn text(run: &[Word], end: &str) -> String {
    let before = run[..run.len() - 1].iter().map(|word| word.text);
    let text = before.chain([end]).collect::<Vec<_>>().join(" ");
    let text = text.trim_matches(|c: char| "\"“”,.".contains(c));
    // A bracket whose other half was left behind.
    let text = match (text.contains('('), text.contains(')')) {
        (true, false) | (false, true) => text.replace(['(', ')'], ""),
        _ => text.to_owned(),
    };
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().collect::<String>());
    first.unwrap_or_default() + letters.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title_of(written: &[&str]) -> Vec<String> {
        let telling = |text: &&str| Telling {
            principle: None,
            question: String::new(),
            take: None,
            text: (*text).to_owned(),
            opening: opening(text),
        };
        let tellings: Vec<Telling> = written.iter().map(telling).collect();
        (0..tellings.len()).map(|at| title(&tellings, &[at])).collect()
    }

    #[test]
    fn a_story_is_called_by_the_phrase_of_its_situation_that_tells_it_apart() {
        let titles = title_of(&[
            "I was the treasurer of the Maple Street rowing club. My task was the budget of it.",
            "During my internship I had to replace a nightly report. As a result it ran.",
        ]);
        assert_eq!(titles[0], "Treasurer of the Maple Street rowing club");
        assert!(titles[1].contains("nightly report") && !titles[1].contains("ran"), "{titles:?}");
    }

    #[test]
    fn a_korean_title_ends_with_a_noun_without_its_particle() {
        let titles = title_of(&[
            "물류 회사에서 인턴을 할 때 밤마다 도는 보고서 프로그램을 바꾸게 되었습니다.",
            "학교 방송국에서 스트리밍 경보를 개발했습니다.",
        ]);
        assert!(titles[0].ends_with("보고서 프로그램"), "{titles:?}");
        assert!(titles[1].ends_with("개발"), "{titles:?}");
    }

    #[test]
    fn an_opening_without_a_telling_word_has_no_title() {
        assert_eq!(title_of(&["", "And so it was."]), ["", ""]);
    }
}
