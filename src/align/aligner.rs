//! Lays words over a stretch of sound.

use super::FRAMES_PER_S;
use super::features::features;
use super::model::model;
use super::pronunciation::{held, hummed, phones, readings, states_of};
use super::search::{Chain, Passage, search};
use crate::language::Language;
use crate::span::Span;

// Costs in nats, chosen on the development recordings (docs/timing.md).

/// A frame of a word outside the time that the recogniser believes, …
const OUTSIDE_NATS: f32 = 2.0;
/// … which reaches so far around it, in seconds.
const BELIEF_REACH_S: f64 = 0.1;
/// A silence, and each frame of it: the ends of words are soft and would be taken for silence.
const SILENCE_NATS: f32 = 5.0;
const SILENT_FRAME_NATS: f32 = 1.5;
/// A noise that nobody wrote down.
const NOISE_NATS: f32 = 8.0;
/// A filled pause that nobody wrote down.
const FILLED_PAUSE_NATS: f32 = 30.0;

/// Words on the sound.
#[derive(Debug, Clone, PartialEq)]
pub struct Aligned {
    /// When each word was said, in seconds from the start of the sound: in order, none of no
    /// length, none over another.
    pub words: Vec<Span>,
    /// How much worse the words fit than the likeliest phones, mean in nats a frame; 0 is best.
    pub misfit: f32,
    /// The same of each word.
    pub misfits: Vec<f32>,
}

/// Aligns `words`, each with the time it is believed to have (seconds from the start of `samples`,
/// 16 kHz mono), with the sound. `None` where there are none, or too many for the sound.
pub fn align(samples: &[f32], words: &[(&str, Span)], language: Language) -> Option<Aligned> {
    if words.is_empty() {
        return None;
    }
    on_sound(&model().scores(&features(samples)), words, language)
}

/// [`align`] by the scores of the sound ([frame][state], nats).
pub(super) fn on_sound(
    scores: &[Vec<f32>],
    words: &[(&str, Span)],
    language: Language,
) -> Option<Aligned> {
    let chains = chains(words, language, scores.len());
    let passages = search(&chains, words.len(), scores)?.passages;
    let said: Vec<&Passage> =
        passages.iter().filter(|p| chains[p.chain].from < chains[p.chain].to).collect();
    let lacks: Vec<f32> = said.iter().map(|p| lack(&chains[p.chain], p, scores)).collect();
    let frames: Vec<f32> = said.iter().map(|p| (p.end - p.start) as f32).collect();
    let seconds = |frame: usize| frame as f64 / FRAMES_PER_S;
    Some(Aligned {
        words: said.iter().map(|p| Span::new(seconds(p.start), seconds(p.end))).collect(),
        misfit: lacks.iter().sum::<f32>() / frames.iter().sum::<f32>(),
        misfits: lacks.iter().zip(&frames).map(|(lack, frames)| lack / frames).collect(),
    })
}

/// All ways from word to word.
pub(super) fn chains(words: &[(&str, Span)], language: Language, frames: usize) -> Vec<Chain> {
    let mut chains = Vec::new();
    for (slot, (text, believed)) in words.iter().enumerate() {
        chains.extend(between(slot, frames));
        let frame_nats = outside(believed, frames);
        chains.extend(readings(text, language).into_iter().map(|states| Chain {
            from: slot,
            to: slot + 1,
            entry_nats: 0.0,
            states,
            frame_nats: frame_nats.clone(),
        }));
    }
    chains.extend(between(words.len(), frames));
    chains
}

/// What may be heard between two words.
fn between(slot: usize, frames: usize) -> [Chain; 4] {
    let chain = |entry_nats: f32, states: Vec<usize>, frame_nats: Vec<f32>| Chain {
        from: slot,
        to: slot,
        entry_nats,
        states,
        frame_nats,
    };
    [
        chain(SILENCE_NATS, states_of(&phones(&["SIL"])), vec![SILENT_FRAME_NATS; frames]),
        chain(NOISE_NATS, states_of(&phones(&["+NSN+"])), Vec::new()),
        chain(FILLED_PAUSE_NATS, held("AH"), Vec::new()),
        chain(FILLED_PAUSE_NATS, hummed("AH"), Vec::new()),
    ]
}

/// Cost of each frame for a word that is believed to stand at `believed`.
fn outside(believed: &Span, frames: usize) -> Vec<f32> {
    let frame = |at_s: f64| ((at_s * FRAMES_PER_S).max(0.0) as usize).min(frames);
    let mut nats = vec![OUTSIDE_NATS; frames];
    let end = frame(believed.end_s + BELIEF_REACH_S);
    nats[frame(believed.start_s - BELIEF_REACH_S).min(end)..end].fill(0.0);
    nats
}

/// What the best state of a chain lacks to the best of all states, summed over the frames of a
/// passage, in nats.
fn lack(chain: &Chain, passage: &Passage, scores: &[Vec<f32>]) -> f32 {
    let best = |nats: &mut dyn Iterator<Item = f32>| nats.fold(f32::NEG_INFINITY, f32::max);
    let lack = |row: &Vec<f32>| {
        let own = best(&mut chain.states.iter().map(|state| row[*state]));
        best(&mut row.iter().copied()) - own
    };
    scores[passage.start..passage.end].iter().map(lack).sum()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::audio::decode::decode;
    use crate::audio::sample_at;

    /// The sound of a stretch of a labelled test recording.
    pub fn clip(name: &str, from_s: f64, to_s: f64) -> Vec<f32> {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/speech").join(name);
        let samples = decode(&path).unwrap().samples;
        samples[sample_at(from_s, samples.len())..sample_at(to_s, samples.len())].to_vec()
    }

    /// Words that are all believed to be anywhere.
    pub fn anywhere(text: &str, length_s: f64) -> Vec<(&str, Span)> {
        text.split(' ').map(|word| (word, Span::new(0.0, length_s))).collect()
    }

    #[test]
    fn words_are_found_where_the_labels_have_them() {
        // The label: a filler from 18.738 to 19.206 s, speech from 19.267 s on.
        let sound = clip("en-deliver-results.flac", 18.70, 20.90);
        let words = anywhere("uh and I was the only one of the team", 2.2);
        let aligned = align(&sound, &words, Language::English).unwrap();
        assert!((18.70 + aligned.words[0].start_s - 18.738).abs() < 0.05, "{aligned:?}");
        assert!((18.70 + aligned.words[1].start_s - 19.267).abs() < 0.05, "{aligned:?}");
        assert!(aligned.words.windows(2).all(|pair| pair[0].end_s <= pair[1].start_s));
        assert!(aligned.words.iter().all(|word| word.duration_s() >= 0.03));
    }

    #[test]
    fn words_that_were_not_said_fit_worse() {
        let sound = clip("en-deliver-results.flac", 19.20, 20.90);
        let misfit = |text| align(&sound, &anywhere(text, 1.7), Language::English).unwrap().misfit;
        let right = misfit("and I was the only one of the team");
        let wrong = misfit("zebras usually swim fourteen blue pancakes");
        assert!(2.0 * right < wrong, "{right} {wrong}");
    }

    #[test]
    fn more_words_than_the_sound_has_room_for_are_not_aligned() {
        let words = anywhere("many many words", 0.05);
        assert_eq!(align(&[0.1; 800], &words, Language::English), None);
        assert_eq!(align(&[], &words, Language::English), None);
        assert_eq!(align(&[0.1; 800], &[], Language::English), None);
    }
}
