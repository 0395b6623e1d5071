//! Pieces to tokens: what makes one number becomes one token, whatever stands beside it in the same word.

use super::english::English;
use super::piece::Piece;
use super::token::{Token, number_token, word_token};
use super::{half, korean, number, range};

/// The tokens of `pieces`; `stem` gives the stem of an English word.
pub(super) fn fold(
    mut pieces: Vec<Piece>,
    english: &English,
    stem: impl Fn(&str) -> String,
) -> Vec<Token> {
    let mut out = Vec::with_capacity(pieces.len());
    let mut at = 0;
    while at < pieces.len() {
        let read = part(&mut pieces, at, &mut out);
        let read =
            read.or_else(|| whole(&pieces, at).map(|found| found.put(&mut pieces, at, &mut out)));
        at = read.unwrap_or_else(|| {
            out.push(word_token(&pieces[at], english, &stem));
            at + 1
        });
    }
    out
}

/// Reads a part of a number, or several numbers in one word, that begin at piece `at`; tells where to read on.
fn part(pieces: &mut [Piece], at: usize, out: &mut Vec<Token>) -> Option<usize> {
    let word = |at: usize| pieces[at].word;
    if let Some(used) = half::read_quarter(pieces, at, out) {
        return Some(at + used);
    }
    // "1분 반으로": half a minute more, no half of anything.
    if pieces[at].lower.starts_with('반')
        && let Some(used) = half::read(pieces, at, out)
    {
        return Some(at + used);
    }
    if let Some((value, used)) = share(pieces, at) {
        let raw: Vec<&str> = pieces[at..at + used].iter().map(|piece| piece.raw.as_str()).collect();
        out.push(number_token(value, raw.join(" "), (word(at), word(at + used - 1))));
        return Some(at + used);
    }
    if let Some(used) = half::read(pieces, at, out) {
        return Some(at + used);
    }
    if let Some((range, bytes)) = range::read(pieces, at) {
        let raw = pieces[at].lower[..bytes].to_owned();
        let words = (word(at), word(at));
        out.extend(range.map(|value| number_token(value, raw.clone(), words)));
        return Some(at + usize::from(pieces[at].take(bytes)));
    }
    if let Some(year) = half::of_a_year(&pieces[at].lower).map(str::to_owned) {
        out.push(number_token(0.5, "반".into(), (word(at), word(at))));
        pieces[at].raw = year.clone();
        pieces[at].lower = year;
        return Some(at);
    }
    let (value, before, bytes) = half::spaced_decimal(pieces, at)?;
    out.push(number_token(value, format!("{value}"), (word(at), word(at + before))));
    Some(at + before + usize::from(pieces[at + before].take(bytes)))
}

/// A number of one piece or several.
struct Found {
    value: f64,
    /// The piece that it ends in, and how many bytes of that it takes; with none, it ends before.
    last: usize,
    bytes: usize,
}

/// The number that begins at piece `at`.
fn whole(pieces: &[Piece], at: usize) -> Option<Found> {
    if pieces[at].hangul { korean_number(pieces, at) } else { english_number(pieces, at) }
}

fn korean_number(pieces: &[Piece], at: usize) -> Option<Found> {
    let next = pieces.get(at + 1).map(|piece| {
        // 하고 is a particle behind a counter, and the end of a verb elsewhere.
        let with = piece.lower.strip_suffix("하고");
        // 메가로 has a stem of one syllable by the rules.
        let counts = number::counter(&piece.lower).is_some();
        let own = || if counts { piece.lower.clone() } else { korean::stem(&piece.lower) };
        with.map_or_else(own, str::to_owned)
    });
    let (value, bytes) = number::korean(&pieces[at].lower, None, next.as_deref().unwrap_or(""))?;
    // "구 억", "이십 만"
    let follows = pieces.get(at + 2).map_or("", |piece| piece.lower.as_str());
    let scale = pieces.get(at + 1).filter(|scale| {
        let apart = bytes == pieces[at].lower.len() && scale.word == pieces[at].word + 1;
        apart && value < 1e4 && scale.lower.starts_with(['억', '만'])
    });
    let scaled = scale.and_then(|scale| number::korean(&scale.lower, Some(value), follows));
    Some(match scaled {
        Some((value, bytes)) => Found { value, last: at + 1, bytes },
        None => Found { value, last: at, bytes },
    })
}

/// In words or digits, perhaps with a Korean scale behind them.
fn english_number(pieces: &[Piece], at: usize) -> Option<Found> {
    if !number::begins(&pieces[at].lower) {
        return None;
    }
    // The longest spoken number in words has far fewer than twelve of them, and it ends with its sentence.
    let sentence = pieces[at..].iter().position(|piece| piece.ends);
    let most = sentence.map_or(12, |last| last + 1).min(12);
    let window: Vec<&str> =
        pieces[at..].iter().take(most).map(|piece| piece.lower.as_str()).collect();
    let (value, used) = number::english(&window)?;
    let next = at + used;
    let follows = pieces.get(next + 1).map_or("", |piece| piece.lower.as_str());
    let scale = pieces.get(next).filter(|piece| piece.hangul);
    let scaled = scale.and_then(|scale| number::korean(&scale.lower, Some(value), follows));
    let (value, bytes) = scaled.unwrap_or((value, 0));
    Some(Found { value, last: next, bytes })
}

impl Found {
    /// Puts it, which begins at piece `at`, behind the tokens so far; tells where to read on.
    fn put(self, pieces: &mut [Piece], at: usize, out: &mut Vec<Token>) -> usize {
        let Found { value, last, bytes } = self;
        let raw: Vec<&str> = pieces[at..last].iter().map(|piece| piece.raw.as_str()).collect();
        let mut raw = raw.join(" ");
        let end = if bytes > 0 { last } else { last - 1 };
        if bytes > 0 {
            let apart = last > at && pieces[last].word > pieces[last - 1].word;
            raw += if apart { " " } else { "" };
            raw += &pieces[last].lower[..bytes];
        }
        let number = number_token(value, raw, (pieces[at].word, pieces[end].word));
        match out.last_mut().filter(|before| continues(before, &number)) {
            Some(before) => {
                let myriads = out_of_myriads(before, &number);
                let sum = before.value.unwrap_or(0.0) + if myriads { value * 1e4 } else { value };
                let raw = format!("{} {}", before.raw, number.raw);
                *before = number_token(sum, raw, (before.word, number.last_word));
            }
            None => out.push(number),
        }
        last + usize::from(bytes > 0 && pieces[last].take(bytes))
    }
}

/// A share that begins here ("a third", 절반, "3분의 1"): its value and how many pieces it
/// takes, with their particles.
fn share(pieces: &[Piece], at: usize) -> Option<(f64, usize)> {
    let lower = |at: usize| pieces.get(at).map_or("", |piece| piece.lower.as_str());
    if let Some(value) = number::korean_share(lower(at)) {
        return Some((value, 1));
    }
    // "3분의 1" is written apart, 삼분의 in one.
    let (whole, next) = match lower(at).strip_suffix("분의") {
        Some(word) if !word.is_empty() => {
            let whole =
                number::korean(word, None, "퍼센트").or_else(|| number::korean(word, None, "명"));
            (whole?.0, at + 1)
        }
        _ if lower(at + 1) == "분의" => (number::digits(lower(at))?, at + 2),
        _ => {
            let before = at.checked_sub(1).map_or("", lower);
            let window: Vec<&str> =
                (at..at + 3).map(lower).take_while(|word| !word.is_empty()).collect();
            return number::english_fraction(&window, before);
        }
    };
    let piece = lower(next);
    let part = number::digits(piece).or_else(|| number::sino_digit(piece.chars().next()?))?;
    (part > 0.0 && part < whole).then_some((part / whole, next + 1 - at))
}

/// "1만 2천", "만 이천", "3천 5백": a multiple of a Korean scale and what is below it, word after word.
fn continues(before: &Token, number: &Token) -> bool {
    let scale = before.raw.chars().next_back().and_then(number::sino_scale);
    match (before.value, number.value, scale) {
        (Some(high), Some(low), Some(scale)) => {
            high >= scale
                && high % scale == 0.0
                && (10.0..scale).contains(&low)
                && number.word <= before.last_word + 1
        }
        _ => false,
    }
}

/// "일억 이천" is said for 일억 이천만.
fn out_of_myriads(before: &Token, number: &Token) -> bool {
    before.raw.ends_with('억')
        && number.raw.ends_with('천')
        && number.value.is_some_and(|value| (1e3..1e4).contains(&value))
}
