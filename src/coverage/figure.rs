//! Whether the speech has a number of the written answer, or another one in its place.

use std::ops::Range;

use super::fact::Speech;
use super::point::{Fact, KeyPoint};
use super::quantity::Quantity;
use super::unit::Kind;
use super::{around, counted, placed};

/// Numbers from here on are rarely said of two things in one answer, so their value alone counts.
const DISTINCTIVE: f64 = 13.0;
/// A number in speech that matches the point around a fact at least this well speaks of that fact.
pub(super) const SAME_POINT: f32 = 0.3;
/// The same for a number with the unit of the fact, ...
const SAME_UNIT: f32 = 0.15;
/// ...for the only one of its kind in the answer and in the speech, ...
const LONE: f32 = 0.1;
/// ...for one with another unit of its kind (a time in days against one in years), ...
const OTHER_UNIT: f32 = 0.35;
/// ...and for one without any unit that says what it counts.
const BARE: f32 = 0.5;
/// The same where its clause ends with it.
const ENDS: f32 = 0.4;

/// From here on a word is another form of the one that is counted ("complained" for complaints), not a synonym.
const SAME_WORD: f32 = 0.75;

/// From this probability on that its clause tells the point, a number of the same kind stands in the place of the other.
const PLACED: f32 = 0.6;
/// The same for a count.
const PLACED_COUNT: f32 = 0.75;

/// The same for a count of the same things.
const PLACED_THINGS: f32 = 0.5;
/// Most stories have a "the two of us", which is no size of a group.
const PAIR: f64 = 2.0;

/// What the words right beside a number add where all of them stand beside the other too.
const NEIGHBOURS: f32 = 0.2;

/// Korean numbers from here on (억) are mostly of money.
const MUCH: f64 = 1e8;
/// Bare numbers from here on may well be of money where the notes tell an amount.
const AMOUNT: f64 = 1e3;
/// Numbers are seldom mistaken by more than this, as a power of ten.
const LARGEST_RATIO: f64 = 2.0;

/// How surely a number of the speech is one of the written answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sure {
    /// It is another one.
    Not,
    /// By its value.
    Value,
    /// By its value and by what it counts or measures.
    Unit,
}

/// Whether quantity `at` of the speech is the fact of the point.
pub(super) fn says(fact: &Fact, point: usize, at: usize, speech: &Speech) -> Sure {
    let Some(known) = &fact.quantity else { return Sure::Not };
    let quantity = &speech.quantities[at];
    if known.kind == Kind::Year && around::short_year(known, quantity, speech) {
        return Sure::Unit;
    }
    if !known.equals(quantity) && !around::ends_like_two(known, quantity, speech) {
        return Sure::Not;
    }
    if known.kind.same(quantity.kind) {
        return Sure::Unit;
    }
    // "어르신 9분": minutes by their digits, people where they are told in Korean numbers.
    let minutes = known.kind == Kind::Time && fact.text.ends_with('분');
    if minutes && quantity.kind == Kind::People && known.written == quantity.written {
        return Sure::Unit;
    }
    if !known.kind.open(quantity.kind) && !known.equals_in_groups(quantity) {
        return Sure::Not;
    }
    if counted::shares_noun(fact, known, quantity, speech) {
        return Sure::Unit;
    }
    // "Fourteen times" of whatever was done as often.
    let around = speech.around(&quantity.tokens);
    let done = quantity.kind == Kind::Times
        && counted::is_of_things(fact, known)
        && speech.tokens[around].iter().any(|heard| {
            fact.tokens
                .iter()
                .any(|noun| !heard.stop && speech.alike(noun, false, heard) >= SAME_WORD)
        });
    if done {
        return Sure::Unit;
    }
    // A one is mostly an article or a pronoun.
    let one = quantity.written == 1.0 && quantity.kind == Kind::Plain;
    if one || known.written == 1.0 && known.kind == Kind::Plain {
        return Sure::Not;
    }
    let decimal = known.written.fract() != 0.0 && quantity.written.fract() == 0.0;
    let other_thing = (known.kind.measured() || decimal)
        && counted::counts_things(quantity, speech)
        || counted::is_of_things(fact, known) && counted::is_no_count(quantity.kind)
        || counted::counts_other_things(known.kind, quantity.kind);
    if other_thing {
        return Sure::Not;
    }
    let bare = fact.tokens.is_empty() || counted::counted(speech, quantity).next().is_none();
    let distinctive = known.written.abs() >= DISTINCTIVE || known.written.fract() != 0.0;
    if bare || distinctive || speech.context(point, &quantity.tokens) >= SAME_POINT {
        Sure::Value
    } else {
        Sure::Not
    }
}

/// Where one of what the fact counts is said with an article or "single".
pub(super) fn one_of_it(fact: &Fact, point: usize, speech: &Speech) -> Option<Range<usize>> {
    let known = fact.quantity.as_ref()?;
    let noun = fact.tokens.last().filter(|_| known.written == 1.0 && known.kind == Kind::Plain)?;
    let one = |at: usize| ["a", "an", "1", "single"].contains(&speech.tokens[at].surface.as_str());
    (1..speech.tokens.len()).find_map(|at| {
        let range = at - 1..at + 1;
        let said = speech.tokens[at].stem == noun.stem && one(at - 1) && speech.joined(at);
        (said && speech.context(point, &range) >= SAME_UNIT).then_some(range)
    })
}

/// A number in the place of another one.
pub(super) struct Instead {
    /// The more, the surer.
    pub score: f32,
    /// It counts or measures the same.
    pub unit: bool,
    /// The same word stands before it ("line two" for line 4).
    pub label: bool,
}

/// Whether quantity `at` of the speech, which is not the fact, stands in its place; `lone` where fact and
/// quantity are the only ones of their kind.
pub(super) fn instead(
    fact: &Fact,
    point: usize,
    written: &KeyPoint,
    at: usize,
    lone: bool,
    speech: &Speech,
) -> Option<Instead> {
    let known = fact.quantity.as_ref()?;
    let quantity = &speech.quantities[at];
    let first = speech.tokens[quantity.tokens.start].surface.as_str();
    let last = speech.tokens[quantity.tokens.end - 1].surface.as_str();
    // "For a week", 한 달에: more often how long or how often something else was.
    let within = around::both_within(known, written, quantity, speech);
    let article = ["a", "an"].contains(&first) && speech.context(point, &quantity.tokens) < BARE;
    let couple = (article || ["couple", "no", "single"].contains(&first)) && !within
        || quantity.written == 1.0 && last.ends_with('에');
    // "오억이 나왔습니다": so much is money where nothing says of what.
    let bare = quantity.kind == Kind::Plain && !counted::counts_things(quantity, speech);
    let won = known.kind == Kind::Money("KRW") && bare;
    // "It costs fifty thousand"
    let amount = matches!(known.kind, Kind::Money(_)) && bare && quantity.written >= AMOUNT;
    let same = known.kind.same(quantity.kind) || won && quantity.written >= MUCH;
    // "I got one developer" for three developers
    let next = quantity.tokens.end;
    let of_noun = speech.joined(next)
        && speech.tokens.get(next).is_some_and(|heard| {
            fact.tokens.iter().any(|noun| noun.stem == heard.stem && !noun.stop)
        })
        && speech.context(point, &quantity.tokens) >= SAME_POINT;
    let one = quantity.written == 1.0 && !(same && known.kind.measured()) && !of_noun;
    let no_year = known.kind == Kind::Year && !(1900.0..2100.0).contains(&quantity.written);
    if couple
        || one
        || no_year
        || known.equals(quantity)
        || !same && !known.kind.open(quantity.kind)
    {
        return None;
    }
    // "매일" says nothing against "매일 두 번".
    let period = |q: &Quantity| q.value * q.written;
    if known.kind == Kind::Interval
        && quantity.tokens.len() == 1
        && (period(known) / period(quantity) - 1.0).abs() < 0.1
    {
        return None;
    }
    // "Every day" is no length of time.
    let often = |kind: Kind| kind == Kind::Interval;
    if often(known.kind) != often(quantity.kind)
        && [known.kind, quantity.kind].contains(&Kind::Time)
    {
        return None;
    }
    // Papers are not read in hours, nor hours counted in colleagues.
    let things =
        fact.quantity.as_ref().is_some_and(|q| q.kind == Kind::Plain && !fact.tokens.is_empty());
    let measured = |kind: Kind| kind.measured() && !matches!(kind, Kind::Year | Kind::Rank);
    let other_thing = things && measured(quantity.kind)
        || measured(known.kind) && counted::counts_things(quantity, speech)
        || counted::is_of_another(point, quantity, speech)
        || known.kind == Kind::Plain
            && fact.tokens.is_empty()
            && counted::counts_another(point, quantity, speech);
    if other_thing {
        return None;
    }
    let zero = quantity.value == 0.0 || known.value == 0.0;
    let ratio = if zero { 0.0 } else { (quantity.value / known.value).abs().log10().abs() };
    let near = ratio <= 1.0;
    let context = speech.context_beside(point, written, &quantity.tokens);
    // In other words than the note's: by where in the answer it stands.
    let noun = counted::shares_noun(fact, known, quantity, speech)
        || around::same_rate(known, written, quantity, speech);
    let place = speech.placed(point, &quantity.tokens);
    let here = speech.in_section(point, &quantity.tokens);
    let elsewhere = speech.tells_another(point, &quantity.tokens, 0.2);
    let counts = |q: &Quantity| matches!(q.kind, Kind::Plain | Kind::People | Kind::Counter(_));
    let whole = |q: &Quantity| q.written.fract() == 0.0;
    let count = counts(known)
        && counts(quantity)
        && whole(known) == whole(quantity)
        && (known.kind == quantity.kind || [known.kind, quantity.kind].contains(&Kind::Plain))
        && (noun || !counted::counts_things(quantity, speech))
        && place >= if noun { PLACED_THINGS } else { PLACED_COUNT }
        && here
        && !elsewhere;
    // The size of the speaker's own group ("a team of five", "six of us", "with four team members").
    let group = known.kind == Kind::People && known.whole || counted::is_of_members(fact, known);
    let of_us = group && quantity.kind == Kind::People && quantity.whole && quantity.written > PAIR;
    let aligned = near && (same && place >= PLACED && (here || !elsewhere) || count || of_us);
    if context < LONE && !aligned {
        return None;
    }
    let before = around::same_before(known, written, quantity, speech);
    let same_unit = same && known.in_unit_of(quantity);
    let placed = (same && known.kind.measured() || noun)
        && placed::alone_in_place(point, &quantity.tokens, speech);
    let bound = !same && !noun && around::same_bound(known, written, quantity, speech);
    // "I borrowed lamps, I want to say thirty": nothing else is counted there.
    let behind = quantity.tokens.end;
    let ends = bare && (behind == speech.tokens.len() || !speech.joined(behind));
    let least = if lone && same || placed || aligned || within && same {
        LONE
    } else if known.kind == Kind::Year && same {
        SAME_POINT
    } else if noun || same_unit {
        SAME_UNIT
    } else if same {
        OTHER_UNIT
    } else if before || bound {
        SAME_UNIT
    } else if amount {
        OTHER_UNIT
    } else {
        let (heard, value) = (quantity.written_like(known), known.written);
        let same_size = heard > 0.0 && value > 0.0 && (heard / value).log10().abs() <= 1.0;
        if !same_size || value < DISTINCTIVE && !(ends && heard >= DISTINCTIVE) {
            return None;
        }
        if ends { ENDS } else { BARE }
    };
    let unit = same || noun || amount;
    let label = before && known.kind == Kind::Plain;
    if !aligned && context < least
        || ratio > LARGEST_RATIO && context < BARE
        || !(lone && near || placed || aligned || speech.says_beside(point, &quantity.tokens))
        || !unit
            && !label
            && !bound
            && !aligned
            && speech.tells_another(point, &quantity.tokens, 0.2)
        || bound && speech.sentence_tells_another(point, &quantity.tokens)
    {
        return None;
    }
    let goal = around::is_goal(&written.tokens, known) == around::is_goal(speech.tokens, quantity);
    let score = context
        + NEIGHBOURS * around::neighbours(known, written, quantity, speech)
        + if unit || label { 0.2 } else { 0.0 }
        + if before { 0.2 } else { 0.0 }
        + if goal { 0.1 } else { 0.0 }
        + if speech.in_section(point, &quantity.tokens) { 0.2 } else { 0.0 }
        + 0.3 * place
        - (ratio.min(1.0) * 0.3) as f32
        + if same && known.whole == quantity.whole { 0.05 } else { 0.0 };
    Some(Instead { score, unit, label })
}
