//! A distinct word form with what comparing it needs, and what has to be so of two for them to be alike.

use super::korean;
use super::sound;
use super::synonym::Synonyms;
use super::token::{Script, Token};

/// Least share of equal jamo for two Korean words to be one, misheard or inflected.
pub(super) const JAMO_LEAST: f64 = 0.8;
/// Shorter words are alike by chance.
const LEAST_JAMO: usize = 4;
/// Least share of equal letters for a misspelled name.
pub(super) const SPELLING_LEAST: f64 = 0.8;
/// The same for words written together: "NAT Gateway" is no 네트워크.
const SOUND_LEAST_JOINED: f64 = 0.80;
/// Least likeness of skeletons and of letters for names to be taken for one another.
pub(super) const SOUND_LEAST: f64 = 0.75;

/// A distinct word form with everything that comparing needs, computed once.
#[derive(Debug, Clone)]
pub struct Form {
    /// See [`Token::surface`].
    pub surface: String,
    /// See [`Token::stem`].
    pub stem: String,
    /// See [`Token::script`].
    pub script: Script,
    /// Two or three words written together ("back end" as "backend"): compared whole only.
    pub joined: bool,
    /// The reference treats it as a name or technical term.
    pub name: bool,
    /// Of its stem, where it is Hangul.
    pub(super) jamo: Vec<char>,
    /// See [`sound::skeleton`]; empty for a number.
    pub(super) skeleton: String,
    /// [`sound::skeleton_spelled_out`] of a name.
    pub(super) skeleton_long: Option<String>,
    /// Jamo of an acronym as Korean spells it.
    pub(super) spelled: Option<Vec<char>>,
    /// Its lines of the thesaurus.
    pub groups: Vec<u16>,
    /// Which letters (or jamo), skeleton classes and jamo of the spelled acronym occur, one bit each:
    /// every edit changes at most two, so most pairs are told apart without a distance.
    pub(super) letters_set: u64,
    pub(super) skeleton_set: u64,
    pub(super) spelled_set: u64,
}

fn set(letters: impl Iterator<Item = char>) -> u64 {
    letters.fold(0, |set, letter| set | 1 << (letter as u32 % 64))
}

/// Whether two texts with these sets may be `least` alike; `longer` is the length of the longer.
pub(super) fn may_be(a: u64, b: u64, least: f64, longer: usize) -> bool {
    f64::from((a ^ b).count_ones()) <= 2.0 * (1.0 - least) * longer as f64 + 1e-6
}

impl Form {
    /// The form of a token.
    pub fn of(token: &Token, name: bool, synonyms: &Synonyms) -> Self {
        Self::new(&token.surface, &token.stem, token.script, false, name, synonyms)
    }

    /// The form of neighbouring tokens written together.
    pub fn joined(surface: &str, script: Script, name: bool, synonyms: &Synonyms) -> Self {
        Self::new(surface, surface, script, true, name, synonyms)
    }

    fn new(
        surface: &str,
        stem: &str,
        script: Script,
        joined: bool,
        name: bool,
        synonyms: &Synonyms,
    ) -> Self {
        let jamo = if script == Script::Hangul { korean::jamo(stem) } else { Vec::new() };
        // An acronym has no vowels, has digits, or is very short; "big" is not spelled out.
        let acronym = script == Script::Latin
            && (surface.chars().any(|c| c.is_ascii_digit())
                || !surface.chars().any(|c| "aeiou".contains(c))
                || (name && surface.len() <= 3));
        let spelled = acronym
            .then(|| sound::spelled_out(surface))
            .flatten()
            .map(|spelled| korean::jamo(&spelled));
        let skeleton = match script {
            Script::Number => String::new(),
            // A stem has lost letters that are heard ("redis" without its s).
            Script::Latin => sound::skeleton(surface),
            Script::Hangul => sound::skeleton(stem),
        };
        let skeleton_long = (name && script == Script::Latin)
            .then(|| sound::skeleton_spelled_out(surface))
            .flatten();
        let letters_set = match script {
            Script::Hangul => set(jamo.iter().copied()),
            _ => set(surface.chars()),
        };
        let skeleton_set = set(skeleton.chars());
        let spelled_set = set(spelled.iter().flatten().copied());
        Self {
            surface: surface.to_owned(),
            stem: stem.to_owned(),
            script,
            joined,
            name,
            jamo,
            skeleton,
            skeleton_long,
            spelled,
            groups: if joined { Vec::new() } else { synonyms.groups(stem).to_vec() },
            letters_set,
            skeleton_set,
            spelled_set,
        }
    }
}

/// What has to be so of two forms for them to be alike: cheap, and never false where they are.
impl Form {
    /// The form of an English word that is no name, which is compared by its letters alone.
    pub fn plain(token: &Token, synonyms: &Synonyms) -> Self {
        Self {
            surface: token.surface.clone(),
            stem: token.stem.clone(),
            script: token.script,
            joined: false,
            name: false,
            jamo: Vec::new(),
            skeleton: String::new(),
            skeleton_long: None,
            spelled: None,
            groups: synonyms.groups(&token.stem).to_vec(),
            letters_set: 0,
            skeleton_set: 0,
            spelled_set: 0,
        }
    }

    /// Whether it is also compared as Korean spells it letter by letter.
    pub fn is_spelled_out(&self) -> bool {
        self.spelled.is_some()
    }

    /// The class of consonants or vowels that it begins with ([`sound::skeleton`]).
    pub fn first_sound(&self) -> Option<u8> {
        self.skeleton.bytes().next()
    }

    /// The same with what it begins with where its digits are read out.
    pub fn first_sounds(&self) -> [Option<u8>; 2] {
        let first = self.first_sound();
        let long = self.skeleton_long.as_ref().and_then(|long| long.bytes().next());
        [first, long.filter(|_| long != first)]
    }

    /// How many jamo its stem has.
    pub fn jamo_count(&self) -> usize {
        self.jamo.len()
    }

    /// How many jamo a word has that is alike.
    pub fn jamo_counts_alike(&self) -> std::ops::Range<usize> {
        let own = self.jamo.len();
        (own * 8).div_ceil(10)..own * 10 / 8 + 1
    }

    /// Whether another Korean word may be this one, misheard or inflected.
    pub fn may_be_jamo_alike(&self, other: &Form) -> bool {
        let (own, others) = (self.jamo.len(), other.jamo.len());
        let (short, long) = (own.min(others), own.max(others));
        short >= LEAST_JAMO
            && short * 10 >= long * 8
            && may_be(self.letters_set, other.letters_set, JAMO_LEAST, long)
    }

    /// Whether this Korean word may spell the English one by its sound.
    pub fn may_be_spelling_of(&self, latin: &Form) -> bool {
        let (a, b) = (&latin.skeleton, &self.skeleton);
        // A Korean spelling of an English word has at least as many syllables as half its letters less
        // one; short skeletons agree by chance.
        if self.stem.len() / 3 < 2 || latin.surface.len() < 4 {
            return false;
        }
        let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
        if a.len() == 2 {
            return a == b && !latin.joined;
        }
        let needed = sound_needed(latin, self);
        short >= 3
            && (latin.skeleton_long.is_some()
                || (long - short) as f64 <= (1.0 - needed) * long as f64 + 1e-6
                    && may_be(latin.skeleton_set, self.skeleton_set, needed, long))
    }

    /// Whether an English word may be this name, misheard.
    pub fn may_be_misheard(&self, heard: &Form) -> bool {
        let (a, b) = (self.surface.len(), heard.surface.len());
        a.min(b) >= 4
            && a.max(b) <= a.min(b) * 2
            && (self.first_sound() == heard.first_sound()
                || may_be(self.letters_set, heard.letters_set, SPELLING_LEAST, a.max(b)))
    }
}

/// Least likeness of the sounds of a word in either script.
pub(super) fn sound_needed(latin: &Form, hangul: &Form) -> f64 {
    match (latin.skeleton.len() <= 3, latin.joined || hangul.joined) {
        (true, _) => 1.0,
        (false, true) => SOUND_LEAST_JOINED,
        (false, false) => SOUND_LEAST,
    }
}
