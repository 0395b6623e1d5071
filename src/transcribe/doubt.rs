//! Other words in the place of doubtful ones, where they explain the sound better.
//!
//! They are weighed when the decoder ends the text of a chunk, before whisper.cpp lays the text over the
//! sound: then it still knows the prompt and every word it said. To give it all that again would take a
//! tenth of the time of a review.

use whisper_rs::{WhisperContext, WhisperError, WhisperTokenId};

use super::HeardWord;
use super::alternatives::{alternative, doubtful_word};
use super::filled_pause::hesitations;
use super::rescore::{apart, best};
use super::said::{Said, Steps};
use super::term;
use super::token::{Group, Replacement, Token, group};
use super::vocabulary::{Reading, Vocabulary};

/// How the words of a Korean chunk are doubted.
pub struct Doubt<'a> {
    /// Knows what tokens write.
    pub context: &'a WhisperContext,
    /// Words of the written answers.
    pub vocabulary: &'a Vocabulary,
    /// The tokens that stand before the text: the prompt and the task.
    pub prefix: Vec<WhisperTokenId>,
    /// Whether terms, words that make better Korean and filled pauses are weighed too: a decode again is compared with
    /// the first one as it comes.
    pub alternatives: bool,
    /// Threads that take the steps.
    pub threads: usize,
}

impl Doubt<'_> {
    /// What had better stand in a chunk, in order and apart: words of the written answer, terms, words that make better
    /// Korean and likelier filled pauses. The decoder has said its `tokens`, whose times do not matter.
    pub fn weigh(
        &self,
        steps: Steps<'_>,
        tokens: &[Token],
    ) -> Result<Vec<Replacement>, WhisperError> {
        let groups = group(tokens);
        let heard: Vec<HeardWord> = groups.iter().map(|word| word.heard.clone()).collect();
        let readings = self.readings(&heard);
        let text = tokens.iter().map(|token| token.id);
        let mut said = Said::new(steps, &self.prefix, text);
        let (mut taken, mut others) = (Vec::new(), Vec::new());
        // From the end of the text on: going back costs nothing.
        for (at, word) in groups.iter().enumerate().rev() {
            let from = readings.partition_point(|reading| reading.words.start < at);
            let here = readings[from..].iter().take_while(|reading| reading.words.start == at);
            let found = best(self.context, &mut said, tokens, &groups, here)?;
            let is_another = found.is_some();
            taken.extend(found);
            if let Some(heard) = self.doubtful(tokens, word).filter(|_| !is_another) {
                let word = word.tokens.clone();
                others.extend(alternative(self.context, &mut said, tokens, word, heard)?);
            }
        }
        if self.alternatives {
            let written = |id| self.context.token_to_bytes(id).unwrap_or_default();
            others.extend(hesitations(tokens, &groups, written));
        }
        let mut all = apart(taken);
        others.retain(|other| all.iter().all(|taken| taken.is_apart(other)));
        all.extend(others);
        all.sort_by_key(|one| one.tokens.start);
        Ok(all)
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

    /// A word that may have to be another, without its marks. What the written answer has needs not be likelier
    /// Korean.
    fn doubtful(&self, tokens: &[Token], word: &Group) -> Option<String> {
        let heard = doubtful_word(&tokens[word.tokens.clone()]).filter(|_| self.alternatives);
        heard.filter(|heard| !self.vocabulary.has(heard))
    }
}
