//! The likeliest way through the phones of a sentence (Viterbi 1967; Young et al., The HTK Book,
//! chapter 1.5).
//!
//! Chains of states run from one junction to another. Junctions take no time.

/// A row of states that is passed from first to last, each for at least one frame.
pub struct Chain {
    /// Junctions it leads from and to.
    pub from: usize,
    /// See `from`.
    pub to: usize,
    /// Cost of entering it, in nats.
    pub entry_nats: f32,
    /// The states, as numbered in the scores.
    pub states: Vec<usize>,
    /// Cost in nats of spending a frame in it, by frame; empty: none.
    pub frame_nats: Vec<f32>,
}

/// A stretch of frames spent in a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage {
    /// Number of the chain.
    pub chain: usize,
    /// First frame.
    pub start: usize,
    /// Frame after the last.
    pub end: usize,
}

/// A way from the first junction to the last one.
#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    /// Its passages, which take all frames.
    pub passages: Vec<Passage>,
    /// Log likelihood of the sound along it, less its costs, in nats.
    pub nats: f32,
}

/// The likeliest way from junction 0 to junction `last` that takes all frames of `scores`
/// ([frame][state], nats); `None` where there is no way in so few frames.
pub fn search(chains: &[Chain], last: usize, scores: &[Vec<f32>]) -> Option<Way> {
    const NEVER: f32 = f32::NEG_INFINITY;
    let offsets: Vec<usize> = chains
        .iter()
        .scan(0, |at, chain| {
            *at += chain.states.len();
            Some(*at - chain.states.len())
        })
        .collect();
    let states = chains.iter().map(|chain| chain.states.len()).sum::<usize>();
    let mut now = vec![NEVER; states];
    let mut junctions = vec![NEVER; last + 1];
    junctions[0] = 0.0;
    // Whether a state was entered in a frame, and by which chain a junction was reached.
    let mut moved = vec![false; states * scores.len()];
    let mut reached = vec![0u32; (last + 1) * scores.len()];
    for (frame, score) in scores.iter().enumerate() {
        let moved = &mut moved[frame * states..][..states];
        let mut next_junctions = vec![NEVER; last + 1];
        for (index, chain) in chains.iter().enumerate() {
            let cost = chain.frame_nats.get(frame).copied().unwrap_or(0.0);
            let entry = junctions[chain.from] - chain.entry_nats;
            let own = &mut now[offsets[index]..][..chain.states.len()];
            for i in (0..own.len()).rev() {
                let before = if i == 0 { entry } else { own[i - 1] };
                if before > own[i] {
                    own[i] = before;
                    moved[offsets[index] + i] = true;
                }
                own[i] += score[chain.states[i]] - cost;
            }
            let out = own.last().copied().unwrap_or(NEVER);
            if out > next_junctions[chain.to] {
                next_junctions[chain.to] = out;
                reached[frame * (last + 1) + chain.to] = index as u32;
            }
        }
        junctions = next_junctions;
    }
    if scores.is_empty() || junctions[last] == NEVER {
        return None;
    }
    let mut passages = Vec::new();
    let (mut junction, mut end) = (last, scores.len());
    while end > 0 {
        let chain = reached[(end - 1) * (last + 1) + junction] as usize;
        let mut state = chains[chain].states.len() - 1;
        let mut frame = end - 1;
        loop {
            if moved[frame * states + offsets[chain] + state] {
                match state.checked_sub(1) {
                    Some(before) => state = before,
                    None => break,
                }
            }
            frame = frame.checked_sub(1)?;
        }
        passages.push(Passage { chain, start: frame, end });
        (junction, end) = (chains[chain].from, frame);
    }
    passages.reverse();
    Some(Way { passages, nats: junctions[last] })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(from: usize, to: usize, states: &[usize]) -> Chain {
        Chain { from, to, entry_nats: 0.0, states: states.to_vec(), frame_nats: vec![] }
    }

    /// Scores that favour one state in each frame.
    fn favouring(states: &[usize]) -> Vec<Vec<f32>> {
        let row = |best: &usize| (0..4).map(|s| if s == *best { 0.0 } else { -5.0 }).collect();
        states.iter().map(row).collect()
    }

    #[test]
    fn passages_follow_the_sound_and_fill_all_frames() {
        let chains = [chain(0, 1, &[0, 1]), chain(1, 1, &[3]), chain(1, 2, &[2])];
        let found = search(&chains, 2, &favouring(&[0, 1, 1, 3, 3, 2, 2])).unwrap();
        assert_eq!(found.nats, 0.0);
        let spans: Vec<_> = found.passages.iter().map(|p| (p.chain, p.start, p.end)).collect();
        assert_eq!(spans, [(0, 0, 3), (1, 3, 5), (2, 5, 7)]);
        let found = search(&chains, 2, &favouring(&[0, 0, 1, 2])).unwrap();
        let spans: Vec<_> = found.passages.iter().map(|p| (p.chain, p.start, p.end)).collect();
        assert_eq!(spans, [(0, 0, 3), (2, 3, 4)]);
    }

    #[test]
    fn too_few_frames_have_no_way() {
        let chains = [chain(0, 1, &[0, 1]), chain(1, 2, &[2])];
        assert_eq!(search(&chains, 2, &favouring(&[0, 2])), None);
        assert_eq!(search(&chains, 2, &[]), None);
    }
}
