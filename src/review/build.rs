//! Puts the measures of an answer together.

use super::{AudioFacts, Elapsed, ModelFacts, PacesBefore, Review, SCHEMA, UsualPace, finding};
use crate::audio::activity::Activity;
use crate::audio::excerpt::Excerpt;
use crate::config::Config;
use crate::coverage::{self, embedding::Embedding};
use crate::filler;
use crate::language::{Language, hedges_of};
use crate::question::Question;
use crate::span::Span;
use crate::take::QuestionRecord;
use crate::timing;
use crate::transcript::Transcript;
use crate::voice::Voice;

/// What a review is made from.
pub struct Input<'a> {
    /// The words, unmarked.
    pub transcript: Transcript,
    /// The sound where filled pauses may be that got no words.
    pub islands: &'a [Excerpt],
    /// Where somebody spoke.
    pub activity: &'a Activity,
    /// The sound.
    pub audio: AudioFacts,
    /// The voice.
    pub voice: Voice,
    /// The recogniser.
    pub model: ModelFacts,
    /// Pace of the speaker's earlier takes.
    pub paces_before: &'a PacesBefore,
    /// The question that was answered, with its written answer.
    pub question: Option<&'a Question>,
    /// The question as a take keeps it, where the notes no longer have it.
    pub asked: Option<QuestionRecord>,
    /// All questions of the notes.
    pub questions: &'a [Question],
    /// The sentence embedding, where it is installed.
    pub embedding: Option<&'a Embedding>,
    /// Targets and the user's own filler words.
    pub config: &'a Config,
    /// Language of the findings.
    pub ui: Language,
}

/// Measures and judges an answer. `elapsed` is left at 0 for the caller to fill.
pub fn build(input: Input<'_>) -> Review {
    let Input { mut transcript, activity, config, ui, .. } = input;
    let language = transcript.language;
    let list = config.filler_words(language);
    filler::part_stutters(&mut transcript.words);
    filler::mark(&mut transcript.words, &list);
    filler::mark_repeats(&mut transcript.words);
    let timing = timing::measure(&transcript.words, activity, language);
    let sound = filler::in_sound(input.islands, activity, &transcript.words, language);
    let fillers = filler::count(&transcript.words, sound, &list, timing.words, timing.speaking_s);
    let pauses: Vec<Span> = timing.pauses.iter().map(|pause| pause.span).collect();
    let asked_prompt = input.asked.as_ref().map(|asked| asked.prompt.as_str());
    let coverage = match input.question.filter(|question| question.reference.is_some()) {
        Some(question) if !transcript.words.is_empty() => {
            coverage::cover(question, input.questions, &transcript, &pauses, input.embedding)
        }
        Some(_) => None,
        // Nothing is written: where a story was asked for, its parts can be guessed.
        None => input
            .question
            .map(|question| question.prompt.as_str())
            .or(asked_prompt)
            .filter(|prompt| coverage::asks_for_a_story(prompt))
            .and_then(|_| coverage::guess_parts(&transcript, &pauses)),
    };
    let reference = input.question.and_then(|question| question.reference.as_ref());
    let sections = reference.iter().flat_map(|reference| &reference.sections);
    let prompt = input.question.map(|question| question.prompt.as_str());
    let written: Vec<&str> = sections.map(|section| section.text.as_str()).chain(prompt).collect();
    let favourites = filler::favourites(&transcript.words, language, &written);
    let question = input.question.map(QuestionRecord::from).or(input.asked);
    let mut review = Review {
        schema: SCHEMA.into(),
        take: None,
        language,
        audio: input.audio,
        model: input.model,
        question,
        text: transcript.text(),
        repetitions: filler::repetitions(&transcript.words),
        hedges: filler::hedges(&transcript.words, hedges_of(language)),
        favourites,
        words: transcript.words,
        untranscribed: transcript.untranscribed,
        usual_pace: UsualPace::new(input.paces_before, &timing, language),
        timing,
        fillers,
        voice: input.voice,
        coverage,
        findings: Vec::new(),
        elapsed: Elapsed::default(),
    };
    review.findings = finding::find(&review, &config.targets, ui);
    review
}
