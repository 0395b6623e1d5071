//! Reads the numbers of a text with what they measure: "90 minutes", "an hour and a half", 나흘, "the
//! twelfth of March", 오후 네 시.

use std::ops::Range;

use super::number;
use super::quantity::Quantity;
use super::token::{Script, Token, ends_clause};
use super::unit::Kind;

/// A text being read: tokens by their numbers.
pub(super) struct Reader<'a> {
    pub tokens: &'a [Token],
    pub words: &'a [&'a str],
}

/// All quantities of a text in order; `words` are the words that its tokens were made of.
pub(super) fn quantities(tokens: &[Token], words: &[&str]) -> Vec<Quantity> {
    let reader = Reader { tokens, words };
    let mut out: Vec<Quantity> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some(found) = reader.read(at) else {
            at += 1;
            continue;
        };
        at = found.tokens.end;
        match out.last_mut().filter(|last| reader.goes_on(last, &found)) {
            Some(last) => {
                let factor = last.value / last.written;
                last.value += found.value;
                last.written = last.value / factor;
                last.tokens.end = found.tokens.end;
            }
            None => {
                let found = reader.changed_to(out.last(), found);
                if let Some(first) = out.last_mut() {
                    reader.changed_from(first, &found);
                }
                out.push(found);
            }
        }
    }
    out
}

/// Words before a number that is told roughly, and behind one.
#[rustfmt::skip]
const ROUGH: &[&str] = &[
    "about", "around", "roughly", "almost", "nearly", "approximately", "some", "circa", "약", "거의", "대략",
    "한", "얼추",
];
pub(super) const ROUGH_BEHIND: &[&str] = &["정도", "쯤", "가량", "가까이", "남짓"];
/// Words behind tens or hundreds that stand for what is more of them ("forty something", "200-odd").
const MORE_BEHIND: &[&str] = &["something", "odd", "몇", "여"];

impl Reader<'_> {
    pub(super) fn surface(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.surface.as_str())
    }

    pub(super) fn before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |at| self.surface(at))
    }

    pub(super) fn number(&self, at: usize) -> Option<f64> {
        self.tokens.get(at).and_then(|token| token.value)
    }

    /// Whether the token at `at` follows its predecessor without a break.
    pub(super) fn joined(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let before = self.tokens[at - 1].word;
        let mut between = self.words[before..token.word].iter();
        token.word == before || !between.any(|word| ends_clause(word))
    }

    pub(super) fn same_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.word == self.tokens[at - 1].word)
    }

    fn read(&self, at: usize) -> Option<Quantity> {
        self.date(at)
            .or_else(|| self.clock(at))
            .or_else(|| self.often(at))
            .or_else(|| self.ordinal(at))
            .or_else(|| self.nights(at))
            .or_else(|| self.nines(at))
            .or_else(|| self.whole(at))
            .or_else(|| self.plain(at))
    }

    pub(super) fn made(&self, kind: Kind, value: f64, tokens: Range<usize>) -> Quantity {
        let (rough, over) = (self.rough(&tokens), self.over(&tokens));
        Quantity {
            kind,
            value,
            written: value,
            tokens,
            rough,
            over,
            half_day: false,
            whole: true,
            grouped: false,
        }
    }

    pub(super) fn rough(&self, tokens: &Range<usize>) -> bool {
        let behind = self.surface(tokens.end);
        let last = self.surface(tokens.end - 1);
        (1..=2).any(|back| ROUGH.contains(&self.before(tokens.start, back)))
            || ROUGH_BEHIND.iter().any(|word| behind.starts_with(word) || last.ends_with(word))
            || behind == "or" && self.surface(tokens.end + 1) == "so"
            // "20분이 채 안 되게", "just under 20"
            || behind == "채"
            || [("just", "under"), ("not", "quite"), ("close", "to")]
                .contains(&(self.before(tokens.start, 2), self.before(tokens.start, 1)))
    }

    pub(super) fn over(&self, tokens: &Range<usize>) -> bool {
        let before = self.before(tokens.start, 1);
        let little = ["조금", "좀", "살짝", "약간"].contains(&self.surface(tokens.end));
        let behind = self.surface(tokens.end + usize::from(little));
        ["over", "above"].contains(&before)
            || before == "than" && self.before(tokens.start, 2) == "more"
            || MORE_BEHIND.contains(&behind)
            || ["넘게", "넘는", "이상", "남짓", "넘어", "초반"]
                .iter()
                .any(|word| behind.starts_with(word))
            || self.surface(tokens.end - 1).ends_with("이상")
    }

    /// "From 52 minutes to 19": the second is in the unit of the first.
    fn changed_to(&self, first: Option<&Quantity>, mut second: Quantity) -> Quantity {
        let Some(first) = first else { return second };
        let end = second.tokens.end;
        let to = self.surface(first.tokens.end) == "to";
        let touches = first.tokens.end + 1 == second.tokens.start;
        let led = (1..=3).any(|back| self.before(first.tokens.start, back) == "from");
        let next = self.tokens.get(end).filter(|_| self.joined(end));
        let bare = next.is_none_or(|next| next.stop && next.script == Script::Latin);
        let unit = first.kind.measured() && !matches!(first.kind, Kind::Clock | Kind::Date);
        if to
            && touches
            && led
            && bare
            && unit
            && second.kind == Kind::Plain
            && first.written != 0.0
        {
            second.kind = first.kind;
            second.value = second.written * first.value / first.written;
        }
        second
    }

    /// "From thirty one to twenty two thousand pounds": the first is in the thousands and pounds of the second.
    fn changed_from(&self, first: &mut Quantity, second: &Quantity) {
        let to = ["to", "에서"].contains(&self.surface(first.tokens.end));
        let touches = first.tokens.end + 1 == second.tokens.start;
        let money = matches!(second.kind, Kind::Money(_));
        if !(to && touches && money && first.kind == Kind::Plain && first.written < 1000.0) {
            return;
        }
        let raw = &self.tokens[second.tokens.start].raw;
        let scale = raw.rsplit(' ').next().and_then(number::scale).filter(|scale| *scale >= 1e3);
        let scale = scale.or_else(|| {
            raw.chars().next_back().and_then(number::sino_scale).filter(|scale| *scale >= 1e4)
        });
        first.kind = second.kind;
        first.written *= scale.filter(|_| second.written >= 1000.0).unwrap_or(1.0);
        first.value = first.written * second.value / second.written;
    }

    /// "Each one", "the last one".
    pub(super) fn is_pronoun(&self, at: usize) -> bool {
        #[rustfmt::skip]
        const BEFORE: &[&str] = &[
            "this", "that", "the", "which", "each", "every", "another", "last", "next", "no", "any",
        ];
        self.tokens[at].raw == "one" && BEFORE.contains(&self.before(at, 1))
    }

    /// "Three nines": a share of 99.9 percent.
    fn nines(&self, at: usize) -> Option<Quantity> {
        let count = self.number(at).filter(|count| (2.0..=9.0).contains(count))?;
        let share = 100.0 - 10f64.powf(2.0 - count);
        let read = || Quantity { whole: false, ..self.made(Kind::Percent, share, at..at + 2) };
        (self.surface(at + 1) == "nines").then(read)
    }

    /// "1 hour 20 minutes", 2년 6개월: one length of time.
    fn goes_on(&self, last: &Quantity, found: &Quantity) -> bool {
        let gap = found.tokens.start - last.tokens.end;
        let touches = gap == 0 || gap == 1 && self.surface(last.tokens.end) == "and";
        let smaller = || found.value / found.written < last.value / last.written;
        let lasts = last.kind == Kind::Time && found.kind == Kind::Time;
        // "0.8초에서 200밀리초로" are two.
        let unit = &self.tokens[last.tokens.end - 1];
        let ends = unit.script == Script::Hangul
            && number::counter(&unit.surface) != Some(unit.surface.as_str());
        lasts && !ends && touches && smaller() && found.value < last.value / last.written
    }
}
