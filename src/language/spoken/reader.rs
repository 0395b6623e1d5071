//! A written word from left to right, script by script.

use super::abbreviation::{camel_parts, is_spelled, korean_letter, letters, singular};
use super::amount::is_counter;
use super::{Language, is_hangul};

/// Kinds of stretches in a written word.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    Digits,
    Latin,
    Hangul,
    Other,
}

pub(super) fn script(c: char) -> Script {
    match c {
        '0'..='9' => Script::Digits,
        _ if is_hangul(c) => Script::Hangul,
        '\'' | '’' => Script::Latin,
        _ if c.is_alphabetic() => Script::Latin,
        _ => Script::Other,
    }
}
/// Reads one written word from left to right.
pub(super) struct Reader {
    pub(super) language: Language,
    words: Vec<String>,
    /// The next word is written on to the last one.
    glue: bool,
}

impl Reader {
    /// The spoken words of a written one.
    pub(super) fn words(token: &str, language: Language) -> Vec<String> {
        let mut reader = Reader { language, words: Vec::new(), glue: false };
        reader.token(token);
        reader.words
    }

    pub(super) fn say(&mut self, word: impl Into<String>) {
        let word = word.into();
        match self.words.last_mut() {
            Some(last) if self.glue => last.push_str(&word),
            _ => self.words.push(word),
        }
        self.glue = false;
    }

    pub(super) fn say_all(&mut self, words: impl IntoIterator<Item = String>) {
        for word in words {
            self.say(word);
        }
    }

    /// Joins a name to the letters before it.
    pub(super) fn joined(&mut self, name: &str) {
        let korean = self.korean();
        match self.words.last_mut() {
            Some(last) => {
                if !korean {
                    last.push('-');
                }
                last.push_str(name);
            }
            None => self.say(name),
        }
    }

    pub(super) fn korean(&self) -> bool {
        self.language == Language::Korean
    }

    pub(super) fn token(&mut self, token: &str) {
        let mut rest = token;
        let mut currency = None;
        let mut before = Script::Other;
        while let Some(c) = rest.chars().next() {
            match script(c) {
                Script::Digits => {
                    let used = self.number(rest, before, currency.is_some());
                    rest = &rest[used..];
                    if let Some(name) = currency.take() {
                        // "$5M" is five million dollars.
                        rest = self.magnitude(rest);
                        self.say(name);
                        self.glue = self.korean();
                    }
                    // A number inside a name leaves it a name: "B2B", "K8s".
                    if before != Script::Latin {
                        before = Script::Digits;
                    }
                }
                Script::Latin => {
                    let used = run(rest, Script::Latin);
                    let (word, tail) = rest.split_at(used);
                    self.latin(word, before, tail.starts_with(|c: char| c.is_ascii_digit()));
                    rest = tail;
                    before = Script::Latin;
                }
                Script::Hangul => {
                    let used = run(rest, Script::Hangul);
                    // A particle or counter belongs to the eojeol, but a counter behind a number
                    // is a word of its own: 열여섯 개.
                    let counts = before == Script::Digits && self.korean();
                    self.glue = !(self.words.is_empty() || counts && is_counter(&rest[..used]));
                    self.say(&rest[..used]);
                    rest = &rest[used..];
                    before = Script::Hangul;
                }
                Script::Other => {
                    if let Some(name) = self.currency(c) {
                        currency = Some(name);
                    } else {
                        self.sign(c, rest, before);
                    }
                    // "CI/CD", "well-known" and "C++" go on as one word.
                    if !(before == Script::Latin && matches!(c, '-' | '.' | '/' | '_' | '+')) {
                        before = Script::Other;
                    }
                    rest = &rest[c.len_utf8()..];
                }
            }
        }
    }

    pub(super) fn currency(&self, c: char) -> Option<&'static str> {
        Some(match (c, self.korean()) {
            ('$', false) => "dollars",
            ('€', false) => "euros",
            ('£', false) => "pounds",
            ('₩', false) => "won",
            ('$', true) => "달러",
            ('€', true) => "유로",
            ('£', true) => "파운드",
            ('₩', true) => "원",
            _ => return None,
        })
    }

    pub(super) fn sign(&mut self, c: char, rest: &str, before: Script) {
        let digit_follows = rest[c.len_utf8()..].starts_with(|c: char| c.is_ascii_digit());
        let something_follows = rest[c.len_utf8()..].starts_with(char::is_alphanumeric);
        let name = match (c, self.korean()) {
            ('%', false) => "percent",
            ('%', true) => "퍼센트",
            ('&', false) if something_follows && before != Script::Other => "and",
            ('&', true) if something_follows && before != Script::Other => "앤",
            ('+', false) if digit_follows || before != Script::Other => "plus",
            ('+', true) if digit_follows || before != Script::Other => "플러스",
            ('#', false) if before == Script::Latin => "sharp",
            ('#', true) if before == Script::Latin => "샵",
            ('.', false) if self.words.is_empty() && something_follows => "dot",
            ('.', true) if self.words.is_empty() && something_follows => "닷",
            ('~' | '∼' | '-' | '–', false) if before == Script::Digits && digit_follows => "to",
            ('~' | '∼', true) if before == Script::Digits && digit_follows => "에서",
            ('°', false) => "degrees",
            ('°', true) => "도",
            _ => return,
        };
        if before == Script::Latin && matches!(c, '+' | '#') {
            return self.joined(name);
        }
        self.glue = matches!(name, "에서" | "앤");
        self.say(name);
        self.glue = name == "앤";
    }

    /// A run of Latin letters: a word, an abbreviation, or several written together.
    pub(super) fn latin(&mut self, word: &str, before: Script, digit_follows: bool) {
        let word = word.trim_matches(['\'', '’']);
        if word.is_empty() {
            return;
        }
        // "e-mail", "1on1": written together, said as one word in a row of letters.
        let mut first = true;
        for part in camel_parts(word) {
            // A lone letter is a name in Korean, never the English article.
            let lone = self.korean() && part.chars().count() == 1;
            let spelled = lone || is_spelled(part, digit_follows, word);
            if spelled && self.korean() {
                let names: String = singular(part).chars().map(korean_letter).collect();
                self.glue |= !first || before == Script::Latin;
                self.say(names);
            } else {
                let text = if spelled { letters(part) } else { part.to_owned() };
                if first && (before != Script::Latin || self.words.is_empty()) {
                    self.say(text);
                } else {
                    self.joined(&format!("{}{text}", if self.korean() { "-" } else { "" }));
                }
            }
            first = false;
        }
    }
}

/// Length in bytes of the stretch of one script at the start of `text`.
pub(super) fn run(text: &str, kind: Script) -> usize {
    text.find(|c| script(c) != kind).unwrap_or(text.len())
}
