//! The practice folder: rights, settings, notes, takes and room.

use std::path::Path;

use super::super::Context;
use super::super::questions::load;
use super::check::{Check, Subject};
use crate::config::Config;
use crate::folder::{Folder, free_bytes};
use crate::language::Language;
use crate::take;

/// Rate in Hz the room on the disk is reckoned with where no microphone says another: the usual
/// one of sound cards.
const USUAL_RATE_HZ: u32 = 48_000;

/// Minutes of recording below which the disk must be cleared: a take and its review at least.
const MEND_BELOW_MIN: u64 = 10;

/// Minutes of recording below which it is worth a word: an evening's practice.
const NOTE_BELOW_MIN: u64 = 120;

/// Everything about the practice folder. `sample_rate_hz`: of the microphone, where known.
pub fn checks(sample_rate_hz: Option<u32>, context: &Context) -> Vec<Check> {
    let Some(folder) = &context.folder else {
        let none = context.pick("no practice folder here or above", "여기나 위에 연습 폴더가 없음");
        let mend = context.pick(
            "make one with `aloud init DIR`, or name one with `--folder DIR`",
            "`aloud init DIR`로 만들거나 `--folder DIR`로 지정하세요",
        );
        return vec![Check::mend(Subject::Folder, none, mend.to_string())];
    };
    let mut checks = vec![rights(folder, context), settings(folder, context.ui)];
    checks.push(notes(context));
    checks.extend(takes(folder, context.ui));
    checks.extend(room(&folder.root, sample_rate_hz.unwrap_or(USUAL_RATE_HZ), context.ui));
    checks
}

/// Whether a take could be made, tried with a file; and whether others can look into it.
fn rights(folder: &Folder, context: &Context) -> Check {
    let recordings = folder.recordings();
    let place = if recordings.is_dir() { &recordings } else { &folder.root };
    let shown = place.display();
    if let Err(error) = tempfile::tempfile_in(place) {
        let (message, mend) = match context.ui {
            Language::English => (
                format!("{shown} cannot be written: {error}"),
                format!("give yourself the right (`chmod u+rwx {shown}`) or use another folder"),
            ),
            Language::Korean => (
                format!("{shown}에 쓸 수 없습니다: {error}"),
                format!("쓰기 권한을 주거나(`chmod u+rwx {shown}`) 다른 폴더를 쓰세요"),
            ),
        };
        return Check::mend(Subject::Folder, message, mend);
    }
    if open_to_others(&recordings) {
        let (message, mend) = match context.ui {
            Language::English => {
                ("other users can look into the recordings", format!("chmod 700 {shown}"))
            }
            Language::Korean => {
                ("다른 사용자가 녹음을 볼 수 있습니다", format!("chmod 700 {shown}"))
            }
        };
        return Check::note(Subject::Folder, message, mend);
    }
    Check::fit(Subject::Folder, folder.root.display().to_string())
}

#[cfg(unix)]
fn open_to_others(folder: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(folder).is_ok_and(|of| of.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn open_to_others(_: &Path) -> bool {
    false
}

fn settings(folder: &Folder, ui: Language) -> Check {
    let file = folder.config_file();
    match Config::load(Some(folder), |name| std::env::var(name).ok()) {
        Err(error) => Check::mend(Subject::Settings, error.to_string(), None),
        Ok(_) if file.is_file() => Check::fit(Subject::Settings, file.display().to_string()),
        Ok(_) => Check::fit(
            Subject::Settings,
            match ui {
                Language::English => "no aloud.toml: the defaults",
                Language::Korean => "aloud.toml이 없어 기본값을 씁니다",
            },
        ),
    }
}

fn notes(context: &Context) -> Check {
    let (notes, errors) = match load(context, &[]) {
        Ok(loaded) => loaded,
        Err(error) => return Check::note(Subject::Notes, format!("{error:#}"), None),
    };
    let mend = context.pick(
        "`aloud questions` shows them, each with its line",
        "`aloud questions`가 줄 번호와 함께 보여 줍니다",
    );
    if let Some(error) = errors.first() {
        return Check::mend(Subject::Notes, error.to_string(), None);
    }
    let (questions, warnings) = (notes.questions.len(), notes.warnings.len());
    let found = match context.ui {
        Language::English => counted(questions, "question"),
        Language::Korean => format!("질문 {questions}개"),
    };
    match (questions, warnings, context.ui) {
        (0, _, Language::English) => Check::note(
            Subject::Notes,
            "no questions; free takes work all the same",
            "write questions into notes/*.md (`aloud init` makes samples)".to_string(),
        ),
        (0, _, Language::Korean) => Check::note(
            Subject::Notes,
            "질문이 없습니다. 질문 없이도 녹음할 수 있습니다",
            "notes/*.md에 질문을 적으세요 (`aloud init`이 예시를 만듭니다)".to_string(),
        ),
        (_, 0, _) => Check::fit(Subject::Notes, found),
        (_, n, Language::English) => {
            let message = format!("{found}, {}", counted(n, "warning"));
            Check::note(Subject::Notes, message, mend.to_string())
        }
        (_, n, Language::Korean) => {
            Check::note(Subject::Notes, format!("{found}, 경고 {n}개"), mend.to_string())
        }
    }
}

/// "1 take", "2 takes".
fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}

/// Takes that were cut off or cannot be read.
fn takes(folder: &Folder, ui: Language) -> Option<Check> {
    let recordings = folder.recordings();
    let (whole, broken) = take::list(&recordings).ok()?;
    let cut_off = take::recover::cut_off(&recordings).ok()?.len();
    let message = match (cut_off, broken.first(), ui) {
        (0, None, Language::English) => {
            return Some(Check::fit(Subject::Takes, counted(whole.len(), "take")));
        }
        (0, None, Language::Korean) => {
            return Some(Check::fit(Subject::Takes, format!("{}개", whole.len())));
        }
        (0, Some(error), _) => return Some(Check::mend(Subject::Takes, error.to_string(), None)),
        (1, _, Language::English) => "1 take was cut off".into(),
        (n, _, Language::English) => format!("{n} takes were cut off"),
        (n, _, Language::Korean) => format!("중간에 끊긴 녹음 {n}개"),
    };
    let mend = match ui {
        Language::English => "`aloud recover` saves what was recorded",
        Language::Korean => "`aloud recover`가 녹음된 부분을 되살립니다",
    };
    Some(Check::mend(Subject::Takes, message, mend.to_string()))
}

/// Minutes of recording that still fit, where the system tells.
fn room(place: &Path, rate_hz: u32, ui: Language) -> Option<Check> {
    let free = free_bytes(place)?;
    let minutes = free / (u64::from(rate_hz) * 2 * 60);
    let (gigabytes, hours) = (free as f64 / 1e9, minutes / 60);
    let message = match (ui, hours) {
        (Language::English, 0) => format!("room for {minutes} min of recording"),
        (Language::English, _) => format!("{gigabytes:.1} GB free, {hours} h of recording"),
        (Language::Korean, 0) => format!("녹음 {minutes}분을 더 저장할 수 있음"),
        (Language::Korean, _) => format!("{gigabytes:.1} GB 남음, 녹음 {hours}시간 분량"),
    };
    let mend = match ui {
        Language::English => "free some room, or `aloud delete TAKE` takes you no longer need",
        Language::Korean => "공간을 비우거나 필요 없는 녹음을 `aloud delete TAKE`로 지우세요",
    };
    Some(match minutes {
        n if n < MEND_BELOW_MIN => Check::mend(Subject::Disk, message, mend.to_string()),
        n if n < NOTE_BELOW_MIN => Check::note(Subject::Disk, message, mend.to_string()),
        _ => Check::fit(Subject::Disk, message),
    })
}
