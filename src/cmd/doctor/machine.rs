//! The model, the terminal and the versions of what runs.

use std::fmt;
use std::io::IsTerminal;

use serde::Serialize;

use super::super::Context;
use super::super::record::SMALLEST_SCREEN;
use super::check::{Check, Subject};
use crate::coverage::embedding;
use crate::language::Language;
use crate::model::catalog::EMBEDDING;
use crate::model::memory::Room;
use crate::model::{self, ModelError, store};

/// The model that a review would use.
pub fn model(context: &Context) -> Check {
    let wanted = context.wanted_model(None);
    match model::locate(wanted.as_deref(), context.folder.as_ref()) {
        Ok(found) => {
            let megabytes = found.info.bytes.div_ceil(1_000_000);
            let message = format!("{}, {megabytes} MB, {}", found.name, found.path.display());
            match Room::now().require(found.info.bytes) {
                Ok(()) => Check::fit(Subject::Model, message),
                Err(reason) => Check::mend(Subject::Model, format!("{message}: {reason}"), None),
            }
        }
        Err(ModelError::Missing { name, megabytes })
        | Err(ModelError::NotInstalled { name, megabytes }) => {
            let message = context.pick("not installed", "설치되지 않았습니다");
            let mend = format!("aloud models pull {name} ({megabytes} MB)");
            Check::mend(Subject::Model, format!("{name} {message}"), mend)
        }
        // The error says what to type.
        Err(error) => Check::mend(Subject::Model, error.to_string(), None),
    }
}

/// The sentence embedding: reviews work without it, and take a paraphrase for a missed point.
pub fn embedding(context: &Context) -> Check {
    let folders = store::folders(context.folder.as_ref());
    match embedding::find(&folders) {
        Some(path) => Check::fit(Subject::Embedding, path.display().to_string()),
        None => Check::note(
            Subject::Embedding,
            context.pick(
                "not installed: points of the written answer are found by their words alone",
                "설치되지 않아 적어 둔 답변의 요점을 같은 낱말로만 찾습니다",
            ),
            format!(
                "aloud models pull {} ({} MB)",
                EMBEDDING.name,
                EMBEDDING.bytes.div_ceil(1_000_000)
            ),
        ),
    }
}

/// What the recording screen would be drawn on.
pub fn terminal(ui: Language) -> Check {
    let pick = |english: &str, korean: &str| match ui {
        Language::English => english.to_string(),
        Language::Korean => korean.to_string(),
    };
    if !std::io::stderr().is_terminal() {
        let message = pick("none here: plain lines", "터미널이 아니어서 줄 단위로 출력합니다");
        return Check::fit(Subject::Terminal, message);
    }
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let kind = set("TERM").unwrap_or_default();
    let plain = pick("use `--plain`", "`--plain`을 쓰세요");
    if cfg!(unix) && matches!(kind.as_str(), "" | "dumb") {
        let message = pick("it cannot draw (TERM is dumb)", "화면을 그릴 수 없음 (TERM이 dumb)");
        return Check::note(Subject::Terminal, message, plain);
    }
    let (rows, columns) = console::Term::stderr().size();
    let (least_columns, least_rows) = SMALLEST_SCREEN;
    if usize::from(columns) < least_columns || usize::from(rows) < least_rows {
        let message = match ui {
            Language::English => format!("too small: {columns} columns, {rows} rows"),
            Language::Korean => format!("너무 작음: {columns}칸 {rows}줄"),
        };
        return Check::note(Subject::Terminal, message, plain);
    }
    let locale = set("LC_ALL").or_else(|| set("LC_CTYPE")).or_else(|| set("LANG"));
    let locale = locale.unwrap_or_default();
    if cfg!(unix) && !locale.to_lowercase().replace('-', "").contains("utf8") {
        let message = match ui {
            Language::English => format!("the locale {locale:?} is not UTF-8"),
            Language::Korean => format!("로캘 {locale:?}이(가) UTF-8이 아닙니다"),
        };
        let mend = pick("export LANG=C.UTF-8", "export LANG=C.UTF-8");
        return Check::note(Subject::Terminal, message, mend);
    }
    let message = match ui {
        Language::English => format!("{columns} columns, {rows} rows, UTF-8"),
        Language::Korean => format!("{columns}칸 {rows}줄, UTF-8"),
    };
    Check::fit(Subject::Terminal, message)
}

/// What runs here, for a report of a fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Versions {
    aloud: &'static str,
    whisper_cpp: &'static str,
    system: &'static str,
    architecture: &'static str,
    cores: usize,
}

impl Versions {
    /// Those of this process.
    pub fn of_this_program() -> Versions {
        Versions {
            aloud: env!("CARGO_PKG_VERSION"),
            whisper_cpp: crate::transcribe::whisper::version(),
            system: std::env::consts::OS,
            architecture: std::env::consts::ARCH,
            cores: std::thread::available_parallelism().map_or(1, usize::from),
        }
    }
}

impl fmt::Display for Versions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "aloud {}", self.aloud)?;
        write!(f, " · whisper.cpp {}", self.whisper_cpp)?;
        write!(f, " · {} {} · {} cores", self.system, self.architecture, self.cores)
    }
}
