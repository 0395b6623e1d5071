//! Text to comparable tokens: one script each, numbers as values, stems, and which of them carry
//! no point by themselves.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::english::English;
use super::{half, korean, number, range};

/// What a token is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Script {
    /// Latin letters, perhaps with digits behind them (EC2).
    Latin,
    /// Hangul.
    Hangul,
    /// A number, by value.
    Number,
}

/// One comparable word.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// Lower case, NFC, without apostrophes; a number in plain digits.
    pub surface: String,
    /// As it was written, case kept.
    pub raw: String,
    /// Stem by the rules of its script; a number's digits.
    pub stem: String,
    /// Script, which decides how it is compared.
    pub script: Script,
    /// Value of a number.
    pub value: Option<f64>,
    /// Index of the (space-separated) word it comes from.
    pub word: usize,
    /// Index of the last word it comes from, for a number of several.
    pub last_word: usize,
    /// Carries no point by itself.
    pub stop: bool,
}

/// Part of a word in one script, as it was written and in lower case.
pub(super) struct Piece {
    raw: String,
    pub(super) lower: String,
    pub(super) word: usize,
    hangul: bool,
    /// Its sentence ends with it.
    ends: bool,
}

/// Tokens of `words`, which are space-separated words with their punctuation.
pub fn tokens<'a>(words: impl IntoIterator<Item = &'a str>, english: &English) -> Vec<Token> {
    fold(pieces(words), english, |word| english.stem(word))
}

/// How many tokens of `words` carry a point. Stems, which cost most, are not needed for that.
pub(super) fn content_count<'a>(
    words: impl IntoIterator<Item = &'a str>,
    english: &English,
) -> usize {
    fold(pieces(words), english, |_| String::new()).iter().filter(|token| !token.stop).count()
}

fn pieces<'a>(words: impl IntoIterator<Item = &'a str>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (index, word) in words.into_iter().enumerate() {
        split_word(word, index, &mut pieces);
    }
    pieces
}

/// Tokens of a text.
pub fn tokens_of(text: &str, english: &English) -> Vec<Token> {
    tokens(text.split_whitespace(), english)
}

fn split_word(word: &str, index: usize, pieces: &mut Vec<Piece>) {
    let apart = |c: &char| !matches!(c, '\'' | '’' | '‘' | '`');
    let normal: Vec<char> = if is_nfc(word) {
        word.chars().filter(apart).collect()
    } else {
        word.nfc().filter(apart).collect()
    };
    let possessive = word.ends_with("'s") || word.ends_with("’s");
    let first_piece = pieces.len();
    let mut current = String::new();
    let mut class = ' ';
    let flush = |current: &mut String, pieces: &mut Vec<Piece>| {
        if !current.is_empty() {
            let raw = std::mem::take(current);
            let hangul = raw.chars().any(korean::is_hangul);
            pieces.push(Piece {
                lower: plain(&raw, hangul),
                raw,
                word: index,
                hangul,
                ends: false,
            });
        }
    };
    for (at, &c) in normal.iter().enumerate() {
        let now = match c {
            _ if c.is_ascii_digit() => '0',
            _ if korean::is_hangul(c) => 'ㅎ',
            _ if c.is_alphabetic() => 'a',
            '.' if class == '0'
                && is_version(&current)
                && normal.get(at + 1).is_some_and(char::is_ascii_digit) =>
            {
                '0'
            }
            '.' | ',' if class == '0' && starts_with_digit(&current) => {
                // "3.5" and "4,000" are one number; "2012." is not followed by a digit.
                let digit_next = normal.get(at + 1).is_some_and(char::is_ascii_digit);
                if digit_next { '0' } else { ' ' }
            }
            _ => ' ',
        };
        let splits = match (class, now) {
            (_, ' ') => true,
            ('a', '0') => false,
            ('0', 'a') => starts_with_digit(&current),
            (before, now) => before != now,
        };
        if splits {
            flush(&mut current, pieces);
        }
        if c == '%' {
            let (raw, lower) = ("%".to_owned(), "percent".to_owned());
            pieces.push(Piece { raw, lower, word: index, hangul: false, ends: false });
        }
        if now != ' ' {
            current.push(c);
        }
        class = now;
    }
    flush(&mut current, pieces);
    if let Some(last) = pieces[first_piece..].last_mut() {
        last.ends = ends_sentence(word);
    }
    if possessive
        && pieces.len() > first_piece
        && let Some(last) = pieces.last_mut()
        && last.lower.len() > 2
        && last.lower.ends_with('s')
    {
        last.lower.pop();
        last.raw.pop();
    }
}

/// A piece in lower case and, where it is no Hangul, without accents: a recogniser leaves them out (Lucía).
fn plain(raw: &str, hangul: bool) -> String {
    if hangul || raw.is_ascii() {
        return raw.to_lowercase();
    }
    raw.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// Whether a dot behind this goes on a version (v5.2).
fn is_version(text: &str) -> bool {
    let digits = text.strip_prefix(['v', 'V']);
    digits.is_some_and(|digits| !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit()))
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// Pieces to tokens; `stem` gives the stem of an English word.
fn fold(mut pieces: Vec<Piece>, english: &English, stem: impl Fn(&str) -> String) -> Vec<Token> {
    let mut out = Vec::with_capacity(pieces.len());
    let mut at = 0;
    while at < pieces.len() {
        if let Some(used) = half::read_quarter(&pieces, at, &mut out) {
            at += used;
            continue;
        }
        // "1분 반으로": half a minute more, no half of anything.
        if pieces[at].lower.starts_with('반')
            && let Some(used) = half::read(&pieces, at, &mut out)
        {
            at += used;
            continue;
        }
        if let Some((value, used)) = share(&pieces, at) {
            let raw: Vec<&str> =
                pieces[at..at + used].iter().map(|piece| piece.raw.as_str()).collect();
            let words = (pieces[at].word, pieces[at + used - 1].word);
            out.push(number_token(value, raw.join(" "), words));
            at += used;
            continue;
        }
        if let Some(used) = half::read(&pieces, at, &mut out) {
            at += used;
            continue;
        }
        if let Some((range, bytes)) = range::read(&pieces, at) {
            let raw = pieces[at].lower[..bytes].to_owned();
            let words = (pieces[at].word, pieces[at].word);
            out.extend(range.map(|value| number_token(value, raw.clone(), words)));
            at += usize::from(take(&mut pieces[at], bytes));
            continue;
        }
        if let Some(year) = half::of_a_year(&pieces[at].lower).map(str::to_owned) {
            out.push(number_token(0.5, "반".into(), (pieces[at].word, pieces[at].word)));
            pieces[at].raw = year.clone();
            pieces[at].lower = year;
            continue;
        }
        if let Some((value, before, bytes)) = half::spaced_decimal(&pieces, at) {
            let words = (pieces[at].word, pieces[at + before].word);
            out.push(number_token(value, format!("{value}"), words));
            at += before + usize::from(take(&mut pieces[at + before], bytes));
            continue;
        }
        let number = if pieces[at].hangul {
            let next = pieces.get(at + 1).map(|piece| {
                // 하고 is a particle behind a counter, and the end of a verb elsewhere.
                let with = piece.lower.strip_suffix("하고");
                // 메가로 has a stem of one syllable by the rules.
                let counts = number::counter(&piece.lower).is_some();
                let own = || if counts { piece.lower.clone() } else { korean::stem(&piece.lower) };
                with.map_or_else(own, str::to_owned)
            });
            let found = number::korean(&pieces[at].lower, None, next.as_deref().unwrap_or(""));
            found.map(|(value, bytes)| {
                // "구 억", "이십 만"
                let follows = pieces.get(at + 2).map_or("", |piece| piece.lower.as_str());
                let scale = pieces.get(at + 1).filter(|scale| {
                    let apart =
                        bytes == pieces[at].lower.len() && scale.word == pieces[at].word + 1;
                    apart && value < 1e4 && scale.lower.starts_with(['억', '만'])
                });
                let scaled =
                    scale.and_then(|scale| number::korean(&scale.lower, Some(value), follows));
                scaled.map_or((value, at, bytes), |(scaled, bytes)| (scaled, at + 1, bytes))
            })
        } else if !number::begins(&pieces[at].lower) {
            None
        } else {
            // The longest spoken number in words has far fewer than twelve of them, and it ends with its sentence.
            let sentence = pieces[at..].iter().position(|piece| piece.ends);
            let most = sentence.map_or(12, |last| last + 1).min(12);
            let window: Vec<&str> =
                pieces[at..].iter().take(most).map(|piece| piece.lower.as_str()).collect();
            number::english(&window).map(|(value, used)| {
                let next = at + used;
                let follows = pieces.get(next + 1).map_or("", |piece| piece.lower.as_str());
                match pieces.get(next).filter(|piece| piece.hangul) {
                    Some(piece) => match number::korean(&piece.lower, Some(value), follows) {
                        Some((scaled, bytes)) => (scaled, next, bytes),
                        None => (value, next, 0),
                    },
                    None => (value, next, 0),
                }
            })
        };
        if let Some((value, last, bytes)) = number {
            let mut raw = pieces[at..last]
                .iter()
                .map(|piece| piece.raw.as_str())
                .collect::<Vec<_>>()
                .join(" ");
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
                    let sum =
                        before.value.unwrap_or(0.0) + if myriads { value * 1e4 } else { value };
                    let raw = format!("{} {}", before.raw, number.raw);
                    *before = number_token(sum, raw, (before.word, number.last_word));
                }
                None => out.push(number),
            }
            at = last + usize::from(bytes > 0 && take(&mut pieces[last], bytes));
            continue;
        }
        out.push(word_token(&pieces[at], english, &stem));
        at += 1;
    }
    out
}

/// Whether punctuation behind a written word parts it from the next one.
pub(super) fn ends_clause(word: &str) -> bool {
    word.ends_with([',', '.', ';', ':', ')', '!', '?'])
}

/// The words that a run of tokens was made of, and where in them the letters of the run begin and end.
pub(super) fn written(run: &[Token], words: &[&str]) -> Option<(String, Range<usize>)> {
    let (first, last) = (run.first()?, run.last()?);
    let text = words[first.word..=last.last_word].join(" ");
    let from = text.find(&first.raw)?;
    let to = text.rfind(&last.raw)? + last.raw.len();
    Some((text, from..to))
}

/// Whether the token `at` of `tokens`, made of `words`, follows the one before it without a break.
pub(super) fn joined(tokens: &[Token], words: &[&str], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    let before = tokens[at - 1].last_word;
    token.word == before || !ends_clause(words[before])
}

/// Whether a written word ends its sentence.
pub(super) fn ends_sentence(word: &str) -> bool {
    word.ends_with(['.', '?', '!'])
}

/// Takes what was read from the beginning of a piece; whether nothing of it is left.
fn take(piece: &mut Piece, bytes: usize) -> bool {
    piece.lower.drain(..bytes);
    piece.raw = piece.lower.clone();
    piece.lower.is_empty()
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

/// A number made of the words from the first to the last one.
pub(super) fn number_token(value: f64, raw: String, (word, last_word): (usize, usize)) -> Token {
    let surface = format!("{value}");
    Token {
        stem: surface.clone(),
        surface,
        raw,
        script: Script::Number,
        value: Some(value),
        word,
        last_word,
        // "one" is far more often a pronoun or an article than a count.
        stop: value == 1.0,
    }
}

fn word_token(piece: &Piece, english: &English, stem_of: impl Fn(&str) -> String) -> Token {
    let (script, stem, stop) = if piece.hangul {
        let stem = korean::stem(&piece.lower);
        let stop = korean::is_stop(&piece.lower, &stem);
        (Script::Hangul, stem, stop)
    } else {
        (Script::Latin, stem_of(&piece.lower), english.is_stop(&piece.lower))
    };
    Token {
        surface: piece.lower.clone(),
        raw: piece.raw.clone(),
        stem,
        script,
        value: None,
        word: piece.word,
        last_word: piece.word,
        stop,
    }
}

/// What `is` finds at the tokens of a text.
#[cfg(test)]
pub(super) fn found_in(
    text: &str,
    is: impl for<'a> Fn(&'a [Token], usize) -> Option<&'a str>,
) -> Vec<String> {
    let tokens = tokens_of(text, &English::new());
    (0..tokens.len()).filter_map(|at| is(&tokens, at)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(text: &str) -> Vec<String> {
        tokens_of(text, &English::new()).into_iter().map(|token| token.stem).collect()
    }

    #[test]
    fn numbers_become_values_in_both_languages() {
        assert_eq!(stems("four hundred thousand patents"), ["400000", "patent"]);
        assert_eq!(stems("400,000 patents."), ["400000", "patent"]);
        assert_eq!(stems("40만 건의 특허")[0], "400000");
        assert_eq!(stems("사십만 건의 특허")[0], "400000");
        assert_eq!(stems("열여섯 개 회사")[0], "16");
        assert_eq!(stems("1만 2천 명")[0], "12000");
        assert_eq!(stems("만 이천 명")[0], "12000");
        assert_eq!(stems("16개 회사")[..2], ["16", "개"]);
    }

    #[test]
    fn scripts_are_split_and_acronyms_kept() {
        assert_eq!(stems("EC2이며")[0], "ec2");
        assert_eq!(stems("gRPC를")[0], "grpc");
        assert_eq!(stems("real-time"), ["real", "time"]);
        assert_eq!(stems("REST’s"), ["rest"]);
        assert_eq!(stems("20%"), ["20", "percent"]);
        assert_eq!(stems("절반으로 줄였습니다")[0], "0.5");
        assert_eq!(stems("사람의 3분의 1이 가입했다")[1], stems("삼분의 일이")[0]);
    }

    #[test]
    fn odd_text_gives_tokens_or_none_but_never_panics() {
        for text in ["", "   ", "...", "1.2.3.4", "9999999999999999999999999", "만만만", "½ ² ①"]
        {
            let _ = stems(text);
        }
        assert!(stems("—").is_empty());
    }
}
