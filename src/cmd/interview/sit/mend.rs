//! Going on with an interview that a crash or a stop left behind.

use std::path::Path;

use super::{Sitting, open};
use crate::interview::Session;
use crate::interview::session::Outcome;
use crate::review::derived;
use crate::take;

impl Sitting<'_> {
    /// Reviews answers of an earlier sitting that were not reviewed.
    pub fn catch_up(&mut self, session: &Session) {
        for answer in session.answers.iter().filter(|a| a.outcome != Outcome::Skipped) {
            let take = answer.take.as_ref().and_then(|id| open(&self.recordings, id));
            let Some(take) = take else { continue };
            if !matches!(derived::read(&take), Ok(Some(_))) {
                let language = session.item(answer.round, answer.item).map(|i| i.question.language);
                self.review_file(take, language);
            }
        }
    }
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
        let said_s = take.map_or(0.0, |take| take.record.audio.duration_s);
        if said_s > 0.0 {
            last.outcome = Outcome::CutOff;
            let round = last.round;
            // What a killed process did not book: how long was spoken is on disk.
            session.spend(round, said_s);
        } else {
            session.answers.pop();
        }
    }
    Ok(())
}
