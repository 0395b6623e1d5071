//! The report of an interview: printed, and left as a page beside it.

use std::collections::HashMap;
use std::path::Path;
use std::process::ExitCode;

use super::Args;
use crate::cmd::page::{self, AudioChoice, PAGE_FILE};
use crate::cmd::record::screen::say;
use crate::cmd::{Context, print};
use crate::interview::Session;
use crate::interview::summary::{Summary, summarise};
use crate::report;
use crate::review::{Review, derived};
use crate::take::{Take, write_atomic};

/// Prints the report and leaves it as a page beside the interview.
pub(super) fn show(
    session: &Session,
    recordings: &Path,
    args: &Args,
    context: &Context,
) -> anyhow::Result<ExitCode> {
    let summary = summary(session, recordings, context);
    pages(session, recordings, context);
    let file = session.folder(recordings).join("report.html");
    let html = report::interview_html::page(&summary, context.ui);
    write_atomic(&file, html.as_bytes())
        .map_err(|error| anyhow::anyhow!("cannot write {}: {error}", file.display()))?;
    print(&match args.json {
        true => serde_json::to_string_pretty(&summary)? + "\n",
        false => report::interview::render(&summary, context.style()),
    })?;
    if !args.json {
        say(&format!("\n{} {}", context.pick("As a page:", "웹 페이지:"), file.display()));
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes the pages of its takes that are missing, so that the links of the report lead somewhere.
/// Their sound is linked: compressing it takes longer than somebody waits for a report.
fn pages(session: &Session, recordings: &Path, context: &Context) {
    for id in session.answers.iter().filter_map(|answer| answer.take.as_ref()) {
        let Ok(take) = Take::read(&recordings.join(id)) else { continue };
        let path = take.folder.join(PAGE_FILE);
        let Ok(Some(review)) = derived::read(&take) else { continue };
        if path.exists() {
            continue;
        }
        let made = page::of_take(&take, &review, AudioChoice::Link, &path, context);
        let written = made.and_then(|text| Ok(write_atomic(&path, text.as_bytes())?));
        if let Err(error) = written {
            say(&format!("aloud: no page of {id}: {error:#}"));
        }
    }
}

fn summary(session: &Session, recordings: &Path, context: &Context) -> Summary {
    let takes = session.answers.iter().filter_map(|answer| answer.take.clone());
    let reviews: HashMap<String, Review> = takes
        .filter_map(|id| {
            let take = Take::read(&recordings.join(&id)).ok()?;
            Some((id, derived::read(&take).ok().flatten()?))
        })
        .collect();
    summarise(session, &reviews, &context.config.targets, context.ui)
}
