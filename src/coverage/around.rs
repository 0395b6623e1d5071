//! What stands around a number and tells which of several it is: a word before it, the side of a bound, whether it
//! is where something starts or arrives.

use super::fact::Speech;
use super::point::KeyPoint;
use super::quantity::Quantity;
use super::token::{Script, Token};
use super::unit::{self, Kind};
use super::{counted, number};

/// Whether both numbers are a bound on the same side ("under 30", "below fifty").
pub(super) fn same_bound(
    known: &Quantity,
    written: &KeyPoint,
    quantity: &Quantity,
    speech: &Speech,
) -> bool {
    let side = |tokens: &[Token], start: usize| {
        let word =
            |back: usize| start.checked_sub(back).map_or("", |at| tokens[at].surface.as_str());
        match (word(2), word(1)) {
            (_, "under" | "below" | "beneath") | ("less" | "fewer" | "lower", "than") => {
                Some(false)
            }
            (_, "over" | "above") | ("more" | "greater" | "higher", "than") => Some(true),
            _ => None,
        }
    };
    let meant = side(&written.tokens, known.tokens.start);
    meant.is_some() && meant == side(speech.tokens, quantity.tokens.start)
}

/// Whether both are the time that something has to be done within.
pub(super) fn both_within(
    known: &Quantity,
    written: &KeyPoint,
    quantity: &Quantity,
    speech: &Speech,
) -> bool {
    let within = |tokens: &[Token], quantity: &Quantity| {
        let before = quantity.tokens.start.checked_sub(1).map(|at| tokens[at].surface.as_str());
        let behind = tokens.get(quantity.tokens.end).map_or("", |token| token.surface.as_str());
        let last = tokens[quantity.tokens.end - 1].surface.as_str();
        before == Some("within")
            || behind == "내"
            || ["안에", "이내", "내에"].iter().any(|within| behind.starts_with(within))
            || ["안에", "내에", "내"].iter().any(|within| last.ends_with(within))
    };
    within(&written.tokens, known) && within(speech.tokens, quantity)
}

/// Whether a number of Chinese origin is the written one but for the 이 at its end, which may be a two or a particle:
/// 칠십이 for 72 and for 70, 영점구육이 for 0.96.
pub(super) fn ends_like_two(known: &Quantity, quantity: &Quantity, speech: &Speech) -> bool {
    let last = quantity.tokens.clone().rfind(|at| speech.tokens[*at].value.is_some());
    let word = last.map_or("", |at| speech.words[speech.tokens[at].last_word]);
    if !word.trim_end_matches(|c: char| c.is_ascii_punctuation()).ends_with('이') {
        return false;
    }
    let written = quantity.written;
    let less = written.to_string().strip_suffix('2').and_then(|head| head.parse::<f64>().ok());
    let decimal = written.fract() != 0.0;
    let tens = written >= 20.0 && !decimal;
    tens && written % 10.0 == 0.0 && known.written == written + 2.0
        || tens && written % 10.0 == 2.0 && known.written == written - 2.0
        || decimal && less == Some(known.written)
}

/// Whether a year was told by its last two digits ("since seventy four" for 1974).
pub(super) fn short_year(known: &Quantity, quantity: &Quantity, speech: &Speech) -> bool {
    const BEFORE: &[&str] = &["in", "since", "from", "until", "of", "by", "back"];
    let before = quantity.tokens.start.checked_sub(1).map(|at| &speech.tokens[at]);
    quantity.kind == Kind::Plain
        && (10.0..100.0).contains(&quantity.written)
        && known.value % 100.0 == quantity.written
        && before.is_some_and(|before| BEFORE.contains(&before.surface.as_str()))
        && !counted::counts_things(quantity, speech)
}

/// Whether the word of content before both numbers is one ("top 5", "Python 3.11").
pub(super) fn same_before(
    known: &Quantity,
    written: &KeyPoint,
    quantity: &Quantity,
    speech: &Speech,
) -> bool {
    let last = |tokens: &[Token], end: usize| {
        // In "React 16을 18로" it is one word before both.
        let pair = (2..=3).any(|back| end >= back && tokens[end - back].value.is_some());
        let from = end.saturating_sub(if pair { 4 } else { 2 });
        let told = |token: &&Token| !token.stop && token.value.is_none();
        let bare = |token: &&Token| token.script == Script::Hangul && token.surface.len() <= 6;
        let particle = |token: &&Token| bare(token) && number::particle(&token.surface);
        tokens[from..end].iter().rev().find(|token| told(token) && !particle(token)).cloned()
    };
    // "from 11 to 3", "the other three members"
    let at = |tokens: &[Token], start: usize| {
        start.checked_sub(1).map(|at| tokens[at].surface.clone()).unwrap_or_default()
    };
    let side = at(&written.tokens, known.tokens.start);
    if ["to", "from", "other"].contains(&side.as_str())
        && side == at(speech.tokens, quantity.tokens.start)
    {
        return true;
    }
    let meant = last(&written.tokens, known.tokens.start);
    let heard = last(speech.tokens, quantity.tokens.start);
    meant.zip(heard).is_some_and(|(meant, heard)| speech.alike(&meant, true, &heard) >= 0.6)
}

/// So many words of content on each side are the neighbours of a number.
const NEIGHBOURS: usize = 3;

/// Share of the words of content beside the number in the written answer, up to the next one, that are said in the clause of
/// the other, 0 to 1: "fifty percent of the manual work" is of "a 70% reduction in manual work and 40% better data".
pub(super) fn neighbours(
    known: &Quantity,
    written: &KeyPoint,
    quantity: &Quantity,
    speech: &Speech,
) -> f32 {
    let beside = |token: &&Token| token.value.is_none();
    let content = |token: &&Token| !token.stop;
    let tokens = &written.tokens;
    let before = tokens[..known.tokens.start].iter().rev().take_while(beside).filter(content);
    let behind = tokens[known.tokens.end..].iter().take_while(beside).filter(content);
    let meant: Vec<&Token> = before.take(NEIGHBOURS).chain(behind.take(NEIGHBOURS)).collect();
    let Some(clause) = speech.clause(&quantity.tokens) else { return 0.0 };
    let told = &speech.tokens[speech.tokens_of(&speech.units[clause].words)];
    let said = |meant: &&&Token| {
        told.iter().any(|heard| !heard.stop && speech.alike(meant, false, heard) >= 0.6)
    };
    meant.iter().filter(said).count() as f32 / meant.len().max(1) as f32
}

/// Whether both are so many in one length of time ("ten a day", "two a day").
pub(super) fn same_rate(
    known: &Quantity,
    written: &KeyPoint,
    quantity: &Quantity,
    speech: &Speech,
) -> bool {
    fn each(tokens: &[Token], end: usize) -> Option<&str> {
        let word = |at: usize| tokens.get(at).map(|token| token.surface.as_str());
        // "A hundred calls in a week"
        let things = word(end).is_some_and(|noun| noun.ends_with('s'));
        let within = things && word(end + 1) == Some("in");
        let end = end + usize::from(things) + usize::from(within);
        let each = ["a", "an", "per", "each", "every"].contains(&word(end)?);
        let time = unit::unit(word(end + 1)?, false).is_some_and(|(kind, _)| kind == Kind::Time);
        (each && time).then(|| word(end + 1)).flatten()
    }
    let meant = each(&written.tokens, known.tokens.end);
    meant.is_some() && meant == each(speech.tokens, quantity.tokens.end)
}

/// Whether something arrives at the number: "16을 18로" ends with 18.
pub(super) fn is_goal(tokens: &[Token], quantity: &Quantity) -> bool {
    // "Down to about 450 milliseconds"
    let before = tokens[..quantity.tokens.start].iter().rev();
    let near = |token: &&Token| {
        let rough = ["about", "around", "roughly", "like", "uh", "um", "just"];
        !rough.contains(&token.surface.as_str())
    };
    if before.take(3).find(near).is_some_and(|token| token.surface == "to") {
        return true;
    }
    let last = &tokens[quantity.tokens.end - 1];
    let behind = tokens.get(quantity.tokens.end).filter(|token| token.word == last.last_word);
    [Some(last), behind].into_iter().flatten().any(|token| {
        token.script == Script::Hangul
            && ["로", "까지"].iter().any(|goal| token.surface.ends_with(goal))
    })
}
