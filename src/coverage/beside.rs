//! What stands beside a name, in its point and in the speech, and whether both are in the same role.

use std::ops::Range;

use super::fact::Speech;
use super::point::{Fact, KeyPoint};
use super::token::{Script, Token, capital};
use super::{brand, series};

/// So far behind the word for what somebody is their name may be told.
const ROLE_REACH: usize = 6;

/// Before a name they tell a place or a tool, not a person.
#[rustfmt::skip]
pub(super) const BEFORE_THINGS: &[&str] = &[
    "in", "on", "at", "with", "from", "using", "via", "into", "to", "of", "by", "for", "through", "used",
    "use", "uses", "chose", "called", "named",
];

/// What stands beside a name in its point.
pub(super) struct Beside<'a> {
    pub(super) before: Option<&'a Token>,
    /// The word of content before that one, where it has none.
    led_by: Option<&'a Token>,
    /// The next two words of content.
    pub(super) after: Vec<&'a Token>,
    /// Korean particles of its phrase.
    pub(super) particles: Vec<&'static str>,
}

impl<'a> Beside<'a> {
    /// Of the name whose tokens of the point are `name`.
    pub(super) fn of(written: &'a KeyPoint, name: Range<usize>) -> Self {
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

/// How what was said stands to a name of the notes.
#[derive(PartialEq)]
pub(super) enum Role {
    /// A word of content beside it is beside the name.
    Beside,
    /// The words beside it are those beside the name.
    Same,
    /// Nothing speaks against it.
    Open,
    /// Something else is told of it.
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

/// Two words beside names are one from this likeness on, 0 to 1.
const ALIKE: f32 = 0.6;

/// Whether a word of the speech is one of the written answer.
pub(super) fn same_word(meant: &Token, heard: &Token, speech: &Speech) -> bool {
    meant.surface == heard.surface
        || !meant.stop && !heard.stop && speech.alike(meant, capital(meant), heard) >= ALIKE
}

/// Whether what was said stands where the name stands in its point.
pub(super) fn role(fact: &Fact, beside: &Beside, range: &Range<usize>, speech: &Speech) -> Role {
    let before = range.start.checked_sub(1).map(|at| &speech.tokens[at]);
    let next = speech.tokens[range.end..].iter().find(|token| !token.stop);
    let same = |meant: &Token, heard: &Token| same_word(meant, heard, speech);
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
        _ if series::of_calendar(last) => Role::Same,
        _ if before.is_some_and(thing) => Role::Open,
        // "This Flask service" for a service written in Django.
        _ if fact.tokens.iter().all(tool) && tool(last) => Role::Open,
        _ => Role::Other,
    }
}
