//! Written words as they are spoken: "400" is four hundred, "16개" is 열여섯 개, "EC2" in a Korean
//! answer is 이씨투.
//!
//! Words are counted as a typist would who writes numbers out: "four hundred" is two words,
//! "twenty-five" and "AWS" are one each; in Korean, words are eojeol. Syllables of Latin words
//! count as English also in a Korean answer, those of letters and digits by their names in the
//! answer's language.

mod abbreviation;
mod amount;
mod reader;

use std::collections::HashMap;

use super::Language;
use super::syllable::english_syllables;
use reader::Reader;

/// A written word as it is spoken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// Spoken words; the letters of an abbreviation are joined by hyphens ("E-C-two"), in Korean
    /// written by their names ("이씨투").
    pub words: Vec<String>,
    /// Their syllables together.
    pub syllables: usize,
}

/// How many words and syllables a text has when it is spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// Spoken words; eojeol in Korean.
    pub words: usize,
    /// Spoken syllables.
    pub syllables: usize,
}

/// Words and syllables of a text as it is spoken in `language`.
pub fn count(text: &str, language: Language) -> Count {
    // Most words of a text stand in it again.
    let mut known: HashMap<&str, Count> = HashMap::new();
    text.split_whitespace().fold(Count::default(), |sum, token| {
        let one = known.entry(token).or_insert_with(|| {
            let spoken = spoken(token, language);
            Count { words: spoken.words.len(), syllables: spoken.syllables }
        });
        Count { words: sum.words + one.words, syllables: sum.syllables + one.syllables }
    })
}

/// The spoken form of one written word, punctuation and all, in an answer of this language.
/// Punctuation alone is no words.
pub fn spoken(token: &str, language: Language) -> Spoken {
    let words = Reader::words(token, language);
    let syllables = words.iter().map(|word| syllables(word)).sum();
    Spoken { words, syllables }
}

/// Syllables of a spoken word: a Hangul block is one, Latin letters count as English.
fn syllables(word: &str) -> usize {
    let hangul = word.chars().filter(|c| is_hangul(*c)).count();
    let latin: String = word.chars().map(|c| if is_hangul(c) { ' ' } else { c }).collect();
    let latin = latin
        .split([' ', '-'])
        .map(|part| match part {
            "W" => 3,
            _ if part.chars().count() == 1 && part.chars().all(char::is_alphabetic) => 1,
            _ => english_syllables(part),
        })
        .sum::<usize>();
    hangul + latin
}

/// A Hangul syllable block, or a letter standing alone (ㅋㅋ), which is spoken as one syllable.
fn is_hangul(c: char) -> bool {
    matches!(c, '가'..='힣' | 'ㄱ'..='ㅣ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{English, Korean};

    #[track_caller]
    fn check(token: &str, language: Language, words: &str, syllables: usize) {
        let found = spoken(token, language);
        assert_eq!(
            (found.words.join(" ").as_str(), found.syllables),
            (words, syllables),
            "{token}"
        );
    }

    #[test]
    fn english_numbers_are_spoken_out() {
        check("400", English, "four hundred", 3);
        check("1,200", English, "one thousand two hundred", 6);
        check("40%", English, "forty percent", 4);
        check("2012", English, "twenty twelve", 3);
        check("2012,", English, "twenty twelve", 3);
        check("25", English, "twenty-five", 3);
        check("12:30", English, "twelve thirty", 3);
        check("$5", English, "five dollars", 3);
        check("$5M", English, "five million dollars", 5);
        check("3.5", English, "three point five", 3);
        check("1st", English, "first", 1);
        check("10-25", English, "ten to twenty-five", 5);
        check("100ms", English, "one hundred milliseconds", 7);
        check("1990s", English, "nineteen nineties", 4);
    }

    #[test]
    fn english_abbreviations_are_spelled_or_said() {
        check("AWS", English, "A-W-S", 5);
        check("EC2", English, "E-C-two", 3);
        check("gRPC", English, "G-R-P-C", 4);
        check("APIs", English, "A-P-I", 3);
        check("NAT", English, "NAT", 1);
        check("JSON", English, "JSON", 2);
        check("OR", English, "OR", 1);
        check("YouTube.", English, "You-Tube", 2);
        check("don't", English, "don't", 1);
        check("DynamoDB", English, "Dynamo-D-B", 5);
        check("Q&A", English, "Q and A", 3);
        check("RESTful", English, "RESTful", 2);
        check("SaaS", English, "SaaS", 1);
        check("C++", English, "C-plus-plus", 3);
        check("LP’s", English, "L-P", 2);
        check("K8s", English, "K-eight-s", 3);
        check("B2B", English, "B-two-B", 3);
        check("COVID-19", English, "COVID-nineteen", 4);
        check("90s", English, "nineties", 2);
        check("—", English, "", 0);
    }

    #[test]
    fn korean_numbers_are_spoken_out() {
        check("16개", Korean, "열여섯 개", 4);
        check("3시간", Korean, "세 시간", 3);
        check("40%", Korean, "사십 퍼센트", 5);
        check("400", Korean, "사백", 2);
        check("2012년", Korean, "이천십이 년", 5);
        check("1,200명", Korean, "천이백 명", 4);
        check("40만", Korean, "사십만", 3);
        check("12:30", Korean, "열두 시 삼십 분", 6);
        check("3개월", Korean, "삼 개월", 3);
        check("2분", Korean, "이 분", 2);
        check("0.5초", Korean, "영 점 오 초", 4);
        check("10~25명", Korean, "십에서 스물다섯 명", 8);
    }

    #[test]
    fn latin_words_in_korean_keep_their_particles() {
        check("EC2는", Korean, "이씨투는", 4);
        check("AWS", Korean, "에이더블유에스", 7);
        check("APIs", Korean, "에이피아이", 5);
        check("C++로", Korean, "씨플러스플러스로", 8);
        check("B2B", Korean, "비투비", 3);
        check("CI/CD", Korean, "씨아이씨디", 5);
        check("gRPC를", Korean, "지알피씨를", 5);
        check("Beanstalk입니다.", Korean, "Beanstalk입니다", 5);
        check("안녕하세요,", Korean, "안녕하세요", 5);
    }

    #[test]
    fn odd_tokens_never_panic() {
        for token in [
            "",
            "'",
            "99999999999999999999999",
            "1,2,3",
            "1:",
            "..",
            "$",
            "é",
            "१",
            "3.",
            "½",
            "0",
            "007",
            "12:3",
            "1,23",
            "％",
            "A'",
            "1.2.3",
        ] {
            for language in [English, Korean] {
                spoken(token, language);
            }
        }
    }

    #[test]
    fn a_text_adds_up() {
        let found = count("We won 3 projects.", English);
        assert_eq!(found, Count { words: 4, syllables: 5 });
    }
}
