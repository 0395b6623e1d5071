//! `aloud show`: a review again.

use std::process::ExitCode;

use super::delete::as_usage;
use super::{Context, review};
use crate::review::derived;
use crate::take;

/// Shows the review of a take again
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    aloud show                                   the last take\n  \
    aloud show deadline/2026-01-31T18-00-00Z     a certain one")]
pub struct Args {
    /// A take: `<question>/<time>`, its folder, or `last`
    #[arg(value_name = "TAKE", default_value = "last")]
    pub take: String,
    /// Print the review as JSON
    #[arg(long)]
    pub json: bool,
}

/// Runs `aloud show`.
///
/// # Errors
/// An unknown take is wrong usage; a take without a review says how to get one.
pub fn run(args: &Args, context: &Context) -> anyhow::Result<ExitCode> {
    let recordings = context.require_folder()?.recordings();
    let take = take::open(&recordings, &args.take).map_err(as_usage)?;
    let Some(found) = derived::read(&take)? else {
        anyhow::bail!("{0} has no review yet: `aloud review {0}` makes one", take.id());
    };
    review::show(&found, args.json, context)?;
    Ok(ExitCode::SUCCESS)
}
