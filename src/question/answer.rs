//! The lines behind a question to its written answer.

use super::{Kind, Part, Reference, Section};

/// A line of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AnswerLine {
    /// Line of the note, from 1.
    pub number: usize,
    /// The part whose label the line starts with, and the label as written by kind of name.
    pub part: Option<Part>,
    /// Text without the label.
    pub text: String,
    /// Whether a paragraph starts here.
    pub starts_block: bool,
    /// What of the text is bold.
    pub bold: Vec<String>,
}

/// A written answer and what its STAR form lacks.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Answer {
    pub kind: Kind,
    pub reference: Option<Reference>,
    /// Parts without a label, empty unless `kind` is `Star`.
    pub missing: Vec<Part>,
    /// Parts whose label has no text, with its line.
    pub empty: Vec<(Part, usize)>,
}

/// Reads an answer. One with labels of at least two different parts, or that opens with a label
/// other than `A`, is a STAR answer; an `A:` alone only says "answer".
pub(super) fn answer(lines: &[AnswerLine]) -> Answer {
    let mut named: Vec<Part> = lines.iter().filter_map(|line| line.part).collect();
    let opens = lines.first().and_then(|line| line.part);
    named.sort();
    named.dedup();
    let star = named.len() >= 2 || (named.len() == 1 && opens.is_some_and(|p| p != Part::Action));

    let mut sections: Vec<(Option<Part>, usize, String)> = Vec::new();
    let mut part = None;
    for line in lines {
        let label = if star { line.part } else { None };
        // The same label again ("A:" twice, or what was learned behind the result) goes on.
        let again = label.is_some() && label == part;
        let starts =
            label.is_some() && !again || sections.is_empty() || (!star && line.starts_block);
        if starts {
            part = label.or(part);
            sections.push((part, line.number, line.text.clone()));
        } else if let Some((_, _, text)) = sections.last_mut() {
            if !text.is_empty() && !line.text.is_empty() {
                text.push_str(if line.starts_block || again { "\n\n" } else { " " });
            }
            text.push_str(&line.text);
        }
    }
    let empty = sections
        .iter()
        .filter(|(_, _, text)| !says_something(text))
        .filter_map(|&(part, line, _)| Some((part?, line)))
        .filter(|(part, _)| {
            !sections.iter().any(|(other, _, text)| *other == Some(*part) && says_something(text))
        })
        .collect::<Vec<_>>();
    let sections: Vec<Section> = sections
        .into_iter()
        .filter(|(_, _, text)| says_something(text))
        .map(|(part, _, text)| {
            let inside = |bold: &&String| text.contains(bold.as_str());
            let bold = lines.iter().flat_map(|line| &line.bold).filter(inside).cloned().collect();
            Section { part, text, bold }
        })
        .collect();

    let kind = match (sections.is_empty(), star) {
        (true, _) => Kind::Unanswered,
        (false, true) => Kind::Star,
        (false, false) => Kind::Plain,
    };
    let missing = if kind == Kind::Star {
        Part::ALL.into_iter().filter(|part| !named.contains(part)).collect()
    } else {
        Vec::new()
    };
    let empty = if kind == Kind::Star { empty } else { Vec::new() };
    let reference = (!sections.is_empty()).then_some(Reference { sections });
    Answer { kind, reference, missing, empty }
}

/// Whether a text is more than a placeholder for an answer still to be written.
fn says_something(text: &str) -> bool {
    let letters: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    !matches!(
        letters.to_lowercase().as_str(),
        "" | "todo" | "tbd" | "tba" | "fixme" | "미정" | "작성예정" | "추후작성" | "준비중"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(part: Option<Part>, text: &str, starts_block: bool) -> AnswerLine {
        AnswerLine { number: 1, part, text: text.into(), starts_block, bold: Vec::new() }
    }

    #[test]
    fn paragraphs_behind_a_label_stay_in_its_part() {
        let found = answer(&[
            line(Some(Part::Situation), "s", true),
            line(Some(Part::Action), "a one", false),
            line(None, "a two", true),
            line(None, "goes on", false),
        ]);
        assert_eq!(found.kind, Kind::Star);
        assert_eq!(found.missing, [Part::Task, Part::Result]);
        let sections = found.reference.unwrap().sections;
        assert_eq!(sections[1].text, "a one\n\na two goes on");
    }

    #[test]
    fn what_is_bold_is_kept_with_the_section_it_stands_in() {
        let bold =
            AnswerLine { bold: vec!["a point".into()], ..line(None, "this is a point", true) };
        let sections = answer(&[bold, line(None, "and more", true)]).reference.unwrap().sections;
        assert_eq!(
            (&*sections[0].bold, &*sections[1].bold),
            (&["a point".to_owned()][..], &[][..])
        );
    }

    #[test]
    fn an_a_alone_means_answer() {
        let found = answer(&[line(Some(Part::Action), "because", true)]);
        assert_eq!(found.kind, Kind::Plain);
        assert_eq!(found.reference.unwrap().sections[0].part, None);
    }

    #[test]
    fn plain_paragraphs_are_sections_of_their_own() {
        let found = answer(&[line(None, "one", true), line(None, "two", true)]);
        assert_eq!(found.reference.unwrap().sections.len(), 2);
    }

    #[test]
    fn placeholders_are_no_answer() {
        for text in ["TODO", "...", "(작성 예정)", "-"] {
            assert_eq!(answer(&[line(None, text, true)]).kind, Kind::Unanswered, "{text}");
        }
        assert_eq!(answer(&[]).kind, Kind::Unanswered);
    }
}
