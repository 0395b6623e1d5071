//! The end of a sitting: the terminal is given back, what was said is written down, and the reviews
//! under way are waited for.

use jiff::Timestamp;

use super::{LOOK, Sitting};
use crate::cmd::record::interrupt::INTERRUPTED;
use crate::cmd::record::screen::say;
use crate::interview::Session;
use crate::interview::session::{SessionError, State, rfc3339};

impl Sitting<'_> {
    /// Ends it. `finished`: all was asked. A signal while reviews are waited for says how to make up
    /// for them, and ends the program.
    ///
    /// # Errors
    /// The disk cannot be written.
    pub(super) fn end(
        &mut self,
        session: &mut Session,
        finished: bool,
    ) -> Result<(), SessionError> {
        self.voice.hush();
        self.keys.release();
        self.screen.end();
        // One that is gone on with only for its reviews ended when it ended.
        if session.state != State::Finished {
            session.state = if finished { State::Finished } else { State::Stopped };
            session.finished = Some(rfc3339(Timestamp::now()));
            session.save(&self.recordings)?;
        }
        self.wait_for_reviews(session);
        self.interrupt.exit_at_next();
        Ok(())
    }

    fn wait_for_reviews(&mut self, session: &Session) {
        // The signal that ended the interview is not meant for the reviews.
        self.interrupt.forget();
        let mut left = self.reviews.under_way().len();
        if left > 0 {
            say(&match (self.context.pick("en", "ko"), left) {
                ("en", 1) => "Reviewing the last answer. Ctrl-C leaves at once.".to_owned(),
                ("en", _) => format!("Reviewing {left} answers. Ctrl-C leaves at once."),
                (_, 1) => "마지막 답변을 검토하는 중입니다. Ctrl-C로 바로 나갑니다.".to_owned(),
                _ => format!("답변 {left}개를 검토하는 중입니다. Ctrl-C로 바로 나갑니다."),
            });
        }
        while !self.reviews.under_way().is_empty() {
            if self.interrupt.came() {
                self.leave(session);
            }
            std::thread::sleep(LOOK);
            let now = self.reviews.under_way().len();
            if now > 0 && now < std::mem::replace(&mut left, now) {
                say(&match self.context.pick("en", "ko") {
                    "en" => format!("{now} left …"),
                    _ => format!("{now}개 남음 …"),
                });
            }
        }
        for error in self.reviews.finish() {
            say(&format!("aloud: {error}"));
        }
    }

    /// Ends the program while reviews are under way.
    fn leave(&self, session: &Session) -> ! {
        say(self.context.pick(
            "Left. What was said is kept; these have no review yet:",
            "나갑니다. 말한 것은 모두 보관했고, 다음은 아직 검토되지 않았습니다:",
        ));
        for id in self.reviews.under_way() {
            say(&format!("  aloud review {id}"));
        }
        say(match session.state {
            State::Finished => self.context.pick(
                "`aloud interview --resume` makes up for all of them and shows the report.",
                "`aloud interview --resume`이 모두 검토하고 보고서를 보여 줍니다.",
            ),
            State::Stopped | State::Running => self.context.pick(
                "`aloud interview --resume` makes up for all of them and goes on.",
                "`aloud interview --resume`이 모두 검토하고 면접을 이어 갑니다.",
            ),
        });
        // Not by returning: what decoders still use must not be taken down under them.
        let code = self.interrupt.exit_code().unwrap_or(INTERRUPTED);
        signal_hook::low_level::exit(code.into())
    }
}
