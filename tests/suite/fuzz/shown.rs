//! Everything that reads and shows the files beside takes, without the program around it.

use std::path::Path;

use aloud::config::Targets;
use aloud::coverage::{Coverage, cover, key_points, point_texts};
use aloud::history::compare::compare;
use aloud::history::next::next;
use aloud::history::search::Query;
use aloud::history::trend::by_question;
use aloud::interview::Session;
use aloud::interview::summary::summarise;
use aloud::language::{Language, predicted_s};
use aloud::question::{Notes, Question};
use aloud::report::html::{IndexPage, Sound, TakePage, index, take as take_page};
use aloud::report::terminal::{self, Style};
use aloud::report::{Paint, compare as side_by_side, evidence, export, history, interview};
use aloud::report::{interview_html, search};
use aloud::review::{Review, derived, marks};
use aloud::transcript::Transcript;
use aloud::{question, take};
use jiff::Timestamp;

/// Files beside a take as the program wrote them.
pub fn whole() -> [(&'static str, Vec<u8>); 3] {
    [
        ("take.json", include_bytes!("../../fuzz/sidecars/take.json").to_vec()),
        ("review.json", include_bytes!("../../fuzz/sidecars/review.json").to_vec()),
        ("transcript.json", include_bytes!("../../fuzz/sidecars/transcript.json").to_vec()),
    ]
}

fn transcript() -> Transcript {
    serde_json::from_slice(&whole()[2].1).expect("a whole transcript")
}

/// What a review makes of a question of somebody else's notes.
pub fn coverage(question: &Question, others: &[Question]) -> Option<Coverage> {
    let reference = question.reference.as_ref()?;
    let seconds = predicted_s(reference, question.language, &Targets::default());
    assert!(seconds.is_finite() && seconds >= 0.0);
    for section in &reference.sections {
        let points = key_points(section, question.language);
        let texts = point_texts(section, question.language);
        assert!(points.iter().map(|point| &point.text).eq(&texts), "{texts:?}");
    }
    cover(question, others, &transcript(), &[], None)
}

/// Lists, shows, compares, searches and exports what is in `recordings`.
pub fn everything(recordings: &Path) {
    let (takes, _) = take::list(recordings).expect("a list");
    let _ = take::last(recordings);
    rows(recordings);
    let styles = [Language::English, Language::Korean]
        .map(|ui| Style::new(80, Paint { on: ui == Language::Korean }, ui));
    let mut reviews = Vec::new();
    for found in &takes {
        let _ = take::open(recordings, found.id());
        if let Ok(Some(words)) = derived::read_transcript(&found.folder, found.id()) {
            let _ = Query::new(&["the", "team"]).expect("a query").find(&words);
        }
        let Ok(Some(mut review)) = derived::read(found) else { continue };
        if let Ok(marked) = marks::read(found) {
            marks::apply(&mut review, &marked, &Targets::default(), Language::English);
        }
        styles.iter().for_each(|style| shown(&review, *style));
        reviews.push((found.id().to_owned(), review));
    }
    if let Ok(session) = Session::last(recordings) {
        let _ = session.next().map(|step| session.after(step));
        let reviews = reviews.into_iter().collect();
        for style in styles {
            let summary = summarise(&session, &reviews, &Targets::default(), style.ui);
            let _ = interview::render(&summary, style);
            let _ = interview_html::page(&summary, style.ui);
        }
    }
}

fn rows(recordings: &Path) {
    let Ok(found) = aloud::history::load(recordings) else { return };
    let (targets, ui) = (Targets::default(), Language::Korean);
    let style = Style::new(80, Paint { on: false }, ui);
    let _ = history::overview(&found.rows, true, &targets, style);
    for group in by_question(&found.rows) {
        let _ = history::question(&group, true, &targets, style);
    }
    let notes: Notes = question::parse_notes(&[("a.md".into(), "Q. Why us?\n\nS: We.\n".into())]);
    let next = next(&notes, &found.rows, Timestamp::UNIX_EPOCH);
    let pages = Default::default();
    let _ =
        index(&IndexPage { rows: &found.rows, pages: &pages, next: &next, targets: &targets, ui });
    let _ = search::render(&[], style);
}

fn shown(review: &Review, style: Style) {
    let targets = Targets::default();
    let _ = terminal::render(review, style);
    let _ = review.coverage.as_ref().map(|coverage| evidence::render(coverage, style));
    let page =
        TakePage { review, waveform: None, sound: Sound::None, targets: &targets, ui: style.ui };
    let _ = take_page(&page);
    let _ = (export::srt(review), export::vtt(review), export::textgrid(review));
    let _ = (export::csv(review), export::markdown(review, style.ui));
    let whole: Review = serde_json::from_slice(&whole()[1].1).expect("a whole review");
    for (a, b) in [(review, &whole), (&whole, review)] {
        let side = |review| side_by_side::Side { take: "a/b", review };
        let _ = side_by_side::render(&compare(a, b, &targets), &side(a), &side(b), style);
    }
}
