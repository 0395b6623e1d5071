//! Pulling a model from a server that behaves well, and from those that do not.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use aloud::model::catalog::Entry;
use aloud::model::hash::hex;
use aloud::model::pull::{Pulled, pull};
use aloud::model::report::Silent;
use aloud::model::store::part;
use sha2::{Digest, Sha256};

/// Something that begins like a model; a pull checks nothing of it but its sum.
fn model() -> Vec<u8> {
    let noise = (0..200_000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8);
    b"lmgg".iter().copied().chain(noise).collect()
}

fn entry(bytes: &[u8]) -> Entry {
    Entry {
        name: "sample",
        file: "ggml-sample.bin",
        bytes: bytes.len() as u64,
        sha256: hex(&Sha256::digest(bytes)).leak(),
        note: "",
        packages: None,
    }
}

/// Serves one prepared answer to each request in turn, then stops. Gives its address and the
/// requests it saw.
fn server(answers: Vec<Vec<u8>>) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}/", listener.local_addr().unwrap());
    let (seen, requests) = channel();
    std::thread::spawn(move || {
        for answer in answers {
            let (mut stream, _) = listener.accept().unwrap();
            let _ = seen.send(request(&mut stream));
            let _ = stream.write_all(&answer);
        }
    });
    (base, requests)
}

fn request(stream: &mut TcpStream) -> String {
    let (mut text, mut byte) = (Vec::new(), [0]);
    while !text.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap_or(0) == 1 {
        text.push(byte[0]);
    }
    String::from_utf8_lossy(&text).to_lowercase()
}

fn answer(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n"
    );
    [head.as_bytes(), body].concat()
}

fn rest(model: &[u8], from: usize) -> Vec<u8> {
    let range = format!("Content-Range: bytes {from}-{}/{}\r\n", model.len() - 1, model.len());
    answer("206 Partial Content", &range, &model[from..])
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

const INSTALLED: [&str; 2] = ["ggml-sample.bin", "ggml-sample.bin.sha256"];

#[test]
fn a_pulled_model_is_whole_and_leaves_nothing_else_behind() {
    let (folder, model) = (tempfile::tempdir().unwrap(), model());
    let (base, _requests) = server(vec![answer("200 OK", "", &model)]);
    let pulled = pull(&base, &entry(&model), folder.path(), &mut Silent).unwrap();
    let target = folder.path().join("ggml-sample.bin");
    assert_eq!(pulled, Pulled::Installed(target.clone()));
    assert!(std::fs::read(&target).unwrap() == model);
    assert_eq!(names(folder.path()), INSTALLED);
    // The server is gone: a second pull asks nobody.
    let again = pull(&base, &entry(&model), folder.path(), &mut Silent).unwrap();
    assert_eq!(again, Pulled::Already(target));
}

#[test]
fn a_broken_off_download_continues_where_it_stopped() {
    let (folder, model) = (tempfile::tempdir().unwrap(), model());
    let mut cut = answer("200 OK", "", &model);
    cut.truncate(cut.len() - 90_000);
    let had = model.len() - 90_000;
    let (base, requests) = server(vec![cut, rest(&model, had)]);
    let error = pull(&base, &entry(&model), folder.path(), &mut Silent).unwrap_err().to_string();
    assert!(error.contains("run the same command again"), "{error}");
    assert_eq!(names(folder.path()), ["ggml-sample.bin.part"]);
    pull(&base, &entry(&model), folder.path(), &mut Silent).unwrap();
    assert!(std::fs::read(folder.path().join("ggml-sample.bin")).unwrap() == model);
    assert_eq!(names(folder.path()), INSTALLED);
    let requests: Vec<String> = requests.iter().collect();
    assert!(!requests[0].contains("range:"), "{}", requests[0]);
    assert!(requests[1].contains(&format!("range: bytes={had}-")), "{}", requests[1]);
}

#[test]
fn a_server_that_cannot_continue_is_taken_from_the_start() {
    let (folder, model) = (tempfile::tempdir().unwrap(), model());
    std::fs::write(part(&folder.path().join("ggml-sample.bin")), &model[..1000]).unwrap();
    let (base, _requests) = server(vec![answer("200 OK", "", &model)]);
    pull(&base, &entry(&model), folder.path(), &mut Silent).unwrap();
    assert!(std::fs::read(folder.path().join("ggml-sample.bin")).unwrap() == model);
}

#[test]
fn a_part_file_of_something_else_is_thrown_away() {
    let (folder, model) = (tempfile::tempdir().unwrap(), model());
    std::fs::write(part(&folder.path().join("ggml-sample.bin")), [7; 1000]).unwrap();
    let answers = vec![rest(&model, 1000), answer("200 OK", "", &model)];
    let (base, _requests) = server(answers);
    pull(&base, &entry(&model), folder.path(), &mut Silent).unwrap();
    assert!(std::fs::read(folder.path().join("ggml-sample.bin")).unwrap() == model);
}

#[test]
fn bytes_with_another_sum_are_never_installed() {
    let (folder, model) = (tempfile::tempdir().unwrap(), model());
    let mut other = model.clone();
    other[100_000] ^= 1;
    let (base, _requests) = server(vec![answer("200 OK", "", &other)]);
    let error = pull(&base, &entry(&model), folder.path(), &mut Silent).unwrap_err().to_string();
    assert!(error.contains("another SHA-256"), "{error}");
    assert!(names(folder.path()).is_empty());
}

#[test]
fn a_web_page_never_becomes_a_model_whatever_the_proxy_calls_it() {
    let page = b"<!DOCTYPE html><html><body>Please sign in</body></html>".to_vec();
    let (folder, entry) = (tempfile::tempdir().unwrap(), entry(&page));
    for kind in ["text/html; charset=utf-8", "application/octet-stream"] {
        let page = answer("200 OK", &format!("Content-Type: {kind}\r\n"), &page);
        let (base, _requests) = server(vec![page]);
        let error = pull(&base, &entry, folder.path(), &mut Silent).unwrap_err().to_string();
        assert!(error.contains("web page"), "{kind}: {error}");
        assert!(names(folder.path()).is_empty(), "{kind}");
    }
}

#[test]
fn a_file_of_another_size_is_refused_before_it_is_downloaded() {
    let (folder, model) = (tempfile::tempdir().unwrap(), model());
    let (base, _requests) = server(vec![answer("200 OK", "", &model[..5000])]);
    let error = pull(&base, &entry(&model), folder.path(), &mut Silent).unwrap_err().to_string();
    assert!(error.contains("offers 5000 bytes"), "{error}");
    assert!(names(folder.path()).is_empty());
}

#[test]
fn a_refusing_server_and_an_absent_one_are_told_with_what_to_do() {
    let (folder, model) = (tempfile::tempdir().unwrap(), model());
    let (base, _requests) = server(vec![answer("403 Forbidden", "", b"no")]);
    let error = pull(&base, &entry(&model), folder.path(), &mut Silent).unwrap_err().to_string();
    assert!(error.contains("status 403") && error.contains("models import"), "{error}");
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let closed = format!("http://{}/", listener.local_addr().unwrap());
    drop(listener);
    let start = Instant::now();
    let error = pull(&closed, &entry(&model), folder.path(), &mut Silent).unwrap_err().to_string();
    assert!(error.contains("cannot be reached"), "{error}");
    assert!(start.elapsed() < Duration::from_secs(10));
    assert!(names(folder.path()).is_empty());
}

#[test]
fn a_damaged_installed_model_is_replaced_by_a_pull() {
    let (folder, model) = (tempfile::tempdir().unwrap(), model());
    std::fs::write(folder.path().join("ggml-sample.bin"), "<html>").unwrap();
    let (base, _requests) = server(vec![answer("200 OK", "", &model)]);
    pull(&base, &entry(&model), folder.path(), &mut Silent).unwrap();
    assert!(std::fs::read(folder.path().join("ggml-sample.bin")).unwrap() == model);
}
