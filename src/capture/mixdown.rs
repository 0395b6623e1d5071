//! One channel out of several.

use super::format::ToPcm16;

/// Most channels that are told apart; further ones are ignored.
const CHANNELS: usize = 64;

/// How much louder (in power) another channel must be before it takes over: 6 dB, so that the two
/// channels of an ordinary stereo microphone do not take turns.
const TAKE_OVER: f32 = 4.0;

/// What a channel's remembered power keeps from one block to the next (100 ms): 20 dB are
/// forgotten in about two seconds, longer than a pause between sentences usually is.
const KEEP: f32 = 0.8;

/// Chooses the loudest channel and stays with it.
///
/// The channels are not averaged: a source with one silent channel would lose half its level,
/// and one with its second channel inverted would lose everything.
#[derive(Debug)]
pub struct Mixdown {
    channels: usize,
    chosen: usize,
    power: [f32; CHANNELS],
}

impl Mixdown {
    /// For a source with that many interleaved channels, at least one.
    pub fn new(channels: u16) -> Self {
        Self { channels: usize::from(channels.max(1)), chosen: 0, power: [0.0; CHANNELS] }
    }

    /// Interleaved channels of the source.
    pub fn channels(&self) -> usize {
        self.channels
    }

    /// Looks at one interleaved block and says which channel to take from it. Real-time safe: no
    /// allocation, no lock, no system call.
    pub fn choose<T: ToPcm16>(&mut self, interleaved: &[T]) -> usize {
        if self.channels == 1 {
            return 0;
        }
        let seen = self.channels.min(CHANNELS);
        let mut sums = [0.0f32; CHANNELS];
        for frame in interleaved.chunks_exact(self.channels) {
            for (sum, sample) in sums[..seen].iter_mut().zip(frame) {
                let value = f32::from(sample.to_pcm16());
                *sum += value * value;
            }
        }
        for (power, sum) in self.power[..seen].iter_mut().zip(sums) {
            *power = sum.max(*power * KEEP);
        }
        for channel in 0..seen {
            if self.power[channel] > self.power[self.chosen] * TAKE_OVER {
                self.chosen = channel;
            }
        }
        self.chosen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_silent_channel_never_halves_the_level() {
        let mut mixdown = Mixdown::new(2);
        assert_eq!(mixdown.choose(&[0i16, 900, 0, -900]), 1);
        assert_eq!(mixdown.choose(&[0i16, 0, 0, 0]), 1, "a pause does not switch back");
    }

    #[test]
    fn channels_of_similar_level_do_not_take_turns() {
        let mut mixdown = Mixdown::new(2);
        assert_eq!(mixdown.choose(&[800i16, 900, -800, -900]), 0);
        assert_eq!(mixdown.choose(&[900i16, 1_200, -900, -1_200]), 0);
    }
}
