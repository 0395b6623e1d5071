//! The user's marks on key points.

use serde_json::Value;

use super::{json, path, practice, run, speech, stderr, text};

fn points(review: &Value) -> Vec<Value> {
    let sections = review["coverage"]["sections"].as_array().unwrap();
    sections.iter().flat_map(|section| section["points"].as_array().unwrap().clone()).collect()
}

#[test]
fn a_point_the_user_marks_as_said_stays_so_until_the_mark_is_taken_back() {
    let folder = practice();
    let answer = speech("formats/mono-22050.mp3");
    let arguments = ["review", path(&answer), "--keep", "--question", "tight deadline", "--json"];
    let review = json(&run(folder.path(), &arguments));
    let at = points(&review).iter().position(|point| point["status"] == "missed").unwrap();
    let number = (at + 1).to_string();

    let evidence = run(folder.path(), &["show", "--evidence"]);
    let evidence = String::from_utf8_lossy(&evidence.stdout).into_owned();
    assert!(evidence.contains(&format!(" {number}  ✗ ")), "{evidence}");

    let marked = json(&run(folder.path(), &["show", "--said", &number, "--json"]));
    let point = &points(&marked)[at];
    assert_eq!((text(&point["status"]), text(&point["by"])), ("said", "user"));
    let again = json(&run(folder.path(), &["review", "last", "--json"]));
    assert_eq!(points(&again)[at]["by"], "user");
    let page = run(folder.path(), &["show", "--evidence", "--ui", "ko"]);
    let page = String::from_utf8_lossy(&page.stdout).into_owned();
    assert!(page.contains("직접 말했다고 표시함"), "{page}");

    let back = json(&run(folder.path(), &["show", "--not-said", &number, "--json"]));
    assert_eq!(points(&back), points(&review));
    let unknown = run(folder.path(), &["show", "--said", "no such point at all"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(stderr(&unknown).contains(text(&points(&review)[0]["text"])), "{}", stderr(&unknown));
}
