//! The index is a cache: never wrong, always dispensable.

use std::path::Path;

use aloud::history::{INDEX_FILE, load};

use super::{Answer, Practice, age, write_review};

const WHY: (&str, &str) = ("why", "Why us?");

fn paces(practice: &Practice) -> Vec<Option<f64>> {
    load(&practice.recordings()).unwrap().rows.iter().map(|row| row.words_per_minute).collect()
}

fn answer(words_per_minute: f64) -> Answer<'static> {
    Answer { words_per_minute, ..Answer::default() }
}

#[test]
fn what_changes_after_the_index_was_written_is_seen() {
    let practice = Practice::new("");
    let take = practice.take(Some(WHY), 3);
    assert_eq!(paces(&practice), [None]);
    write_review(&take, &answer(100.0));
    assert_eq!(paces(&practice), [Some(100.0)]);
    write_review(&take, &answer(200.0));
    assert_eq!(paces(&practice), [Some(200.0)], "the same size, within the same second");
    // Written in place, by something that is not aloud, with its old time put back.
    age(&take.folder);
    assert_eq!(paces(&practice), [Some(200.0)]);
    let review = take.folder.join("review.json");
    let text = std::fs::read_to_string(&review).unwrap();
    std::fs::write(&review, text.replace("200.0", "300.0")).unwrap();
    age(&take.folder);
    assert_eq!(paces(&practice), [Some(300.0)]);
    let newer = practice.take(Some(WHY), 1);
    assert_eq!(paces(&practice), [Some(300.0), None]);
    std::fs::remove_file(&review).unwrap();
    assert_eq!(paces(&practice), [None, None]);
    aloud::take::delete(&take).unwrap();
    assert_eq!(paces(&practice), [None]);
    aloud::take::delete(&newer).unwrap();
    assert_eq!(paces(&practice), []);
}

#[test]
fn a_missing_or_damaged_index_is_made_again() {
    let practice = Practice::new("");
    practice.reviewed(Some(WHY), 3, &answer(100.0));
    let index = practice.recordings().join(INDEX_FILE);
    assert_eq!(paces(&practice), [Some(100.0)]);
    let good = std::fs::read(&index).unwrap();
    for bad in [&b""[..], b"{}", &good[..good.len() - 1], b"aloud.index/1\n"] {
        std::fs::write(&index, bad).unwrap();
        assert_eq!(paces(&practice), [Some(100.0)]);
        assert!(std::fs::read(&index).unwrap().len() == good.len(), "it was made again");
    }
    std::fs::remove_file(&index).unwrap();
    assert_eq!(paces(&practice), [Some(100.0)]);
}

#[test]
#[cfg(unix)]
fn the_index_is_private_and_a_folder_that_cannot_be_written_is_read() {
    use std::os::unix::fs::PermissionsExt;
    let practice = Practice::new("");
    practice.reviewed(Some(WHY), 3, &answer(100.0));
    paces(&practice);
    let index = practice.recordings().join(INDEX_FILE);
    assert_eq!(std::fs::metadata(&index).unwrap().permissions().mode() & 0o777, 0o600);
    // A folder in its place can be neither read as an index nor written over.
    std::fs::remove_file(&index).unwrap();
    std::fs::create_dir(&index).unwrap();
    assert_eq!(paces(&practice), [Some(100.0)]);
}

#[test]
fn programs_at_the_same_time_agree() {
    let practice = Practice::new("");
    for days_ago in 0..100 {
        practice.reviewed(Some(WHY), days_ago, &answer(100.0));
    }
    let recordings = practice.recordings();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..5 {
                    let _ = std::fs::remove_file(recordings.join(INDEX_FILE));
                    assert_eq!(load(&recordings).unwrap().rows.len(), 100);
                }
            });
        }
    });
    let left: Vec<_> = std::fs::read_dir(&recordings)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .filter(|name| Path::new(name) != Path::new("why"))
        .collect();
    assert_eq!(left, [INDEX_FILE]);
}

#[test]
fn a_damaged_take_or_review_is_told_and_hides_no_other() {
    let practice = Practice::new("");
    let damaged = practice.take(Some(WHY), 5);
    std::fs::write(damaged.folder.join("review.json"), "{").unwrap();
    let broken = practice.take(Some(WHY), 4);
    std::fs::write(broken.folder.join("take.json"), "{").unwrap();
    practice.reviewed(Some(WHY), 3, &answer(100.0));
    for _ in 0..2 {
        let history = load(&practice.recordings()).unwrap();
        assert_eq!(history.rows.len(), 2);
        assert!(history.rows[0].take < history.rows[1].take);
        let faults: Vec<String> = history.faults.iter().map(ToString::to_string).collect();
        assert_eq!(faults.len(), 2, "{faults:?}");
        assert!(faults.iter().any(|fault| fault.contains("aloud review why/")), "{faults:?}");
        assert!(faults.iter().any(|fault| fault.contains("aloud recover")), "{faults:?}");
    }
}
