//! Heard words as they were spoken: a compound as its words, a Korean number in Hangul.
//!
//! The transcript is what was said, not how an editor would write it. In English the recogniser is
//! kept from writing digits at all (`nudge`); in Korean that makes it mishear the numbers, so its
//! digits are read out afterwards: "16개" is 열여섯 개, "2018년" is 이천십팔 년.

use super::HeardWord;
use crate::language::{Language, spoken};

/// The spoken words of a heard one, in order, each with its share of the time.
pub fn verbatim(word: HeardWord, language: Language) -> Vec<HeardWord> {
    match language {
        Language::Korean => read_out(word),
        Language::English => compound(word),
    }
}

/// A compound of several spoken words ("one-on-one") as these words; any other word as it is.
/// Parts of one letter ("e-mail") make no words of their own.
fn compound(word: HeardWord) -> Vec<HeardWord> {
    let parts: Vec<&str> = word.text.split('-').collect();
    let spoken = |part: &&str| part.chars().filter(|c| c.is_alphabetic()).count() >= 2;
    if parts.len() < 2 || !parts.iter().all(spoken) {
        return vec![word];
    }
    let parts = parts.into_iter().map(str::to_owned).collect();
    shared(&word, parts)
}

/// A word with digits in Hangul; any other word as it is. Digits beside Latin letters ("EC2") are a
/// name, whose spelling tells more.
fn read_out(word: HeardWord) -> Vec<HeardWord> {
    let text = &word.text;
    if !text.contains(|c: char| c.is_ascii_digit())
        || text.contains(|c: char| c.is_ascii_alphabetic())
    {
        return compound(word);
    }
    let mut words = spoken(text, Language::Korean).words;
    let Some(last) = words.last_mut() else { return vec![word] };
    // The mark that ends a sentence or a clause belongs to the last word.
    last.push_str(&text[text.trim_end_matches(['.', ',', '?', '!', '…']).len()..]);
    shared(&word, words)
}

/// `texts` in the time of `word`, each with a share by its length.
fn shared(word: &HeardWord, texts: Vec<String>) -> Vec<HeardWord> {
    let letters: usize = texts.iter().map(|text| text.chars().count()).sum();
    let length_s = word.end_s - word.start_s;
    let mut start_s = word.start_s;
    let share = |text: String| {
        let end_s = start_s + length_s * text.chars().count() as f64 / letters as f64;
        let part = HeardWord { text, start_s, end_s, confidence: word.confidence };
        start_s = end_s;
        part
    };
    texts.into_iter().map(share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{English, Korean};

    fn texts(text: &str, language: Language) -> Vec<String> {
        let word = HeardWord { text: text.into(), start_s: 0.0, end_s: 1.0, confidence: 1.0 };
        let words = verbatim(word, language);
        assert!(words[0].start_s == 0.0 && (words[words.len() - 1].end_s - 1.0).abs() < 1e-9);
        words.into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn a_compound_is_the_words_it_is_spoken_as() {
        assert_eq!(texts("one-on-one,", English), ["one", "on", "one,"]);
        assert_eq!(texts("e-mail", English), ["e-mail"]);
        assert_eq!(texts("i-", English), ["i-"]);
    }

    #[test]
    fn a_korean_number_is_written_as_it_is_read() {
        assert_eq!(texts("2018년", Korean).concat(), "이천십팔년");
        assert_eq!(texts("16개", Korean), ["열여섯", "개"]);
        assert_eq!(texts("40%를,", Korean), ["사십", "퍼센트를,"]);
        assert_eq!(texts("1,200만", Korean).concat(), "천이백만");
        assert_eq!(texts("3.", Korean), ["삼."]);
    }

    #[test]
    fn a_name_with_digits_and_an_english_number_stay() {
        assert_eq!(texts("EC2를", Korean), ["EC2를"]);
        assert_eq!(texts("400", English), ["400"]);
    }
}
