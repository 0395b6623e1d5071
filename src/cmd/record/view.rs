//! What a recording looks like at one moment, as plain data for the screen.

use clap::ValueEnum;

use crate::capture::Meter;
use crate::language::{self, Language};
use crate::question::Question;
use crate::transcript::{Word, WordKind};

/// Seconds that the shown pace looks back on: some 40 words, so that one long word hardly counts.
pub const PACE_S: f64 = 15.0;

/// Peaks that stay under this for [`QUIET_FOR_S`] are too quiet to be recognised well, in dBFS.
/// Speech at a usual distance peaks between -20 and -6.
const QUIET_DBFS: f32 = -36.0;

/// Seconds without a louder peak after which somebody is told so: longer than a pause to think.
const QUIET_FOR_S: f64 = 6.0;

/// Seconds for which a clipped sample is shown.
const CLIPPED_FOR_S: f64 = 3.0;

/// Which parts of the written answer are shown while speaking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum CueMode {
    /// None, as in the interview.
    #[default]
    Off,
    /// A few words of each key point.
    Points,
    /// The key points in full.
    Full,
}

/// A key point of the written answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// As the answer has it.
    pub text: String,
    /// Whether it was said.
    pub said: bool,
}

/// What stays the same during a take.
#[derive(Debug, Clone, Default)]
pub struct About {
    /// What is asked; `None`: a free take.
    pub question: Option<Question>,
    /// Time limit in seconds.
    pub limit_s: Option<f64>,
    /// Length of the written answer in seconds.
    pub predicted_s: Option<f64>,
    /// Which cues are shown.
    pub cues: CueMode,
    /// Pace to aim at, lowest and highest, in the unit of the language.
    pub pace: [f64; 2],
    /// Where in an interview the question stands; `None` outside one.
    pub place: Option<Place>,
    /// Language of the answer, which gives the unit of the pace.
    pub language: Option<Language>,
}

/// Where in an interview a question stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Round, principle and number of the question.
    pub text: String,
    /// Seconds left of the round when the answer began; `None` without a budget.
    pub round_left_s: Option<f64>,
}

/// Where a take stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Phase {
    /// Time to read the question, whole seconds left.
    Prepare(u32),
    /// Whole seconds until it starts.
    Countdown(u32),
    /// Recording.
    Speaking,
    /// Nothing is recorded until the pause key comes again.
    Paused,
    /// The question is said once more; nothing is recorded meanwhile.
    Asking,
    /// The answer has ended, the next question is chosen.
    Between,
}

/// How recognition stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Hearing {
    /// There is none, or none wanted.
    #[default]
    Off,
    /// There will be none, for this reason.
    Failed(String),
    /// It follows; so many seconds of speech wait for it.
    Behind(f64),
}

/// What the level is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Verdict {
    /// Good.
    #[default]
    Fine,
    /// Too quiet for good recognition.
    Quiet,
    /// At full scale a moment ago.
    Clipping,
}

/// One moment of a take.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// Where it stands.
    pub phase: Phase,
    /// Sound in the file, in seconds.
    pub at_s: f64,
    /// In an interview: seconds of thinking before the first speech, so far; `None` where nothing
    /// tells speech from silence.
    pub thought_s: Option<f64>,
    /// Peak of the last moment in dBFS.
    pub peak_dbfs: f32,
    /// What the level is good for.
    pub verdict: Verdict,
    /// Pace of the last [`PACE_S`], in the unit of the language.
    pub pace: Option<f64>,
    /// The words so far, marked.
    pub words: Vec<Word>,
    /// How recognition stands.
    pub hearing: Hearing,
    /// Key points.
    pub cues: Vec<Cue>,
    /// Whether the keys are explained.
    pub help: bool,
    /// Whether an answer is awaited to "really abandon?".
    pub asking: bool,
    /// The last thing that happened.
    pub message: Option<String>,
    loud_at_s: f64,
    clipped: (u64, f64),
}

impl View {
    /// Before anything was recorded.
    pub fn new(phase: Phase) -> Self {
        View {
            phase,
            at_s: 0.0,
            thought_s: None,
            peak_dbfs: f32::NEG_INFINITY,
            verdict: Verdict::Fine,
            pace: None,
            words: Vec::new(),
            hearing: Hearing::Off,
            cues: Vec::new(),
            help: false,
            asking: false,
            message: None,
            loud_at_s: 0.0,
            clipped: (0, f64::NEG_INFINITY),
        }
    }

    /// Seconds of the answer so far: in an interview without the thinking before it.
    pub fn answer_s(&self) -> f64 {
        self.at_s - self.thought_s.unwrap_or_default()
    }

    /// Takes the level in. `rate` is the number of frames a second.
    pub fn meter(&mut self, meter: &Meter, rate: f64) {
        self.at_s = meter.frames() as f64 / rate;
        self.peak_dbfs = meter.peak_dbfs();
        if self.peak_dbfs >= QUIET_DBFS {
            self.loud_at_s = self.at_s;
        }
        if meter.clipped_frames() > self.clipped.0 {
            self.clipped = (meter.clipped_frames(), self.at_s);
        }
        self.verdict = if self.at_s - self.clipped.1 < CLIPPED_FOR_S {
            Verdict::Clipping
        } else if self.at_s - self.loud_at_s >= QUIET_FOR_S {
            Verdict::Quiet
        } else {
            Verdict::Fine
        };
    }
}

/// Words (English) or syllables (Korean) a minute over the last [`PACE_S`] of what was heard,
/// fillers left out. `None` before there is so much.
pub fn pace(words: &[Word], language: Language) -> Option<f64> {
    let (first, last) = (words.first()?, words.last()?);
    let from_s = last.span.end_s - PACE_S;
    if first.span.start_s > from_s {
        return None;
    }
    let recent = words.iter().rev().take_while(|word| word.span.middle_s() >= from_s);
    let count: usize = recent
        .filter(|word| word.kind != WordKind::Filler)
        .map(|word| {
            let count = language::count(&word.text, language);
            match language {
                Language::English => count.words,
                Language::Korean => count.syllables,
            }
        })
        .sum();
    Some(count as f64 * 60.0 / PACE_S)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    #[test]
    fn the_pace_is_of_the_last_fifteen_seconds_and_leaves_fillers_out() {
        let word = |i: usize| Word {
            text: if i.is_multiple_of(2) { "um".into() } else { "plan".into() },
            span: Span::new(i as f64 * 0.5, i as f64 * 0.5 + 0.4),
            confidence: 1.0,
            kind: if i.is_multiple_of(2) { WordKind::Filler } else { WordKind::Word },
        };
        let words: Vec<Word> = (0..100).map(word).collect();
        let pace_of = |words: &[Word]| pace(words, Language::English);
        assert!((pace_of(&words).unwrap() - 60.0).abs() <= 4.0);
        assert_eq!(pace_of(&words[..20]), None);
        assert_eq!(pace_of(&[]), None);
    }
}
