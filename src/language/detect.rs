//! The language of a text.

use super::Language;

/// Latin letters that weigh as much as one Hangul syllable: a Korean answer may be full of English
/// names, but its verbs and particles stay Hangul, while Korean in an English answer is a name.
const LATIN_PER_HANGUL: usize = 5;

/// The language a text is meant to be spoken in; English when it has neither script.
pub fn detect(text: &str) -> Language {
    let hangul = text.chars().filter(|c| matches!(c, '가'..='힣' | 'ㄱ'..='ㅣ')).count();
    let latin = text.chars().filter(char::is_ascii_alphabetic).count();
    // A Korean sentence ends in Hangul, which tells short prompts full of product names.
    let ends_korean = text
        .trim_end_matches(|c: char| !c.is_alphanumeric())
        .ends_with(|c| matches!(c, '가'..='힣'));
    let function_words = ["the", "a", "is", "are", "to", "of", "and", "in", "you", "i", "what"];
    let english_sentence = text
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| function_words.contains(&word.to_lowercase().as_str()));
    let korean =
        hangul > 0 && (hangul * LATIN_PER_HANGUL >= latin || (ends_korean && !english_sentence));
    if korean { Language::Korean } else { Language::English }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mixed_texts_go_by_their_grammar() {
        for (text, expected) in [
            ("EC2와 Elastic Beanstalk을 비교해 주세요", Language::Korean),
            ("AWS Elastic Load Balancer Target Group 설명", Language::Korean),
            ("I studied at Sogang (서강대학교) for four years.", Language::English),
            ("Tell me about the project at 카카오.", Language::English),
            ("Why?", Language::English),
            ("", Language::English),
            ("왜?", Language::Korean),
        ] {
            assert_eq!(detect(text), expected, "{text}");
        }
    }
}
