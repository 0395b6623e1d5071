//! What is denied: "we did not migrate" says nothing of a point that claims a migration.
//!
//! Only the word that a negation governs is denied: in English the first word of content behind
//! it, in Korean the verb before 지 않/못/말 or behind a free 안 or 못. A point that is negative itself
//! is never denied: "couldn't cancel" says "cancelling was no option".

use super::clause::Unit;
use super::token::{Script, Token};

#[rustfmt::skip]
const ENGLISH: &[&str] = &[
    "not", "never", "didnt", "dont", "doesnt", "wasnt", "werent", "isnt", "arent", "couldnt", "cant",
    "cannot", "havent", "hasnt", "hadnt", "wont", "wouldnt",
];
/// "not only", "no more than": what follows is claimed all the same.
#[rustfmt::skip]
const CLAIMS_ALL_THE_SAME: &[&str] = &[
    "only", "just", "more", "less", "until", "even", "all", "everyone", "everybody", "always", "sure",
    "fully", "yet", "later", "merely",
];
/// Words by which a point is negative itself.
#[rustfmt::skip]
const NEGATIVE: &[&str] = &[
    "no", "none", "nobody", "nothing", "noone", "without", "instead", "rather", "hardly", "neither",
    "nor", "unable", "fail", "failed", "refused", "avoid", "avoided", "lack", "lacked", "stop",
    "stopped", "except", "beyond", "impossible",
];
/// How many tokens behind an English negation its verb may stand.
const REACH: usize = 4;

fn negates_english(token: &Token) -> bool {
    token.script == Script::Latin && ENGLISH.contains(&token.surface.as_str())
}

/// 않았습니다, 못했고, 말았다 behind a verb in 지.
fn negates_verb_before(token: &Token) -> bool {
    token.script == Script::Hangul
        && ["않", "못", "말"].iter().any(|start| token.surface.starts_with(start))
}

fn in_ji(token: &Token) -> bool {
    token.script == Script::Hangul
        && ["지", "지는", "지도", "지를", "진"].iter().any(|end| token.surface.ends_with(end))
        && token.surface.chars().count() >= 2
}

/// Whether a text is negative itself.
pub fn negative(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| {
        let surface = token.surface.as_str();
        match token.script {
            Script::Hangul => {
                ["않", "못", "없", "말고", "대신", "아니"].iter().any(|no| surface.contains(no))
                    || surface == "안"
            }
            _ => negates_english(token) || NEGATIVE.contains(&surface),
        }
    })
}

/// The tokens of the speech that are denied, by index.
pub fn denied(tokens: &[Token], units: &[Unit]) -> Vec<usize> {
    let mut out = Vec::new();
    for unit in units {
        let first = tokens.partition_point(|token| token.word < unit.words.start);
        let last = tokens.partition_point(|token| token.word < unit.words.end);
        let inside = &tokens[first..last];
        out.extend((0..inside.len()).filter_map(|at| governed(inside, at)).map(|at| first + at));
    }
    out
}

/// The token that a negation at `at` denies.
fn governed(tokens: &[Token], at: usize) -> Option<usize> {
    let token = &tokens[at];
    if negates_english(token) {
        let behind = tokens[at + 1..].iter().take(REACH);
        if behind.clone().any(|next| CLAIMS_ALL_THE_SAME.contains(&next.surface.as_str())) {
            return None;
        }
        return behind
            .enumerate()
            .find(|(_, next)| !next.stop && next.script != Script::Number)
            .map(|(ahead, _)| at + 1 + ahead);
    }
    if negates_verb_before(token) && at > 0 && in_ji(&tokens[at - 1]) {
        // "질문을 하지 않았다" denies the question: 하다 says nothing alone.
        let light =
            |token: &Token| ["하지", "되지"].iter().any(|do_| token.surface.starts_with(do_));
        let says = |before: &usize| !tokens[*before].stop && !light(&tokens[*before]);
        return (0..at).rev().take(3).find(says);
    }
    let free = token.script == Script::Hangul && ["안", "못"].contains(&token.surface.as_str());
    (free && tokens.get(at + 1).is_some_and(|next| !next.stop)).then_some(at + 1)
}

#[cfg(test)]
mod tests {
    use super::super::english::English;
    use super::super::token::tokens_of;
    use super::*;

    fn denies(text: &str) -> Vec<String> {
        let tokens = tokens_of(text, &English::new());
        (0..tokens.len())
            .filter_map(|at| governed(&tokens, at))
            .map(|at| tokens[at].surface.clone())
            .collect()
    }

    #[test]
    fn the_verb_of_a_negation_is_denied_and_nothing_else() {
        assert_eq!(denies("We did not migrate the database"), ["migrate"]);
        assert_eq!(denies("I haven't really called the farmers"), ["called"]);
        assert_eq!(denies("게시판에 질문을 올리지 않았습니다"), ["올리지"]);
        assert_eq!(denies("질문을 하지 못했습니다"), ["질문을"]);
        assert!(denies("It took not only three weeks but not more than ten people").is_empty());
        assert!(denies("저는 매일 질문을 올렸습니다").is_empty());
    }

    #[test]
    fn a_negative_point_is_told_from_others() {
        let negative = |text| negative(&tokens_of(text, &English::new()));
        assert!(negative("Cancelling was no option") && negative("직접 만들지 않고"));
        assert!(!negative("I called every farmer") && !negative("질문을 올렸습니다"));
    }
}
