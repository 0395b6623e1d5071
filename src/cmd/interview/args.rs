//! The arguments of `aloud interview`.

use std::path::PathBuf;

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
    pub(super) fn is_on(self) -> bool {
        self == VoiceMode::On
    }
}

fn parse_silence(text: &str) -> Result<f64, String> {
    let seconds = text.parse::<f64>().ok().filter(|seconds| (0.5..=3_600.0).contains(seconds));
    seconds.ok_or_else(|| format!("{text:?}: write seconds from 0.5 to 3600"))
}

fn parse_minutes(text: &str) -> Result<f64, String> {
    let minutes = text.parse::<f64>().ok().filter(|minutes| (1.0..=600.0).contains(minutes));
    minutes.ok_or_else(|| format!("{text:?}: write minutes from 1 to 600"))
}
