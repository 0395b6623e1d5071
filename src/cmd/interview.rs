//! `aloud interview`: a mock interview from the notes.

mod args;
mod show_plan;
mod show_report;
mod sit;
mod voice;

use std::collections::HashMap;
use std::path::Path;
use std::process::ExitCode;

use jiff::Timestamp;

use super::record::screen::say;
use super::{Context, UsageError, print};
use crate::interview::session::{SessionError, State};
use crate::interview::{
    INTRODUCTION, Plan, Practised, Session, Wishes, plan, principle, principle_question_id,
};
use crate::language::Language;
use crate::question::Notes;
use crate::take::Lock;

use show_report::show;

pub use args::{Args, VoiceMode};

/// Runs `aloud interview`.
///
/// # Errors
/// Wishes the notes cannot meet are wrong usage; so is going on with no interview. What was said
/// before an error is kept, and the interview can go on.
pub fn run(args: &Args, context: &Context) -> anyhow::Result<ExitCode> {
    if args.report {
        let recordings = context.require_folder()?.recordings();
        let session = Session::last(&recordings).map_err(as_usage)?;
        let code = show(&session, &recordings, args, context)?;
        if session.state != State::Running && !sit::unreviewed(&session, &recordings).is_empty() {
            say(context.pick(
                "Not all answers are reviewed: `aloud interview --resume` makes up for it.",
                "아직 검토되지 않은 답변이 있습니다: `aloud interview --resume`으로 마저 합니다.",
            ));
        }
        return Ok(code);
    }
    if !args.plan {
        // Better now than after the first answer.
        crate::model::locate(context.wanted_model(None).as_deref(), context.folder.as_ref())?;
    }
    if args.resume {
        let recordings = context.require_folder()?.recordings();
        let wants_reviews = |session: &Session| !sit::unreviewed(session, &recordings).is_empty();
        let session = Session::to_go_on_with(&recordings, wants_reviews).map_err(as_usage)?;
        return sit(session, true, &recordings, args, context);
    }
    let (notes, _) = super::questions::load(context, &args.notes)?;
    let plan = make_plan(args, &notes, context)?;
    if !plan.phone {
        for odd in principle::odd_headings(&notes) {
            say(&odd_heading(&odd, context.ui));
        }
    }
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

fn odd_heading(odd: &principle::Odd, ui: Language) -> String {
    let (heading, principle) = (&odd.heading, &odd.principle);
    match (ui, odd.taken) {
        (Language::English, true) => format!("The heading “{heading}” is read as {principle}."),
        (Language::English, false) => format!(
            "The heading “{heading}” names no principle of the notes; the nearest is {principle}."
        ),
        (Language::Korean, true) => format!("제목 “{heading}”: {principle}(으)로 읽었습니다."),
        (Language::Korean, false) => {
            format!("제목 “{heading}”: 노트에 없는 원칙입니다. 가장 가까운 것: {principle}.")
        }
    }
}

fn as_usage(error: SessionError) -> anyhow::Error {
    match error {
        SessionError::None(_) | SessionError::NoneUnfinished(_) => {
            UsageError(error.to_string()).into()
        }
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
        if sitting.catch_up(&session) > 0 && session.state != State::Finished {
            say(context
                .pick("Reviewing what was said before …", "앞서 말한 것을 검토하는 중입니다 …"));
        }
    }
    let done = sitting.through(&mut session);
    drop(sitting);
    if session.answers.is_empty() {
        session.forget(recordings);
        let ending = done?;
        let seed = session.plan.seed;
        say(&match context.ui {
            Language::English => {
                format!(
                    "Nothing was answered. `aloud interview --seed {seed}` asks the same again."
                )
            }
            Language::Korean => {
                format!(
                    "답한 것이 없습니다. `aloud interview --seed {seed}`이면 같은 질문을 다시 합니다."
                )
            }
        });
        return Ok(code(ending));
    }
    let ending = done.inspect_err(|_| say_how_to_go_on(context))?;
    show(&session, recordings, args, context)?;
    if session.state != State::Finished {
        say_how_to_go_on(context);
    }
    Ok(code(ending))
}

fn say_how_to_go_on(context: &Context) {
    say(context.pick(
        "What was said is kept. `aloud interview --resume` goes on.",
        "말한 것은 모두 보관했습니다. `aloud interview --resume`으로 이어집니다.",
    ));
}

/// A signal is told to scripts even though the report was printed: not all was asked.
fn code(ending: sit::Ending) -> ExitCode {
    match ending {
        sit::Ending::Signalled(code) => ExitCode::from(code),
        sit::Ending::Finished | sit::Ending::Stopped => ExitCode::SUCCESS,
    }
}

fn make_plan(args: &Args, notes: &Notes, context: &Context) -> anyhow::Result<Plan> {
    let recordings = context.folder.as_ref().map(|folder| folder.recordings());
    let of = |id: &String| {
        recordings.as_ref().map_or_else(Practised::default, |path| Practised::of(path, id))
    };
    let known = principle::known(notes);
    let of_principles = known.iter().map(|name| principle_question_id(name));
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
