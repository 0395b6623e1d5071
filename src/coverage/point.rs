//! Key points of a written answer: clauses that carry one claim each, with their facts.

use serde::{Deserialize, Serialize};

use super::english::English;
use super::quantity::Quantity;
use super::quotation::Quoted;
use super::token::{Script, Token, content_count, tokens};
use super::{claim, clause};
use super::{glossary, negation, noted, noted_name};
use crate::language::Language;
use crate::question::Section;

/// Two words of content are the least that can be recognised as said.
const LEAST_CONTENT: usize = 2;

/// How much the author wants a point said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Priority {
    /// In bold: it has to be said.
    Must,
    /// Not marked.
    #[default]
    Usual,
    /// Behind "(optional)" or "(선택)".
    Optional,
}

/// What a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FactKind {
    /// A number, compared by value.
    Number,
    /// A name or technical term, compared by letters and sound.
    Name,
}

/// A number or name of the written answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// As the answer writes it, a number with what it counts ("16 companies").
    pub text: String,
    /// Number or name.
    pub kind: FactKind,
    /// Value of a number with what it measures.
    pub quantity: Option<Quantity>,
    /// The words of a name, or what a number counts.
    pub tokens: Vec<Token>,
    /// Index of its first word in the words of its point.
    pub at: usize,
}

/// A clause of the written answer that carries one claim.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyPoint {
    /// As the answer writes it.
    pub text: String,
    /// All its words in comparable form.
    pub tokens: Vec<Token>,
    /// For each token whether it is part of a name or technical term; of other questions' points only those in
    /// Latin letters, which are also compared by their sound.
    pub names: Vec<bool>,
    /// Its numbers and names.
    pub facts: Vec<Fact>,
    /// It says that something was not.
    pub negative: bool,
    /// How much the author wants it said.
    pub priority: Priority,
}

impl KeyPoint {
    /// The tokens that a name or term of it is.
    pub(super) fn place_of(&self, fact: &Fact) -> Option<std::ops::Range<usize>> {
        let at = self.tokens.iter().position(|token| {
            token.word == fact.at && fact.tokens.first().is_some_and(|first| first.raw == token.raw)
        })?;
        Some(at..at + fact.tokens.len())
    }

    /// Tokens that carry meaning.
    pub fn content(&self) -> impl Iterator<Item = &Token> {
        self.tokens.iter().filter(|token| !token.stop)
    }

    /// Tokens that carry meaning, each stem once, with their index.
    pub fn content_once(&self) -> impl Iterator<Item = (usize, &Token)> {
        self.tokens.iter().enumerate().filter(|(at, token)| {
            !token.stop
                && !self.tokens[..*at].iter().any(|known| !known.stop && known.stem == token.stem)
        })
    }
}

/// Key points of a section, in its order. A clause without any word of content is joined to the one
/// before it. A sentence or list item marked "(optional)" gives optional points, without the mark.
pub fn key_points(section: &Section, language: Language) -> Vec<KeyPoint> {
    section_points(
        section,
        language,
        &English::new(),
        &Quoted::of(std::iter::once(section.text.as_str())),
    )
}

pub(super) fn section_points(
    section: &Section,
    language: Language,
    english: &English,
    quotes: &Quoted,
) -> Vec<KeyPoint> {
    let mut points = points_with(&section.text, language, english);
    for point in &mut points {
        let words: Vec<&str> = point.text.split_whitespace().collect();
        if language == Language::Korean {
            noted_name::add_korean(&mut point.names, &point.tokens, &words, quotes);
        }
        if language == Language::English {
            noted_name::add_words_in_capitals(&mut point.names, &point.tokens, &words);
        }
        let terms = glossary::noted(&point.tokens, &point.names, &words);
        point.facts = noted::facts(&point.tokens, &point.names, &words, &terms, quotes);
        // A term of one word may be misheard like a name; those of several are of everyday ones.
        for term in terms.iter().filter(|term| term.tokens.len() == 1) {
            let at = term.tokens.start;
            point.names[at] |= point.tokens[at].script == Script::Latin;
        }
        let bold = section.bold.iter().any(|bold| point.text.contains(bold.as_str()));
        if bold && point.priority == Priority::Usual {
            point.priority = Priority::Must;
        }
    }
    points
}

/// Key points of a text without their facts and without names in Hangul, which only those of the question's own
/// answer need.
pub(super) fn points_with(text: &str, language: Language, english: &English) -> Vec<KeyPoint> {
    let make = |words: &[&str], opens| {
        let point = key_point(words, language, english, opens);
        let content = point.content().count();
        (point, content)
    };
    let with_priority = |(point, priority)| KeyPoint { priority, ..point };
    split(text, language, english, make).into_iter().map(with_priority).collect()
}

/// The texts of the key points of a section, in its order: those of [`key_points`], for a part of
/// its cost.
pub fn point_texts(section: &Section, language: Language) -> Vec<String> {
    let english = English::new();
    let make =
        |words: &[&str], _| (words.join(" "), content_count(words.iter().copied(), &english));
    split(&section.text, language, &english, make).into_iter().map(|(text, _)| text).collect()
}

/// What `make` makes of the words of each point, and the point's priority. `make` is told whether
/// the words open a sentence, and says beside how many of them have content.
fn split<P>(
    text: &str,
    language: Language,
    english: &English,
    make: impl Fn(&[&str], bool) -> (P, usize),
) -> Vec<(P, Priority)> {
    let mut out = Vec::new();
    for mut sentence in clause::sentences(text, language) {
        let words = sentence.len();
        sentence.retain(|word| !marks_optional(word));
        let priority =
            if sentence.len() < words { Priority::Optional } else { Priority::default() };
        let mut first_of_sentence = true;
        let mut pending: Vec<&str> = Vec::new();
        let mut content = 0;
        for claim in claim::claims(&sentence, language) {
            // Looked at once alone: a sentence may go on for a megabyte without any content.
            let goes_on = !pending.is_empty();
            if goes_on {
                content += content_count(claim.iter().copied(), english);
            }
            pending.extend(claim);
            if goes_on && content < LEAST_CONTENT {
                continue;
            }
            let (point, found) = make(&pending, first_of_sentence);
            content = found;
            if content >= LEAST_CONTENT {
                out.push((point, priority));
                pending.clear();
                first_of_sentence = false;
            }
        }
        if !pending.is_empty() {
            let (rest, content) = make(&pending, first_of_sentence);
            if content > 0 {
                out.push((rest, priority));
            }
        }
    }
    out
}

/// "(optional)" and 선택, as an author marks what may be left out.
fn marks_optional(word: &str) -> bool {
    let word = word.trim_end_matches([':', ',', '.']).to_lowercase();
    ["(optional)", "[optional]", "(선택)", "[선택]", "(생략가능)"].contains(&word.as_str())
}

fn key_point(words: &[&str], language: Language, english: &English, opens: bool) -> KeyPoint {
    let tokens = tokens(words.iter().copied(), english);
    let names = noted_name::in_latin(&tokens, words, language, opens);
    let negative = negation::negative(&tokens);
    let priority = Priority::default();
    let facts = Vec::new();
    KeyPoint { text: words.join(" "), tokens, names, facts, negative, priority }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key_points(text: &str, language: Language) -> Vec<KeyPoint> {
        super::key_points(&Section { part: None, text: text.into(), bold: Vec::new() }, language)
    }

    #[test]
    fn bold_marks_what_must_be_said_and_optional_what_may_be_left_out() {
        let section = Section {
            part: None,
            text: "We saved 40 hours a week. (optional) My cat helped too.\nIt still runs.".into(),
            bold: vec!["saved 40 hours".into()],
        };
        let points = super::key_points(&section, Language::English);
        let known: Vec<_> = points.iter().map(|p| (p.text.as_str(), p.priority)).collect();
        assert_eq!(
            known,
            [
                ("We saved 40 hours a week.", Priority::Must),
                ("My cat helped too.", Priority::Optional),
                ("It still runs.", Priority::Usual),
            ]
        );
    }

    #[test]
    fn a_long_sentence_gives_several_points_and_a_short_one_gives_one() {
        let text = "I interviewed nine nurses on two wards during the first week, because nobody \
                    had asked them what slowed the handover down. It took ten days.";
        let points = key_points(text, Language::English);
        assert_eq!(points.len(), 3, "{points:#?}");
    }

    #[test]
    fn facts_carry_their_unit_and_names_their_words() {
        let points = key_points(
            "We moved 400 thousand records into PostgreSQL at Harbor General with 12 nurses.",
            Language::English,
        );
        let facts: Vec<&str> =
            points.iter().flat_map(|point| &point.facts).map(|fact| fact.text.as_str()).collect();
        assert!(facts.contains(&"400 thousand records"), "{facts:?}");
        assert!(facts.contains(&"12 nurses"), "{facts:?}");
        assert!(facts.contains(&"PostgreSQL") && facts.contains(&"Harbor General"), "{facts:?}");
    }

    #[test]
    fn latin_terms_of_a_korean_answer_are_names() {
        let points = key_points("저는 Redis로 응답 시간을 40% 줄였습니다.", Language::Korean);
        let facts: Vec<&str> =
            points.iter().flat_map(|point| &point.facts).map(|fact| fact.text.as_str()).collect();
        assert!(facts.contains(&"Redis"), "{facts:?}");
        assert!(facts.iter().any(|fact| fact.starts_with("40%")), "{facts:?}");
    }

    #[test]
    fn terms_are_found_in_letters_of_several_parts() {
        use unicode_normalization::UnicodeNormalization;

        let text: String = "매주 부하 테스트를 했습니다. 멱등 키로 막았습니다.".nfd().collect();
        let points = key_points(&text, Language::Korean);
        let facts: Vec<&str> =
            points.iter().flat_map(|point| &point.facts).map(|fact| fact.text.as_str()).collect();
        assert_eq!(facts.len(), 2, "{facts:?}");
    }

    #[test]
    fn empty_and_odd_text_has_no_points() {
        for text in ["", "\n\n", "…", "and so on", "1)"] {
            assert!(key_points(text, Language::English).is_empty(), "{text:?}");
        }
    }
}
