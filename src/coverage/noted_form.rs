//! The words of the notes in every form that is looked for in the speech: each once, however often it is written.

use std::borrow::Cow;
use std::collections::HashMap;

use super::point::KeyPoint;
use super::spoken::{Row, SpokenForms, join};
use super::synonym::Synonyms;
use super::token::{Script, Token};

/// A word of the notes, or two neighbours written together.
pub(super) enum NotedForm<'a> {
    /// The word, and whether it is part of a name.
    Word(&'a Token, bool),
    /// The letters of both, their script, and whether both are part of a name.
    Joined(String, Script, bool),
}

impl NotedForm<'_> {
    /// Where it was said.
    pub fn said(&self, spoken: &SpokenForms, synonyms: &Synonyms) -> Row {
        match self {
            Self::Word(token, name) => spoken.said(token, *name, synonyms),
            Self::Joined(joined, script, name) => {
                spoken.said_joined(joined, *script, *name, synonyms)
            }
        }
    }
}

/// The distinct forms of some points.
pub(super) struct NotedForms<'a> {
    pub forms: Vec<NotedForm<'a>>,
    /// For each point, for each of its content words: its forms, the word itself first.
    pub words: Vec<Vec<Vec<usize>>>,
}

impl<'a> NotedForms<'a> {
    /// Every form of `points`.
    pub fn of(points: &[&'a KeyPoint]) -> Self {
        let mut forms = Vec::new();
        let mut known = HashMap::new();
        let words = points.iter().map(|point| words_of(point, &mut forms, &mut known)).collect();
        Self { forms, words }
    }
}

/// Known forms by their letters, whether they are joined and whether they are names.
type Known<'a> = HashMap<(Cow<'a, str>, bool, bool), usize>;

fn words_of<'a>(
    point: &'a KeyPoint,
    forms: &mut Vec<NotedForm<'a>>,
    known: &mut Known<'a>,
) -> Vec<Vec<usize>> {
    // "EC2, Elastic Beanstalk" are two names: a comma keeps them apart.
    let written: Vec<&str> = point.text.split_whitespace().collect();
    let divided = |run: &[Token]| {
        run[0].word != run[1].word
            && written
                .get(run[0].word)
                .is_some_and(|word| word.ends_with([',', ';', ':', '.', ')']))
    };
    let mut words = Vec::new();
    for (at, token) in point.content_once() {
        let name = point.names[at];
        let mut of_word = vec![
            *known.entry((Cow::Borrowed(token.surface.as_str()), false, name)).or_insert_with(
                || {
                    forms.push(NotedForm::Word(token, name));
                    forms.len() - 1
                },
            ),
        ];
        for start in at.saturating_sub(1)..=at {
            let Some(run) = point.tokens.get(start..start + 2) else { continue };
            if divided(run) {
                continue;
            }
            if let Some(joined) = join(run) {
                let name = point.names[start] && point.names[start + 1];
                let key = (Cow::Owned(joined), true, name);
                of_word.push(known.get(&key).copied().unwrap_or_else(|| {
                    forms.push(NotedForm::Joined(key.0.to_string(), run[0].script, name));
                    known.insert(key, forms.len() - 1);
                    forms.len() - 1
                }));
            }
        }
        words.push(of_word);
    }
    words
}
