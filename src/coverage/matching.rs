//! Matches the words of reference points with the words of the speech.
//!
//! Every distinct form of the reference is compared once with every distinct form of the speech;
//! after that a point against a window of speech is a sum over a small table.

use std::collections::HashMap;
use std::ops::Range;

use super::point::KeyPoint;
use super::similarity::{Form, similarity};
use super::synonym::Synonyms;
use super::token::{Script, Token};

/// Below this a soft match is chance.
const LEAST_MATCH: f32 = 0.6;
/// From here on a soft match is the word itself in another form.
const SURE_MATCH: f32 = 0.75;
/// Points of fewer content words than this are matched by chance too easily: the missing words
/// count as unsaid at a fraction ([`FILL_WEIGHT`]) of the mean weight.
const FULL_POINT: usize = 4;
const FILL_WEIGHT: f32 = 0.25;

/// One reference point ready to be matched.
struct PointForms {
    /// For each content word: the rows of its forms (itself, and written with a neighbour).
    words: Vec<Vec<usize>>,
    /// The rows of all its words that somebody said, each once.
    said: Vec<usize>,
    /// Weight of each content word.
    weights: Vec<f32>,
}

/// The table of a reference against one speech.
pub struct Matching {
    points: Vec<PointForms>,
    /// `rows[form][token]`: how well the token of the speech (or it with a neighbour) stands for it.
    rows: Vec<Vec<f32>>,
    /// Weight of each spoken token; 0 for those that carry nothing.
    heard_weights: Vec<f32>,
    /// Rows of names, by surface.
    names: HashMap<String, Vec<usize>>,
}

impl Matching {
    /// Compares all `points` with all tokens of the speech. Weights are ln(1 + N/df) over the given
    /// points, so what every point says weighs little.
    pub fn new(points: &[&KeyPoint], heard: &[Token], synonyms: &Synonyms) -> Self {
        let idf = Idf::new(points);
        let (columns, forms) = heard_forms(heard, synonyms);
        let heard_forms = HeardForms::new(&forms);
        let mut known: HashMap<(String, bool, bool), usize> = HashMap::new();
        // Most forms of the notes match nothing that was said; they share the first, empty row.
        let mut rows: Vec<Vec<f32>> = vec![vec![0.0; heard.len()]];
        let mut row_of = |form: Form| -> usize {
            let key = (form.surface.clone(), form.joined, form.name);
            *known.entry(key).or_insert_with(|| {
                let Some(scores) = heard_forms.scores(&form) else { return 0 };
                rows.push(
                    columns
                        .iter()
                        .map(|column| column.iter().map(|&at| scores[at]).fold(0.0, f32::max))
                        .collect(),
                );
                rows.len() - 1
            })
        };
        let mut names: HashMap<String, Vec<usize>> = HashMap::new();
        let points: Vec<PointForms> = points
            .iter()
            .map(|point| {
                let forms = point_forms(point, &idf, synonyms, &mut row_of);
                for ((at, token), rows) in point.content_once().zip(&forms.words) {
                    if point.names[at] {
                        names.entry(token.surface.clone()).or_insert_with(|| rows.clone());
                    }
                }
                forms
            })
            .collect();
        let heard_weights =
            heard.iter().map(|token| if token.stop { 0.0 } else { idf.of(&token.stem) }).collect();
        Self { points, rows, heard_weights, names }
    }

    /// Share of the point's weight that is said within these tokens of the speech, 0 to 1.
    pub fn recall(&self, point: usize, window: Range<usize>) -> f32 {
        let point = &self.points[point];
        if point.said.is_empty() {
            return 0.0;
        }
        let (said, total) = self.weight_said(point, window, |_| true);
        let count = point.words.len();
        if count == 0 {
            return 0.0;
        }
        let missing = FULL_POINT.saturating_sub(count) as f32;
        said / (total + missing * FILL_WEIGHT * total / count as f32)
    }

    /// [`Self::recall`] over the words of the point whose flag in `which` is set.
    pub fn recall_of(&self, point: usize, window: Range<usize>, which: &[bool]) -> f32 {
        let (said, total) = self.weight_said(&self.points[point], window, |word| which[word]);
        if total == 0.0 { 0.0 } else { said / total }
    }

    /// Weight of the words of the point, by their place in it, that are `wanted`: what is said of it in the
    /// window, and all.
    fn weight_said(
        &self,
        point: &PointForms,
        window: Range<usize>,
        wanted: impl Fn(usize) -> bool,
    ) -> (f32, f32) {
        let (mut said, mut total) = (0.0, 0.0);
        for (_, (forms, weight)) in
            point.words.iter().zip(&point.weights).enumerate().filter(|(word, _)| wanted(*word))
        {
            said += weight * self.best(forms, window.clone());
            total += weight;
        }
        (said, total)
    }

    /// How well the best token of the window stands for one of the forms.
    fn best(&self, forms: &[usize], window: Range<usize>) -> f32 {
        forms
            .iter()
            .filter(|&&row| row != 0)
            .flat_map(|&row| self.rows[row][window.clone()].iter().copied())
            .fold(0.0, f32::max)
    }

    /// [`Self::recall`] over the words of the point that `rival` does not have; `None` where it has
    /// no such words.
    pub fn recall_beside(&self, point: usize, rival: usize, window: Range<usize>) -> Option<f32> {
        let has = |row: &usize| self.points[rival].words.iter().flatten().any(|known| known == row);
        let point = &self.points[point];
        // Row 0 stands for all forms that nobody said.
        let own = |word: usize| point.words[word][0] == 0 || !has(&point.words[word][0]);
        let (said, total) = self.weight_said(point, window, own);
        (total > 0.0).then(|| said / total)
    }

    /// Whether the token of the speech is surely a word of the point, not only near one.
    pub fn surely_says(&self, point: usize, token: usize) -> bool {
        self.points[point].said.iter().any(|&row| self.rows[row][token] >= SURE_MATCH)
    }

    /// Whether the token of the speech stands for a word of the point.
    pub fn says(&self, point: usize, token: usize) -> bool {
        self.points[point].said.iter().any(|&row| self.rows[row][token] > 0.0)
    }

    /// Share of the weight of what is said in the window that belongs to the point, 0 to 1.
    pub fn precision(&self, point: usize, window: Range<usize>) -> f32 {
        self.precision_of(&[point], window)
    }

    /// The same against several points together.
    pub fn precision_of(&self, points: &[usize], window: Range<usize>) -> f32 {
        let mut total = 0.0;
        let mut shared = 0.0;
        for at in window {
            let weight = self.heard_weights[at];
            if weight == 0.0 {
                continue;
            }
            let best = points
                .iter()
                .flat_map(|&point| &self.points[point].said)
                .map(|&row| self.rows[row][at])
                .fold(0.0, f32::max);
            shared += weight * best;
            total += weight;
        }
        if total == 0.0 { 0.0 } else { shared / total }
    }

    /// Where a word of a name was heard, at least `least` alike: its tokens of the speech, in their order.
    pub fn all_heard<'a>(
        &'a self,
        name: &Token,
        least: f32,
    ) -> impl Iterator<Item = Range<usize>> + 'a {
        let rows = self.names.get(&name.surface).map_or(&[][..], Vec::as_slice);
        let alike = move |at: usize| rows.iter().map(|&row| self.rows[row][at]).fold(0.0, f32::max);
        let count = if rows.is_empty() { 0 } else { self.heard_weights.len() };
        (0..count).filter(move |&at| alike(at) >= least).map(move |first| {
            // A name heard in pieces ("Poza Labs") is as alike at each of them.
            let mut last = first + 1;
            while last < count && last < first + 3 && alike(last) == alike(first) {
                last += 1;
            }
            first..last
        })
    }

    /// Weight of content in the window.
    pub fn weight(&self, window: Range<usize>) -> f32 {
        self.heard_weights[window].iter().sum()
    }
}

/// The distinct forms of the speech, found by their letters.
struct HeardForms<'a> {
    forms: &'a [Form],
    /// Those of single words.
    single: Vec<usize>,
    /// Latin words written together, by the class they begin with in sound.
    joined_by_sound: HashMap<u8, Vec<usize>>,
    /// All others written together.
    joined: Vec<usize>,
    by_surface: HashMap<&'a str, Vec<usize>>,
}

impl<'a> HeardForms<'a> {
    fn new(forms: &'a [Form]) -> Self {
        let (joined, single): (Vec<usize>, Vec<usize>) =
            (0..forms.len()).partition(|&at| forms[at].joined);
        let (by_sound, joined): (Vec<usize>, Vec<usize>) =
            joined.into_iter().partition(|&at| forms[at].only_by_sound());
        let mut joined_by_sound: HashMap<u8, Vec<usize>> = HashMap::new();
        for at in by_sound {
            if let Some(class) = forms[at].first_sound() {
                joined_by_sound.entry(class).or_default().push(at);
            }
        }
        let mut by_surface: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, form) in forms.iter().enumerate() {
            by_surface.entry(&form.surface).or_default().push(at);
        }
        Self { forms, single, joined_by_sound, joined, by_surface }
    }

    /// The [`similarity`] of each form to `meant`, 0 below [`LEAST_MATCH`]; `None` where all are. Words
    /// written together are only compared by sound with names and Korean: of all others nothing but the
    /// same letters counts, and there are many.
    fn scores(&self, meant: &Form) -> Option<Vec<f32>> {
        let mut found: Vec<(usize, f32)> = Vec::new();
        let mut compare = |at: usize| {
            let score = similarity(meant, &self.forms[at]);
            if score >= LEAST_MATCH {
                found.push((at, score));
            }
        };
        if meant.script == Script::Hangul {
            let class = meant.first_sound();
            let sounds = class.and_then(|class| self.joined_by_sound.get(&class));
            let joined = self.joined.iter().chain(sounds.into_iter().flatten());
            self.single.iter().chain(joined).for_each(|&at| compare(at));
        } else if meant.name {
            (0..self.forms.len()).for_each(compare);
        } else {
            if !meant.joined {
                self.single.iter().for_each(|&at| compare(at));
            }
            let same = self.by_surface.get(meant.surface.as_str());
            same.into_iter().flatten().for_each(|&at| compare(at));
        }
        if found.is_empty() {
            return None;
        }
        let mut scores = vec![0.0; self.forms.len()];
        found.into_iter().for_each(|(at, score)| scores[at] = score);
        Some(scores)
    }
}

/// Document frequencies over key points.
struct Idf {
    frequency: HashMap<String, usize>,
    points: usize,
}

impl Idf {
    fn new(points: &[&KeyPoint]) -> Self {
        let mut frequency: HashMap<String, usize> = HashMap::new();
        for point in points {
            let mut stems: Vec<&str> = point.content().map(|token| token.stem.as_str()).collect();
            stems.sort_unstable();
            stems.dedup();
            for stem in stems {
                *frequency.entry(stem.to_owned()).or_default() += 1;
            }
        }
        Self { frequency, points: points.len().max(1) }
    }

    fn of(&self, stem: &str) -> f32 {
        // A word no point has is as rare as one that two have: rarity is unknown, not extreme.
        let frequency = self.frequency.get(stem).copied().unwrap_or(2);
        (1.0 + self.points as f32 / frequency as f32).ln()
    }
}

/// For each token the forms it may be heard as, by index into the distinct forms.
fn heard_forms(heard: &[Token], synonyms: &Synonyms) -> (Vec<Vec<usize>>, Vec<Form>) {
    let mut known: HashMap<(String, bool), usize> = HashMap::new();
    let mut forms: Vec<Form> = Vec::new();
    let mut columns = vec![Vec::new(); heard.len()];
    let mut add = |form: Form, forms: &mut Vec<Form>| -> usize {
        *known.entry((form.surface.clone(), form.joined)).or_insert_with(|| {
            forms.push(form);
            forms.len() - 1
        })
    };
    for (at, token) in heard.iter().enumerate() {
        if !token.stop || token.script == Script::Number {
            let id = add(Form::of(token, false, synonyms), &mut forms);
            columns[at].push(id);
        }
        for length in 2..=3 {
            let Some(run) = heard.get(at..at + length) else { break };
            if let Some(joined) = join(run) {
                let id = add(Form::joined(&joined, run[0].script, false, synonyms), &mut forms);
                (at..at + length).for_each(|inside| columns[inside].push(id));
            }
            if let Some(initials) = initials(run) {
                let id = add(Form::joined(&initials, Script::Latin, false, synonyms), &mut forms);
                (at..at + length).for_each(|inside| columns[inside].push(id));
            }
        }
    }
    (columns, forms)
}

/// Neighbouring tokens written together; only of one script, digits joining Latin letters.
fn join(run: &[Token]) -> Option<String> {
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
pub(super) fn initials(run: &[Token]) -> Option<String> {
    let words = run
        .iter()
        .all(|token| token.script == Script::Latin && !token.stop && token.surface.len() >= 3);
    words.then(|| run.iter().filter_map(|token| token.surface.chars().next()).collect())
}

fn point_forms(
    point: &KeyPoint,
    idf: &Idf,
    synonyms: &Synonyms,
    row_of: &mut impl FnMut(Form) -> usize,
) -> PointForms {
    let mut words = Vec::new();
    let mut weights = Vec::new();
    // "EC2, Elastic Beanstalk" are two names: a comma keeps them apart.
    let written: Vec<&str> = point.text.split_whitespace().collect();
    let divided = |run: &[Token]| {
        run[0].word != run[1].word
            && written
                .get(run[0].word)
                .is_some_and(|word| word.ends_with([',', ';', ':', '.', ')']))
    };
    for (at, token) in point.content_once() {
        let name = point.names[at];
        let mut rows = vec![row_of(Form::of(token, name, synonyms))];
        for start in at.saturating_sub(1)..=at {
            let Some(run) = point.tokens.get(start..start + 2) else { continue };
            if divided(run) {
                continue;
            }
            if let Some(joined) = join(run) {
                let name = point.names[start] && point.names[start + 1];
                rows.push(row_of(Form::joined(&joined, run[0].script, name, synonyms)));
            }
        }
        words.push(rows);
        weights.push(idf.of(&token.stem));
    }
    let mut said: Vec<usize> = words.iter().flatten().copied().filter(|&row| row != 0).collect();
    said.sort_unstable();
    said.dedup();
    PointForms { words, said, weights }
}
