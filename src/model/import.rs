//! Takes in a model that the user already has.

use std::fs::File;
use std::path::{Path, PathBuf};

use super::error::ModelError;
use super::find::{self, Installed};
use super::ggml::{Encoding, Q8_0};
use super::report::Report;
use super::weights::Weights;
use super::{catalog, convert, ctranslate2, hash, pull, remember, safetensors, store};

/// Imports `source` into `folder` under `name` (without one, under the name it has): a ggml file
/// as it is, a CTranslate2 or Hugging Face folder converted with matrices in `encoding`
/// (q8_0 unless told otherwise).
///
/// # Errors
/// [`ModelError::Refused`] where the source is no Whisper model, or another file has the name;
/// [`ModelError::DiskFull`], [`ModelError::Io`].
pub fn import(
    source: &Path,
    name: Option<&str>,
    encoding: Option<Encoding>,
    folder: &Path,
    report: &mut dyn Report,
) -> Result<Installed, ModelError> {
    if source.is_dir() {
        let _lock = store::lock(folder)?;
        return from_folder(source, name, encoding.unwrap_or(Q8_0), folder, report);
    }
    if source.file_name().is_some_and(|file| file == "model.bin" || file == "model.safetensors") {
        let parent = source.parent().filter(|p| !p.as_os_str().is_empty());
        return import(parent.unwrap_or(Path::new(".")), name, encoding, folder, report);
    }
    let _lock = store::lock(folder)?;
    let model = Installed::open(source)?;
    let sum = hash::sha256_of_file(source)?;
    let known = catalog::ENTRIES.iter().find(|entry| entry.sha256 == sum);
    let file = match (name, known) {
        (Some(name), _) => file_name(name),
        (None, Some(entry)) => entry.file.to_owned(),
        (None, None) => file_name(&find::name_of(source)),
    };
    let target = folder.join(file);
    require_free(&target, Some(&sum))?;
    if !target.exists() {
        store::require_room(folder, model.info.bytes)?;
        let part = store::part(&target);
        copy(source, &part)?;
        store::finish(&part, &target)?;
    }
    remember::sha256_anew(&target)?;
    Installed::open(&target)
}

/// Copies bytes only: permissions of a read-only medium would make a file that cannot be synced.
fn copy(source: &Path, part: &Path) -> Result<(), ModelError> {
    let mut from = File::open(source).map_err(ModelError::io("read", source))?;
    let mut to = File::create(part).map_err(ModelError::io("create", part))?;
    std::io::copy(&mut from, &mut to).map_err(ModelError::io("write", part))?;
    Ok(())
}

/// Reads a folder of another program and writes it as ggml.
fn from_folder(
    source: &Path,
    name: Option<&str>,
    encoding: Encoding,
    folder: &Path,
    report: &mut dyn Report,
) -> Result<Installed, ModelError> {
    let weights = read(source)?;
    let named = match name {
        Some(name) => name.to_owned(),
        None => {
            let absolute = std::path::absolute(source).map_err(ModelError::io("read", source))?;
            let stem = find::name_of(&absolute);
            format!("{stem}-{}", encoding.name)
        }
    };
    let target = folder.join(file_name(&named));
    require_free(&target, None)?;
    store::require_room(folder, convert::tensor_bytes(&weights, encoding))?;
    let part = store::part(&target);
    pull::write(&weights, encoding, &part, report)?;
    super::check_ggml(&part)?;
    store::finish(&part, &target)?;
    remember::sha256_anew(&target)?;
    Installed::open(&target)
}

/// Reads a model folder of another program, whichever it is.
fn read(source: &Path) -> Result<Weights, ModelError> {
    if source.join("model.bin").is_file() {
        ctranslate2::read(source)
    } else if source.join("model.safetensors").is_file() {
        safetensors::read(source)
    } else {
        Err(ModelError::refused(
            source,
            "it holds neither a model.bin (CTranslate2, faster-whisper) nor a model.safetensors \
             (Hugging Face)",
        ))
    }
}

/// The file of an imported model: its name, with what cannot stand in a file name replaced.
fn file_name(name: &str) -> String {
    let safe = |c: char| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '-' };
    let stem: String = name.chars().map(safe).collect();
    format!("ggml-{}.bin", stem.trim_start_matches('.'))
}

/// Another model of the same name is never overwritten.
fn require_free(target: &Path, sum: Option<&str>) -> Result<(), ModelError> {
    if !target.exists() || sum.is_some_and(|sum| remember::sha256(target).is_ok_and(|s| s == sum)) {
        return Ok(());
    }
    let reason = "another model has this name already; import it as another with `--name NAME`, \
                  or remove that file";
    Err(ModelError::refused(target, reason))
}

/// Checks every model in `folders`: those of the catalog by their sum, others by their structure.
pub fn verify(folders: &[PathBuf]) -> Vec<(PathBuf, Result<String, ModelError>)> {
    find::files(folders).into_iter().map(|path| (path.clone(), verify_one(&path))).collect()
}

/// What proves this file, in a few words.
fn verify_one(path: &Path) -> Result<String, ModelError> {
    let installed = Installed::open(path)?;
    let found = remember::sha256_anew(path)?;
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    match catalog::entry(&file) {
        Some(entry) if entry.file == file && entry.sha256 != found => Err(ModelError::Checksum {
            path: path.to_path_buf(),
            name: entry.name.into(),
            expected: entry.sha256.into(),
            found,
        }),
        Some(_) => Ok("SHA-256 as in the catalog".into()),
        None => {
            let (family, encoding) = (installed.info.family(), installed.info.encoding.name);
            Ok(format!("not in the catalog; a sound {family} model in {encoding}"))
        }
    }
}
