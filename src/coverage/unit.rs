//! What a number measures, across its spellings: "ms", "milliseconds" and 밀리초 are one kind, and
//! a thousand of them one second.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::number;

/// What a quantity is of. Two of one kind can be compared; their values are in the unit named here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A count, or a number without a unit.
    Plain,
    /// Counted with a Korean counter that is no unit.
    Counter(&'static str),
    /// People.
    People,
    /// A length of time, in seconds.
    Time,
    /// How often something happens, as the seconds between two of it.
    Interval,
    /// A time of day, in minutes from midnight, or from noon where nothing tells which.
    Clock,
    /// A calendar year.
    Year,
    /// A month of the year.
    Month,
    /// A day of the year: a hundred times the month and the day.
    Date,
    /// A decade, by its last two digits ("the nineties", 30대).
    Decade,
    /// A quarter of the year.
    Quarter,
    /// A share, in percent.
    Percent,
    /// Percentage points.
    Points,
    /// Times as much, or how often.
    Times,
    /// A place in an order.
    Rank,
    /// Years of age.
    Age,
    /// Degrees.
    Degrees,
    /// How many a second.
    Rate,
    /// Grams.
    Mass,
    /// Metres.
    Length,
    /// Kilograms or kilometres ("kilos", 킬로), in grams or metres.
    Kilo,
    /// Bytes.
    Bytes,
    /// Watts.
    Power,
    /// Litres.
    Volume,
    /// Another physical unit, by its sign.
    Physical(&'static str),
    /// An amount of money in the currency of this code.
    Money(&'static str),
}

/// A day in seconds.
pub(super) const DAY: f64 = 86_400.0;
/// The mean month.
const MONTH: f64 = YEAR / 12.0;
pub(super) const YEAR: f64 = 365.25 * DAY;

/// Spellings of a unit, its kind and how many of the kind's own unit it has.
#[rustfmt::skip]
const UNITS: &[(&str, Kind, f64)] = &[
    ("ns nanosecond nanoseconds 나노초", Kind::Time, 1e-9),
    ("us microsecond microseconds 마이크로초", Kind::Time, 1e-6),
    ("ms millisecond milliseconds msec 밀리초 밀리세컨드", Kind::Time, 1e-3),
    ("s sec secs second seconds 초", Kind::Time, 1.0),
    ("min mins minute minutes 분 분간", Kind::Time, 60.0),
    ("h hr hrs hour hours 시간", Kind::Time, 3_600.0),
    ("day days 일 일간", Kind::Time, DAY),
    ("week weeks wk wks 주 주일 주간", Kind::Time, 7.0 * DAY),
    ("month months mth mths 달 개월 개월간", Kind::Time, MONTH),
    ("year years yr yrs 년 년간 년차", Kind::Time, 12.0 * MONTH),
    ("semester semesters", Kind::Time, 4.0 * MONTH),
    ("percent pct 퍼센트 프로", Kind::Percent, 1.0),
    ("퍼센트포인트", Kind::Points, 1.0),
    ("times x fold 배", Kind::Times, 1.0),
    ("degree degrees celsius fahrenheit 도", Kind::Degrees, 1.0),
    ("qps tps rps fps 큐피에스 티피에스 에프피에스", Kind::Rate, 1.0),
    ("등 위", Kind::Rank, 1.0),
    ("살 세", Kind::Age, 1.0),
    ("분기", Kind::Quarter, 1.0),
    ("월", Kind::Month, 1.0),
    ("년대", Kind::Decade, 1.0),
    ("people persons person ppl staff employees folks members member teammates teammate 명 인 사람", Kind::People, 1.0),
    ("mg milligram milligrams 밀리그램", Kind::Mass, 1e-3),
    ("g gram grams 그램", Kind::Mass, 1.0),
    ("kg kilogram kilograms kilogramme kilogrammes 킬로그램", Kind::Mass, 1e3),
    ("ton tons tonne tonnes 톤", Kind::Mass, 1e6),
    ("mm millimeter millimeters millimetre millimetres 밀리미터", Kind::Length, 1e-3),
    ("cm centimeter centimeters centimetre centimetres 센티 센티미터", Kind::Length, 1e-2),
    ("meter meters metre metres 미터", Kind::Length, 1.0),
    ("km kilometer kilometers kilometre kilometres 킬로미터", Kind::Length, 1e3),
    ("mile miles 마일", Kind::Length, 1_609.344),
    ("foot feet ft 피트", Kind::Length, 0.3048),
    ("inch inches 인치", Kind::Length, 0.0254),
    ("kilo kilos 킬로", Kind::Kilo, 1e3),
    ("watt watts 와트", Kind::Power, 1.0),
    ("kw kilowatt kilowatts 킬로와트", Kind::Power, 1e3),
    ("mw megawatt megawatts 메가와트", Kind::Power, 1e6),
    ("ml milliliter milliliters millilitre millilitres 밀리리터", Kind::Volume, 1e-3),
    ("liter liters litre litres 리터", Kind::Volume, 1.0),
    ("byte bytes 바이트", Kind::Bytes, 1.0),
    ("kb kilobyte kilobytes 킬로바이트", Kind::Bytes, 1e3),
    ("mb meg megs megabyte megabytes 메가 메가바이트", Kind::Bytes, 1e6),
    ("gb gig gigs gigabyte gigabytes 기가 기가바이트", Kind::Bytes, 1e9),
    ("tb terabyte terabytes 테라 테라바이트", Kind::Bytes, 1e12),
    ("pb petabyte petabytes 페타 페타바이트", Kind::Bytes, 1e15),
    ("hz hertz 헤르츠", Kind::Physical("Hz"), 1.0),
    ("khz kilohertz 킬로헤르츠", Kind::Physical("Hz"), 1e3),
    ("mhz megahertz 메가헤르츠", Kind::Physical("Hz"), 1e6),
    ("ghz gigahertz 기가헤르츠", Kind::Physical("Hz"), 1e9),
    ("db decibel decibels 데시벨", Kind::Physical("dB"), 1.0),
    ("volt volts 볼트", Kind::Physical("V"), 1.0),
    ("amp amps ampere amperes 암페어", Kind::Physical("A"), 1.0),
    ("rpm 알피엠", Kind::Physical("rpm"), 1.0),
    ("mpa megapascal megapascals 메가파스칼", Kind::Physical("Pa"), 1e6),
    ("kcal calories 칼로리 킬로칼로리", Kind::Physical("cal"), 1.0),
    ("px pixel pixels 픽셀", Kind::Physical("px"), 1.0),
    ("micrometer micrometers micrometre micrometres micron microns 마이크로미터 미크론", Kind::Length, 1e-6),
    ("nm nanometer nanometers nanometre nanometres 나노미터", Kind::Length, 1e-9),
    ("dollar dollars usd bucks 달러 불", Kind::Money("USD"), 1.0),
    ("euro euros eur 유로", Kind::Money("EUR"), 1.0),
    ("pound pounds gbp 파운드", Kind::Money("GBP"), 1.0),
    ("won krw 원", Kind::Money("KRW"), 1.0),
    ("yen jpy 엔", Kind::Money("JPY"), 1.0),
    ("yuan 위안", Kind::Money("CNY"), 1.0),
];

static BY_WORD: LazyLock<HashMap<&str, (Kind, f64)>> = LazyLock::new(|| {
    let spellings = |(words, kind, factor): &(&'static str, Kind, f64)| {
        let of = (*kind, *factor);
        words.split(' ').map(move |word| (word, of)).collect::<Vec<_>>()
    };
    UNITS.iter().flat_map(spellings).collect()
});

/// The kind and factor of a unit by its lower-case word, a Korean one perhaps with particles.
pub(super) fn unit(word: &str, hangul: bool) -> Option<(Kind, f64)> {
    if !hangul {
        return BY_WORD.get(word).copied();
    }
    let counter = number::counter(word)?;
    // One is said for the other.
    let counter = match counter {
        "회" | "차례" => "번",
        "군데" => "곳",
        "종류" => "종",
        "페이지" => "쪽",
        counter => counter,
    };
    Some(BY_WORD.get(counter).copied().unwrap_or((Kind::Counter(counter), 1.0)))
}

/// The kind and factor of a unit that only its capitals tell from other words: degrees, powers of 1,024 bytes.
pub(super) fn in_capitals(word: &str) -> Option<(Kind, f64)> {
    match word {
        "C" => Some((Kind::Degrees, 1.0)),
        "Ki" | "KiB" => Some((Kind::Bytes, 1024.0)),
        "Mi" | "MiB" => Some((Kind::Bytes, 1024.0 * 1024.0)),
        "Gi" | "GiB" => Some((Kind::Bytes, 1024.0 * 1024.0 * 1024.0)),
        _ => None,
    }
}

/// The currency of a sign.
pub(super) fn currency(word: &str) -> Option<Kind> {
    let signs = [('$', "USD"), ('€', "EUR"), ('£', "GBP"), ('₩', "KRW"), ('¥', "JPY")];
    signs.iter().find(|(sign, _)| word.contains(*sign)).map(|(_, code)| Kind::Money(code))
}

impl Kind {
    /// Whether it says by itself what is measured, unlike a count.
    pub fn measured(self) -> bool {
        !matches!(self, Kind::Plain | Kind::Counter(_) | Kind::People)
    }

    /// Whether quantities of both measure the same.
    pub fn same(self, other: Kind) -> bool {
        let pair = |a: Kind, b: Kind| {
            matches!(
                (a, b),
                (Kind::Percent, Kind::Points)
                    | (Kind::Kilo, Kind::Mass | Kind::Length)
                    | (Kind::Month, Kind::Date)
                    | (Kind::Interval, Kind::Times | Kind::Time)
            )
        };
        self == other && self != Kind::Plain || pair(self, other) || pair(other, self)
    }

    /// Whether one of them says too little to tell.
    pub fn open(self, other: Kind) -> bool {
        let counts = |kind: Kind| !kind.measured() || matches!(kind, Kind::Year | Kind::Rank);
        let day = |kind: Kind| matches!(kind, Kind::Month | Kind::Date);
        (self == Kind::Plain || other == Kind::Plain || counts(self) && counts(other))
            && !day(self)
            && !day(other)
    }
}
