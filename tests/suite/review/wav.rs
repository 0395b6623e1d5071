//! Writes WAV files for the tests.

use std::path::Path;

/// Writes interleaved 16-bit samples.
pub fn write(path: &Path, sample_rate: u32, channels: u16, samples: impl IntoIterator<Item = i16>) {
    let spec = hound::WavSpec {
        channels,
        sample_rate,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut writer = hound::WavWriter::create(path, spec).expect("a WAV");
    for sample in samples {
        writer.write_sample(sample).expect("a sample");
    }
    writer.finalize().expect("a whole WAV");
}

/// Samples of 16 kHz at another rate, bridged by straight lines: well enough for recognition.
pub fn at_rate(samples: &[f32], rate_hz: u32) -> Vec<i16> {
    let step = 16_000.0 / f64::from(rate_hz);
    let frames = ((samples.len() - 1) as f64 / step) as usize;
    let frame = |frame: usize| {
        let at = frame as f64 * step;
        let (before, part) = (at as usize, at.fract() as f32);
        ((samples[before] * (1.0 - part) + samples[before + 1] * part) * 32_767.0) as i16
    };
    (0..frames).map(frame).collect()
}
