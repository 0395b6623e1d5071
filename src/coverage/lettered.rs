//! Terms of letters and a number or of a word and a letter (p99, BM25, N+1, "Series B"), told with each of them apart: 피
//! 구십구, "N plus one", "the ninety ninth percentile", 시리즈 비.

use std::ops::Range;

use super::fact::Speech;
use super::phone::{self, phones};
use super::point::Fact;
use super::token::{Script, Token};
use super::{korean, sound};

/// Most letters of such a term.
const MOST_LETTERS: usize = 4;
/// Least likeness by sound of the word before a letter.
const ALIKE: f32 = 0.6;

/// Where such a term was told.
pub(super) fn said(fact: &Fact, speech: &Speech) -> Option<Range<usize>> {
    numbered(fact, speech)
        .or_else(|| with_letter(fact, speech, true))
        .or_else(|| between_numbers(fact, speech))
}

/// Where the word of a term was told with another letter ("Series A" for Series B).
pub(super) fn other(fact: &Fact, speech: &Speech) -> Option<Range<usize>> {
    with_letter(fact, speech, false)
}

/// Whether a token is letters as Korean or English tells them one by one.
fn spells(run: &[Token], letters: &str) -> bool {
    let joined: String = run.iter().map(|token| token.surface.as_str()).collect();
    let hangul = run.iter().all(|token| token.script == Script::Hangul);
    let spelled = sound::spelled_out(letters);
    let is =
        |text: &str| spelled.as_ref().is_some_and(|own| korean::jamo(text) == korean::jamo(own));
    joined == letters || hangul && (is(&joined) || is(korean::without_particle(&joined)))
}

/// A term of letters and a number.
struct Lettered {
    /// In small letters.
    letters: String,
    number: f64,
    /// With a plus between them.
    plus: bool,
}

impl Lettered {
    /// The one that a name begins with: of "p99 latency" and "N+1 query" the word behind says what it is.
    fn of(name: &str) -> Option<Self> {
        let first = name.split(' ').next().unwrap_or_default();
        let digits = first.contains(|c: char| c.is_ascii_digit());
        let text = if digits { first.to_owned() } else { name.replace(' ', "") }.to_lowercase();
        let letters: String = text.chars().take_while(char::is_ascii_alphabetic).collect();
        let behind = &text[letters.len()..];
        let plus = behind.starts_with('+');
        let digits = &behind[usize::from(plus)..];
        let end = digits.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(digits.len());
        let number = digits[..end].parse().ok()?;
        let whole = plus || end == digits.len();
        let long = (1..=MOST_LETTERS).contains(&letters.len());
        (whole && long).then_some(Self { letters, number, plus })
    }
}

fn numbered(fact: &Fact, speech: &Speech) -> Option<Range<usize>> {
    let term = Lettered::of(&fact.text)?;
    match term.letters.as_str() {
        "v" => version(term.number, speech),
        "p" => percentile(term.number, speech).or_else(|| apart(&term, speech)),
        _ => apart(&term, speech),
    }
}

/// Whether a token of the speech begins with one of these words.
fn begins(speech: &Speech, at: usize, words: &[&str]) -> bool {
    let token = speech.tokens.get(at);
    token.is_some_and(|token| words.iter().any(|word| token.surface.starts_with(word)))
}

/// "오 점 이 버전" for v5.2
fn version(number: f64, speech: &Speech) -> Option<Range<usize>> {
    let is = |at: usize| begins(speech, at, &["version", "버전"]);
    let told = |at: &usize| {
        speech.tokens[*at].value == Some(number) && (is(at + 1) || *at > 0 && is(at - 1))
    };
    (0..speech.tokens.len()).find(told).map(|at| at..at + 1)
}

/// "The ninety ninth percentile"
fn percentile(number: f64, speech: &Speech) -> Option<Range<usize>> {
    let is = |at: usize| begins(speech, at, &["percentile", "퍼센타일", "백분위"]);
    let mut told = speech.quantities.iter().filter(|quantity| quantity.written == number);
    told.find(|quantity| is(quantity.tokens.end))
        .map(|quantity| quantity.tokens.start..quantity.tokens.end + 1)
}

/// The letters one by one, then the number.
fn apart(term: &Lettered, speech: &Speech) -> Option<Range<usize>> {
    let tokens = speech.tokens;
    let plus = |at: usize| {
        term.plus && at > 0 && ["plus", "플러스"].contains(&tokens[at - 1].surface.as_str())
    };
    // A one before what is no counter is read as none.
    let one = |at: usize| {
        term.number == 1.0 && ["일", "원", "one"].contains(&tokens[at].surface.as_str())
    };
    let is = |at: &usize| tokens[*at].value == Some(term.number) || plus(*at) && one(*at);
    (0..tokens.len()).filter(is).find_map(|at| {
        let last = at - usize::from(plus(at));
        let letters = (1..=MOST_LETTERS.min(last)).map(|back| last - back);
        let mut told = letters.filter(|from| spells(&tokens[*from..last], &term.letters));
        let unbroken = |from: &usize| (*from + 1..=at).all(|next| speech.joined(next));
        told.next().filter(unbroken).map(|from| from..at + 1)
    })
}

/// "One on one" for 1on1, "two by two" for 2x2: a number, a short word and a number in one.
fn between_numbers(fact: &Fact, speech: &Speech) -> Option<Range<usize>> {
    const BETWEEN: &[(&str, &[&str])] = &[
        ("on", &["on", "to", "온", "대"]),
        ("to", &["to", "투", "대"]),
        ("x", &["x", "by", "바이"]),
        ("v", &["v", "vs", "versus", "대"]),
        ("vs", &["vs", "versus", "대"]),
    ];
    let text = fact.text.split([' ', '-']).collect::<String>().to_lowercase();
    let letters = text.trim_matches(|c: char| c.is_ascii_digit());
    let (_, told) = BETWEEN.iter().find(|(own, _)| *own == letters)?;
    let (first, last) = text.split_once(letters)?;
    let number = |at: usize, digits: &str| {
        let token = speech.tokens.get(at);
        token.is_some_and(|token| {
            token.value.is_some() && token.surface == digits
                || digits == "1" && token.surface == "ones"
        })
    };
    let whole = |at: usize| {
        let fused = speech.tokens.get(at + 1);
        fused.is_some_and(|next| next.surface == format!("{letters}{last}"))
    };
    (0..speech.tokens.len()).filter(|at| number(*at, first)).find_map(|at| {
        let between = speech.tokens.get(at + 1).map_or("", |token| token.surface.as_str());
        let apart = told.contains(&between) && number(at + 2, last);
        apart.then_some(at..at + 3).or_else(|| whole(at).then_some(at..at + 2))
    })
}

fn with_letter(fact: &Fact, speech: &Speech, own: bool) -> Option<Range<usize>> {
    let [word, letter] = &fact.tokens[..] else { return None };
    let single = |token: &Token| {
        token.raw.len() == 1 && token.raw.starts_with(|c: char| c.is_ascii_uppercase())
    };
    if !single(letter) || word.script != Script::Latin || word.raw.len() < 3 {
        return None;
    }
    let meant = phones(&word.surface);
    let alike = |at: usize| {
        let heard = &speech.tokens[at];
        let across = heard.script == Script::Hangul;
        heard.surface == word.surface
            || across && phone::alike(&meant, &speech.phones[at], true) >= ALIKE
    };
    let is = |token: &Token| {
        if own {
            spells(std::slice::from_ref(token), &letter.surface)
        } else {
            let others = ('a'..='f').map(String::from).filter(|other| *other != letter.surface);
            let named = token.script == Script::Hangul || single(token);
            named && others.into_iter().any(|other| spells(std::slice::from_ref(token), &other))
        }
    };
    (1..speech.tokens.len())
        .find(|at| speech.joined(*at) && alike(at - 1) && is(&speech.tokens[*at]))
        .map(|at| at - 1..at + 1)
}
