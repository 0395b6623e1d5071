//! `aloud interview`: a mock interview from the notes.

mod show_plan;
mod sit;
mod voice;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use jiff::Timestamp;

use super::{Context, UsageError, print};
use crate::interview::session::{SessionError, State};
use crate::interview::summary::{Summary, summarise};
use crate::interview::{
    INTRODUCTION, Plan, Practised, Session, Wishes, plan, principle_question_id,
};
use crate::question::Notes;
use crate::report;
use crate::review::{Review, derived};
use crate::take::{Lock, Take, write_atomic};

/// A mock interview from your notes
///
/// Rounds, principles and times as your notes tell them, questions by what you practised least and
/// what went worst. Each answer is a take of its question, reviewed while the next one is asked;
/// follow-ups ask for what the answer lacked. A stop or a crash loses nothing: `--resume` goes on.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    aloud interview --minutes 20                 what fits into 20 minutes\n  \
    aloud interview --resume                     goes on with the one that was stopped\n  \
    aloud interview --report --json              the last one again, for scripts\n  \
    aloud interview --plan                       what would be asked, without recording\n  \
    aloud interview --principles \"Dive Deep, Earn Trust\"\n  \
    aloud interview --phone                      the list of a phone interview, in order")]
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
    /// Go on with the interview that was stopped last
    #[arg(long, conflicts_with_all = ["plan", "report", "minutes", "principles", "round", "phone", "seed"])]
    pub resume: bool,
    /// Show the report of the last interview again
    #[arg(long, conflicts_with = "plan")]
    pub report: bool,
    /// Whether the questions are said aloud, where the system has a voice
    #[arg(long, value_name = "on|off", value_enum, default_value_t = VoiceMode::On)]
    pub voice: VoiceMode,
    /// End an answer after so many seconds of silence; without a terminal after 5
    #[arg(long, value_name = "N", value_parser = parse_silence)]
    pub silence: Option<f64>,
    /// End every answer after so many seconds
    #[arg(long, value_name = "N", value_parser = parse_silence)]
    pub seconds: Option<f64>,
    /// Microphone to use; `aloud devices` lists them
    #[arg(long, value_name = "ID")]
    pub device: Option<String>,
    /// Print simple lines in place of a screen
    #[arg(long)]
    pub plain: bool,
    /// Print JSON: the plan with --plan, else the report
    #[arg(long)]
    pub json: bool,
    /// Read the questions from these notes in place of the folder's
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub notes: Vec<PathBuf>,
}

/// Whether questions are said aloud.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum VoiceMode {
    /// Where the system has a voice.
    On,
    /// Never.
    Off,
}

impl VoiceMode {
    fn is_on(self) -> bool {
        self == VoiceMode::On
    }
}

/// Runs `aloud interview`.
///
/// # Errors
/// Wishes the notes cannot meet are wrong usage; so is going on with no interview. What was said
/// before an error is kept, and the interview can go on.
pub fn run(args: &Args, context: &Context) -> anyhow::Result<ExitCode> {
    if args.report {
        let recordings = context.require_folder()?.recordings();
        let session = Session::last(&recordings, false).map_err(as_usage)?;
        return show(&session, &recordings, args, context);
    }
    #[cfg(feature = "whisper")]
    if !args.plan {
        // Better now than after the first answer.
        crate::model::locate(context.wanted_model(None).as_deref(), context.folder.as_ref())?;
    }
    if args.resume {
        let recordings = context.require_folder()?.recordings();
        let session = Session::last(&recordings, true).map_err(as_usage)?;
        return sit(session, true, &recordings, args, context);
    }
    let (notes, _) = super::questions::load(context, &args.notes)?;
    let plan = make_plan(args, &notes, context)?;
    if args.plan {
        print(&match args.json {
            true => serde_json::to_string_pretty(&plan)? + "\n",
            false => show_plan::render(&plan, context.style()),
        })?;
        return Ok(ExitCode::SUCCESS);
    }
    let recordings = context.require_folder()?.recordings();
    let session = Session::begin(&recordings, plan, Timestamp::now())?;
    sit(session, false, &recordings, args, context)
}

fn as_usage(error: SessionError) -> anyhow::Error {
    match error {
        SessionError::None(_) => UsageError(error.to_string()).into(),
        error => error.into(),
    }
}

/// Sits through what is left, and shows the report.
fn sit(
    mut session: Session,
    resumed: bool,
    recordings: &Path,
    args: &Args,
    context: &Context,
) -> anyhow::Result<ExitCode> {
    let folder = session.folder(recordings);
    let _lock = Lock::take(&folder).map_err(|error| {
        anyhow::anyhow!("another process sits in the interview {}: {error}", folder.display())
    })?;
    let mut sitting = sit::Sitting::new(args, context)?;
    if resumed {
        sit::mend(&mut session, recordings)?;
        sitting.catch_up(&session);
    }
    let done = sitting.through(&mut session);
    drop(sitting);
    if done.is_err() || session.state != State::Finished {
        eprintln!(
            "{}",
            context.pick(
                "What was said is kept. `aloud interview --resume` goes on.",
                "말한 것은 모두 보관했습니다. `aloud interview --resume`으로 이어집니다.",
            )
        );
    }
    done?;
    show(&session, recordings, args, context)
}

/// Prints the report and leaves it as a page beside the interview.
fn show(
    session: &Session,
    recordings: &Path,
    args: &Args,
    context: &Context,
) -> anyhow::Result<ExitCode> {
    let summary = summary(session, recordings, context);
    let page = session.folder(recordings).join("report.html");
    let html = report::interview_html::page(&summary, context.ui);
    write_atomic(&page, html.as_bytes())
        .map_err(|error| anyhow::anyhow!("cannot write {}: {error}", page.display()))?;
    print(&match args.json {
        true => serde_json::to_string_pretty(&summary)? + "\n",
        false => report::interview::render(&summary, context.style()),
    })?;
    if !args.json {
        eprintln!("{}", page.display());
    }
    Ok(ExitCode::SUCCESS)
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

fn make_plan(args: &Args, notes: &Notes, context: &Context) -> anyhow::Result<Plan> {
    let recordings = context.folder.as_ref().map(|folder| folder.recordings());
    let of = |id: &String| {
        recordings.as_ref().map_or_else(Practised::default, |path| Practised::of(path, id))
    };
    let of_principles = notes.principles.iter().map(|name| principle_question_id(name));
    let practised: HashMap<String, Practised> = notes
        .questions
        .iter()
        .map(|question| question.id.clone())
        .chain(of_principles)
        .chain([INTRODUCTION.to_owned()])
        .map(|id| (id.clone(), of(&id)))
        .collect();
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

fn parse_silence(text: &str) -> Result<f64, String> {
    let seconds = text.parse::<f64>().ok().filter(|seconds| (0.5..=3_600.0).contains(seconds));
    seconds.ok_or_else(|| format!("{text:?}: write seconds from 0.5 to 3600"))
}

fn parse_minutes(text: &str) -> Result<f64, String> {
    let minutes = text.parse::<f64>().ok().filter(|minutes| (1.0..=600.0).contains(minutes));
    minutes.ok_or_else(|| format!("{text:?}: write minutes from 1 to 600"))
}
