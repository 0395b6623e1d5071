//! Finds installed models.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::catalog::{self, Entry};
use super::error::ModelError;
use super::ggml::check::{ModelInfo, check_ggml};
use super::{remember, store};
use crate::folder::Folder;

/// A model on this machine whose structure has been checked.
#[derive(Debug, Clone)]
pub struct Installed {
    /// Catalog name, or the file's name without `ggml-` and `.bin`.
    pub name: String,
    /// The file.
    pub path: PathBuf,
    /// What it holds.
    pub info: ModelInfo,
    /// Whether it knows other languages than English.
    pub multilingual: bool,
    /// Its sum, once it was asked for: the file may be gone before the review that names it is made.
    sum: OnceLock<String>,
}

impl Installed {
    /// Checks the structure of a file and takes it as a model.
    ///
    /// # Errors
    /// Those of [`check_ggml`].
    pub fn open(path: &Path) -> Result<Installed, ModelError> {
        let info = check_ggml(path)?;
        let multilingual = info.hyperparameters.multilingual();
        let (name, path, sum) = (name_of(path), path.to_path_buf(), OnceLock::new());
        Ok(Installed { name, path, info, multilingual, sum })
    }

    /// SHA-256 in hexadecimal; quick when the file has been hashed before and not changed.
    ///
    /// # Errors
    /// [`ModelError::Io`] where the file cannot be read.
    pub fn sha256(&self) -> Result<String, ModelError> {
        match self.sum.get() {
            Some(sum) => Ok(sum.clone()),
            None => remember::sha256(&self.path).inspect(|sum| _ = self.sum.set(sum.clone())),
        }
    }
}

/// The name a model file goes by.
pub fn name_of(path: &Path) -> String {
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    if let Some(entry) = catalog::entry(&file) {
        return entry.name.to_owned();
    }
    let stem = file.strip_suffix(".bin").unwrap_or(&file);
    stem.strip_prefix("ggml-").unwrap_or(stem).to_owned()
}

/// What the user asked for: the flag, else `ALOUD_MODEL`, else the setting, else nothing.
pub fn requested(flag: Option<&str>, setting: Option<&str>) -> Option<String> {
    let environment = std::env::var("ALOUD_MODEL").ok().filter(|value| !value.is_empty());
    flag.map(str::to_owned).or(environment).or_else(|| setting.map(str::to_owned))
}

/// The model to use: a name or the path of a file; without either the default model, else any
/// other that is installed, in the order of the catalog.
///
/// # Errors
/// [`ModelError::Missing`], [`ModelError::NotInstalled`] and [`ModelError::Unknown`] say what to
/// type; a damaged file is refused with its reason and never skipped for another.
pub fn locate(wanted: Option<&str>, folder: Option<&Folder>) -> Result<Installed, ModelError> {
    locate_in(wanted, &store::folders(folder))
}

/// [`locate`] in these folders.
///
/// # Errors
/// As [`locate`].
pub fn locate_in(wanted: Option<&str>, folders: &[PathBuf]) -> Result<Installed, ModelError> {
    let Some(wanted) = wanted else {
        let mut entries = catalog::ENTRIES.iter();
        let known = entries.find_map(|entry| Some((entry, find_file(entry.file, folders)?)));
        if let Some((entry, path)) = known {
            return open_known(entry, &path);
        }
        let default = catalog::entry(catalog::DEFAULT).expect("the default is in the catalog");
        let missing =
            ModelError::Missing { name: default.name.into(), megabytes: default.megabytes() };
        return Installed::open(files(folders).first().ok_or(missing)?);
    };
    if let Some(entry) = catalog::entry(wanted) {
        return match find_file(entry.file, folders) {
            Some(path) => open_known(entry, &path),
            None => Err(not_installed(entry)),
        };
    }
    let names = [format!("ggml-{wanted}.bin"), format!("{wanted}.bin"), wanted.to_owned()];
    let in_folders = names.iter().find_map(|name| find_file(name, folders));
    let as_path = || Some(PathBuf::from(wanted)).filter(|path| path.exists());
    match in_folders.or_else(as_path) {
        Some(path) => Installed::open(&path),
        None => Err(ModelError::Unknown { name: wanted.into(), known: catalog::names() }),
    }
}

/// Opens a file under a name of the catalog, and holds it to the catalog's sum: a review under
/// that name must be one by that model. Remembered sums make this quick.
fn open_known(entry: &Entry, path: &Path) -> Result<Installed, ModelError> {
    let installed = Installed::open(path)?;
    let found = installed.sha256()?;
    if found == entry.sha256 {
        return Ok(installed);
    }
    let (path, name) = (path.to_path_buf(), entry.name.to_owned());
    Err(ModelError::Checksum { path, name, expected: entry.sha256.into(), found })
}

fn not_installed(entry: &Entry) -> ModelError {
    ModelError::NotInstalled { name: entry.name.into(), megabytes: entry.megabytes() }
}

/// The first of the folders' files of this name. A path is no name: it must not escape them.
pub fn find_file(name: &str, folders: &[PathBuf]) -> Option<PathBuf> {
    if name.contains(['/', '\\']) {
        return None;
    }
    folders.iter().map(|folder| folder.join(name)).find(|path| path.is_file())
}

/// Every model file in the folders, sorted by name within each. Files are not opened.
pub fn files(folders: &[PathBuf]) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for folder in folders {
        let Ok(entries) = std::fs::read_dir(folder) else { continue };
        let paths = entries.flatten().map(|entry| entry.path());
        let mut found: Vec<PathBuf> = paths
            .filter(|path| path.extension().is_some_and(|e| e == "bin") && path.is_file())
            .collect();
        found.sort();
        all.extend(found);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{convert, ctranslate2, ggml, sample};

    fn folder_with(file: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        sample::ctranslate2(folder.path());
        let weights = ctranslate2::read(folder.path()).unwrap();
        let mut bytes = Vec::new();
        convert::to_ggml(&weights, ggml::Q8_0, folder.path(), &mut bytes, |_| {}).unwrap();
        std::fs::remove_file(folder.path().join("model.bin")).unwrap();
        std::fs::write(folder.path().join(file), bytes).unwrap();
        folder
    }

    fn locate_at(wanted: Option<&str>, folder: &Path) -> Result<Installed, ModelError> {
        locate_in(wanted, &[folder.to_path_buf()])
    }

    #[test]
    fn a_missing_model_leads_to_the_command_that_mends_it() {
        let folder = tempfile::tempdir().unwrap();
        let error = locate_at(None, folder.path()).unwrap_err().to_string();
        let sentence = "no Whisper model is installed: run `aloud models pull base-q8_0` (82 MB)";
        assert_eq!(error, sentence);
        let error = locate_at(Some("tiny"), folder.path()).unwrap_err().to_string();
        assert!(error.contains("aloud models pull tiny"), "{error}");
        let error = locate_at(Some("huge"), folder.path()).unwrap_err().to_string();
        assert!(error.contains("base-q8_0, base"), "{error}");
    }

    #[test]
    fn an_imported_model_is_found_by_name_by_path_and_when_it_is_the_only_one() {
        let folder = folder_with("ggml-korean.bin");
        let path = folder.path().join("ggml-korean.bin");
        for wanted in [Some("korean"), Some("ggml-korean.bin"), path.to_str(), None] {
            let found = locate_at(wanted, folder.path()).unwrap();
            assert_eq!((found.name.as_str(), &found.path), ("korean", &path));
            assert!(found.multilingual);
        }
    }

    #[test]
    fn another_model_under_a_name_of_the_catalog_is_refused() {
        let folder = folder_with("ggml-base-q8_0.bin");
        for wanted in [None, Some("base-q8_0")] {
            let error = locate_at(wanted, folder.path()).unwrap_err();
            assert!(matches!(error, ModelError::Checksum { .. }), "{error}");
        }
    }

    #[test]
    fn a_name_never_leads_out_of_the_folders() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(find_file("../x.bin", &[folder.path().to_path_buf()]), None);
    }
}
