//! The same speech in other files is the same transcript.

use std::path::Path;

use aloud::audio::decode::decode;

use super::score::words;
use super::{json, path, practice, run, speech, text};

/// What is said from 9.3 to 15.3 s of the whole answer.
const SAID: &str = "I was responsible for the back end, and I also had to make the front end of \
                    the web application.";

/// Rate of the WAV made here, in Hz.
const WAV_RATE: u32 = 44_100;

#[test]
fn compressed_and_stereo_files_of_any_rate_are_understood() {
    let folder = practice();
    let wav = folder.path().join("one side of two.wav");
    write_left_channel(&wav, &decode(&speech("formats/mono-22050.mp3")).unwrap().samples);
    let files = [
        (speech("formats/mono-22050.mp3"), 22_050, 1),
        (speech("formats/stereo-44100.m4a"), 44_100, 2),
        (speech("formats/stereo-44100.ogg"), 44_100, 2),
        (wav, WAV_RATE, 2),
    ];
    for (file, rate, channels) in files {
        let arguments = ["review", path(&file), "--language", "en", "--json"];
        let review = json(&run(folder.path(), &arguments));
        assert_eq!(words(text(&review["text"])), words(SAID), "{}", file.display());
        assert_eq!(review["audio"]["sample_rate_hz"], rate, "{}", file.display());
        assert_eq!(review["audio"]["channels"], channels, "{}", file.display());
        let duration_s = review["audio"]["duration_s"].as_f64().unwrap();
        assert!((duration_s - 6.0).abs() < 0.15, "{}: {duration_s} s", file.display());
        assert!(!folder.path().join("recordings").exists(), "reviewing a file writes nothing");
    }
}

/// Writes 16 kHz samples as the left channel of a stereo WAV whose right one is silent, as an
/// interface with one microphone does. Rates are bridged by straight lines, well enough for this.
fn write_left_channel(path: &Path, samples: &[f32]) {
    let spec = hound::WavSpec {
        channels: 2,
        sample_rate: WAV_RATE,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut writer = hound::WavWriter::create(path, spec).unwrap();
    let step = 16_000.0 / f64::from(WAV_RATE);
    let frames = ((samples.len() - 1) as f64 / step) as usize;
    for frame in 0..frames {
        let at = frame as f64 * step;
        let (before, part) = (at as usize, at.fract() as f32);
        let value = samples[before] * (1.0 - part) + samples[before + 1] * part;
        writer.write_sample((value * 32_767.0) as i16).unwrap();
        writer.write_sample(0i16).unwrap();
    }
    writer.finalize().unwrap();
}
