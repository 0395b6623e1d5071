//! Other words in the place of doubtful ones, where they explain the sound better.
//!
//! They are weighed when the decoder ends the text of a chunk, before whisper.cpp lays the text over the
//! sound: then it still knows the prompt and every word it said. To give it all that again would take a
//! tenth of the time of a review.

use std::ops::Range;

use whisper_rs::{WhisperContext, WhisperError, WhisperTokenId};

use super::HeardWord;
use super::alternatives::{alternatives, doubtful_words};
use super::filled_pause::hesitations;
use super::rescore::rescore;
use super::said::{Said, Steps};
use super::term;
use super::token::{Group, Replacement, Token, group, replace};
use super::vocabulary::{Reading, Vocabulary};

/// How the words of a Korean chunk are doubted.
pub struct Doubt<'a> {
    /// Knows what tokens write.
    pub context: &'a WhisperContext,
    /// Words of the written answers.
    pub vocabulary: &'a Vocabulary,
    /// The tokens that stand before the text: the prompt and the task.
    pub prefix: Vec<WhisperTokenId>,
    /// Whether words are weighed that make better Korean, and filled pauses: a decode again is compared with the first one as
    /// it comes.
    pub alternatives: bool,
    /// Threads that take the steps.
    pub threads: usize,
}

/// What had better stand in a chunk.
#[derive(Default)]
pub struct Weighed {
    /// Words of the written answer, in the place of what was heard.
    pub readings: Vec<Replacement>,
    /// Words that make better Korean and likelier filled pauses, in the place of what stands there then.
    pub alternatives: Vec<Replacement>,
}

impl Doubt<'_> {
    /// Weighs the `tokens` of a chunk, whose times do not matter: words of the written answer, then those
    /// that make better Korean. The decoder has said them all.
    pub fn weigh(&self, steps: Steps<'_>, mut tokens: Vec<Token>) -> Result<Weighed, WhisperError> {
        let groups = group(&tokens);
        let heard: Vec<HeardWord> = groups.iter().map(|word| word.heard.clone()).collect();
        let readings = self.readings(&heard);
        let given = [&self.prefix[..], &ids(&tokens)].concat();
        let mut said = Said::new(steps, given);
        // The first token that the decoder has not said any more.
        let lost_from = readings.first().map(|reading| groups[reading.words.start].tokens.start);
        let readings = rescore(self.context, &mut said, &tokens, &groups, &readings)?;
        let mut weighed = Weighed { readings, ..Weighed::default() };
        replace(&mut tokens, weighed.readings.clone());
        if !self.alternatives {
            return Ok(weighed);
        }
        let groups = group(&tokens);
        let words = self.doubtful(&tokens, &groups);
        if !words.is_empty() {
            if let Some(from) = lost_from {
                said.back(self.prefix.len() + from);
                said.go_on(&ids(&tokens[from..]))?;
            }
            weighed.alternatives = alternatives(self.context, &mut said, &tokens, words)?;
        }
        let written = |id| self.context.token_to_bytes(id).unwrap_or_default();
        weighed.alternatives.extend(hesitations(&tokens, &groups, written));
        weighed.alternatives.sort_by_key(|other| other.tokens.start);
        Ok(weighed)
    }

    /// What may stand in the place of doubtful words: words of the written answer, and terms.
    fn readings(&self, heard: &[HeardWord]) -> Vec<Reading> {
        let mut readings = self.vocabulary.readings(heard);
        if self.alternatives {
            readings.extend(term::readings(heard, |word| self.vocabulary.has(word)));
            readings.sort_by_key(|reading| (reading.words.start, reading.words.end));
        }
        readings
    }

    /// The words that may have to be others. What the written answer has needs not be likelier Korean.
    fn doubtful(&self, tokens: &[Token], groups: &[Group]) -> Vec<(Range<usize>, String)> {
        let mut words = doubtful_words(tokens, groups);
        words.retain(|(_, heard)| !self.vocabulary.has(heard));
        words
    }
}

fn ids(tokens: &[Token]) -> Vec<WhisperTokenId> {
    tokens.iter().map(|token| token.id).collect()
}
