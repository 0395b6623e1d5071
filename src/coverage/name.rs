//! Whether the speech has a name of the written answer, however it was heard or spelled, or another name
//! in its place.

use std::ops::Range;

use super::fact::Speech;
use super::phone::{self, phones};
use super::point::{Fact, KeyPoint};
use super::token::{Script, Token};
use super::{brand, korean, korean_name, noted, place, sound};

/// A name counts as heard when this share of its words is, each at least this alike; ...
const NAME_SHARE: f32 = 0.6;
const NAME_ALIKE: f32 = 0.67;
/// ...where a word that says what is named ("University") weighs this much.
const COMMON_WORD: f32 = 0.3;
/// Least likeness by sound of a whole name, and of one of few sounds.
const SOUNDS: f32 = 0.8;
const SHORT_SOUNDS: f32 = 0.86;
const SHORT: usize = 4;
/// Least share of equal jamo of an acronym as Korean spells it.
const SPELLED: f64 = 0.75;
/// Another name is said in the place of one where this much of the point is said around it; ...
const IN_ITS_PLACE: f32 = 0.3;
/// ...this much where a word of content stands beside both; ...
const BESIDE: f32 = 0.1;
/// ...and this much where the words beside the name differ.
const IN_ITS_POINT: f32 = 0.35;

/// Words of English names that say what is named.
#[rustfmt::skip]
const COMMON: &[&str] = &[
    "theatre", "theater", "university", "college", "hospital", "bank", "school", "institute", "center",
    "centre", "estate", "street", "park", "hotel", "company", "group", "team", "lab", "labs", "inc",
    "corp", "corporation", "ltd", "museum", "library", "foundation", "airport", "station", "church",
    "festival", "club", "academy", "department", "ministry", "agency", "clinic", "systems", "services",
    "bakery", "cafe", "restaurant", "store", "market", "high", "elementary", "middle",
];
/// Words that look like a university by its first syllable.
#[rustfmt::skip]
const COMMON_SHORT: &[&str] = &[
    "상대", "기대", "시대", "최대", "현대", "군대", "무대", "세대", "절대", "반대", "확대", "거대", "지대", "부대",
    "침대", "연대", "고대", "이대", "한대", "당대", "초대", "증대", "막대", "그대", "저대", "우대", "후대", "전대",
];
#[rustfmt::skip]
const CALENDAR: &[&str] = &[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february",
    "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    "christmas", "easter",
];
/// Before a name they tell a place or a tool, not a person.
#[rustfmt::skip]
const BEFORE_THINGS: &[&str] = &[
    "in", "on", "at", "with", "from", "using", "via", "into", "to", "of", "by", "for", "through", "used",
    "use", "uses", "chose", "called", "named",
];

/// Where a name was heard: its tokens of the speech.
pub(super) fn said(fact: &Fact, point: &KeyPoint, speech: &Speech) -> Option<Range<usize>> {
    if fact.tokens.iter().any(|token| token.script == Script::Hangul) {
        return said_korean(fact, speech);
    }
    by_words(fact, point, speech).or_else(|| whole(fact, speech))
}

/// By its single words.
fn by_words(fact: &Fact, point: &KeyPoint, speech: &Speech) -> Option<Range<usize>> {
    let (mut said, mut all) = (0.0, 0.0);
    let mut found: Option<Range<usize>> = None;
    for meant in &fact.tokens {
        let common = fact.tokens.len() > 1 && COMMON.contains(&meant.surface.as_str());
        let weight = if common { COMMON_WORD } else { 1.0 };
        all += weight;
        let Some(range) = speech.matching.heard_at(meant, NAME_ALIKE) else { continue };
        said += weight;
        match &mut found {
            None => found = Some(range),
            Some(known) if range.start >= known.end && range.start <= known.end + 2 => {
                known.end = range.end;
            }
            Some(_) => {}
        }
    }
    let found = found?;
    // Of somebody's two names one is often said alone; of a thing's that is another thing.
    let one_of_two = || {
        let first = &point.tokens;
        let at = first.iter().position(|token| token.word == fact.at);
        let before = at.and_then(|at| at.checked_sub(1)).map(|at| first[at].surface.as_str());
        let person = before.is_some_and(|before| !BEFORE_THINGS.contains(&before))
            && fact.tokens.iter().all(|token| !token.raw.chars().skip(1).any(char::is_uppercase));
        let more = [found.start.checked_sub(1), Some(found.end)].into_iter().flatten().any(|at| {
            speech.tokens.get(at).is_some_and(|token| capital(token) && !token.stop)
        });
        fact.tokens.len() == 2 && said == 1.0 && all == 2.0 && person && !more
    };
    (said / all >= NAME_SHARE || one_of_two()).then_some(found)
}

fn capital(token: &Token) -> bool {
    token.raw.starts_with(|c: char| c.is_ascii_uppercase())
}

fn acronym(token: &Token) -> bool {
    !token.raw.contains(|c: char| c.is_ascii_lowercase())
}

/// The letters of a name written together, signs and digits as they are read.
fn letters(fact: &Fact) -> String {
    let mut letters: String = fact.tokens.iter().map(|token| token.surface.as_str()).collect();
    if fact.text.ends_with("++") {
        letters += "plusplus";
    } else if fact.text.ends_with('#') {
        letters += "sharp";
    }
    letters
}

/// `letters` with its digits as Korean and English read them in names.
fn read_out(letters: &str) -> String {
    const DIGITS: [&str; 10] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    letters
        .chars()
        .map(|c| c.to_digit(10).map_or(c.to_string(), |digit| DIGITS[digit as usize].to_owned()))
        .collect()
}

/// A Latin name as a whole: written in other pieces, misheard, or in Hangul.
fn whole(fact: &Fact, speech: &Speech) -> Option<Range<usize>> {
    let letters = letters(fact);
    let signed = fact.text.ends_with(['+', '#']);
    if signed && let Some(at) = speech.words.iter().position(|word| word.contains(&fact.text)) {
        let at = speech.tokens.iter().position(|token| token.word == at)?;
        return Some(at..at + 1);
    }
    let raw: String = fact.tokens.iter().map(|token| token.raw.as_str()).collect();
    let sounds = [Some(phones(&read_out(&letters))), mixed(&raw)];
    let sounds: Vec<Vec<char>> = sounds.into_iter().flatten().collect();
    let spelled = sound::spelled_out(&letters).map(|spelled| korean::jamo(&spelled));
    let most = fact.tokens.len() + 2;
    let mut best: Option<(f32, Range<usize>)> = None;
    for start in 0..speech.tokens.len() {
        for end in start + 1..=(start + most).min(speech.tokens.len()) {
            if end > start + 1 && !speech.joined(end - 1) {
                break;
            }
            let alike = heard_as(&letters, &sounds, spelled.as_ref(), start..end, fact, speech);
            if alike > best.as_ref().map_or(0.0, |best| best.0) {
                best = Some((alike, start..end));
            }
        }
    }
    best.map(|(_, range)| range)
}

/// How well a run of tokens is heard as the name, 0 where it is not.
fn heard_as(
    letters: &str,
    sounds: &[Vec<char>],
    spelled: Option<&Vec<char>>,
    run: Range<usize>,
    fact: &Fact,
    speech: &Speech,
) -> f32 {
    let tokens = &speech.tokens[run.clone()];
    let together: usize = tokens.iter().map(|token| token.surface.len()).sum();
    let latin = tokens.iter().all(|token| token.script != Script::Hangul);
    if latin {
        let same = together == letters.len()
            && tokens.iter().map(|token| token.surface.as_str()).collect::<String>() == letters;
        let worn = tokens.len() == 1 && tokens[0].stop;
        if same && (!worn || tokens[0].raw == fact.tokens[0].raw) {
            return 1.0;
        }
        // "Engine X": a letter is part of a name, a word that carries nothing is none.
        let worn = |token: &Token| token.stop && !(token.raw.len() == 1 && capital(token));
        if tokens.iter().any(|token| worn(token) || token.value.is_some()) {
            return 0.0;
        }
        // A short word is a name only where it is written as one.
        let acronym = letters.len() <= SHORT && fact.tokens.iter().all(acronym);
        if letters.len() < 3 || acronym || letters.len() <= 5 && !tokens.iter().all(capital) {
            return 0.0;
        }
    } else if tokens.iter().any(|token| token.script != Script::Hangul) {
        return 0.0;
    }
    if !latin && let Some(spelled) = spelled {
        let mut heard: String = tokens.iter().map(|token| token.surface.as_str()).collect();
        for last in [tokens[tokens.len() - 1].stem.as_str(), ""] {
            if !last.is_empty() {
                let cut = tokens[tokens.len() - 1].surface.len();
                heard.truncate(heard.len() - cut);
                heard += last;
            }
            let jamo = korean::jamo(&heard);
            let longer = spelled.len().max(jamo.len()) as f64;
            let distance = strsim::generic_levenshtein(spelled, &jamo) as f64;
            if 1.0 - distance / longer >= SPELLED {
                return 0.9;
            }
        }
    }
    if letters.len() < 3 || together < 3 {
        return 0.0;
    }
    let head: usize = speech.phones[run.start..run.end - 1].iter().map(Vec::len).sum();
    let last = &tokens[tokens.len() - 1];
    let stem = (!latin && last.stem != last.surface).then(|| phones(&last.stem));
    let ends = [Some(&speech.phones[run.end - 1]), stem.as_ref()];
    let mut best = 0.0_f32;
    for meant in sounds {
        for end in ends.into_iter().flatten() {
            let length = head + end.len();
            if length * 2 < meant.len() || meant.len() * 2 < length {
                continue;
            }
            let mut heard: Vec<char> = speech.phones[run.start..run.end - 1].concat();
            heard.extend(end);
            heard.dedup();
            let begins = heard.first().zip(meant.first());
            if !begins.is_some_and(|(a, b)| phone::may_begin(*a, *b)) {
                continue;
            }
            let alike = phone::alike(meant, &heard, !latin);
            let short = meant.len() <= SHORT || heard.len() < SHORT;
            if alike >= if short { SHORT_SOUNDS } else { SOUNDS } {
                best = best.max(alike);
            }
        }
    }
    best
}

/// The sounds of a term that is half acronym, half word ("XGBoost", "MySQL") as Korean reads it.
fn mixed(raw: &str) -> Option<Vec<char>> {
    let letters: Vec<char> = raw.chars().collect();
    let upper = |at: usize| letters.get(at).is_some_and(char::is_ascii_uppercase);
    let lower = |at: usize| letters.get(at).is_some_and(char::is_ascii_lowercase);
    let (mut out, mut at, mut acronyms, mut words) = (Vec::new(), 0, 0, 0);
    while at < letters.len() {
        let start = at;
        while upper(at) && !lower(at + 1) {
            at += 1;
        }
        if at > start {
            acronyms += 1;
            out.extend(phones(&sound::spelled_out(&raw[start..at])?));
            continue;
        }
        at += 1;
        while lower(at) {
            at += 1;
        }
        words += 1;
        out.extend(phones(raw.get(start..at)?));
    }
    out.dedup();
    (acronyms > 0 && words > 0).then_some(out)
}

/// A Korean name: in other pieces, misheard, or shortened (한빛대 for 한빛대학교).
fn said_korean(fact: &Fact, speech: &Speech) -> Option<Range<usize>> {
    let name: String = fact.text.split_whitespace().collect();
    let sounds = phones(&name);
    let parts = korean_name::organisation(&name);
    let short = parts.and_then(|(own, end)| Some(format!("{own}{}", end.chars().next()?)));
    // 홍대 for 홍익대학교, but not words like 상대 and 시대.
    let shortest = parts.filter(|(_, end)| *end == "대학교").and_then(|(own, _)| {
        let short = format!("{}대", own.chars().next()?);
        (!COMMON_SHORT.contains(&short.as_str())).then_some(short)
    });
    let exact = name.chars().count() <= 2;
    let mut best: Option<(f32, Range<usize>)> = None;
    for start in 0..speech.tokens.len() {
        for end in start + 1..=(start + 3).min(speech.tokens.len()) {
            let tokens = &speech.tokens[start..end];
            if tokens.iter().any(|token| token.script != Script::Hangul) {
                break;
            }
            let together: String = tokens.iter().map(|token| token.surface.as_str()).collect();
            // 세브란스 for 세브란스병원
            let bare = parts.is_some_and(|(own, _)| {
                own.chars().count() >= 3 && together.strip_prefix(own).is_some_and(korean::is_suffix)
            });
            let shortest = shortest.as_ref().is_some_and(|short| {
                together.strip_prefix(short.as_str()).is_some_and(korean::is_suffix)
            });
            let own = shortest
                || bare
                || together.starts_with(&name)
                || short.as_ref().is_some_and(|short| together.starts_with(short.as_str()));
            let alike = if own && tokens[0].surface.len() < name.len() + 12 {
                1.0
            } else if exact {
                0.0
            } else {
                let last = &tokens[tokens.len() - 1];
                let head = &together[..together.len() - last.surface.len()];
                let stem = phones(&format!("{head}{}", last.stem));
                let cut: String = together.chars().take(name.chars().count()).collect();
                let near = |heard: &[char]| {
                    let begins = heard.first().zip(sounds.first());
                    let begins = begins.is_some_and(|(a, b)| phone::may_begin(*a, *b));
                    if begins { phone::alike(&sounds, heard, false) } else { 0.0 }
                };
                near(&stem).max(near(&phones(&cut)))
            };
            if alike >= SHORT_SOUNDS && alike > best.as_ref().map_or(0.0, |best| best.0) {
                best = Some((alike, start..end));
            }
        }
    }
    best.map(|(_, range)| range)
}

/// Where another name was said in place of this one: of the same kind and in the same role, in words that
/// say its point. `taken` are tokens that are facts already; `alone` where no other name of the point is
/// missing.
pub(super) fn instead(
    fact: &Fact,
    point: usize,
    written: &KeyPoint,
    speech: &Speech,
    taken: &[usize],
    alone: bool,
) -> Option<Range<usize>> {
    if let Some(other) = other_number(fact, speech) {
        return Some(other);
    }
    let at = written.tokens.iter().position(|token| {
        token.word == fact.at && fact.tokens.first().is_some_and(|first| first.raw == token.raw)
    })?;
    let beside = Beside::of(written, at..at + fact.tokens.len());
    let mut best: Option<(f32, Range<usize>)> = None;
    let mut start = 0;
    while start < speech.tokens.len() {
        let free = |at: usize| !taken.contains(&at) && !speech.written(at);
        let Some(range) = candidate(fact, start, speech, &free) else {
            start += 1;
            continue;
        };
        start = range.end;
        let (least, margin) = match (role(fact, &beside, &range, speech), alone) {
            (Role::Beside, _) => (BESIDE, 1.0),
            (Role::Same, _) => (IN_ITS_PLACE, 0.2),
            (Role::Open, true) => (IN_ITS_POINT, 0.05),
            _ => continue,
        };
        // "I used Flutter" says nothing but the name: the point behind it tells what for.
        let lone = written.content().count() <= fact.tokens.len() + 1;
        let points = [Some(point), (lone && point + 1 < speech.own.end).then_some(point + 1)];
        let context = |told: usize| {
            let beside = told == point;
            let context = if beside {
                speech.context_beside(point, written, &range)
            } else {
                speech.context(told, &range)
            };
            (context, told)
        };
        let (context, told) = points.into_iter().flatten().map(context).fold(
            (0.0, point),
            |best, next| if next.0 > best.0 { next } else { best },
        );
        let better = context > best.as_ref().map_or(0.0, |best| best.0);
        let clause = speech.says_beside(told, &range);
        if context >= least && better && clause && !speech.tells_another(told, &range, margin) {
            best = Some((context, range));
        }
    }
    best.map(|(_, range)| range)
}

/// The same term with another digit in it ("2-way handshake" for "3-way handshake").
fn other_number(fact: &Fact, speech: &Speech) -> Option<Range<usize>> {
    let number = fact.tokens.iter().position(|token| token.value.is_some())?;
    let known = fact.tokens[number].surface.parse::<u32>().ok().filter(|n| *n < 10)?;
    (0..10).filter(|digit| *digit != known).find_map(|digit: u32| {
        let mut other = fact.clone();
        other.tokens[number].surface = digit.to_string();
        whole(&other, speech)
    })
}

/// What stands beside a name in its point.
struct Beside<'a> {
    before: Option<&'a Token>,
    /// The next two words of content.
    after: Vec<&'a Token>,
    /// Korean particles of its phrase.
    particles: Vec<&'static str>,
}

impl<'a> Beside<'a> {
    fn of(written: &'a KeyPoint, name: Range<usize>) -> Self {
        let tokens = &written.tokens;
        let before = name.start.checked_sub(1).map(|at| &tokens[at]);
        let last = tokens[name.end - 1].word;
        let after: Vec<&Token> = tokens[name.end..]
            .iter()
            .filter(|token| token.word > last && !token.stop)
            .take(2)
            .collect();
        let attached = tokens.get(name.end).filter(|token| token.word == last);
        let own = attached.map(|token| token.surface.as_str());
        let own = own.or(Some(tokens[name.end - 1].surface.as_str()));
        let next = after.first().map(|token| token.surface.as_str()).filter(|_| attached.is_none());
        let particles = [own, next].into_iter().flatten().filter_map(particle).collect();
        Self { before, after, particles }
    }
}

#[derive(PartialEq)]
enum Role {
    /// A word of content beside it is beside the name.
    Beside,
    /// The words beside it are those beside the name.
    Same,
    /// Nothing speaks against it.
    Open,
    Other,
}

/// The particle a Korean word ends with, one for each function.
fn particle(word: &str) -> Option<&'static str> {
    const PARTICLES: [(&str, &[&str]); 8] = [
        ("로", &["으로", "로"]),
        ("에서", &["에서"]),
        ("에게", &["에게", "한테", "께"]),
        ("와", &["와", "과", "랑", "하고"]),
        ("를", &["을", "를"]),
        ("에", &["에"]),
        ("는", &["은", "는"]),
        ("가", &["이", "가", "께서"]),
    ];
    PARTICLES.iter().find(|(_, ends)| ends.iter().any(|end| word.ends_with(end))).map(|(p, _)| *p)
}

/// A name in the speech that begins here and is of the kind of the fact.
fn candidate(
    fact: &Fact,
    start: usize,
    speech: &Speech,
    free: &dyn Fn(usize) -> bool,
) -> Option<Range<usize>> {
    if !free(start) {
        return None;
    }
    let token = &speech.tokens[start];
    if fact.tokens[0].script == Script::Hangul {
        let name = fact.text.as_str();
        let heard = token.stem.as_str();
        let organisation = korean_name::organisation(name);
        let other = if let Some((_, end)) = organisation {
            // 경북대 for 부산대학교
            let short = end == "대학교" && heard.chars().count() >= 3 && heard.ends_with('대');
            short || korean_name::organisation(heard).is_some_and(|(_, other)| other == end)
        } else if place::place(name).is_some() {
            place::place(&token.surface).is_some()
        } else if brand::brand(name).is_some() {
            brand::brand(&token.surface).is_some()
        } else {
            let next = speech.tokens.get(start + 1);
            name.chars().count() == 3
                && (korean_name::person(token, next).is_some()
                    || korean_name::introduced(speech.tokens, start).is_some())
        };
        return (token.script == Script::Hangul && other).then_some(start..start + 1);
    }
    if token.script == Script::Hangul {
        // A run of words as Korean spells foreign ones.
        let mut end = start;
        while end < speech.tokens.len() && end < start + 3 && foreign(&speech.tokens[end]) && free(end) {
            end += 1;
            if particle(&speech.tokens[end - 1].surface).is_some() {
                break;
            }
        }
        return (end > start).then_some(start..end);
    }
    let opens = |at: usize| {
        at.checked_sub(1).is_none_or(|before| {
            let before = &speech.tokens[before];
            !noted::title(before) && speech.words[before.last_word].ends_with(['.', '?', '!'])
        })
    };
    let is = |at: usize| {
        speech.tokens.get(at).is_some_and(|token| {
            token.script == Script::Latin && capital(token) && !token.stop && token.raw.len() > 1
        })
    };
    // A day or month is said in place of another one only.
    if !is(start) || opens(start) || calendar(token) != calendar(&fact.tokens[0]) {
        return None;
    }
    let mut end = start + 1;
    while end < start + 3 && is(end) && speech.joined(end) && free(end) {
        end += 1;
    }
    Some(start..end)
}

/// Whether it is a day of the week or a month.
fn calendar(token: &Token) -> bool {
    let day = |word: &str| CALENDAR.contains(&word);
    day(&token.surface) || token.surface.strip_suffix('s').is_some_and(day)
}

/// Whether a Hangul word is a brand or spelled as only foreign ones are.
fn foreign(token: &Token) -> bool {
    const CODAS: &str = "랩랙랜럼맵앱웹탭깃넷봇샷잇젠씨쿼뷰듀튜";
    const NATIVE: [&str; 12] = [
        "스스", "드디", "드물", "드러", "스며", "스무", "크게", "크기", "커다", "커져", "터득", "퍼지",
    ];
    let stem = token.stem.as_str();
    if token.script != Script::Hangul || token.stop || stem.chars().count() < 2 {
        return false;
    }
    let native = NATIVE.iter().any(|native| stem.starts_with(native));
    let mut syllables = stem.chars().enumerate();
    let foreign = syllables.any(|(at, c)| {
        let Some((lead, vowel, tail)) = korean::syllable(c) else { return false };
        // ㅋ, ㅌ and ㅍ before vowels that words of Chinese origin do not have behind them, ㅅ, ㅂ and ㄷ before
        // ㅡ, and ㄹ at the beginning.
        let aspirated = match lead {
            15 => matches!(vowel, 1 | 4 | 5 | 18),
            16 => matches!(vowel, 4 | 5 | 18 | 20),
            17 => matches!(vowel, 4 | 5 | 18),
            _ => false,
        };
        let weak = matches!(lead, 3 | 7 | 9) && vowel == 18 && tail == 0;
        aspirated || weak || lead == 5 && at == 0 || CODAS.contains(c)
    });
    !native && foreign || brand::brand(&token.surface).is_some()
}

/// Whether what was said stands where the name stands in its point.
fn role(fact: &Fact, beside: &Beside, range: &Range<usize>, speech: &Speech) -> Role {
    let before = range.start.checked_sub(1).map(|at| &speech.tokens[at]);
    let next = speech.tokens[range.end..].iter().find(|token| !token.stop);
    let same = |meant: &Token, heard: &Token| {
        meant.surface == heard.surface
            || !meant.stop && !heard.stop && speech.alike(meant, capital(meant), heard) >= 0.6
    };
    let follows = next.is_some_and(|next| beside.after.iter().any(|after| same(after, next)));
    let first_follows = next.zip(beside.after.first()).is_some_and(|(next, after)| same(after, next));
    let leads = before.zip(beside.before).is_some_and(|(heard, meant)| same(meant, heard));
    let last = &speech.tokens[range.end - 1];
    let brand = brand::brand(&fact.text).is_some();
    if fact.tokens[0].script == Script::Hangul && !brand {
        return Role::Same;
    }
    if last.script == Script::Hangul || fact.tokens[0].raw.is_empty() {
        let heard = particle(&last.surface);
        let agrees = heard.is_some_and(|heard| beside.particles.contains(&heard));
        let named = heard.is_none() && first_follows || agrees && follows || agrees && leads;
        return if named || first_follows { Role::Beside } else { Role::Other };
    }
    let thing = |before: &Token| BEFORE_THINGS.contains(&before.surface.as_str());
    let content = beside.before.is_some_and(|before| !before.stop);
    match (first_follows || leads && content, leads) {
        (true, _) => Role::Beside,
        (_, true) => Role::Same,
        _ if calendar(last) => Role::Same,
        _ if before.is_some_and(thing) => Role::Open,
        _ => Role::Other,
    }
}
