//! Nudges Whisper towards writing what was really said: filled pauses, numbers as words.
//!
//! Whisper hears filled pauses but was trained on texts that leave them out, so their tokens lose
//! by a little. A small bonus to just these tokens brings them back where they were said: on the
//! development recordings 7 of 7 synthetic English ones instead of 4, with no more errors in other
//! words. Too large a bonus (2.5) makes it loop, so there is none right behind a filler.

use whisper_rs::{WhisperContext, WhisperTokenData, WhisperTokenId};

use super::Letters;
use crate::language::Language;
use crate::language::korean::has_another_script;

/// Bonus to the logit of each filler token. Between 1.5 and 2 the English result is the same. In
/// Korean the prompt alone found as many (5 of 7 in three synthetic answers) as a bonus of 1 to 3
/// did, and the bonus invented one.
fn bonus(language: Language) -> f32 {
    match language {
        Language::English => 1.5,
        Language::Korean => 0.0,
    }
}

/// Filled pauses that are one token of Whisper's vocabulary.
const FILLERS: [&str; 10] = [" um", " uh", " Um", " Uh", "Um", "Uh", " 음", "음", " 어", "어"];

/// No bonus where one of this many tokens before was a filler.
const QUIET_TOKENS: usize = 3;

/// Changes to the logits of one language.
pub struct Nudge {
    fillers: Vec<WhisperTokenId>,
    bonus: f32,
    /// Tokens that are never chosen. In English those that begin a number in digits: Whisper then
    /// writes the number in words, which tells how it was said ("twenty twelve"); "EC2" has no
    /// such token and stays. In Korean those with letters it is not to be written in: in doubt
    /// it falls into Japanese.
    barred: Vec<WhisperTokenId>,
    /// What the likeliest token may not be in Korean.
    unwanted: Option<Unwanted>,
}

/// Tokens that stand for nothing that is said in Korean. They are barred where the likeliest token is one of them, not
/// everywhere: where it is none, what else is likely must stay as it is to be weighed.
#[derive(Default)]
struct Unwanted {
    /// With letters that no Korean text has: in doubt Whisper falls into Japanese.
    foreign: Vec<bool>,
    /// Beginning with a small English letter: right behind Hangul they spell Korean ("공com함" for 꼼꼼함), as English in
    /// Korean has a space before it.
    small: Vec<bool>,
    /// Ending with Hangul, or with some bytes of it.
    hangul: Vec<bool>,
}

impl Unwanted {
    fn push(&mut self, token: &[u8]) {
        self.foreign.push(begins_another_script(token));
        self.small.push(token.first().is_some_and(u8::is_ascii_lowercase));
        self.hangul.push(token.last().is_some_and(|last| !last.is_ascii()));
    }

    /// Bars them where one of them would be chosen behind the token that was said last.
    fn bar(&self, last: Option<WhisperTokenId>, logits: &mut [f32]) {
        let has = |set: &[bool], id: usize| set.get(id) == Some(&true);
        let behind_hangul = last.is_some_and(|last| has(&self.hangul, last as usize));
        let is = |id: usize| has(&self.foreign, id) || behind_hangul && has(&self.small, id);
        let top = logits.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1));
        if top.is_some_and(|(id, _)| is(id)) {
            let known = logits.iter_mut().enumerate();
            known.filter(|(id, _)| is(*id)).for_each(|(_, logit)| *logit = f32::NEG_INFINITY);
        }
    }
}

impl Nudge {
    /// Looks the tokens up in the model's vocabulary.
    pub fn new(context: &WhisperContext, language: Language, letters: Letters) -> Self {
        let korean = language == Language::Korean;
        let (mut fillers, mut barred) = (Vec::new(), Vec::new());
        let mut unwanted = korean.then(Unwanted::default);
        for id in 0..context.token_eot() {
            let bytes = context.token_to_bytes(id);
            if let Some(unwanted) = &mut unwanted {
                unwanted.push(bytes.as_ref().map_or(&[][..], |bytes| bytes));
            }
            let Ok(bytes) = bytes else { continue };
            if korean && is_barred(bytes, letters) {
                barred.push(id);
            }
            let Ok(text) = std::str::from_utf8(bytes) else { continue };
            if FILLERS.contains(&text) && text.is_ascii() != korean {
                fillers.push(id);
            }
            let number = text.strip_prefix(' ').unwrap_or_default();
            if !korean && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) {
                barred.push(id);
            }
        }
        Nudge { fillers, bonus: bonus(language), barred, unwanted }
    }

    /// Changes the logits of the token behind those that were `said`.
    pub fn change(&self, said: &[WhisperTokenData], logits: &mut [f32]) {
        let recent = &said[said.len().saturating_sub(QUIET_TOKENS)..];
        if !recent.iter().any(|token| self.fillers.contains(&token.id)) {
            for id in &self.fillers {
                if let Some(logit) = logits.get_mut(*id as usize) {
                    *logit += self.bonus;
                }
            }
        }
        for id in &self.barred {
            if let Some(logit) = logits.get_mut(*id as usize) {
                *logit = f32::NEG_INFINITY;
            }
        }
        if let Some(unwanted) = &self.unwanted {
            unwanted.bar(said.last().map(|last| last.id), logits);
        }
    }
}

/// Whether a token has letters that are not among `letters`.
fn is_barred(token: &[u8], letters: Letters) -> bool {
    match letters {
        Letters::Any => false,
        Letters::HangulAndEnglish => begins_another_script(token),
        Letters::Hangul => {
            begins_another_script(token) || token.iter().any(u8::is_ascii_alphabetic)
        }
    }
}

/// Whether a token has letters that no Korean text has, or the first bytes of one: Hangul begins with
/// EA to ED, punctuation with C2 or E2.
fn begins_another_script(token: &[u8]) -> bool {
    match std::str::from_utf8(token) {
        Ok(text) => has_another_script(text),
        Err(_) => {
            let first = token.iter().find(|byte| !byte.is_ascii());
            first.is_some_and(|first| matches!(first, 0xc3..=0xe1 | 0xe3..=0xe9 | 0xee..=0xf4))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_spell_no_korean_are_barred_only_where_one_of_them_would_be_chosen() {
        let mut unwanted = Unwanted::default();
        for token in ["가", "ics", " グ", "나", " quest"] {
            unwanted.push(token.as_bytes());
        }
        let barred = |last, mut logits: [f32; 5]| {
            unwanted.bar(last, &mut logits);
            logits.map(|logit| logit == f32::NEG_INFINITY)
        };
        assert_eq!(barred(Some(0), [0.0, 2.0, 1.0, 0.5, 0.0]), [false, true, true, false, false]);
        assert_eq!(barred(Some(4), [0.0, 2.0, 1.0, 0.5, 0.0]), [false; 5]);
        assert_eq!(barred(None, [0.0, 1.0, 2.0, 0.5, 0.0]), [false, false, true, false, false]);
        assert_eq!(barred(Some(0), [0.0, 1.0, 1.5, 2.0, 0.0]), [false; 5]);
    }

    #[test]
    fn in_korean_no_other_script_is_written_but_english() {
        for own in ["가", " 했습니다", "Kafka", " A", "…", "“", "2", "."] {
            assert!(!begins_another_script(own.as_bytes()), "{own}");
        }
        for other in ["グ", " でも", "淫", "сид", "é"] {
            assert!(begins_another_script(other.as_bytes()), "{other}");
            let first = other.trim().as_bytes();
            assert!(begins_another_script(&first[..1]), "first byte of {other}");
        }
        assert!(!begins_another_script(&"했".as_bytes()[..2]));
        assert!(!begins_another_script(&"했".as_bytes()[1..]));
    }
}
