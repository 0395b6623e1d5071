//! The words of the speech in every form that a word of the notes may be compared with, and an index of them:
//! of the thousands of pairs all but a few are told apart without being compared.

use std::collections::HashMap;

use super::form::Form;
use super::similarity::similarity;
use super::synonym::Synonyms;
use super::token::{Script, Token};

/// Below this a soft match is chance.
const LEAST_MATCH: f32 = 0.6;
/// English words that share no beginning of this many letters are no forms of one word
/// ([`similarity`]).
const BEGINNING: usize = 5;

/// How well the tokens of the speech stand for one form of the notes: those that do, in their order.
pub(super) type Row = Vec<(usize, f32)>;

/// The distinct forms of the speech, found by what any likeness needs.
pub(super) struct SpokenForms {
    forms: Vec<Form>,
    /// For each form the tokens that are part of it.
    tokens: Vec<Vec<usize>>,
    by_surface: HashMap<String, Vec<usize>>,
    /// Forms of single words by their stem, ...
    by_stem: HashMap<String, Vec<usize>>,
    /// ...their lines of the thesaurus, ...
    by_group: HashMap<u16, Vec<usize>>,
    /// ...the first bytes of an English stem, ...
    by_beginning: HashMap<Vec<u8>, Vec<usize>>,
    /// ...and any two neighbouring syllables of a Korean one.
    by_syllables: HashMap<[char; 2], Vec<usize>>,
    /// Korean forms by how many jamo they have, ...
    by_jamo: Vec<Vec<usize>>,
    /// ...and by the class they begin with in sound.
    korean_by_sound: HashMap<u8, Vec<usize>>,
    /// English forms likewise; acronyms, which are spelled out, are apart.
    english_by_sound: HashMap<u8, Vec<usize>>,
    acronyms: Vec<usize>,
    english: Vec<usize>,
    korean: Vec<usize>,
}

impl SpokenForms {
    /// The forms of the speech: each word of content, and neighbours written together.
    pub fn new(heard: &[Token], synonyms: &Synonyms) -> Self {
        let (forms, tokens) = forms(heard, synonyms);
        let mut index = Self {
            forms: Vec::new(),
            tokens,
            by_surface: HashMap::new(),
            by_stem: HashMap::new(),
            by_group: HashMap::new(),
            by_beginning: HashMap::new(),
            by_syllables: HashMap::new(),
            by_jamo: Vec::new(),
            korean_by_sound: HashMap::new(),
            english_by_sound: HashMap::new(),
            acronyms: Vec::new(),
            english: Vec::new(),
            korean: Vec::new(),
        };
        for (at, form) in forms.iter().enumerate() {
            index.add(at, form);
        }
        index.forms = forms;
        index
    }

    fn add(&mut self, at: usize, form: &Form) {
        self.by_surface.entry(form.surface.clone()).or_default().push(at);
        if !form.joined {
            self.by_stem.entry(form.stem.clone()).or_default().push(at);
            for group in &form.groups {
                self.by_group.entry(*group).or_default().push(at);
            }
        }
        match form.script {
            Script::Number => {}
            Script::Latin => {
                self.english.push(at);
                if let Some(beginning) = beginning(&form.stem).filter(|_| !form.joined) {
                    self.by_beginning.entry(beginning.to_vec()).or_default().push(at);
                }
                if form.is_spelled_out() {
                    self.acronyms.push(at);
                } else if let Some(class) = form.first_sound() {
                    self.english_by_sound.entry(class).or_default().push(at);
                }
            }
            Script::Hangul => {
                self.korean.push(at);
                if !form.joined {
                    for pair in syllable_pairs(&form.stem) {
                        self.by_syllables.entry(pair).or_default().push(at);
                    }
                }
                let jamo = form.jamo_count();
                if self.by_jamo.len() <= jamo {
                    self.by_jamo.resize(jamo + 1, Vec::new());
                }
                self.by_jamo[jamo].push(at);
                if let Some(class) = form.first_sound() {
                    self.korean_by_sound.entry(class).or_default().push(at);
                }
            }
        }
    }

    /// Where a word of the notes was said.
    pub fn said(&self, token: &Token, name: bool, synonyms: &Synonyms) -> Row {
        if token.script == Script::Latin && !name {
            self.word(token, synonyms)
        } else {
            self.alike(&Form::of(token, name, synonyms))
        }
    }

    /// Where neighbouring words of the notes were said that are `joined` to one. Of those that are neither Korean
    /// nor a name nothing but the very letters counts.
    pub fn said_joined(
        &self,
        joined: &str,
        script: Script,
        name: bool,
        synonyms: &Synonyms,
    ) -> Row {
        if script == Script::Latin && !name {
            let same = self.by_surface.get(joined).into_iter().flatten();
            self.row(same.map(|&at| (at, 1.0)))
        } else {
            self.alike(&Form::joined(joined, script, name, synonyms))
        }
    }

    /// Where an English word that is no name was said: itself, another form of it, a synonym.
    fn word(&self, token: &Token, synonyms: &Synonyms) -> Row {
        let form = Form::plain(token, synonyms);
        self.compared(&form, self.by_form(&form))
    }

    /// Where a name or a Korean word was said: any [`similarity`] from [`LEAST_MATCH`].
    fn alike(&self, form: &Form) -> Row {
        let mut may_be = self.by_form(form);
        match form.script {
            Script::Number => {}
            Script::Latin => {
                let like = |at: &&usize| form.may_be_misheard(&self.forms[**at]);
                may_be.extend(self.english.iter().filter(like));
                if form.is_spelled_out() {
                    may_be.extend(&self.korean);
                } else {
                    let like = |at: &&usize| self.forms[**at].may_be_spelling_of(form);
                    may_be.extend(by_sounds(&self.korean_by_sound, form).filter(like));
                }
            }
            Script::Hangul => {
                if !form.joined {
                    let pairs = syllable_pairs(&form.stem);
                    may_be.extend(pairs.filter_map(|pair| self.by_syllables.get(&pair)).flatten());
                }
                let like = |at: &&usize| form.may_be_jamo_alike(&self.forms[**at]);
                let lengths = form.jamo_counts_alike();
                let lengths =
                    lengths.start.min(self.by_jamo.len())..lengths.end.min(self.by_jamo.len());
                may_be.extend(self.by_jamo[lengths].iter().flatten().filter(like));
                may_be.extend(&self.acronyms);
                let like = |at: &&usize| form.may_be_spelling_of(&self.forms[**at]);
                may_be.extend(by_sounds(&self.english_by_sound, form).filter(like));
            }
        }
        self.compared(form, may_be)
    }

    /// Forms of the same letters, stem, line of the thesaurus or beginning.
    fn by_form(&self, form: &Form) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        found.extend(self.by_surface.get(&form.surface).into_iter().flatten());
        if !form.joined {
            found.extend(self.by_stem.get(&form.stem).into_iter().flatten());
            let groups = form.groups.iter().filter_map(|group| self.by_group.get(group));
            found.extend(groups.flatten());
            if form.script == Script::Latin {
                let same = beginning(&form.stem).and_then(|first| self.by_beginning.get(first));
                found.extend(same.into_iter().flatten());
            }
        }
        found
    }

    fn compared(&self, form: &Form, mut may_be: Vec<usize>) -> Row {
        may_be.sort_unstable();
        may_be.dedup();
        let scored = may_be.into_iter().map(|at| (at, similarity(form, &self.forms[at])));
        self.row(scored.filter(|(_, score)| *score >= LEAST_MATCH))
    }

    /// Of forms and how well each matches, the tokens with the best match of each.
    fn row(&self, forms: impl Iterator<Item = (usize, f32)>) -> Row {
        best_of_each(forms.flat_map(|(at, score)| self.tokens[at].iter().map(move |&t| (t, score))))
    }
}

/// Each token once, in order, with its best score.
pub(super) fn best_of_each(scores: impl Iterator<Item = (usize, f32)>) -> Row {
    let mut row: Row = scores.collect();
    row.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    row.dedup_by_key(|(token, _)| *token);
    row
}

fn by_sounds<'a>(
    forms: &'a HashMap<u8, Vec<usize>>,
    form: &Form,
) -> impl Iterator<Item = &'a usize> {
    form.first_sounds().into_iter().flatten().filter_map(|class| forms.get(&class)).flatten()
}

fn beginning(stem: &str) -> Option<&[u8]> {
    stem.as_bytes().get(..BEGINNING)
}

fn syllable_pairs(stem: &str) -> impl Iterator<Item = [char; 2]> {
    stem.chars().zip(stem.chars().skip(1)).map(|(first, second)| [first, second])
}

/// The distinct forms, and for each the tokens that are part of it.
fn forms(heard: &[Token], synonyms: &Synonyms) -> (Vec<Form>, Vec<Vec<usize>>) {
    let mut known: [HashMap<String, usize>; 2] = [HashMap::new(), HashMap::new()];
    let mut forms: Vec<Form> = Vec::new();
    let mut tokens: Vec<Vec<usize>> = Vec::new();
    let mut add =
        |surface: &str, joined: bool, range: std::ops::Range<usize>, form: &dyn Fn() -> Form| {
            let known = &mut known[usize::from(joined)];
            let at = known.get(surface).copied().unwrap_or_else(|| {
                forms.push(form());
                tokens.push(Vec::new());
                known.insert(surface.to_owned(), forms.len() - 1);
                forms.len() - 1
            });
            tokens[at].extend(range);
        };
    for (at, token) in heard.iter().enumerate() {
        if !token.stop || token.script == Script::Number {
            let form = || Form::of(token, false, synonyms);
            add(&token.surface, false, at..at + 1, &form);
        }
        for length in 2..=3 {
            let Some(run) = heard.get(at..at + length) else { break };
            let range = at..at + length;
            if let Some(joined) = join(run) {
                let form = || Form::joined(&joined, run[0].script, false, synonyms);
                add(&joined, true, range.clone(), &form);
            }
            if let Some(initials) = initials(run) {
                let form = || Form::joined(&initials, Script::Latin, false, synonyms);
                add(&initials, true, range, &form);
            }
        }
    }
    (forms, tokens)
}

/// Neighbouring tokens written together; only of one script, digits joining Latin letters.
pub(super) fn join(run: &[Token]) -> Option<String> {
    let latin = run.iter().all(|token| token.script != Script::Hangul);
    let hangul = run.iter().all(|token| token.script == Script::Hangul);
    let numbers = run.iter().all(|token| token.script == Script::Number);
    if !(latin || hangul) || numbers || run[0].script == Script::Number {
        return None;
    }
    let last = run.len() - 1;
    let joined: String = run
        .iter()
        .enumerate()
        .map(|(at, token)| if at == last && hangul { &token.stem } else { &token.surface })
        .map(String::as_str)
        .collect();
    (joined.chars().count() <= 16).then_some(joined)
}

/// "artificial intelligence" for AI: the first letters of words of content.
fn initials(run: &[Token]) -> Option<String> {
    let words = run
        .iter()
        .all(|token| token.script == Script::Latin && !token.stop && token.surface.len() >= 3);
    words.then(|| run.iter().filter_map(|token| token.surface.chars().next()).collect())
}

#[cfg(test)]
mod tests {
    use super::super::english::English;
    use super::super::token::tokens_of;
    use super::*;

    /// What comparing with every form gives.
    fn all(spoken: &SpokenForms, form: &Form) -> Row {
        let all = spoken.forms.iter().map(|heard| similarity(form, heard)).enumerate();
        spoken.row(all.filter(|(_, score)| *score >= LEAST_MATCH))
    }

    #[test]
    fn the_index_leaves_out_nothing_that_is_alike() {
        let texts = [
            include_str!("../../tests/coverage/en.txt"),
            include_str!("../../tests/coverage/ko.txt"),
        ];
        let english = English::new();
        let synonyms = Synonyms::new(&english);
        let tokens: Vec<Token> = texts
            .iter()
            .flat_map(|text| {
                tokens_of(text.get(..12_000).unwrap_or_else(|| &text[..12_001]), &english)
            })
            .collect();
        let spoken = SpokenForms::new(&tokens, &synonyms);
        let mut found = 0;
        for (at, token) in tokens.iter().enumerate() {
            for name in [false, true] {
                let form = Form::of(token, name, &synonyms);
                let row = spoken.said(token, name, &synonyms);
                assert_eq!(row, all(&spoken, &form), "{} {name}", token.surface);
                found += row.len();
                let Some(joined) = tokens.get(at..at + 2).and_then(join) else { continue };
                let form = Form::joined(&joined, token.script, name, &synonyms);
                let row = spoken.said_joined(&joined, token.script, name, &synonyms);
                assert_eq!(row, all(&spoken, &form), "{joined} {name}");
            }
        }
        assert!(found > tokens.len(), "{found}");
    }
}
