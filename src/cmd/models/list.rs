//! `aloud models list`: what there is, and what is installed.

use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::json;

use crate::cmd::print;
use crate::coverage::embedding;
use crate::model::catalog::{self, COMPONENTS, DEFAULT, EMBEDDING, ENTRIES, Entry};
use crate::model::find::{self, Installed};
use crate::model::remember;

/// One line of the list: a model of the catalog, or another file.
struct Row {
    name: String,
    megabytes: u64,
    path: Option<PathBuf>,
    note: String,
    entry: Option<&'static Entry>,
}

fn rows(folders: &[PathBuf]) -> Vec<Row> {
    let of_catalog = ENTRIES.iter().map(|entry| Row {
        name: entry.name.into(),
        megabytes: entry.megabytes(),
        path: find::find_file(entry.file, folders),
        note: entry.note.into(),
        entry: Some(entry),
    });
    let others = find::files(folders)
        .into_iter()
        .filter(|path| {
            catalog::entry(&path.file_name().unwrap_or_default().to_string_lossy()).is_none()
        })
        .map(|path| Row {
            name: find::name_of(&path),
            megabytes: path.metadata().map_or(0, |metadata| metadata.len().div_ceil(1_000_000)),
            note: match Installed::open(&path) {
                Ok(model) => format!("{}, {}", model.info.family(), model.info.encoding.name),
                Err(_) => "not usable: see `aloud models verify`".into(),
            },
            path: Some(path),
            entry: None,
        });
    of_catalog.chain(others).collect()
}

/// Lists the models of the catalog and those that lie in `folders`.
///
/// # Errors
/// Standard output cannot be written.
pub fn list(as_json: bool, folders: &[PathBuf]) -> anyhow::Result<ExitCode> {
    let rows = rows(folders);
    let text = if as_json { listing(&rows, folders)? } else { table(&rows, folders) };
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn listing(rows: &[Row], folders: &[PathBuf]) -> anyhow::Result<String> {
    let models: Vec<_> = rows
        .iter()
        .map(|row| {
            json!({
                "name": row.name,
                "bytes": row.entry.map(|entry| entry.bytes)
                    .or_else(|| row.path.as_ref()?.metadata().ok().map(|m| m.len())),
                "default": row.name == DEFAULT,
                "installed": row.path.is_some(),
                "path": row.path,
                "sha256": row.entry.map(|entry| entry.sha256.to_owned())
                    .or_else(|| remember::sha256(row.path.as_ref()?).ok()),
                "source": row.entry.map(|entry| format!("{}{}", catalog::HUGGING_FACE, entry.file)),
                "packages": row.entry.and_then(|entry| entry.packages).map(|p| p.origin),
                "note": row.note,
            })
        })
        .collect();
    let components: Vec<_> = COMPONENTS
        .iter()
        .map(|part| {
            json!({
                "name": part.name, "purpose": part.purpose, "source": part.source,
                "licence": part.licence, "sha256": part.sha256, "bytes": part.bytes,
            })
        })
        .collect();
    let file = embedding::find(folders);
    let sentence_embedding = json!({
        "name": EMBEDDING.name, "bytes": EMBEDDING.bytes, "installed": file.is_some(),
        "path": file, "sha256": EMBEDDING.sha256, "packages": EMBEDDING.origin,
    });
    let all = json!({
        "schema": "aloud.models/1", "models": models, "embedding": sentence_embedding,
        "components": components,
    });
    Ok(format!("{}\n", serde_json::to_string_pretty(&all)?))
}

fn table(rows: &[Row], folders: &[PathBuf]) -> String {
    let mut text = String::new();
    for row in rows {
        let mark = if row.path.is_some() { "*" } else { " " };
        text += &format!("{mark} {:<20}{:>5} MB  {}\n", row.name, row.megabytes, row.note);
    }
    let mark = if embedding::find(folders).is_some() { "*" } else { " " };
    let note = "sentence embedding: sees through paraphrase";
    let megabytes = EMBEDDING.bytes.div_ceil(1_000_000);
    text += &format!("{mark} {:<20}{megabytes:>5} MB  {note}\n", EMBEDDING.name);
    text += "\n* installed\n";
    for part in COMPONENTS {
        text += &format!("  built in: {} ({}, {})\n", part.name, part.purpose, part.licence);
    }
    for folder in folders {
        text += &format!("  {}\n", folder.display());
    }
    text
}
