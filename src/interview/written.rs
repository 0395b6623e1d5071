//! A spoken answer as a first written one, in the shape of the note it goes into.

use crate::coverage::star;
use crate::language::{Language, sentences};
use crate::question::Part;
use crate::transcript::{Word, WordKind};

/// The answer as text: fillers, repeats and broken words left out. With `star` each sentence goes
/// under the part its phrases announce, or stays in the part before it; a story without any such
/// phrase stands under the Situation, for the candidate to divide.
pub fn answer(words: &[Word], language: Language, star: bool) -> String {
    let kept = words.iter().filter(|word| word.kind == WordKind::Word);
    let text = kept.map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
    let sentences: Vec<String> = sentences(&text).iter().map(|s| capitalised(s)).collect();
    if !star {
        return wrapped(&sentences.join(" "), language);
    }
    let mut parts: [Vec<&str>; 4] = Default::default();
    let mut part = Part::Situation;
    for sentence in &sentences {
        // Told in order: a phrase of an earlier part does not lead back.
        part = star::cue(sentence).filter(|cue| *cue >= part).unwrap_or(part);
        parts[part as usize].push(sentence);
    }
    let lines = Part::ALL.into_iter().zip("STAR".chars()).map(|(part, letter)| {
        wrapped(&format!("{letter}: {}", parts[part as usize].join(" ")), language)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A sentence that lost its first word starts with a capital again.
fn capitalised(sentence: &str) -> String {
    let sentence = sentence.trim_start_matches([',', ' ']);
    let mut letters = sentence.chars();
    letters
        .next()
        .map_or(String::new(), |first| first.to_uppercase().collect::<String>() + letters.as_str())
}

/// English notes are wrapped at 100 columns; Korean ones hold a paragraph a line.
fn wrapped(text: &str, language: Language) -> String {
    const COLUMNS: usize = 100;
    match language {
        Language::English => textwrap::fill(text.trim_end(), COLUMNS),
        Language::Korean => text.trim_end().to_owned(),
    }
}

/// The note with `answer` put under the question at `line` (from 1), behind its prompt, which may
/// go on over lines up to `prompt`'s end. The note's own line ends are kept. `None` when the note
/// has no such line.
pub fn put(note: &str, line: usize, prompt: &str, answer: &str) -> Option<String> {
    let newline = if note.contains("\r\n") { "\r\n" } else { "\n" };
    let lines: Vec<&str> = note.split_inclusive('\n').collect();
    let first = lines.get(line.checked_sub(1)?)?;
    let mut end = line;
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let mut seen = letters(first);
    while end < lines.len() && seen < letters(prompt) && !lines[end].trim().is_empty() {
        seen += letters(lines[end]);
        end += 1;
    }
    let listed = first.trim_start().starts_with(|c: char| c.is_ascii_digit());
    // Under an item of a list an answer is indented, or it would end the list.
    let indent = if listed { "   " } else { "" };
    let mut text = String::new();
    for part in answer.lines() {
        text += &format!("{indent}{part}{newline}");
    }
    let before = lines[..end].concat();
    let before = if before.ends_with('\n') { before } else { before + newline };
    let gap = if listed { "" } else { newline };
    let after = lines[end..].concat();
    let space =
        if after.is_empty() || after.starts_with(['\n', '\r']) || listed { "" } else { newline };
    Some(format!("{before}{gap}{text}{space}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::{Kind, parse_notes};
    use crate::span::Span;

    fn words(text: &str) -> Vec<Word> {
        text.split_whitespace()
            .map(|word| Word {
                text: word.trim_start_matches('~').into(),
                span: Span::new(0.0, 0.1),
                confidence: 1.0,
                kind: if word.starts_with('~') { WordKind::Filler } else { WordKind::Word },
            })
            .collect()
    }

    const SAID: &str = "~Um, when I was a student, we met. My task was the ~uh backend. \
                        So I wrote it. As a result it ran.";

    #[test]
    fn a_story_is_divided_at_the_phrases_that_announce_its_parts() {
        let text = answer(&words(SAID), Language::English, true);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "S: When I was a student, we met.");
        assert_eq!(lines[1], "T: My task was the backend.");
        assert_eq!(lines[3], "R: As a result it ran.");
    }

    #[test]
    fn a_note_with_the_answer_put_in_is_read_as_answered() {
        let star = answer(&words(SAID), Language::English, true);
        let plain = answer(&words(SAID), Language::English, false);
        let notes = [
            ("## Trust\nQ. Tell me about a time\nyou failed.\n\nQ. Another one?\n", 2, &star),
            ("## Trust\r\nQ. Tell me about a time you failed.\r\n", 2, &star),
            ("# Questions\n### 1. Why us?\n### 2. Why you?\n", 2, &plain),
            ("# Questions\n1. Why us?\n2. Why you?\n3. What is DNS?\n", 2, &plain),
            ("# Questions\nQ. Why us?", 2, &plain),
        ];
        for (note, line, text) in notes {
            let before = parse_notes(&[("n.md".into(), note.into())]).questions;
            let prompt = before.iter().find(|q| q.line == line).unwrap().prompt.clone();
            let after = put(note, line, &prompt, text).unwrap();
            let read = parse_notes(&[("n.md".into(), after.clone())]).questions;
            assert_eq!(read.len(), before.len(), "{after}");
            let question = read.iter().find(|q| q.prompt == prompt).expect(&after);
            assert_ne!(question.kind, Kind::Unanswered, "{after}");
            let others = read.iter().filter(|q| q.kind == Kind::Unanswered).count();
            assert_eq!(others, before.len() - 1, "{after}");
            assert_eq!(note.contains("\r\n"), after.contains("\r\n"));
        }
    }
}
