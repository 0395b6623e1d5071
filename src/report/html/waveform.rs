//! The shape of a recording in a few hundred columns.

use serde::{Deserialize, Serialize};

/// Columns of a waveform: as many as a wide screen shows.
const COLUMNS: usize = 800;

/// The highest sample of each of 800 stretches of equal length, in thousandths of the
/// highest of all. Fewer columns for fewer samples.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waveform {
    /// 0 to 1000, from the start of the recording to its end.
    pub peaks: Vec<u16>,
}

impl Waveform {
    /// The waveform of `samples` of any rate.
    pub fn of(samples: &[f32]) -> Waveform {
        let columns = COLUMNS.min(samples.len());
        let peak = |samples: &[f32]| samples.iter().fold(0.0f32, |most, x| most.max(x.abs()));
        let highest = peak(samples);
        let peaks = (0..columns).map(|column| {
            let border = |column: usize| column * samples.len() / columns;
            let share = peak(&samples[border(column)..border(column + 1)]) / highest;
            if highest > 0.0 { (share * 1000.0).round() as u16 } else { 0 }
        });
        Waveform { peaks: peaks.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_thousandths_of_the_highest_sample() {
        let mut samples = vec![0.0f32; 8000];
        samples[4000] = -0.5;
        samples[8] = 0.25;
        let waveform = Waveform::of(&samples);
        assert_eq!(waveform.peaks.len(), 800);
        assert_eq!((waveform.peaks[0], waveform.peaks[400]), (500, 1000));
        assert_eq!(Waveform::of(&[0.0; 10]).peaks, [0; 10]);
        assert!(Waveform::of(&[]).peaks.is_empty());
    }
}
