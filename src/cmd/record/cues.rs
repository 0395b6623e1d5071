//! Ticks off key points while somebody speaks, on a thread of its own.

use crossbeam_channel::{Receiver, Sender, bounded, unbounded};

use super::view::Cue;
use crate::coverage::{self, Status};
use crate::language::Language;
use crate::question::Question;
use crate::transcript::{Transcript, Word};

/// Key points of a written answer, and which of them were said.
pub struct Cues {
    words: Sender<Vec<Word>>,
    cues: Receiver<Vec<Cue>>,
}

impl Cues {
    /// Starts to follow the answer to `question`; `questions` are those of the notes.
    pub fn start(question: Question, questions: Vec<Question>) -> Cues {
        // One waits at most: what is said meanwhile is in the next one.
        let (words, words_out) = bounded::<Vec<Word>>(1);
        let (cues_in, cues) = unbounded();
        std::thread::spawn(move || {
            let mut ticked: Vec<Cue> = points(&question);
            if cues_in.send(ticked.clone()).is_err() {
                return;
            }
            for words in words_out {
                let language = question.language;
                tick(&mut ticked, &question, &questions, words, language);
                if cues_in.send(ticked.clone()).is_err() {
                    return;
                }
            }
        });
        Cues { words, cues }
    }

    /// Tells what was said so far; dropped while the words before are still looked at.
    pub fn said(&self, words: &[Word]) {
        let _ = self.words.try_send(words.to_vec());
    }

    /// The cues, when they have changed.
    pub fn changed(&self) -> Option<Vec<Cue>> {
        self.cues.try_iter().last()
    }
}

fn points(question: &Question) -> Vec<Cue> {
    let sections = question.reference.iter().flat_map(|reference| &reference.sections);
    sections
        .flat_map(|section| coverage::key_points(section, question.language))
        .map(|point| Cue { text: point.text, said: false })
        .collect()
}

/// A point that was said stays ticked, also when later words make it less sure.
fn tick(
    cues: &mut [Cue],
    question: &Question,
    questions: &[Question],
    words: Vec<Word>,
    language: Language,
) {
    let transcript = Transcript { language, words, untranscribed: Vec::new() };
    let Some(found) = coverage::cover(question, questions, &transcript, &[], None) else { return };
    let points = found.sections.into_iter().flat_map(|section| section.points);
    for (cue, point) in cues.iter_mut().zip(points) {
        cue.said |= point.status != Status::Missed;
    }
}
