//! One answer: recorded as a take, kept, and its review begun.

use anyhow::Context as _;

use super::Sitting;
use crate::capture::End;
use crate::cmd::record::attend::{Manner, Outcome as Wish, Seat};
use crate::cmd::record::notice::Notice;
use crate::cmd::record::view::About;
use crate::cmd::record::{Listen, Made, Making, beside, make};
use crate::interview::session::Outcome;
use crate::interview::{Item, Session};
use crate::language::Language;
use crate::take::{self, Take};

/// Silence behind an answer that ends it where nobody can press a key, in seconds: longer than
/// pauses inside an answer usually are.
const SILENCE_S: f64 = 5.0;

impl Sitting<'_> {
    /// Records the answer to what was asked.
    pub(super) fn record(
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
        }
        let unsaid = outcome == Wish::Stopped && take.record.state == take::State::Abandoned;
        if (captured.frames == 0 || unsaid)
            && let Some(answer) = session.answers.last_mut()
        {
            answer.take = None;
        }
        let broken = matches!(captured.end, End::Lost(_) | End::WriteFailed { .. });
        if broken {
            self.screen.notice(&Notice::Ended(captured.end.clone()));
        }
        // The question said once more is the interviewer's time, a pause nobody's.
        let silent_s: f64 = captured.pauses.iter().map(|pause| pause.removed_s).sum();
        self.clock.leave_out(silent_s - self.voice.asked_again_s());
        let outcome = match outcome {
            _ if broken => Outcome::CutOff,
            Wish::Skipped | Wish::Again | Wish::Abandoned => Outcome::Skipped,
            Wish::Stopped => Outcome::CutOff,
            Wish::Ended if captured.frames == 0 => Outcome::Skipped,
            Wish::Ended => Outcome::Answered,
        };
        if outcome != Outcome::Skipped && captured.frames > 0 && !unsaid {
            match beside {
                Some(Ok(beside)) => {
                    let (context, id) = (self.context.clone(), take.id().to_owned());
                    self.reviews.begin(id, move || beside.review_unseen(&take, ended, &context));
                }
                _ => self.review_file(take, None),
            }
        }
        Ok(outcome)
    }

    /// Reviews a take that nothing followed.
    pub(super) fn review_file(&mut self, take: Take, language: Option<Language>) {
        let (context, id) = (self.context.clone(), take.id().to_owned());
        let listen = Listen { language, ..self.listen.clone() };
        self.reviews.begin(id, move || beside::review_unseen(&take, &listen, &context));
    }
}
