//! A number with what it measures, and whether two of them are one: "90 minutes" and "an hour and a half",
//! "about 400" and 412.

use std::ops::Range;

use super::unit::Kind;

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
    /// Said in groups of its digits ("one twenty four"), which may also be a decimal or a time of day.
    pub grouped: bool,
}

/// Values this near, as a share, are one where a fraction or another unit is behind one of them
/// ("33.3 percent" and a third).
const CONVERTED: f64 = 0.01;
/// The same where a month is told in days or weeks.
const CALENDAR: f64 = 0.09;
/// The same where a unit of bytes is told in another, which may be of 1,000 or of 1,024 ("half a gig" for 512 MB).
const BINARY: f64 = 0.05;
/// No fraction that is told roughly is further from the exact share than this share of it.
const FURTHEST_SHARE: f64 = 0.1;
/// No rough value is further from the exact one than this share of it.
const FURTHEST_ROUND: f64 = 0.15;

impl Quantity {
    /// Whether one was said by the groups of digits that the other has: "one twenty four" for 1.24, "nine
    /// thirty" for 9:30. A recogniser may write the groups together (124).
    pub fn equals_in_groups(&self, other: &Quantity) -> bool {
        self.groups_read_as(other) || other.groups_read_as(self)
    }

    fn groups_read_as(&self, other: &Quantity) -> bool {
        let Some((high, low)) = self.groups() else { return false };
        let near = |a: f64, b: f64| (a - b).abs() < 1e-6;
        let hundredths = other.written * 100.0;
        // "Three ninety" for 3.90 euros
        let money = self.grouped && matches!(other.kind, Kind::Money(_));
        let decimals =
            near(hundredths, hundredths.round()) && (money || !near(hundredths % 10.0, 0.0));
        match other.kind {
            _ if decimals => near(hundredths, high * 100.0 + low),
            // "Seventeen forty" for 17:40 is no hour before noon, which may be a count.
            _ if !(self.grouped || other.kind == Kind::Clock && (13.0..24.0).contains(&high)) => {
                false
            }
            Kind::Clock => near((high * 60.0 + low) % 720.0, other.value % 720.0),
            _ => near(high * 100.0 + low, other.written),
        }
    }

    /// The groups of digits that it was said in, or may have been.
    fn groups(&self) -> Option<(f64, f64)> {
        let parts = |whole: f64, part: f64| ((whole / part).floor(), whole % part);
        match self.kind {
            Kind::Clock if self.grouped => Some(parts(self.value, 60.0)),
            Kind::Plain => {
                (100.0..2000.0).contains(&self.written).then(|| parts(self.written, 100.0))
            }
            _ => None,
        }
        .filter(|(high, low)| high.fract() == 0.0 && low.fract() == 0.0)
    }

    /// As it is written, or where it was said in groups and the other is a decimal, as one.
    pub fn written_like(&self, other: &Quantity) -> f64 {
        let decimal = other.written.fract() != 0.0 && other.written < 20.0;
        match self.groups() {
            Some((high, low)) if self.grouped && decimal => high + low / 100.0,
            _ => self.written,
        }
    }

    /// Whether both have one value, taken for quantities of one kind where the kinds allow it.
    pub fn equals(&self, other: &Quantity) -> bool {
        if self.equals_in_groups(other)
            || self.in_ten_thousands(other)
            || other.in_ten_thousands(self)
            || self.is_metres(other)
            || other.is_metres(self)
        {
            return true;
        }
        let near =
            |a: f64, b: f64, share: f64| (a - b).abs() <= b.abs().max(a.abs()) * share + 1e-9;
        if self.kind == Kind::Clock && other.kind == Kind::Clock {
            let half = self.half_day && other.half_day;
            return if half {
                self.value == other.value
            } else {
                self.value % 720.0 == other.value % 720.0
            };
        }
        if self.kind == Kind::Decade && other.kind == Kind::Decade {
            let full = self.value >= 1000.0 && other.value >= 1000.0;
            return self.value == other.value || !full && self.value % 100.0 == other.value % 100.0;
        }
        match (self.kind, other.kind) {
            (Kind::Month, Kind::Date) => return self.value == (other.value / 100.0).floor(),
            (Kind::Date, Kind::Month) => return false,
            // "Twice" for "twice a year" says how often as well.
            (Kind::Interval, Kind::Times) | (Kind::Times, Kind::Interval) => {
                return self.written == other.written;
            }
            // "In two weeks" may be every two weeks, "for a month" is not each month.
            (Kind::Interval, Kind::Time) | (Kind::Time, Kind::Interval) if self.written == 1.0 => {
                return false;
            }
            (Kind::Interval, _) | (_, Kind::Interval) if self.kind.same(other.kind) => {
                return near(self.value, other.value, CALENDAR);
            }
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
            } else if self.kind == Kind::Bytes && factor(self) != factor(other) {
                BINARY
            } else {
                1e-6
            };
            if self.kind == Kind::Time && factor(self) != factor(other) {
                // "A bit over an hour and a half" for 95 minutes, "almost an hour and forty minutes" for 97.
                let told = |rough: &Quantity, exact: &Quantity| {
                    let off = (exact.value - rough.value) / rough.value;
                    rough.over && 0.0 < off && off <= FURTHEST_SHARE
                        || rough.rough && off.abs() <= FURTHEST_SHARE / 2.0
                };
                return near(self.value, other.value, tolerance)
                    || told(self, other)
                    || told(other, self);
            }
            let share = share(self) || share(other);
            return near(self.value, other.value, tolerance)
                || share && (self.near_share(other) || other.near_share(self))
                || self.rounds_to(other);
        }
        near(self.written, other.written, 1e-6) || self.rounds_to(other)
    }

    /// A salary as Korean notes have it, without its 만원 ("희망연봉 6800" for 6,800만 원).
    fn in_ten_thousands(&self, told: &Quantity) -> bool {
        self.kind == Kind::Plain
            && told.kind == Kind::Money("KRW")
            && (1000.0..100_000.0).contains(&self.written)
            && (told.value - self.written * 1e4).abs() < 1.0
    }

    /// "1.5 m" may be read as millions, and as metres where they are told.
    fn is_metres(&self, told: &Quantity) -> bool {
        self.kind == Kind::Plain
            && told.kind == Kind::Length
            && self.written >= 1e5
            && (self.written / 1e6 - told.value).abs() < 1e-6
    }

    /// Whether both are told in one unit of their kind; a share has none of its own.
    pub fn in_unit_of(&self, other: &Quantity) -> bool {
        let factor = |q: &Quantity| q.value / q.written;
        self.kind == Kind::Percent || (factor(self) / factor(other) - 1.0).abs() < 1e-9
    }

    /// "A bit more than a fifth" for 21 percent, "almost half" for 47: this one is a fraction that is told roughly.
    fn near_share(&self, exact: &Quantity) -> bool {
        let fraction = self.whole && self.written < 1.0;
        let off = exact.value - self.value;
        let most = self.value * FURTHEST_SHARE;
        fraction && (self.over && 0.0 < off && off <= most || self.rough && off.abs() <= most)
    }

    /// "About 400" for 412: one is rough, and the other rounds to it.
    fn rounds_to(&self, other: &Quantity) -> bool {
        let factor = |q: &Quantity| if q.written == 0.0 { 1.0 } else { q.value / q.written };
        let rounds = |exact: f64, rough: f64, over: bool| {
            // "Just over two seconds" are 2.1.
            let whole = rough.fract() == 0.0 && exact.fract() != 0.0;
            if whole && (2.0..100.0).contains(&rough) {
                let rounded = if over { exact.floor() } else { exact.round() };
                return rounded == rough && (exact - rough).abs() <= rough * FURTHEST_ROUND;
            }
            // "Eight and a half" are 8.4.
            if rough.fract() == 0.5 && exact.fract() != 0.0 {
                return (exact * 2.0).round() == rough * 2.0
                    && (exact - rough).abs() <= rough * FURTHEST_ROUND;
            }
            if exact == 0.0 || rough == 0.0 || rough.abs() < 10.0 {
                return false;
            }
            // The place of the last digit of the rough one that is not 0.
            let mut place = 1.0;
            while rough % (place * 10.0) == 0.0 {
                place *= 10.0;
            }
            // "About 35" for 34: what ends in 5 is told to the nearest 5.
            let fives = place == 1.0 && rough >= 15.0 && rough % 5.0 == 0.0;
            let step = if fives { 5.0 } else { place };
            if over {
                return [step, place].iter().any(|s| *s > 1.0 && (exact / s).floor() * s == rough);
            }
            // "About 1,000" is no 500, though it has one digit.
            let near = (exact - rough).abs() <= rough.abs() * FURTHEST_ROUND;
            near && step > 1.0 && (exact / step).round() * step == rough
        };
        if factor(self) != factor(other) {
            return false;
        }
        (other.rough || other.over) && rounds(self.written, other.written, other.over)
            || (self.rough || self.over) && rounds(other.written, self.written, self.over)
    }
}
