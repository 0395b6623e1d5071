//! How an interview goes, as far as a note tells: its stages, their minutes, how many principles.

use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};

/// How an interview goes. Times are seconds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Format {
    /// Length of one interviewer's round, where the note states it.
    pub round_s: Option<f64>,
    /// Principles that one interviewer takes.
    pub principles_per_round: usize,
    /// Principles of all interviewers together.
    pub principles: usize,
    /// Time for introductions.
    pub introduction_s: f64,
    /// Whether there are functional questions.
    pub functional: bool,
    /// Time for one principle with its follow-up questions.
    pub principle_s: f64,
    /// Time for the candidate's questions at the end; 0: none.
    pub closing_s: f64,
    /// Follow-up questions the note gives as examples.
    pub follow_ups: Vec<String>,
}

/// Where a note is silent: two principles an interviewer and four in all, as Amazon's loop has
/// them, with shorter times, since a note without a format is practised without its hour.
impl Default for Format {
    fn default() -> Self {
        Format {
            round_s: None,
            principles_per_round: 2,
            principles: 4,
            introduction_s: 120.0,
            functional: true,
            principle_s: 15.0 * 60.0,
            closing_s: 5.0 * 60.0,
            follow_ups: Vec::new(),
        }
    }
}

const NUMBER: &str = r"\d{1,3}|an?|one|two|three|four|five|six|한|두|세|네|다섯|여섯";

static MINUTES: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(\d{1,3})\s*(?:(?:-|–|~|to|에서)\s*(\d{1,3}))?\s*(?:min|분(?:\s|$|\W|간|씩|정도|이))")
});
static HOURS: LazyLock<Regex> =
    LazyLock::new(|| regex(&format!(r"(?:^|[^\w])({NUMBER})[\s-]*(?:hours?|시간)")));
static PRINCIPLES: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"(?:^|[^\w])({NUMBER})\s+(?:\w+\s+){{0,2}}(?:principles?|lps?\b|values?|competenc)|(?:원칙|역량|가치|lp)\s*({NUMBER})\s*(?:개|가지)"
    ))
});
static TOTAL: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"(?:total(?:\s+of)?|in\s+all|altogether)\D{{0,3}}({NUMBER})|(?:총|모두|합계)\s*({NUMBER})\s*(?:개|가지)"
    ))
});
static INTERVIEWERS: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"(?:^|[^\w])({NUMBER})\s+(?:\w+\s+)?(?:interviewers?|rounds?)|(?:면접관|라운드)\s*({NUMBER})\s*(?:명|번|회|개)|면접관\s*({NUMBER})"
    ))
});

fn regex(pattern: &str) -> Regex {
    Regex::new(&format!("(?i){pattern}")).expect("a pattern of this file")
}

/// Reads the lines of a note's chapter on the format. What they do not tell is as in the default.
pub fn read(text: &str) -> Format {
    let mut format = Format::default();
    let (mut rounds, mut total, mut functional) = (None, None, false);
    for line in text.lines() {
        if let Some(asked) = example(line) {
            format.follow_ups.push(asked);
            continue;
        }
        let lower = line.to_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
        let minutes_s = minutes_s(line);
        if has(&["introduc", "소개"]) {
            format.introduction_s = minutes_s.unwrap_or(format.introduction_s);
        } else if has(&["q&a", "your questions", "questions for us", "질의", "질문 시간", "역질문"])
        {
            format.closing_s = minutes_s.unwrap_or(format.closing_s);
        } else if has(&["behavio", "행동", "인성", "경험"]) {
            format.principle_s = minutes_s.unwrap_or(format.principle_s);
        } else {
            let hours_s = number(&HOURS, line).map(|hours| hours as f64 * 3_600.0);
            let whole = has(&["interview", "round", "면접", "라운드"]);
            format.round_s = format.round_s.or(hours_s).or(minutes_s.filter(|_| whole));
        }
        functional |= has(&["functional", "technical", "기술", "직무"]);
        rounds = rounds.or(number(&INTERVIEWERS, line));
        total = total.or(number(&TOTAL, line));
        if let Some(count) = number(&PRINCIPLES, line) {
            format.principles_per_round = count;
        }
    }
    format.functional = functional || text.trim().is_empty();
    let of_rounds = rounds.map(|rounds| rounds * format.principles_per_round);
    format.principles = total.or(of_rounds).unwrap_or(format.principles);
    format
}

/// "e.g. Was the result ideal?" is an example of what is asked.
fn example(line: &str) -> Option<String> {
    let line = line.trim();
    let asked = line.trim_start_matches("e.g.").trim_start_matches("예)").trim_start_matches("예:");
    let asked = asked.trim_start_matches([',', ':', ' ', '"', '“']).trim_end_matches(['"', '”']);
    (asked.ends_with(['?', '？'])).then(|| asked.to_owned())
}

/// Minutes of a line in seconds; of "20-25 mins" the middle.
fn minutes_s(line: &str) -> Option<f64> {
    let found = MINUTES.captures(line)?;
    let value = |at| found.get(at).and_then(|digits| digits.as_str().parse::<f64>().ok());
    let low = value(1)?;
    Some((low + value(2).unwrap_or(low)) / 2.0 * 60.0)
}

/// The number, at least 1, that a pattern finds.
fn number(pattern: &Regex, line: &str) -> Option<usize> {
    let found = pattern.captures(line)?;
    let text = found.iter().skip(1).flatten().next()?.as_str().to_lowercase();
    let value = match text.as_str() {
        "a" | "an" | "one" | "한" => 1,
        "two" | "두" => 2,
        "three" | "세" => 3,
        "four" | "네" => 4,
        "five" | "다섯" => 5,
        "six" | "여섯" => 6,
        digits => digits.parse().ok()?,
    };
    Some(value).filter(|value| *value > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loop_of_two_principles_an_interviewer_is_read() {
        let format = read(
            "Format: one interviewer, 1 hour, 2 different principles\n\
             Introductions (2-3mins)\nFunctional questions, if there are any\n\
             Behavioral questions (20-25 mins for each LP)\nFollow up questions\n\
             e.g. Would you do it the same way again?\nQ&A (last 5-10mins)\n\
             Every interviewer has 2 LP’s, a total of 4.",
        );
        assert_eq!(format.round_s, Some(3_600.0));
        assert_eq!((format.principles_per_round, format.principles), (2, 4));
        assert_eq!((format.introduction_s, format.principle_s), (150.0, 1_350.0));
        assert_eq!(format.closing_s, 450.0);
        assert!(format.functional);
        assert_eq!(format.follow_ups, ["Would you do it the same way again?"]);
    }

    #[test]
    fn interviewers_times_their_principles_make_the_total() {
        let format =
            read(include_str!("../../notes/onsite.en.md").split("# Principles").next().unwrap());
        assert_eq!((format.principles_per_round, format.principles), (2, 4));
        assert_eq!(format.round_s, Some(3_600.0));
        assert!(!format.functional);
    }

    #[test]
    fn a_korean_format_is_read_too() {
        let format = read(
            "면접관 3명, 한 명당 45분\n자기소개 2~3분\n직무 질문 10분\n\
             행동 질문: 원칙 2가지, 각 15분씩\n예) 다시 한다면 무엇을 다르게 하시겠어요?\n질의응답 5분",
        );
        assert_eq!(format.round_s, Some(2_700.0));
        assert_eq!((format.principles_per_round, format.principles), (2, 6));
        assert_eq!((format.introduction_s, format.principle_s), (150.0, 900.0));
        assert_eq!((format.closing_s, format.functional), (300.0, true));
        assert_eq!(format.follow_ups.len(), 1);
    }

    #[test]
    fn without_a_format_there_is_a_sensible_one() {
        assert_eq!(read(""), Format::default());
    }
}
