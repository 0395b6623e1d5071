//! Sitting through an interview: one question after the other, each answer a take, reviewed while
//! the next one is asked.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use jiff::Timestamp;

use super::Args;
use super::voice::Voice;
use crate::capture::End;
use crate::cmd::Context;
use crate::cmd::record::attend::{Asker, Manner, Outcome as Wish, Seat};
use crate::cmd::record::interrupt::Interrupt;
use crate::cmd::record::keys::{Key, Keys};
use crate::cmd::record::notice::Notice;
use crate::cmd::record::screen::{self, Screen};
use crate::cmd::record::view::{About, CueMode, Phase, Place, View};
use crate::cmd::record::{Listen, Made, Making, beside, make};
use crate::interview::session::{Answer, Outcome, State, Step, asked_question, rfc3339};
use crate::interview::{FollowUp, Item, Session, follow_up};
use crate::language::Language;
use crate::question::Question;
use crate::review::{Review, derived};
use crate::take::{self, Take};

/// Silence behind an answer that ends it where nobody can press a key, in seconds: longer than
/// pauses inside an answer usually are.
const SILENCE_S: f64 = 5.0;

/// How long a candidate waits for a follow-up that suits the answer.
const PATIENCE: Duration = Duration::from_secs(5);

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
    reviews: Vec<(String, JoinHandle<()>)>,
    attended: bool,
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
            interrupt: Interrupt::install().context("cannot listen for signals")?,
            voice: Voice::new(args.voice.is_on() && attended),
            reviews: Vec::new(),
            attended,
        })
    }

    /// Asks until all was asked or the candidate stops, and waits for the last reviews.
    ///
    /// # Errors
    /// No microphone, or a disk that cannot be written. What was said until then is kept, and the
    /// interview can go on.
    pub fn through(&mut self, session: &mut Session) -> anyhow::Result<()> {
        session.state = State::Running;
        let done = self.ask_all(session);
        self.voice.hush();
        self.keys.release();
        self.interrupt.exit_at_next();
        self.screen.end();
        session.state = match &done {
            Ok(true) => State::Finished,
            _ => State::Stopped,
        };
        session.finished = Some(rfc3339(Timestamp::now()));
        session.save(&self.recordings)?;
        for (_, review) in self.reviews.drain(..) {
            let _ = review.join();
        }
        done.map(|_| ())
    }

    /// Reviews answers of an earlier sitting that were not reviewed.
    pub fn catch_up(&mut self, session: &Session) {
        for answer in session.answers.iter().filter(|a| a.outcome == Outcome::Answered) {
            let take = answer.take.as_ref().and_then(|id| open(&self.recordings, id));
            let Some(take) = take else { continue };
            if !matches!(derived::read(&take), Ok(Some(_))) {
                let language = session.item(answer.round, answer.item).map(|i| i.question.language);
                self.review_file(take, language);
            }
        }
    }

    /// `true` when all was asked.
    fn ask_all(&mut self, session: &mut Session) -> anyhow::Result<bool> {
        while let Some((step, follow_up)) = self.upcoming(session) {
            if self.interrupt.came() || !self.ask(session, step, follow_up)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// What is asked next. Follow-ups end where the time of the round does.
    fn upcoming(&mut self, session: &Session) -> Option<(Step, Option<FollowUp>)> {
        let step = session.next()?;
        if !step.follow_up {
            return Some((step, None));
        }
        let last = session.answers.last()?;
        if last.outcome == Outcome::CutOff {
            return Some((step, last.follow_up.clone()));
        }
        let budget_s = session.plan.rounds[step.round].budget_s;
        let over = budget_s.is_some_and(|budget_s| session.rounds_s[step.round] >= budget_s);
        let item = session.item(step.round, step.item)?;
        let review = session.main_take(step.round, step.item).filter(|_| !over);
        let review = review.and_then(|take| self.review_of(take));
        let asked = session.asked(step.round, step.item);
        match follow_up::next(item, review.as_ref(), &asked).filter(|_| !over) {
            Some(follow_up) => Some((step, Some(follow_up))),
            None => Some((session.after(step)?, None)),
        }
    }

    /// Asks one question and records its answer. `false`: the candidate stops.
    fn ask(
        &mut self,
        session: &mut Session,
        step: Step,
        follow_up: Option<FollowUp>,
    ) -> anyhow::Result<bool> {
        let began = Instant::now();
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
        let outcome = match self.say(&asked.prompt, item.question.language) {
            Some(outcome) => outcome,
            None => self.record(session, &about, &item)?,
        };
        let seconds = began.elapsed().as_secs_f64();
        session.elapsed_s += seconds;
        session.rounds_s[step.round] += seconds;
        if let Some(answer) = session.answers.last_mut() {
            answer.outcome = outcome;
            if outcome == Outcome::CutOff && answer.take.is_none() {
                session.answers.pop();
            }
        }
        session.save(&self.recordings)?;
        Ok(outcome != Outcome::CutOff)
    }

    /// Says the question; `Some` when the candidate wants no answer to it.
    fn say(&mut self, prompt: &str, language: Language) -> Option<Outcome> {
        self.voice.say(prompt, language);
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

    fn record(
        &mut self,
        session: &mut Session,
        about: &About,
        item: &Item,
    ) -> anyhow::Result<Outcome> {
        let recordings = self.recordings.clone();
        let listen = Listen { language: Some(item.question.language), ..self.listen.clone() };
        let making = Making {
            recordings: &recordings,
            device: self.args.device.as_deref(),
            listen: Some(&listen),
            stop_s: self.args.seconds,
            wait_s: (0, 0),
        };
        let unattended_s = (!self.attended).then_some(SILENCE_S);
        let mut seat = Seat {
            about,
            screen: self.screen.as_mut(),
            keys: &mut self.keys,
            interrupt: &self.interrupt,
            context: self.context,
            manner: Some(Manner {
                silence_s: self.args.silence.or(unattended_s),
                asker: &mut self.voice,
            }),
        };
        let mut begun = |take: &Take| {
            if let Some(answer) = session.answers.last_mut() {
                answer.take = Some(take.id().to_owned());
            }
            Ok(session.save(&recordings)?)
        };
        let Some(made) = make(&making, &mut seat, &mut begun)? else {
            return Ok(Outcome::CutOff);
        };
        self.keep(session, made)
    }

    /// What becomes of a take that has ended.
    fn keep(&mut self, session: &mut Session, made: Made) -> anyhow::Result<Outcome> {
        let Made { take, captured, outcome, beside, ended, kept } = made;
        kept.with_context(|| {
            format!(
                "the sound of the take is safe in {}, its description is not: make room and run \
                 `aloud recover`, then `aloud interview --resume`",
                take.folder.display()
            )
        })?;
        if captured.frames == 0 {
            let _ = take::delete(&take);
            if let Some(answer) = session.answers.last_mut() {
                answer.take = None;
            }
        }
        let broken = matches!(captured.end, End::Lost(_) | End::WriteFailed { .. });
        if broken {
            self.screen.notice(&Notice::Ended(captured.end.clone()));
        }
        let outcome = match outcome {
            _ if broken => Outcome::CutOff,
            Wish::Skipped | Wish::Again | Wish::Abandoned => Outcome::Skipped,
            Wish::Stopped => Outcome::CutOff,
            Wish::Ended if captured.frames == 0 => Outcome::Skipped,
            Wish::Ended => Outcome::Answered,
        };
        if outcome != Outcome::Skipped && captured.frames > 0 {
            match beside {
                Some(Ok(beside)) => {
                    let (context, id) = (self.context.clone(), take.id().to_owned());
                    let review = std::thread::spawn(move || {
                        if let Err(error) = beside.review_unseen(&take, ended, &context) {
                            eprintln!("aloud: no review of {}: {error:#}", take.id());
                        }
                    });
                    self.reviews.push((id, review));
                }
                _ => self.review_file(take, None),
            }
        }
        Ok(outcome)
    }

    fn review_file(&mut self, take: Take, language: Option<Language>) {
        let (context, id) = (self.context.clone(), take.id().to_owned());
        let listen = Listen { language, ..self.listen.clone() };
        let review = std::thread::spawn(move || {
            if let Err(error) = beside::review_unseen(&take, &listen, &context) {
                eprintln!("aloud: no review of {}: {error:#}", take.id());
            }
        });
        self.reviews.push((id, review));
    }

    /// The review of a take, waited for as long as a candidate would; without one as long as it
    /// takes.
    fn review_of(&mut self, take: &str) -> Option<Review> {
        let since = Instant::now();
        let under_way = |reviews: &[(String, JoinHandle<()>)]| {
            reviews.iter().any(|(id, review)| id == take && !review.is_finished())
        };
        while under_way(&self.reviews) {
            if self.interrupt.came() || self.attended && since.elapsed() >= PATIENCE {
                return None;
            }
            std::thread::sleep(LOOK);
        }
        derived::read(&open(&self.recordings, take)?).ok().flatten()
    }

    fn about(
        &self,
        session: &Session,
        step: Step,
        item: &Item,
        follow_up: Option<&FollowUp>,
    ) -> About {
        let asked = asked_question(item, follow_up);
        let targets = &self.context.config.targets;
        let round = &session.plan.rounds[step.round];
        let left = |budget_s: f64| budget_s - session.rounds_s[step.round];
        About {
            limit_s: asked.limit_s,
            predicted_s: None,
            cues: CueMode::Off,
            pace: match item.question.language {
                Language::English => targets.words_per_minute_band,
                Language::Korean => targets.syllables_per_minute_band,
            },
            place: Some(Place {
                text: place_text(session, step, item, follow_up.is_some(), self.context.ui),
                round_left_s: round.budget_s.map(left),
            }),
            language: Some(item.question.language),
            question: Some(Question {
                id: asked.id,
                prompt: asked.prompt,
                limit_s: asked.limit_s,
                ..item.question.clone()
            }),
        }
    }
}

/// "Round 1 of 2 · question 2 of 4 · Dive Deep".
fn place_text(session: &Session, step: Step, item: &Item, follows: bool, ui: Language) -> String {
    let (round, rounds) = (step.round + 1, session.plan.rounds.len());
    let (number, items) = (step.item + 1, session.plan.rounds[step.round].items.len());
    let mut parts = Vec::new();
    let english = ui == Language::English;
    if rounds > 1 {
        parts.push(match english {
            true => format!("Round {round} of {rounds}"),
            false => format!("라운드 {round}/{rounds}"),
        });
    }
    parts.push(match (english, follows) {
        (true, false) => format!("question {number} of {items}"),
        (true, true) => format!("question {number} of {items}, follow-up"),
        (false, false) => format!("질문 {number}/{items}"),
        (false, true) => format!("질문 {number}/{items} 꼬리 질문"),
    });
    parts.extend(item.principle.clone());
    parts.join(" · ")
}

fn open(recordings: &Path, take: &str) -> Option<Take> {
    Take::read(&recordings.join(take)).ok()
}

/// Puts an interview in order that a crash or a stop left behind: what was being said is kept as
/// cut off and asked again.
///
/// # Errors
/// The recordings cannot be read.
pub fn mend(session: &mut Session, recordings: &Path) -> anyhow::Result<()> {
    take::recover_all(recordings)?;
    if let Some(last) = session.answers.last_mut()
        && last.outcome == Outcome::Asked
    {
        let take = last.take.as_ref().and_then(|id| open(recordings, id));
        if take.is_some_and(|take| take.record.audio.duration_s > 0.0) {
            last.outcome = Outcome::CutOff;
        } else {
            session.answers.pop();
        }
    }
    Ok(())
}
