//! Names of questions: short, readable, safe as folder names on every system, and steady while
//! the note is reordered and its typos are mended.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use super::Question;

/// Longest id in characters. In UTF-8 that is at most 192 bytes, below the 255 of file systems.
const LONGEST: usize = 48;

/// Significant words an id starts with; more are added only to tell two questions apart.
const WORDS: usize = 5;

/// Similarity (1 − edit distance / longer length) from which a changed prompt is the same
/// question. Mending two letters in a 20-letter id leaves 0.9; different questions of one
/// interview stay below 0.7.
const SAME_QUESTION: f64 = 0.85;

/// Telling words of two prompts that are compared: the time grows with the square.
const MOST_COMPARED: usize = 200;

/// Words that say nothing about which question it is.
const COMMON: &[&str] = &[
    "a",
    "about",
    "an",
    "and",
    "are",
    "as",
    "at",
    "be",
    "can",
    "could",
    "describe",
    "did",
    "do",
    "does",
    "example",
    "explain",
    "for",
    "give",
    "had",
    "has",
    "have",
    "how",
    "i",
    "in",
    "is",
    "it",
    "me",
    "of",
    "on",
    "or",
    "please",
    "share",
    "tell",
    "that",
    "the",
    "this",
    "time",
    "to",
    "us",
    "was",
    "were",
    "what",
    "when",
    "where",
    "which",
    "who",
    "with",
    "would",
    "you",
    "your",
    "대해",
    "대해서",
    "대하여",
    "설명해보세요",
    "설명해",
    "설명해주세요",
    "말씀해",
    "말해",
    "말해보세요",
    "말씀해주세요",
    "소개해주세요",
    "소개해",
    "주세요",
    "보세요",
    "무엇인가요",
    "있나요",
    "경험을",
    "경험이",
    "최근에",
    "하신",
    "중",
    "중에",
    "가장",
    "하나씩",
    "간단히",
    "본인의",
    "자신의",
];

/// Names that no folder can have on Windows, and `free`, where takes without a question live.
const RESERVED: &[&str] = &["free", "con", "prn", "aux", "nul"];

/// Gives every question an id, each different.
pub(super) fn assign_ids(questions: &mut [Question]) {
    let mut taken = HashSet::new();
    // The last number each id was given: a note of a hundred thousand equal questions must not
    // count from the front for each.
    let mut copies: HashMap<String, usize> = HashMap::new();
    for question in questions {
        let words = significant_words(&question.prompt);
        let mut id = slug(&words, WORDS);
        // Tell apart by further words first: unlike a suffix they do not depend on the order.
        let mut count = WORDS;
        while taken.contains(&id) && count < words.len() {
            count += 1;
            id = slug(&words, count);
        }
        let stem = id.clone();
        while !taken.insert(id.clone()) {
            let copy = copies.entry(stem.clone()).or_insert(1);
            *copy += 1;
            id = format!("{}-{copy}", shortened(&stem, LONGEST - 4));
        }
        question.id = id;
    }
}

/// An id that already has takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownId {
    /// The id, a folder of `recordings/`.
    pub id: String,
    /// The prompt as it stood when the newest of them was recorded, if the take tells.
    pub prompt: Option<String>,
}

/// Gives questions whose prompt was slightly changed the id under which they were recorded
/// before, so that mending a typo does not cut a question off from its takes.
pub fn keep_known_ids(questions: &mut [Question], known: &[KnownId]) {
    let mut used: HashSet<String> = questions.iter().map(|question| question.id.clone()).collect();
    for question in questions {
        if known.iter().any(|known| known.id == question.id) {
            continue;
        }
        let best = known
            .iter()
            .filter(|known| !used.contains(&known.id))
            .map(|known| (similarity(question, known), known))
            .filter(|(score, _)| *score >= SAME_QUESTION)
            .max_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((_, known)) = best {
            used.insert(known.id.clone());
            question.id = known.id.clone();
        }
    }
}

/// Similarity of the telling words alone: two prompts may share all but one short name
/// ("VPC에 대해 설명해보세요", "VPN에 …") and still ask different things.
fn similarity(question: &Question, known: &KnownId) -> f64 {
    match &known.prompt {
        Some(prompt) => {
            let telling = |prompt: &str| {
                let words = significant_words(prompt);
                words[..words.len().min(MOST_COMPARED)].join("-")
            };
            strsim::normalized_levenshtein(&telling(prompt), &telling(&question.prompt))
        }
        None => strsim::normalized_levenshtein(&known.id, &question.id),
    }
}

/// The words of a prompt that say which question it is, lower case; all of them if none does.
fn significant_words(prompt: &str) -> Vec<String> {
    let text: String = prompt.nfc().collect::<String>().to_lowercase();
    // An apostrophe is part of its word.
    let text = text.replace(['\'', '’'], "");
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let telling: Vec<String> = words
        .iter()
        .enumerate()
        .filter(|&(at, word)| !COMMON.contains(&word.as_str()) && !is_limit(&words, at))
        .map(|(_, word)| word.clone())
        .collect();
    if telling.is_empty() { words } else { telling }
}

/// Whether a word is of a time limit, which may change without making it another question:
/// "2분 내로", "within two minutes", "(90 sec)".
fn is_limit(words: &[String], at: usize) -> bool {
    let unit = |word: &String| {
        let unit = word.trim_end_matches('s');
        matches!(unit, "minute" | "min" | "second" | "sec")
    };
    let korean = |word: &String| {
        let digits = word.trim_start_matches(|c: char| c.is_ascii_digit());
        digits.len() < word.len() && digits.starts_with(['분', '초'])
    };
    let word = &words[at];
    unit(word)
        || korean(word)
        || words.get(at + 1).is_some_and(unit)
        || (matches!(
            word.as_str(),
            "내로" | "내에" | "이내" | "이내로" | "이내에" | "안에" | "동안"
        ) && at > 0
            && korean(&words[at - 1]))
        || (word == "within" && words.get(at + 2).is_some_and(unit))
}

fn slug(words: &[String], count: usize) -> String {
    let mut id = String::new();
    for word in words.iter().take(count) {
        if id.is_empty() {
            id = word.chars().take(LONGEST).collect();
        } else if id.chars().count() + 1 + word.chars().count() <= LONGEST {
            id.push('-');
            id.push_str(word);
        } else {
            break;
        }
    }
    if id.is_empty() {
        return "question".into();
    }
    let device = |name: &str| {
        id.strip_prefix(name)
            .is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
    };
    if RESERVED.contains(&id.as_str()) || device("com") || device("lpt") {
        id.push_str("-question");
    }
    id
}

fn shortened(id: &str, longest: usize) -> String {
    id.chars().take(longest).collect::<String>().trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::tests::question;

    fn ids(prompts: &[&str]) -> Vec<String> {
        let mut questions: Vec<_> = prompts.iter().map(|prompt| question(prompt)).collect();
        assign_ids(&mut questions);
        questions.into_iter().map(|question| question.id).collect()
    }

    #[test]
    fn ids_are_the_telling_words_of_the_prompt() {
        assert_eq!(
            ids(&["Tell me about a time you missed a deadline.", "캐시에 대해 설명해보세요."]),
            ["missed-deadline", "캐시에"]
        );
        assert_eq!(
            ids(&["2분 내로 자기소개", "Introduce yourself within two minutes (120 sec)"]),
            ["자기소개", "introduce-yourself"]
        );
    }

    #[test]
    fn ids_do_not_depend_on_the_order() {
        let mut there = ids(&["Why us?", "Tell me about stress.", "Why now?"]);
        let mut back = ids(&["Why now?", "Tell me about stress.", "Why us?"]);
        there.sort();
        back.sort();
        assert_eq!(there, back);
    }

    #[test]
    fn equal_prompts_get_a_suffix() {
        assert_eq!(ids(&["Why us?", "Why us?"]), ["why", "why-2"]);
    }

    #[test]
    fn ids_are_safe_folder_names() {
        let long = "ㅎ".repeat(300);
        for id in ids(&["../../etc/passwd", "CON", "free", "com1", "…", "a/b\\c:d", "👍", &long])
        {
            assert!(!id.is_empty() && id.chars().count() <= LONGEST, "{id}");
            assert!(id.chars().all(|c| c.is_alphanumeric() || c == '-'), "{id}");
            assert!(!RESERVED.contains(&id.as_str()) && id != "com1", "{id}");
        }
    }

    #[test]
    fn a_mended_typo_keeps_the_id_of_its_takes() {
        let mut questions = vec![
            question("Tell me about your favourite deadline project"),
            question("Why databases?"),
        ];
        assign_ids(&mut questions);
        let known = vec![
            KnownId { id: "favourite-deadlne-project".into(), prompt: None },
            KnownId { id: "why-datbases".into(), prompt: Some("Why datbases?".into()) },
        ];
        keep_known_ids(&mut questions, &known);
        assert_eq!(questions[0].id, "favourite-deadlne-project");
        assert_eq!(questions[1].id, "why-datbases");
    }

    #[test]
    fn a_like_question_about_something_else_takes_no_foreign_id() {
        let mut questions = vec![question("VPN에 대해 설명해보세요.")];
        assign_ids(&mut questions);
        let prompt = Some("VPC에 대해 설명해보세요.".into());
        keep_known_ids(&mut questions, &[KnownId { id: "vpc에".into(), prompt }]);
        assert_eq!(questions[0].id, "vpn에");
    }
}
