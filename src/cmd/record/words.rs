//! The words while they are said, and which key points they tick off.

use std::time::{Duration, Instant};

use super::beside::Beside;
use super::cues::Cues;
use super::view::{About, CueMode, Hearing, View, pace};
use crate::cmd::Context;
use crate::language::Language;

/// Time between two looks at which key points were said.
const CUES_EVERY: Duration = Duration::from_secs(3);

/// Follows the words.
pub struct Words {
    cues: Option<Cues>,
    cued: Instant,
    fresh: bool,
}

impl Words {
    /// Of the answer to what `about` asks.
    pub fn new(about: &About, beside: &Option<Result<Beside, String>>) -> Self {
        let wanted = about.cues != CueMode::Off;
        let cues = match beside {
            Some(Ok(beside)) if wanted => beside.cues(),
            _ => None,
        };
        Words { cues, cued: Instant::now(), fresh: false }
    }

    /// Brings words, pace and ticked-off cues of the view up to date.
    pub fn update(
        &mut self,
        view: &mut View,
        beside: &mut Option<Result<Beside, String>>,
        about: &About,
        context: &Context,
    ) {
        let beside = match beside {
            None => return,
            Some(Err(reason)) => {
                if view.hearing == Hearing::Off {
                    view.hearing = Hearing::Failed(reason.clone());
                }
                return;
            }
            Some(Ok(beside)) => beside,
        };
        view.hearing = beside.hearing();
        if about.place.is_some() && matches!(view.hearing, Hearing::Behind(_)) {
            view.thought_s = Some(beside.first_speech_s().unwrap_or(view.at_s).min(view.at_s));
        }
        if let Some(words) = beside.changed(context) {
            view.pace = pace(&words, about.language.unwrap_or(Language::English));
            view.words = words;
            self.fresh = true;
        }
        let Some(cues) = &self.cues else { return };
        if self.fresh && self.cued.elapsed() >= CUES_EVERY {
            cues.said(&view.words);
            (self.fresh, self.cued) = (false, Instant::now());
        }
        if let Some(changed) = cues.changed() {
            view.cues = changed;
        }
    }
}
