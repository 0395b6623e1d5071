//! Words that are a number and its unit in one: "a fortnight", "doubled", "half a second", 나흘, 반년.

use std::ops::Range;

use super::number;
use super::quantity::Quantity;
use super::reader::Reader;
use super::token::Script;
use super::unit::{self, Kind};

/// Days that Korean counts by words of their own.
#[rustfmt::skip]
const DAYS: &[(&str, f64)] = &[
    ("이틀", 2.0), ("사흘", 3.0), ("나흘", 4.0), ("닷새", 5.0), ("엿새", 6.0), ("이레", 7.0),
    ("여드레", 8.0), ("아흐레", 9.0), ("열흘", 10.0), ("열하루", 11.0), ("열이틀", 12.0), ("보름", 15.0),
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
    ("일주일", 1.0, "주"), ("반나절", 0.5, "일"), ("이주일", 2.0, "주"), ("반년", 6.0, "개월"), ("유월", 6.0, "월"),
    ("시월", 10.0, "월"), ("반값", 50.0, "퍼센트"),
];
/// Numbers of people who do something together. Two is left out: most stories have a "we two".
const PEOPLE: &[(&str, f64)] =
    &[("셋", 3.0), ("넷", 4.0), ("다섯", 5.0), ("여섯", 6.0), ("일곱", 7.0), ("여덟", 8.0)];
#[rustfmt::skip]
const DECADES: &[(&str, f64)] = &[
    ("twenties", 20.0), ("thirties", 30.0), ("forties", 40.0), ("fifties", 50.0), ("sixties", 60.0),
    ("seventies", 70.0), ("eighties", 80.0), ("nineties", 90.0),
];
/// Words before "a month" that make its length what is told, ...
#[rustfmt::skip]
pub(super) const LIMITS: &[&str] = &[
    "for", "within", "over", "under", "than", "only", "almost", "nearly", "about", "during", "took", "takes", "lasted",
    "spent",
];
/// ...and those that also make "a week" a length of time, not how often.
const LASTING: &[&str] = &["in", "just", "after", "another", "by"];
/// Words behind "a week" that do.
const AFTER: &[&str] = &["before", "after", "later", "earlier", "ahead", "early", "late", "ago"];
/// Words behind 하루 that make it a length of time.
const A_DAY_LASTS: &[&str] = &["동안", "만에", "안에", "이내", "내내", "뒤", "후", "간"];
/// Words between an article and a unit of time that make it a length of time.
const ENTIRE: &[&str] = &["whole", "full", "entire", "single", "solid"];
/// Verbs that are a number, which in the same form are adjectives ("a double shift").
const MULTIPLY: &[(&str, f64, &str)] = &[
    ("double", 2.0, "times"),
    ("triple", 3.0, "times"),
    ("quadruple", 4.0, "times"),
    ("halve", 50.0, "percent"),
];

impl Reader<'_> {
    /// Whether "double" and the like is a verb: "wanted sales to double", "doubled the sales", not "to double
    /// check".
    fn multiplies(&self, at: usize) -> bool {
        const BEFORE: &[&str] =
            &["to", "would", "will", "could", "can", "must", "should", "might", "may"];
        const OTHER: &[&str] = &["check", "click", "down", "up", "book", "cross"];
        #[rustfmt::skip]
        const OBJECT: &[&str] = &[
            "the", "that", "this", "our", "its", "their", "his", "her", "my", "your", "it", "what",
        ];
        let next = self.surface(at + 1);
        OBJECT.contains(&next) || BEFORE.contains(&self.before(at, 1)) && !OTHER.contains(&next)
    }

    /// Nights and days of a stay, which are one fact: 3박 4일, 삼박 사일. Its value is the days.
    pub(super) fn nights(&self, at: usize) -> Option<Quantity> {
        let nights = self.number(at)?;
        let behind = self.surface(at + 1).strip_prefix('박')?;
        let (days, end) = match self.number(at + 2) {
            _ if !behind.is_empty() => (number::sino_days(behind)?, at + 2),
            Some(days) if self.surface(at + 3).starts_with('일') => (days, at + 4),
            Some(_) => return None,
            None => (number::sino_days(self.surface(at + 2))?, at + 3),
        };
        let (kind, _) = unit::unit("박", true)?;
        (days == nights + 1.0).then(|| self.made(kind, days, at..end))
    }

    /// A word that is number and unit in one.
    pub(super) fn whole(&self, at: usize) -> Option<Quantity> {
        let token = self.tokens.get(at).filter(|token| token.value.is_none())?;
        let word = token.surface.as_str();
        let made = |value: f64, of: &str, hangul, range: Range<usize>| {
            let (kind, factor) = unit::unit(of, hangul)?;
            let mut made = self.made(kind, value * factor, range);
            made.written = value;
            Some(made)
        };
        if token.script == Script::Hangul {
            // "이틀전에" in one word
            let around = |tail: &str| ["전", "뒤", "후"].iter().any(|at| tail.starts_with(at));
            let spoken = |name: &str| {
                let tail = word.strip_prefix(name);
                tail.is_some_and(|t| t.is_empty() || number::particle(t) || around(t))
            };
            if let Some((_, days)) = DAYS.iter().find(|(name, _)| spoken(name)) {
                return made(*days, "일", true, at..at + 1);
            }
            if word == "하루" && self.surface(at + 1).starts_with('반') {
                return made(1.5, "일", true, at..at + 2);
            }
            // "하루 동안", but "하루 평균" and "하루에" are each day.
            let lasts = |word: &&str| self.surface(at + 1).starts_with(word);
            // "3일에서 하루로"
            if word == "하루로" || word == "하루" && A_DAY_LASTS.iter().any(lasts) {
                return made(1.0, "일", true, at..at + 1);
            }
            let more = ["넘", "이상"].iter().any(|more| self.surface(at + 1).starts_with(more));
            if word == "반" && more {
                let mut half = self.made(Kind::Percent, 50.0, at..at + 1);
                half.written = 0.5;
                return Some(half);
            }
            // "친구 셋이랑", 넷이서
            let people = |(name, _): &&(&str, f64)| {
                let tail = word.strip_prefix(name);
                tail.is_some_and(|tail| ["이", "이서", "이랑"].contains(&tail))
            };
            if let Some((_, value)) = PEOPLE.iter().find(people) {
                return made(*value, "명", true, at..at + 1);
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
        let measure = |at: usize| {
            let measured =
                unit::unit(self.surface(at), false).is_some_and(|(kind, _)| kind.measured());
            measured && self.surface(at).len() > 2
        };
        if word == "half" && article(at + 1) && measure(at + 2) {
            return made(0.5, self.surface(at + 2), false, at..at + 3);
        }
        // "In the half year after that"
        if word == "half" && ["year", "hour", "mile"].contains(&self.surface(at + 1)) {
            return made(0.5, self.surface(at + 1), false, at..at + 2);
        }
        // "A whole week", "a day a week"
        if article(at) && ENTIRE.contains(&self.surface(at + 1)) && time(at + 2) {
            return made(1.0, self.surface(at + 2), false, at..at + 3);
        }
        let each = ["a", "an", "per", "each", "every"].contains(&self.surface(at + 2));
        if article(at) && time(at + 1) && each && time(at + 3) {
            return made(1.0, self.surface(at + 1), false, at..at + 2);
        }
        if let Some((_, value, of)) = MULTIPLY.iter().find(|(name, ..)| *name == word)
            && self.multiplies(at)
        {
            return made(*value, of, false, at..at + 1);
        }
        if word == "another" && time(at + 1) {
            return made(1.0, self.surface(at + 1), false, at..at + 2);
        }
        let apart = AFTER.contains(&self.surface(at + 2));
        let lasts = [LIMITS, LASTING].iter().any(|words| words.contains(&self.before(at, 1)));
        if article(at) && time(at + 1) && (apart || lasts) {
            return made(1.0, self.surface(at + 1), false, at..at + 2);
        }
        // "No complaints", "not a single complaint": none of them.
        let plain = |at: usize| {
            let next = self.tokens.get(at).filter(|_| self.joined(at));
            next.filter(|next| next.script == Script::Latin && !next.stop)
        };
        let plural = |at: usize| plain(at).is_some_and(|next| next.surface.ends_with('s'));
        // "No double charges" are none as well.
        let things = plural(at + 1) || plain(at + 1).is_some() && plural(at + 2);
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
}
