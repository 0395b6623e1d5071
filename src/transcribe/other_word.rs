//! The search for another word in the place of one that the decoder was in doubt about.

use whisper_rs::{WhisperContext, WhisperError, WhisperTokenId};

use super::said::{Next, Said};
use super::token::{Token, nats_of};
use crate::language::{ANSWERS, Language, korean, may_be_filler};

/// Weight of the language against the sound. On 33 recordings (733 wrong characters) 157 fewer were wrong
/// with 0.13, 169 with 0.16, 165 with 0.2, 166 with 0.25 …
const LANGUAGE_WEIGHT: f32 = 0.2;
/// … and 169 with 0.2 where another word has to be so much likelier, in nats; 165 with 0.6.
const MARGIN: f32 = 0.3;
/// Tokens less probable than this are doubted.
pub const DOUBTED_BELOW: f32 = 0.93;
/// How much less likely by the sound another word may be at most, in nats.
pub const MOST_LESS: f32 = 5.0;
/// A word may gain or lose one syllable: more is another word that swallows its neighbour.
const MOST_SYLLABLES_MORE: usize = 1;
/// Most tokens that are followed behind the one in doubt.
const MOST_TOKENS: usize = 8;
/// What may go on a word: tokens less likely than the likeliest one by at most so many nats, and at most so
/// many.
const NEXT_LESS: f32 = 3.0;
const NEXT_MOST: usize = 4;
/// What stands behind another word is less likely than certain by at least this share, it is assumed, of what it
/// is behind the word that was heard: a tenth of the time of a review is spared, and no word was lost by it.
const AFTER_LEAST: f32 = 0.5;

/// A beginning of a word is followed only where it may still gain so much, in nats: this, so much for each nat that
/// it is less likely by the sound than what was heard, and so much where it ends within a syllable, of which the
/// language can tell nothing yet. Of 3,853 beginnings that might have won, 264 did; this spares the decoder 29 % of
/// its steps and costs 7 of these, which had 0.7 % of what was gained.
const PROMISES_LEAST: f32 = 0.3;
const PROMISES_LESS: f32 = 0.75;
const PROMISES_WITHIN_SYLLABLE: f32 = 2.0;

/// A word of Hangul and the text around it.
pub struct Place {
    /// The word, without space and marks.
    pub heard: String,
    /// What stands before it.
    pub before: String,
    /// What stands behind it, as far as the language weighs it.
    pub after: String,
}

/// A word that the decoder was in doubt about.
pub struct Doubtful<'a> {
    context: &'a WhisperContext,
    own: &'a [Token],
    place: Place,
    /// The token behind it, or the one that ends the text.
    behind: WhisperTokenId,
    /// Log likelihood of that one, in nats.
    behind_nats: f32,
    /// Log likelihood of the word by the sound, in nats, …
    heard_nats: f32,
    /// … and what another word has to be likelier than, the language weighed with it.
    least: f32,
    /// What comes behind another word takes so much from it, weighed.
    after_nats: f32,
}

/// Another word, or the beginning of one.
pub struct Other {
    ids: Vec<WhisperTokenId>,
    /// Log likelihood of its tokens and, when it is whole, the one behind.
    nats: f32,
    /// Which of its tokens is the first that was not heard.
    at: usize,
}

/// What bytes write, as far as their syllables are whole.
pub fn text_of<'a>(bytes: impl Iterator<Item = &'a [u8]>) -> String {
    let bytes: Vec<u8> = bytes.flatten().copied().collect();
    String::from_utf8_lossy(&bytes).trim_end_matches('\u{FFFD}').to_owned()
}

/// A word without space and marks, if it is of Hangul alone and no filler: those are counted, so only the sound
/// tells them.
pub fn weighed(text: &str) -> Option<String> {
    let letters = text.trim().trim_end_matches([',', '.', '?', '!', '…']);
    let hangul = !letters.is_empty() && letters.chars().all(korean::is_hangul);
    (hangul && !may_be_filler(letters, Language::Korean)).then(|| letters.to_owned())
}

impl Place {
    /// Log likelihood by the language of the beginning of a word here, or of a `whole` one, weighed against
    /// the sound.
    fn language(&self, text: &str, whole: bool) -> f32 {
        let after = if whole { self.after.as_str() } else { "" };
        LANGUAGE_WEIGHT * ANSWERS.nats(&self.before, &format!(" {text}{after}"))
    }
}

impl<'a> Doubtful<'a> {
    /// The word of the tokens `own`, with the first token `behind` it; none is where the text ends.
    pub fn new(
        context: &'a WhisperContext,
        own: &'a [Token],
        behind: Option<&Token>,
        place: Place,
    ) -> Self {
        // How sure the end of the text was is not known: as sure as can be.
        let behind_nats = behind.map_or(0.0, |token| nats_of(std::slice::from_ref(token)));
        let heard_nats = nats_of(own) + behind_nats;
        let whole = place.language(&place.heard, true);
        let after_nats = AFTER_LEAST * (whole - place.language(&place.heard, false));
        Doubtful {
            context,
            own,
            behind: behind.map_or(context.token_eot(), |token| token.id),
            behind_nats,
            heard_nats,
            least: heard_nats + whole + MARGIN,
            after_nats,
            place,
        }
    }

    /// What tokens write.
    fn text(&self, ids: &[WhisperTokenId]) -> String {
        text_of(ids.iter().filter_map(|id| self.context.token_to_bytes(*id).ok()))
    }

    /// The beginnings of other words that may win.
    pub fn starts(&self) -> Vec<Other> {
        let ids: Vec<WhisperTokenId> = self.own.iter().map(|token| token.id).collect();
        let doubted = |(_, token): &(usize, &Token)| token.probability < DOUBTED_BELOW;
        let starts = self.own.iter().enumerate().filter(doubted).flat_map(|(at, token)| {
            let before = nats_of(&self.own[..at]);
            let others = token.runners_up.iter().filter(|other| other.id != token.id);
            let ids = &ids[..at];
            others.map(move |other| Other {
                ids: [ids, &[other.id]].concat(),
                nats: before + other.nats,
                at,
            })
        });
        starts.filter(|start| self.may_win(start, self.least)).collect()
    }

    /// The tokens of the best other word, of those that begin like these. The decoder stands before the
    /// word.
    pub fn best(
        &self,
        said: &mut Said<'_>,
        starts: Vec<Other>,
    ) -> Result<Option<Vec<WhisperTokenId>>, WhisperError> {
        let (mut best, mut most) = (None, self.least);
        let word = said.place();
        for start in starts {
            if !self.is_promising(&start, most) {
                continue;
            }
            said.go_on(&start.ids[said.place() - word..start.at])?;
            let here = said.place();
            if let Some(other) = self.follow(said, start, most)?
                && let Some(text) = self.alike(&other.ids)
            {
                let nats = other.nats + self.place.language(&text, true);
                if nats > most {
                    most = nats;
                    best = Some(other.ids);
                }
            }
            said.back(here);
        }
        said.back(word);
        Ok(best)
    }

    /// Whether the beginning of a word may become likelier than `most`: what follows only takes from it.
    fn may_win(&self, word: &Other, most: f32) -> bool {
        word.nats >= self.heard_nats - MOST_LESS
            && self.may_gain(word, &self.text(&word.ids), most) > 0.0
    }

    /// By how much the beginning of a word that writes `text` may become likelier than `most`, in nats.
    fn may_gain(&self, word: &Other, text: &str, most: f32) -> f32 {
        word.nats + self.place.language(text, false) + self.after_nats - most
    }

    /// Whether it is worth the time to follow the beginning of a word.
    fn is_promising(&self, word: &Other, most: f32) -> bool {
        let text = self.text(&word.ids);
        let less = (self.heard_nats - word.nats).max(0.0);
        let whole = text.chars().any(korean::is_hangul);
        let within = if whole { 0.0 } else { PROMISES_WITHIN_SYLLABLE };
        self.may_gain(word, &text, most) > PROMISES_LEAST + PROMISES_LESS * less + within
    }

    /// The token that goes on best with the beginning of a word, by the sound and by the language.
    fn next_of(&self, next: &Next<'_>, word: &Other) -> WhisperTokenId {
        let end = self.context.token_eot();
        let with_language = |nats: f32, id| {
            nats + self.place.language(&self.text(&[&word.ids[..], &[id]].concat()), false)
        };
        let likely = next.likeliest_within(NEXT_LESS, NEXT_MOST).into_iter();
        let likely = likely.filter(|likely| likely.id <= end);
        let likely = likely.map(|likely| (likely.id, with_language(likely.nats, likely.id)));
        likely.max_by(|a, b| a.1.total_cmp(&b.1)).map_or(end, |(id, _)| id)
    }

    /// Follows the likeliest tokens to the end of a word, whose last token was not given yet; `None`
    /// when it cannot become likelier than `most`.
    fn follow(
        &self,
        said: &mut Said<'_>,
        mut word: Other,
        most: f32,
    ) -> Result<Option<Other>, WhisperError> {
        let end = self.context.token_eot();
        let ends_word = |id| {
            id == end || self.context.token_to_bytes(id).is_ok_and(|bytes| bytes.starts_with(b" "))
        };
        let rest = &self.own[word.at + 1..];
        for _ in 0..MOST_TOKENS {
            let last = *word.ids.last().expect("it has the token in doubt");
            said.go_on(&[last])?;
            let next = said.after_step()?;
            let id = self.next_of(&next, &word);
            // Where it comes back to what was heard, the rest is taken to be as likely as there.
            if let Some(at) = rest.iter().position(|token| token.id == id) {
                let rest = &rest[at..];
                word.ids.extend(rest.iter().map(|token| token.id));
                word.nats += next.nats(id) + nats_of(&rest[1..]) + self.behind_nats;
                return Ok(Some(word).filter(|word| self.may_win(word, most)));
            }
            if ends_word(id) {
                word.nats += next.nats(self.behind);
                return Ok(Some(word).filter(|word| self.may_win(word, most)));
            }
            word.nats += next.nats(id);
            word.ids.push(id);
            if !self.may_win(&word, most) {
                break;
            }
        }
        Ok(None)
    }

    /// The word that these tokens write, if it could have been heard for this one.
    fn alike(&self, ids: &[WhisperTokenId]) -> Option<String> {
        let other = weighed(&self.text(ids))?;
        let more = other.chars().count().abs_diff(self.place.heard.chars().count());
        (more <= MOST_SYLLABLES_MORE && other != self.place.heard).then_some(other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_weighed_with_what_stands_around_it() {
        let place = Place {
            heard: "말표를".into(),
            before: "동아리에서 열릴".into(),
            after: " 준비".into(),
        };
        let of = |text: &str| place.language(text, true);
        assert!(of("발표를") > of("말표를") + MARGIN, "{} {}", of("발표를"), of("말표를"));
        assert!(place.language("발", false) > of("발표를"));
    }

    #[test]
    fn only_words_of_hangul_that_are_no_fillers_are_weighed() {
        assert_eq!(weighed(" 발표를,").as_deref(), Some("발표를"));
        for other in [" API를", " 두 번", ",", " 어,", " 그"] {
            assert_eq!(weighed(other), None, "{other}");
        }
    }

    #[test]
    fn half_a_syllable_is_not_read() {
        let bytes = " 발표".as_bytes();
        assert_eq!(text_of([&bytes[..4], &bytes[4..6]].into_iter()), " 발");
    }
}
