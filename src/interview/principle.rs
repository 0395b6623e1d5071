//! The principles that the notes name, and which of them somebody means who writes it in part or
//! with a slip of the finger.

use strsim::{normalized_damerau_levenshtein, osa_distance};
use unicode_normalization::UnicodeNormalization;

use super::stock;
use crate::coverage::asks_for_a_story;
use crate::question::{Kind, Notes};

/// Likeness, 0 to 1, from which a name with slips is taken for a principle: one wrong letter of
/// four, or two of eight. Of the sixteen principles of Amazon no two are more alike than 0.36.
const SAME: f64 = 0.75;

/// Likeness from which a principle is worth naming as the nearest.
const NEAR: f64 = 0.45;

/// Letters of a word from which a slip in it is forgiven.
const SLIP_LETTERS: usize = 4;

/// Which principle is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant<'a> {
    /// This one.
    One(&'a str),
    /// One of these.
    Several(Vec<&'a str>),
    /// None; the one most like it, if any is.
    None(Option<&'a str>),
}

/// The principles of the notes, the most relevant first: the ranked list, else the topics of
/// questions that are told as stories.
pub fn known(notes: &Notes) -> Vec<String> {
    let mut known = notes.principles.clone();
    if !known.is_empty() {
        return known;
    }
    for question in &notes.questions {
        let Some(topic) = &question.topic else { continue };
        let tells = question.kind == Kind::Star || asks_for_a_story(&question.prompt);
        if tells && !stock::is_introduction(question) && of_heading(topic, &known).is_none() {
            known.push(topic.clone());
        }
    }
    known
}

/// The principle that a heading of the notes names: alone or with words beside it, slips forgiven.
pub fn of_heading<'a>(heading: &str, known: &'a [String]) -> Option<&'a str> {
    let (wanted, listed) = (folded(heading), words(heading));
    let whole = known.iter().find(|name| folded(name) == wanted);
    let within = || {
        let is_run = |name: &&String| {
            let name = words(name);
            !name.is_empty() && listed.windows(name.len()).any(|run| run == name)
        };
        known.iter().filter(is_run).max_by_key(|name| name.len())
    };
    whole.or_else(within).map(String::as_str).or_else(|| slipped(&wanted, known))
}

/// The principle that a user names, also by a part of it.
pub fn find<'a>(asked: &str, known: &'a [String]) -> Meant<'a> {
    let wanted = folded(asked);
    if wanted.is_empty() {
        return Meant::None(None);
    }
    if let Some(name) = of_heading(asked, known) {
        return Meant::One(name);
    }
    let asked = words(asked);
    let part = |name: &&String| folded(name).contains(&wanted);
    let slips = |name: &&String| {
        let of_name = words(name);
        asked.iter().all(|word| of_name.iter().any(|other| is_slip(word, other)))
    };
    let mut found: Vec<&str> = known.iter().filter(part).map(String::as_str).collect();
    if found.is_empty() {
        found = known.iter().filter(slips).map(String::as_str).collect();
    }
    match found.as_slice() {
        [] => Meant::None(nearest(&wanted, known).filter(|(like, _)| *like >= NEAR).map(|n| n.1)),
        [only] => Meant::One(only),
        _ => Meant::Several(found),
    }
}

/// A heading over questions for stories that is not a principle letter by letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Odd {
    /// The heading.
    pub heading: String,
    /// The principle it is taken for, or, when it is taken for none, the nearest.
    pub principle: String,
    /// Whether it is taken for that principle.
    pub taken: bool,
}

/// The headings that are taken for a principle they do not spell, or for none though they are like
/// one: the candidate wants to know.
pub fn odd_headings(notes: &Notes) -> Vec<Odd> {
    let known = known(notes);
    let mut odd: Vec<Odd> = Vec::new();
    for question in &notes.questions {
        let Some(heading) = &question.topic else { continue };
        if odd.iter().any(|before| before.heading == *heading) || names_one(heading, &known) {
            continue;
        }
        let nearest = || nearest(&folded(heading), &known).filter(|(like, _)| *like >= NEAR);
        let (principle, taken) = match (of_heading(heading, &known), nearest()) {
            (Some(name), _) => (name, true),
            (None, Some((_, name))) => (name, false),
            (None, None) => continue,
        };
        odd.push(Odd { heading: heading.clone(), principle: principle.into(), taken });
    }
    odd
}

/// Whether a heading has the whole name of a principle in it, rightly spelt.
fn names_one(heading: &str, known: &[String]) -> bool {
    let heading = folded(heading);
    known.iter().any(|name| heading.contains(&folded(name)))
}

/// The only principle that is like enough.
fn slipped<'a>(wanted: &str, known: &'a [String]) -> Option<&'a str> {
    let (like, name) = nearest(wanted, known)?;
    let as_like = known.iter().filter(|other| likeness(wanted, other) >= like).count();
    (like >= SAME && as_like == 1).then_some(name)
}

fn nearest<'a>(wanted: &str, known: &'a [String]) -> Option<(f64, &'a str)> {
    let scored = known.iter().map(|name| (likeness(wanted, name), name.as_str()));
    scored.max_by(|a, b| a.0.total_cmp(&b.0))
}

fn likeness(wanted: &str, name: &str) -> f64 {
    normalized_damerau_levenshtein(&letters(wanted), &letters(&folded(name)))
}

fn is_slip(word: &str, other: &str) -> bool {
    let (word, other) = (letters(word), letters(other));
    let length = word.chars().count().max(other.chars().count());
    let slips = osa_distance(&word, &other);
    slips == 0 || length >= SLIP_LETTERS && 1.0 - slips as f64 / length as f64 >= SAME
}

/// Hangul as single letters, so that one wrong vowel is one slip and no whole syllable.
fn letters(text: &str) -> String {
    text.nfd().collect()
}

/// Letters and digits alone, in lower case.
pub fn folded(text: &str) -> String {
    words(text).concat()
}

fn words(text: &str) -> Vec<String> {
    let text: String = text.nfc().collect();
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::parse_notes;

    fn ranked() -> Vec<String> {
        [
            "Customer Obsession",
            "Ownership",
            "Invent and Simplify",
            "Are Right, A Lot",
            "Learn and Be Curious",
            "Hire and Develop the Best",
            "Insist on the Highest Standards",
            "Think Big",
            "Bias for Action",
            "Frugality",
            "Earn Trust",
            "Dive Deep",
            "Have Backbone; Disagree and Commit",
            "Deliver Results",
            "Strive to be Earth’s Best Employer",
            "Success and Scale Bring Broad Responsibility",
            "고객 집착",
            "신뢰 얻기",
        ]
        .map(String::from)
        .to_vec()
    }

    #[test]
    fn a_slip_of_the_finger_still_names_the_principle() {
        let known = ranked();
        for (asked, meant) in [
            ("Dive Dep", "Dive Deep"),
            ("earn trust", "Earn Trust"),
            ("Earn Turst", "Earn Trust"),
            ("Custmer Obession", "Customer Obsession"),
            ("Deliver Result", "Deliver Results"),
            ("Bias of Action", "Bias for Action"),
            ("Ownershp", "Ownership"),
            ("고객집착", "고객 집착"),
            ("신뢰 얻끼", "신뢰 얻기"),
            ("3. Dive Deep (LP)", "Dive Deep"),
        ] {
            assert_eq!(of_heading(asked, &known), Some(meant), "{asked}");
            assert_eq!(find(asked, &known), Meant::One(meant), "{asked}");
        }
        for (asked, meant) in
            [("trust", "Earn Trust"), ("trsut", "Earn Trust"), ("big", "Think Big")]
        {
            assert_eq!(find(asked, &known), Meant::One(meant), "{asked}");
        }
    }

    #[test]
    fn what_is_too_far_off_is_none_and_what_fits_several_is_asked_back() {
        let known = ranked();
        for other in ["Agility", "Leadership", "Customer Focus", "Behavioral Questions", "Trust me"]
        {
            assert_eq!(of_heading(other, &known), None, "{other}");
        }
        assert_eq!(find("Customer Focus", &known), Meant::None(Some("Customer Obsession")));
        assert_eq!(find("xyzzy", &known), Meant::None(None));
        assert_eq!(find("..", &known), Meant::None(None));
        let best = ["Hire and Develop the Best", "Strive to be Earth’s Best Employer"];
        assert_eq!(find("best", &known), Meant::Several(best.to_vec()));
    }

    #[test]
    fn no_principle_is_taken_for_another() {
        let known = ranked();
        for name in &known {
            let others: Vec<String> =
                known.iter().filter(|other| *other != name).cloned().collect();
            assert_eq!(of_heading(name, &others), None, "{name}");
        }
    }

    #[test]
    fn misspelt_headings_are_told() {
        let note = "# Principles in order of relevance\n1. Dive Deep\n2. Earn Trust\n\n# Questions\n\
            ## Dive Dep\nQ. Tell me about a time you dug.\n\n## Earn Trust\nQ. Tell me about a time.\n\n\
            ## Dives\nQ. Describe a time you failed.\n";
        let notes = parse_notes(&[("notes/n.md".into(), note.into())]);
        let odd = odd_headings(&notes);
        assert_eq!(odd.len(), 2, "{odd:?}");
        assert!(odd[0].taken && odd[0].heading == "Dive Dep" && odd[0].principle == "Dive Deep");
        assert!(!odd[1].taken && odd[1].heading == "Dives");
    }
}
