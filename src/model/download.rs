//! Downloads one file over HTTP, resuming where an earlier attempt stopped.

use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;
use std::time::Duration;

use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body, http::Response};

use super::catalog::Entry;
use super::error::ModelError;
use super::ggml;
use super::hash::sha256_of_file;
use super::report::Report;

/// A host that does not answer by then is taken as unreachable: long enough for a slow mobile
/// connection, short enough that the other source is tried while the user still watches.
const CONNECT: Duration = Duration::from_secs(6);
/// The longest wait for the next bytes of a download that has begun.
const STALL: Duration = Duration::from_secs(30);
/// Bytes read at a time.
const BUFFER: usize = 1 << 16;

/// Why a file could not be had over HTTP.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The host did not answer, or something else answered in its place; another source may
    /// still have the file.
    #[error("{0}")]
    Unreachable(String),
    /// The download began and broke off; what arrived is kept for the next attempt.
    #[error("the connection broke off ({0}); run the same command again to continue")]
    BrokeOff(String),
    /// The bytes are not those that were asked for.
    #[error("{0}")]
    Wrong(String),
    /// The file could not be written.
    #[error(transparent)]
    Local(#[from] ModelError),
}

/// Downloads `entry` from `base` (an address ending in a slash) to the file `part`, continuing
/// what is already in it, and checks size and SHA-256.
///
/// # Errors
/// See [`Failure`]. A part file with wrong bytes is removed, one that is merely short is kept.
pub fn download(
    base: &str,
    entry: &Entry,
    part: &Path,
    report: &mut dyn Report,
) -> Result<(), Failure> {
    let had = part.metadata().map_or(0, |metadata| metadata.len());
    if had > entry.bytes {
        remove(part)?;
    }
    fetch(base, entry, part, report)?;
    if sha256_of_file(part)? == entry.sha256 {
        return Ok(());
    }
    remove(part)?;
    if had == 0 {
        return Err(wrong_sum(entry));
    }
    // What an earlier attempt left need not be the beginning of this file.
    report.say("what an earlier download left does not fit; starting again");
    fetch(base, entry, part, report)?;
    if sha256_of_file(part)? == entry.sha256 {
        return Ok(());
    }
    remove(part)?;
    Err(wrong_sum(entry))
}

fn wrong_sum(entry: &Entry) -> Failure {
    Failure::Wrong(format!(
        "what the server sent as {} has another SHA-256 than the catalog; it was removed",
        entry.file
    ))
}

fn remove(part: &Path) -> Result<(), ModelError> {
    std::fs::remove_file(part).map_err(ModelError::io("remove", part))
}

/// Brings the part file to the full size of the entry.
fn fetch(base: &str, entry: &Entry, part: &Path, report: &mut dyn Report) -> Result<(), Failure> {
    let had = part.metadata().map_or(0, |metadata| metadata.len());
    if had == entry.bytes {
        return Ok(());
    }
    let url = format!("{base}{}", entry.file);
    let mut request = agent(base).get(&url);
    if had > 0 {
        request = request.header("Range", format!("bytes={had}-"));
    }
    let response = request.call().map_err(|error| Failure::Unreachable(reason(&error)))?;
    let start = match response.status().as_u16() {
        200 => 0,
        206 => had,
        status => {
            return Err(Failure::Unreachable(format!("the server answered with status {status}")));
        }
    };
    expect_model(&response, entry, start)?;
    save(response, entry, part, start, report)
}

/// The plain reason in an error of the HTTP client.
fn reason(error: &ureq::Error) -> String {
    match error {
        ureq::Error::Timeout(_) => "it did not answer in time".into(),
        ureq::Error::Io(error) => error.to_string(),
        other => other.to_string(),
    }
}

/// Refuses an answer by its headers: a web page, or a file of another size.
fn expect_model(response: &Response<Body>, entry: &Entry, start: u64) -> Result<(), Failure> {
    let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok());
    if header("content-type").is_some_and(|kind| kind.starts_with("text/html")) {
        return Err(Failure::Unreachable("a web page came back, probably from a proxy".into()));
    }
    let resumed_at = |range: &str| range.starts_with(&format!("bytes {start}-"));
    if start > 0 && !header("content-range").is_some_and(resumed_at) {
        return Err(Failure::Unreachable("the server continued at the wrong place".into()));
    }
    match header("content-length").and_then(|length| length.parse::<u64>().ok()) {
        Some(length) if start + length != entry.bytes => Err(Failure::Wrong(format!(
            "the server offers {} bytes as {}, and the model has {}",
            start + length,
            entry.file,
            entry.bytes
        ))),
        _ => Ok(()),
    }
}

/// Writes the body to the part file, from byte `start` on.
fn save(
    response: Response<Body>,
    entry: &Entry,
    part: &Path,
    start: u64,
    report: &mut dyn Report,
) -> Result<(), Failure> {
    let step = format!("downloading {}", entry.name);
    // One byte more than fits shows a server that sends too much, and stops it there.
    let mut body = response.into_body().into_reader().take(entry.bytes - start + 1);
    let mut buffer = vec![0; BUFFER];
    let mut done = start;
    let mut file = None;
    loop {
        let n = body.read(&mut buffer).map_err(|error| Failure::BrokeOff(error.to_string()))?;
        if n == 0 {
            break;
        }
        if done == 0 && !ggml::MAGIC.to_le_bytes().starts_with(&buffer[..n.min(4)]) {
            let reason = ggml::check::not_ggml(&buffer[..n.min(64)]);
            return Err(Failure::Unreachable(format!("what came back is no model: {reason}")));
        }
        if file.is_none() {
            file = Some(open(part, start)?);
        }
        if let Some(file) = &mut file {
            file.write_all(&buffer[..n]).map_err(ModelError::io("write", part))?;
        }
        done += n as u64;
        report.progress(&step, done.min(entry.bytes), entry.bytes);
    }
    if done > entry.bytes {
        remove(part)?;
        return Err(Failure::Wrong(format!("the server sent more than {} has", entry.file)));
    }
    if done < entry.bytes {
        let (had, all) = (done / 1_000_000, entry.megabytes());
        return Err(Failure::BrokeOff(format!("{had} of {all} MB arrived")));
    }
    Ok(())
}

/// Opens the part file only when model bytes have arrived, so that no web page gets into it.
fn open(part: &Path, start: u64) -> Result<File, ModelError> {
    let file =
        if start == 0 { File::create(part) } else { File::options().append(true).open(part) };
    file.map_err(ModelError::io("write", part))
}

/// Proxies are taken from the environment (but no proxy reaches this machine's own addresses),
/// certificates from the system: a company's own authority is known there.
fn agent(base: &str) -> Agent {
    let local = ["http://127.0.0.1:", "http://localhost:"].iter().any(|own| base.starts_with(own));
    let proxy = if local { None } else { ureq::Proxy::try_from_env() };
    Agent::config_builder()
        .proxy(proxy)
        .user_agent(concat!("aloud/", env!("CARGO_PKG_VERSION")))
        .http_status_as_error(false)
        .tls_config(TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build())
        .timeout_resolve(Some(CONNECT))
        .timeout_connect(Some(CONNECT))
        .timeout_recv_response(Some(STALL))
        .timeout_per_read(Some(STALL))
        .build()
        .new_agent()
}
