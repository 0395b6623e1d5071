//! The ids that already have takes.

use std::fs;
use std::path::{Path, PathBuf};

use super::KnownId;

/// Ids with a folder in `recordings`, and the prompt as their newest take tells it. A folder that
/// cannot be listed has none.
pub fn known_ids(recordings: &Path) -> Vec<KnownId> {
    folders(recordings)
        .into_iter()
        .filter_map(|folder| {
            let id = folder.file_name()?.to_str()?.to_owned();
            let newest = folders(&folder).pop();
            (id != "free" && id != "interviews")
                .then(|| KnownId { id, prompt: newest.and_then(|take| prompt(&take)) })
        })
        .collect()
}

/// The newest take of a question as `<id>/<time>`. Takes are named by their time, so the last by
/// name is the newest.
pub fn last_take(recordings: &Path, id: &str) -> Option<String> {
    let take = folders(&recordings.join(id))
        .into_iter()
        .rfind(|take| take.join("take.json").is_file() || take.join("audio.wav").is_file())?;
    Some(format!("{id}/{}", take.file_name()?.to_str()?))
}

fn folders(path: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(path) else { return Vec::new() };
    let mut folders: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

fn prompt(take: &Path) -> Option<String> {
    let text = fs::read_to_string(take.join("take.json")).ok()?;
    let take: serde_json::Value = serde_json::from_str(&text).ok()?;
    Some(take.get("question")?.get("prompt")?.as_str()?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_take_gives_the_prompt() {
        let dir = tempfile::tempdir().unwrap();
        for (time, prompt) in
            [("2026-01-01T00-00-00Z", "Why?"), ("2026-01-02T00-00-00Z", "Why us?")]
        {
            let take = dir.path().join("why").join(time);
            fs::create_dir_all(&take).unwrap();
            let json = format!("{{\"question\":{{\"prompt\":\"{prompt}\"}}}}");
            fs::write(take.join("take.json"), json).unwrap();
        }
        let known = known_ids(dir.path());
        assert_eq!(known, [KnownId { id: "why".into(), prompt: Some("Why us?".into()) }]);
        let last = last_take(dir.path(), "why");
        assert_eq!(last.as_deref(), Some("why/2026-01-02T00-00-00Z"));
        assert_eq!(last_take(dir.path(), "other"), None);
    }
}
