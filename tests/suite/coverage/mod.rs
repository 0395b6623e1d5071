//! Coverage on labelled answers (`tests/coverage/`): thresholds were tuned on one half of the
//! questions, the floors below and the table in `docs/coverage.md` are of the other.

use aloud::coverage::embedding::{self, Embedding};
use aloud::coverage::logistic::Weights;
use aloud::coverage::{FactStatus, POINT_SIGNS, SECTION_SIGNS, Status, cover};
use aloud::language::Language;
use aloud::question::Question;

mod coined;
mod facts;
mod fit;
mod method;
mod score;
mod set;

use set::Split;

const ENGLISH: &str = include_str!("../../coverage/en.txt");
const KOREAN: &str = include_str!("../../coverage/ko.txt");
const CHECK_ENGLISH: &str = include_str!("../../coverage/check-en.txt");
const CHECK_KOREAN: &str = include_str!("../../coverage/check-ko.txt");

/// All that did not choose the thresholds.
fn table(text: &str, embedding: Option<&Embedding>) -> score::Score {
    let entries = set::read(text);
    let chosen: Vec<_> = entries.iter().filter(|entry| entry.split != Split::Tune).collect();
    score::score(&chosen, embedding)
}

/// The floors of both languages: parts, points credited, points called said, facts, and another
/// question's answer without the right one among the notes.
fn assert_floors(score: &score::Score, precision: f64, recall: f64) {
    let wrong = &score.wrong;
    assert!(score.sections_right * 100 >= score.sections * 95, "{wrong:#?}");
    assert!(score.share_error / score.shares as f64 <= 0.05, "{wrong:#?}");
    let (p, r) = (score.told.precision(), score.told.recall());
    assert!(p >= precision && r >= recall, "P {p:.3} R {r:.3} {wrong:#?}");
    assert!(score.said.precision() >= 0.95, "{:.3} {wrong:#?}", score.said.precision());
    assert!(score.facts_right * 100 >= score.facts * 95, "{wrong:#?}");
    assert!(score.foreign_said / score.foreign_points as f64 <= 0.05, "{wrong:#?}");
}

#[test]
fn answers_are_judged_well_by_words_alone() {
    assert_floors(&table(ENGLISH, None), 0.90, 0.85);
    assert_floors(&table(KOREAN, None), 0.90, 0.85);
    assert_floors(&table(CHECK_ENGLISH, None), 0.90, 0.90);
    assert_floors(&table(CHECK_KOREAN, None), 0.90, 0.90);
}

#[test]
fn answers_are_judged_well_by_words_and_meaning() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("models");
    let Some(path) = embedding::find(&[folder]) else {
        eprintln!("without the embedding (`aloud models pull`) this proves nothing");
        return;
    };
    let embedding = Embedding::load(&path).expect("the embedding of models/");
    // The other two sets would take another half a minute of both processors.
    assert_floors(&table(CHECK_ENGLISH, Some(&embedding)), 0.90, 0.90);
    assert_floors(&table(CHECK_KOREAN, Some(&embedding)), 0.90, 0.90);
}

#[test]
fn numbers_and_names_of_answers_by_other_hands_are_judged() {
    let sets = [
        include_str!("../../coverage/blind8-en.txt"),
        include_str!("../../coverage/blind8-ko.txt"),
        include_str!("../../coverage/blind9-en.txt"),
        include_str!("../../coverage/blind9-ko.txt"),
        include_str!("../../coverage/blind17-en.txt"),
        include_str!("../../coverage/blind17-ko.txt"),
    ];
    for set in sets {
        let score = table(set, None);
        assert!(score.facts_right * 100 >= score.facts * 92, "{:#?}", score.wrong);
    }
}

fn questions(text: &str) -> Vec<Question> {
    set::read(text).into_iter().map(|entry| entry.question).collect()
}

#[test]
fn the_time_of_each_part_is_that_of_its_sentences() {
    for entry in set::read(ENGLISH).iter().filter(|entry| entry.passages.len() == 4) {
        let answer = &entry.answers[0];
        let sentences: Vec<&str> = answer.sentences.iter().map(|s| s.text.as_str()).collect();
        let (transcript, pauses) = score::transcript(&sentences, Language::English);
        let coverage = cover(&entry.question, &[], &transcript, &pauses, None).unwrap();
        let shares: f64 = coverage.sections.iter().filter_map(|section| section.share).sum();
        assert!((shares - 1.0).abs() < 1e-9);
        let starts: Vec<f64> = coverage.sections.iter().filter_map(|s| s.start_s).collect();
        assert_eq!(starts.len(), 4, "{}", entry.question.id);
        assert!(starts.is_sorted(), "{starts:?}");
    }
}

#[test]
fn an_answer_to_another_question_of_the_notes_credits_nothing_and_names_it() {
    for (text, language) in [(ENGLISH, Language::English), (KOREAN, Language::Korean)] {
        let all = questions(text);
        let (mut named, mut tried) = (0, 0);
        for entry in set::read(text) {
            let sentences: Vec<&str> =
                entry.answers[0].sentences.iter().map(|s| s.text.as_str()).collect();
            let (transcript, pauses) = score::transcript(&sentences, language);
            for other in all.iter().filter(|other| other.id != entry.question.id) {
                let coverage = cover(other, &all, &transcript, &pauses, None).unwrap();
                tried += 1;
                let better = coverage.better_question.as_ref();
                if better.is_some_and(|better| better.id == entry.question.id) {
                    named += 1;
                    assert_eq!(coverage.covered(), Some(0.0));
                    assert!(coverage.sections.iter().all(|s| s.status == Status::Missed));
                }
            }
            let right = cover(&entry.question, &all, &transcript, &pauses, None).unwrap();
            assert!(right.better_question.is_none(), "{}", entry.question.id);
        }
        assert_eq!(named, tried);
    }
}

#[test]
fn reading_the_question_aloud_or_saying_nothing_covers_nothing() {
    for (text, language) in [(ENGLISH, Language::English), (KOREAN, Language::Korean)] {
        let all = questions(text);
        for question in &all {
            for said in [vec![question.prompt.as_str()], vec![]] {
                let (transcript, pauses) = score::transcript(&said, language);
                let coverage = cover(question, &all, &transcript, &pauses, None).unwrap();
                assert_eq!(coverage.covered(), Some(0.0), "{}", question.prompt);
                for section in &coverage.sections {
                    assert_eq!(section.status, Status::Missed, "{}", question.prompt);
                    assert_eq!((section.spoken_s, section.share), (0.0, None));
                }
            }
        }
    }
}

#[test]
fn the_speaker_s_i_and_we_are_counted() {
    let all = questions(ENGLISH);
    let said = ["I think we did what I've planned, and our boss told us so.", "It's mine."];
    let (transcript, _) = score::transcript(&said, Language::English);
    let coverage = cover(&all[0], &all, &transcript, &[], None).unwrap();
    assert_eq!((coverage.first_person_singular, coverage.first_person_plural), (3, 3));
    let all = questions(KOREAN);
    let said = ["저는 저희 팀에서 제가 맡은 일을 했고 우리는 기뻤습니다."];
    let (transcript, _) = score::transcript(&said, Language::Korean);
    let coverage = cover(&all[0], &all, &transcript, &[], None).unwrap();
    assert_eq!((coverage.first_person_singular, coverage.first_person_plural), (2, 2));
}

/// An answer of seven points that names a project and a role, and one that tells both by other names.
#[test]
fn another_name_is_found_by_where_in_the_answer_it_is_given() {
    let written = "I joined the robotics society in my second year because I liked to build things. \
        We met in a cold basement under the library and shared two soldering irons. \
        In spring I led a project named Brightlane that helps cyclists at night. \
        It used a camera at the back of the bicycle to look for cars. \
        I wrote the Tracking Service that follows each car over several frames. \
        After the summer we gave a demonstration to the city council in the town hall. \
        They asked us to install it on ten bicycles of the postal workers.";
    let spoken = [
        "I joined the robotics society in my second year, I liked to build things.",
        "We met in a cold basement under the library with two soldering irons.",
        "And in spring I led a project for cyclists at night, it was called Moon Ride.",
        "There was a camera at the back of the bicycle that looked for cars.",
        "I wrote the filtering service that follows each car over the frames.",
        "After the summer we gave a demonstration to the city council in the town hall.",
        "And they asked us to install it on ten bicycles of the postal workers.",
    ];
    let (transcript, pauses) = score::transcript(&spoken, Language::English);
    let question = set::sentence(written, Language::English);
    let found = cover(&question, &[], &transcript, &pauses, None).unwrap();
    let of = |text: &str| found.facts.iter().find(|fact| fact.text.contains(text)).unwrap();
    for (name, heard) in [("Brightlane", "Moon Ride"), ("Tracking Service", "filtering service")] {
        let fact = of(name);
        assert_eq!(fact.status, FactStatus::Different, "{fact:?}");
        assert_eq!(fact.heard.as_deref(), Some(heard));
    }
    assert_eq!(of("ten").status, FactStatus::Said);
}

/// One point told of one is an answer too.
#[test]
fn an_answer_of_a_single_point_is_credited() {
    let question = set::sentence("I led the night shift of the bakery.", Language::English);
    let said = ["Well, I was the one who led the night shift at the bakery."];
    let (transcript, pauses) = score::transcript(&said, Language::English);
    let found = cover(&question, &[], &transcript, &pauses, None).unwrap();
    assert_eq!(found.covered(), Some(1.0), "{found:?}");
    let (transcript, pauses) =
        score::transcript(&["I studied chemistry in Prague."], Language::English);
    let found = cover(&question, &[], &transcript, &pauses, None).unwrap();
    assert_eq!(found.covered(), Some(0.0), "{found:?}");
}

/// Prints what a folder of labelled answers gives: `ALOUD_EVAL=DIR cargo test evaluates -- --ignored --nocapture`.
#[test]
#[ignore = "needs ALOUD_EVAL, a folder or file of labelled answers"]
fn evaluates_a_folder_of_labelled_answers() {
    let path = std::env::var("ALOUD_EVAL").expect("ALOUD_EVAL names a file of labelled answers");
    let verbose = std::env::var("ALOUD_EVAL_WRONG").is_ok();
    let embedding = std::env::var("ALOUD_EMBEDDING")
        .ok()
        .map(|path| Embedding::load(path.as_ref()).expect("an embedding"));
    for file in path.split(':') {
        let text = std::fs::read_to_string(file).expect("readable");
        let entries = set::read(&text);
        for split in [Split::Tune, Split::Table, Split::Check] {
            let chosen: Vec<_> = entries.iter().filter(|entry| entry.split == split).collect();
            if chosen.is_empty() {
                continue;
            }
            let score = score::score(&chosen, embedding.as_ref());
            println!("{file} {split:?}");
            print(&score, verbose);
        }
    }
}

fn print(score: &score::Score, verbose: bool) {
    println!(
        "  told P {:.3} R {:.3} F1 {:.3} | said P {:.3} | sections {}/{} = {:.3} | share error {:.3} | facts {}/{}, different though left out {}/{} | foreign {:.3} worst {:.2}",
        score.told.precision(),
        score.told.recall(),
        score.told.f1(),
        score.said.precision(),
        score.sections_right,
        score.sections,
        score.sections_right as f64 / score.sections as f64,
        score.share_error / score.shares.max(1) as f64,
        score.facts_right,
        score.facts,
        score.unsaid_different,
        score.unsaid,
        score.foreign_said / score.foreign_points.max(1) as f64,
        score.foreign_worst,
    );
    let guess = &score.guess;
    let [right, called, labelled] = score.other_s;
    let [aside_right, aside_called, aside_labelled] = score.digression_s;
    println!(
        "  parts guessed without a written answer {}/{} of {} answers, {:.1} % of the time misplaced, {} not guessed at | other {right:.0} s of {called:.0} s called, {labelled:.0} s labelled | digressions {aside_right:.0} s of {aside_called:.0} s called, {aside_labelled:.0} s labelled",
        guess.parts_right,
        guess.parts,
        guess.answers,
        100.0 * guess.misplaced / guess.answers.max(1) as f64,
        guess.silent,
    );
    if verbose {
        for threshold in (20..56).step_by(3).map(|percent| percent as f32 / 100.0) {
            let mut tally = score::Tally::default();
            score.points.iter().for_each(|(score, said)| tally.count(*score >= threshold, *said));
            let (p, r) = (tally.precision(), tally.recall());
            println!("    from {threshold:.2}: P {p:.3} R {r:.3} F1 {:.3}", tally.f1());
        }
        score.wrong.iter().for_each(|wrong| println!("    {wrong}"));
    }
}

/// Prints the weights of points and sections, fitted to the files of `ALOUD_EVAL` (separated by colons; one named twice
/// counts twice), and what weights give in each file that were fitted without it and those named like it but for the
/// first letter: `cargo test fits_the_weights -- --ignored --nocapture`, `ALOUD_EMBEDDING` optional.
#[test]
#[ignore = "needs ALOUD_EVAL, files of labelled answers"]
fn fits_the_weights_of_points_and_sections() {
    let files = std::env::var("ALOUD_EVAL").expect("ALOUD_EVAL names files of labelled answers");
    let embedding = std::env::var("ALOUD_EMBEDDING")
        .ok()
        .map(|path| Embedding::load(path.as_ref()).expect("an embedding"));
    let mut once: Vec<&str> = files.split(':').collect();
    once.sort_unstable();
    once.dedup();
    let score = |file: &&str| {
        let entries = set::read(&std::fs::read_to_string(file).expect("readable"));
        score::score(&entries.iter().collect::<Vec<_>>(), embedding.as_ref())
    };
    let scores: Vec<score::Score> = std::thread::scope(|scope| {
        let half = once.len().div_ceil(2).max(1);
        let parts = once.chunks(half);
        let parts = parts.map(|part| scope.spawn(|| part.iter().map(score).collect::<Vec<_>>()));
        let parts: Vec<_> = parts.collect();
        parts.into_iter().flat_map(|part| part.join().expect("scored")).collect()
    });
    let all: Vec<(&str, &score::Score)> = files
        .split(':')
        .map(|file| (file, &scores[once.binary_search(&file).expect("scored")]))
        .collect();
    let like = |file: &str| file.rsplit('/').next().unwrap_or_default()[1..].to_owned();
    let without = |name: &str, rows: fn(&score::Score) -> &Vec<score::Row>| -> Vec<&score::Row> {
        let other = all.iter().filter(|(file, _)| like(file) != name);
        other.flat_map(|(_, score)| rows(score)).collect()
    };
    let points = |name: &str| -> Weights<POINT_SIGNS> {
        fit::weights(&without(name, |score| &score.point_rows), fit::REST)
    };
    let sections = |name: &str| -> Weights<SECTION_SIGNS> {
        fit::weights(&without(name, |score| &score.section_rows), 1.0)
    };
    for (file, score) in once.iter().zip(&scores) {
        let [told, another] = fit::tallies(&points(&like(file)), &score.point_rows, 0.36);
        let [parts, strange] = fit::tallies(&sections(&like(file)), &score.section_rows, 0.3);
        println!(
            "{file}: P {:.3} R {:.3}, another question's {}; parts {} wrong of {}, another question's {}; loss {:.4} {:.4}",
            told.precision(),
            told.recall(),
            another.false_alarms,
            parts.false_alarms + parts.lost,
            score.section_rows.iter().filter(|row| row.of != score::Of::Another).count(),
            strange.false_alarms,
            fit::loss(&points(&like(file)), &score.point_rows),
            fit::loss(&sections(&like(file)), &score.section_rows),
        );
    }
    println!("points {:?}", points(""));
    println!("sections {:?}", sections(""));
}

/// Prints what single methods give beside the program: `ALOUD_EMBEDDING=FILE cargo test compares_single
/// -- --ignored --nocapture`.
#[test]
#[ignore = "needs ALOUD_EMBEDDING, prints a table"]
fn compares_single_methods() {
    let path = std::env::var("ALOUD_EMBEDDING").expect("ALOUD_EMBEDDING names the embedding");
    let embedding = Embedding::load(path.as_ref()).expect("an embedding");
    for (name, files) in [("en", [ENGLISH, CHECK_ENGLISH]), ("ko", [KOREAN, CHECK_KOREAN])] {
        let entries: Vec<_> = files.into_iter().flat_map(set::read).collect();
        let rows = method::rows(&entries, &embedding);
        for (index, method) in method::METHODS.iter().enumerate() {
            let (least, tally, area) = method::figures(&rows, index);
            let (p, r, f1) = (tally.precision(), tally.recall(), tally.f1());
            println!("{name} | {method} | from {least:.2} | {p:.2} | {r:.2} | {f1:.2} | {area:.3}");
        }
    }
}

/// Prints how long a two-minute answer takes, with 20 questions and with every question of all sets in
/// the notes: `cargo test times_a_two_minute_answer -- --ignored --nocapture`, `ALOUD_EMBEDDING` optional.
#[test]
#[ignore = "prints times, asserts nothing"]
fn times_a_two_minute_answer() {
    let embedding = std::env::var("ALOUD_EMBEDDING").ok().map(|path| {
        let start = std::time::Instant::now();
        let embedding = Embedding::load(path.as_ref()).expect("an embedding");
        println!("embedding loaded in {:?}", start.elapsed());
        embedding
    });
    let all: Vec<Question> =
        [ENGLISH, KOREAN, CHECK_ENGLISH, CHECK_KOREAN].into_iter().flat_map(questions).collect();
    for (text, language) in [(ENGLISH, Language::English), (KOREAN, Language::Korean)] {
        let entries = set::read(text);
        let asked = &entries[0].question;
        // A folder of notes has about 20 questions: here half of them in each language.
        let of = |text| questions(text).into_iter().take(10);
        let few: Vec<Question> = of(ENGLISH).chain(of(KOREAN)).collect();
        let mut sentences: Vec<&str> = Vec::new();
        let (mut transcript, mut pauses) = score::transcript(&sentences, language);
        // Close answers one after another, up to two minutes.
        for sentence in entries.iter().flat_map(|entry| &entry.answers[0].sentences) {
            if transcript.words.last().is_some_and(|word| word.span.end_s >= 120.0) {
                break;
            }
            sentences.push(sentence.text.as_str());
            (transcript, pauses) = score::transcript(&sentences, language);
        }
        let length = transcript.words.last().map_or(0.0, |word| word.span.end_s);
        for notes in [&few, &all] {
            for embedding in [None, embedding.as_ref()] {
                let mut best = std::time::Duration::MAX;
                for _ in 0..10 {
                    let start = std::time::Instant::now();
                    let _ = cover(asked, notes, &transcript, &pauses, embedding);
                    best = best.min(start.elapsed());
                }
                println!(
                    "{language}: {length:.0} s of speech, {} questions in the notes, embedding {}: {best:?}",
                    notes.len(),
                    embedding.is_some()
                );
            }
        }
    }
}
