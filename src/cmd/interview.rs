//! `aloud interview`: a mock interview from the notes.

mod show_plan;

use std::collections::HashMap;
use std::path::PathBuf;
use std::process::ExitCode;

use jiff::Timestamp;

use super::{Context, UsageError, print};
use crate::interview::{Plan, Practised, Wishes, plan};
use crate::question::Notes;

/// A mock interview from your notes
///
/// Rounds, principles and times as your notes tell them, questions by what you practised least and
/// what went worst.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    aloud interview --plan                       what would be asked, without recording\n  \
    aloud interview --plan --minutes 20          what fits into 20 minutes\n  \
    aloud interview --plan --principles \"Dive Deep, Earn Trust\"\n  \
    aloud interview --plan --phone               the list of a phone interview, in order")]
pub struct Args {
    /// Print the plan without recording
    #[arg(long)]
    pub plan: bool,
    /// Minutes for the whole interview; by default those of the notes
    #[arg(long, value_name = "N", value_parser = parse_minutes)]
    pub minutes: Option<f64>,
    /// Principles to ask for, separated by commas, in place of the first of the ranked list
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub principles: Vec<String>,
    /// Only this round
    #[arg(long, value_name = "N")]
    pub round: Option<usize>,
    /// The list of questions of a phone interview, in order
    #[arg(long)]
    pub phone: bool,
    /// Repeats an interview: the same notes, takes and seed give the same plan
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// Read the questions from these notes in place of the folder's
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub notes: Vec<PathBuf>,
}

/// Runs `aloud interview`.
///
/// # Errors
/// Wishes the notes cannot meet are wrong usage.
pub fn run(args: &Args, context: &Context) -> anyhow::Result<ExitCode> {
    let (notes, _) = super::questions::load(context, &args.notes)?;
    let plan = make_plan(args, &notes, context)?;
    print(&match args.json {
        true => serde_json::to_string_pretty(&plan)? + "\n",
        false => show_plan::render(&plan, context.style()),
    })?;
    Ok(ExitCode::SUCCESS)
}

fn make_plan(args: &Args, notes: &Notes, context: &Context) -> anyhow::Result<Plan> {
    let recordings = context.folder.as_ref().map(|folder| folder.recordings());
    let of = |id: &String| {
        recordings.as_ref().map_or_else(Practised::default, |path| Practised::of(path, id))
    };
    let practised: HashMap<String, Practised> =
        notes.questions.iter().map(|question| (question.id.clone(), of(&question.id))).collect();
    let wishes = Wishes {
        minutes: args.minutes,
        principles: args.principles.iter().map(|name| name.trim().to_owned()).collect(),
        round: args.round,
        phone: args.phone,
        seed: args.seed.unwrap_or_else(|| (Timestamp::now().as_second() % 10_000) as u64),
    };
    plan(notes, &practised, &context.config.targets, &wishes)
        .map_err(|error| UsageError(error.to_string()).into())
}

fn parse_minutes(text: &str) -> Result<f64, String> {
    let minutes = text.parse::<f64>().ok().filter(|minutes| (1.0..=600.0).contains(minutes));
    minutes.ok_or_else(|| format!("{text:?}: write minutes from 1 to 600"))
}
