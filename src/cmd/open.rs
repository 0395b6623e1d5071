//! `aloud open`: the page of a take, or of the practice folder, in the browser.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use jiff::Timestamp;

use super::delete::as_usage;
use super::page::{self, AudioChoice, PAGE_FILE};
use super::{Context, print};
use crate::history::next::next;
use crate::history::{self, History, Row};
use crate::report::html::{self, IndexPage};
use crate::review::derived;
use crate::take::{self, Take, TakeError, write_atomic};

/// Name of the index in the recordings folder.
pub(super) const INDEX_PAGE: &str = "index.html";

/// Pages of takes that one call of the index writes at most: each takes about a tenth of a second,
/// and older takes get theirs by the next calls, or by `aloud open TAKE`.
const PAGES_AT_ONCE: usize = 50;

/// Questions that the index suggests to practise next.
const SUGGESTIONS: usize = 3;

/// Opens the page of a take in the browser, or the index of all takes
///
/// Writes report.html beside the take: one file with the sound in it, which loads nothing and can
/// be sent by mail. Prints its path; without a screen nothing is opened.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    aloud open                   the last take\n  \
    aloud open last --audio none a page without the sound, to share\n  \
    aloud open --index           all questions, takes and trends")]
pub struct Args {
    /// A take: `<question>/<time>`, its folder, or `last`
    #[arg(value_name = "TAKE", default_value = "last")]
    pub take: String,
    /// The index of the practice folder instead: questions, takes, trends
    #[arg(long, conflicts_with_all = ["take", "audio"])]
    pub index: bool,
    /// How the page gets its sound
    #[arg(long, value_enum, default_value_t)]
    pub audio: AudioChoice,
    /// Only write the page and print its path
    #[arg(long)]
    pub no_browser: bool,
}

/// Runs `aloud open`.
///
/// # Errors
/// An unknown take is wrong usage; a take without a review says how to get one.
pub fn run(args: &Args, context: &Context) -> anyhow::Result<ExitCode> {
    let recordings = context.require_folder()?.recordings();
    let take = if args.index {
        None
    } else {
        match take::open(&recordings, &args.take) {
            Ok(take) => Some(take),
            Err(TakeError::None(_)) => None,
            Err(error) => return Err(as_usage(error)),
        }
    };
    let path = match take {
        Some(take) => {
            let path = take.folder.join(PAGE_FILE);
            write_page(&take, args.audio, context)?;
            path
        }
        None => write_index(&recordings, context)?,
    };
    print(&format!("{}\n", path.display()))?;
    if !args.no_browser && has_screen() {
        let opened = open::that_detached(&path);
        opened.with_context(|| format!("no browser opens {}", path.display()))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes the page of a take beside it.
fn write_page(take: &Take, audio: AudioChoice, context: &Context) -> anyhow::Result<()> {
    let Some(review) = derived::read(take)? else {
        anyhow::bail!("{0} has no review yet: `aloud review {0}` makes one", take.id());
    };
    let path = take.folder.join(PAGE_FILE);
    let text = page::of_take(take, &review, audio, &path, context)?;
    write_atomic(&path, text.as_bytes()).with_context(|| format!("cannot write {}", path.display()))
}

/// Writes the index, with links to the pages of takes.
fn write_index(recordings: &Path, context: &Context) -> anyhow::Result<PathBuf> {
    let History { mut rows, faults } = history::load(recordings)?;
    rows.retain(|row| !row.is_discarded());
    for fault in &faults {
        eprintln!("aloud: {fault}");
    }
    let pages = take_pages(&rows, recordings, context);
    let (notes, errors) = super::questions::load(context, &[])?;
    for error in &errors {
        eprintln!("aloud: {error}");
    }
    let mut next = next(&notes, &rows, Timestamp::now());
    next.truncate(SUGGESTIONS);
    let targets = &context.config.targets;
    let page = IndexPage { rows: &rows, pages: &pages, next: &next, targets, ui: context.ui };
    std::fs::create_dir_all(recordings)
        .with_context(|| format!("cannot create {}", recordings.display()))?;
    let path = recordings.join(INDEX_PAGE);
    write_atomic(&path, html::index(&page).as_bytes())
        .with_context(|| format!("cannot write {}", path.display()))?;
    Ok(path)
}

/// Ids of the takes that have a page. The newest ones whose page is missing or older than their
/// review get one, with linked sound: compressing that of many takes would take minutes.
fn take_pages(rows: &[Row], recordings: &Path, context: &Context) -> HashSet<String> {
    let mut pages = HashSet::new();
    let mut left = PAGES_AT_ONCE;
    for row in rows.iter().rev().filter(|row| row.is_reviewed()) {
        let folder = recordings.join(&row.take);
        if !is_current(&folder) && left > 0 {
            left -= 1;
            let made = Take::read(&folder)
                .map_err(anyhow::Error::from)
                .and_then(|take| write_page(&take, AudioChoice::Link, context));
            if let Err(error) = made {
                eprintln!("aloud: {}: {error:#}", row.take);
            }
        }
        if folder.join(PAGE_FILE).is_file() {
            pages.insert(row.take.clone());
        }
    }
    pages
}

/// Whether the take in `folder` has a page that is no older than its review.
fn is_current(folder: &Path) -> bool {
    let modified = |name: &str| folder.join(name).metadata().and_then(|found| found.modified());
    let both = modified(PAGE_FILE).and_then(|page| Ok((page, modified(derived::REVIEW_FILE)?)));
    both.is_ok_and(|(page, review)| page >= review)
}

/// Whether there is a screen for a browser: on Linux and other Unixes a display server.
fn has_screen() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(any(windows, target_os = "macos")) || set("DISPLAY") || set("WAYLAND_DISPLAY")
}
