//! Key points of a written answer: clauses that carry one claim each, with their facts.

use serde::{Deserialize, Serialize};

use super::clause;
use super::english::English;
use super::token::{Script, Token, content_count, tokens};
use super::{korean_name, negation, number};
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
    /// Value of a number.
    pub value: Option<f64>,
    /// The words of a name, or what a number counts.
    pub tokens: Vec<Token>,
}

/// A clause of the written answer that carries one claim.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyPoint {
    /// As the answer writes it.
    pub text: String,
    /// All its words in comparable form.
    pub tokens: Vec<Token>,
    /// For each token whether it is part of a name or technical term.
    pub names: Vec<bool>,
    /// Its numbers and names.
    pub facts: Vec<Fact>,
    /// It says that something was not.
    pub negative: bool,
    /// How much the author wants it said.
    pub priority: Priority,
}

impl KeyPoint {
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
    section_points(section, language, &English::new())
}

pub(super) fn section_points(
    section: &Section,
    language: Language,
    english: &English,
) -> Vec<KeyPoint> {
    let mut points = points_with(&section.text, language, english);
    for point in &mut points {
        let bold = section.bold.iter().any(|bold| point.text.contains(bold.as_str()));
        if bold && point.priority == Priority::Usual {
            point.priority = Priority::Must;
        }
    }
    points
}

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
        for claim in clause::claims(&sentence, language) {
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
    let names = names(&tokens, words, language, opens);
    let mut facts = numbers(&tokens, words);
    facts.extend(named(&tokens, &names, words));
    let negative = negation::negative(&tokens);
    let priority = Priority::default();
    KeyPoint { text: words.join(" "), tokens, names, facts, negative, priority }
}

fn ends_clause(word: &str) -> bool {
    word.ends_with([',', '.', ';', ':', ')', '!', '?'])
}

fn numbers(tokens: &[Token], words: &[&str]) -> Vec<Fact> {
    let mut out = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let Some(value) = token.value.filter(|_| !token.stop) else { continue };
        let enumerates = words[token.word].trim_start_matches('(').ends_with(')')
            && words[token.word].len() <= 4;
        if enumerates {
            continue;
        }
        // A share counts nothing: "a third", 절반.
        if value < 1.0 && value > 0.0 && number::digits(words[token.word]).is_none() {
            let text = if token.raw.starts_with("절반") { "절반" } else { &token.raw };
            let (text, kind) = (text.to_owned(), FactKind::Number);
            out.push(Fact { text, kind, value: Some(value), tokens: Vec::new() });
            continue;
        }
        let counted = counted(tokens, words, index);
        // "from 24 to 8 percent": the first counts what the second does.
        let range = |at: usize| {
            let joins =
                tokens.get(at + 1).is_some_and(|to| ["to", "or"].contains(&to.surface.as_str()));
            let next = tokens.get(at + 2).filter(|_| joins);
            next.is_some_and(|next| next.script == Script::Number)
        };
        let inherited = if counted.is_empty() && range(index) {
            self::counted(tokens, words, index + 2)
        } else {
            Vec::new()
        };
        let last = counted.last().map_or(last_word_of(tokens, index), |token| token.word);
        let text = words[token.word..=last].join(" ");
        let text = text.trim_matches(|c: char| !c.is_alphanumeric() && c != '%');
        let text = match counted.last() {
            // "230명이" is "230명", "3주였고" is "3주".
            Some(unit) if unit.script == Script::Hangul => {
                trim_particle(text, number::counter(&unit.surface).unwrap_or(&unit.stem))
            }
            Some(unit) if unit.surface == "percent" => trim_particle(text, ""),
            None if tokens.get(index + 1).is_some_and(|next| next.word == last) => {
                trim_particle(text, "")
            }
            _ => text,
        };
        let mut about = counted;
        about.extend(inherited);
        // Korean names what is counted before the number ("회원 60명").
        let before = index.checked_sub(1).map(|at| &tokens[at]);
        about.extend(
            before
                .filter(|noun| {
                    noun.script == Script::Hangul && !noun.stop && noun.word != token.word
                })
                .cloned(),
        );
        let text = text.to_owned();
        out.push(Fact { text, kind: FactKind::Number, value: Some(value), tokens: about });
    }
    out
}

/// The last word of a number that takes several ("400 thousand").
fn last_word_of(tokens: &[Token], index: usize) -> usize {
    let first = tokens[index].word;
    first + tokens[index].raw.split(' ').count().max(1) - 1
}

/// What the number counts: English up to the first plural within three words, else the next word;
/// Korean the counter behind it.
fn counted(tokens: &[Token], words: &[&str], index: usize) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut last_word = last_word_of(tokens, index);
    for next in &tokens[index + 1..] {
        let broken =
            next.word > last_word && (last_word..next.word).any(|word| ends_clause(words[word]));
        let function_word = next.stop && next.script == Script::Latin;
        if broken || function_word || next.script == Script::Number || found.len() == 3 {
            break;
        }
        last_word = next.word;
        found.push(next.clone());
        let plural = next.script == Script::Latin && next.surface.ends_with('s');
        if plural || next.script == Script::Hangul || next.surface == "percent" {
            return found;
        }
    }
    found.truncate(1);
    found
}

/// `text` up to the end of `stem` where it last stands, without a Korean particle.
fn trim_particle<'a>(text: &'a str, stem: &str) -> &'a str {
    if stem.is_empty() {
        return text.trim_end_matches(super::korean::is_hangul);
    }
    text.rfind(stem).map_or(text, |at| &text[..at + stem.len()])
}

/// "Mr." and the like, which are no name and end no sentence.
fn title(token: &Token) -> bool {
    ["mr", "mrs", "ms", "dr", "prof", "st"].contains(&token.surface.as_str())
}

/// Which tokens are part of a name or technical term.
fn names(tokens: &[Token], words: &[&str], language: Language, opens: bool) -> Vec<bool> {
    tokens
        .iter()
        .enumerate()
        .map(|(index, token)| {
            if token.script == Script::Hangul && language == Language::Korean {
                return korean_name::name(tokens, index, words).is_some();
            }
            if token.script != Script::Latin || title(token) {
                return false;
            }
            let mut chars = token.raw.chars();
            let upper_first = chars.next().is_some_and(char::is_uppercase);
            let odd_case = chars.clone().any(char::is_uppercase)
                || token.raw.chars().any(|c| c.is_ascii_digit());
            match language {
                // In Korean text whatever is written in Latin letters is a term.
                Language::Korean => {
                    let unit = index.checked_sub(1).is_some_and(|before| {
                        tokens[before].script == Script::Number && tokens[before].word == token.word
                    });
                    token.raw.len() >= 2 && !unit
                }
                Language::English => {
                    let initial = (index == 0 && opens)
                        || index.checked_sub(1).is_some_and(|before| {
                            let word = words[tokens[before].word];
                            tokens[before].word < token.word
                                && !title(&tokens[before])
                                && word.ends_with(['.', ':', '?', '!', ')'])
                        });
                    (odd_case && token.raw.len() >= 2 && !token.raw.ends_with("ing"))
                        || (upper_first && !initial && !token.stop && token.raw.len() >= 2)
                }
            }
        })
        .collect()
}

fn named(tokens: &[Token], names: &[bool], words: &[&str]) -> Vec<Fact> {
    let mut out: Vec<Fact> = Vec::new();
    let mut run: Vec<Token> = Vec::new();
    for index in 0..=tokens.len() {
        let joins = index < tokens.len() && names[index] && run.len() < 4 && {
            run.last().is_none_or(|last| {
                last.word == tokens[index].word
                    || (last.word + 1 == tokens[index].word
                        && !ends_clause(words[last.word])
                        && !words[last.word].ends_with(['’', '\'', 's'])
                        && words[last.word]
                            .chars()
                            .last()
                            .is_some_and(|c| c.is_ascii_alphanumeric()))
            })
        };
        if !joins && !run.is_empty() {
            let run = std::mem::take(&mut run);
            let shown = |at: usize| {
                let token = &tokens[at];
                let hangul =
                    (token.script == Script::Hangul).then(|| korean_name::name(tokens, at, words));
                hangul.flatten().unwrap_or(&token.raw)
            };
            let text = (index - run.len()..index).map(shown).collect::<Vec<_>>().join(" ");
            if !out.iter().any(|fact| fact.text == text) {
                out.push(Fact { text, kind: FactKind::Name, value: None, tokens: run });
            }
        }
        if index < tokens.len() && names[index] {
            run.push(tokens[index].clone());
        }
    }
    out
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
    fn empty_and_odd_text_has_no_points() {
        for text in ["", "\n\n", "…", "and so on", "1)"] {
            assert!(key_points(text, Language::English).is_empty(), "{text:?}");
        }
    }
}
