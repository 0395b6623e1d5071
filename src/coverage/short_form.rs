//! Names told by a customary short form, or in full where the notes have the short one: acronyms ("mean time to
//! recovery" for MTTR) and clipped compounds ("protobuf" for Protocol Buffers).

use super::calendar::MONTHS;
use super::token::{Script, Token};

/// Words that a term may have between others, which its acronym may leave out ("return on investment", but MIT).
const LINKS: &[&str] =
    &["of", "to", "and", "for", "in", "on", "the", "a", "as", "by", "with", "per", "at", "through"];
/// Words that carry no point by themselves, but much of a term.
const OF_TERMS: &[&str] =
    &["time", "mean", "first", "back", "end", "over", "make", "between", "use", "need"];
/// Capitals that are no acronym of a name.
const OTHERS: &[&str] =
    &["OK", "AM", "PM", "TV", "PC", "ID", "UI", "QA", "HR", "US", "UK", "IT", "PR"];
/// Least letters of each part of a clipped compound.
const CLIPPED: usize = 3;

/// Words as notes cut them short.
#[rustfmt::skip]
const CUT_SHORT: &[(&str, &str)] = &[
    ("std", "standard"), ("uni", "university"), ("dept", "department"), ("intl", "international"), ("mgmt", "management"),
    ("corp", "corporation"), ("tech", "technology"), ("govt", "government"), ("eng", "engineering"), ("sci", "science"),
    ("assoc", "association"), ("inst", "institute"), ("calc", "calculation"), ("ops", "operations"), ("dev", "development"),
    ("spec", "specification"), ("config", "configuration"), ("repo", "repository"), ("db", "database"), ("ad", "advertisement"), ("sept", "september"),
];

/// The word that one in notes is short for, of a month its first three letters.
pub(super) fn in_full(word: &str) -> Option<&'static str> {
    let month = |month: &&str| *month != word && month[..3] == *word;
    let listed = CUT_SHORT.iter().find(|(short, _)| *short == word).map(|(_, full)| *full);
    listed.or_else(|| MONTHS.iter().copied().find(month))
}

/// Whether words of the speech are what the letters of an acronym stand for. Of two letters every word has to
/// carry a point.
pub(super) fn spells(letters: &str, run: &[Token]) -> bool {
    let link = |token: &Token| LINKS.contains(&token.surface.as_str());
    let content = |token: &Token| {
        let long = token.surface.len() >= 3;
        !token.stop && long || letters.len() > 2 && OF_TERMS.contains(&token.surface.as_str())
    };
    let [first, .., last] = run else { return false };
    let words =
        run.iter().all(|token| token.script == Script::Latin && (content(token) || link(token)));
    let carries = |token: &&Token| content(token);
    if !words || link(first) || last.stop || run.iter().filter(carries).count() < 2 {
        return false;
    }
    let opens = |leave_out: bool| -> String {
        let told = run.iter().filter(|token| !leave_out || !link(token));
        told.filter_map(|token| token.surface.chars().next()).collect()
    };
    opens(false) == letters || opens(true) == letters
}

/// The letter that an English word sounds like, as recognisers write a spelled acronym ("gee RPC" for gRPC).
#[rustfmt::skip]
const LETTERS: &[(&str, char)] = &[
    ("ay", 'a'), ("bee", 'b'), ("see", 'c'), ("sea", 'c'), ("dee", 'd'), ("gee", 'g'), ("eye", 'i'), ("jay", 'j'),
    ("kay", 'k'), ("em", 'm'), ("oh", 'o'), ("pea", 'p'), ("queue", 'q'), ("cue", 'q'), ("are", 'r'), ("ess", 's'),
    ("tea", 't'), ("tee", 't'), ("you", 'u'), ("vee", 'v'), ("ex", 'x'), ("why", 'y'),
];

/// Whether words of the speech are the letters of a name, the first of which is told by a word that sounds like it.
pub(super) fn opens_with_letter(letters: &str, run: &[Token]) -> bool {
    let [first, rest @ ..] = run else { return false };
    let letter = LETTERS.iter().find(|(word, _)| *word == first.surface).map(|(_, letter)| *letter);
    let told: String = rest.iter().map(|token| token.surface.as_str()).collect();
    letter.is_some_and(|letter| letters.strip_prefix(letter) == Some(told.as_str()))
}

/// Whether a word of the speech is short for a name of several words: its initials in capitals, or the
/// beginnings of two of its words.
pub(super) fn shortens(name: &[Token], heard: &Token) -> bool {
    let words: Vec<&Token> = name
        .iter()
        .filter(|token| token.script == Script::Latin && !LINKS.contains(&token.surface.as_str()))
        .collect();
    if words.len() < 2 || heard.script != Script::Latin {
        return false;
    }
    let initials: String = words.iter().filter_map(|token| token.surface.chars().next()).collect();
    let capitals = heard.raw.chars().all(|c| c.is_ascii_uppercase());
    if capitals && heard.surface == initials && initials.len() > 2 {
        return !OTHERS.contains(&heard.raw.as_str());
    }
    let [first, second] = words[..] else { return false };
    let word = heard.surface.strip_suffix('s').unwrap_or(&heard.surface);
    let parts = |word: &str| {
        (CLIPPED..word.len().saturating_sub(CLIPPED - 1)).any(|at| {
            let parted = word.split_at_checked(at);
            parted
                .is_some_and(|(a, b)| first.surface.starts_with(a) && second.surface.starts_with(b))
        })
    };
    parts(word) || parts(&heard.surface)
}

#[cfg(test)]
mod tests {
    use super::super::english::English;
    use super::super::token::tokens_of;
    use super::*;

    #[test]
    fn an_acronym_is_spelled_by_the_words_it_stands_for() {
        let spells = |letters, text| spells(letters, &tokens_of(text, &English::new()));
        assert!(spells("roi", "return on investment") && spells("ctr", "click through rate"));
        assert!(
            spells("mtbf", "mean time between failures")
                && spells("slo", "service level objective")
        );
        assert!(spells("uat", "user acceptance testing") && spells("pos", "point of sale"));
        assert!(!spells("api", "and people in") && !spells("ai", "a idea"));
    }

    #[test]
    fn a_short_form_is_of_all_words_of_the_name() {
        let shortens = |name, heard| {
            let english = English::new();
            shortens(&tokens_of(name, &english), &tokens_of(heard, &english)[0])
        };
        assert!(
            shortens("Google Cloud Platform", "GCP")
                && shortens("System Administrators", "sysadmins")
        );
        assert!(
            !shortens("Protocol Buffers", "protocol") && !shortens("Protocol Buffers", "probe")
        );
        assert!(!shortens("Google Cloud Platform", "gcp") && !shortens("Paula Martens", "PM"));
    }
}
