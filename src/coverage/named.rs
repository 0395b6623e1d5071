//! The names of a point as facts, each of the tokens that are of one name, and what is told by its number.

use super::point::{Fact, FactKind};
use super::quantity::Quantity;
use super::quotation::Quoted;
use super::token::{Script, Token, ends_clause, written};
use super::unit::Kind;
use super::{
    alternative, brand, korean, korean_name, korean_organisation, korean_person, name_words,
    quotation,
};

/// Most tokens of one name ("National Institute of Standards" has three, as "of" ends it).
const LONGEST: usize = 6;

/// Its names; what is part of a date is none. `quotes` are those the notes quote somewhere.
pub(super) fn named(
    all: &[Quantity],
    tokens: &[Token],
    names: &[bool],
    words: &[&str],
    quotes: &Quoted,
) -> Vec<Fact> {
    let dated = |at: usize| {
        let date = |q: &&Quantity| matches!(q.kind, Kind::Date | Kind::Clock);
        all.iter().filter(date).any(|date| date.tokens.contains(&at))
    };
    let mut out: Vec<Fact> = Vec::new();
    let mut start = None::<usize>;
    for at in 0..=tokens.len() {
        let is = at < tokens.len() && names[at] && !dated(at);
        let goes_on =
            is && start.is_some_and(|first| at - first < LONGEST && joins(tokens, at, words));
        if goes_on {
            continue;
        }
        if let Some(first) = start.take() {
            let fact = name(&tokens[first..at], first, tokens, words, quotes);
            let labels = |q: &Quantity| label(tokens, words, q) == Some(first) && at == first + 1;
            if !is_kind(&tokens[first..at], tokens.get(at))
                && !all.iter().any(labels)
                && fact.tokens.iter().any(|token| token.value.is_none())
                && !out.iter().any(|known| known.text == fact.text)
            {
                match alternative::product(&tokens[first..at]) {
                    Some(head) => {
                        out.extend([first..first + head, first + head..at].map(|run| {
                            name(&tokens[run.clone()], run.start, tokens, words, quotes)
                        }))
                    }
                    None => out.push(fact),
                }
            }
        }
        start = is.then_some(at);
    }
    out
}

/// Things that are told by their number.
#[rustfmt::skip]
const NUMBERED: &[&str] = &[
    "line", "room", "phase", "stage", "level", "gate", "platform", "unit", "floor", "building", "block", "lot", "batch",
    "zone", "track", "chapter", "section", "version", "sprint", "grade", "class", "tier", "category", "route", "bus",
    "train", "flight", "machine", "turbine", "pump", "tank", "boiler", "reactor", "ward", "bed", "theatre", "station",
    "plant", "step", "part", "year", "week", "day", "volume", "site", "bay", "dock", "berth", "pier", "hall", "channel", "server", "node",
    "engine", "furnace", "kiln", "press", "lane", "shift", "terminal", "area", "module", "cell", "hangar", "shaft",
];

/// The word before a number that says what has it ("Line 4", "turbine 17 ran hot").
pub(super) fn label(tokens: &[Token], words: &[&str], quantity: &Quantity) -> Option<usize> {
    let at = quantity.tokens.start;
    let before = at.checked_sub(1)?;
    let counts = tokens.get(at + 1).is_some_and(|next| {
        next.word > tokens[at].last_word
            && !ends_clause(words[tokens[at].last_word])
            && !next.stop
            && next.surface.ends_with('s')
    });
    let bare = quantity.kind == Kind::Plain && quantity.tokens.len() == 1;
    let whole = quantity.written.fract() == 0.0 && tokens[before].last_word + 1 == tokens[at].word;
    let labels = NUMBERED.contains(&tokens[before].surface.as_str())
        && !ends_clause(words[tokens[before].last_word]);
    (bare && whole && labels && !counts).then_some(before)
}

/// Whether a name only says of what kind the one behind "of" is: of the University of Leeds, Leeds is what
/// may be got wrong.
fn is_kind(run: &[Token], next: Option<&Token>) -> bool {
    #[rustfmt::skip]
    const KINDS: &[&str] = &[
        "university", "college", "institute", "institution", "bank", "museum", "school", "ministry", "department",
        "academy", "faculty", "hospital", "church", "port", "bay", "isle", "mount", "house", "court", "office",
        "board", "society", "association", "bureau", "centre", "center", "council", "city", "town", "head",
    ];
    let [kind] = run else { return false };
    KINDS.contains(&kind.surface.as_str()) && next.is_some_and(|next| next.surface == "of")
}

/// Whether a Korean name is somebody's: three syllables with a family name, and no brand or organisation.
fn is_person(token: &Token) -> bool {
    let name = korean::without_particle(&token.surface);
    let family = name.chars().next().is_some_and(korean_person::is_family);
    let other = brand::brand(name).is_some() || korean_organisation::organisation(name).is_some();
    let syllables = token.surface.chars().count();
    (3..=6).contains(&syllables) && family && !other
}

/// Whether the token `at` and the one before it, both of names, are of one name.
fn joins(tokens: &[Token], at: usize, words: &[&str]) -> bool {
    let (last, next) = (&tokens[at - 1], &tokens[at]);
    let word = words[last.last_word];
    // "CTO 강민재": what somebody is, and who.
    if last.script == Script::Latin && next.script == Script::Hangul && is_person(next) {
        return false;
    }
    // "Academic Club (YBIGTA)": how it is called for short.
    if last.word < next.word && words[next.word].starts_with('(') {
        return false;
    }
    if last.word == next.word {
        // "CI/CD" is one term, "Redis/Kafka" are two.
        let short = |token: &Token| token.raw.len() <= 4;
        return !word.contains('/') || short(last) && short(next);
    }
    // "agency 픽셀공방": what somebody works at, and its name.
    let what = last.script == Script::Latin
        && next.script == Script::Hangul
        && last.word < next.word
        && last.raw.starts_with(|c: char| c.is_ascii_lowercase());
    if what {
        return false;
    }
    let korean = last.script == Script::Hangul && next.script == Script::Hangul;
    if korean && quotation::in_one_quotation(last.last_word, next.word, words) {
        return true;
    }
    let and = next.word == last.last_word + 2 && words[last.last_word + 1] == "&";
    (last.last_word + 1 == next.word || and)
        && !ends_clause(word)
        && (!word.ends_with(['’', '\'']) && !is_plural(word)
            || name_words::says_what(next)
            || next.raw.len() == 1)
        && word.chars().last().is_some_and(|c| c.is_ascii_alphanumeric())
}

/// Whether a word ends as plurals do ("Systems", not "Analysis", "Status" or "Express").
fn is_plural(word: &str) -> bool {
    word.ends_with('s') && !["is", "us", "ss"].iter().any(|end| word.ends_with(end))
}

fn name(run: &[Token], first: usize, tokens: &[Token], words: &[&str], quotes: &Quoted) -> Fact {
    let (start, end) = (&run[0], &run[run.len() - 1]);
    let shown = |at: usize| {
        let token = &tokens[at];
        let hangul =
            (token.script == Script::Hangul).then(|| korean_name::name(tokens, at, words, quotes));
        hangul.flatten().unwrap_or(&token.raw)
    };
    // "CJ대한통운" is written in one, its tokens are not.
    let in_one = || {
        let word = (start.word == end.last_word && run.len() > 1).then(|| words[start.word])?;
        let from = word.find(&start.raw)?;
        let last = shown(first + run.len() - 1);
        let to = from + word[from..].rfind(last)? + last.len();
        Some(word[from..to].to_owned())
    };
    let raw = || {
        let parts: Vec<&str> = (first..first + run.len()).map(shown).collect();
        // Each part of '"오픈SW잔치"' is of the whole quotation.
        let whole = parts.iter().find(|whole| parts.iter().all(|part| whole.contains(part)));
        whole.map_or_else(|| parts.join(" "), |whole| (*whole).to_owned())
    };
    let whole = written(run, words).map(|(text, run)| {
        let signs = text[run.end..].chars().take_while(|c| ['+', '#'].contains(c)).count();
        text[run.start..run.end + signs].to_owned()
    });
    let latin = run.iter().all(|token| token.script != Script::Hangul);
    // The tokens of "Brannigan's" have lost its apostrophe.
    let marked = || {
        let text = words[start.word..=end.last_word].join(" ");
        let trimmed = text.trim_matches(|c: char| !c.is_alphanumeric());
        (trimmed.replace(['\'', '’'], "") == raw()).then(|| trimmed.to_owned())
    };
    let mut text = whole.or_else(marked).filter(|_| latin).or_else(in_one).unwrap_or_else(raw);
    // "St Brendan's"
    let before = start.word.checked_sub(1).map(|before| words[before]);
    if let Some(saint @ ("St" | "St." | "Saint")) = before {
        text = format!("{saint} {text}");
    }
    Fact { text, kind: FactKind::Name, quantity: None, tokens: run.to_vec(), at: start.word }
}
