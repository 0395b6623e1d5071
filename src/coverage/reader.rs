//! Reads the numbers of a text with what they measure: "90 minutes", "an hour and a half", 나흘, "the
//! twelfth of March", 오후 네 시.

use std::ops::Range;

use super::quantity::Quantity;
use super::token::{Script, Token, ends_clause};
use super::unit::{self, Kind};
use super::{calendar, number};

/// Whether a number below one is a fraction by its words ("a third", 절반, "3분의 1"), not a decimal.
fn is_share(token: &Token) -> bool {
    let decimal = token.raw.contains(['.', '점']) || token.raw.contains("point");
    token.value.is_some_and(|value| value > 0.0 && value < 1.0) && !decimal
}

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
const ROUGH_BEHIND: &[&str] = &["정도", "쯤", "가량", "가까이", "남짓"];

/// Of them a number is one of people.
#[rustfmt::skip]
const GROUPS: &[&str] = &[
    "team", "group", "crew", "squad", "staff", "class", "party", "family", "band", "panel", "cohort", "committee",
];

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

    fn rough(&self, tokens: &Range<usize>) -> bool {
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

    fn over(&self, tokens: &Range<usize>) -> bool {
        let before = self.before(tokens.start, 1);
        let little = ["조금", "좀", "살짝", "약간"].contains(&self.surface(tokens.end));
        let behind = self.surface(tokens.end + usize::from(little));
        ["over", "above"].contains(&before)
            || before == "than" && self.before(tokens.start, 2) == "more"
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

    /// The value of a number said in groups of its digits: "one eighty", "two fifty".
    fn group(&self, at: usize) -> Option<f64> {
        let in_words = |at: usize| {
            let value = self.number(at)?;
            let raw = self.tokens[at].raw.as_str();
            let words = raw.chars().all(|c| c.is_ascii_alphabetic() || c == ' ');
            (words && value.fract() == 0.0).then_some(value)
        };
        let high = in_words(at).filter(|high| (1.0..=12.0).contains(high))?;
        let low = in_words(at + 1).filter(|low| (10.0..100.0).contains(low))?;
        // "Five ten minutes" are five to ten, "two twenty minute sessions" are two.
        let range = high >= 5.0 && low <= 2.0 * high;
        let next = self.surface(at + 2);
        let of_each = unit::unit(next, false).is_some_and(|(kind, _)| kind == Kind::Time)
            && next.len() > 2
            && !next.ends_with('s');
        let one_number = self.joined(at + 1) && !range && !of_each && !self.is_pronoun(at);
        one_number.then_some(high * 100.0 + low)
    }

    /// "Three nines": a share of 99.9 percent.
    fn nines(&self, at: usize) -> Option<Quantity> {
        let count = self.number(at).filter(|count| (2.0..=9.0).contains(count))?;
        let share = 100.0 - 10f64.powf(2.0 - count);
        let read = || Quantity { whole: false, ..self.made(Kind::Percent, share, at..at + 2) };
        (self.surface(at + 1) == "nines").then(read)
    }

    pub(super) fn plain(&self, at: usize) -> Option<Quantity> {
        let token = &self.tokens[at];
        let group = self.group(at);
        let written = group.or(token.value)?;
        let end = at + 1 + usize::from(group.is_some());
        let word = self.words[token.word];
        let mut made = Quantity { whole: false, ..self.made(Kind::Plain, written, at..end) };
        made.grouped = group.is_some();
        let next = self.tokens.get(end).filter(|_| self.joined(end));
        let known = next.and_then(|next| {
            unit::unit(&next.surface, next.script == Script::Hangul)
                // "in 5 x" is no time of anything unless it is written so.
                .filter(|_| {
                    next.surface.len() > 1 || self.same_word(end) || next.script == Script::Hangul
                })
        });
        let lasts = known.is_some_and(|(kind, _)| kind == Kind::Time);
        // "A quarter of an hour" is a length of time.
        let article = ["a", "an"].contains(&self.surface(end + 1));
        let of = (self.surface(end) == "of" && article).then(|| self.surface(end + 2));
        let whole = of.and_then(|of| unit::unit(of, false));
        let below_one = written > 0.0 && written < 1.0;
        if let Some((Kind::Time, factor)) = whole.filter(|_| below_one) {
            made.tokens.end = end + 3;
            (made.kind, made.value) = (Kind::Time, written * factor);
            return Some(made);
        }
        if !lasts && is_share(token) {
            (made.kind, made.value, made.whole) = (Kind::Percent, written * 100.0, true);
            return Some(made);
        }
        let decade = self.surface(end) == "s"
            && self.same_word(end)
            && (written >= 1000.0
                || ["my", "the", "their", "early", "late", "mid"].contains(&self.before(at, 1)));
        if decade {
            (made.kind, made.tokens.end) = (Kind::Decade, end + 1);
        } else if let Some((kind, factor)) = known {
            (made.kind, made.value, made.tokens.end) = (kind, written * factor, end + 1);
            let year = kind == Kind::Time && (1900.0..=2100.0).contains(&written);
            if year && next.is_some_and(|next| next.surface.starts_with('년')) {
                (made.kind, made.value) = (Kind::Year, written);
            }
            // Minutes take numbers of Chinese origin, people those of Korean.
            // "천이백 분 정도 계셨는데": or what only people do.
            let honoured = || {
                let rough = ROUGH_BEHIND.contains(&self.surface(end + 1));
                let verb = self.surface(end + 1 + usize::from(rough));
                ["계시", "계셨", "계신", "계십", "되시", "되세", "오시", "오셨", "모시", "모셨"]
                    .iter()
                    .any(|honour| verb.starts_with(honour))
            };
            if next.is_some_and(|next| number::counter(&next.surface) == Some("분"))
                && (number::is_native(&token.raw) || honoured())
            {
                (made.kind, made.value) = (Kind::People, written);
            }
            // "두 분기 안에" are half a year, 이 분기 is the second one.
            if kind == Kind::Quarter && number::is_native(&token.raw) {
                (made.kind, made.value) = (Kind::Time, written * unit::YEAR / 4.0);
            }
            let behind = self.surface(end + 1);
            // People are weeks old and older; a report is two days old.
            if kind == Kind::Time && behind == "old" && factor > 6.0 * unit::DAY {
                (made.kind, made.value, made.tokens.end) = (Kind::Age, written, end + 2);
            }
            let points = behind.starts_with("포인트") || behind == "points" || behind == "p";
            if kind == Kind::Percent && points {
                (made.kind, made.tokens.end) = (Kind::Points, end + 2);
            }
        } else if self.surface(end) == "percentage" && self.surface(end + 1).starts_with("point") {
            (made.kind, made.tokens.end) = (Kind::Points, end + 2);
        } else if self.is_year(at, written) {
            made.kind = Kind::Year;
        } else if let Some(money) = unit::currency(word) {
            made.kind = money;
        } else if [self.surface(end + 1), self.surface(end + 2)] == ["per", "second"] {
            (made.kind, made.tokens.end) = (Kind::Rate, end + 3);
        }
        // "A team of five", "there were six of us"
        let group = self.before(at, 1) == "of" && GROUPS.contains(&self.before(at, 2));
        let counts = next.is_some_and(|next| !next.stop && next.surface.ends_with('s'));
        let of_us = self.surface(end) == "of" && self.surface(end + 1) == "us";
        if made.kind == Kind::Plain && (group && !counts || of_us) {
            (made.kind, made.whole) = (Kind::People, true);
            made.tokens.end += if of_us { 2 } else { 0 };
        }
        // "초당 9,000건", "초당 요청이 9,000건"
        let per_second = |back| ["초당", "per-second"].contains(&self.before(at, back));
        let noun = || at >= 2 && self.number(at - 1).is_none() && self.joined(at - 1);
        if per_second(1) || per_second(2) && noun() && self.joined(at) {
            (made.kind, made.value) = (Kind::Rate, written);
        }
        // 한 건도 없었습니다
        let none =
            ["없", "않", "안", "못"].iter().any(|no| self.surface(made.tokens.end).starts_with(no));
        if written == 1.0 && none && self.surface(made.tokens.end - 1).ends_with('도') {
            (made.written, made.value) = (0.0, 0.0);
        }
        self.below_zero(&mut made, word);
        let half = written.fract() == 0.5 && !token.raw.contains(['.', '점']);
        let half = half && !token.raw.contains("point");
        (made.rough, made.over) = (half || self.rough(&made.tokens), self.over(&made.tokens));
        Some(made)
    }

    /// "In 2018", "since twenty twenty".
    fn is_year(&self, at: usize, written: f64) -> bool {
        #[rustfmt::skip]
        const BEFORE: &[&str] = &[
            "in", "since", "from", "until", "till", "by", "of", "during", "to", "early", "late", "spring",
            "summer", "autumn", "fall", "winter", "is", "was",
        ];
        let digits = self.tokens[at].raw.contains(',');
        let before = at.checked_sub(1).map(|at| &self.tokens[at]);
        let led = before.is_some_and(|before| {
            BEFORE.contains(&before.surface.as_str()) || calendar::month(before).is_some()
        });
        let counts = self.tokens.get(at + 1).is_some_and(|next| {
            self.joined(at + 1)
                && next.script == Script::Latin
                && !next.stop
                && next.surface.ends_with('s')
        });
        // "In 2022 customers complained": of our time it is a year whatever follows.
        let ours = (1990.0..2040.0).contains(&written);
        let year = (1900.0..=2100.0).contains(&written) && written.fract() == 0.0;
        year && !digits && led && (ours || !counts)
    }

    /// "minus 4 degrees", 영하 4도, "four below zero".
    fn below_zero(&self, made: &mut Quantity, word: &str) {
        if !matches!(made.kind, Kind::Plain | Kind::Degrees) {
            return;
        }
        let signed = word.starts_with(['-', '−', '–']) && word.len() > 1;
        let minus = ["minus", "영하", "negative"].contains(&self.before(made.tokens.start, 1))
            && self.joined(made.tokens.start);
        let end = made.tokens.end;
        let below = self.surface(end) == "below";
        if signed || minus || below {
            made.kind = Kind::Degrees;
            made.written = -made.written;
            made.value = made.written;
            made.tokens.start -= usize::from(minus);
            let zero = below && self.number(end + 1) == Some(0.0);
            made.tokens.end += usize::from(below) + usize::from(zero);
        }
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
