//! Looks after a recording from the countdown to its end.

use std::time::{Duration, Instant};

use super::beside::Beside;
use super::interrupt::Interrupt;
use super::keys::{Key, Keys};
use super::make::cut;
use super::notice::Notice;
pub use super::press::Outcome;
use super::press::{press, press_in_interview};
use super::screen::{Screen, canvas};
use super::view::{About, Phase, View};
use super::words::Words;
use crate::capture::{Captured, Event, Recording};
use crate::cmd::Context;
use crate::span::Span;
use crate::take::Take;

/// Time between two looks at keys, signals and level.
const TICK: Duration = Duration::from_millis(50);

/// A writer that has not ended so long after it was asked is stuck in the sound system; from then
/// on a signal ends the program at once. The file is safe up to its last checkpoint.
const STUCK: Duration = Duration::from_secs(3);

/// How an answer is sat through in an interview.
pub struct Manner<'a> {
    /// Seconds of silence behind the speech that end the answer.
    pub silence_s: Option<f64>,
    /// Who asks.
    pub asker: &'a mut dyn Asker,
}

/// Says the question aloud.
pub trait Asker {
    /// Begins to say it once more.
    fn ask_again(&mut self);
    /// Whether it is still being said.
    fn is_speaking(&mut self) -> bool;
}

/// An answer that ends by silence and has no speech is over after so many seconds: longer than
/// anybody thinks before a story.
const PATIENCE_S: f64 = 45.0;

/// Where the recording is looked after from.
pub struct Seat<'a> {
    /// What is asked.
    pub about: &'a About,
    /// What the user sees.
    pub screen: &'a mut dyn Screen,
    /// What the user types.
    pub keys: &'a mut Keys,
    /// Signals.
    pub interrupt: &'a Interrupt,
    /// The program's settings.
    pub context: &'a Context,
    /// In an interview: how.
    pub manner: Option<Manner<'a>>,
}

impl Seat<'_> {
    /// Time to read, then the countdown; a key ends each. `false` when the user left.
    pub fn count_down(&mut self, prepare_s: u32, countdown_s: u32) -> bool {
        let prepare: fn(u32) -> Phase = Phase::Prepare;
        let phases = [(prepare_s, prepare), (countdown_s, Phase::Countdown)];
        for (seconds, phase) in phases {
            let until = Instant::now() + Duration::from_secs(u64::from(seconds));
            while let Some(left) = until.checked_duration_since(Instant::now()) {
                if self.interrupt.came() {
                    return false;
                }
                self.screen.show(&View::new(phase(left.as_secs_f64().ceil() as u32)));
                match self.keys.pressed(TICK) {
                    Some(Key::End | Key::Escape) => return false,
                    Some(_) => break,
                    None => {}
                }
            }
        }
        !self.interrupt.came()
    }

    /// Looks after a recording until it ends: shows it, does what the keys say, and writes gaps and
    /// pauses into `take.json` as they happen, so that a killed process leaves them in the books.
    ///
    /// # Errors
    /// The writer broke, which is a defect.
    pub fn attend(
        &mut self,
        recording: Recording,
        take: &mut Take,
        beside: &mut Option<Result<Beside, String>>,
    ) -> anyhow::Result<(Captured, Outcome)> {
        let rate = f64::from(take.record.audio.sample_rate_hz);
        let mut view = View::new(Phase::Speaking);
        let mut words = Words::new(self.about, beside);
        let mut stopping: Option<(Instant, Outcome)> = None;
        let mut over = false;
        loop {
            match recording.events().recv_timeout(TICK) {
                Ok(event) => {
                    note(take, &event);
                    self.screen.notice(&Notice::Event(event));
                }
                Err(crossbeam_channel::RecvTimeoutError::Timeout) => {}
                Err(crossbeam_channel::RecvTimeoutError::Disconnected) => break,
            }
            view.meter(recording.meter(), rate);
            words.update(&mut view, beside, self.about, self.context);
            if let Some(limit_s) = self.about.limit_s.filter(|limit_s| view.answer_s() >= *limit_s)
                && !std::mem::replace(&mut over, true)
            {
                self.screen.notice(&Notice::LimitReached(limit_s));
            }
            if stopping.is_none() {
                let wish = self.interrupt.came().then(|| self.at_a_signal());
                let wish = wish.or_else(|| self.silence(&view, beside));
                let keys = std::iter::from_fn(|| self.keys.pressed(Duration::ZERO));
                let pressed: Vec<Key> = keys.collect();
                let wish = wish.or_else(|| {
                    pressed.into_iter().filter_map(|key| self.press(key, &mut view)).last()
                });
                self.listen_again(&mut view);
                recording.pause(matches!(view.phase, Phase::Paused | Phase::Asking));
                if let Some(outcome) = wish {
                    stopping = Some((Instant::now(), outcome));
                    recording.stop();
                }
            }
            if stopping.is_some_and(|(since, _)| since.elapsed() >= STUCK) {
                canvas::leave();
                self.keys.release();
                self.interrupt.exit_at_next();
            } else {
                self.screen.show(&view);
            }
        }
        let outcome = stopping.map_or(Outcome::Ended, |(_, outcome)| outcome);
        Ok((recording.finish()?, outcome))
    }
}

impl Seat<'_> {
    fn at_a_signal(&self) -> Outcome {
        if self.manner.is_some() { Outcome::Stopped } else { Outcome::Ended }
    }

    /// Ends an answer behind which there is only silence.
    fn silence(&self, view: &View, beside: &Option<Result<Beside, String>>) -> Option<Outcome> {
        let silence_s = self.manner.as_ref()?.silence_s?;
        let silent_s = match beside {
            Some(Ok(beside)) => beside.silent_s(),
            _ => None,
        };
        let over = silent_s.map_or(view.at_s >= PATIENCE_S, |silent_s| silent_s >= silence_s);
        over.then_some(Outcome::Ended)
    }

    fn press(&mut self, key: Key, view: &mut View) -> Option<Outcome> {
        let Some(manner) = &mut self.manner else { return press(key, view) };
        if view.asking || view.phase == Phase::Asking {
            return press_in_interview(key, view);
        }
        if matches!(key, Key::Char('r' | 'R' | 'ㄱ')) {
            manner.asker.ask_again();
            if manner.asker.is_speaking() {
                view.phase = Phase::Asking;
            }
            return None;
        }
        press_in_interview(key, view)
    }

    /// What is said by the program is not recorded.
    fn listen_again(&mut self, view: &mut View) {
        if view.phase == Phase::Asking
            && let Some(manner) = &mut self.manner
            && !manner.asker.is_speaking()
        {
            view.phase = Phase::Speaking;
        }
    }
}

/// Writes an event into the books.
fn note(take: &mut Take, event: &Event) {
    match event {
        Event::Gap { span, .. } => add_gap(&mut take.record.audio.gaps, *span),
        Event::Resumed(pause) => take.record.audio.cuts.push(cut(pause)),
        Event::Lost(_) | Event::Back | Event::Silent | Event::Removed => return,
    }
    let _ = take.save();
}

fn add_gap(gaps: &mut Vec<Span>, span: Span) {
    match gaps.last_mut() {
        Some(last) if last.end_s == span.start_s => last.end_s = span.end_s,
        _ => gaps.push(span),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_that_touch_are_one() {
        let mut gaps = Vec::new();
        add_gap(&mut gaps, Span::new(1.0, 2.0));
        add_gap(&mut gaps, Span::new(2.0, 2.5));
        add_gap(&mut gaps, Span::new(4.0, 5.0));
        assert_eq!(gaps, [Span::new(1.0, 2.5), Span::new(4.0, 5.0)]);
    }
}
