//! What each key does while recording.

use super::keys::Key;
use super::view::{Phase, View};

/// What the user wants of a take that has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Its review.
    Ended,
    /// Another take in its place.
    Again,
    /// Nothing.
    Abandoned,
    /// In an interview: the next question.
    Skipped,
    /// In an interview: to go on another time.
    Stopped,
}

/// What a key does in an interview. `Some`: the answer ends.
pub fn press_in_interview(key: Key, view: &mut View) -> Option<Outcome> {
    if view.asking {
        view.asking = false;
        return matches!(key, Key::Char('y' | 'Y' | 'ㅛ')).then_some(Outcome::Stopped);
    }
    match key {
        Key::End => Some(Outcome::Stopped),
        Key::Char('s' | 'S' | 'ㄴ') => Some(Outcome::Skipped),
        Key::Char('q' | 'Q' | 'ㅂ' | 'x' | 'X' | 'ㅌ') => {
            view.asking = true;
            None
        }
        Key::Char('r' | 'R' | 'ㄱ') => None,
        key => press(key, view),
    }
}

/// What a key does. `Some`: the recording ends.
pub fn press(key: Key, view: &mut View) -> Option<Outcome> {
    if std::mem::take(&mut view.asking) {
        return matches!(key, Key::Char('y' | 'Y' | 'ㅛ')).then_some(Outcome::Abandoned);
    }
    // The Korean letters are those of the same keys, when the Korean layout is on.
    match key {
        Key::Enter | Key::End | Key::Char(' ' | 'q' | 'Q' | 'ㅂ') => return Some(Outcome::Ended),
        Key::Char('r' | 'R' | 'ㄱ') => return Some(Outcome::Again),
        Key::Char('p' | 'P' | 'ㅔ') => {
            view.phase = match view.phase {
                Phase::Paused => Phase::Speaking,
                _ => Phase::Paused,
            };
        }
        Key::Char('x' | 'X' | 'ㅌ') => view.asking = true,
        Key::Char('?') => view.help = !view.help,
        Key::Escape => view.help = false,
        _ => {}
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abandoning_asks_first_and_any_other_key_goes_on() {
        let mut view = View::new(Phase::Speaking);
        assert_eq!(press(Key::Char('x'), &mut view), None);
        assert_eq!(press(Key::Enter, &mut view), None);
        assert!(!view.asking);
        press(Key::Char('x'), &mut view);
        assert_eq!(press(Key::Char('y'), &mut view), Some(Outcome::Abandoned));
    }

    #[test]
    fn the_pause_key_pauses_and_goes_on() {
        let mut view = View::new(Phase::Speaking);
        press(Key::Char('p'), &mut view);
        assert_eq!(view.phase, Phase::Paused);
        press(Key::Char('ㅔ'), &mut view);
        assert_eq!(view.phase, Phase::Speaking);
    }
}
