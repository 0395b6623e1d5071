//! Another name said in the place of one: of the same kind, in the same role, in words that say its point.

use std::ops::Range;

use super::fact::Speech;
use super::given_name::given_name;
use super::point::{Fact, KeyPoint};
use super::said_name::{capital, whole};
use super::token::{Script, Token};
use super::{brand, glossary, korean, korean_name, noted_name, place, series, substance};
use crate::language::is_morpheme;

/// Another name is said in the place of one where this much of the point is said around it; ...
const IN_ITS_PLACE: f32 = 0.3;
/// ...this much where a word of content stands beside both; ...
const BESIDE: f32 = 0.1;
/// ...and this much where the words beside the name differ.
const IN_ITS_POINT: f32 = 0.35;

/// So far behind the word for what somebody is their name may be told.
const ROLE_REACH: usize = 6;

/// Before a name they tell a place or a tool, not a person.
#[rustfmt::skip]
pub(super) const BEFORE_THINGS: &[&str] = &[
    "in", "on", "at", "with", "from", "using", "via", "into", "to", "of", "by", "for", "through", "used",
    "use", "uses", "chose", "called", "named",
];

/// Where another name was said in place of this one: of the same kind and in the same role, in words that
/// say its point. `taken` are tokens that are facts already; `alone` where no other name of the point is
/// missing; `names` are all of the answer.
pub(super) fn instead(
    fact: &Fact,
    point: usize,
    written: &KeyPoint,
    speech: &Speech,
    taken: &[usize],
    alone: bool,
    names: &[&Fact],
) -> Option<Range<usize>> {
    let beside = Beside::of(written, written.place_of(fact)?);
    let mut best: Option<(f32, Range<usize>)> = None;
    let mut start = 0;
    while start < speech.tokens.len() {
        // 월요일 is near 목요일 in letters.
        let of_series = |at: usize| series::member(&speech.tokens[at].surface).is_some();
        let free = |at: usize| !taken.contains(&at) && (of_series(at) || !speech.written(at));
        let named = candidate(fact, start, speech, &free)
            .or_else(|| other_family(fact, &beside, start, speech))
            .or_else(|| in_its_frame(fact, &beside, start, speech))
            .or_else(|| titled(fact, &beside, start, speech));
        let Some(range) = named else {
            start += 1;
            continue;
        };
        start = range.end;
        let (least, margin) = match (role(fact, &beside, &range, speech), alone) {
            (Role::Beside, _) => (BESIDE, 1.0),
            _ if lone_day(fact, &range, speech, names) => (BESIDE, 1.0),
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
        let (context, told) = points
            .into_iter()
            .flatten()
            .map(context)
            .fold((0.0, point), |best, next| if next.0 > best.0 { next } else { best });
        let better = context > best.as_ref().map_or(0.0, |best| best.0);
        let clause = speech.says_beside(told, &range);
        let another = || {
            speech.tells_another(told, &range, margin)
                && speech.sentence_tells_another(told, &range)
        };
        if context >= least && better && clause && !another() {
            best = Some((context, range));
        }
    }
    best.map(|(_, range)| range)
}

/// The same term with another digit in it ("2-way handshake" for "3-way handshake").
pub(super) fn other_number(fact: &Fact, speech: &Speech) -> Option<Range<usize>> {
    let number = fact.tokens.iter().position(|token| token.value.is_some())?;
    // "ResNet 18" for "ResNet-50"
    let term = number.checked_sub(1).map(|at| &fact.tokens[at].surface);
    let other = |at: &usize| {
        let next = speech.tokens.get(at + 1).and_then(|next| next.value);
        term == Some(&speech.tokens[*at].surface)
            && next.is_some_and(|next| fact.tokens[number].value != Some(next))
    };
    if let Some(at) = (0..speech.tokens.len()).find(other) {
        return Some(at..at + 2);
    }
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
    /// The word of content before that one, where it has none.
    led_by: Option<&'a Token>,
    /// The next two words of content.
    after: Vec<&'a Token>,
    /// Korean particles of its phrase.
    particles: Vec<&'static str>,
}

impl<'a> Beside<'a> {
    fn of(written: &'a KeyPoint, name: Range<usize>) -> Self {
        let tokens = &written.tokens;
        let before = name.start.checked_sub(1).map(|at| &tokens[at]);
        let led_by = led_by(tokens, name.start);
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
        Self { before, led_by, after, particles }
    }
}

/// The word of content right before a preposition that stands at `start`.
fn led_by(tokens: &[Token], start: usize) -> Option<&Token> {
    let content = &tokens[start.checked_sub(2)?];
    (tokens[start - 1].stop && !content.stop).then_some(content)
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
pub(super) fn particle(word: &str) -> Option<&'static str> {
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

/// Another family name before the title that somebody has ("김 팀장님" for 한지욱 팀장님).
fn other_family(
    fact: &Fact,
    beside: &Beside,
    start: usize,
    speech: &Speech,
) -> Option<Range<usize>> {
    let family = speech.tokens[start].surface.chars();
    let [family] = family.collect::<Vec<_>>()[..] else { return None };
    let own = fact.text.chars().next().filter(|own| korean_name::is_family(*own))?;
    let (next, title) = (speech.tokens.get(start + 1)?, beside.after.first()?);
    let length = "팀장".len();
    let same = title.surface.get(..length).is_some_and(|of| next.surface.starts_with(of));
    let person = fact.text.chars().count() == 3 && korean_name::is_family(family);
    (person && family != own && same && next.surface.contains('님')).then_some(start..start + 1)
}

/// A noun that the dictionary does not know between the word before the name and its particle ("고객사인
/// 대성모터스에서" for 고객사인 한빛자동차에서).
fn in_its_frame(
    fact: &Fact,
    beside: &Beside,
    start: usize,
    speech: &Speech,
) -> Option<Range<usize>> {
    let token = &speech.tokens[start];
    // "수학을 전공" for 통계학을 전공
    let majors = |token: Option<&Token>| token.is_some_and(|next| next.surface.starts_with("전공"));
    if majors(beside.after.first().copied()) && majors(speech.tokens.get(start + 1)) && !token.stop
    {
        return (token.script == Script::Hangul).then_some(start..start + 1);
    }
    let before = start.checked_sub(1).map(|at| &speech.tokens[at])?;
    let led = beside.before.is_some_and(|own| !own.stop && own.surface == before.surface);
    let hangul = fact.tokens[0].script == Script::Hangul && token.script == Script::Hangul;
    let agrees = || particle(&token.surface).is_some_and(|own| beside.particles.contains(&own));
    let noun = korean::without_particle(&token.surface);
    let long = noun.chars().count() >= 2;
    (led && hangul && long && agrees() && korean_name::is_unknown(noun)).then_some(start..start + 1)
}

/// A title that something is told to have, which the notes call the same ("도깨비의 밤이라는 야간 전시" for 야간 전시
/// '달밤의 부적').
fn titled(fact: &Fact, beside: &Beside, start: usize, speech: &Speech) -> Option<Range<usize>> {
    const LONGEST: usize = 3;
    let hangul = |token: &Token| token.script == Script::Hangul;
    // One word counts where it is whole: "루나 포지라는" has another before it.
    let long = speech.tokens[start].surface.chars().count() >= 5;
    let whole = start.checked_sub(1).is_none_or(|before| {
        let before = &speech.tokens[before];
        before.stop || korean::without_particle(&before.surface) != before.surface
    });
    let phrase = fact.tokens.len() > 1 || long && whole;
    if !phrase || !fact.tokens.iter().all(hangul) || !hangul(&speech.tokens[start]) {
        return None;
    }
    let called =
        |at: &usize| ["라는", "라고"].iter().any(|end| speech.tokens[*at].surface.ends_with(end));
    let end = (start..speech.tokens.len().min(start + LONGEST)).find(called)?;
    let owns =
        (start..end).all(|at| speech.tokens[at].surface.ends_with('의') && speech.joined(at + 1));
    let what = beside.before.into_iter().chain(beside.after.first().copied());
    let mut behind = speech.tokens[end + 1..].iter().take(2);
    let same = |heard: &Token| what.clone().any(|meant| speech.alike(meant, false, heard) >= 0.75);
    (owns && behind.any(same)).then_some(start..end + 1)
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
            short
                || korean_name::organisation(heard)
                    .is_some_and(|(_, other)| other == end || both_hospitals(other, end))
        } else if place::place(name).is_some() {
            place::place(&token.surface).is_some()
        } else if brand::brand(name).is_some() {
            brand::brand(&token.surface).is_some()
        } else if let Some((series, _)) = series::member(name) {
            series::member(&token.surface).is_some_and(|(other, _)| other == series)
        } else if substance::korean(name).is_some() {
            substance::korean(&token.surface).is_some()
        } else {
            let next = speech.tokens.get(start + 1);
            (2..=3).contains(&name.chars().count())
                && (korean_name::person(token, next).is_some()
                    || korean_name::introduced(speech.tokens, start).is_some()
                    || given_name(speech.tokens, start).is_some())
        };
        return (token.script == Script::Hangul && other).then_some(start..start + 1);
    }
    if token.script == Script::Hangul {
        // "씨티오님" is somebody, "데이터 웨어하우스" any: neither is a tool by its name.
        let noun = korean::without_particle(&token.surface);
        let known = is_morpheme(noun) && brand::brand(&token.surface).is_none();
        let term = is_any(start, fact, speech);
        let group = noun.ends_with(['팀', '부', '실']);
        if token.surface.contains('님') || term || known || group {
            return None;
        }
        // A run of words as Korean spells foreign ones.
        let mut end = start;
        let short = |at: usize| speech.tokens[at].stem.chars().count() < 2;
        while end < speech.tokens.len()
            && !short(end)
            && end < start + 3
            && foreign(&speech.tokens[end])
            && free(end)
        {
            end += 1;
            if particle(&speech.tokens[end - 1].surface).is_some() {
                break;
            }
        }
        return (end > start).then_some(start..end);
    }
    let opens = |at: usize| {
        at.checked_sub(1).is_none_or(|before| {
            !noted_name::title(&speech.tokens[before]) && speech.ends_sentence(before)
        })
    };
    let is = |at: usize| {
        speech.tokens.get(at).is_some_and(|token| {
            let name = capital(token) && !token.stop && !noted_name::title(token);
            token.script == Script::Latin && name && token.raw.len() > 1
        })
    };
    // "DB" is any database.
    let short = token.raw.len() <= 3 && token.raw.chars().all(|c| c.is_ascii_uppercase());
    let any = short && is_any(start, fact, speech);
    if !is(start) || opens(start) || any {
        return None;
    }
    let mut end = start + 1;
    while end < start + 3 && is(end) && speech.joined(end) && free(end) {
        end += 1;
    }
    // A day or month is said in place of another one only.
    let days = |tokens: &[Token]| tokens.iter().any(calendar);
    (days(&speech.tokens[start..end]) == days(&fact.tokens)).then_some(start..end)
}

/// Whether a token is of a technical term, which names any of its kind, and the fact is no such term.
fn is_any(at: usize, fact: &Fact, speech: &Speech) -> bool {
    speech.is_of_term(at) && !glossary::has(fact)
}

/// Whether organisations that end so are both hospitals.
fn both_hospitals(one: &str, other: &str) -> bool {
    [one, other].iter().all(|end| ["병원", "의료원"].contains(end))
}

/// Whether it is a day of the week, a month or a holiday.
pub(super) fn calendar(token: &Token) -> bool {
    series::english(&token.surface).is_some()
}

/// Whether the day or month of the speech and the one of the notes are the only ones of their class.
fn lone_day(fact: &Fact, range: &Range<usize>, speech: &Speech, names: &[&Fact]) -> bool {
    let [meant] = &fact.tokens[..] else { return false };
    let Some(class) = series::english(&meant.surface) else { return false };
    let is = |token: &Token| capital(token) && series::english(&token.surface) == Some(class);
    let written = names.iter().flat_map(|name| &name.tokens).filter(|token| is(token)).count();
    let told = (0..speech.tokens.len()).filter(|at| is(&speech.tokens[*at]));
    written == 1
        && told.into_iter().all(|at| range.contains(&at))
        && is(&speech.tokens[range.start])
}

/// Whether a Hangul word is a brand or spelled as only foreign ones are.
pub(super) fn foreign(token: &Token) -> bool {
    const CODAS: &str = "랩랙랜럼맵앱웹탭깃넷봇샷잇젠씨쿼뷰듀튜";
    const NATIVE: [&str; 26] = [
        "쓰면", "쓰는", "쓰던", "쓰고", "스스", "드디", "드물", "드러", "스며", "스무", "크게",
        "크기", "커다", "커져", "터득", "퍼지", "드리", "드렸", "드린", "틀리", "틀렸", "트이",
        "커지", "터지", "크지", "퍼뜨",
    ];
    let stem = token.stem.as_str();
    if token.script != Script::Hangul || token.stop {
        return false;
    }
    let native = NATIVE.iter().any(|native| stem.starts_with(native));
    let mut syllables = stem.chars().enumerate();
    let foreign = syllables.any(|(at, c)| {
        let Some((lead, vowel, tail)) = korean::syllable(c) else { return false };
        // ㅋ, ㅌ and ㅍ before vowels that words of Chinese origin do not have behind them, ㅅ, ㅂ and ㄷ before
        // ㅡ, and ㄹ at the beginning.
        let aspirated = match lead {
            14 => vowel == 18 && tail == 0,
            15 => !matches!(vowel, 0 | 8 | 20),
            16 => matches!(vowel, 4 | 5 | 18 | 20),
            17 => matches!(vowel, 4 | 5 | 18),
            _ => false,
        };
        let weak = matches!(lead, 3 | 7 | 9 | 10) && vowel == 18 && tail == 0;
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
    let first_follows =
        next.zip(beside.after.first()).is_some_and(|(next, after)| same(after, next));
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
        let another_brand = brand::brand(&last.surface).is_some();
        return match named || first_follows {
            true => Role::Beside,
            false if agrees && another_brand => Role::Same,
            false => Role::Other,
        };
    }
    let thing = |before: &Token| BEFORE_THINGS.contains(&before.surface.as_str());
    let content = beside.before.is_some_and(|before| !before.stop);
    let tool = |name: &Token| brand::tool(&name.surface, true);
    // "The funnel in Mixpanel" for the funnel in Amplitude.
    let led = led_by(speech.tokens, range.start);
    let led = leads && led.zip(beside.led_by).is_some_and(|(heard, meant)| same(meant, heard));
    // "Stonebridge Hospitals" for Brightwater Hospitals
    let what = (fact.tokens.len() > 1).then(|| fact.tokens.last()).flatten();
    let same_what = what.zip(next).is_some_and(|(what, next)| what.surface == next.surface);
    // "The operations director, her name was, um, Susan Bailey"
    let reach = range.start.saturating_sub(ROLE_REACH)..range.start;
    let told = beside.before.filter(|role| !role.stop && !capital(role)).is_some_and(|role| {
        reach.clone().any(|at| speech.tokens[at].surface == role.surface)
            && !reach.clone().any(|at| speech.ends_sentence(at))
    });
    // "With Sebastian, our engineer" for our engineer Piotr
    let crossed = next
        .zip(beside.before)
        .is_some_and(|(next, role)| !role.stop && role.surface == next.surface && !capital(next));
    match (first_follows || leads && content || led || same_what || crossed || told, leads) {
        (true, _) => Role::Beside,
        (_, true) => Role::Same,
        _ if calendar(last) => Role::Same,
        _ if before.is_some_and(thing) => Role::Open,
        // "This Flask service" for a service written in Django.
        _ if fact.tokens.iter().all(tool) && tool(last) => Role::Open,
        _ => Role::Other,
    }
}
