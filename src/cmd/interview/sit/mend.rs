//! Going on with an interview that a crash or a stop left behind.

use std::path::Path;

use super::{Sitting, open};
use crate::interview::Session;
use crate::interview::session::Outcome;
use crate::language::Language;
use crate::review::derived;
use crate::take::{self, State, Take};

impl Sitting<'_> {
    /// Begins to review answers of an earlier sitting that were not reviewed; how many.
    pub fn catch_up(&mut self, session: &Session) -> usize {
        let left = unreviewed(session, &self.recordings);
        let count = left.len();
        for (take, language) in left {
            self.review_file(take, language);
        }
        count
    }
}

/// Takes of the interview that should have a review and have none, with the language of their
/// questions. A take that was abandoned wants none.
pub fn unreviewed(session: &Session, recordings: &Path) -> Vec<(Take, Option<Language>)> {
    let said = session.answers.iter().filter(|answer| answer.outcome != Outcome::Skipped);
    said.filter_map(|answer| {
        let take = open(recordings, answer.take.as_ref()?)?;
        let wanted = take.record.state != State::Abandoned;
        let without = !matches!(derived::read(&take), Ok(Some(_)));
        let item = session.item(answer.round, answer.item);
        (wanted && without).then(|| (take, item.map(|item| item.question.language)))
    })
    .collect()
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
