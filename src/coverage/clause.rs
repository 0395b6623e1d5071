//! Clauses of speech, which have something to place, and sentences of a written answer.

use super::ending;
use crate::language::Language;
use crate::span::Span;
use crate::transcript::{Transcript, Word, WordKind};

/// A silence of this length ends a spoken clause, in seconds: the most natural pause between
/// phrases is 0.6 s (Liu et al. 2022).
const CLAUSE_PAUSE_S: f64 = 0.6;
/// Spoken clauses of fewer words are joined to a neighbour, as they say nothing alone.
const LEAST_SPOKEN: usize = 3;

/// A stretch of speech that says one thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// First and last+1 index into the content words.
    pub words: std::ops::Range<usize>,
    /// When it was said.
    pub span: Span,
    /// What was said.
    pub text: String,
    /// Ends a sentence.
    pub ends_sentence: bool,
}

/// The words that count for content: no fillers, no immediate repeats, nothing broken off.
pub fn content_words(transcript: &Transcript) -> Vec<&Word> {
    transcript.words.iter().filter(|word| word.kind == WordKind::Word).collect()
}

/// Clauses of speech, in the order of their times.
pub fn units(words: &[&Word], pauses: &[Span], language: Language) -> Vec<Unit> {
    let mut cuts = vec![0];
    let mut strong = vec![false; words.len() + 1];
    let unpunctuated = unpunctuated(words, language);
    for index in 1..words.len() {
        let (before, after) = (words[index - 1], words[index]);
        let gap = after.span.start_s - before.span.end_s;
        let paused = gap >= CLAUSE_PAUSE_S
            || pauses.iter().any(|pause| {
                pause.duration_s() >= CLAUSE_PAUSE_S
                    && before.span.middle_s() <= pause.start_s + 0.05
                    && pause.end_s <= after.span.middle_s() + 0.05
            });
        let sentence = ends_sentence(&before.text, language)
            || (unpunctuated && starts_sentence(before, after, language));
        let clause = before.text.ends_with([',', ';', ':', '，', '、', '—'])
            || (opens_clause(&after.text) && !within_number(&before.text, &after.text))
            || ending::closes_clause(&before.text, &after.text);
        strong[index] =
            sentence || (paused && language == Language::Korean && final_ending(&before.text));
        if sentence || clause || paused {
            cuts.push(index);
        }
    }
    cuts.push(words.len());
    cuts.dedup();
    join_short(cuts, &strong)
        .windows(2)
        .filter(|pair| pair[0] < pair[1])
        .map(|pair| unit(words, pair[0]..pair[1], strong[pair[1]] || pair[1] == words.len()))
        .collect()
}

fn unit(words: &[&Word], range: std::ops::Range<usize>, ends_sentence: bool) -> Unit {
    let inside = &words[range.clone()];
    let (start_s, end_s) = (inside[0].span.start_s, inside[inside.len() - 1].span.end_s);
    Unit {
        words: range,
        span: Span { start_s, end_s: end_s.max(start_s) },
        text: inside.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" "),
        ends_sentence,
    }
}

/// Joins what is too short to its neighbour within the sentence, or to the one before.
fn join_short(cuts: Vec<usize>, strong: &[bool]) -> Vec<usize> {
    let mut out: Vec<usize> = vec![0];
    let last = *cuts.last().unwrap_or(&0);
    for pair in cuts.windows(2) {
        let (start, end) = (*out.last().unwrap_or(&0), pair[1]);
        let too_short = end - start < LEAST_SPOKEN && !strong[end];
        if end == last || !too_short {
            out.push(end);
        }
    }
    // What remains too short joins the unit before it unless a sentence begins there.
    let mut index = out.len().saturating_sub(1);
    while index >= 2 {
        let (start, end) = (out[index - 1], out[index]);
        if end - start < LEAST_SPOKEN && (!strong[start] || end - start < 2) {
            out.remove(index - 1);
        }
        index -= 1;
    }
    out
}

/// Fewer sentence ends than one in this many words, and the recogniser wrote no punctuation.
const WORDS_A_SENTENCE_MOST: usize = 40;

fn unpunctuated(words: &[&Word], language: Language) -> bool {
    let ends = words.iter().filter(|word| ends_sentence(&word.text, language)).count();
    ends * WORDS_A_SENTENCE_MOST < words.len()
}

/// Whether a sentence begins between two words of speech without punctuation: a Korean final ending
/// before, an English subject behind a word that does not lead to one.
fn starts_sentence(before: &Word, after: &Word, language: Language) -> bool {
    #[rustfmt::skip]
    const LEADS_ON: &[&str] = &[
        "that", "which", "what", "when", "where", "while", "if", "as", "because", "since", "so", "and",
        "but", "or", "how", "why", "who", "than", "before", "after", "until", "then", "although",
        "though", "whether", "like", "first", "also",
    ];
    match language {
        Language::Korean => final_ending(&before.text),
        Language::English => {
            let (before, after) = (before.text.to_lowercase(), after.text.to_lowercase());
            ["i", "we", "he", "she", "they"].contains(&after.as_str())
                && !LEADS_ON.contains(&before.as_str())
        }
    }
}

fn ends_sentence(word: &str, language: Language) -> bool {
    let word = word.trim_end_matches(['"', '\'', '”', '’', ')', ']']);
    if word.ends_with(['?', '!', '。', '？', '！', '…']) {
        return true;
    }
    let Some(bare) = word.strip_suffix('.') else { return false };
    match language {
        Language::English => {
            let known = ["e.g", "i.e", "mr", "mrs", "dr", "vs", "etc"];
            let item = bare.len() <= 2 && bare.chars().all(|c| c.is_ascii_digit());
            !item && !known.contains(&bare.to_lowercase().as_str())
        }
        Language::Korean => !(bare.chars().all(|c| c.is_ascii_digit()) && bare.len() <= 2),
    }
}

/// English words before which a clause ends.
fn opens_clause(word: &str) -> bool {
    #[rustfmt::skip]
    const OPENERS: &[&str] = &[
        "and", "because", "so", "but", "since", "while", "which", "although", "however", "where",
        "then",
    ];
    let lower = word.to_lowercase();
    OPENERS.contains(&lower.trim_end_matches([',', '.']))
}

/// "a hundred and thirty" is one number.
fn within_number(before: &str, word: &str) -> bool {
    let before = before.to_lowercase();
    word.eq_ignore_ascii_case("and") && ["hundred", "thousand", "million"].contains(&&*before)
}

fn final_ending(word: &str) -> bool {
    let bare = word.trim_end_matches([',', '.', '!', '?']);
    ["니다", "에요", "예요", "어요", "아요", "해요", "네요", "죠", "지요"]
        .iter()
        .any(|end| bare.ends_with(end))
}

/// Sentences of a written text; a blank line or a line break of a list ends one too.
pub fn sentences(text: &str, language: Language) -> Vec<Vec<&str>> {
    let mut out = Vec::new();
    for line in text.lines() {
        let mut sentence = Vec::new();
        for word in line.split_whitespace() {
            if starts_item(word) && sentence.len() >= 3 {
                out.push(std::mem::take(&mut sentence));
            }
            sentence.push(word);
            if ends_sentence(word, language) {
                out.push(std::mem::take(&mut sentence));
            }
        }
        if !sentence.is_empty() {
            out.push(sentence);
        }
    }
    out
}

/// "1)", "(2)" or "③" within a line opens an item of an enumeration.
fn starts_item(word: &str) -> bool {
    let inner = word.trim_start_matches('(');
    let bracketed = inner.strip_suffix(')').is_some_and(|number| {
        !number.is_empty() && number.len() <= 2 && number.chars().all(|c| c.is_ascii_digit())
    });
    bracketed || word.chars().next().is_some_and(|c| ('①'..='⑳').contains(&c))
}
