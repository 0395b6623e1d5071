//! Loads the embedding beside the transcription, so that nobody waits for it.

use std::path::PathBuf;
use std::sync::{Mutex, OnceLock};
use std::thread::JoinHandle;

use super::{Embedding, EmbeddingError};

/// An embedding that is being loaded in a thread of its own, or none.
#[derive(Default)]
pub struct Loading {
    thread: Mutex<Option<JoinHandle<Result<Embedding, EmbeddingError>>>>,
    done: OnceLock<Option<Result<Embedding, EmbeddingError>>>,
}

impl Loading {
    /// Begins to load `path`; without a path there is no embedding.
    pub fn start(path: Option<PathBuf>) -> Self {
        let thread = path.map(|path| std::thread::spawn(move || Embedding::load(&path)));
        Loading { thread: Mutex::new(thread), done: OnceLock::new() }
    }

    fn done(&self) -> Option<&Result<Embedding, EmbeddingError>> {
        let wait = || {
            let mut thread = self.thread.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
            thread.take()?.join().ok()
        };
        self.done.get_or_init(wait).as_ref()
    }

    /// The embedding once it is there; `None` where there is none or it cannot be used.
    pub fn wait(&self) -> Option<&Embedding> {
        self.done()?.as_ref().ok()
    }

    /// Why an installed embedding cannot be used.
    pub fn error(&self) -> Option<&EmbeddingError> {
        self.done()?.as_ref().err()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_file_there_is_no_embedding_and_a_damaged_one_says_why() {
        assert!(Loading::start(None).wait().is_none());
        assert!(Loading::default().error().is_none());
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.embedding");
        std::fs::write(&path, "<html>").unwrap();
        let loading = Loading::start(Some(path));
        assert!(loading.wait().is_none());
        assert!(loading.error().unwrap().to_string().contains("x.embedding"));
    }
}
