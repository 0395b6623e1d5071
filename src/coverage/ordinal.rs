//! Ordinals that are numbers: "3rd", "the second prize", "finished third", "the third quarter", Q3.

use super::quantity::Quantity;
use super::reader::Reader;
use super::unit::Kind;

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
    "infantry", "edition", "century", "airborne", "corps", "squadron", "street", "avenue", "anniversary", "birthday",
];
/// Stretches that are told by their place ("my fourth month").
const STRETCHES: &[&str] = &["month", "year", "week", "sprint", "round", "generation", "trimester"];
/// Verbs before a place ("finished third").
const PLACED: &[&str] = &["came", "finished", "placed", "ranked", "finish", "rank", "place"];

impl Reader<'_> {
    /// An ordinal at `at` and the tokens that it takes ("12th", "twelfth", "twenty first").
    pub(super) fn ordinal_at(&self, at: usize) -> Option<(f64, usize)> {
        let of = |word: &str| ORDINALS.iter().find(|(name, _)| *name == word).map(|(_, n)| *n);
        match self.number(at) {
            Some(value) if self.same_word(at + 1) => {
                let ends = ["st", "nd", "rd", "th"].contains(&self.surface(at + 1));
                ends.then_some((value, 2)).or_else(|| {
                    (value >= 20.0)
                        .then(|| of(self.surface(at + 1)))
                        .flatten()
                        .map(|n| (value + n, 2))
                })
            }
            Some(value) if value >= 20.0 && value % 10.0 == 0.0 => {
                of(self.surface(at + 1)).filter(|n| *n < 10.0).map(|n| (value + n, 2))
            }
            Some(_) => None,
            None => of(self.surface(at)).map(|n| (n, 1)),
        }
    }

    pub(super) fn ordinal(&self, at: usize) -> Option<Quantity> {
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
        if PLACES.contains(&noun) || STRETCHES.contains(&noun) && value > 1.0 {
            return made(Kind::Rank, at + used + 1);
        }
        // "The tenth of each month"
        let of = (self.surface(at + used) == "of").then(|| self.surface(at + used + 2));
        if of == Some("month") {
            return made(Kind::Rank, at + used);
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
}
