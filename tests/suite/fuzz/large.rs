//! Notes of the largest size that is read, made of what costs most. Each once took minutes.

use std::time::Instant;

use aloud::coverage::point_texts;
use aloud::question::LARGEST_NOTE_BYTES;

use super::{LONGEST, targets};

#[test]
fn no_note_of_the_largest_size_is_read_for_ever() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let of = |unit: &str| unit.repeat(LARGEST_NOTE_BYTES as usize / unit.len());
    let numbered: String = (0..150_000).map(|n| format!("Q{n}. word{n} b\n")).collect();
    let answer = |unit: &str| {
        let length = LARGEST_NOTE_BYTES as usize - 20;
        format!("Q. Why?\n\nS: {}", unit.repeat(length / unit.len()))
    };
    let notes = [
        of("Q. a\n"),
        of("# a?\n"),
        of("1. a\n"),
        of("- a\n"),
        of(">"),
        of("[a]("),
        numbered,
        answer("x"),
        answer("1"),
        answer("word "),
        answer("the, "),
        answer("a-b "),
        answer("the the the the the the the the the, so "),
    ];
    for note in notes {
        let began = Instant::now();
        let notes = targets::notes_alone(note.as_bytes(), folder.path());
        for question in notes.questions.iter().take(5) {
            let sections = question.reference.iter().flat_map(|reference| &reference.sections);
            sections.for_each(|section| drop(point_texts(section, question.language)));
        }
        let start: String = note.chars().take(20).collect();
        assert!(began.elapsed() < LONGEST * 3, "{start:?} took {:?}", began.elapsed());
    }
}
