//! Numbers with what they measure, as they stand in the written answer and as they are said: "90
//! minutes", "an hour and a half", 나흘, "the twelfth of March", 오후 네 시.

use std::ops::Range;

use super::number;
use super::token::{Script, Token};
use super::unit::{self, Kind};

/// A number with what it measures.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// What it measures.
    pub kind: Kind,
    /// In the unit of its kind.
    pub value: f64,
    /// As it is written.
    pub written: f64,
    /// Its tokens with those of its unit.
    pub tokens: Range<usize>,
    /// Told as no more than near the value ("about", 정도).
    pub rough: bool,
    /// Told as more than the value ("over", 넘게).
    pub over: bool,
    /// A time of day that tells the half of the day.
    pub half_day: bool,
    /// Told by a word of its own, or as a share: what comes behind is not counted.
    pub whole: bool,
}

/// Values this near, as a share, are one where a fraction or another unit is behind one of them
/// ("33.3 percent" and a third).
const CONVERTED: f64 = 0.01;
/// The same where a month is told in days or weeks.
const CALENDAR: f64 = 0.09;

impl Quantity {
    /// Whether both have one value, taken for quantities of one kind where the kinds allow it.
    pub fn equals(&self, other: &Quantity) -> bool {
        let near = |a: f64, b: f64, share: f64| (a - b).abs() <= b.abs().max(a.abs()) * share + 1e-9;
        if self.kind == Kind::Clock && other.kind == Kind::Clock {
            let half = self.half_day && other.half_day;
            return if half {
                self.value == other.value
            } else {
                self.value % 720.0 == other.value % 720.0
            };
        }
        if self.kind == Kind::Decade && other.kind == Kind::Decade {
            return self.value % 100.0 == other.value % 100.0;
        }
        match (self.kind, other.kind) {
            (Kind::Month, Kind::Date) => return self.value == (other.value / 100.0).floor(),
            (Kind::Date, Kind::Month) => return false,
            _ => {}
        }
        if self.kind.same(other.kind) {
            let share = |q: &Quantity| q.kind == Kind::Percent && q.whole;
            let factor = |q: &Quantity| q.value / q.written;
            let tolerance = if share(self) || share(other) {
                CONVERTED
            } else if self.kind == Kind::Time && factor(self) != factor(other) {
                let months = |q: &Quantity| factor(q) > 2e6;
                if months(self) == months(other) { 1e-6 } else { CALENDAR }
            } else {
                1e-6
            };
            return near(self.value, other.value, tolerance) || self.rounds_to(other);
        }
        near(self.written, other.written, 1e-6) || self.rounds_to(other)
    }

    /// "About 400" for 412: one is rough, and the other rounds to it.
    fn rounds_to(&self, other: &Quantity) -> bool {
        let factor = |q: &Quantity| if q.written == 0.0 { 1.0 } else { q.value / q.written };
        let rounds = |exact: f64, rough: f64, over: bool| {
            if exact == 0.0 || rough == 0.0 || rough.abs() < 10.0 {
                return false;
            }
            // The place of the last digit of the rough one that is not 0.
            let mut place = 1.0;
            while rough % (place * 10.0) == 0.0 {
                place *= 10.0;
            }
            let near = (exact / place).round() * place == rough;
            place > 1.0 && (near || over && (exact / place).floor() * place == rough)
        };
        if factor(self) != factor(other) {
            return false;
        }
        (other.rough || other.over) && rounds(self.written, other.written, other.over)
            || (self.rough || self.over) && rounds(other.written, self.written, self.over)
    }
}

/// Whether a number below one is a fraction by its words ("a third", 절반, "3분의 1"), not a decimal.
fn is_share(token: &Token) -> bool {
    let decimal = token.raw.contains(['.', '점']) || token.raw.contains("point");
    token.value.is_some_and(|value| value > 0.0 && value < 1.0) && !decimal
}

struct Reader<'a> {
    tokens: &'a [Token],
    words: &'a [&'a str],
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
            None => out.push(found),
        }
    }
    out
}

/// Months of the year as English writes them, by their beginnings.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The number of a month, which has a capital: "may" and "march" are verbs.
fn month(token: &Token) -> Option<f64> {
    const NAMES: [&str; 12] = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december",
    ];
    let is = |at: &usize| token.surface == NAMES[*at] || token.surface == MONTHS[*at];
    let capital = token.raw.starts_with(char::is_uppercase);
    (0..12).find(is).filter(|_| capital).map(|at| at as f64 + 1.0)
}

/// Ordinal words.
#[rustfmt::skip]
const ORDINALS: &[(&str, f64)] = &[
    ("first", 1.0), ("second", 2.0), ("third", 3.0), ("fourth", 4.0), ("fifth", 5.0), ("sixth", 6.0),
    ("seventh", 7.0), ("eighth", 8.0), ("ninth", 9.0), ("tenth", 10.0), ("eleventh", 11.0),
    ("twelfth", 12.0), ("thirteenth", 13.0), ("fourteenth", 14.0), ("fifteenth", 15.0),
    ("sixteenth", 16.0), ("seventeenth", 17.0), ("eighteenth", 18.0), ("nineteenth", 19.0),
    ("twentieth", 20.0), ("thirtieth", 30.0),
];
/// What an ordinal is a number before: a place in an order...
const PLACES: &[&str] = &["place", "prize", "rank"];
/// ...or a number of its own kind.
#[rustfmt::skip]
const NUMBERED: &[&str] = &[
    "floor", "grade", "semester", "percentile", "division", "battalion", "regiment", "brigade",
    "infantry", "edition", "century",
];
/// Verbs before a place ("finished third").
const PLACED: &[&str] = &["came", "finished", "placed", "ranked", "finish", "rank", "place"];

/// Days that Korean counts by words of their own.
#[rustfmt::skip]
const DAYS: &[(&str, f64)] = &[
    ("이틀", 2.0), ("사흘", 3.0), ("나흘", 4.0), ("닷새", 5.0), ("엿새", 6.0), ("이레", 7.0),
    ("여드레", 8.0), ("아흐레", 9.0), ("열흘", 10.0), ("보름", 15.0),
];
/// Other words that are a number and a unit.
#[rustfmt::skip]
const WHOLE: &[(&str, f64, &str)] = &[
    ("fortnight", 2.0, "weeks"), ("twice", 2.0, "times"), ("thrice", 3.0, "times"),
    ("doubled", 2.0, "times"), ("tripled", 3.0, "times"), ("trebled", 3.0, "times"),
    ("quadrupled", 4.0, "times"), ("halved", 50.0, "percent"), ("halving", 50.0, "percent"),
    ("doubling", 2.0, "times"), ("tripling", 3.0, "times"),
];
/// The same in Korean.
#[rustfmt::skip]
const WHOLE_KOREAN: &[(&str, f64, &str)] = &[
    ("일주일", 1.0, "주"), ("이주일", 2.0, "주"), ("반년", 6.0, "개월"), ("유월", 6.0, "월"),
    ("시월", 10.0, "월"), ("반값", 50.0, "퍼센트"),
];
#[rustfmt::skip]
const DECADES: &[(&str, f64)] = &[
    ("twenties", 20.0), ("thirties", 30.0), ("forties", 40.0), ("fifties", 50.0), ("sixties", 60.0),
    ("seventies", 70.0), ("eighties", 80.0), ("nineties", 90.0),
];
/// Words before "a week" that make it a length of time, not how often.
const LASTING: &[&str] = &[
    "in", "within", "for", "only", "just", "about", "took", "after", "over", "under", "lasted",
    "almost", "nearly", "another",
];
const ROUGH: &[&str] = &[
    "about", "around", "roughly", "almost", "nearly", "approximately", "some", "circa", "약", "거의",
    "대략", "한", "얼추",
];
const ROUGH_BEHIND: &[&str] = &["정도", "쯤", "가량", "가까이", "남짓", "or so"];
/// Halves of the day, and the hours that they begin with.
#[rustfmt::skip]
const HALVES: &[(&str, f64)] = &[
    ("오전", 0.0), ("새벽", 0.0), ("아침", 0.0), ("오후", 12.0), ("저녁", 12.0), ("밤", 12.0), ("낮", 12.0),
];

impl Reader<'_> {
    fn surface(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.surface.as_str())
    }

    fn before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |at| self.surface(at))
    }

    fn number(&self, at: usize) -> Option<f64> {
        self.tokens.get(at).and_then(|token| token.value)
    }

    /// Whether the token at `at` follows its predecessor without a break.
    fn joined(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let before = self.tokens[at - 1].word;
        let ends = |word: &&str| word.ends_with([',', '.', ';', ':', ')', '!', '?']);
        token.word == before || !self.words[before..token.word].iter().any(|word| ends(&word))
    }

    /// How many digits a number is written with.
    fn surface_digits(&self, at: usize) -> usize {
        self.tokens[at].raw.len()
    }

    fn same_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.word == self.tokens[at - 1].word)
    }

    fn read(&self, at: usize) -> Option<Quantity> {
        self.date(at)
            .or_else(|| self.clock(at))
            .or_else(|| self.ordinal(at))
            .or_else(|| self.whole(at))
            .or_else(|| self.plain(at))
    }

    fn made(&self, kind: Kind, value: f64, tokens: Range<usize>) -> Quantity {
        let (rough, over) = (self.rough(&tokens), self.over(&tokens));
        Quantity { kind, value, written: value, tokens, rough, over, half_day: false, whole: true }
    }

    fn rough(&self, tokens: &Range<usize>) -> bool {
        let behind = self.surface(tokens.end);
        let last = self.surface(tokens.end - 1);
        (1..=2).any(|back| ROUGH.contains(&self.before(tokens.start, back)))
            || ROUGH_BEHIND.iter().any(|word| behind.starts_with(word) || last.ends_with(word))
            || behind == "or" && self.surface(tokens.end + 1) == "so"
    }

    fn over(&self, tokens: &Range<usize>) -> bool {
        let before = self.before(tokens.start, 1);
        let behind = self.surface(tokens.end);
        ["over", "above"].contains(&before)
            || before == "than" && self.before(tokens.start, 2) == "more"
            || ["넘게", "넘는", "이상", "남짓", "넘어"].iter().any(|word| behind.starts_with(word))
            || self.surface(tokens.end - 1).ends_with("이상")
    }

    /// An ordinal at `at` and the tokens that it takes ("12th", "twelfth", "twenty first").
    fn ordinal_at(&self, at: usize) -> Option<(f64, usize)> {
        let of = |word: &str| ORDINALS.iter().find(|(name, _)| *name == word).map(|(_, n)| *n);
        match self.number(at) {
            Some(value) if self.same_word(at + 1) => {
                let ends = ["st", "nd", "rd", "th"].contains(&self.surface(at + 1));
                ends.then_some((value, 2))
                    .or_else(|| (value >= 20.0).then(|| of(self.surface(at + 1))).flatten().map(|n| (value + n, 2)))
            }
            Some(value) if value >= 20.0 && value % 10.0 == 0.0 => {
                of(self.surface(at + 1)).filter(|n| *n < 10.0).map(|n| (value + n, 2))
            }
            Some(_) => None,
            None => of(self.surface(at)).map(|n| (n, 1)),
        }
    }

    fn date(&self, at: usize) -> Option<Quantity> {
        let token = self.tokens.get(at)?;
        let day = |at: usize| {
            let counted = |at: usize| self.number(at).map(|value| (value, 1));
            self.ordinal_at(at)
                .or_else(|| counted(at))
                .filter(|(day, _)| (1.0..=31.0).contains(day) && day.fract() == 0.0)
        };
        let made = |month: f64, day: f64, end: usize| {
            Some(self.made(Kind::Date, month * 100.0 + day, at..end))
        };
        if let Some(month) = month(token).filter(|_| self.joined(at + 1)) {
            let from = at + 1 + usize::from(self.surface(at + 1) == "the");
            let (day, used) = day(from)?;
            return made(month, day, from + used);
        }
        if token.script == Script::Latin || token.value.is_some() {
            if let Some((day, used)) = day(at) {
                let to = at + used + usize::from(self.surface(at + used) == "of");
                if let Some(month) = self.tokens.get(to).and_then(month) {
                    return made(month, day, to + 1);
                }
            }
        }
        let behind = |at: usize, counter: &str| {
            let known = self.tokens.get(at).filter(|token| token.script == Script::Hangul);
            known.and_then(|token| number::counter(&token.surface)) == Some(counter)
        };
        let (month, days) = match (self.number(at), self.whole(at)) {
            (Some(month), _) if behind(at + 1, "월") => (month, at + 2),
            (None, Some(month)) if month.kind == Kind::Month => (month.value, at + 1),
            _ => return None,
        };
        // 일일, the first, is otherwise "every day".
        let short = || {
            let mut chars = self.surface(days).chars();
            let day = chars.next().and_then(number::sino_digit)?;
            let tail = chars.as_str().strip_prefix('일')?;
            (tail.is_empty() || number::particle(tail)).then_some(day)
        };
        if let Some(day) = short() {
            return made(month, day, days + 1);
        }
        let day = self.number(days).filter(|_| behind(days + 1, "일"))?;
        made(month, day, days + 2)
    }

    fn clock(&self, at: usize) -> Option<Quantity> {
        let made = |hour: f64, minutes: f64, half: Option<f64>, end: usize| {
            let hour = match half {
                Some(from) if hour < 12.0 => hour + from,
                Some(from) if from == 0.0 && hour == 12.0 => 0.0,
                _ => hour,
            };
            let known = (0.0..=24.0).contains(&hour) && (0.0..60.0).contains(&minutes);
            let mut made = self.made(Kind::Clock, hour * 60.0 + minutes, at..end);
            made.half_day = half.is_some() || hour > 12.0;
            known.then_some(made)
        };
        // 오후 네 시 반
        let half = HALVES.iter().find(|(name, _)| *name == self.surface(at)).map(|(_, from)| *from);
        let from = at + usize::from(half.is_some());
        let unit = |at: usize| {
            let known = self.tokens.get(at).filter(|token| token.script == Script::Hangul);
            known.and_then(|token| number::counter(&token.surface))
        };
        if let Some(hour) = self.number(from).filter(|_| unit(from + 1) == Some("시")) {
            // "10시에 15분" are two.
            let goes_on = self.surface(from + 1) == "시";
            let minutes = self.number(from + 2).filter(|_| unit(from + 3) == Some("분"));
            if let Some(minutes) = minutes.filter(|_| goes_on) {
                return made(hour, minutes, half, from + 4);
            }
            let half_past = goes_on && self.surface(from + 2).starts_with('반');
            let minutes = if half_past { 30.0 } else { 0.0 };
            return made(hour, minutes, half, from + 2 + usize::from(half_past));
        }
        // "half past nine", "a quarter to ten"
        let past = |word: &str, at: usize| {
            let minutes = if word == "half" { 30.0 } else { 15.0 };
            let hour = self.number(at + 2)?;
            match self.surface(at + 1) {
                "past" => made(hour, minutes, self.day_half(at + 3).map(|d| d.0), at + 3),
                "to" if word == "quarter" => made(hour - 1.0, 45.0, None, at + 3),
                _ => None,
            }
        };
        if let word @ ("half" | "quarter") = self.surface(at) {
            return past(word, at);
        }
        let hour = self.number(at).filter(|hour| hour.fract() == 0.0 && *hour <= 24.0)?;
        let digits = self.words[self.tokens[at].word].contains(':') && self.same_word(at + 1);
        let spoken = ["at", "from", "until", "till", "by"].contains(&self.before(at, 1))
            && !self.same_word(at + 1)
            && self.joined(at + 1);
        let minutes = self.number(at + 1).filter(|minutes| {
            minutes.fract() == 0.0
                && *minutes < 60.0
                && (digits && self.surface_digits(at + 1) == 2
                    || spoken && hour <= 12.0 && *minutes >= 10.0)
        });
        let end = at + 1 + usize::from(minutes.is_some());
        match self.day_half(end) {
            Some((half, used)) => made(hour, minutes.unwrap_or(0.0), Some(half), end + used),
            None if self.surface(end) == "oclock" => made(hour, 0.0, None, end + 1),
            None => made(hour, minutes?, None, end),
        }
    }

    /// "pm", "in the afternoon" at `at`: the hour it begins with and its tokens.
    fn day_half(&self, at: usize) -> Option<(f64, usize)> {
        match [self.surface(at), self.surface(at + 1), self.surface(at + 2)] {
            ["am", ..] if self.joined(at) => Some((0.0, 1)),
            ["pm", ..] => Some((12.0, 1)),
            ["a", "m", _] if self.same_word(at + 1) => Some((0.0, 2)),
            ["p", "m", _] if self.same_word(at + 1) => Some((12.0, 2)),
            ["in", "the", "morning"] => Some((0.0, 3)),
            ["in", "the", "afternoon" | "evening"] => Some((12.0, 3)),
            ["at", "night", _] => Some((12.0, 2)),
            _ => None,
        }
    }

    fn ordinal(&self, at: usize) -> Option<Quantity> {
        if let ("q", Some(quarter)) = (self.surface(at), self.number(at + 1))
            && self.same_word(at + 1)
        {
            return Some(self.made(Kind::Quarter, quarter, at..at + 2));
        }
        if let Some(quarter) = self.surface(at).strip_prefix('q').and_then(|n| n.parse().ok())
            && self.surface(at).len() == 2
        {
            return Some(self.made(Kind::Quarter, quarter, at..at + 1));
        }
        let (value, used) = self.ordinal_at(at)?;
        let noun = self.surface(at + used);
        let made = |kind, end| Some(self.made(kind, value, at..end));
        if noun == "quarter" && value <= 4.0 {
            return made(Kind::Quarter, at + used + 1);
        }
        if PLACES.contains(&noun) {
            return made(Kind::Rank, at + used + 1);
        }
        let digits = self.number(at).is_some_and(|_| self.same_word(at + 1) && used == 2);
        if PLACED.contains(&self.before(at, 1)) || digits && !NUMBERED.contains(&noun) {
            return made(Kind::Rank, at + used);
        }
        (NUMBERED.contains(&noun)).then(|| self.made(Kind::Plain, value, at..at + used)).map(
            |mut numbered| {
                numbered.whole = false;
                numbered
            },
        )
    }

    /// A word that is number and unit in one.
    fn whole(&self, at: usize) -> Option<Quantity> {
        let token = self.tokens.get(at).filter(|token| token.value.is_none())?;
        let word = token.surface.as_str();
        let made = |value: f64, of: &str, hangul, range: Range<usize>| {
            let (kind, factor) = unit::unit(of, hangul)?;
            let mut made = self.made(kind, value * factor, range);
            made.written = value;
            Some(made)
        };
        if token.script == Script::Hangul {
            let spoken = |name: &str| {
                let tail = word.strip_prefix(name);
                tail.is_some_and(|tail| tail.is_empty() || number::particle(tail))
            };
            if let Some((_, days)) = DAYS.iter().find(|(name, _)| spoken(name)) {
                return made(*days, "일", true, at..at + 1);
            }
            let more = ["넘", "이상"].iter().any(|more| self.surface(at + 1).starts_with(more));
            if word == "반" && more {
                let mut half = self.made(Kind::Percent, 50.0, at..at + 1);
                half.written = 0.5;
                return Some(half);
            }
            let (_, value, of) = WHOLE_KOREAN.iter().find(|(name, ..)| spoken(name))?;
            return made(*value, of, true, at..at + 1);
        }
        if let Some((_, value, of)) = WHOLE.iter().find(|(name, ..)| *name == word) {
            return made(*value, of, false, at..at + 1);
        }
        if let Some((_, value)) = DECADES.iter().find(|(name, _)| *name == word) {
            return Some(self.made(Kind::Decade, *value, at..at + 1));
        }
        if let Some(value) = word.strip_suffix("fold").and_then(number::small) {
            return made(value, "times", false, at..at + 1);
        }
        let article = |at: usize| ["a", "an"].contains(&self.surface(at));
        let time = |at: usize| {
            unit::unit(self.surface(at), false).is_some_and(|(kind, _)| kind == Kind::Time)
                && self.surface(at).len() > 2
        };
        if word == "half" && article(at + 1) && time(at + 2) {
            return made(0.5, self.surface(at + 2), false, at..at + 3);
        }
        if article(at) && time(at + 1) && LASTING.contains(&self.before(at, 1)) {
            return made(1.0, self.surface(at + 1), false, at..at + 2);
        }
        // "No complaints", "not a single complaint": none of them.
        let thing = self.tokens.get(at + 1).filter(|_| self.joined(at + 1));
        let things = thing.is_some_and(|next| {
            next.script == Script::Latin && !next.stop && next.surface.ends_with('s')
        });
        let single = word == "single" && self.before(at, 1) == "a" && self.before(at, 2) == "not";
        if word == "no" && things || single {
            return Some(Quantity { whole: false, ..self.made(Kind::Plain, 0.0, at..at + 1) });
        }
        if word == "couple" && self.surface(at + 1) == "of" {
            let mut couple = self.made(Kind::Plain, 2.0, at..at + 2);
            (couple.rough, couple.whole) = (true, false);
            return Some(couple);
        }
        None
    }

    fn plain(&self, at: usize) -> Option<Quantity> {
        let token = &self.tokens[at];
        let written = token.value?;
        let word = self.words[token.word];
        let mut made = Quantity { whole: false, ..self.made(Kind::Plain, written, at..at + 1) };
        let next = self.tokens.get(at + 1).filter(|_| self.joined(at + 1));
        let known = next.and_then(|next| {
            unit::unit(&next.surface, next.script == Script::Hangul)
                // "in 5 x" is no time of anything unless it is written so.
                .filter(|_| next.surface.len() > 1 || self.same_word(at + 1) || next.script == Script::Hangul)
        });
        let lasts = known.is_some_and(|(kind, _)| kind == Kind::Time);
        // "A quarter of an hour" is a length of time.
        let article = ["a", "an"].contains(&self.surface(at + 2));
        let of = (self.surface(at + 1) == "of" && article).then(|| self.surface(at + 3));
        let whole = of.and_then(|of| unit::unit(of, false));
        if let Some((Kind::Time, factor)) = whole.filter(|_| is_share(token)) {
            made.tokens.end = at + 4;
            (made.kind, made.value) = (Kind::Time, written * factor);
            return Some(made);
        }
        if !lasts && is_share(token) {
            (made.kind, made.value, made.whole) = (Kind::Percent, written * 100.0, true);
            return Some(made);
        }
        let decade = self.surface(at + 1) == "s"
            && self.same_word(at + 1)
            && (written >= 1000.0
                || ["my", "the", "their", "early", "late", "mid"].contains(&self.before(at, 1)));
        if decade {
            (made.kind, made.tokens.end) = (Kind::Decade, at + 2);
        } else if let Some((kind, factor)) = known {
            (made.kind, made.value, made.tokens.end) = (kind, written * factor, at + 2);
            let year = kind == Kind::Time && written >= 1900.0 && written <= 2100.0;
            if year && next.is_some_and(|next| next.surface.starts_with('년')) {
                (made.kind, made.value) = (Kind::Year, written);
            }
            // Minutes take numbers of Chinese origin, people those of Korean.
            if next.is_some_and(|next| number::counter(&next.surface) == Some("분"))
                && number::is_native(&token.raw)
            {
                (made.kind, made.value) = (Kind::People, written);
            }
            let behind = self.surface(at + 2);
            if kind == Kind::Time && behind == "old" {
                (made.kind, made.value, made.tokens.end) = (Kind::Age, written, at + 3);
            }
            let points = behind.starts_with("포인트") || behind == "points" || behind == "p";
            if kind == Kind::Percent && points {
                (made.kind, made.tokens.end) = (Kind::Points, at + 3);
            }
        } else if self.surface(at + 1) == "percentage" && self.surface(at + 2).starts_with("point") {
            (made.kind, made.tokens.end) = (Kind::Points, at + 3);
        } else if self.is_year(at, written) {
            made.kind = Kind::Year;
        } else if let Some(money) = unit::currency(word) {
            made.kind = money;
        } else if [self.surface(at + 2), self.surface(at + 3)] == ["per", "second"] {
            (made.kind, made.tokens.end) = (Kind::Rate, at + 4);
        }
        if ["초당", "per-second"].contains(&self.before(at, 1)) {
            (made.kind, made.value) = (Kind::Rate, written);
        }
        // 한 건도 없었습니다
        let none = ["없", "않", "안", "못"].iter().any(|no| self.surface(made.tokens.end).starts_with(no));
        if written == 1.0 && none && self.surface(made.tokens.end - 1).ends_with('도') {
            (made.written, made.value) = (0.0, 0.0);
        }
        self.below_zero(&mut made, word);
        (made.rough, made.over) = (self.rough(&made.tokens), self.over(&made.tokens));
        Some(made)
    }

    /// "In 2018", "since twenty twenty".
    fn is_year(&self, at: usize, written: f64) -> bool {
        #[rustfmt::skip]
        const BEFORE: &[&str] = &[
            "in", "since", "from", "until", "till", "by", "of", "during", "to", "early", "late", "spring",
            "summer", "autumn", "fall", "winter",
        ];
        let digits = self.tokens[at].raw.contains(',');
        let before = at.checked_sub(1).map(|at| &self.tokens[at]);
        let led = before.is_some_and(|before| {
            BEFORE.contains(&before.surface.as_str()) || month(before).is_some()
        });
        let counts = self.tokens.get(at + 1).is_some_and(|next| {
            self.joined(at + 1) && next.script == Script::Latin && !next.stop && next.surface.ends_with('s')
        });
        (1900.0..=2100.0).contains(&written) && written.fract() == 0.0 && !digits && led && !counts
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
