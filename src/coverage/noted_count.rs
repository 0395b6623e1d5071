//! What a number of the written answer counts, and how it is shown with it.

use super::quantity::Quantity;
use super::token::{Script, Token, ends_clause};
use super::unit::Kind;
use super::{korean, number, quotation};

/// What a number without a unit counts: English up to the first plural within three words, else the next
/// word.
pub(super) fn counted(tokens: &[Token], words: &[&str], quantity: &Quantity) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    if quantity.whole || !matches!(quantity.kind, Kind::Plain) {
        return found;
    }
    let mut last_word = tokens[quantity.tokens.end - 1].last_word;
    for next in &tokens[quantity.tokens.end..] {
        let broken =
            next.word > last_word && (last_word..next.word).any(|word| ends_clause(words[word]));
        let function_word = next.stop && next.script == Script::Latin
            || next.script == Script::Hangul
                && next.word == last_word
                && number::particle(&next.surface)
            || COPULAS.iter().any(|copula| next.surface.starts_with(copula))
            || NO_THINGS.contains(&next.surface.as_str());
        // "이천 '누리로지스'" is no two thousand of them.
        let quoted = quotation::QUOTES.iter().any(|(open, _)| words[next.word].starts_with(*open));
        if broken || function_word || quoted || next.script == Script::Number || found.len() == 3 {
            break;
        }
        last_word = next.word;
        found.push(next.clone());
        // "Eleven Kubernetes clusters"
        let behind = tokens.iter().find(|token| token.word == next.word + 1);
        let of_kind = OF_KIND.contains(&next.surface.as_str());
        let named = (next.raw.starts_with(char::is_uppercase) || of_kind)
            && behind.is_some_and(|noun| !noun.stop && noun.surface.ends_with('s'));
        let plural = next.script == Script::Latin && next.surface.ends_with('s') && !named;
        if plural || next.script == Script::Hangul {
            return found;
        }
    }
    found.truncate(1);
    found
}

/// How "is" of Korean begins, written apart behind a number (6800 이라고), ...
const COPULAS: &[&str] = &["이라", "이고", "이면", "이며", "이다", "이었", "이나", "인데"];
/// ...and words that are nothing to count either: of notes in a hurry a particle and "because", adverbs.
#[rustfmt::skip]
const NO_THINGS: &[&str] = &[
    "이", "cause", "cuz", "pretty", "fast", "already", "again", "together", "now", "today", "ago", "later", "back", "instead",
    "yet", "each", "net", "total", "overall", "straight", "online", "alone", "apiece", "max", "tops", "roughly", "exactly",
    "incl", "including", "versus", "vs",
];
/// Nouns in the form of a plural that say of what kind those behind them are ("7 maths teachers").
#[rustfmt::skip]
const OF_KIND: &[&str] = &[
    "maths", "sales", "physics", "sports", "news", "logistics", "operations", "economics", "politics", "electronics", "statistics",
    "analytics", "mechanics", "graphics", "settings", "systems", "access", "business", "process", "class", "press", "glass",
];

/// "from 24 to 8 percent", "3 to 5 members": the first counts what the second does.
pub(super) fn inherited(tokens: &[Token], words: &[&str], quantity: &Quantity) -> Vec<Token> {
    let at = quantity.tokens.end;
    let joins = tokens.get(at).is_some_and(|to| ["to", "or"].contains(&to.surface.as_str()));
    let second = tokens.get(at + 1).filter(|next| joins && next.script == Script::Number);
    let Some(value) = second.and_then(|next| next.value) else { return Vec::new() };
    let plain = Quantity {
        tokens: at + 1..at + 2,
        written: value,
        value,
        kind: Kind::Plain,
        whole: false,
        grouped: false,
        ..quantity.clone()
    };
    counted(tokens, words, &plain)
}

/// The number with what it counts, as the answer writes it, without particles.
pub(super) fn text(
    quantity: &Quantity,
    about: &[Token],
    tokens: &[Token],
    words: &[&str],
) -> String {
    let first = &tokens[quantity.tokens.start];
    let last = about.last().unwrap_or(&tokens[quantity.tokens.end - 1]);
    let whole = words[first.word..=last.last_word].join(" ");
    let whole = whole.trim_matches(|c: char| !c.is_alphanumeric() && !"%$€£₩-−".contains(c));
    let text = match last.script {
        _ if whole.starts_with("절반") => "절반",
        Script::Hangul => {
            trim_particle(whole, number::counter(&last.surface).unwrap_or(&last.stem))
        }
        Script::Number if last.raw.chars().any(korean::is_hangul) => {
            let number = last.raw.rsplit(' ').next().unwrap_or_default();
            whole.rfind(number).map_or(whole, |at| &whole[..at + number.len()])
        }
        _ => trim_particle(whole, ""),
    };
    let text = text.trim_end_matches('-');
    // "2년반동안", "3시간 반 동안"
    let half = |behind: &&str| behind.starts_with('반') && quantity.written.fract() == 0.5;
    let in_one = whole.strip_prefix(text).filter(half).is_some();
    let apart = words.get(last.last_word + 1).filter(|next| whole == text && half(next)).is_some();
    match (in_one, apart) {
        (true, _) => format!("{text}반"),
        (_, true) => format!("{text} 반"),
        _ => text.to_owned(),
    }
}

/// `text` up to the end of `stem` where it last stands, without a Korean particle.
fn trim_particle<'a>(text: &'a str, stem: &str) -> &'a str {
    if stem.is_empty() {
        return text.trim_end_matches(korean::is_hangul);
    }
    text.rfind(stem).map_or(text, |at| &text[..at + stem.len()])
}
