//! Pages and exports of takes. What browsers and other readers make of them is tested by
//! `scripts/check-report`.

use std::path::Path;

use super::{json, path, practice, run, speech, stderr, text};

#[test]
fn a_take_is_exported_in_every_format_and_shown_as_a_page_of_one_file() {
    let folder = practice();
    let answer = speech("formats/mono-22050.mp3");
    let page = folder.path().join("answer.html");
    let arguments = ["review", path(&answer), "--keep", "--json", "--html", path(&page)];
    let review = json(&run(folder.path(), &arguments));
    let id = text(&review["take"]);
    let beginnings = [
        ("json", "{"),
        ("srt", "1\n00:00:0"),
        ("vtt", "WEBVTT\n\n00:00:0"),
        ("textgrid", "File type = \"ooTextFile\""),
        ("csv", "kind,start_s,end_s,duration_s,confidence,text\n"),
        ("md", "# "),
        ("html", "<!DOCTYPE html>"),
    ];
    for (format, beginning) in beginnings {
        let output = run(folder.path(), &["export", id, "--format", format]);
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(printed.starts_with(beginning), "{format}: {printed}");
        let file = folder.path().join(format!("take.{format}"));
        run(folder.path(), &["export", id, "--format", format, "-o", path(&file)]);
        assert_eq!(std::fs::read_to_string(&file).unwrap(), printed, "{format}");
    }

    let opened = run(folder.path(), &["open", id, "--no-browser"]);
    let beside = String::from_utf8_lossy(&opened.stdout).trim().to_owned();
    assert!(Path::new(&beside).ends_with(format!("{id}/report.html")), "{beside}");
    let of_review = std::fs::read_to_string(&page).unwrap();
    assert_eq!(std::fs::read_to_string(&beside).unwrap(), of_review);
    assert!(of_review.contains("data:audio/ogg;base64,T2dnU"), "the sound is inside");

    let index = run(folder.path(), &["open", "--index", "--no-browser"]);
    let index = String::from_utf8_lossy(&index.stdout).trim().to_owned();
    let index = std::fs::read_to_string(index).unwrap();
    assert!(index.contains(&format!("{id}/report.html")), "{index}");
}

#[test]
fn an_unknown_take_is_wrong_usage_and_a_folder_without_takes_still_has_an_index() {
    let folder = practice();
    let unknown = run(folder.path(), &["export", "nothing", "--format", "srt"]);
    assert_eq!(unknown.status.code(), Some(2), "{}", stderr(&unknown));
    let format = run(folder.path(), &["export", "last", "--format", "docx"]);
    assert_eq!(format.status.code(), Some(2));
    assert!(stderr(&format).contains("textgrid"), "{}", stderr(&format));
    let opened = run(folder.path(), &["open", "--no-browser"]);
    let shown = String::from_utf8_lossy(&opened.stdout).trim().to_owned();
    assert!(shown.ends_with("recordings/index.html"), "{shown}{}", stderr(&opened));
}
