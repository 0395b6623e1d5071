//! How likely something was told, by what speaks for it and against it: logistic regression.
//!
//! The weights come from the labelled answers (docs/coverage.md, "How likely a point was told"); the suite's
//! `fits_the_weights` fits them anew.

/// Weights of `N` signs.
#[derive(Debug, Clone, Copy)]
pub struct Weights<const N: usize> {
    /// Log odds without any sign.
    pub bias: f32,
    /// What each sign adds to the log odds.
    pub of: [f32; N],
}

impl<const N: usize> Weights<N> {
    /// How likely it was told with these signs, 0 to 1.
    pub fn probability(&self, signs: &[f32; N]) -> f32 {
        let odds: f32 = self.of.iter().zip(signs).map(|(weight, sign)| weight * sign).sum();
        1.0 / (1.0 + (-self.bias - odds).exp())
    }
}

/// The log odds of a probability, which is kept off 0 and 1: what is surer than this is no surer sign.
pub(super) fn log_odds(probability: f32) -> f32 {
    const LEAST: f32 = 0.005;
    let kept = probability.clamp(LEAST, 1.0 - LEAST);
    (kept / (1.0 - kept)).ln()
}

/// 1 where something is so.
pub(super) fn flag(is: bool) -> f32 {
    f32::from(u8::from(is))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_move_the_odds_by_their_weights() {
        let weights = Weights { bias: -1.0, of: [2.0, 0.0] };
        assert!((weights.probability(&[0.5, 9.0]) - 0.5).abs() < 1e-6);
        assert!(weights.probability(&[1.0, 0.0]) > 0.7);
        assert!((log_odds(weights.probability(&[1.0, 0.0])) - 1.0).abs() < 1e-5);
        assert!(log_odds(0.0) > -6.0 && log_odds(1.0) < 6.0);
    }
}
