//! English numbers and fractions.

use super::digits;
use super::sino::sino_scale;

/// English number words below one hundred.
#[rustfmt::skip]
const SMALL: &[(&str, f64)] = &[
    ("zero", 0.0), ("one", 1.0), ("two", 2.0), ("three", 3.0), ("four", 4.0), ("five", 5.0),
    ("six", 6.0), ("seven", 7.0), ("eight", 8.0), ("nine", 9.0), ("ten", 10.0), ("eleven", 11.0),
    ("twelve", 12.0), ("thirteen", 13.0), ("fourteen", 14.0), ("fifteen", 15.0),
    ("sixteen", 16.0), ("seventeen", 17.0), ("eighteen", 18.0), ("nineteen", 19.0),
    ("twenty", 20.0), ("thirty", 30.0), ("forty", 40.0), ("fifty", 50.0), ("sixty", 60.0),
    ("seventy", 70.0), ("eighty", 80.0), ("ninety", 90.0),
];

/// English words that multiply what stands before them.
#[rustfmt::skip]
const SCALES: &[(&str, f64)] = &[
    ("hundred", 1e2), ("thousand", 1e3), ("million", 1e6), ("billion", 1e9), ("trillion", 1e12),
    ("k", 1e3), ("grand", 1e3), ("m", 1e6), ("bn", 1e9), ("dozen", 12.0),
];

/// Words that may stand behind "grand" as a thousand of money, which before a noun is an adjective.
#[rustfmt::skip]
const BEHIND_GRAND: &[&str] = &[
    "a", "an", "and", "at", "but", "by", "each", "every", "for", "from", "i", "if", "in", "into", "it", "more",
    "of", "off", "on", "or", "out", "over", "per", "so", "that", "the", "then", "to", "up", "we", "when", "dollars", "pounds", "euros",
    "which", "with", "worth",
];

/// The value of a number word below one hundred.
pub(in crate::coverage) fn small(word: &str) -> Option<f64> {
    SMALL.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

/// The value of a number word below ten.
fn digit(word: &str) -> Option<f64> {
    small(word).filter(|value| *value < 10.0)
}

/// The digits that `pieces` begin with, said one by one.
fn spoken_digits(pieces: &[&str]) -> String {
    let digits = pieces.iter().map_while(|piece| match *piece {
        "oh" | "o" => Some(0.0),
        piece => digit(piece),
    });
    digits.map(|value| char::from(b'0' + value as u8)).collect()
}

/// The value of a word such as "thousand".
pub(in crate::coverage) fn scale(word: &str) -> Option<f64> {
    SCALES.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

/// Whether an English number may begin with this word (lower case).
pub(in crate::coverage) fn begins(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        || small(word).is_some()
        || scale(word).is_some()
        || word == "point"
}

/// Reads an English number from the start of `pieces` (lower case, digits already split from
/// letters). Returns its value and how many pieces it took; `None` where no number starts.
pub(in crate::coverage) fn english(pieces: &[&str]) -> Option<(f64, usize)> {
    let mut total = 0.0; // thousands and more, finished
    let mut current = 0.0; // below the next scale
    let mut last = f64::INFINITY; // the word before, to see where a number ends
    let mut used = 0;
    let mut at = 0;
    while at < pieces.len() {
        let piece = pieces[at];
        if piece == "and" && used > 0 && at == used && last >= 100.0 && last.is_finite() {
            // "two hundred and fifty", but not "ten and twenty"
            if pieces.get(at + 1).and_then(|next| small(next)).is_none() {
                break;
            }
            at += 1;
            continue;
        }
        if ["point", "dot"].contains(&piece) && used > 0 && at == used {
            // "two point five", "one dot twenty four"
            let mut decimals = spoken_digits(&pieces[at + 1..]);
            let mut words = decimals.len();
            // "three point eleven", "two point twenty five"
            if decimals.is_empty()
                && let Some(two) = pieces.get(at + 1).and_then(|next| small(next))
            {
                let one = pieces.get(at + 2).and_then(|next| digit(next)).filter(|_| two >= 20.0);
                decimals = format!("{}", two + one.unwrap_or(0.0));
                words = 1 + usize::from(one.is_some());
            }
            let Ok(fraction) = format!("0.{decimals}").parse::<f64>() else { break };
            if decimals.is_empty() {
                break;
            }
            current += fraction;
            used = at + 1 + words;
            at = used;
            last = 1.0;
            continue;
        }
        if ["oh", "o"].contains(&piece) && used == 1 && (1.0..=20.0).contains(&current) {
            // "nine oh five", "nineteen oh eight"
            let Some(ones) = pieces.get(at + 1).and_then(|next| digit(next)) else { break };
            return Some((current * 100.0 + ones, at + 2));
        }
        if piece == "point" && used == 0 {
            // "point seven one"; a single digit behind it is likelier to begin something new.
            let decimals = spoken_digits(&pieces[1..]);
            // "point four of a second", "point four percent"
            let behind = pieces.get(1 + decimals.len());
            let sure = decimals.len() >= 2
                || decimals.len() == 1
                    && behind.is_some_and(|next| ["of", "percent", "seconds"].contains(next));
            let value = format!("0.{decimals}").parse().ok().filter(|_| sure)?;
            return Some((value, 1 + decimals.len()));
        }
        if let Some(value) = digits(piece) {
            if used > 0 {
                break;
            }
            current = value;
            last = 1.0;
        } else if let Some(value) = small(piece) {
            let year = used == 1 && (13.0..=20.0).contains(&current) && value >= 10.0;
            let digit_after_tens = (20.0..100.0).contains(&last) && value < 10.0;
            if year {
                current = current * 100.0 + value;
            } else if used == 0 || digit_after_tens || last == 100.0 || last >= 1000.0 {
                current += value;
            } else {
                break;
            }
            last = if value == 0.0 { 1.0 } else { value };
        } else if let Some(factor) = scale(piece) {
            let letter = piece.len() <= 2;
            // "Thirty K", but "with K six" names a tool.
            let named = pieces.get(at + 1).is_some_and(|next| begins(next));
            let in_words = piece == "k" && !named;
            if letter && (used == 0 || last != 1.0 && !in_words) {
                break;
            }
            // "Two hundred grand", but not "two grand prizes".
            let next = pieces.get(at + 1);
            let amount = next.is_none_or(|next| BEHIND_GRAND.contains(next));
            if piece == "grand" && (used == 0 || !amount) {
                break;
            }
            if factor == 100.0 || factor == 12.0 {
                current = if used == 0 { factor } else { current * factor };
            } else {
                total += if used == 0 || current == 0.0 { factor } else { current * factor };
                current = 0.0;
            }
            last = if factor == 100.0 { 100.0 } else { factor };
        } else if let Some(value) = korean_scale(piece).filter(|_| used > 0) {
            current *= value;
            last = value;
        } else {
            break;
        }
        at += 1;
        used = at;
    }
    (used > 0).then_some((total + current, used))
}

/// Reads an English fraction from the start of `pieces` ("a third", "two thirds", "half of");
/// `before` is the piece in front of it. Only where it is surely a share: "a third party" and "one
/// quarter" of a year are none.
pub(in crate::coverage) fn english_fraction(pieces: &[&str], before: &str) -> Option<(f64, usize)> {
    #[rustfmt::skip]
    const PARTS: &[(&str, f64)] = &[
        ("half", 2.0), ("third", 3.0), ("quarter", 4.0), ("fifth", 5.0), ("sixth", 6.0), ("tenth", 10.0),
    ];
    #[rustfmt::skip]
    const BEFORE: &[&str] = &[
        "by", "to", "about", "almost", "nearly", "roughly", "around", "over", "than", "only", "just",
        "under", "in",
    ];
    #[rustfmt::skip]
    const BEHIND: &[&str] = &[
        "of", "less", "more", "fewer", "off", "cheaper", "faster", "slower", "lower", "higher",
        "shorter", "smaller",
    ];
    let of = |word: &str| PARTS.iter().find(|(name, _)| *name == word).map(|(_, value)| *value);
    let first = *pieces.first()?;
    let behind = |at: usize| pieces.get(at).is_some_and(|next| BEHIND.contains(next));
    if first == "half" {
        let counts = pieces.get(1).is_some_and(|next| ["a", "an", "past"].contains(next));
        let of = ["of", "the", "our", "my", "their", "its", "as"];
        let of = pieces.get(1).is_some_and(|next| of.contains(next));
        let share = of || ["by", "in", "to"].contains(&before) && !counts;
        return share.then_some((0.5, 1));
    }
    let second = *pieces.get(1)?;
    // "every quarter of an hour"
    if first == "quarter" && pieces[1..] == ["of", "an"] {
        return Some((0.25, 1));
    }
    if let Some(many) = small(first).filter(|many| *many >= 2.0) {
        let whole = of(second.strip_suffix('s')?)?;
        return (many < whole).then_some((many / whole, 2));
    }
    let whole = of(second)?;
    // "At a quarter past nine" is a time of day.
    let one = ["a", "one"].contains(&first) && pieces.get(2) != Some(&"past");
    (one && (behind(2) || (BEFORE.contains(&before) && before != "in"))).then_some((1.0 / whole, 2))
}

fn korean_scale(piece: &str) -> Option<f64> {
    let mut chars = piece.chars();
    let first = chars.next()?;
    chars.next().is_none().then(|| sino_scale(first)).flatten()
}
