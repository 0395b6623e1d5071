//! What a number counts, in the written answer and in the speech, and whether it is the same.

use super::fact::Speech;
use super::point::Fact;
use super::quantity::Quantity;
use super::token::{Script, Token};
use super::unit::Kind;

/// What is counted may stand this many words of content behind its number.
const UNIT_REACH: usize = 4;

/// So many words before "three of them" may say of what.
const BEFORE_OF_THEM: usize = 10;

/// Words behind a quantity, up to the next number: of content, or Korean counters.
pub(super) fn counted<'a>(
    speech: &'a Speech,
    quantity: &Quantity,
) -> impl Iterator<Item = &'a Token> {
    let number = quantity.tokens.clone().rfind(|at| speech.tokens[*at].value.is_some());
    let from = number.map_or(quantity.tokens.end, |number| number + 1);
    speech.tokens[from..]
        .iter()
        .take_while(|token| token.script != Script::Number)
        .take(UNIT_REACH + 2)
        .filter(|token| !token.stop || token.script == Script::Hangul)
        .take(UNIT_REACH)
}

/// Whether what the speech counts is what the fact counts.
pub(super) fn shares_noun(
    fact: &Fact,
    known: &Quantity,
    quantity: &Quantity,
    speech: &Speech,
) -> bool {
    let other_counter = match (known.kind, quantity.kind) {
        (Kind::Counter(_), Kind::Counter(_)) => counts_other_things(known.kind, quantity.kind),
        (Kind::Counter(_), Kind::People) | (Kind::People, Kind::Counter(_)) => true,
        _ => false,
    };
    if other_counter {
        return false;
    }
    // Korean names the counted thing before the number ("회원 60명").
    let before = quantity.tokens.start.checked_sub(1).map(|before| &speech.tokens[before]);
    let before = before.filter(|token| token.script == Script::Hangul && !token.stop);
    // "New countries, three of them"
    let of_them = || {
        let word = |at: usize| speech.tokens.get(at).map_or("", |token| token.surface.as_str());
        let end = quantity.tokens.end;
        word(end) == "of" && ["them", "those", "these"].contains(&word(end + 1))
    };
    let start = quantity.tokens.start;
    // "We deliver for the shops around, I think two hundred of them"
    let told = if of_them() || is_bare(quantity, speech) {
        start.saturating_sub(BEFORE_OF_THEM).max(speech.sentence_of(start))..start
    } else {
        start..start
    };
    let told = speech.tokens[told].iter().filter(|token| !token.stop && token.value.is_none());
    counted(speech, quantity)
        .chain(before)
        .chain(told)
        .any(|heard| fact.tokens.iter().any(|unit| speech.alike(unit, false, heard) >= 0.6))
}

/// Whether an English number has nothing behind it that it could count.
fn is_bare(quantity: &Quantity, speech: &Speech) -> bool {
    let end = quantity.tokens.end;
    let next = speech.tokens.get(end).filter(|_| speech.joined(end));
    let before = quantity.tokens.start.checked_sub(1).map(|at| speech.tokens[at].surface.as_str());
    // "I was 24 then"
    let is = before.is_some_and(|before| ["was", "am", "im", "is", "were"].contains(&before));
    let latin = quantity.tokens.clone().all(|at| speech.tokens[at].script != Script::Hangul);
    quantity.kind == Kind::Plain
        && latin
        && !is
        && next.is_none_or(|next| {
            next.stop || ["right", "now", "today", "altogether"].contains(&next.surface.as_str())
        })
}

/// Whether a number without a unit counts the plural behind it.
pub(super) fn counts_things(quantity: &Quantity, speech: &Speech) -> bool {
    let end = quantity.tokens.end;
    let next = speech.tokens.get(end).filter(|_| speech.joined(end));
    quantity.kind == Kind::Plain
        && next.is_some_and(|next| {
            next.script == Script::Latin && !next.stop && next.surface.ends_with('s')
        })
}

/// Whether a unit says by itself that no things of the plural kind are counted: eight days are no clubs.
pub(super) fn is_no_count(kind: Kind) -> bool {
    kind.measured() && !matches!(kind, Kind::Year | Kind::Rank | Kind::Rate)
}

/// Whether two Korean counters are never of one thing, as nights and machines; 개 counts anything.
pub(super) fn counts_other_things(a: Kind, b: Kind) -> bool {
    const OF_ANYTHING: &[&str] =
        &["개", "가지", "건", "종", "종류", "곳", "군데", "번", "차례", "회"];
    match (a, b) {
        (Kind::Counter(a), Kind::Counter(b)) => {
            a != b && !OF_ANYTHING.contains(&a) && !OF_ANYTHING.contains(&b)
        }
        _ => false,
    }
}

/// Whether the written number counts a plural of things, not of a unit.
pub(super) fn is_of_things(fact: &Fact, known: &Quantity) -> bool {
    let plural = |noun: &Token| noun.script == Script::Latin && noun.surface.ends_with('s');
    known.kind == Kind::Plain && fact.tokens.iter().any(|noun| plural(noun) && !noun.stop)
}

/// Whether the written number counts the members of a group.
pub(super) fn is_of_members(fact: &Fact, known: &Quantity) -> bool {
    let member = |noun: &Token| {
        ["members", "teammates", "people", "students"].contains(&noun.surface.as_str())
    };
    matches!(known.kind, Kind::Plain | Kind::People) && fact.tokens.iter().any(member)
}

/// "Three weeks of holidays": of what the point does not speak of.
pub(super) fn is_of_another(point: usize, quantity: &Quantity, speech: &Speech) -> bool {
    let end = quantity.tokens.end;
    let of = speech.tokens.get(end).is_some_and(|of| of.surface == "of") && speech.joined(end);
    let what = speech.tokens.get(end + 1).filter(|what| of && !what.stop && what.value.is_none());
    what.is_some_and(|_| !speech.matching.says(point, end + 1))
}

/// "Sixty people" for a bare number, where the point does not speak of people.
pub(super) fn counts_another(point: usize, quantity: &Quantity, speech: &Speech) -> bool {
    let what = match quantity.kind {
        Kind::People => quantity.tokens.end - 1,
        _ if counts_things(quantity, speech) => quantity.tokens.end,
        _ => return false,
    };
    let token = &speech.tokens[what];
    token.script == Script::Latin && !token.stop && !speech.matching.says(point, what)
}
