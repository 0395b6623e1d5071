//! The time limit that a prompt asks for: "2분 내로", "1분 30초 안에", "within two minutes",
//! "in 90 seconds", "a 2-minute introduction".

use std::sync::LazyLock;

use regex::{Captures, Regex};

/// Shortest and longest time in seconds that is taken for a limit of a spoken answer.
const PLAUSIBLE_S: std::ops::RangeInclusive<f64> = 5.0..=3600.0;

const EN_NUMBER: &str = r"\d+(?:\.\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|forty[ -]?five|forty|sixty|ninety|half an?";
const EN_UNIT: &str = r"minutes?|mins?|seconds?|secs?";
const KO_NUMBER: &str =
    r"\d+(?:\.\d+)?|한|두|세|네|다섯|일|이|삼|사|오|육|십|이십|삼십|사십|육십|구십";

/// The limit in seconds, if the prompt states one.
pub(super) fn limit_s(prompt: &str) -> Option<f64> {
    static KOREAN: LazyLock<Regex> = LazyLock::new(|| {
        regex(&format!(
            r"(?:^|[^\d가-힣])(?:\d+\s*[~∼–-]\s*)?(?P<n>{KO_NUMBER})\s*(?P<unit>분|초)(?:\s*(?P<half>반)|\s*(?P<more>{KO_NUMBER})\s*초)?\s*(?:내|이내|안|동안|정도|짜리|간|제한|분량|길이|이하|미만|넘지|자기 ?소개|스피치|발표|답변|소개|말하기|\)|\]|으로|로)"
        ))
    });
    // "약 2분", "최대 3분": what stands before says that it is a limit.
    static KOREAN_LED: LazyLock<Regex> = LazyLock::new(|| {
        regex(&format!(
            r"(?:약|최대|제한 ?시간:?)\s*(?:\d+\s*[~∼–-]\s*)?(?P<n>{KO_NUMBER})\s*(?P<unit>분|초)(?:\s*(?P<half>반)|\s*(?P<more>{KO_NUMBER})\s*초)?"
        ))
    });
    static ENGLISH: LazyLock<Regex> = LazyLock::new(|| {
        let time = english_time();
        regex(&format!(
            r"(?i)(?:\b(?:with)?in(?: about| at most| under)?|\bunder|\bless than|\bfewer than|\bat most|\bno (?:more|longer) than|\bmax(?:imum|\.)?(?: of)?|\bup to|\bfor(?: about)?|\blimit(?: of)?:?|\bkeep it to|[(\[])\s*{time}"
        ))
    });
    // "30 seconds or less", "2 min max"; and before the question itself: "2 minutes: why us?".
    static ENGLISH_LED: LazyLock<Regex> = LazyLock::new(|| {
        let time = english_time();
        regex(&format!(
            r"(?i)\b{time}\s*(?:or (?:less|fewer|under)|max\b|maximum|at (?:the )?most)"
        ))
    });
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        let time = english_time();
        regex(&format!(r"(?i)^\s*{time}\s*(?::|[–—]|-\s)"))
    });
    // "2-minute introduction", "two-minute pitch"; "a two minute introduction".
    static ADJECTIVE: LazyLock<Regex> = LazyLock::new(|| {
        regex(&format!(
            r"(?i)\b(?P<n>{EN_NUMBER})(?:-|\s)(?P<unit>minute|min|second|sec)\b[- ](?:self|intro|pitch|talk|speech|answer|summary|overview|presentation|version|elevator|walk)"
        ))
    });
    static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"(?i)(?:[(\[]|limit:?\s*|제한:?\s*)(?:max\.?\s*)?(\d{1,2}):([0-5]\d)\s*(?:[)\]]|$)")
    });
    static SHORT: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"(?i)[(\[](?:max\.?\s*|≤\s*|<\s*)?(?P<n>\d+(?:\.\d+)?)\s*(?P<unit>[ms])[)\]]")
    });

    let seconds = if let Some(found) = CLOCK.captures(prompt) {
        found[1].parse::<f64>().ok()? * 60.0 + found[2].parse::<f64>().ok()?
    } else {
        [&*KOREAN, &*KOREAN_LED, &*ENGLISH, &*ENGLISH_LED, &*BEFORE, &*ADJECTIVE, &*SHORT]
            .iter()
            .find_map(|pattern| pattern.captures(prompt))
            .and_then(|found| seconds(&found))?
    };
    PLAUSIBLE_S.contains(&seconds).then_some(seconds)
}

fn english_time() -> String {
    format!(
        r"(?:\d+\s*(?:-|–|~|to)\s*)?(?P<n>{EN_NUMBER})[\s-]*(?P<half>and a half\s+)?(?P<unit>{EN_UNIT})\b(?:\s+and\s+a\s+(?P<half2>half)|[\s,]*(?:and\s+)?(?P<more>{EN_NUMBER})\s+sec(?:ond)?s?\b)?"
    )
}

fn seconds(found: &Captures<'_>) -> Option<f64> {
    let unit = if found["unit"].starts_with(['분', 'm', 'M']) { 60.0 } else { 1.0 };
    let mut seconds = number(&found["n"])? * unit;
    if found.name("half").is_some() || found.name("half2").is_some() {
        seconds += unit / 2.0;
    }
    if let Some(more) = found.name("more") {
        seconds += number(more.as_str())?;
    }
    Some(seconds)
}

fn number(text: &str) -> Option<f64> {
    let text = text.to_lowercase().replace('-', " ");
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    Some(match text.as_str() {
        "a" | "an" | "one" | "한" | "일" => 1.0,
        "two" | "두" | "이" => 2.0,
        "three" | "세" | "삼" => 3.0,
        "four" | "네" | "사" => 4.0,
        "five" | "다섯" | "오" => 5.0,
        "six" | "육" => 6.0,
        "seven" => 7.0,
        "eight" => 8.0,
        "nine" => 9.0,
        "ten" | "십" => 10.0,
        "fifteen" => 15.0,
        "twenty" | "이십" => 20.0,
        "thirty" | "삼십" => 30.0,
        "forty" | "사십" => 40.0,
        "forty five" | "fortyfive" => 45.0,
        "sixty" | "육십" => 60.0,
        "ninety" | "구십" => 90.0,
        "half a" | "half an" => 0.5,
        _ => return None,
    })
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern of this file")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_found_in_both_languages() {
        for (prompt, expected) in [
            ("2분 내로 자기소개", 120.0),
            ("2분 이내로 자기소개 해주세요", 120.0),
            ("1분 30초 안에 소개해 주세요", 90.0),
            ("1분 반 동안 말해 보세요", 90.0),
            ("자기소개 (1분)", 60.0),
            ("자기소개 약 2분", 120.0),
            ("최대 1분 30초", 90.0),
            ("Explain it, 30 seconds or less.", 30.0),
            ("2 minutes: introduce yourself", 120.0),
            ("2~3분 정도로 말씀해 주세요", 180.0),
            ("두 분 말고 삼 분 안에 답하세요", 180.0),
            ("90초 이내 자기소개", 90.0),
            ("1분 자기소개", 60.0),
            ("Introduce yourself within two minutes.", 120.0),
            ("In 90 seconds, tell us about yourself", 90.0),
            ("2-minute self introduction", 120.0),
            ("Give a two-minute pitch of your last project", 120.0),
            ("Tell me about yourself (2 min)", 120.0),
            ("Tell me about yourself [1:30]", 90.0),
            ("Tell me about yourself (90s)", 90.0),
            ("Introduce yourself in under a minute", 60.0),
            ("Talk for one and a half minutes", 90.0),
            ("Explain TCP in half a minute", 30.0),
            ("Introduce yourself in a minute and a half", 90.0),
            ("Describe it in 1 minute and 30 seconds", 90.0),
            ("Describe yourself in 1-2 minutes", 120.0),
            ("Explain it in at most 45 seconds", 45.0),
        ] {
            assert_eq!(limit_s(prompt), Some(expected), "{prompt}");
        }
    }

    #[test]
    fn times_that_are_no_limit_are_left_alone() {
        for prompt in [
            "Where do you see yourself in five years?",
            "What would you do with a 30 minute outage?",
            "5분 대기조란 무엇인가요?",
            "두 분이 싸우면 어떻게 하나요?",
            "충분히 설명해 보세요",
            "대부분 안에서 하는 일은?",
            "Tell me about a time you had two minutes to decide.",
            "Introduce yourself in 0 seconds",
        ] {
            assert_eq!(limit_s(prompt), None, "{prompt}");
        }
    }
}
