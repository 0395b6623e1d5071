//! Sentences of a written text.

/// Abbreviations whose full stop ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "e.g", "i.e", "mr", "mrs", "ms", "dr", "vs", "etc", "no", "approx", "st", "prof", "inc", "u.s",
];

/// The sentences of a text, trimmed, none empty. A blank line ends a sentence too; so does the end
/// of a quotation. Both languages mark the end alike.
pub fn sentences(text: &str) -> Vec<String> {
    text.split("\n\n").flat_map(of_paragraph).collect()
}

fn of_paragraph(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !matches!(c, '.' | '!' | '?' | '。' | '？' | '！' | '…') {
            continue;
        }
        let mut end = at + c.len_utf8();
        // Closing quotes and further marks belong to the sentence.
        while let Some(&(next, mark)) = chars.peek() {
            if !matches!(mark, '.' | '!' | '?' | '"' | '\'' | ')' | '”' | '’' | '」') {
                break;
            }
            end = next + mark.len_utf8();
            chars.next();
        }
        let space_follows = text[end..].starts_with(char::is_whitespace) || end == text.len();
        if space_follows && !(c == '.' && is_abbreviation(&text[start..at])) {
            push(&mut found, &text[start..end]);
            start = end;
        }
    }
    push(&mut found, &text[start..]);
    found
}

fn is_abbreviation(before: &str) -> bool {
    let word = before.rsplit(char::is_whitespace).next().unwrap_or("");
    let word = word.trim_start_matches(['(', '"', '“']).to_lowercase();
    // A lone number or capital is an item's number or an initial: "1. First", "J. Kim".
    ABBREVIATIONS.contains(&word.as_str())
        || (word.chars().count() == 1
            && word.chars().all(|c| c.is_ascii_alphanumeric())
            && word != "i")
}

fn push(found: &mut Vec<String>, sentence: &str) {
    let sentence = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    if sentence.chars().any(char::is_alphanumeric) {
        found.push(sentence);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_marks_and_blank_lines() {
        assert_eq!(
            sentences(
                "We met. Did it work? Yes, by 3.5 %!\n\nThen (e.g. later) it \"ended.\" Good"
            ),
            [
                "We met.",
                "Did it work?",
                "Yes, by 3.5 %!",
                "Then (e.g. later) it \"ended.\"",
                "Good"
            ]
        );
        assert_eq!(sentences("했습니다. 그래서 끝냈어요."), ["했습니다.", "그래서 끝냈어요."]);
        assert!(sentences(" \n ... ").is_empty());
    }
}
