//! Numbers with what stands right behind them: units, money, people, years; all that is neither date nor rank.

use super::calendar;
use super::number;
use super::quantity::Quantity;
use super::reader::{ROUGH_BEHIND, Reader};
use super::token::{Script, Token};
use super::unit::{self, Kind};

/// Of them a number is one of people.
#[rustfmt::skip]
const GROUPS: &[&str] = &[
    "team", "group", "crew", "squad", "staff", "class", "party", "family", "band", "panel", "cohort", "committee",
];

/// Whether a number below one is a fraction by its words ("a third", 절반, "3분의 1"), not a decimal.
fn is_share(token: &Token) -> bool {
    token.value.is_some_and(|value| value > 0.0 && value < 1.0) && !is_decimal(token)
}

fn is_decimal(token: &Token) -> bool {
    token.raw.contains(['.', '점']) || token.raw.contains("point")
}

impl Reader<'_> {
    /// The number at `at` with its unit, and what says of it how sure or how large it is.
    pub(super) fn plain(&self, at: usize) -> Option<Quantity> {
        let token = &self.tokens[at];
        let group = self.group(at);
        let written = group.or(token.value)?;
        let behind = at + 1 + usize::from(group.is_some());
        let end = behind + usize::from(self.amplified(behind));
        let word = self.words[token.word];
        let mut made = Quantity { whole: false, ..self.made(Kind::Plain, written, at..behind) };
        made.grouped = group.is_some();
        let next = self.tokens.get(end).filter(|_| self.joined(end));
        let known = next.and_then(|next| {
            unit::unit(&next.surface, next.script == Script::Hangul)
                // "in 5 x" is no time of anything unless it is written so.
                .filter(|_| {
                    next.surface.len() > 1
                        || next.surface == "h"
                        || self.same_word(end)
                        || next.script == Script::Hangul
                })
                .or_else(|| unit::in_capitals(&next.raw))
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
            self.with_unit(&mut made, at, end, factor);
        } else if self.surface(end) == "percentage" && self.surface(end + 1).starts_with("point") {
            (made.kind, made.tokens.end) = (Kind::Points, end + 2);
        } else if self.is_year(at, written) {
            made.kind = Kind::Year;
        } else if let Some(money) = unit::currency(word) {
            made.kind = money;
        } else if [self.surface(end + 1), self.surface(end + 2)] == ["per", "second"] {
            (made.kind, made.tokens.end) = (Kind::Rate, end + 3);
        }
        self.group_of_people(&mut made, at, end);
        // "초당 9,000건", "초당 요청이 9,000건"
        let per_second = |back| ["초당", "per-second"].contains(&self.before(at, back));
        let noun = || at >= 2 && self.number(at - 1).is_none() && self.joined(at - 1);
        if per_second(1) || per_second(2) && noun() && self.joined(at) {
            (made.kind, made.value) = (Kind::Rate, written);
        }
        // 한 건도 없었습니다, but "1초도 안 걸렸습니다" is a second.
        let none =
            ["없", "않", "안", "못"].iter().any(|no| self.surface(made.tokens.end).starts_with(no));
        if written == 1.0
            && none
            && made.kind != Kind::Time
            && self.surface(made.tokens.end - 1).ends_with('도')
        {
            (made.written, made.value) = (0.0, 0.0);
        }
        self.below_zero(&mut made, word);
        let half = written.fract() == 0.5 && !is_decimal(token);
        (made.rough, made.over) = (half || self.rough(&made.tokens), self.over(&made.tokens));
        Some(made)
    }

    /// Whether a number is the size of a group of people, which nothing counted behind it tells: "a team of five", "there were
    /// six of us", "we were five in the team"; or, with what counts people, the size of the speaker's own (저희가 일곱
    /// 명이서, 팀원은 총 다섯 명).
    fn group_of_people(&self, made: &mut Quantity, at: usize, end: usize) {
        const OWN: &[&str] = &["저희", "우리", "팀원", "멤버", "인원", "구성원"];
        let next = self.tokens.get(end).filter(|_| self.joined(end));
        let counts = next.is_some_and(|next| !next.stop && next.surface.ends_with('s'));
        let group = self.before(at, 1) == "of" && GROUPS.contains(&self.before(at, 2));
        let of_us = self.surface(end) == "of" && self.surface(end + 1) == "us";
        let in_it = next.is_some_and(|next| next.surface == "in")
            && ["the", "our", "my"].contains(&self.surface(end + 1))
            && GROUPS.contains(&self.surface(end + 2));
        let we_were = ["were", "are"].contains(&self.before(at, 1)) && self.before(at, 2) == "we";
        if made.kind == Kind::Plain && ((group || we_were || in_it) && !counts || of_us) {
            (made.kind, made.whole) = (Kind::People, true);
            made.tokens.end += if of_us { 2 } else { 0 };
        }
        let own = (1..=3).any(|back| OWN.iter().any(|own| self.before(at, back).starts_with(own)));
        let together = self.surface(made.tokens.end - 1).ends_with("이서");
        if made.kind == Kind::People && self.surface(end).starts_with('명') && (own || together) {
            made.whole = true;
        }
    }

    /// What a unit behind a number still leaves open; `end` is where the unit stands, `factor` its size.
    fn with_unit(&self, made: &mut Quantity, at: usize, end: usize, factor: f64) {
        let (token, kind, written) = (&self.tokens[at], made.kind, made.written);
        let next = self.tokens.get(end).filter(|_| self.joined(end));
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
        if let (Kind::Money(_), Some(cents)) = (kind, self.hundredths(end + 1)) {
            made.written += cents / 100.0;
            made.value = made.written * factor;
            made.tokens.end = end + 2;
        }
        let points = behind.starts_with("포인트") || behind == "points" || behind == "p";
        if kind == Kind::Percent && points {
            (made.kind, made.tokens.end) = (Kind::Points, end + 2);
        }
    }

    /// Whether a word stands here that only makes more of the unit behind it ("three more years", "two full days").
    fn amplified(&self, at: usize) -> bool {
        const MORE: &[&str] =
            &["more", "full", "whole", "extra", "additional", "solid", "long", "other"];
        let unit = self.tokens.get(at + 1).filter(|_| self.joined(at) && self.joined(at + 1));
        MORE.contains(&self.surface(at))
            && unit.is_some_and(|unit| {
                unit.surface.len() > 2 && unit::unit(&unit.surface, false).is_some()
            })
    }

    /// The cents or pence told right behind a currency ("two euros sixty-five apiece"), unless something is counted there.
    fn hundredths(&self, at: usize) -> Option<f64> {
        let cents = self.number(at).filter(|_| self.joined(at) && !self.is_pronoun(at))?;
        let next = self.tokens.get(at + 1).filter(|_| self.joined(at + 1));
        let counts = next.is_some_and(|next| !next.stop && next.surface != "apiece");
        ((10.0..100.0).contains(&cents) && cents.fract() == 0.0 && !counts).then_some(cents)
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
}
