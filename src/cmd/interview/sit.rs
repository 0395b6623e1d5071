//! Sitting through an interview: one question after the other, each answer a take, reviewed while
//! the next one is asked.

mod answer;
mod clock;
mod end;
mod follow;
mod mend;
mod place;
mod reviews;

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context as _;
use jiff::Timestamp;

use self::clock::Clock;
use self::reviews::Reviews;
use super::Args;
use super::voice::{Silence, Voice};
use crate::cmd::Context;
use crate::cmd::record::Listen;
use crate::cmd::record::attend::Asker;
use crate::cmd::record::interrupt::{Interrupt, by_signal};
use crate::cmd::record::keys::{Key, Keys};
use crate::cmd::record::notice::Notice;
use crate::cmd::record::screen::{self, Screen};
use crate::cmd::record::view::{Phase, View};
use crate::interview::session::{Answer, Outcome, State, Step, asked_question, rfc3339};
use crate::interview::{FollowUp, Session};
use crate::language::Language;
use crate::take::Take;

pub use mend::{mend, unreviewed};

/// Time between two looks at keys and signals.
const LOOK: Duration = Duration::from_millis(50);

/// All that is needed to sit through an interview.
pub struct Sitting<'a> {
    args: &'a Args,
    context: &'a Context,
    recordings: PathBuf,
    listen: Listen,
    screen: Box<dyn Screen>,
    keys: Keys,
    interrupt: Interrupt,
    voice: Voice,
    reviews: Reviews,
    clock: Clock,
    attended: bool,
    /// The candidate wants to go on another time.
    leaves: bool,
}

/// How a sitting ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// All was asked.
    Finished,
    /// The candidate stopped it.
    Stopped,
    /// A signal did; the exit code for it.
    Signalled(u8),
}

impl<'a> Sitting<'a> {
    /// Takes the terminal, if there is one.
    ///
    /// # Errors
    /// The system gives no signals.
    pub fn new(args: &'a Args, context: &'a Context) -> anyhow::Result<Self> {
        let attended = std::io::stdin().is_terminal();
        Ok(Sitting {
            args,
            context,
            recordings: context.require_folder()?.recordings(),
            listen: Listen { notes: args.notes.clone(), ..Listen::default() },
            screen: screen::choose(args.plain, context.ui),
            keys: Keys::listen(attended, true),
            interrupt: Interrupt::install(by_signal).context("cannot listen for signals")?,
            voice: Voice::new(args.voice.is_on() && attended),
            reviews: Reviews::default(),
            clock: Clock::start(),
            attended,
            leaves: false,
        })
    }

    /// Asks until all was asked or the candidate stops, and waits for the last reviews; a signal
    /// meanwhile ends the program.
    ///
    /// # Errors
    /// No microphone, or a disk that cannot be written. What was said until then is kept, and the
    /// interview can go on.
    pub fn through(&mut self, session: &mut Session) -> anyhow::Result<Ending> {
        if session.state != State::Finished {
            session.state = State::Running;
        }
        self.clock = Clock::start();
        let done = self.ask_all(session);
        let signal = self.interrupt.exit_code();
        self.end(session, matches!(done, Ok(true)))?;
        Ok(match (done?, signal) {
            (true, _) => Ending::Finished,
            (false, Some(code)) => Ending::Signalled(code),
            (false, None) => Ending::Stopped,
        })
    }

    /// `true` when all was asked.
    fn ask_all(&mut self, session: &mut Session) -> anyhow::Result<bool> {
        loop {
            let next = self.upcoming(session);
            if self.leaves || self.interrupt.came() {
                return Ok(false);
            }
            let Some((step, follow_up)) = next else { return Ok(true) };
            self.clock.book(session, step.round);
            if !self.ask(session, step, follow_up)? {
                return Ok(false);
            }
        }
    }

    /// Asks one question and records its answer. `false`: the candidate stops.
    fn ask(
        &mut self,
        session: &mut Session,
        step: Step,
        follow_up: Option<FollowUp>,
    ) -> anyhow::Result<bool> {
        let item = session.plan.rounds[step.round].items[step.item].clone();
        let asked = asked_question(&item, follow_up.as_ref());
        let about = self.about(session, step, &item, follow_up.as_ref());
        session.answers.push(Answer {
            round: step.round,
            item: step.item,
            follow_up,
            question: asked.clone(),
            outcome: Outcome::Asked,
            take: None,
            asked: rfc3339(Timestamp::now()),
        });
        session.save(&self.recordings)?;
        self.screen.about(&about);
        let answered = match self.say(&asked.prompt, item.question.language) {
            Some(outcome) => Ok(outcome),
            None => self.record(session, &about, &item),
        };
        self.clock.book(session, step.round);
        // Without a microphone nothing was answered, and the question is asked again.
        let outcome = *answered.as_ref().unwrap_or(&Outcome::CutOff);
        if let Some(answer) = session.answers.last_mut() {
            answer.outcome = outcome;
            if outcome == Outcome::CutOff && answer.take.is_none() {
                session.answers.pop();
            }
        }
        session.save(&self.recordings)?;
        answered.map(|outcome| outcome != Outcome::CutOff)
    }

    /// Says the question; `Some` when the candidate wants no answer to it.
    fn say(&mut self, prompt: &str, language: Language) -> Option<Outcome> {
        self.voice.say(prompt, language);
        let cut_short = self.until_said();
        if let Some(silence) = self.voice.silence() {
            self.screen.notice(&match silence {
                Silence::NoVoice => Notice::NoVoice,
                Silence::NoSound => Notice::VoiceFails,
            });
        }
        cut_short
    }

    fn until_said(&mut self) -> Option<Outcome> {
        while self.voice.is_speaking() {
            self.screen.show(&View::new(Phase::Asking));
            if self.interrupt.came() {
                return Some(Outcome::CutOff);
            }
            match self.keys.pressed(LOOK) {
                Some(Key::Enter | Key::Char(' ')) => self.voice.hush(),
                Some(Key::Char('s' | 'S' | 'ㄴ')) => return Some(Outcome::Skipped),
                Some(Key::Char('q' | 'Q' | 'ㅂ') | Key::End) => return Some(Outcome::CutOff),
                _ => {}
            }
        }
        None
    }
}

fn open(recordings: &Path, take: &str) -> Option<Take> {
    Take::read(&recordings.join(take)).ok()
}
