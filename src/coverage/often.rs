//! How often something happens, as the time between two of it: "every two weeks", "twice a year", 주 2회, 매월 한 번.

use super::number;
use super::quantity::Quantity;
use super::reader::Reader;
use super::token::Script;
use super::unit::{self, Kind};

/// Words for how often something happens, and their time.
#[rustfmt::skip]
const ADVERBS: &[(&str, &str)] = &[
    ("daily", "day"), ("weekly", "week"), ("monthly", "month"), ("yearly", "year"), ("annually", "year"),
];
/// What makes "weekly" before a noun the kind of a thing that is known.
const OWN: &[&str] = &["the", "our", "my", "their", "his", "her", "its", "these", "those", "all"];
/// Korean words for how often, with their time; 매 with a time is read by its rule.
const KOREAN: &[(&str, f64, &str)] = &[("격주", 2.0, "주"), ("격월", 2.0, "개월")];
/// Times that a count of "회" or "번" right behind them is of.
#[rustfmt::skip]
const PERIODS: &[(&str, &str)] = &[
    ("주", "주"), ("월", "개월"), ("연", "년"), ("년", "년"), ("하루", "일"), ("일주일", "주"), ("한달", "개월"),
];

/// The seconds of a unit of time.
fn seconds(word: &str, hangul: bool) -> Option<f64> {
    unit::unit(word, hangul).filter(|(kind, _)| *kind == Kind::Time).map(|(_, factor)| factor)
}

impl Reader<'_> {
    /// How often something happens, told from the token `at` on.
    pub(super) fn often(&self, at: usize) -> Option<Quantity> {
        if self.tokens.get(at)?.script == Script::Latin
            || self.number(at).is_some_and(|_| !self.korean(at))
        {
            return self.often_english(at);
        }
        self.often_korean(at)
    }

    fn korean(&self, at: usize) -> bool {
        self.tokens.get(at + 1).is_some_and(|next| next.script == Script::Hangul)
    }

    fn interval(
        &self,
        count: f64,
        between: f64,
        tokens: std::ops::Range<usize>,
    ) -> Option<Quantity> {
        let made = self.made(Kind::Interval, between, tokens);
        Some(Quantity { written: count, ..made })
    }

    fn often_english(&self, at: usize) -> Option<Quantity> {
        let long =
            |at: usize| seconds(self.surface(at), false).filter(|_| self.surface(at).len() > 2);
        match self.surface(at) {
            "every" => {
                if self.surface(at + 1) == "other" {
                    return self.interval(2.0, 2.0 * long(at + 2)?, at..at + 3);
                }
                return match self.number(at + 1) {
                    Some(count) => self.interval(count, count * long(at + 2)?, at..at + 3),
                    // "every hour and a half"
                    None if [2, 3, 4].map(|more| self.surface(at + more))
                        == ["and", "a", "half"] =>
                    {
                        self.interval(1.5, 1.5 * long(at + 1)?, at..at + 5)
                    }
                    None => self.interval(1.0, long(at + 1)?, at..at + 2),
                };
            }
            word => {
                // "Weekly sessions", but "our weekly report".
                let plural = self.joined(at + 1)
                    && self.tokens.get(at + 1).is_some_and(|next| {
                        next.surface.ends_with('s') && !next.stop && next.surface.len() > 3
                    })
                    && !OWN.contains(&self.before(at, 1));
                let alone =
                    self.tokens.get(at + 1).is_none_or(|next| next.stop || !self.joined(at + 1));
                if let Some((_, time)) =
                    ADVERBS.iter().find(|(name, _)| *name == word).filter(|_| alone || plural)
                {
                    return self.interval(1.0, seconds(time, false)?, at..at + 1);
                }
            }
        }
        let (count, used) = match self.surface(at) {
            "once" => (1.0, 1),
            "twice" => (2.0, 1),
            _ => (self.number(at).filter(|_| self.surface(at + 1) == "times")?, 2),
        };
        let each = ["a", "per", "each", "every", "an"].contains(&self.surface(at + used));
        let between = long(at + used + 1).filter(|_| each && count > 0.0)? / count;
        self.interval(count, between, at..at + used + 2)
    }

    fn often_korean(&self, at: usize) -> Option<Quantity> {
        let word = self.surface(at);
        let spoken = |name: &str| {
            let tail = word.strip_prefix(name);
            tail.is_some_and(|tail| tail.is_empty() || number::particle(tail))
        };
        if let Some((_, count, time)) = KOREAN.iter().find(|(name, ..)| spoken(name)) {
            return self.interval(*count, count * seconds(time, true)?, at..at + 1);
        }
        // 매주, "매주 두 번"
        if let Some(time) = word.strip_prefix('매') {
            let between = match number::counter(time) {
                Some("월" | "달") => seconds("개월", true)?,
                Some("해") => seconds("년", true)?,
                _ => seconds(time, true)?,
            };
            let times = self.count_of_times(at + 1);
            let (count, end) = times.unwrap_or((1.0, at + 1));
            return self.interval(count, between / count, at..end);
        }
        // "2주마다", "이 주에 한 번", 일주일에 두 번"
        let period =
            self.plain(at).or_else(|| self.whole(at)).filter(|period| period.kind == Kind::Time);
        if let Some(period) = period {
            let end = period.tokens.end;
            let last = self.surface(end - 1);
            if last.ends_with("마다") || self.surface(end) == "마다" {
                let end = end + usize::from(!last.ends_with("마다"));
                return self.interval(period.written, period.value, at..end);
            }
            let each = last.ends_with('에') || word == "하루";
            let (count, end) = self.count_of_times(end).filter(|_| each)?;
            return self.interval(count, period.value / count, at..end);
        }
        // "주 2회", "하루에 세 번"
        let bare = word.strip_suffix('에').unwrap_or(word);
        let (_, time) = PERIODS.iter().find(|(name, _)| *name == bare)?;
        let (count, end) = self.count_of_times(at + 1)?;
        self.interval(count, seconds(time, true)? / count, at..end)
    }

    /// "두 번", "2회": how many times and the token behind it.
    fn count_of_times(&self, at: usize) -> Option<(f64, usize)> {
        let count = self.number(at).filter(|count| *count > 0.0)?;
        let counter = number::counter(self.surface(at + 1))?;
        ["번", "회", "차례"].contains(&counter).then_some((count, at + 2))
    }
}

#[cfg(test)]
mod tests {
    use super::super::english::English;
    use super::super::reader::quantities;
    use super::super::token::tokens_of;
    use super::super::unit::{DAY, Kind};

    /// The intervals of a text, in days.
    fn days(text: &str) -> Vec<f64> {
        let words: Vec<&str> = text.split(' ').collect();
        let all = quantities(&tokens_of(text, &English::new()), &words);
        let often = all.iter().filter(|quantity| quantity.kind == Kind::Interval);
        often.map(|quantity| (quantity.value / DAY).round()).collect()
    }

    #[test]
    fn how_often_is_the_time_between() {
        assert_eq!(days("we met every two weeks and once a month"), [14.0, 30.0]);
        assert_eq!(days("twice a year, every other day"), [183.0, 2.0]);
        assert_eq!(days("we report weekly to the board"), [7.0]);
        assert_eq!(days("주 2회 회의하고 매월 한 번 보고"), [4.0, 30.0]);
        assert_eq!(days("2주마다 모였고 한 달에 두 번 만났습니다"), [14.0, 15.0]);
        assert_eq!(days("일주일에 한 번, 매주, 격주로"), [7.0, 7.0, 14.0]);
    }

    #[test]
    fn lengths_of_time_and_counts_are_none() {
        assert!(days("three times in two weeks, the weekly report, every time").is_empty());
        assert!(days("두 번 만났고 2주 동안 쉬었습니다. 매장에서").is_empty());
    }
}
