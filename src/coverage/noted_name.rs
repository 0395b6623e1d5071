//! The names and technical terms that a clause of the written answer has.

use super::quotation::Quoted;
use super::token::{Script, Token, emoticon, ends_clause};
use super::{brand, korean_name, series, substance, unit};
use crate::align::is_listed;
use crate::language::Language;

/// "Mr." and the like, which are no name and end no sentence.
pub(super) fn title(token: &Token) -> bool {
    #[rustfmt::skip]
    const TITLES: &[&str] = &[
        "mr", "mrs", "ms", "dr", "prof", "st", "saint", "professor", "doctor", "sergeant", "captain", "lieutenant", "coach",
        "aunt", "uncle", "nurse", "judge", "miss", "sir",
    ];
    TITLES.contains(&token.surface.as_str())
}

/// Which tokens are part of a name or technical term in Latin letters; `opens` where they open a sentence.
/// Korean ones are looked for apart ([`add_korean`]): of other questions' answers nobody asks for them.
pub(super) fn in_latin(
    tokens: &[Token],
    words: &[&str],
    language: Language,
    opens: bool,
) -> Vec<bool> {
    let latin = |at: usize| {
        tokens[at].script == Script::Latin && latin_name(tokens, at, words, language, opens)
    };
    let mut names: Vec<bool> = (0..tokens.len()).map(latin).collect();
    // "Series B"
    for at in 1..tokens.len() {
        let letter =
            tokens[at].raw.len() == 1 && ('A'..='F').any(|c| tokens[at].raw.starts_with(c));
        let word = names[at - 1] && tokens[at - 1].last_word + 1 == tokens[at].word;
        let joined = word && !ends_clause(words[tokens[at - 1].last_word]);
        let last = !words[tokens[at].word].contains(['-', '/', '&', '+']);
        names[at] |= letter && joined && last && tokens[at - 1].raw.starts_with(char::is_uppercase);
    }
    // "3-way", "HTTP/3", "GPT-4": digits tied to a term are part of it.
    for at in 0..tokens.len() {
        let tied = |other: Option<usize>| {
            other.is_some_and(|other| {
                names.get(other) == Some(&true)
                    && tokens[other].script == Script::Latin
                    && tokens[other].word == tokens[at].word
            })
        };
        let word = words[tokens[at].word];
        let joint = word.contains(['-', '/', '+']) && !unit_behind_digits(tokens, at + 1);
        // "2FA", "5G", "1on1"
        let glued = tokens.get(at + 1).is_some_and(|next| {
            tied(Some(at + 1)) && word.contains(&format!("{}{}", tokens[at].raw, next.raw))
        });
        let glued = glued && !unit_behind_digits(tokens, at + 1);
        let number = tokens[at].script == Script::Number;
        let part = glued
            || joint
                && (tied(at.checked_sub(1)) || tied(Some(at + 1)) && language == Language::Korean);
        names[at] |= number && part;
    }
    names
}

/// Marks the everyday words in capitals that names have in them ("Financial Times", "Too Good To Go").
pub(super) fn add_words_in_capitals(names: &mut [bool], tokens: &[Token], words: &[&str]) {
    const SELDOM: &[&str] = &[
        "the", "a", "an", "my", "our", "we", "he", "she", "it", "they", "in", "at", "on", "if",
        "when",
    ];
    let capital = |at: usize| {
        let token = &tokens[at];
        token.raw.starts_with(char::is_uppercase) && token.raw.len() > 1
    };
    let follows = |at: usize| {
        let before = &tokens[at - 1];
        before.last_word + 1 == tokens[at].word && !ends_clause(words[before.last_word])
    };
    for at in 1..tokens.len() {
        let worn = tokens[at].stop && capital(at) && !SELDOM.contains(&tokens[at].surface.as_str());
        names[at] |= worn && names[at - 1] && capital(at - 1) && follows(at);
    }
}

/// Marks the tokens that are names in Hangul; `quotes` are those the notes quote somewhere.
pub(super) fn add_korean(names: &mut [bool], tokens: &[Token], words: &[&str], quotes: &Quoted) {
    for (at, token) in tokens.iter().enumerate() {
        names[at] |= token.script == Script::Hangul
            && korean_name::name(tokens, at, words, quotes).is_some();
    }
}

fn unit_behind_digits(tokens: &[Token], at: usize) -> bool {
    let number = at.checked_sub(1).is_some_and(|before| tokens[before].script == Script::Number);
    let unit = |token: &Token| {
        unit::unit(&token.surface, false).or_else(|| unit::in_capitals(&token.raw)).is_some()
    };
    number && tokens.get(at).is_some_and(unit)
}

/// Words before a month, which may be another word (may, march).
const BEFORE_MONTHS: &[&str] =
    &["in", "since", "by", "until", "till", "of", "last", "next", "early", "late", "mid", "this"];

fn latin_name(
    tokens: &[Token],
    at: usize,
    words: &[&str],
    language: Language,
    opens: bool,
) -> bool {
    let token = &tokens[at];
    let half_day = ["am", "pm"].contains(&token.surface.as_str());
    if title(token) || unit_behind_digits(tokens, at) || half_day || emoticon(token) {
        return false;
    }
    let word = words[token.word];
    let capital = token.raw.starts_with(char::is_uppercase);
    // "B-tree", "C++", "A/B": one letter is no word of its own.
    let letter = |token: &Token| token.raw.len() == 1 && token.raw.starts_with(char::is_uppercase);
    let with_letter = tokens.iter().any(|other| other.word == token.word && letter(other));
    if with_letter && word.contains(['-', '+', '#', '/', '&']) {
        return true;
    }
    if token.raw.len() < 2 {
        return false;
    }
    if language == Language::Korean {
        // In Korean text whatever is written in Latin letters is a term.
        let before = at.checked_sub(1).map(|before| &tokens[before]);
        let unit = before.is_some_and(|before| {
            before.script == Script::Number && before.word == token.word && !word.contains('-')
        });
        let point = token.surface == "p" && before.is_some_and(|b| b.surface == "percent");
        return !unit && !point && token.surface != "percent";
    }
    let odd_case = token.raw.chars().skip(1).any(char::is_uppercase)
        || token.raw.chars().any(|c| c.is_ascii_digit());
    let quarter = token.surface.len() == 2 && token.surface.starts_with('q') && odd_case;
    // Q3 is a number.
    if quarter {
        return false;
    }
    let initial = (at == 0 && opens)
        || at.checked_sub(1).is_some_and(|before| {
            let word = words[tokens[before].last_word];
            tokens[before].last_word < token.word
                && !title(&tokens[before])
                && word.ends_with(['.', ':', '?', '!', ')'])
        });
    // "on a saturday morning", as notes in a hurry have it.
    let before = at.checked_sub(1).map_or("", |before| tokens[before].surface.as_str());
    // "By end of march"; in small letters "may" stays a verb ("this may help").
    let sure = !["may", "march"].contains(&token.surface.as_str());
    let in_month = series::is_month(&token.surface)
        && (sure || BEFORE_MONTHS.contains(&before))
        && token.raw != "may";
    if substance::english(&token.surface) || series::is_weekday(&token.surface) || in_month {
        return true;
    }
    // A language, not a verb.
    let go = token.raw == "Go";
    if brand::tool(&token.surface, initial) {
        return true;
    }
    (odd_case && !token.raw.ends_with("ing"))
        || (capital && initial && (opens_as_person(tokens, at, word) || is_no_word(token)))
        || (capital && !initial && (!token.stop || go))
}

/// Whether a word that opens a sentence is in no dictionary: then it is a name, unless the British spell it so.
fn is_no_word(token: &Token) -> bool {
    #[rustfmt::skip]
    const BRITISH: &[&str] = &[
        "ise", "ised", "ising", "isation", "our", "ours", "oured", "ouring", "yse", "ysed", "ysing", "ogue", "tre", "ly", "ing",
        "ed", "less", "ness", "s",
    ];
    let word = token.surface.as_str();
    word.len() >= 4
        && !token.stop
        && !BRITISH.iter().any(|end| word.ends_with(end))
        && !is_listed(word)
}

/// Whether a capital that opens a sentence is somebody's: "Petra and I", "Luca's notebook". One thing of many has
/// an article before it there.
fn opens_as_person(tokens: &[Token], at: usize, word: &str) -> bool {
    #[rustfmt::skip]
    const OTHERS: &[&str] = &[
        "today", "yesterday", "tomorrow", "tonight", "nature", "management", "mom", "mum", "dad", "somebody", "nobody",
        "everybody", "anybody", "people", "children", "men", "women",
    ];
    let token = &tokens[at];
    let plain =
        token.stop || token.surface.ends_with('s') || OTHERS.contains(&token.surface.as_str());
    let is = |at: usize, word: &str| tokens.get(at).is_some_and(|token| token.raw == word);
    let and_i = is(at + 1, "and") && is(at + 2, "I");
    let owns = word.ends_with("'s") || word.ends_with("’s");
    // "Martin, who had been against it"
    let who = word.ends_with(',') && tokens.get(at + 1).is_some_and(|next| next.surface == "who");
    // "Otter is our notification service"
    let ours = tokens.get(at + 1).is_some_and(|is| ["is", "was"].contains(&is.surface.as_str()))
        && tokens.get(at + 2).is_some_and(|our| ["our", "my"].contains(&our.surface.as_str()))
        && tokens
            .iter()
            .skip(at + 3)
            .take(3)
            .any(|what| NAMED_THINGS.contains(&what.surface.as_str()));
    !plain && (and_i || owns || who || ours)
}

/// What is named by those who made it or work with it.
#[rustfmt::skip]
const NAMED_THINGS: &[&str] = &[
    "service", "tool", "app", "application", "system", "platform", "database", "library", "framework", "bot", "robot", "team",
    "client", "supplier", "manager", "boss", "colleague", "engineer", "designer", "server", "cluster", "agency",
];
