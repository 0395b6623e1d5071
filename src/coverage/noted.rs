//! The facts that a clause of the written answer has: its numbers with what they count, and its names.

use super::lexicon::Found;
use super::noted_count::{counted, inherited, text};
use super::quantity::Quantity;
use super::quotation::Quoted;
use super::ratio::ratios;
use super::reader::quantities;
use super::token::{Script, Token};
use super::unit::{self, Kind};
use super::whole::LIMITS;
use super::{glossary, named, number, range};

use super::point::{Fact, FactKind, KeyPoint};

/// The facts of a clause; `names` tells which tokens belong to a name, `terms` are its technical terms,
/// `quotes` the names that the notes quote somewhere.
pub(super) fn facts(
    tokens: &[Token],
    names: &[bool],
    words: &[&str],
    terms: &[Found],
    quotes: &Quoted,
) -> Vec<Fact> {
    // "열 명 중 여섯 명" and "1 in 4" are one share.
    let mut all = quantities(tokens, words);
    let one_share = |ratio: &Quantity| {
        let whole = tokens[ratio.tokens.start].value;
        let counted = tokens.get(ratio.tokens.start + 1);
        let ten = [Some(10.0), Some(100.0)].contains(&whole);
        counted.is_some_and(|counted| match counted.script {
            Script::Hangul => ten,
            _ => whole == Some(1.0) && counted.surface == "in",
        })
    };
    for ratio in ratios(tokens, words).into_iter().filter(one_share) {
        all.retain(|part| {
            part.tokens.end <= ratio.tokens.start || part.tokens.start >= ratio.tokens.end
        });
        all.push(ratio);
    }
    let of_term = |at: usize| terms.iter().any(|term| term.tokens.contains(&at));
    let taken: Vec<bool> =
        names.iter().enumerate().map(|(at, name)| *name || of_term(at)).collect();
    let mut facts = numbers(&all, tokens, &taken, words);
    facts.extend(named::named(&all, tokens, names, words, quotes));
    facts.extend(terms.iter().map(|term| glossary::fact(term, tokens, words)));
    facts
}

/// Its numbers; what belongs to a name is none.
fn numbers(all: &[Quantity], tokens: &[Token], names: &[bool], words: &[&str]) -> Vec<Fact> {
    let mut out = Vec::new();
    for quantity in all {
        let first = &tokens[quantity.tokens.start];
        let word = words[first.word];
        let enumerates = word.trim_start_matches('(').ends_with(')') && word.len() <= 4;
        let named = quantity.tokens.clone().any(|at| names[at] && tokens[at].value.is_some());
        // "10-25 members" is one.
        let of_range = all.iter().any(|next| {
            let other = &tokens[next.tokens.start];
            next.tokens.start > quantity.tokens.start
                && next.written > quantity.written
                && other.word == first.word
                && word.contains(&format!("{}-{}", first.raw, other.raw))
        });
        // "두세 명" is too vague to be checked.
        let vague = range::is(&first.raw);
        if enumerates || named || vague || of_range || !tells(quantity, tokens, words) {
            continue;
        }
        let label = named::label(tokens, words, quantity);
        let mut about = label
            .map_or_else(|| counted(tokens, words, quantity), |label| vec![tokens[label].clone()]);
        let text = match label {
            Some(label) => words[tokens[label].word..=first.last_word].join(" "),
            None => text(quantity, &about, tokens, words),
        };
        let text =
            text.trim_matches(|c: char| !c.is_alphanumeric() && !"%$€£₩-−".contains(c)).to_owned();
        if about.is_empty() {
            about = inherited(tokens, words, quantity);
        }
        let unit = quantity.tokens.clone().skip(1).map(|at| &tokens[at]);
        about.extend(unit.filter(|unit| unit.value.is_none()).cloned());
        // Korean names what is counted before the number ("회원 60명").
        let before = quantity.tokens.start.checked_sub(1).map(|at| &tokens[at]);
        about.extend(
            before
                .filter(|noun| {
                    noun.script == Script::Hangul && !noun.stop && noun.word != first.word
                })
                .cloned(),
        );
        let quantity = Some(quantity.clone());
        out.push(Fact { text, kind: FactKind::Number, quantity, tokens: about, at: first.word });
    }
    out
}

/// What stands behind a length of time that something lasts or comes after.
#[rustfmt::skip]
const LASTS: &[&str] = &[
    "동안", "만", "정도", "간", "뒤", "후", "전", "안", "내", "이상", "이하", "넘", "가까", "남짓", "반", "걸", "더", "이내", "사이", "쯤", "가량",
    "앞", "일찍", "늦", "먼저", "빨", "지나", "미만", "기다", "쉬", "연속", "내내", "짜리", "일",
];

/// Whether a quantity is worth checking: a one mostly is an article, unless it is a place in an order or
/// written as a measure.
fn tells(quantity: &Quantity, tokens: &[Token], words: &[&str]) -> bool {
    let first = &tokens[quantity.tokens.start];
    let none = quantity.written == 0.0
        && quantity.kind != Kind::Clock
        && !words[first.word].contains('0')
        && first.surface != "0";
    let at = |at: usize| tokens.get(at).map_or("", |token| token.surface.as_str());
    let before = quantity.tokens.start.checked_sub(1).map_or("", at);
    if none || first.surface == "couple" {
        return false;
    }
    // "Every week" is seldom what a sentence is about, "every two weeks" and "once a week" are.
    if quantity.kind == Kind::Interval {
        // "Weekly sessions" say it of what happened.
        let of_things = first.surface.ends_with("ly") && at(quantity.tokens.end).ends_with('s');
        let often = quantity.tokens.len() > 2 || quantity.written == 2.0;
        return often || first.value.is_some() || of_things;
    }
    // "A whole day"
    let entire = quantity.kind == Kind::Time && quantity.tokens.len() == 3 && first.surface == "a";
    // "Only one person has left": that it was one is what is told.
    let only_one = first.raw.eq_ignore_ascii_case("one") && ["only", "just"].contains(&before);
    if entire || only_one && quantity.kind != Kind::Times {
        return true;
    }
    let each_unit = ["a", "per", "each", "every"].contains(&at(quantity.tokens.end));
    if first.surface == "another" {
        return LIMITS.contains(&before) || before == "to";
    }
    if ["a", "an"].contains(&first.surface.as_str()) {
        // "For a minute" is seldom meant as one.
        let hours = unit::DAY / 24.0;
        let length = quantity.kind == Kind::Time && quantity.value >= hours;
        return length && (each_unit || LIMITS.contains(&before));
    }
    if quantity.written != 1.0 || matches!(quantity.kind, Kind::Rank | Kind::Quarter | Kind::Date) {
        return true;
    }
    let last = &tokens[quantity.tokens.end - 1];
    // "일주일에 두 번": how often.
    let within = ["안에", "만에", "뒤에", "후에", "전에"]
        .iter()
        .any(|end| words[last.last_word].ends_with(end));
    let each =
        !within && (last.surface.ends_with('에') || words[last.last_word].ends_with(['에', '의']));
    // "한 대뿐": that it was one is what is told.
    let only = |at: usize| tokens.get(at).is_some_and(|token| token.surface.starts_with("뿐"));
    if only(quantity.tokens.end) || last.surface.contains('뿐') {
        return true;
    }
    let digits = words[first.word].contains('1');
    // "One day I decided", but "one day a week".
    let often = each_unit && unit::unit(at(quantity.tokens.end + 1), false).is_some();
    let day = ["day", "days"].contains(&last.surface.as_str()) && !often;
    let once = day && !digits || first.surface.starts_with("하루") && first.surface != "하루로";
    let period = PERIODS.contains(&at(quantity.tokens.end)) && !before.is_empty();
    if period && quantity.kind == Kind::Plain && first.raw == "one" {
        return true;
    }
    if each_for_each(quantity, tokens) {
        return true;
    }
    // "한 달 매출": what comes each month.
    let of_each = quantity.kind == Kind::Time
        && number::counter(&last.surface) == Some(last.surface.as_str())
        && tokens.get(quantity.tokens.end).is_some_and(|next| {
            next.script == Script::Hangul
                && next.word == last.last_word + 1
                && !LASTS.iter().any(|word| next.surface.starts_with(word))
        });
    let measured = (digits || !of_each)
        && quantity.kind.measured()
        && !matches!(quantity.kind, Kind::Times | Kind::Decade);
    measured && !each && !once && (digits || quantity.kind == Kind::Time)
}

/// Stretches of work and study that an answer tells as "one" only where it is a limit.
const PERIODS: &[&str] = &["sprint", "term", "semester", "trimester", "season"];

/// Whether a one is written as a digit against another one ("1 request to 1 response").
fn each_for_each(quantity: &Quantity, tokens: &[Token]) -> bool {
    const REACH: usize = 4;
    let at = quantity.tokens.start;
    let from = at.saturating_sub(REACH);
    let near = &tokens[from..(at + REACH).min(tokens.len())];
    let ones = near.iter().filter(|token| token.raw == "1").count();
    tokens[at].raw == "1" && ones == 2 && near.iter().any(|token| token.raw == "to")
}

/// Adds what the points tell as one where another of them counts more or less of it ("two errors" at first, "one
/// error" in the end): elsewhere a one is mostly an article.
pub(super) fn add_ones(points: &mut [KeyPoint]) {
    let counts = |fact: &Fact| {
        fact.quantity.as_ref().is_some_and(|q| q.kind == Kind::Plain && q.written != 1.0)
    };
    let facts = points.iter().flat_map(|point| &point.facts).filter(|fact| counts(fact));
    let counted_nouns: Vec<String> =
        facts.filter_map(|fact| fact.tokens.last().map(|noun| noun.stem.clone())).collect();
    for point in points {
        if !point.tokens.iter().any(|token| token.raw == "one") {
            continue;
        }
        let words: Vec<&str> = point.text.split_whitespace().collect();
        for quantity in quantities(&point.tokens, &words) {
            let first = &point.tokens[quantity.tokens.start];
            let about = counted(&point.tokens, &words, &quantity);
            let [noun] = &about[..] else { continue };
            let known = point.facts.iter().any(|fact| fact.at == first.word);
            if first.raw != "one" || known || !counted_nouns.contains(&noun.stem) {
                continue;
            }
            let text = text(&quantity, &about, &point.tokens, &words);
            let at = first.word;
            let fact =
                Fact { text, kind: FactKind::Number, quantity: Some(quantity), tokens: about, at };
            point.facts.push(fact);
        }
    }
}
