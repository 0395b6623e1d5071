//! What is to be decoded, by whom, and what came of it.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::super::chunk::{Chunk, Cut, Known};
use super::super::hear::Heard;
use super::super::recording::{language_from, tells_language};
use crate::language::Language;

/// Sound that may wait for the decoder, in seconds (4 MB): when more does, the machine is too busy
/// and what comes then is read from the file in the end.
const BACKLOG_S: f64 = 60.0;

/// A chunk on its way.
#[derive(Debug)]
struct Entry {
    chunk: Chunk,
    stage: Stage,
}

#[derive(Debug)]
enum Stage {
    /// Nobody has begun it.
    Waiting(Arc<[f32]>),
    /// A decoder works on it.
    Taken,
    /// Its words.
    Done(Heard),
    /// Too much was waiting already.
    Skipped,
}

/// Something to do for a decoder.
pub enum Task {
    /// Tell the language of this sound.
    Tell(Arc<[f32]>),
    /// Decode this chunk.
    Hear(Chunk, Arc<[f32]>, Language),
}

#[derive(Debug, Default)]
struct State {
    closed: Vec<Entry>,
    tentative: Option<Entry>,
    language: Option<Language>,
    /// Somebody is finding out the language.
    telling: bool,
    /// No more cuts will come.
    ended: bool,
    /// Nobody wants the rest.
    cancelled: bool,
    failed: Option<String>,
    /// How far the sound was listened to.
    known: Known,
    /// Counts changes of the words.
    version: u64,
}

/// How far the decoders are.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// Changes with the words.
    pub version: u64,
    /// Seconds of closed chunks that wait for words.
    pub behind_s: f64,
    /// Why there will be no words.
    pub failed: Option<String>,
    /// How far the sound was listened to.
    pub known: Known,
}

/// Shared by the ear, which fills it, and the decoders.
#[derive(Debug, Default)]
pub struct Queue {
    state: Mutex<State>,
    changed: Condvar,
}

impl Queue {
    /// A queue for an answer in `language`; `None`: it is told from the first chunk.
    pub fn new(language: Option<Language>) -> Self {
        Queue { state: Mutex::new(State { language, ..State::default() }), changed: Condvar::new() }
    }

    /// A decoder that panicked leaves the state whole: every change is a single assignment.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a cut and its sound.
    pub fn add(&self, cut: Cut, samples: Arc<[f32]>) {
        let mut state = self.lock();
        match cut {
            Cut::Tentative(chunk) => {
                state.tentative = Some(Entry { chunk, stage: Stage::Waiting(samples) });
            }
            Cut::Closed(chunk) => close(&mut state, chunk, samples),
        }
        drop(state);
        self.changed.notify_all();
    }

    /// Takes the last chunks and their sound, and that no more will come, in one step: whoever
    /// takes the last chunk of all knows that it is the last.
    pub fn finish(&self, last: Vec<(Chunk, Arc<[f32]>)>) {
        let mut state = self.lock();
        for (chunk, samples) in last {
            close(&mut state, chunk, samples);
        }
        state.ended = true;
        state.tentative = None;
        drop(state);
        self.changed.notify_all();
    }

    /// Takes how far the ear is: seconds, and the end of the last speech in them.
    pub fn listened(&self, known: Known) {
        self.lock().known = known;
    }

    /// No more cuts will come: every decoder may help.
    pub fn end(&self) {
        self.finish(Vec::new());
    }

    /// Nobody wants the rest.
    pub fn cancel(&self) {
        self.lock().cancelled = true;
        self.changed.notify_all();
    }

    /// There will be no more words.
    pub fn fail(&self, reason: String) {
        self.lock().failed = Some(reason);
        self.changed.notify_all();
    }

    /// Waits for something to do. While the recording goes on only the `first` decoder works, to
    /// leave the recorder its share of the machine. `None` when all is done.
    pub fn next(&self, first: bool) -> Option<Task> {
        let mut state = self.lock();
        loop {
            if state.cancelled || state.failed.is_some() {
                return None;
            }
            if first || state.ended {
                if let Some(task) = take(&mut state) {
                    return Some(task);
                }
                let all_taken = |s: &State| {
                    !s.closed.iter().any(|entry| matches!(entry.stage, Stage::Waiting(_)))
                };
                if state.ended && all_taken(&state) {
                    return None;
                }
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Whether the recording has ended and only one chunk has no words yet.
    pub fn is_last(&self) -> bool {
        let state = self.lock();
        state.ended && state.closed.iter().filter(|entry| entry.is_open()).count() == 1
    }

    /// Takes the language in.
    pub fn told(&self, language: Language) {
        let mut state = self.lock();
        state.language = Some(language);
        state.telling = false;
        drop(state);
        self.changed.notify_all();
    }

    /// Takes words in. Those of a tentative chunk that has been replaced are of no use.
    pub fn heard(&self, heard: Heard) {
        let mut state = self.lock();
        let State { closed, tentative, .. } = &mut *state;
        let mut entries = closed.iter_mut().rev().chain(tentative.as_mut());
        if let Some(entry) = entries.find(|entry| entry.chunk == heard.chunk) {
            entry.stage = Stage::Done(heard);
            state.version += 1;
        }
        drop(state);
        self.changed.notify_all();
    }

    /// How far the decoders are.
    pub fn standing(&self) -> Standing {
        let state = self.lock();
        Standing {
            version: state.version,
            behind_s: behind_s(&state),
            failed: state.failed.clone(),
            known: state.known,
        }
    }

    /// All that was heard so far, the tentative chunk too.
    pub fn so_far(&self) -> Vec<Heard> {
        let state = self.lock();
        state.closed.iter().chain(&state.tentative).filter_map(Entry::done).cloned().collect()
    }

    /// Waits until something changes or a while is over, and tells how many seconds of closed
    /// chunks have no words yet; `None` when nothing will come any more.
    pub fn wait(&self, at_most: std::time::Duration) -> Option<f64> {
        let state = self.lock();
        let open =
            |state: &State| !(state.failed.is_some() || state.ended && behind_s(state) == 0.0);
        if !open(&state) {
            return None;
        }
        let (state, _) =
            self.changed.wait_timeout(state, at_most).unwrap_or_else(PoisonError::into_inner);
        open(&state).then(|| behind_s(&state))
    }

    /// What was heard of closed chunks, whether that is all of them, and the language.
    pub fn result(&self) -> (Vec<Heard>, bool, Option<Language>) {
        let state = self.lock();
        let heard: Vec<Heard> = state.closed.iter().filter_map(Entry::done).cloned().collect();
        let whole = state.ended && heard.len() == state.closed.len();
        (heard, whole, state.language)
    }
}

impl Entry {
    fn done(&self) -> Option<&Heard> {
        match &self.stage {
            Stage::Done(heard) => Some(heard),
            _ => None,
        }
    }

    /// Whether it will get words and has none.
    fn is_open(&self) -> bool {
        matches!(self.stage, Stage::Waiting(_) | Stage::Taken)
    }

    fn take(&mut self) -> Option<(Chunk, Arc<[f32]>)> {
        let Stage::Waiting(samples) = &self.stage else { return None };
        let taken = (self.chunk.clone(), samples.clone());
        self.stage = Stage::Taken;
        Some(taken)
    }
}

/// Adds a chunk that is closed for good.
fn close(state: &mut State, chunk: Chunk, samples: Arc<[f32]>) {
    let entry = match state.tentative.take() {
        Some(entry) if entry.chunk == chunk => entry,
        _ if behind_s(state) > BACKLOG_S => Entry { chunk, stage: Stage::Skipped },
        _ => Entry { chunk, stage: Stage::Waiting(samples) },
    };
    state.closed.push(entry);
}

/// Seconds of closed chunks that will get words and have none.
fn behind_s(state: &State) -> f64 {
    state
        .closed
        .iter()
        .filter(|entry| entry.is_open())
        .map(|entry| entry.chunk.span.duration_s())
        .sum()
}

/// The next task: the oldest closed chunk, else the tentative one.
fn take(state: &mut State) -> Option<Task> {
    let Some(language) = state.language else { return tell(state) };
    let State { closed, tentative, .. } = state;
    let (chunk, samples) = closed.iter_mut().chain(tentative).find_map(Entry::take)?;
    Some(Task::Hear(chunk, samples, language))
}

/// The language is told from the same chunk as in a file.
fn tell(state: &mut State) -> Option<Task> {
    if state.telling {
        return None;
    }
    let closed = &state.closed;
    let chunk = if state.ended {
        let chunks: Vec<Chunk> = closed.iter().map(|entry| entry.chunk.clone()).collect();
        language_from(&chunks)?.clone()
    } else {
        closed.iter().find(|entry| tells_language(&entry.chunk))?.chunk.clone()
    };
    let entry = closed.iter().find(|entry| entry.chunk == chunk)?;
    let Stage::Waiting(samples) = &entry.stage else { return None };
    let samples = samples.clone();
    state.telling = true;
    Some(Task::Tell(samples))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn chunk(start_s: f64, end_s: f64) -> Chunk {
        let span = Span::new(start_s, end_s);
        Chunk { span, speech: vec![span] }
    }

    fn sound() -> Arc<[f32]> {
        vec![0.0; 16].into()
    }

    fn words(chunk: &Chunk) -> Heard {
        Heard::nothing(chunk)
    }

    fn hear(queue: &Queue, first: bool) -> Chunk {
        match queue.next(first) {
            Some(Task::Hear(chunk, ..)) => chunk,
            _ => panic!("nothing to hear"),
        }
    }

    #[test]
    fn a_tentative_chunk_that_becomes_final_is_decoded_once() {
        let queue = Queue::new(Some(Language::English));
        queue.add(Cut::Tentative(chunk(0.0, 4.0)), sound());
        let taken = hear(&queue, true);
        queue.add(Cut::Closed(chunk(0.0, 4.0)), sound());
        queue.end();
        assert!(queue.next(false).is_none());
        queue.heard(words(&taken));
        let (heard, whole, _) = queue.result();
        assert_eq!((heard.len(), whole), (1, true));
    }

    #[test]
    fn words_of_a_replaced_tentative_chunk_are_forgotten() {
        let queue = Queue::new(Some(Language::English));
        queue.add(Cut::Tentative(chunk(0.0, 4.0)), sound());
        let taken = hear(&queue, true);
        queue.add(Cut::Closed(chunk(0.0, 9.0)), sound());
        queue.heard(words(&taken));
        assert!(queue.so_far().is_empty());
        assert_eq!(hear(&queue, true), chunk(0.0, 9.0));
    }

    #[test]
    fn what_waits_too_long_is_left_for_the_file() {
        let queue = Queue::new(Some(Language::English));
        for i in 0..9 {
            let start_s = f64::from(i) * 10.0;
            queue.add(Cut::Closed(chunk(start_s, start_s + 10.0)), sound());
        }
        queue.end();
        while let Some(Task::Hear(chunk, ..)) = queue.next(false) {
            queue.heard(words(&chunk));
        }
        let (heard, whole, _) = queue.result();
        assert_eq!((heard.len(), whole), (7, false));
        assert_eq!(queue.wait(std::time::Duration::ZERO), None);
    }

    #[test]
    fn the_language_is_told_before_anything_is_decoded() {
        let queue = Queue::new(None);
        queue.add(Cut::Closed(chunk(0.0, 9.0)), sound());
        assert!(matches!(queue.next(true), Some(Task::Tell(_))));
        queue.told(Language::Korean);
        assert!(matches!(queue.next(true), Some(Task::Hear(_, _, Language::Korean))));
    }
}
