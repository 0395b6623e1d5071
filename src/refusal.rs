//! What to do when the file system refuses.

use std::io::{self, ErrorKind};
use std::path::Path;

use crate::language::Language;

/// Why the file system refused, as far as it changes what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// No room: the disk is full, or a quota or a limit on the size of files is reached.
    Full,
    /// No right to write there.
    Rights,
    /// The disk is mounted for reading only.
    ReadOnly,
    /// The folder is not there, or not any more.
    Missing,
    /// Something else, a failing disk for instance.
    Other,
}

impl Refusal {
    /// The refusal behind an error.
    pub fn of(error: &io::Error) -> Refusal {
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
                Refusal::Full
            }
            ErrorKind::PermissionDenied => Refusal::Rights,
            ErrorKind::ReadOnlyFilesystem => Refusal::ReadOnly,
            ErrorKind::NotFound | ErrorKind::NotADirectory => Refusal::Missing,
            _ => Refusal::Other,
        }
    }

    /// What to do about it, as the beginning of a sentence without its full stop.
    pub fn mend(self, ui: Language) -> &'static str {
        let (english, korean) = match self {
            Refusal::Full => (
                "free some room (`aloud delete TAKE`), or raise the quota or `ulimit -f`",
                "공간을 비우거나(`aloud delete TAKE`) 할당량이나 `ulimit -f`를 늘리세요",
            ),
            Refusal::Rights => (
                "give yourself the right to write there (`chmod u+rwx`), or use another folder",
                "쓰기 권한을 주거나(`chmod u+rwx`) 다른 폴더를 쓰세요",
            ),
            Refusal::ReadOnly => (
                "the disk is read-only: use a practice folder on another (`--folder DIR`)",
                "읽기 전용 디스크입니다. 다른 디스크의 연습 폴더를 쓰세요 (`--folder DIR`)",
            ),
            Refusal::Missing => (
                "the folder is gone: put it back, or name another with `--folder DIR`",
                "폴더가 없어졌습니다. 되돌려 놓거나 `--folder DIR`로 다른 것을 지정하세요",
            ),
            Refusal::Other => {
                ("check the disk (`aloud doctor`)", "디스크를 확인하세요 (`aloud doctor`)")
            }
        };
        if ui == Language::English { english } else { korean }
    }
}

/// An error as it is told: each cause once, without the system's numbers, and where the file system
/// refused to write, with what to do.
pub fn told(error: &anyhow::Error, ui: Language) -> String {
    let mut text = String::new();
    for cause in error.chain().map(|cause| cause.to_string()) {
        if !text.contains(&cause) {
            text += if text.is_empty() { "" } else { ": " };
            text += &cause;
        }
    }
    let system = error.chain().find_map(|cause| cause.downcast_ref::<io::Error>());
    if let Some(number) = system.and_then(io::Error::raw_os_error) {
        text = text.replace(&format!(" (os error {number})"), "");
    }
    let mend = match system.map(Refusal::of) {
        Some(refusal @ (Refusal::Full | Refusal::ReadOnly)) => refusal.mend(ui),
        _ => return text,
    };
    if text.contains(mend) { text } else { format!("{text}; {mend}") }
}

/// A path as a word of a command that can be copied into a shell.
pub fn shell_word(path: &Path) -> String {
    let text = path.to_string_lossy();
    let plain = |c: char| c.is_alphanumeric() || "._-/+:,@%".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        text.into_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use anyhow::Context;

    use super::*;

    #[test]
    fn a_refusal_is_told_once_and_with_what_to_do() {
        let full = io::Error::from_raw_os_error(28);
        let error = Err::<(), _>(full).context("cannot write x.json").unwrap_err();
        let text = told(&error.context("the review is not kept"), Language::English);
        assert!(
            text.starts_with("the review is not kept: cannot write x.json: No space"),
            "{text}"
        );
        assert!(text.contains("; free some room") && !text.contains("os error"), "{text}");
        let error = anyhow::anyhow!("cannot open x: gone").context("x");
        assert_eq!(told(&error, Language::English), "x: cannot open x: gone");
    }

    #[test]
    fn paths_can_be_copied_into_a_shell() {
        assert_eq!(shell_word(Path::new("notes/답변.webm")), "notes/답변.webm");
        assert_eq!(shell_word(Path::new("my answer.webm")), "'my answer.webm'");
        assert_eq!(shell_word(Path::new("it's.webm")), r"'it'\''s.webm'");
    }
}
