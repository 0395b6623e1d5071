//! `aloud stories`: which story serves which principle.

use std::process::ExitCode;

use serde::Serialize;

use super::{Context, print};
use crate::interview::principle;
use crate::interview::story::{Telling, group, opening, title};
use crate::question::{Kind, Notes, Part};
use crate::report::terminal::Style;
use crate::review::derived;
use crate::take;

/// Shows which of your stories serves which principle
///
/// Told from the written answers and the takes of your notes' principles; those without a story
/// come first.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    aloud stories              principles without a story first\n  \
    aloud stories --json | jq '.principles[] | select(.stories == [])'")]
pub struct Args {
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
struct Matrix {
    schema: &'static str,
    principles: Vec<Row>,
    stories: Vec<Story>,
}

#[derive(Serialize)]
struct Row {
    principle: String,
    /// Numbers of `stories`.
    stories: Vec<usize>,
}

#[derive(Serialize)]
struct Story {
    number: usize,
    title: String,
    principles: Vec<String>,
    tellings: Vec<Telling>,
}

/// Runs `aloud stories`.
///
/// # Errors
/// The notes or the recordings cannot be read.
pub fn run(args: &Args, context: &Context) -> anyhow::Result<ExitCode> {
    let (notes, _) = super::questions::load(context, &[])?;
    let matrix = matrix(&notes, tellings(&notes, context)?);
    print(&match args.json {
        true => serde_json::to_string_pretty(&matrix)? + "\n",
        false => table(&matrix, context.style()),
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Written answers told as stories, and the newest take of each question that asks for one.
fn tellings(notes: &Notes, context: &Context) -> anyhow::Result<Vec<Telling>> {
    let recordings = context.require_folder()?.recordings();
    let known = principle::known(notes);
    let mut found = Vec::new();
    for question in &notes.questions {
        let topic = question.topic.as_ref();
        let principle =
            topic.and_then(|topic| principle::of_heading(topic, &known)).map(str::to_owned);
        if principle.is_none() && question.kind != Kind::Star {
            continue;
        }
        let telling = |take: Option<String>, text: String, opening: String| Telling {
            principle: principle.clone(),
            question: question.id.clone(),
            take,
            text,
            opening,
        };
        if let Some(reference) = &question.reference {
            let texts: Vec<&str> = reference.sections.iter().map(|s| s.text.as_str()).collect();
            let text = texts.join("\n");
            let situation = reference.sections.iter().find(|s| s.part == Some(Part::Situation));
            let opening = situation.map_or_else(|| opening(&text), |s| s.text.clone());
            found.push(telling(None, text, opening));
        }
        let said = last_said(&recordings, &question.id);
        found.extend(said.map(|(id, text)| {
            let opening = opening(&text);
            telling(Some(id), text, opening)
        }));
    }
    // Principles that no question of the notes asks for are practised in interviews.
    for principle in &known {
        let id = crate::interview::principle_question_id(principle);
        if let Some((take, text)) = last_said(&recordings, &id) {
            let (principle, opening) = (Some(principle.clone()), opening(&text));
            found.push(Telling { principle, question: id, take: Some(take), text, opening });
        }
    }
    Ok(found)
}

/// What was said in the newest reviewed take of a question.
fn last_said(recordings: &std::path::Path, question: &str) -> Option<(String, String)> {
    let id = crate::question::last_take(recordings, question)?;
    let take = take::Take::read(&recordings.join(&id)).ok()?;
    let review = derived::read(&take).ok().flatten()?;
    (!review.words.is_empty()).then_some((id, review.text))
}

fn matrix(notes: &Notes, tellings: Vec<Telling>) -> Matrix {
    let numbers = group(&tellings);
    let count = numbers.iter().max().map_or(0, |last| last + 1);
    let stories: Vec<Story> = (0..count)
        .map(|number| {
            let of: Vec<usize> = (0..tellings.len()).filter(|at| numbers[*at] == number).collect();
            let mut principles: Vec<String> = Vec::new();
            for name in of.iter().filter_map(|at| tellings[*at].principle.clone()) {
                if !principles.contains(&name) {
                    principles.push(name);
                }
            }
            Story {
                number: number + 1,
                title: title(&tellings, &of),
                principles,
                tellings: of.iter().map(|at| tellings[*at].clone()).collect(),
            }
        })
        .collect();
    let mut principles: Vec<Row> = principle::known(notes)
        .into_iter()
        .map(|principle| {
            let serves = |story: &&Story| story.principles.contains(&principle);
            let stories = stories.iter().filter(serves).map(|story| story.number).collect();
            Row { principle, stories }
        })
        .collect();
    principles.sort_by_key(|row| !row.stories.is_empty());
    Matrix { schema: "aloud.stories/1", principles, stories }
}

fn table(matrix: &Matrix, style: Style) -> String {
    let paint = style.paint;
    let mut out = String::new();
    let without: Vec<&Row> =
        matrix.principles.iter().filter(|row| row.stories.is_empty()).collect();
    if !without.is_empty() {
        out += &paint.bold(style.pick("Principles without a story", "이야기가 없는 원칙"));
        out.push('\n');
        for row in without {
            out += &format!("  {}\n", paint.fix(&row.principle));
        }
        out.push('\n');
    }
    out += &paint.bold(style.pick("Stories", "이야기"));
    out.push('\n');
    if matrix.stories.is_empty() {
        let text = style.pick(
            "None yet: the notes have no answer in parts (S: T: A: R:) and no principle with an \
             answer or a take.",
            "아직 없습니다: 노트에 S: T: A: R:로 나눈 답변도, 답변이나 녹음이 있는 원칙도 없습니다.",
        );
        out += &(style.wrap(text, "  ", "  ") + "\n");
    }
    for story in &matrix.stories {
        out += &format!("  {}. {}\n", story.number, story.title);
        let serves = if story.principles.is_empty() {
            style.pick("serves no principle", "해당하는 원칙이 없음").to_owned()
        } else {
            story.principles.join(", ")
        };
        let serves = style.wrap(&serves, "     ", "     ");
        let twice = story.principles.len() > 1;
        out += &(if twice { paint.note(&serves) } else { serves });
        out.push('\n');
        for telling in &story.tellings {
            let source = match &telling.take {
                Some(take) => take.clone(),
                None => format!("{} ({})", telling.question, style.pick("written", "노트")),
            };
            out += &format!("     {}\n", paint.dim(&source));
        }
    }
    out
}
