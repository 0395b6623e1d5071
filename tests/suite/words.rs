//! Fillers, hedges, repetitions and spoken forms against the labelled lists of `tests/words`.

use aloud::filler;
use aloud::language::{Language, fillers_of, hedges_of, spoken};
use aloud::span::Span;
use aloud::transcript::{Word, WordKind};

/// A sentence and the spans that its marks enclose.
#[derive(Default)]
struct Labelled {
    words: Vec<Word>,
    fillers: Vec<Span>,
    hedges: Vec<Span>,
    /// One span a word, for words are marked one by one.
    repeats: Vec<Span>,
}

fn labelled(line: &str) -> Labelled {
    let (mut sentence, mut at_s) = (Labelled::default(), 0.0);
    let mut open: Option<(char, f64)> = None;
    for token in line.split_whitespace() {
        if token == "/" {
            at_s += 0.4;
            continue;
        }
        if let Some(mark) = token.chars().next().filter(|c| "[{<".contains(*c)) {
            open = Some((mark, at_s));
        }
        let text: String = token.chars().filter(|c| !"[]{}<>".contains(*c)).collect();
        let span = Span::new(at_s, at_s + 0.3);
        at_s = span.end_s;
        if open.is_some_and(|(mark, _)| mark == '{') {
            sentence.repeats.push(span);
        }
        if token.contains([']', '}', '>'])
            && let Some((mark, start_s)) = open.take()
        {
            let whole = Span::new(start_s, at_s);
            match mark {
                '[' => sentence.fillers.push(whole),
                '<' => sentence.hedges.push(whole),
                _ => {}
            }
        }
        sentence.words.push(Word { text, span, confidence: 1.0, kind: WordKind::Word });
    }
    sentence
}

/// Right, false and missed ones of a kind.
#[derive(Default, Debug)]
struct Score {
    right: usize,
    wrong: Vec<String>,
    missed: Vec<String>,
}

impl Score {
    fn add(&mut self, line: &str, truth: &[Span], found: &[Span]) {
        let meets = |a: &Span, list: &[Span]| list.iter().any(|b| a.overlap_s(b) > 0.01);
        self.right += truth.iter().filter(|span| meets(span, found)).count();
        let at = |span: &Span| format!("{line} @{:.1}", span.start_s);
        self.wrong.extend(found.iter().filter(|span| !meets(span, truth)).map(at));
        self.missed.extend(truth.iter().filter(|span| !meets(span, found)).map(at));
    }

    fn precision(&self) -> f64 {
        self.right as f64 / (self.right + self.wrong.len()) as f64
    }

    fn recall(&self) -> f64 {
        self.right as f64 / (self.right + self.missed.len()) as f64
    }
}

/// Scores of fillers, hedges and repetitions over all sentences of a file.
fn scores(text: &str, language: Language) -> [Score; 3] {
    let mut scores: [Score; 3] = Default::default();
    let list = fillers_of(language);
    let lines: Vec<&str> =
        text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    assert!(lines.len() >= 60, "{} sentences", lines.len());
    for line in lines {
        let Labelled { mut words, fillers, hedges, repeats } = labelled(line);
        filler::part_stutters(&mut words);
        filler::mark(&mut words, &list);
        filler::mark_repeats(&mut words);
        let count = filler::count(&words, Vec::new(), &list, 1, None);
        let found: Vec<Span> = count.items.iter().map(|item| item.span).collect();
        scores[0].add(line, &fillers, &found);
        let heard =
            |found: Vec<filler::Heard>| found.into_iter().map(|h| h.span).collect::<Vec<_>>();
        scores[1].add(line, &hedges, &heard(filler::hedges(&words, hedges_of(language))));
        scores[2].add(line, &repeats, &heard(filler::repetitions(&words)));
    }
    scores
}

fn assert_good(scores: [Score; 3]) {
    for (kind, score) in ["fillers", "hedges", "repetitions"].iter().zip(scores) {
        println!("{kind}: {score:#?}");
        assert!(score.right >= 8, "{kind}: only {} to find", score.right);
        assert!(score.precision() >= 0.95 && score.recall() >= 0.95, "{kind}: {score:#?}");
    }
}

#[test]
fn english_fillers_hedges_and_repetitions_are_told_from_ordinary_words() {
    assert_good(scores(include_str!("../words/marked.en.txt"), Language::English));
}

#[test]
fn korean_fillers_hedges_and_repetitions_are_told_from_ordinary_words() {
    assert_good(scores(include_str!("../words/marked.ko.txt"), Language::Korean));
}

/// Holds `written = spoken words | syllables` of each line against the program.
fn assert_spoken(text: &str, language: Language) {
    let mut wrong = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (written, rest) = line.split_once(" = ").expect("written = spoken");
        let (words, syllables) = rest.rsplit_once(" | ").expect("words | syllables");
        let found: Vec<_> =
            written.split_whitespace().map(|token| spoken(token, language)).collect();
        let sum: usize = found.iter().map(|spoken| spoken.syllables).sum();
        let found = found.into_iter().flat_map(|spoken| spoken.words).collect::<Vec<_>>().join(" ");
        if found != words || sum.to_string() != syllables {
            wrong.push(format!("{line}  but found {found} | {sum}"));
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn english_numbers_units_and_names_are_counted_as_they_are_spoken() {
    assert_spoken(include_str!("../words/spoken.en.txt"), Language::English);
}

#[test]
fn korean_numbers_units_and_names_are_counted_as_they_are_spoken() {
    assert_spoken(include_str!("../words/spoken.ko.txt"), Language::Korean);
}
