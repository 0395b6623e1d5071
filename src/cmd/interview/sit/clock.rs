//! The time an interview takes, held against its plan.

use std::time::Instant;

use crate::interview::Session;

/// Runs while the interviewer asks, the candidate thinks and speaks, and a follow-up is waited for.
/// It stands while the candidate pauses, and between a stop and going on.
pub(super) struct Clock {
    since: Instant,
    paused_s: f64,
}

impl Clock {
    pub fn start() -> Clock {
        Clock { since: Instant::now(), paused_s: 0.0 }
    }

    /// Takes `seconds` out of what is booked next.
    pub fn leave_out(&mut self, seconds: f64) {
        self.paused_s += seconds.max(0.0);
    }

    /// Books the time since the last booking for the round at index `round`.
    pub fn book(&mut self, session: &mut Session, round: usize) {
        let now = Instant::now();
        let seconds = ((now - self.since).as_secs_f64() - self.paused_s).max(0.0);
        *self = Clock { since: now, paused_s: 0.0 };
        session.spend(round, seconds);
    }
}
