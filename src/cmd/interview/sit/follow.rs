//! What is asked next, and how long a follow-up that suits the answer is waited for.

use std::time::{Duration, Instant};

use super::{LOOK, Sitting, open};
use crate::cmd::record::keys::Key;
use crate::cmd::record::view::{Phase, View};
use crate::interview::session::{Outcome, Step};
use crate::interview::{FollowUp, Session, follow_up};
use crate::review::{Review, derived};

/// How long a candidate waits for a follow-up that suits the answer.
const PATIENCE: Duration = Duration::from_secs(5);

impl Sitting<'_> {
    /// What is asked next. Follow-ups end where the time of the round does.
    pub(super) fn upcoming(&mut self, session: &Session) -> Option<(Step, Option<FollowUp>)> {
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

    /// The review of a take, waited for as long as a candidate would; where nobody sits, as long
    /// as it takes. Enter pressed twice must not end the next answer: keys are taken here.
    fn review_of(&mut self, take: &str) -> Option<Review> {
        let since = Instant::now();
        while self.reviews.is_under_way(take) {
            self.screen.show(&View::new(Phase::Between));
            if self.interrupt.came() || self.attended && since.elapsed() >= PATIENCE {
                return None;
            }
            if let Some(Key::Char('q' | 'Q' | 'ㅂ') | Key::End) = self.keys.pressed(LOOK) {
                self.leaves = true;
                return None;
            }
        }
        derived::read(&open(&self.recordings, take)?).ok().flatten()
    }
}
