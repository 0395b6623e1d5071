//! Which number of the speech answers which number of the written answer: said, or another one in its place.

use super::fact::{FactStatus, Heard, Speech};
use super::figure::{self, Sure};
use super::point::{Fact, KeyPoint};
use super::quantity::Quantity;
use super::unit::Kind;
use super::{change, counted};

/// A number is said of one point rather than of another by so much more of it around, as a share of its words.
const IN_ITS_POINT: f32 = 0.2;
/// How surely the number behind the first one of a change is the second one, as [`figure::Instead::score`].
const CHANGED: f32 = 0.6;

/// Numbers that were said; then those in whose place another one was, each number of the speech in one
/// place, the surest first.
pub(super) fn numbers(
    facts: &[(usize, &Fact)],
    points: &[KeyPoint],
    speech: &Speech,
    heard: &mut [Heard],
) {
    let count = speech.quantities.len();
    // 피 구십구 is p99, no number.
    let named: Vec<usize> = heard.iter().filter_map(|h| h.tokens.clone()).flatten().collect();
    let named = |at: usize| speech.quantities[at].tokens.clone().any(|at| named.contains(&at));
    let mut sure: Vec<Vec<Sure>> = facts
        .iter()
        .map(|(point, fact)| (0..count).map(|at| figure::says(fact, *point, at, speech)).collect())
        .collect();
    // 94 percent is one fact, the "90 and more" of another one is not said by it as well.
    let agrees = |index: usize, at: usize, of: fn(&Quantity) -> f64| {
        let known = facts[index].1.quantity.as_ref();
        known.is_some_and(|known| of(known) == of(&speech.quantities[at]))
    };
    let exactly = |index: usize, at: usize| agrees(index, at, |quantity| quantity.value);
    let exact: Vec<bool> = (0..count)
        .map(|at| (0..facts.len()).any(|i| sure[i][at] == Sure::Unit && exactly(i, at)))
        .collect();
    for (index, row) in sure.iter_mut().enumerate() {
        let rough = (0..count).filter(|at| exact[*at] && !exactly(index, *at));
        rough.for_each(|at| row[at] = Sure::Not);
    }
    elsewhere(facts, &mut sure, speech);
    // "Half" may be said as "fifty percent", but where it is said as half the other is another number.
    let as_written = |index: usize, at: usize| agrees(index, at, |quantity| quantity.written);
    for (index, row) in sure.iter_mut().enumerate() {
        let best = (0..count).rev().max_by_key(|at| (row[*at], as_written(index, *at)));
        let Some(at) = best.filter(|at| row[*at] > Sure::Not) else { continue };
        heard[index] = Heard::said(speech.quantities[at].tokens.clone());
        if as_written(index, at) {
            (0..count).filter(|at| !as_written(index, *at)).for_each(|at| row[at] = Sure::Not);
        }
    }
    for (index, (point, fact)) in facts.iter().enumerate() {
        if heard[index].status == FactStatus::Missed
            && let Some(tokens) = figure::one_of_it(fact, *point, speech)
        {
            heard[index] = Heard::said(tokens);
        }
    }
    // A value that another fact has is that fact, unless only this one counts the same and it is told of the other
    // one's point no more than of this one's.
    let taken = |at: usize| sure.iter().map(|row| row[at]).max().unwrap_or(Sure::Not);
    let mut instead: Vec<(f32, usize, usize)> = Vec::new();
    for at in (0..count).filter(|at| taken(*at) < Sure::Unit && !named(*at)) {
        let context = |point: usize| speech.context(point, &speech.quantities[at].tokens);
        let owners: Vec<usize> =
            (0..facts.len()).filter(|owner| sure[*owner][at] > Sure::Not).collect();
        let owned = owners.iter().map(|owner| context(facts[*owner].0)).fold(0.0, f32::max);
        for (index, (point, fact)) in facts.iter().enumerate() {
            if heard[index].status != FactStatus::Missed {
                continue;
            }
            let lone = lone(fact, at, facts, speech);
            let found = figure::instead(fact, *point, &points[*point], at, lone, speech);
            let of_other = || owners.iter().all(|owner| facts[*owner].0 != *point);
            let found =
                found.filter(|found| found.unit || owners.is_empty() || found.label && of_other());
            if let Some(found) = found.filter(|_| owned <= context(*point)) {
                instead.push((found.score, index, at));
            }
        }
    }
    for (second, (point, fact)) in facts.iter().enumerate() {
        if heard[second].status != FactStatus::Missed {
            continue;
        }
        let first = (0..facts.len()).find(|first| {
            heard[*first].status == FactStatus::Said
                && facts[*first].0 == *point
                && change::follows(facts[*first].1, fact, &points[*point])
        });
        let at = first.and_then(|first| change::next(&heard[first], fact, speech));
        if let Some(at) = at.filter(|at| taken(*at) == Sure::Not) {
            instead.push((CHANGED, second, at));
        }
    }
    instead.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut used = vec![false; count];
    for (_, index, at) in instead {
        if heard[index].status == FactStatus::Missed && !used[at] {
            heard[index] = Heard::different(speech.quantities[at].tokens.clone());
            used[at] = true;
        }
    }
    for at in (0..count).filter(|at| taken(*at) > Sure::Not) {
        used[at] = true;
    }
    only_ones(facts, speech, heard, &used);
}

/// The only number of its unit that is missing in a section of the answer, where the clauses that tell this section
/// have only one number of that unit that is no fact: the one stands in the place of the other, whatever the words.
fn only_ones(facts: &[(usize, &Fact)], speech: &Speech, heard: &mut [Heard], used: &[bool]) {
    let section = |index: usize| speech.parts.of_points[facts[index].0];
    // An answer without parts is one section, which tells too much.
    if speech.parts.of_points.windows(2).all(|pair| pair[0] == pair[1]) {
        return;
    }
    let alike =
        |a: &Quantity, b: &Quantity| a.kind.measured() && a.kind.same(b.kind) && a.in_unit_of(b);
    let missed: Vec<usize> =
        (0..facts.len()).filter(|at| heard[*at].status == FactStatus::Missed).collect();
    for &index in &missed {
        let Some(known) = &facts[index].1.quantity else { continue };
        let rivals = missed.iter().filter(|other| {
            let quantity = facts[**other].1.quantity.as_ref();
            section(**other) == section(index) && quantity.is_some_and(|other| alike(known, other))
        });
        let told = |at: &usize| {
            let quantity = &speech.quantities[*at];
            let here = speech.clause(&quantity.tokens).and_then(|unit| speech.parts.of_units[unit]);
            !used[*at] && here == Some(section(index)) && alike(known, quantity)
        };
        let there: Vec<usize> = (0..speech.quantities.len()).filter(told).collect();
        let [only] = there[..] else { continue };
        let quantity = &speech.quantities[only];
        let near = (quantity.value / known.value).abs().log10().abs() <= 1.0;
        let one = quantity.written == 1.0 || known.written == 1.0;
        let another = counted::is_of_another(facts[index].0, quantity, speech);
        if !another && rivals.count() == 1 && near && !one && !known.equals(quantity) {
            heard[index] = Heard::different(quantity.tokens.clone());
        }
    }
}

/// Takes a share or other small number that was said of another point from a fact in whose place another number
/// of its kind stands: "the queries fell to a third" where half is written, though half was said of something else.
fn elsewhere(facts: &[(usize, &Fact)], sure: &mut [Vec<Sure>], speech: &Speech) {
    let count = speech.quantities.len();
    for index in 0..facts.len() {
        let (point, fact) = facts[index];
        let Some(known) = &fact.quantity else { continue };
        let context = |at: usize| speech.context(point, &speech.quantities[at].tokens);
        let here = (0..count).filter(|at| sure[index][*at] > Sure::Not);
        let best = here.map(context).fold(0.0, f32::max);
        let free = |at: usize| {
            let quantity = &speech.quantities[at];
            sure.iter().all(|row| row[at] == Sure::Not)
                && known.kind.same(quantity.kind)
                && known.in_unit_of(quantity)
        };
        let other = (0..count).filter(|at| free(*at)).map(context).fold(0.0, f32::max);
        if other < figure::SAME_POINT || other < best + IN_ITS_POINT {
            continue;
        }
        for (quantity, sure) in speech.quantities.iter().zip(&mut sure[index]) {
            if speech.tells_another(point, &quantity.tokens, IN_ITS_POINT) {
                *sure = Sure::Not;
            }
        }
    }
}

/// Whether fact and quantity `at` of the speech are the only ones of their kind, which is one that
/// answers are not full of.
fn lone(fact: &Fact, at: usize, facts: &[(usize, &Fact)], speech: &Speech) -> bool {
    let Some(known) = &fact.quantity else { return false };
    let kind = known.kind;
    let common = matches!(kind, Kind::Time | Kind::Percent | Kind::Times | Kind::Clock);
    let written = facts.iter().filter_map(|(_, fact)| fact.quantity.as_ref());
    kind.measured()
        && !common
        && written.filter(|q| q.kind == kind).count() == 1
        && speech.quantities.iter().enumerate().all(|(other, q)| other == at || q.kind != kind)
}
