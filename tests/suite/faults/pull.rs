//! A pull that is killed again and again.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::time::Duration;

use aloud::model::catalog::Entry;
use aloud::model::hash::hex;
use aloud::model::pull::pull;
use aloud::model::report::Silent;
use sha2::{Digest, Sha256};

/// Address and folder of the pull in a process of its own, separated by a bar.
const PULL: &str = "ALOUD_TEST_PULL";

fn model() -> Vec<u8> {
    let noise = (0..400_000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8);
    b"lmgg".iter().copied().chain(noise).collect()
}

fn entry() -> Entry {
    let bytes = model();
    Entry {
        name: "sample",
        file: "ggml-sample.bin",
        bytes: bytes.len() as u64,
        sha256: hex(&Sha256::digest(&bytes)).leak(),
        note: "",
        packages: None,
    }
}

/// Serves the model slowly, from wherever it is asked to continue, until the test ends.
fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let base = format!("http://{}/", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            std::thread::spawn(move || answer(stream));
        }
    });
    base
}

fn answer(mut stream: TcpStream) -> Option<()> {
    let (mut request, mut byte) = (Vec::new(), [0]);
    while !request.ends_with(b"\r\n\r\n") && stream.read(&mut byte).ok()? == 1 {
        request.push(byte[0]);
    }
    let request = String::from_utf8_lossy(&request).to_lowercase();
    let from = request.split_once("range: bytes=").and_then(|(_, rest)| rest.split_once('-'));
    let from: usize = from.map_or(0, |(from, _)| from.parse().unwrap_or(0));
    let model = model();
    let (length, last) = (model.len() - from, model.len() - 1);
    let head = if from == 0 {
        format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n")
    } else {
        format!(
            "HTTP/1.1 206 Partial Content\r\nContent-Length: {length}\r\n\
             Content-Range: bytes {from}-{last}/{}\r\n\r\n",
            model.len()
        )
    };
    stream.write_all(head.as_bytes()).ok()?;
    for piece in model[from..].chunks(8_192) {
        stream.write_all(piece).ok()?;
        std::thread::sleep(Duration::from_millis(2));
    }
    Some(())
}

#[test]
#[ignore = "run by the test below, in a process of its own"]
fn pulls_what_it_is_told() {
    let Ok(told) = std::env::var(PULL) else { return };
    let (base, folder) = told.split_once('|').expect("an address and a folder");
    pull(base, &entry(), folder.as_ref(), &mut Silent).expect("a model");
}

#[test]
fn a_pull_that_is_killed_again_and_again_never_installs_half_a_model() {
    let kills = std::env::var("ALOUD_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(20u64);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let target = folder.path().join("ggml-sample.bin");
    let base = serve();
    let (mut installed, mut chance) = (0, 1u64);
    for _ in 0..kills {
        let mut child = Command::new(std::env::current_exe().expect("this program"))
            .args(["--exact", "faults::pull::pulls_what_it_is_told", "--ignored"])
            .env(PULL, format!("{base}|{}", folder.path().display()))
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("a process");
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        std::thread::sleep(Duration::from_millis(10 + (chance >> 33) % 150));
        let _ = child.kill();
        child.wait().expect("it is gone");
        if target.exists() {
            installed += 1;
            assert!(std::fs::read(&target).expect("the model") == model(), "half a model");
            std::fs::remove_file(&target).expect("removed");
        }
    }
    eprintln!("pull: {kills} kills, {installed} whole models, no half one");
    pull(&base, &entry(), folder.path(), &mut Silent).expect("a pull after all that");
    assert!(std::fs::read(&target).expect("the model") == model());
}
