//! Dates and times of day, as they are written and said: "12 March", "the twelfth of March", 3월 12일;
//! "4 pm", "half past nine", 오후 네 시 반.

use super::number;
use super::quantity::Quantity;
use super::reader::Reader;
use super::token::{Script, Token};
use super::unit::{self, Kind};

/// Months of the year; the first three letters stand for them as well.
#[rustfmt::skip]
pub(super) const MONTHS: [&str; 12] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
];

/// The number of a month, which has a capital: "may" and "march" are verbs.
pub(super) fn month(token: &Token) -> Option<f64> {
    let is = |name: &&str| token.surface == *name || token.surface == name[..3];
    let capital = token.raw.starts_with(char::is_uppercase);
    MONTHS.iter().position(is).filter(|_| capital).map(|at| at as f64 + 1.0)
}

/// The same beside the number of a day, where notes in a hurry leave the capital out ("20 november"); "may" stays a verb.
fn month_of_day(token: &Token) -> Option<f64> {
    let small = || MONTHS.iter().position(|name| token.surface == *name && *name != "may");
    month(token).or_else(|| small().map(|at| at as f64 + 1.0))
}

/// Halves of the day, and the hours that they begin with.
#[rustfmt::skip]
const HALVES: &[(&str, f64)] = &[
    ("오전", 0.0), ("새벽", 0.0), ("아침", 0.0), ("오후", 12.0), ("저녁", 12.0), ("밤", 12.0), ("낮", 12.0),
];

/// The half of the day of an hour by its word: 12 at night is midnight, 12 by day noon.
fn half_of(half: f64, hour: f64, word: &str) -> f64 {
    if hour == 12.0 && ["밤", "night"].contains(&word) { 0.0 } else { half }
}

/// The months that a text names in English.
pub(super) fn months(tokens: &[Token], words: &[&str]) -> Vec<Quantity> {
    let reader = Reader { tokens, words };
    let named =
        |at: usize| tokens[at].raw.starts_with(char::is_uppercase) && tokens[at].surface != "may";
    let found = (0..tokens.len()).filter(|at| tokens[*at].script == Script::Latin && named(*at));
    found.filter_map(|at| Some(reader.made(Kind::Month, month(&tokens[at])?, at..at + 1))).collect()
}

impl Reader<'_> {
    pub(super) fn date(&self, at: usize) -> Option<Quantity> {
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
        // "In September, the eighth"
        let goes_on = self.surface(at + 1) == "the" || self.joined(at + 1);
        if let Some(month) = month(token).filter(|_| goes_on) {
            let from = at + 1 + usize::from(self.surface(at + 1) == "the");
            let (day, used) = day(from)?;
            return made(month, day, from + used);
        }
        let may_be_day = token.script == Script::Latin || token.value.is_some();
        if may_be_day && let Some((day, used)) = day(at) {
            let to = at + used + usize::from(self.surface(at + used) == "of");
            if let Some(month) = self.tokens.get(to).and_then(month_of_day) {
                return made(month, day, to + 1);
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
        let day = self.number(days)?;
        // "삼십일까지" is read as 31 at first.
        let swallowed = day > 1.0 && day % 10.0 == 1.0 && self.tokens[days].raw.ends_with('일');
        if swallowed && !behind(days + 1, "일") {
            return made(month, day - 1.0, days + 1);
        }
        let day = Some(day).filter(|_| behind(days + 1, "일"))?;
        made(month, day, days + 2)
    }

    pub(super) fn clock(&self, at: usize) -> Option<Quantity> {
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
        // Words for hours; "at noon" and "by midnight", not what is told of a night.
        let by = ["at", "by", "before", "until", "till", "after", "around", "past"];
        match self.surface(at) {
            "noon" | "midday" => return made(12.0, 0.0, Some(12.0), at + 1),
            "midnight" if by.contains(&self.before(at, 1)) => {
                return made(0.0, 0.0, Some(0.0), at + 1);
            }
            "정오" | "정오에" | "정오까지" => return made(12.0, 0.0, Some(12.0), at + 1),
            "자정" | "자정에" | "자정까지" => return made(0.0, 0.0, Some(0.0), at + 1),
            _ => {}
        }
        // 오후 네 시 반
        let half = HALVES.iter().find(|(name, _)| *name == self.surface(at)).map(|(_, from)| *from);
        let from = at + usize::from(half.is_some());
        let unit = |at: usize| {
            let known = self.tokens.get(at).filter(|token| token.script == Script::Hangul);
            known.and_then(|token| number::counter(&token.surface))
        };
        if let Some(hour) = self.number(from).filter(|_| unit(from + 1) == Some("시")) {
            let half = half.map(|half| half_of(half, hour, self.surface(at)));
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
        // "From half seven", as the British say half past.
        let led = ["from", "at", "by", "till", "until", "before", "after", "around"]
            .contains(&self.before(at, 1));
        if let Some(hour) = self.number(at + 1).filter(|hour| (1.0..=12.0).contains(hour))
            && self.surface(at) == "half"
            && led
        {
            return made(hour, 30.0, self.day_half(at + 2).map(|d| d.0), at + 2);
        }
        if let word @ ("half" | "quarter") = self.surface(at) {
            return past(word, at);
        }
        // "twenty past three", "at ten to four", "fourteen minutes past eight"
        let unit = usize::from(["minutes", "minute"].contains(&self.surface(at + 1)));
        let hour_at = at + 2 + unit;
        if let (Some(minutes), Some(hour)) = (self.number(at), self.number(hour_at))
            && (unit == 1 || [5.0, 10.0, 20.0, 25.0].contains(&minutes) && !self.same_word(at + 1))
            && (1.0..=12.0).contains(&hour)
        {
            let half = self.day_half(hour_at + 1).map(|d| d.0);
            let led = unit == 0 && by.contains(&self.before(at, 1));
            match self.surface(hour_at - 1) {
                "past" => return made(hour, minutes, half, hour_at + 1),
                "to" if half.is_some() || led => {
                    return made((hour + 11.0) % 12.0, 60.0 - minutes, half, hour_at + 1);
                }
                _ => {}
            }
        }
        // "7.30 pm"
        if let Some(value) = self.number(at)
            && let Some((hour, minutes)) = self.tokens[at].raw.split_once('.')
            && minutes.len() == 2
            && let Some((half, used)) = self.day_half(at + 1)
            && let (Ok(hour), Ok(minutes)) = (hour.parse::<f64>(), minutes.parse::<f64>())
            && value <= 12.6
        {
            return made(hour, minutes, Some(half), at + 1 + used);
        }
        let hour = self.number(at).filter(|hour| hour.fract() == 0.0 && *hour <= 24.0)?;
        if self.is_pronoun(at) {
            return None;
        }
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
        let grouped = spoken && minutes.is_some() && !digits;
        let made = |hour, minutes, half, end| {
            made(hour, minutes, half, end).map(|clock| Quantity { grouped, ..clock })
        };
        match self.day_half(end) {
            Some((half, used)) => {
                let half = half_of(half, hour, self.surface(end + used - 1));
                made(hour, minutes.unwrap_or(0.0), Some(half), end + used)
            }
            None if self.surface(end) == "oclock" => made(hour, 0.0, None, end + 1),
            None if minutes.is_none() && self.tells_hour(at, hour) => made(hour, 0.0, None, end),
            None => made(hour, minutes?, None, end),
        }
    }

    /// Whether a bare number is an hour: "until six", "every evening around six".
    fn tells_hour(&self, at: usize, hour: f64) -> bool {
        const LED: &[&str] = &["at", "until", "till", "before", "after"];
        const NEAR: &[&str] = &["by", "around", "about"];
        const DAY: &[&str] =
            &["evening", "morning", "night", "noon", "afternoon", "oclock", "tonight"];
        const REACH: usize = 6;
        let next = self.tokens.get(at + 1).filter(|_| self.joined(at + 1));
        let free = next.is_none_or(|next| {
            unit::unit(&next.surface, false).is_none()
                && next.stop
                && next.value.is_none()
                && !["of", "to", "or", "per", "out", "in"].contains(&next.surface.as_str())
        });
        let around = at.saturating_sub(REACH)..(at + REACH).min(self.tokens.len());
        let day = || around.clone().any(|at| DAY.contains(&self.surface(at)));
        let before = self.before(at, 1);
        let led = LED.contains(&before) || NEAR.contains(&before) && day();
        (1.0..=12.0).contains(&hour) && free && led && !self.is_pronoun(at) && hour != 1.0
    }

    /// How many digits a number is written with.
    fn surface_digits(&self, at: usize) -> usize {
        self.tokens[at].raw.len()
    }

    /// "pm", "in the afternoon" at `at`: the hour it begins with and its tokens.
    fn day_half(&self, at: usize) -> Option<(f64, usize)> {
        match [self.surface(at), self.surface(at + 1), self.surface(at + 2)] {
            ["am", ..] if self.joined(at) => Some((0.0, 1)),
            ["pm", ..] => Some((12.0, 1)),
            ["a", "m", _] if self.joined(at + 1) => Some((0.0, 2)),
            ["p", "m", _] if self.joined(at + 1) => Some((12.0, 2)),
            ["in", "the", "morning"] => Some((0.0, 3)),
            ["in", "the", "afternoon" | "evening"] => Some((12.0, 3)),
            ["at", "night", _] => Some((12.0, 2)),
            _ => None,
        }
    }
}
