//! Puts the measures of an answer together.

use super::{AudioFacts, Elapsed, ModelFacts, Review, SCHEMA, Voice, finding};
use crate::audio::SAMPLE_RATE_HZ;
use crate::audio::activity::Activity;
use crate::audio::excerpt::Excerpt;
use crate::config::Config;
use crate::coverage::{self, embedding::Embedding};
use crate::filler;
use crate::language::Language;
use crate::question::Question;
use crate::span::Span;
use crate::take::QuestionRecord;
use crate::timing;
use crate::transcript::Transcript;

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
    /// The recogniser.
    pub model: ModelFacts,
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
    filler::mark(&mut transcript.words, &list, language);
    filler::mark_repeats(&mut transcript.words);
    let timing = timing::measure(&transcript.words, activity, language);
    let sound = filler::in_sound(input.islands, activity, &transcript.words, language);
    let fillers = filler::count(&transcript.words, sound, timing.words, timing.speaking_s);
    let pauses: Vec<Span> = timing.pauses.iter().map(|pause| pause.span).collect();
    let coverage = input.question.filter(|_| !transcript.words.is_empty()).and_then(|question| {
        coverage::cover(question, input.questions, &transcript, &pauses, input.embedding)
    });
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
        hedges: filler::hedges(&transcript.words, &list.hedges),
        words: transcript.words,
        untranscribed: transcript.untranscribed,
        timing,
        fillers,
        voice: Voice::default(),
        coverage,
        findings: Vec::new(),
        elapsed: Elapsed::default(),
    };
    review.findings = finding::find(&review, &config.targets, ui);
    review
}

/// Integrated loudness of `samples` (16 kHz mono) after EBU R 128, in LUFS. `None` where less
/// than 0.4 s is above the gate.
pub fn loudness_lufs(samples: &[f32]) -> Option<f64> {
    let mut meter = ebur128::EbuR128::new(1, SAMPLE_RATE_HZ as u32, ebur128::Mode::I).ok()?;
    meter.add_frames_f32(samples).ok()?;
    meter.loudness_global().ok().filter(|loudness| loudness.is_finite())
}
