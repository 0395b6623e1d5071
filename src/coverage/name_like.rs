//! A name in the speech that is of the kind of one of the notes.

use std::ops::Range;

use super::beside::{Beside, particle};
use super::fact::{CALLED, Speech};
use super::foreign::foreign;
use super::given_name::given_name;
use super::point::Fact;
use super::token::{Script, Token, capital};
use super::{
    brand, glossary, korean, korean_name, korean_organisation, korean_person, noted_name, place,
    series, substance,
};
use crate::language::is_morpheme;

/// Another family name before the title that somebody has ("김 팀장님" for 한지욱 팀장님).
pub(super) fn other_family(
    fact: &Fact,
    beside: &Beside,
    start: usize,
    speech: &Speech,
) -> Option<Range<usize>> {
    let family = speech.tokens[start].surface.chars();
    let [family] = family.collect::<Vec<_>>()[..] else { return None };
    let own = fact.text.chars().next().filter(|own| korean_person::is_family(*own))?;
    let (next, title) = (speech.tokens.get(start + 1)?, beside.after.first()?);
    let length = "팀장".len();
    let same = title.surface.get(..length).is_some_and(|of| next.surface.starts_with(of));
    let person = fact.text.chars().count() == 3 && korean_person::is_family(family);
    (person && family != own && same && next.surface.contains('님')).then_some(start..start + 1)
}

/// A noun that the dictionary does not know between the word before the name and its particle ("고객사인
/// 대성모터스에서" for 고객사인 한빛자동차에서).
pub(super) fn in_its_frame(
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
pub(super) fn titled(
    fact: &Fact,
    beside: &Beside,
    start: usize,
    speech: &Speech,
) -> Option<Range<usize>> {
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
    let called = |at: &usize| CALLED.iter().any(|end| speech.tokens[*at].surface.ends_with(end));
    let end = (start..speech.tokens.len().min(start + LONGEST)).find(called)?;
    let owns =
        (start..end).all(|at| speech.tokens[at].surface.ends_with('의') && speech.joined(at + 1));
    let what = beside.before.into_iter().chain(beside.after.first().copied());
    let mut behind = speech.tokens[end + 1..].iter().take(2);
    let same = |heard: &Token| what.clone().any(|meant| speech.alike(meant, false, heard) >= 0.75);
    (owns && behind.any(same)).then_some(start..end + 1)
}

/// A name in the speech that begins here and is of the kind of the fact.
pub(super) fn candidate(
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
        let organisation = korean_organisation::organisation(name);
        let other = if let Some((_, end)) = organisation {
            // 경북대 for 부산대학교
            let short = end == "대학교" && heard.chars().count() >= 3 && heard.ends_with('대');
            short
                || korean_organisation::organisation(heard)
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
            same_head(name, korean::without_particle(&token.surface))
                || (2..=3).contains(&name.chars().count())
                    && (korean_person::person(token, next).is_some()
                        || korean_person::introduced(speech.tokens, start).is_some()
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
    let days = |tokens: &[Token]| tokens.iter().any(series::of_calendar);
    (days(&speech.tokens[start..end]) == days(&fact.tokens)).then_some(start..end)
}

/// Whether two Korean names end with the same word that says what is named (한마음회관, 새싹회관).
fn same_head(name: &str, other: &str) -> bool {
    fn head(word: &str) -> Option<(&str, &str)> {
        let at = word.char_indices().rev().nth(1)?.0;
        (word[..at].chars().count() >= 2).then(|| word.split_at(at))
    }
    let (Some((own, what)), Some((another, as_well))) = (head(name), head(other)) else {
        return false;
    };
    what == as_well
        && own != another
        && is_morpheme(what)
        && !is_morpheme(name)
        && !is_morpheme(other)
}

/// Whether a token is of a technical term, which names any of its kind, and the fact is no such term.
fn is_any(at: usize, fact: &Fact, speech: &Speech) -> bool {
    speech.is_of_term(at) && !glossary::has(fact)
}

/// Whether organisations that end so are both hospitals.
fn both_hospitals(one: &str, other: &str) -> bool {
    [one, other].iter().all(|end| ["병원", "의료원"].contains(end))
}
