//! Cue phrases: words by which a speaker announces a part of a STAR story.

use crate::question::Part;

const CUES_ENGLISH: &[(Part, &[&str])] = &[
    (
        Part::Situation,
        &[
            "at the time",
            "there was a time",
            "when i was",
            "once ",
            "back in",
            "last year",
            "years ago",
            "the situation",
            "the background",
            "i was working",
            "i was a ",
            "we were building",
        ],
    ),
    (
        Part::Task,
        &[
            "my task",
            "my job",
            "my role",
            "my responsibility",
            "responsible for",
            "my goal",
            "the goal",
            "our goal",
            "i was asked",
            "i had to make sure",
            "i needed to",
            "i was in charge",
            "in charge of",
            "it was my",
            "i wanted",
            "the challenge was",
            "my mission",
            "what i had to",
            "i had to",
            "up to me",
        ],
    ),
    (
        Part::Action,
        &[
            "so i ",
            "first i",
            "i decided",
            "i started",
            "then i",
            "to do so",
            "to do this",
            "what i did",
            "i began",
            "next i",
            "after that i",
            "first of all i",
        ],
    ),
    (
        Part::Result,
        &[
            "as a result",
            "in the end",
            "finally",
            "eventually",
            "thankfully",
            "luckily",
            "the result",
            "because of that",
            "thanks to",
            "by doing",
            "that led to",
            "turned out",
            "since then",
            "the outcome",
            "ultimately",
            "fortunately",
            "at the end",
            "today",
            "by now",
            "nowadays",
            "these days",
        ],
    ),
];

const CUES_KOREAN: &[(Part, &[&str])] = &[
    (
        Part::Situation,
        &["당시", "때였", "때 있었", "했을 때", "였을 때", "상황은", "상황이", "배경"],
    ),
    (
        Part::Task,
        &["역할은", "과제는", "목표는", "해야 했", "맡았", "맡은", "책임", "제 일은", "임무"],
    ),
    (Part::Action, &["그래서 저는", "그래서 제가", "먼저", "우선", "시작했", "하기로 했"]),
    (
        Part::Result,
        &[
            "결과적으로",
            "그 결과",
            "결과는",
            "결국",
            "덕분에",
            "마침내",
            "그 후",
            "최종적",
            "결론부터",
            "지금도",
            "이제는",
        ],
    ),
];

/// The part that a clause's cue phrase announces, if it has one.
pub fn cue(text: &str) -> Option<Part> {
    let plain: String =
        text.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let spaced = format!(" {} ", plain.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut found: Option<(usize, Part)> = None;
    for (part, phrases) in CUES_ENGLISH.iter().chain(CUES_KOREAN) {
        for phrase in *phrases {
            let latin = phrase.is_ascii();
            let at = if latin {
                spaced
                    .find(&format!(" {}", phrase.trim_end()))
                    .filter(|&at| spaced[at + 1 + phrase.trim_end().len()..].starts_with(' '))
            } else {
                spaced.find(phrase)
            };
            if let Some(at) = at
                && found.is_none_or(|(first, _)| at < first)
            {
                found = Some((at, *part));
            }
        }
    }
    found.map(|(_, part)| part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_cue_of_a_clause_names_its_part() {
        assert_eq!(cue("As a result, my task was done."), Some(Part::Result));
        assert_eq!(cue("My task was to repair it."), Some(Part::Task));
        assert_eq!(cue("결과적으로 매출이 늘었습니다."), Some(Part::Result));
        assert_eq!(cue("The cat sat there."), None);
    }
}
