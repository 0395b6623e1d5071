//! The mel filters that turn a spectrum into Whisper's input.
//!
//! Slaney's mel scale (linear below 1 kHz, logarithmic above) with triangles of equal area, for
//! a 400-point transform at 16 kHz: what `librosa.filters.mel(sr=16000, n_fft=400)` gives. The
//! 80 bands are bit for bit those in the files that whisper.cpp publishes. Logarithm and
//! exponential are computed by `libm`, because those of the system differ in the last bit.

/// Bins of a real 400-point transform.
const BINS: usize = 201;
/// Distance of two bins: 16 kHz / 400.
const BIN_HZ: f64 = 40.0;
/// Upper end of the highest band: half of 16 kHz.
const TOP_HZ: f64 = 8000.0;
/// Slaney's scale is linear below this frequency.
const BREAK_HZ: f64 = 1000.0;
/// Hertz of one mel in the linear part.
const LINEAR_HZ: f64 = 200.0 / 3.0;

/// A bank of triangular filters.
#[derive(Debug, Clone, PartialEq)]
pub struct MelFilters {
    /// Filters: 80, or 128 for large-v3.
    pub bands: usize,
    /// Frequencies of each filter.
    pub bins: usize,
    /// `bands` rows of `bins` weights.
    pub weights: Vec<f32>,
}

/// Growth of frequency from one mel to the next in the logarithmic part.
fn log_step() -> f64 {
    libm::log(6.4) / 27.0
}

fn mel(hz: f64) -> f64 {
    if hz >= BREAK_HZ {
        BREAK_HZ / LINEAR_HZ + libm::log(hz / BREAK_HZ) / log_step()
    } else {
        hz / LINEAR_HZ
    }
}

fn hz(mel: f64) -> f64 {
    let break_mel = BREAK_HZ / LINEAR_HZ;
    if mel >= break_mel {
        BREAK_HZ * libm::exp(log_step() * (mel - break_mel))
    } else {
        LINEAR_HZ * mel
    }
}

/// The bank with this many bands.
pub fn filters(bands: usize) -> MelFilters {
    let step = mel(TOP_HZ) / (bands + 1) as f64;
    // The last edge is set, not computed, as in `numpy.linspace`.
    let edge = |i: usize| if i == bands + 1 { hz(mel(TOP_HZ)) } else { hz(i as f64 * step) };
    let mut weights = Vec::with_capacity(bands * BINS);
    for band in 0..bands {
        let (low, middle, high) = (edge(band), edge(band + 1), edge(band + 2));
        let area = 2.0 / (high - low);
        for bin in 0..BINS {
            let f = bin as f64 * BIN_HZ;
            let rising = -(low - f) / (middle - low);
            let falling = (high - f) / (high - middle);
            // Rounded to 32 bits before the area is applied, as in librosa.
            let height = rising.min(falling).max(0.0) as f32;
            weights.push((f64::from(height) * area) as f32);
        }
    }
    MelFilters { bands, bins: BINS, weights }
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;
    use crate::model::hash::hex;

    fn sum(bands: usize) -> String {
        let bytes: Vec<u8> = filters(bands).weights.iter().flat_map(|w| w.to_le_bytes()).collect();
        hex(&Sha256::digest(bytes))
    }

    #[test]
    fn filters_are_bit_for_bit_those_of_the_published_models() {
        assert_eq!(sum(80), "85818f156f7e189453901a515e4726d270d307f976e161cf9403e8caab405498");
    }

    #[test]
    fn every_band_lets_some_frequency_through_and_has_no_negative_weight() {
        for bands in [80, 128] {
            let filters = filters(bands);
            assert_eq!(filters.weights.len(), bands * BINS);
            for band in filters.weights.chunks(BINS) {
                assert!(band.iter().all(|w| *w >= 0.0));
                assert!(band.iter().any(|w| *w > 0.0));
            }
        }
    }
}
